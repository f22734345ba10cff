//! Screens of later issues: each says what it will do, and leads back.

use contract::route::{Route, SolutionsView};
use leptos::prelude::*;

use crate::i18n::{said, t, text};
use crate::route::title_key;
use crate::ui::Icon;

/// What the screen will do, by the word of its text.
const fn what(route: &Route) -> (&'static str, &'static str) {
    match route {
        Route::Toolkit => ("upcoming.toolkit.text", "toolbox"),
        _ => ("upcoming.offers.text", "tag"),
    }
}

/// A screen that is still to come.
#[component]
pub fn Upcoming(
    /// Its address.
    route: Route,
) -> impl IntoView {
    let title = title_key(&route);
    let (key, icon) = what(&route);
    view! {
        <div class="page-head"><div class="page-head__text"><h1 tabindex="-1">{text(title)}</h1></div></div>
        <section class="upcoming">
            <span class="upcoming__picture"><Icon name=icon/></span>
            <div><h2>{text("upcoming.heading")}</h2><p>{said(move || t(key))}</p></div>
            <div class="upcoming__actions">
                <a class="button" href=Route::Solutions(SolutionsView::default()).href()>{text("upcoming.back")}</a>
            </div>
        </section>
    }
}
