//! The list of offers: searched, sorted, each with its state, type, CSP audience and last change.

use std::cmp::Ordering;
use std::collections::HashMap;

use contract::api::audience::OfferAudience;
use contract::api::list::Page;
use contract::api::offers::OfferRow;
use contract::api::path;
use contract::audience::need::Verdict;
use contract::fold::fold;
use contract::route::{OfferPage, OffersView, Route};
use leptos::prelude::*;

use super::status_badge;
use crate::api::{self, ApiError};
use crate::i18n::{self, said, t, text, tn};
use crate::parts::audience::{audiences, short_words};
use crate::parts::records::status_words;
use crate::parts::searched::search_field;
use crate::parts::sorted::Sorted;
use crate::route::{use_go, use_here};
use crate::ui::{Button, Empty, focus, live};

/// An offer with its audience, where it has one.
#[derive(Clone, Debug, PartialEq)]
pub struct Listed {
    offer: OfferRow,
    audience: Option<OfferAudience>,
}

/// All offers with their audiences, by name.
///
/// # Errors
/// See `ApiError`.
pub async fn read() -> Result<Vec<Listed>, ApiError> {
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
    let mut audiences: HashMap<String, OfferAudience> =
        audiences(false).await?.into_iter().map(|audience| (audience.offer.id.clone(), audience)).collect();
    contract::order::sort_by_key(&mut rows, |row| fold(&row.name));
    Ok(rows.into_iter().map(|offer| Listed { audience: audiences.remove(&offer.id), offer }).collect())
}

/// The headings of the columns.
const COLUMNS: [&str; 6] =
    ["offer.name", "column.status", "column.offerType", "offers.audience", "column.coSellStatus", "offer.changed"];

/// The search field and the table.
pub fn list(rows: Signal<Vec<Listed>>) -> AnyView {
    let (here, go) = (use_here(), use_go());
    let view = Memo::new(move |_| match here.route.get() {
        Route::Offers(view) => view,
        _ => OffersView::default(),
    });
    let ask = move |view: OffersView| go.replace(&Route::Offers(view));
    let search = move |search: String| ask(OffersView { search, ..view.get_untracked() });
    let sorted =
        Sorted::new(move || view.with(|view| view.sort), move |sort| ask(OffersView { sort, ..view.get_untracked() }));
    let shown = Memo::new(move |_| {
        let words = view.with(|view| fold(&view.search));
        let words: Vec<&str> = words.split_whitespace().collect();
        let fits = |row: &&Listed| {
            let text = fold(&format!("{} {} {}", row.offer.name, row.offer.publisher, row.offer.external_id));
            words.iter().all(|word| text.contains(word))
        };
        let mut shown: Vec<Listed> = rows.with(|rows| rows.iter().filter(fits).cloned().collect());
        sorted.sort(&mut shown, compare);
        shown
    });
    let found = Memo::new(move |_| shown.with(|shown| shown.len() as u64));
    let none = Memo::new(move |_| found.get() == 0);
    view! {
        <div class="resellers__tools offers__tools">
            {search_field("resellers.search", move || view.with(|view| view.search.clone()), search)}
            <span class="resellers__found" role="status">{said(move || tn("resellers.found", found.get()))}</span>
        </div>
        {live(move || if none.get() { nothing(Callback::new(search)) } else { table(shown, sorted) })}
    }
    .into_any()
}

fn nothing(search: Callback<String>) -> AnyView {
    let clear = move || {
        // The button goes with what it took away.
        if let Some(field) = document().query_selector(".offers__tools input").ok().flatten() {
            focus(&field);
        }
        search.run(String::new());
    };
    let clear = view! { <Button label=text("search.clear") on_press=clear/> };
    view! { <section class="card"><Empty icon="filter" title=text("resellers.noneFits") actions=clear.into_any()/></section> }
        .into_any()
}

fn compare(column: usize, one: &Listed, other: &Listed) -> Ordering {
    let of = |row: &Listed| match column {
        1 => t(&format!("offerStatus.{}", row.offer.status.word())),
        2 => t(&format!("offerType.{}", row.offer.offer_type.word())),
        3 => audience_words(row.audience.as_ref()),
        4 => status_words(row.offer.co_sell_status).get(),
        _ => row.offer.name.clone(),
    };
    match column {
        5 => one.offer.changed_at.cmp(&other.offer.changed_at),
        _ => fold(&of(one)).cmp(&fold(&of(other))),
    }
}

/// The audience in force, else the saved one with a word that it is no more than that.
fn audience_words(audience: Option<&OfferAudience>) -> String {
    let Some(audience) = audience else { return String::new() };
    if !audience.eligibility.is_editable() {
        // catalogue: offers.audience.*
        return t(&format!("offers.audience.{}", audience.eligibility.word()));
    }
    match &audience.live {
        Some(live) => short_words(live),
        None => short_words(&audience.draft),
    }
}

fn table(shown: Memo<Vec<Listed>>, sorted: Sorted) -> AnyView {
    let heads: Vec<AnyView> = COLUMNS.iter().enumerate().map(|(at, key)| sorted.head(at, key)).collect();
    let key = |row: &Listed| {
        (row.offer.id.clone(), row.offer.version, row.audience.as_ref().map(|audience| audience.version))
    };
    view! {
        <section class="card card--flush" aria-label=text("nav.offers")>
            <div class="table-scroller" tabindex="0" role="group" aria-label=text("nav.offers")>
                <table class="table table--rows offers__table" role="table">
                    <thead role="rowgroup"><tr role="row">{heads}</tr></thead>
                    <tbody role="rowgroup"><For each=move || shown.get() key=key children=line/></tbody>
                </table>
            </div>
        </section>
    }
    .into_any()
}

fn line(row: Listed) -> AnyView {
    let (audience, row) = (row.audience, row.offer);
    let (kind, at) = (row.offer_type, row.changed_at);
    let href = Route::Offer(row.id.clone(), OfferPage::Overview).href();
    let resell = Route::Offer(row.id, OfferPage::Resell).href();
    let waits = audience.as_ref().is_some_and(|audience| {
        audience.eligibility.is_editable() && audience.live.is_some() && audience.verdict != Verdict::Nothing
    });
    let saved = waits.then(|| view! { <span class="offers__id">{text("offers.audience.waits")}</span> });
    let words = said(move || audience_words(audience.as_ref()));
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                <a class="offers__cut" href=href data-tooltip-overflow="">{row.name}</a>
                <span class="offers__id offers__cut" data-tooltip-overflow="">{row.publisher}"."{row.external_id}</span>
            </th>
            <td role="cell">{status_badge(row.status)}</td>
            <td role="cell"><span class="offers__cut" data-tooltip-overflow="">{said(move || t(&format!("offerType.{}", kind.word())))}</span></td>
            <td role="cell" data-label=said(|| i18n::of(&t("offers.audience")))><a class="offers__cut" href=resell data-tooltip-overflow="">{words}</a>{saved}</td>
            <td role="cell" data-label=said(|| i18n::of(&t("column.coSellStatus")))><span class="offers__cut" data-tooltip-overflow="">{status_words(row.co_sell_status)}</span></td>
            <td role="cell" class="table__narrow" data-label=said(|| i18n::of(&t("offer.changed")))>{said(move || i18n::date_time(at))}</td>
        </tr>
    }
    .into_any()
}
