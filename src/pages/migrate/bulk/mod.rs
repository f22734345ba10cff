//! "Merge selected" and "Discard selected": one table to review, one confirmation, and a run that survives every break.

mod behind;
mod change;
mod done;
mod job;
mod lines;
mod portions;
mod prepare;
mod review;
mod row;
mod run;
mod saved;

use contract::route::{Route, SolutionsView};
use leptos::prelude::*;

use crate::i18n::text;
use crate::parts::draft::KeptLine;
use crate::ui::{ButtonLink, Empty, HEADING, LiveRegion, Shape, Skeleton, Variant, Waiting, catch_focus};
use job::{Job, Kind, Phase};

pub use behind::paused_runs;
pub use job::MOST;

/// "Merge selected".
#[component]
pub fn BulkMergePage() -> impl IntoView {
    page(Kind::Merge)
}

/// "Discard selected".
#[component]
pub fn BulkDiscardPage() -> impl IntoView {
    page(Kind::Discard)
}

fn page(kind: Kind) -> impl IntoView {
    let job = Job::open(kind)?;
    let (title, lead) = match kind {
        Kind::Merge => ("selection.merge", "bulk.merge.lead"),
        Kind::Discard => ("selection.discard", "bulk.discard.lead"),
    };
    let phase = Memo::new(move |_| job.phase.get());
    // What was pressed goes with its phase; whoever works by keyboard goes on from the top.
    Effect::new(move |before: Option<()>| {
        phase.track();
        if before.is_some() {
            catch_focus(HEADING);
        }
    });
    Some(view! {
        <ul class="crumb">
            <li><a href=Route::Solutions(SolutionsView::default()).href()>{text("nav.solutions")}</a></li>
            <li aria-current="page">{text(title)}</li>
        </ul>
        <div class="page-head">
            <div class="page-head__text"><h1 tabindex="-1">{text(title)}</h1><p>{text(lead)}</p></div>
            <div class="page-head__actions"><KeptLine kept=job.kept/></div>
        </div>
        <div class="bulk">
            {move || match phase.get() {
                Phase::Opening => view! {
                    <Waiting label=text("load.loading")><Skeleton shape=Shape::Title width=40/><Skeleton shape=Shape::Block/></Waiting>
                }.into_any(),
                Phase::Empty => view! { <Nothing/> }.into_any(),
                Phase::Behind => view! { <behind::Behind job/> }.into_any(),
                Phase::Back(n) => view! { <behind::Back n/> }.into_any(),
                Phase::Review => view! { <review::Review job/> }.into_any(),
                Phase::Running | Phase::Stopped(_) | Phase::Done => view! { <done::Running job/> }.into_any(),
            }}
            <LiveRegion announcer=job.announcer/>
        </div>
    })
}

/// Nothing was selected.
#[component]
fn Nothing() -> impl IntoView {
    let actions = view! {
        <ButtonLink label=text("upcoming.back") variant=Variant::Primary href=Route::Solutions(SolutionsView::default()).href()/>
    }
    .into_any();
    view! {
        <div class="card">
            <Empty icon="list" title=text("bulk.nothing")
                text=Signal::derive(|| Some(crate::i18n::t("bulk.nothing.text"))) actions=actions/>
        </div>
    }
}
