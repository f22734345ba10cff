//! One row, read out of its columns.

use contract::api::solutions::SolutionRow;
use contract::solution::{CoSellStatus, MigrationState, OfferType};

use crate::store::Slot;

/// A row whose texts are borrowed from the store. The fields mean what they mean in `SolutionRow`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowRef<'a> {
    /// Where it is kept, until it is removed.
    pub slot: Slot,
    /// Opaque id.
    pub id: &'a str,
    /// Unique in the company.
    pub solution_id: &'a str,
    /// As it was written.
    pub name: &'a str,
    /// The partner ID that it is registered under.
    pub partner_id: &'a str,
    /// When the legacy catalogue knew it.
    pub offer_type: Option<OfferType>,
    /// How far co-selling has come.
    pub co_sell_status: CoSellStatus,
    /// Where the migration stands.
    pub state: MigrationState,
    /// The id of a colleague.
    pub assigned_to: Option<&'a str>,
    /// The id of an offer. An empty text counts as none.
    pub offer: Option<&'a str>,
    /// The number of a support request. An empty text counts as none.
    pub request: Option<&'a str>,
}

impl RowRef<'_> {
    /// A copy that stands by itself, for example to change it ahead of the server's answer.
    pub fn to_row(&self) -> SolutionRow {
        SolutionRow {
            id: self.id.to_owned(),
            solution_id: self.solution_id.to_owned(),
            name: self.name.to_owned(),
            partner_id: self.partner_id.to_owned(),
            offer_type: self.offer_type,
            co_sell_status: self.co_sell_status,
            state: self.state,
            assigned_to: self.assigned_to.map(str::to_owned),
            offer: self.offer.map(str::to_owned),
            request: self.request.map(str::to_owned),
        }
    }
}
