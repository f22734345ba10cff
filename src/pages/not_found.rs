//! An address that leads nowhere.

use contract::route::{Route, SolutionsView};
use leptos::prelude::*;

use crate::i18n::text;

/// Says so, with ways on.
#[component]
pub fn NotFound() -> impl IntoView {
    view! {
        <div class="page-head"><div class="page-head__text">
            <h1 tabindex="-1">{text("notFound.title")}</h1>
            <p>{text("notFound.text")}</p>
        </div></div>
        <p class="cluster">
            <a class="button button--primary" href=Route::Overview.href()>{text("nav.overview")}</a>
            <a class="button" href=Route::Solutions(SolutionsView::default()).href()>{text("nav.solutions")}</a>
        </p>
    }
}
