//! What becomes of a solution: begin, discard, make an offer, merge, in ones and in bulk.

mod begin;
mod best;
mod bulk;
mod discard;
mod merge;
mod new_offer;
mod over;

pub use best::{BestLine, BestMatch};
pub use bulk::{BulkDiscardPage, BulkMergePage, MOST, PausedRuns};
pub use discard::undo_discard;
pub use merge::MergePage;
pub use new_offer::NewOfferPage;
pub use over::OverList;
