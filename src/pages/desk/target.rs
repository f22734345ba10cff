//! What a merge points at, as far as the page can tell: how well the offer fits, what is linked to it already, what an
//! address says, and what came of earlier requests.

use contract::api::merging::Target;
use contract::api::requests::{DeskCase, EarlierRequest};
use contract::listing_url::ListingUrl;
use contract::route::Route;
use leptos::prelude::*;

use crate::i18n::{self, said, text, tf, tn};
use crate::parts::match_view::{Reasons, Score};
use crate::parts::request::state_badge;
use crate::storefronts::storefronts;
use crate::ui::{Message, MessageTone};

/// Score, reasons, and how many other solutions are linked.
pub fn fit(case: &DeskCase) -> AnyView {
    let fit = case.fit.clone().map(|found| {
        view! {
            <div class="match-line">
                <Score score=found.score/>
                <div class="match-line__text"><Reasons reasons=found.reasons/></div>
            </div>
        }
    });
    let linked = case.linked.len() as u64;
    let names: Vec<String> = case.linked.iter().map(|solution| solution.name.clone()).collect();
    let names = said(move || i18n::list(&names));
    view! {
        {fit}
        {(linked > 0).then(|| view! { <p class="muted">{said(move || tn("desk.linked", linked))}" "{names}</p> })}
    }
    .into_any()
}

/// Storefront, publisher and offer of a listing's address, and a warning where the publisher is not the company's.
pub fn listing(case: &DeskCase) -> AnyView {
    let typed = match case.request.merge.as_ref().map(|merge| &merge.target) {
        Some(Target::Url { url }) => url.clone(),
        _ => return ().into_any(),
    };
    let Ok(url) = ListingUrl::parse(&typed, &storefronts()) else { return ().into_any() };
    let publisher = url.publisher().unwrap_or_default().to_owned();
    let foreign = !publisher.is_empty()
        && !case.publishers.iter().any(|ours| ours.eq_ignore_ascii_case(&publisher))
        && !case.offers.iter().any(|offer| offer.publisher.eq_ignore_ascii_case(&publisher));
    let (id, store) = (publisher.clone(), url.store().to_owned());
    let offer = url.offer().unwrap_or_default().to_owned();
    let words = said(move || {
        let stores = storefronts();
        let store = stores.get(&store).map(|store| store.name.clone()).unwrap_or_default();
        if publisher.is_empty() {
            return store;
        }
        tf(
            "merge.understood",
            &[("store", store.into()), ("publisher", publisher.as_str().into()), ("offer", offer.as_str().into())],
        )
    });
    view! {
        <p class="strong">{words}</p>
        {foreign.then(|| view! {
            <Message tone=MessageTone::Warning>{said(move || tf("desk.foreign", &[("publisher", id.as_str().into())]))}</Message>
        })}
    }
    .into_any()
}

/// Requests that were filed for the same solution before, each with its outcome and the way to it.
pub fn earlier(case: Signal<DeskCase>) -> AnyView {
    let earlier = Memo::new(move |_| case.with(|case| case.earlier.clone()));
    view! {
        <Show when=move || !earlier.with(Vec::is_empty)>
            <section class="card" aria-labelledby="earlier-title">
                <div class="card__title"><h2 id="earlier-title">{text("desk.earlier")}</h2></div>
                <ul class="earlier">{move || earlier.get().into_iter().map(line).collect::<Vec<AnyView>>()}</ul>
            </section>
        </Show>
    }
    .into_any()
}

fn line(one: EarlierRequest) -> AnyView {
    let row = one.request;
    let (by, at) = (row.by.clone(), row.closed_at.unwrap_or(row.at));
    let when =
        said(move || tf("requests.filed", &[("name", by.as_str().into()), ("date", i18n::date_time(at).into())]));
    let href = Route::DeskCase(row.number.clone()).href();
    view! {
        <li class="earlier__item">
            <span class="cluster"><a class="link" href=href>"#"{row.number}</a>{state_badge(row.state)}<small class="muted">{when}</small></span>
            {one.reason.filter(|reason| !reason.is_empty()).map(|reason| view! { <blockquote class="case__quote">{reason}</blockquote> })}
        </li>
    }
    .into_any()
}
