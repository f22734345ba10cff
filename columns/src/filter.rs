//! The filters of a view, made ready to be asked for every row.

use contract::route::SolutionsView;

use crate::bits::Bits;
use crate::cells::{ABSENT, Cells};
use crate::intern::NONE;
use crate::store::Store;

/// In place of the number of a colleague whom no row was ever given to.
const NOBODY_KNOWN: u32 = NONE - 1;

/// One bit for each filter that keeps a row out.
pub const STATUS: u8 = 1;
pub const OFFER_TYPE: u8 = 2;
pub const CO_SELL: u8 = 4;
pub const PARTNER: u8 = 8;
pub const ASSIGNED: u8 = 16;

/// Filters by number instead of by name.
pub struct Filter {
    states: u32,
    offer_types: u32,
    co_sells: u32,
    partners: Option<Bits>,
    assigned: Option<u32>,
}

impl Filter {
    /// The filters of `view` for the values that `store` knows.
    pub fn new(store: &Store, view: &SolutionsView) -> Filter {
        let partners = (!view.partner.is_empty()).then(|| {
            let mut numbers = Bits::default();
            view.partner.iter().filter_map(|id| store.partners.find(id)).for_each(|number| numbers.insert(number));
            numbers
        });
        let assigned = view.assigned.as_deref().map(|person| match person {
            "none" => NONE,
            id => store.people.find(id).unwrap_or(NOBODY_KNOWN),
        });
        Filter {
            // Free slots have the state ABSENT, which no filter lets through.
            states: mask(view.status.iter().map(|state| *state as u8)) & !(1 << ABSENT),
            offer_types: mask(view.offer_type.iter().map(|offer_type| *offer_type as u8)),
            co_sells: mask(view.co_sell.iter().map(|co_sell| *co_sell as u8)),
            partners,
            assigned,
        }
    }

    /// Which filters keep a row out: bits as named above; 0 when it is shown.
    #[inline]
    pub fn against(&self, cells: &Cells) -> u8 {
        let misses = |mask: u32, value: u8| mask >> (value & 31) & 1 == 0;
        let flag = |bit: u8, keeps_out: bool| if keeps_out { bit } else { 0 };
        flag(STATUS, misses(self.states, cells.state))
            | flag(OFFER_TYPE, misses(self.offer_types, cells.offer_type))
            | flag(CO_SELL, misses(self.co_sells, cells.co_sell))
            | flag(PARTNER, self.partners.as_ref().is_some_and(|numbers| !numbers.has(cells.partner)))
            | flag(ASSIGNED, self.assigned.is_some_and(|person| person != cells.assigned))
    }
}

/// A bit for each value; no value means all.
fn mask(values: impl Iterator<Item = u8>) -> u32 {
    match values.fold(0, |mask, value| mask | 1 << (value & 31)) {
        0 => u32::MAX,
        mask => mask,
    }
}
