//! What filters and facets look at in a row: small numbers side by side, twelve bytes a row.

use contract::api::solutions::SolutionRow;
use contract::solution::{CoSellStatus, MigrationState, OfferType};

/// In place of an offer type: none known. In place of a state: the slot is free.
pub const ABSENT: u8 = 31;

/// The values of one row by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cells {
    /// Number in the interned partner IDs.
    pub partner: u32,
    /// Number in the interned colleagues, or [`NONE`](crate::intern::NONE).
    pub assigned: u32,
    /// Place in `MigrationState::ALL`, or [`ABSENT`].
    pub state: u8,
    /// Place in `OfferType::ALL`, or [`ABSENT`].
    pub offer_type: u8,
    /// Place in `CoSellStatus::ALL`.
    pub co_sell: u8,
}

impl Cells {
    /// A free slot, which no filter lets through.
    pub const FREE: Cells =
        Cells { partner: u32::MAX, assigned: u32::MAX, state: ABSENT, offer_type: ABSENT, co_sell: 0 };

    /// The cells of a row whose shared values have these numbers.
    pub fn new(row: &SolutionRow, partner: u32, assigned: u32) -> Cells {
        let offer_type = row.offer_type.map_or(ABSENT, |value| value as u8);
        Cells { partner, assigned, state: row.state as u8, offer_type, co_sell: row.co_sell_status as u8 }
    }

    /// The state; `None` for a free slot.
    pub fn state(&self) -> Option<MigrationState> {
        MigrationState::ALL.get(usize::from(self.state)).copied()
    }

    /// The offer type, when one is known.
    pub fn offer_type(&self) -> Option<OfferType> {
        OfferType::ALL.get(usize::from(self.offer_type)).copied()
    }

    /// The co-sell status.
    pub fn co_sell(&self) -> Option<CoSellStatus> {
        CoSellStatus::ALL.get(usize::from(self.co_sell)).copied()
    }
}
