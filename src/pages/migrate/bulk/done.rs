//! The run: how far it is, why it waits, and what came of every row.

use contract::route::{Route, SolutionsView};
use contract::solution::MigrationState;
use leptos::prelude::*;

use super::job::{Job, Kind, Outcome, Phase};
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
    let done = Memo::new(move |_| job.saved.with(|saved| saved.plan.len() - saved.left().len()) as u64);
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
            (Phase::Stopped(_), _) => t("bulk.stopped"),
            _ => t("bulk.sending"),
        }
    });
    request_animation_frame(|| {
        if let Some(heading) = document().query_selector(".bulk h2[tabindex]").ok().flatten() {
            focus(&heading);
        }
    });
    view! {
        <div class="card bulk__run">
            <h2 class="merge__title" tabindex="-1">{heading}</h2>
            <Progress label=text("bulk.sent") done=done total=total state=state rest=rest
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
            let actions =
                view! { <Button label=text("bulk.goOn") variant=Variant::Primary on_press=go_on/> }.into_any();
            Some(view! { <Message tone=MessageTone::Warning actions=actions>{words}</Message> })
        }
        _ => None,
    }
}

/// What can be done now that all rows have a result.
#[component]
fn Next(job: Job) -> impl IntoView {
    let failed = Memo::new(move |_| job.saved.with(|saved| saved.failed().len() as u64));
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
                <Show when=move || { failed.get() > 0 }>
                    <Button label=said(move || tn("bulk.retry", failed.get())) variant=Variant::Primary on_press=move || job.again()/>
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

/// Every row with what came of it; what failed stands first.
#[component]
fn Results(job: Job) -> impl IntoView {
    let rows = Memo::new(move |_| {
        let names = |id: &String| {
            job.lines.with(|lines| {
                lines.iter().find(|line| line.id == *id).map(|line| (line.name.clone(), line.solution_id.clone()))
            })
        };
        job.saved.with(|saved| {
            let mut rows: Vec<(String, Outcome)> =
                saved.ids.iter().filter_map(|id| Some((id.clone(), saved.results.get(id)?.clone()))).collect();
            rows.sort_by_key(|(_, outcome)| matches!(outcome, Outcome::Done(_)));
            let shown = rows.into_iter().take(SHOWN);
            shown.map(|(id, outcome)| (names(&id).unwrap_or_default(), outcome)).collect::<Vec<_>>()
        })
    });
    let more = Memo::new(move |_| job.saved.with(|saved| saved.results.len().saturating_sub(SHOWN)) as u64);
    let row = move |((name, solution_id), outcome): ((String, String), Outcome)| {
        let (tone, icon, words) = match outcome {
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
