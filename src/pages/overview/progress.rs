//! How far the company has come: a ring, a bar by state, and the same figures as text.

use chrono::NaiveDate;
use contract::route::Route;
use contract::solution::{Counts, MigrationState};
use leptos::prelude::*;

use crate::i18n::{self, said, t, text, tf};
use crate::parts::state_badge::state_key;
use crate::ui::Icon;

/// The order of the picture: what is done first, what is left last.
const ORDER: [MigrationState; 6] = [
    MigrationState::Merged,
    MigrationState::Merging,
    MigrationState::DraftCreated,
    MigrationState::AttentionNeeded,
    MigrationState::Pending,
    MigrationState::Discarded,
];

/// The card.
#[component]
pub fn Progress(
    /// Solutions by state.
    counts: Counts,
    /// The programme's last day.
    deadline: Option<NaiveDate>,
) -> impl IntoView {
    // Rounded down: 100 % is shown only when everything is done.
    let percent = (counts.done() * 100).checked_div(counts.total()).unwrap_or(0);
    view! {
        <section class="card overview__wide" aria-labelledby="progress-title">
            <div class="card__title">
                <h2 id="progress-title">{text("overview.progress")}</h2>
                <a class="link" href=Route::Report.href()>{text("overview.reportPage")}</a>
                {deadline.map(|day| view! {
                    <span class="card__note">
                        <Icon name="calendar"/>
                        {said(move || tf("overview.deadline", &[("date", i18n::date(day).into())]))}
                    </span>
                })}
            </div>
            <div class="overview__progress">
                <span class="ring ring--large ring--green" style:--value=percent.to_string() role="img"
                    aria-label=said(move || tf("overview.percentDone", &[("n", percent.into())]))>
                    <span aria-hidden="true">{said(move || tf("overview.percent", &[("n", percent.into())]))}</span>
                    <span class="ring__note" aria-hidden="true">{text("overview.doneWord")}</span>
                </span>
                <ProgressStack counts/>
            </div>
        </section>
    }
}

/// The bar by state with its legend; each figure leads to its solutions.
#[component]
pub fn ProgressStack(
    /// Solutions by state.
    counts: Counts,
) -> impl IntoView {
    let bar = ORDER
        .into_iter()
        .filter(|state| counts.of(*state) > 0)
        .map(|state| view! { <span class="progress-stack__part" data-state=state.word() style:--value=counts.of(state).to_string()></span> })
        .collect_view();
    let legend = ORDER
        .into_iter()
        .map(|state| {
            let n = counts.of(state);
            view! {
                <li data-state=state.word()>
                    <a class="progress-stack__key" href=super::solutions_in(state)>
                        <span class="progress-stack__figure">{said(move || i18n::number(n))}</span>
                        " "
                        <span class="progress-stack__name">
                            <span class="progress-stack__swatch" aria-hidden="true"></span>
                            {said(move || t(state_key(state)))}
                        </span>
                    </a>
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="progress-stack">
            <div class="progress-stack__bar" aria-hidden="true">{bar}</div>
            <ul class="progress-stack__legend">{legend}</ul>
        </div>
    }
}
