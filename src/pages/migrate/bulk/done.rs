//! The run: how far it is, why it waits, and what came of every row.

use contract::route::{Route, SolutionsView};
use contract::solution::MigrationState;
use leptos::prelude::*;

use super::job::{Job, Kind, Phase};
use super::lines::Problem;
use super::row::question;
use super::saved::{Outcome, Saved};
use crate::i18n::{said, t, text, tf, tn};
use crate::parts::wait::rest_in_words;
use crate::ui::{
    Button, ButtonLink, Column, Icon, Message, MessageTone, Progress, ProgressState, Table, Variant, focus,
};

/// Rows of the result on one page.
const SHOWN: usize = 200;

/// The page while and after it is sent.
#[component]
pub fn Running(
    /// The job.
    job: Job,
) -> impl IntoView {
    let total = Memo::new(move |_| job.saved.with(|saved| saved.plan.len() as u64));
    let done = Memo::new(move |_| {
        let answered = job.saved.with(|saved| saved.plan.len() - saved.left().len());
        (answered + job.seen.with(Vec::len)) as u64
    });
    let state = Signal::derive(move || match job.phase.get() {
        Phase::Done => ProgressState::Done,
        Phase::Stopped(_) => ProgressState::Failed,
        _ => ProgressState::Running,
    });
    let rest = Signal::derive(move || job.rest.get().filter(|_| job.phase.get() == Phase::Running).map(rest_in_words));
    let heading = said(move || {
        let n = job.saved.with(|saved| saved.done().len() as u64);
        match (job.phase.get(), job.kind) {
            (Phase::Done, Kind::Merge) => tn("bulk.merge.done", n),
            (Phase::Done, Kind::Discard) => tn("bulk.discarded", n),
            (Phase::Stopped(_), Kind::Merge) => t("bulk.stopped"),
            (Phase::Stopped(_), Kind::Discard) => t("bulk.discard.stopped"),
            (_, Kind::Merge) => t("bulk.sending"),
            (_, Kind::Discard) => t("bulk.discarding"),
        }
    });
    request_animation_frame(|| {
        if let Some(heading) = document().query_selector(".bulk h2[tabindex]").ok().flatten() {
            focus(&heading);
        }
    });
    let label = match job.kind {
        Kind::Merge => "bulk.sent",
        Kind::Discard => "state.discarded",
    };
    view! {
        <div class="card bulk__run">
            <h2 class="merge__title" tabindex="-1">{heading}</h2>
            <Progress label=text(label) done=done total=total state=state rest=rest
                count=said(move || tf("bulk.progress", &[("n", done.get().into()), ("total", total.get().into())]))/>
            <Stopped job/>
            <Next job/>
        </div>
        <Results job/>
    }
}

/// Why it waits, and a way on.
#[component]
fn Stopped(job: Job) -> impl IntoView {
    move || match job.phase.get() {
        Phase::Stopped(error) => {
            let words = error.map_or_else(|| t("bulk.leftBehind"), |error| error.sentence());
            let go_on = move || {
                job.pause.cut_short();
                job.go_on();
            };
            let undo = job.kind == Kind::Discard && !untrack(|| job.done()).is_empty();
            let actions = view! {
                <Button label=text("bulk.goOn") variant=Variant::Primary on_press=go_on/>
                {undo.then(|| view! {
                    <Button label=text("bulk.undoAll") icon="arrow-undo" on_press=move || job.undo(job.toasts).run(())/>
                })}
            }
            .into_any();
            Some(view! { <Message tone=MessageTone::Warning actions=actions>{words}</Message> })
        }
        _ => None,
    }
}

/// What can be done now that all rows have a result.
#[component]
fn Next(job: Job) -> impl IntoView {
    let failed = Memo::new(move |_| job.saved.with(|saved| saved.failed().len() as u64));
    // What the rules forbid now is not sent again; it is looked at again.
    let again = Memo::new(move |_| job.saved.with(|saved| saved.retryable().count() as u64));
    let some = Memo::new(move |_| job.saved.with(|saved| !saved.done().is_empty()));
    let left = Memo::new(move |_| job.saved.with(|saved| saved.untouched() as u64));
    let merging = SolutionsView { status: vec![MigrationState::Merging], ..SolutionsView::default() };
    let review = move || {
        // What was done is done; the others are looked at again.
        job.saved.update(|saved| {
            let done = saved.done();
            saved.ids.retain(|id| !done.contains(id));
            saved.plan.clear();
            saved.results.clear();
        });
        job.phase.set(Phase::Review);
    };
    let undo = move || job.undo(job.toasts).run(());
    view! {
        <Show when=move || job.phase.get() == Phase::Done>
            <div class="bulk__next">
                <Show when=move || { again.get() > 0 }>
                    <Button label=said(move || tn("bulk.retry", again.get())) variant=Variant::Primary on_press=move || job.again()/>
                </Show>
                <Show when=move || { left.get() + failed.get() > 0 }>
                    <Button label=said(move || tn("bulk.backToRest", left.get() + failed.get())) on_press=review/>
                </Show>
                {(job.kind == Kind::Discard).then(|| view! {
                    <Show when=move || some.get()><Button label=text("bulk.undoAll") icon="arrow-undo" on_press=undo/></Show>
                })}
                {(job.kind == Kind::Merge).then(|| view! {
                    <ButtonLink label=text("bulk.seeMerging") href=Route::Solutions(merging.clone()).href()/>
                })}
                <ButtonLink label=text("upcoming.back") href=Route::Solutions(SolutionsView::default()).href()/>
            </div>
        </Show>
    }
}

/// Which solution a result is of.
#[derive(Clone, Debug, Default, PartialEq)]
struct Named {
    name: String,
    solution_id: String,
    /// The number of its request where support waits for an answer.
    asked: Option<String>,
}

/// What came of rows, in their order.
fn results(saved: &Saved) -> Vec<(String, Outcome)> {
    saved.ids.iter().filter_map(|id| Some((id.clone(), saved.results.get(id)?.clone()))).collect()
}

/// Every row with what came of it; what failed stands first.
#[component]
fn Results(job: Job) -> impl IntoView {
    let rows = Memo::new(move |_| {
        let names = |id: &String| {
            job.lines.with(|lines| {
                let line = lines.iter().find(|line| line.id == *id)?;
                let asked = match &line.problem {
                    Some(Problem::Question(number)) => number.clone(),
                    _ => None,
                };
                Some(Named { name: line.name.clone(), solution_id: line.solution_id.clone(), asked })
            })
        };
        job.saved.with(|saved| {
            let mut rows: Vec<(String, Outcome)> = results(saved);
            rows.extend(job.seen.get());
            rows.sort_by_key(|(_, outcome)| matches!(outcome, Outcome::Done(_)));
            let shown = rows.into_iter().take(SHOWN);
            shown.map(|(id, outcome)| (names(&id).unwrap_or_default(), outcome)).collect::<Vec<_>>()
        })
    });
    let more = Memo::new(move |_| job.saved.with(|saved| saved.results.len().saturating_sub(SHOWN)) as u64);
    let row = move |(of, outcome): (Named, Outcome)| {
        let Named { name, solution_id, asked } = of;
        let (tone, icon, words) = match outcome {
            Outcome::Refused(_) if asked.is_some() => (Some("error"), "error", question(asked)),
            Outcome::Refused(why) => {
                (Some("error"), "error", view! { <span>{move || tf(&why.key(), &why.args())}</span> }.into_any())
            }
            Outcome::Done(Some(number)) => {
                let label = number.clone();
                let words = said(move || tf("bulk.request", &[("number", label.as_str().into())]));
                (
                    None,
                    "checkmark-circle",
                    view! { <a class="link" href=Route::Request(number).href()>{words}</a> }.into_any(),
                )
            }
            Outcome::Done(None) => {
                (None, "checkmark-circle", view! { <span>{text("state.discarded")}</span> }.into_any())
            }
        };
        view! {
            <tr data-tone=tone>
                <th scope="row" class="bulk__name"><span>{name}</span><small>{solution_id}</small></th>
                <td><span class="bulk__outcome"><Icon name=icon/>{words}</span></td>
            </tr>
        }
    };
    view! {
        <Show when=move || !rows.with(Vec::is_empty)>
            <Table caption=text("bulk.results") caption_hidden=true
                columns=vec![Column::words(text("column.name")), Column::words(text("bulk.result"))]>
                {move || rows.get().into_iter().map(row).collect_view()}
            </Table>
            <Show when=move || { more.get() > 0 }><p class="muted">{said(move || tn("bulk.moreResults", more.get()))}</p></Show>
        </Show>
    }
}
