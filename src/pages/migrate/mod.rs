//! What becomes of a solution: begin, discard, make an offer, merge, in ones and in bulk.

mod begin;
mod best;
mod bulk;
mod discard;
mod merge;
mod new_offer;
mod over;

use contract::route::Route;
use leptos::prelude::*;

pub use best::{BestMatch, best_line};
pub use bulk::{BulkDiscardPage, BulkMergePage, MOST, paused_runs};
pub use discard::undo_discard;
pub use merge::MergePage;
pub use new_offer::NewOfferPage;
pub use over::{Below, OverList};

/// Draws a screen of this journey.
pub fn screen(screen: Route) -> AnyView {
    match screen {
        Route::Merge(id) => view! { <MergePage id/> }.into_any(),
        Route::NewOffer { from } => view! { <NewOfferPage from/> }.into_any(),
        Route::BulkDiscard => BulkDiscardPage().into_any(),
        _ => BulkMergePage().into_any(),
    }
}

/// Draws a dialog over the list of solutions.
pub fn dialog(route: Route, below: Below) -> AnyView {
    match route {
        Route::Begin(id) => view! { <begin::BeginDialog id below/> }.into_any(),
        Route::Discard(id) => view! { <discard::DiscardDialog id below/> }.into_any(),
        _ => ().into_any(),
    }
}
