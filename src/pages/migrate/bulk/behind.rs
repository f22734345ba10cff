//! What was left behind: asked about before a new selection takes its place, and told of on other screens while it waits.

use contract::access::Right;
use contract::api::news::Draft;
use contract::api::path;
use contract::route::Route;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::job::{Job, Kind, Phase};
use super::saved::Saved;
use crate::api;
use crate::i18n::{said, text, tf, tn};
use crate::json;
use crate::session::SessionContext;
use crate::ui::{Button, ButtonLink, Message, MessageTone, Size, Variant, live};

/// How it was left, in words.
fn words(job: Job) -> String {
    let seen = job.seen.with(Vec::len);
    job.saved.with(|saved| {
        let (left, total) = (saved.left().len(), saved.plan.len());
        if saved.plan.is_empty() {
            return tn("bulk.behind.review", saved.ids.len() as u64);
        }
        if left > 0 {
            let key = match job.kind {
                Kind::Merge => "bulk.behind.merging",
                Kind::Discard => "bulk.behind.discarding",
            };
            return tf(key, &[("n", (total - left + seen).into()), ("total", total.into())]);
        }
        match job.kind {
            Kind::Merge => tn("bulk.behind.failed", saved.retryable().count() as u64),
            Kind::Discard => tn("bulk.behind.discarded", saved.done().len() as u64),
        }
    })
}

/// The question: go on with it, undo it, or leave it for the new selection.
#[component]
pub fn Behind(
    /// The job.
    job: Job,
) -> impl IntoView {
    let n = job.fresh.with_value(Vec::len) as u64;
    let undo = job.kind == Kind::Discard && job.saved.with_untracked(|saved| !saved.done().is_empty());
    view! {
        <div class="card bulk__run">
            <h2 class="merge__title" tabindex="-1">{text("bulk.behind.title")}</h2>
            <p>{said(move || words(job))}</p>
            <p class="muted">{text("bulk.behind.note")}</p>
            <div class="bulk__next">
                <Button label=text("bulk.behind.goOn") variant=Variant::Primary on_press=move || job.take_up()/>
                {undo.then(|| view! {
                    <Button label=text("bulk.undoAll") icon="arrow-undo" on_press=move || job.undo(job.toasts).run(())/>
                })}
                <Button label=said(move || tn("bulk.behind.leave", n)) on_press=move || job.begin_fresh()/>
            </div>
        </div>
    }
}

/// All is back as it was.
#[component]
pub fn Back(
    /// How many.
    n: u64,
) -> impl IntoView {
    view! {
        <Message tone=MessageTone::Success>{said(move || tn("bulk.undone", n))}</Message>
        <div class="bulk__next">
            <ButtonLink label=text("upcoming.back") variant=Variant::Primary
                href=Route::Solutions(contract::route::SolutionsView::default()).href()/>
        </div>
    }
}

/// Runs of this person that wait in the middle, each with the way back to it.
pub fn paused_runs(session: SessionContext) -> AnyView {
    let may = session.may(Right::Edit);
    may.then(|| [Kind::Merge, Kind::Discard].map(paused).collect_view()).into_any()
}

fn paused(kind: Kind) -> AnyView {
    let total = RwSignal::new(0);
    spawn_local(async move {
        // Without an answer nothing is said; the bulk page itself asks again.
        let Ok(draft) = api::get::<Draft>(&path::draft(kind.draft())).await else { return };
        let Ok(saved) = json::read::<Saved>(&draft.value) else { return };
        if !saved.left().is_empty() {
            let _ = total.try_set(saved.plan.len() as u64);
        }
    });
    let (key, to) = match kind {
        Kind::Merge => ("bulk.paused.merge", Route::BulkMerge),
        Kind::Discard => ("bulk.paused.discard", Route::BulkDiscard),
    };
    live(move || {
        let n = total.get();
        (n > 0).then(|| {
            let actions =
                view! { <ButtonLink label=text("bulk.paused.look") size=Size::Small href=to.href()/> }.into_any();
            view! { <Message tone=MessageTone::Warning actions=actions>{said(move || tn(key, n))}</Message> }
        })
    })
}

impl Job {
    /// Goes on with what was left behind.
    pub fn take_up(self) {
        self.fresh.set_value(Vec::new());
        self.phase.set(self.saved.with_untracked(Phase::of));
        self.prepare();
    }

    /// Leaves it and begins with the new selection.
    pub fn begin_fresh(self) {
        let ids = self.fresh.try_update_value(std::mem::take).unwrap_or_default();
        let bundle = api::Intent::new().bundle();
        self.text.set(String::new());
        self.saved.set(Saved { ids, bundle, ..Saved::default() });
        self.phase.set(Phase::Review);
        self.prepare();
    }
}
