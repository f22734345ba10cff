//! What waits for this person, and what happened while they were away.

use contract::api::overview::{SinceLastVisit, Waiting, WaitingReason};
use contract::migration::NextStep;
use contract::route::{Route, SolutionsView};
use contract::solution::MigrationState;
use leptos::prelude::*;

use crate::i18n::{self, said, t, text, tn};
use crate::lazy;
use crate::parts::next_step::{next_route, next_step_key};
use crate::parts::state_badge::StateBadge;
use crate::session::use_session;

/// How many of them show their best match.
const MATCHED: usize = 3;

/// The card "Waiting for you".
#[component]
pub fn WaitingCard(
    /// The most urgent ones.
    waiting: Vec<Waiting>,
    /// How many there are in all.
    total: u64,
) -> impl IntoView {
    // Only who has much in hand has more than the server names here.
    let all = Route::Solutions(SolutionsView {
        status: vec![MigrationState::DraftCreated, MigrationState::AttentionNeeded, MigrationState::Pending],
        assigned: use_session().get().map(|session| session.person.id),
        ..SolutionsView::default()
    });
    let more = total > waiting.len() as u64;
    let empty = waiting.is_empty();
    // The match is worked out here, from a reading for each: for the first few that is quick.
    let items =
        waiting.into_iter().enumerate().map(|(at, item)| view! { <Item item matched=at < MATCHED/> }).collect_view();
    view! {
        <section class="card" aria-labelledby="waiting-title">
            <div class="card__title">
                <h2 id="waiting-title">{text("overview.waiting")}</h2>
                <Show when=move || more>
                    <a class="link" href=all.href()>{said(move || tn("overview.seeAll", total))}</a>
                </Show>
            </div>
            {if empty {
                view! { <p class="muted">{text("overview.nothingWaits")}</p> }.into_any()
            } else {
                view! { <ul class="wait-list">{items}</ul> }.into_any()
            }}
        </section>
    }
}

#[component]
fn Item(item: Waiting, matched: bool) -> impl IntoView {
    let why = match item.reason {
        WaitingReason::AttentionNeeded => "overview.why.attentionNeeded",
        WaitingReason::DraftCreated => "overview.why.draftCreated",
        WaitingReason::AssignedToMe => "overview.why.assignedToMe",
    };
    let step = NextStep::of(item.state);
    let name = item.name.clone();
    let search = Route::Solutions(SolutionsView { search: format!("\"{}\"", item.name), ..SolutionsView::default() });
    let next = next_route(item.state, &item.id, item.offer.as_deref(), item.request.as_deref());
    view! {
        <li class="wait-list__item">
            <div>
                <div class="wait-list__head">
                    <a class="wait-list__title" href=search.href()>{item.name}</a>
                    <StateBadge state=item.state/>
                </div>
                <p class="wait-list__why">{text(why)}</p>
                {matched.then(|| lazy::best_line_soon(item.id.clone()))}
            </div>
            <a class="button button--small" href=next.href()
                aria-label=move || format!("{}{name}", i18n::of(&t(next_step_key(step))))>
                {text(next_step_key(step))}
            </a>
        </li>
    }
}

/// The card "Since your last visit".
#[component]
pub fn SinceCard(
    /// What happened.
    since: SinceLastVisit,
) -> impl IntoView {
    let lines = [
        ("overview.since.done", since.done, "green"),
        ("overview.since.attention", since.attention, "amber"),
        ("overview.since.arrived", since.arrived, "brand"),
    ];
    let quiet = lines.iter().all(|(_, n, _)| *n == 0);
    let items = lines
        .into_iter()
        .filter(|(_, n, _)| *n > 0)
        .map(|(key, n, tone)| {
            view! {
                <li class="timeline__item" data-tone=tone>
                    <span class="timeline__text">{said(move || tn(key, n))}</span>
                </li>
            }
        })
        .collect_view();
    view! {
        <section class="card" aria-labelledby="since-title">
            <div class="card__title">
                <h2 id="since-title">{text("overview.since")}</h2>
                <span class="card__note">{said(move || i18n::date_time(since.at))}</span>
            </div>
            {if quiet {
                view! { <p class="muted">{text("overview.since.nothing")}</p> }.into_any()
            } else {
                view! { <ul class="timeline timeline--small">{items}</ul> }.into_any()
            }}
        </section>
    }
}
