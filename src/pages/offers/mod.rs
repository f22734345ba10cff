//! Offers: the company's drafts and live offers, what changed last, and the way to a new one.

pub mod co_sell;
pub mod frame;
pub mod overview;

use contract::access::Right;
use contract::api::list::Page;
use contract::api::offers::OfferRow;
use contract::api::path;
use contract::offer::OfferStatus;
use contract::route::{OfferPage, Route};
use leptos::prelude::*;

use super::help::may_not;
use crate::api::{self, ApiError};
use crate::i18n::{self, said, t, text};
use crate::load::{Load, live_view};
use crate::news;
use crate::parts::records::status_words;
use crate::ui::{ButtonLink, Empty, Icon, Variant};

/// The page.
#[component]
pub fn Offers() -> impl IntoView {
    let load = Load::new(read).follow(news::requests_changed());
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
                table(rows)
            })
            .into_any()
        })}
    }
}

/// All offers: drafts first, for they still ask for something, then by name.
async fn read() -> Result<Vec<OfferRow>, ApiError> {
    let mut rows = Vec::new();
    let mut address = format!("{}?limit=1000", path::OFFERS);
    loop {
        let page: Page<OfferRow> = api::get(&address).await?;
        rows.extend(page.items);
        match page.next_cursor {
            Some(cursor) => address = format!("{}?limit=1000&cursor={cursor}", path::OFFERS),
            None => break,
        }
    }
    rows.sort_by_cached_key(|row| (row.status != OfferStatus::Draft, contract::fold::fold(&row.name)));
    Ok(rows)
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

fn table(rows: Signal<Vec<OfferRow>>) -> AnyView {
    view! {
        <section class="card card--flush" aria-label=text("nav.offers")>
            <div class="table-scroller" tabindex="0" role="group" aria-label=text("nav.offers")>
                <table class="table">
                    <thead><tr>
                        <th scope="col">{text("offer.name")}</th>
                        <th scope="col">{text("column.status")}</th>
                        <th scope="col">{text("column.offerType")}</th>
                        <th scope="col">{text("desk.publisher")}</th>
                        <th scope="col">{text("column.coSellStatus")}</th>
                        <th scope="col">{text("offer.changed")}</th>
                    </tr></thead>
                    <tbody>
                        <For each=move || rows.get() key=|row| (row.id.clone(), row.version) children=line/>
                    </tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn line(row: OfferRow) -> AnyView {
    let (kind, at) = (row.offer_type, row.changed_at);
    let href = Route::Offer(row.id, OfferPage::Overview).href();
    view! {
        <tr>
            <th scope="row"><a href=href>{row.name}</a><span class="offers__id">{row.publisher}"."{row.external_id}</span></th>
            <td>{status_badge(row.status)}</td>
            <td>{said(move || t(&format!("offerType.{}", kind.word())))}</td>
            <td>{row.publisher_name}</td>
            <td>{status_words(row.co_sell_status)}</td>
            <td class="table__narrow">{said(move || i18n::date_time(at))}</td>
        </tr>
    }
    .into_any()
}
/// Draws a screen of this journey.
pub fn screen(screen: Route) -> AnyView {
    match screen {
        Route::Offer(id, page) => frame::frame(id, page),
        Route::Publishers => super::publishers::Publishers().into_any(),
        _ => Offers().into_any(),
    }
}
