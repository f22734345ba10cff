//! The column store behind the Solutions grid: all rows of a company in the browser, sorted, filtered and searched within a frame.
//!
//! [`Store`] keeps the rows. [`Store::query`] answers a [`SolutionsView`](contract::route::SolutionsView) with a [`ResultSet`]: the slots of the
//! rows to show, in order. Given the result before, it does only what changed: another order reuses what was found, a longer search looks only
//! among the earlier finds, and after [`Store::apply`] only changed rows are looked at again. Where even that is too much for one task,
//! [`Store::settle`] and [`QueryJob`] do the same work in bounded steps. Nothing here knows the time, the network or the page.

mod arena;
mod bits;
mod cells;
mod facets;
mod filter;
mod index;
mod intern;
mod needle;
mod order;
mod query;
mod rank;
mod row;
mod store;

pub use facets::{Facets, Share};
pub use query::{QueryJob, ResultSet};
pub use row::RowRef;
pub use store::{Slot, Store};
