//! What stands around every page of an offer: its name, its state, and the way to its other pages.

use contract::api::offers::OfferDetail;
use contract::api::path;
use contract::route::{OfferPage, OffersView, ResellersView, Route};
use leptos::prelude::*;

use super::{co_sell, overview, status_badge};
use crate::api;
use crate::i18n::{said, t, text};
use crate::load::{Load, Loaded, live_view};
use crate::route::{title_key, use_here};
use crate::ui::{ButtonLink, Icon, live};
use crate::{lazy, news};

/// An offer with its version.
pub type Read = (OfferDetail, String);

/// A page of an offer.
pub fn frame(id: String, page: OfferPage) -> AnyView {
    let address = path::offer(&id);
    let load = Load::new(move || {
        let address = address.clone();
        async move { api::get_versioned::<OfferDetail>(&address).await.map(|read| (read.value, read.etag)) }
    })
    .follow(news::requests_changed());
    name_tab(load);
    let gone = Memo::new(move |_| is_gone(load));
    view! {
        <nav aria-label=text("crumb.label")><ol class="crumb"><li><a href=Route::Offers(OffersView::default()).href()>{text("nav.offers")}</a></li></ol></nav>
        <h1 class="case__title" tabindex="-1">{said(move || load.ready().map_or_else(|| t(if is_gone(load) { "load.notFound" } else { "offer.title" }), |(detail, _)| detail.offer.name))}</h1>
        {live_view(load, move |read| inside(id.clone(), page, load, read))}
        {live(move || gone.get().then(|| view! {
            <p class="cluster offer__on">
                <ButtonLink label=text("offer.gone.offers") href=Signal::stored(Route::Offers(OffersView::default()).href()) icon="tag"/>
                <ButtonLink label=text("offer.gone.resellers") href=Signal::stored(Route::Resellers(ResellersView::default()).href()) icon="people"/>
            </p>
        }))}
    }
    .into_any()
}

/// Whether there is no such offer.
fn is_gone(load: Load<Read>) -> bool {
    matches!(load.get(), Loaded::Failed(error) if error.status() == Some(404))
}

/// The browser's tab says the page, or the dialog over it, and the offer.
fn name_tab(load: Load<Read>) {
    let here = use_here();
    Effect::new(move |_| {
        let page = t(title_key(&here.route.get()));
        let name = load.ready().map(|(detail, _)| format!("{page} - {}", detail.offer.name));
        here.title.set(name.or_else(|| is_gone(load).then(|| t("load.notFound"))));
    });
    on_cleanup(move || here.title.set(None));
}

/// The catalogue key of a page's name.
// catalogue: offerPage.*
fn page_key(page: OfferPage) -> String {
    format!("offerPage.{}", page.word())
}

/// Whether the page is there; the others come later.
const fn is_here(page: OfferPage) -> bool {
    matches!(page, OfferPage::Overview | OfferPage::CoSell | OfferPage::Resell)
}

fn inside(id: String, page: OfferPage, load: Load<Read>, read: Signal<Read>) -> AnyView {
    let status = Memo::new(move |_| read.with(|(detail, _)| detail.offer.status));
    let links: Vec<AnyView> = OfferPage::ALL
        .iter()
        .map(|other| {
            let other = *other;
            let href = Route::Offer(id.clone(), other).href();
            let label = said(move || t(&page_key(other)));
            let later = (!is_here(other)).then(|| view! { <span class="offer-nav__later">{text("offer.later")}</span> });
            view! { <li><a class="offer-nav__link" href=href aria-current=(other == page).then_some("page")><span class="tabs__label" data-text=label>{label}</span>{later}</a></li> }
                .into_any()
        })
        .collect();
    let content = match page {
        OfferPage::Overview => overview::overview(load, read),
        OfferPage::CoSell => co_sell::co_sell(load, read),
        OfferPage::Resell => lazy::audience(id),
        _ => later(page),
    };
    view! {
        <p class="cluster case__state">{move || status_badge(status.get())}<span>{said(move || t(&page_key(page)))}</span></p>
        <div class="offer">
            <nav class="offer-nav" aria-label=text("offer.pages")><ul class="offer-nav__list">{links}</ul></nav>
            <div class="offer__page">{content}</div>
        </div>
    }
    .into_any()
}

/// A page that is still to come.
fn later(page: OfferPage) -> AnyView {
    view! {
        <section class="upcoming">
            <span class="upcoming__picture"><Icon name="tag"/></span>
            <div><h2>{said(move || t(&page_key(page)))}</h2><p>{text("offer.later.text")}</p></div>
        </section>
    }
    .into_any()
}
