//! Overview: what is left, what waits, how it goes, and what must be true before one begins.

mod before;
mod chart;
mod progress;
mod reasons;
mod waiting;

use contract::api::overview::Overview;
use contract::api::path;
use contract::api::solutions::TicketFor;
use contract::programme::Pace;
use contract::route::{Route, SolutionsView};
use contract::solution::MigrationState;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::i18n::{said, t, text, tf, tn};
use crate::load::{Load, Loaded, load_view};
use crate::parts::download::download;
use crate::route::use_go;
use crate::session::use_session;
use crate::toast::{ToastAct, use_toasts};
use crate::ui::{Icon, live};
use crate::{api, lazy};

pub use progress::ProgressStack;

/// The page.
#[component]
pub fn OverviewPage() -> impl IntoView {
    let overview = Load::new(|| api::get::<Overview>(path::OVERVIEW));
    // One heading for all states, so that the focus stays on it while the screen comes.
    let headline = said(move || match overview.ready().map(|overview| overview.counts.open()) {
        None => t("nav.overview"),
        Some(0) => t("overview.nothingOpen"),
        Some(open) => tn("overview.headline", open),
    });
    let coming = move || matches!(overview.get(), Loaded::Loading);
    view! {
        <div class="page-head overview__headline">
            <div class="page-head__text">
                <h1 tabindex="-1" class:visually-hidden=coming>{headline}</h1>
                {live(move || overview.ready().map(|overview| view! { <Facts overview/> }))}
            </div>
            {live(move || overview.ready().map(|_| view! { <Ways/> }))}
        </div>
        {load_view(overview, |overview| view! { <Shown overview/> }.into_any())}
    }
}

/// What can be done from here.
#[component]
fn Ways() -> impl IntoView {
    view! {
        <div class="page-head__actions">
            <DownloadReport/>
            <a class="button button--primary" href=Route::Solutions(SolutionsView::default()).href()>{text("overview.start")}</a>
        </div>
    }
}

#[component]
fn Shown(overview: Overview) -> impl IntoView {
    let open = overview.counts.open();
    view! {
        {lazy::paused_soon(use_session())}
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

/// The report as a file at once; the printable page is one step further.
#[component]
fn DownloadReport() -> impl IntoView {
    let (toasts, go) = (use_toasts(), use_go());
    let save = move |_| {
        spawn_local(async move {
            match download(&TicketFor::Report).await {
                Ok(()) => {
                    let run = Callback::new(move |()| go.to(&Route::Report));
                    toasts
                        .success(t("overview.reportSaved"), Some(ToastAct { label: text("overview.reportPage"), run }));
                }
                Err(error) => toasts.error(error.sentence()),
            }
        });
    };
    view! { <button type="button" class="button" on:click=save><Icon name="download"/>{text("overview.downloadReport")}</button> }
}

/// Done, with support, and the pace that is needed.
#[component]
fn Facts(overview: Overview) -> impl IntoView {
    let counts = overview.counts;
    let pace = Pace::of(counts.open(), overview.today, overview.deadline);
    let pace_text = move || match pace {
        Pace::Finished | Pace::NoDeadline => None,
        Pace::Overdue { days } => Some(tn("overview.overdue", days)),
        Pace::Today => Some(t("overview.lastDay")),
        Pace::Left { days, per_week } => {
            Some(tf("overview.pace", &[("days", tn("overview.days", days).into()), ("n", per_week.into())]))
        }
    };
    view! {
        <ul class="overview__facts">
            <li>{said(move || tf("overview.done", &[("n", counts.done().into()), ("total", counts.total().into())]))}</li>
            <li>{said(move || tn("overview.withSupport", counts.with_support()))}</li>
            {live(move || pace_text().map(|pace| view! { <li>{pace}</li> }))}
        </ul>
    }
}

/// The list of solutions in one state.
fn solutions_in(state: MigrationState) -> String {
    Route::Solutions(SolutionsView { status: vec![state], ..SolutionsView::default() }).href()
}

/// Draws the screen.
pub fn screen(_: Route) -> AnyView {
    OverviewPage().into_any()
}
