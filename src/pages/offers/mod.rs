//! Offers: the company's drafts and live offers, what changed last, and the way to a new one.

pub mod co_sell;
pub mod frame;
mod list;
pub mod overview;

use contract::access::Right;
use contract::offer::OfferStatus;
use contract::route::Route;
use leptos::prelude::*;

use super::help::may_not;
use crate::i18n::{said, t, text};
use crate::load::{Load, live_view};
use crate::news;
use crate::ui::{ButtonLink, Empty, Icon, Variant};

/// The page.
#[component]
pub fn Offers() -> impl IntoView {
    let load = Load::new(list::read).follow(news::requests_changed());
    let new = || {
        let href = Signal::stored(Route::NewOffer { from: None }.href());
        view! { <ButtonLink label=text("newOffer.title") href=href variant=Variant::Primary icon="add" refusal=may_not(Right::Edit)/> }
    };
    view! {
        <div class="page-head">
            <div class="page-head__text">
                <h1 tabindex="-1">{text("nav.offers")}</h1>
                <p>{text("offers.note")}</p>
            </div>
            <div class="page-head__actions">{new()}</div>
        </div>
        {live_view(load, move |rows| {
            let none = Memo::new(move |_| rows.with(Vec::is_empty));
            (move || if none.get() {
                let words = Signal::derive(|| Some(t("offers.none.text")));
                view! { <section class="card"><Empty icon="tag" title=text("offers.none") text=words actions=new().into_any()/></section> }.into_any()
            } else {
                list::list(rows)
            })
            .into_any()
        })}
    }
}

/// The status as icon and word.
// catalogue: offerStatus.*
pub fn status_badge(status: OfferStatus) -> AnyView {
    let (class, icon) = match status {
        OfferStatus::Draft => ("badge badge--violet", "edit"),
        OfferStatus::Live => ("badge badge--green", "checkmark-circle"),
        OfferStatus::External => ("badge badge--brand", "link"),
    };
    let word = said(move || t(&format!("offerStatus.{}", status.word())));
    view! { <span class=class><Icon name=icon/><span>{word}</span></span> }.into_any()
}

/// Draws a screen of this journey.
pub fn screen(screen: Route) -> AnyView {
    match screen {
        Route::Offer(id, page) => frame::frame(id, page),
        Route::Publishers => super::publishers::Publishers().into_any(),
        _ => Offers().into_any(),
    }
}
