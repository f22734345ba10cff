//! Overview: what is left, what waits, how it goes, and what must be true before one begins.

mod before;
mod chart;
mod progress;
mod reasons;
mod waiting;

use contract::api::overview::Overview;
use contract::api::path;
use contract::programme::Pace;
use contract::route::{Route, SolutionsView};
use contract::solution::MigrationState;
use leptos::prelude::*;

use crate::api;
use crate::i18n::{text, tf, tn};
use crate::load::{Load, load_view};
use crate::ui::Icon;

pub use progress::ProgressStack;

/// The page.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let overview = Load::new(|| api::get::<Overview>(path::OVERVIEW));
    load_view(overview, |overview| view! { <Shown overview/> }.into_any())
}

#[component]
fn Shown(overview: Overview) -> impl IntoView {
    let to_solutions = Route::Solutions(SolutionsView::default()).href();
    let open = overview.counts.open();
    view! {
        <div class="page-head overview__headline">
            <div class="page-head__text">
                <h1 tabindex="-1">{move || if open == 0 { crate::i18n::t("overview.nothingOpen") } else { tn("overview.headline", open) }}</h1>
                <Facts overview=overview.clone()/>
            </div>
            <div class="page-head__actions">
                <a class="button" href=Route::Report.href()><Icon name="download"/>{text("overview.downloadReport")}</a>
                <a class="button button--primary" href=to_solutions>{text("overview.start")}</a>
            </div>
        </div>
        <div class="overview">
            <progress::Progress counts=overview.counts deadline=overview.deadline/>
            <div class="overview__main">
                <waiting::WaitingCard waiting=overview.waiting.clone() total=overview.waiting_total/>
                <chart::OpenChart
                    days=overview.open_by_day.clone()
                    today=overview.today
                    deadline=overview.deadline
                    open
                />
            </div>
            <div class="overview__side">
                <before::BeforeYouStart prerequisites=overview.prerequisites.clone() helpers=overview.helpers.clone()/>
                {overview.since_last_visit.map(|since| view! { <waiting::SinceCard since/> })}
                <reasons::Reasons/>
            </div>
        </div>
    }
}

/// Done, with support, and the pace that is needed.
#[component]
fn Facts(overview: Overview) -> impl IntoView {
    let counts = overview.counts;
    let pace = Pace::of(counts.open(), overview.today, overview.deadline);
    let pace_text = move || match pace {
        Pace::Finished | Pace::NoDeadline => None,
        Pace::Overdue { days } => Some(tn("overview.overdue", days)),
        Pace::Today => Some(crate::i18n::t("overview.lastDay")),
        Pace::Left { days, per_week } => {
            Some(tf("overview.pace", &[("days", tn("overview.days", days).into()), ("n", per_week.into())]))
        }
    };
    view! {
        <ul class="overview__facts">
            <li>{move || tf("overview.done", &[("n", counts.done().into()), ("total", counts.total().into())])}</li>
            <li>{move || tn("overview.withSupport", counts.with_support())}</li>
            {move || pace_text().map(|pace| view! { <li>{pace}</li> })}
        </ul>
    }
}

/// The list of solutions in one state.
fn solutions_in(state: MigrationState) -> String {
    Route::Solutions(SolutionsView { status: vec![state], ..SolutionsView::default() }).href()
}
