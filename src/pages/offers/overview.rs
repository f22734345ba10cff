//! An offer at a glance: its facts, its solutions, what to do next, and deleting a draft.

use contract::access::Right;
use contract::api::offers::{LinkedSolution, OfferDetail};
use contract::api::path;
use contract::offer::OfferStatus;
use contract::refusal::Refusal;
use contract::route::{OffersView, Route, SolutionsView};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::frame::Read;
use crate::api;
use crate::confirm::{Question, use_confirm};
use crate::i18n::{self, said, t, text, tf};
use crate::load::Load;
use crate::pages::help::may_not;
use crate::pages::help::side::fact;
use crate::parts::records::status_words;
use crate::parts::state_badge::StateBadge;
use crate::route::use_go;
use crate::toast::use_toasts;
use crate::ui::{Button, MaybeText, Message, MessageTone, Variant};

/// The page.
pub fn overview(load: Load<Read>, read: Signal<Read>) -> AnyView {
    let detail = Memo::new(move |_| read.with(|(detail, _)| detail.clone()));
    view! {
        {move || detail.with(next)}
        <section class="card" aria-labelledby="offer-facts">
            <div class="card__title"><h2 id="offer-facts">{text("help.details")}</h2></div>
            <dl class="definition definition--stacked">{move || detail.with(facts)}</dl>
        </section>
        <section class="card" aria-labelledby="offer-solutions">
            <div class="card__title"><h2 id="offer-solutions">{text("offer.solutions")}</h2></div>
            {move || detail.with(|detail| solutions(&detail.solutions))}
        </section>
        {remove(load, read)}
    }
    .into_any()
}

/// What the offer still needs.
fn next(detail: &OfferDetail) -> AnyView {
    let (tone, key) = match detail.offer.status {
        OfferStatus::Draft => (MessageTone::Info, "offer.next.draft"),
        OfferStatus::External => (MessageTone::Note, "offer.next.external"),
        OfferStatus::Live => return ().into_any(),
    };
    view! { <Message tone=tone>{text(key)}</Message> }.into_any()
}

fn facts(detail: &OfferDetail) -> AnyView {
    let offer = detail.offer.clone();
    let (kind, changed, live) = (offer.offer_type, offer.changed_at, offer.live_since);
    let url = offer.listing_url.filter(|url| url.starts_with("https://")).map(|url| {
        let href = url.clone();
        let new_tab = text("link.newTab");
        fact("help.listingUrl", view! { <a href=href target="_blank" rel="noopener noreferrer external">{url}<span class="visually-hidden">" "{new_tab}</span></a> }.into_any())
    });
    view! {
        {fact("offer.id", offer.external_id.into_any())}
        {fact("offer.alias", offer.alias.into_any())}
        {fact("column.offerType", said(move || t(&format!("offerType.{}", kind.word()))).into_any())}
        {fact("desk.publisher", format!("{} ({})", offer.publisher_name, offer.publisher).into_any())}
        {fact("column.partnerId", i18n::list(&offer.partner_ids).into_any())}
        {fact("column.coSellStatus", status_words(offer.co_sell_status).into_any())}
        {live.map(|at| fact("offer.liveSince", said(move || i18n::date_time(at)).into_any()))}
        {fact("offer.changed", said(move || i18n::date_time(changed)).into_any())}
        {url}
    }
    .into_any()
}

/// Solutions that it was made from or that were merged into it, several included (O).
fn solutions(linked: &[LinkedSolution]) -> AnyView {
    if linked.is_empty() {
        return view! { <p class="muted">{text("offer.solutions.none")}</p> }.into_any();
    }
    let items: Vec<AnyView> = linked
        .iter()
        .map(|solution| {
            let view = SolutionsView { search: format!("\"{}\"", solution.solution_id), ..SolutionsView::default() };
            view! {
                <li class="linked__item">
                    <a href=Route::Solutions(view).href()>{solution.name.clone()}</a>
                    <span class="muted num">{solution.solution_id.clone()}</span>
                    <StateBadge state=solution.state/>
                </li>
            }
            .into_any()
        })
        .collect();
    view! { <ul class="linked">{items}</ul> }.into_any()
}

/// Deleting a draft, after a question; the solution that it was made from is pending again.
fn remove(load: Load<Read>, read: Signal<Read>) -> AnyView {
    let draft = Memo::new(move |_| read.with(|(detail, _)| detail.offer.status == OfferStatus::Draft));
    let role = may_not(Right::Edit);
    let refusal: MaybeText = Signal::derive(move || {
        let published = read.with(|(detail, _)| detail.ever_published).then(|| t(&Refusal::OfferWasPublished.key()));
        role.get().or(published)
    });
    let busy = RwSignal::new(false);
    let (confirm, toasts, go) = (use_confirm(), use_toasts(), use_go());
    let delete = Callback::new(move |()| {
        let offer =
            read.with_untracked(|(detail, etag)| (detail.offer.id.clone(), detail.offer.name.clone(), etag.clone()));
        let (id, name, etag) = offer;
        busy.set(true);
        spawn_local(async move {
            let answer = api::delete(&path::offer(&id), &etag).await;
            let _ = busy.try_set(false);
            match answer {
                Ok(()) => {
                    toasts.success(tf("offer.deleted", &[("name", name.into())]), None);
                    go.to(&Route::Offers(OffersView::default()));
                }
                Err(error) => {
                    toasts.error(error.sentence());
                    load.again();
                }
            }
        });
    });
    let ask = Callback::new(move |()| {
        let name = read.with_untracked(|(detail, _)| detail.offer.name.clone());
        confirm.ask(Question {
            title: tf("offer.delete.title", &[("name", name.into())]),
            text: t("offer.delete.text"),
            go: t("offer.delete"),
            run: delete,
        });
    });
    view! {
        <Show when=move || draft.get()>
            <div class="case__cancel"><Button label=text("offer.delete") variant=Variant::Subtle icon="delete" busy=busy refusal=refusal on_press=ask/></div>
        </Show>
    }
    .into_any()
}
