//! The dialogs of the audience page, each with an address of its own.

use contract::access::Right;
use contract::route::{OfferPage, ResellStep, Route};
use leptos::prelude::*;

use super::state::Audience;
use crate::pages::help::may_not;
use crate::route::{use_go, use_here};

/// What a dialog works with.
#[derive(Clone, Copy)]
pub struct Over {
    /// The audience below.
    pub audience: Audience,
    /// Takes the dialog away.
    pub close: Callback<()>,
}

/// The dialog of the open address, if it is one.
pub fn over(audience: Audience) -> AnyView {
    let (here, go) = (use_here(), use_go());
    // Which dialog, without what it searches: a changed search leaves it as it is.
    let open = Memo::new(move |_| match here.route.get() {
        Route::Resell(_, ResellStep::Add(_)) => Some("add"),
        Route::Resell(_, ResellStep::Import) => Some("import"),
        Route::Resell(_, ResellStep::Copy { .. }) => Some("copy"),
        Route::Resell(_, ResellStep::Request) => Some("request"),
        Route::Resell(_, ResellStep::Sync) => Some("sync"),
        _ => None,
    });
    let close = Callback::new(move |()| go.to(&Route::Offer(audience.id.get_value(), OfferPage::Resell)));
    let over = Over { audience, close };
    // Nobody works in a dialog that can only refuse at its end: the page below says why.
    let may_not = may_not(Right::Edit);
    let fixed =
        Memo::new(move |_| audience.stored.ready().is_some_and(|stored| !stored.head.eligibility.is_editable()));
    // The directory is everybody's to look through.
    let refused = Memo::new(move |_| fixed.get() || open.get() != Some("add") && may_not.get().is_some());
    (move || match open.get().filter(|_| !refused.get()) {
        Some("add") => super::add::add(over),
        Some("copy") => super::copy::copy(over),
        Some("import") => super::import::import(over),
        Some("request") => super::request::dialog(over),
        Some("sync") => super::sync::dialog(over),
        _ => ().into_any(),
    })
    .into_any()
}
