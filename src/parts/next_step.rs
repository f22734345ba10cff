//! The Action column: what one can do next with a solution, and where that is.

use contract::migration::NextStep;
use contract::route::{OfferPage, OffersView, RequestsView, Route};
use contract::solution::MigrationState;

/// The catalogue key of a step's name.
pub const fn next_step_key(step: NextStep) -> &'static str {
    match step {
        NextStep::Begin => "action.begin",
        NextStep::Continue => "action.continue",
        NextStep::ViewRequest => "action.viewRequest",
        NextStep::ViewOffer => "action.viewOffer",
        NextStep::UndoDiscard => "action.undoDiscard",
    }
}

/// Where a step happens.
pub fn next_route(state: MigrationState, id: &str, offer: Option<&str>, request: Option<&str>) -> Route {
    match (NextStep::of(state), offer, request) {
        // The wizard leads on to the request while that is open, and begins again after a refusal.
        (NextStep::Continue, _, _) if state == MigrationState::AttentionNeeded => Route::Merge(id.to_owned()),
        (NextStep::Continue, Some(offer), _) => Route::Offer(offer.to_owned(), OfferPage::Overview),
        (NextStep::Begin, _, _) | (NextStep::Continue, None, _) => Route::Begin(id.to_owned()),
        (NextStep::ViewRequest, _, Some(request)) => Route::Request(request.to_owned()),
        (NextStep::ViewRequest, _, None) => Route::Help(RequestsView::default()),
        (NextStep::ViewOffer, Some(offer), _) => Route::Offer(offer.to_owned(), OfferPage::CoSell),
        (NextStep::ViewOffer, None, _) => Route::Offers(OffersView::default()),
        (NextStep::UndoDiscard, _, _) => Route::Discard(id.to_owned()),
    }
}
