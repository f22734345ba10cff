//! Both sides of a merge beside each other, and what would stand in the offer afterwards.

use contract::api::merging::MergePreview;
use contract::api::offers::OfferRow;
use contract::api::requests::DeskCase;
use contract::api::solutions::SolutionDetail;
use contract::merge::{Keep, Side};
use leptos::prelude::*;

use super::target;
use crate::i18n::{self, said, t, text, tf};
use crate::pages::help::side::fact;
use crate::parts::records::{page_of, records, status_words};

/// Solution, offer, and the preview.
pub fn sides(case: Signal<DeskCase>) -> AnyView {
    let solution = Memo::new(move |_| case.with(|case| case.solution.clone()));
    let preview = Memo::new(move |_| case.with(|case| case.preview.clone()));
    // What the card of the offer is made of.
    let offer =
        Memo::new(move |_| case.with(|case| (case.request.offer.clone(), case.fit.clone(), case.linked.clone())));
    let merge = Memo::new(move |_| case.with(|case| case.request.merge.is_some()));
    view! {
        <Show when=move || merge.get()>
            <div class="case__sides">
                {move || solution.get().map(of_solution)}
                {move || {
                    let (offer, ..) = offer.get();
                    let now = preview.get().filter(|_| offer.is_some()).map(|preview| preview.before);
                    let about = case.with_untracked(|case| match offer {
                        Some(_) => target::fit(case),
                        None => target::listing(case),
                    });
                    of_offer(offer, now, about)
                }}
            </div>
            {move || preview.get().map(moves)}
        </Show>
    }
    .into_any()
}

fn of_solution(solution: SolutionDetail) -> AnyView {
    let status = solution.row.co_sell_status;
    let kind = solution.row.offer_type;
    let keywords = solution.keywords.clone();
    let keywords = if keywords.is_empty() { text("grid.notSet") } else { said(move || i18n::list(&keywords)) };
    let or_none = |value: Option<String>| match value.filter(|value| !value.is_empty()) {
        Some(value) => value.into_any(),
        None => text("grid.notSet").into_any(),
    };
    view! {
        <section class="card" aria-labelledby="solution-title">
            <div class="card__title"><h2 id="solution-title">{text("desk.solution")}</h2></div>
            <p class="strong">{solution.row.name.clone()}</p>
            <dl class="definition definition--tight">
                {fact("column.solutionId", solution.row.solution_id.clone().into_any())}
                {fact("column.partnerId", solution.row.partner_id.clone().into_any())}
                {fact("column.offerType", type_words(kind).into_any())}
                {fact("column.coSellStatus", status_words(Some(status)).into_any())}
                {fact("desk.publisher", or_none(solution.publisher.clone()))}
                {fact("desk.keywords", keywords.into_any())}
                {fact("help.listingUrl", or_none(solution.listing_url.clone()))}
            </dl>
            <h3 class="case__sub">{text("panel.carries")}</h3>
            {records(page_of(status, &solution.carries))}
        </section>
    }
    .into_any()
}

fn of_offer(offer: Option<OfferRow>, now: Option<contract::merge::CoSell>, about: AnyView) -> AnyView {
    let inside = match offer {
        Some(offer) => {
            let status = now.as_ref().map_or(offer.co_sell_status, |page| page.status);
            let partner_ids = offer.partner_ids.clone();
            view! {
                <p class="strong">{offer.name.clone()}</p>
                {about}
                <dl class="definition definition--tight">
                    {fact("offer.id", offer.external_id.clone().into_any())}
                    {fact("desk.publisher", offer.publisher_name.clone().into_any())}
                    {fact("column.partnerId", said(move || i18n::list(&partner_ids)).into_any())}
                    {fact("column.offerType", type_words(Some(offer.offer_type)).into_any())}
                    {fact("column.status", said(move || t(&format!("offerStatus.{}", offer.status.word()))).into_any())}
                    {fact("column.coSellStatus", status_words(status).into_any())}
                </dl>
                <h3 class="case__sub">{text("offer.coSellNow")}</h3>
                {now.map(records)}
            }
            .into_any()
        }
        None => view! { {about}<p class="muted">{text("desk.noOffer")}</p> }.into_any(),
    };
    view! {
        <section class="card" aria-labelledby="offer-title">
            <div class="card__title"><h2 id="offer-title">{text("help.offer")}</h2></div>
            {inside}
        </section>
    }
    .into_any()
}

// catalogue: offerType.*
fn type_words(kind: Option<contract::solution::OfferType>) -> Signal<String> {
    said(move || kind.map_or_else(|| t("grid.notSet"), |kind| t(&format!("offerType.{}", kind.word()))))
}

/// Before and after in figures, and who decided what wins.
fn moves(preview: MergePreview) -> AnyView {
    let (before, after, choices) = (preview.before, preview.after, preview.choices);
    let row = |name: &'static str, before: Signal<String>, after: Signal<String>| {
        view! { <tr><th scope="row">{text(name)}</th><td class="table__num">{before}</td><td class="table__num strong">{after}</td></tr> }
    };
    let count = |n: usize| said(move || i18n::number(n as u64));
    let incentives = match choices.incentives {
        Keep::Both => "desk.keep.both",
        Keep::Solution => "desk.keep.solution",
        Keep::Offer => "desk.keep.offer",
    };
    let side = |side: Side| match side {
        Side::Solution => "desk.keep.solution",
        Side::Offer => "desk.keep.offer",
    };
    let (status, contacts) = (side(choices.co_sell_status), side(choices.contacts));
    let chosen = said(move || {
        tf(
            "desk.chosen",
            &[("status", t(status).into()), ("incentives", t(incentives).into()), ("contacts", t(contacts).into())],
        )
    });
    view! {
        <section class="card" aria-labelledby="moves-title">
            <div class="card__title"><h2 id="moves-title">{text("desk.moves")}</h2></div>
            <table class="table table--compact">
                <thead><tr>
                    <th scope="col">{text("desk.what")}</th>
                    <th scope="col" class="table__num">{text("desk.before")}</th>
                    <th scope="col" class="table__num">{text("desk.after")}</th>
                </tr></thead>
                <tbody>
                    {row("column.coSellStatus", status_words(before.status), status_words(after.status))}
                    {row("desk.referrals", count(before.referrals.len()), count(after.referrals.len()))}
                    {row("desk.collateral", count(before.collateral.len()), count(after.collateral.len()))}
                    {row("desk.contacts", count(before.contacts.len()), count(after.contacts.len()))}
                    {row("desk.incentives", count(before.incentives.len()), count(after.incentives.len()))}
                </tbody>
            </table>
            <p class="case__note muted">{chosen}</p>
        </section>
    }
    .into_any()
}

/// What happened to the solution, newest first.
pub fn history(case: Signal<DeskCase>) -> AnyView {
    let entries =
        Memo::new(move |_| case.with(|case| case.solution.as_ref().map(|solution| solution.timeline.clone())));
    (move || {
        entries.get().filter(|entries| !entries.is_empty()).map(|entries| {
            view! {
                <section class="card" aria-labelledby="history-title">
                    <div class="card__title"><h2 id="history-title">{text("desk.history")}</h2></div>
                    {crate::parts::timeline::timeline(entries)}
                </section>
            }
        })
    })
    .into_any()
}
