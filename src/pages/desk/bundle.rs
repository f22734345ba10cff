//! Requests that were sent together: decided in one act, with exceptions, and what came of each.

use std::collections::BTreeSet;

use contract::api::path;
use contract::api::requests::{BundleItem, BundleResult, DecideBundle, DeskCase, RequestRow};
use contract::route::Route;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::decision::{Act, templates};
use crate::api::{self, ApiError, Intent};
use crate::i18n::{said, t, text, tf, tn};
use crate::pages::help::writer::fault_of;
use crate::parts::request::state_badge;
use crate::send::Send;
use crate::toast::use_toasts;
use crate::typed::typed;
use crate::ui::{Button, Choice, Field, Icon, Select, TextArea, Variant};

/// The acts that several requests can share.
const ACTS: [Act; 3] = [Act::Approve, Act::Ask, Act::Refuse];

/// What is chosen for the bundle, and what came of it.
#[derive(Clone, Copy)]
struct Form {
    out: RwSignal<BTreeSet<String>>,
    act: RwSignal<usize>,
    words: RwSignal<String>,
    fault: RwSignal<Option<String>>,
    result: RwSignal<Vec<BundleItem>>,
    send: Send,
}

impl Form {
    fn act(self) -> Act {
        ACTS.get(self.act.get()).copied().unwrap_or(Act::Approve)
    }
}

/// The case's own request and the others of its bundle that are open.
fn rows_of(case: &DeskCase) -> Vec<RequestRow> {
    let own = case.request.request.clone();
    let others = case.bundle.iter().filter(|row| row.number != own.number).cloned();
    let mut rows: Vec<_> = [own.clone()].into_iter().filter(|row| row.state.is_open()).chain(others).collect();
    rows.sort_by(|one, other| one.number.len().cmp(&other.number.len()).then_with(|| one.number.cmp(&other.number)));
    rows
}

/// The card, where there are others.
pub fn bundle(number: String, case: Signal<DeskCase>, again: Callback<()>) -> AnyView {
    let form = Form {
        out: RwSignal::new(BTreeSet::new()),
        act: RwSignal::new(0),
        words: typed(&format!("desk/bundle/{number}")),
        fault: RwSignal::new(None),
        result: RwSignal::new(Vec::new()),
        send: Send::new(Some(again)),
    };
    let rows = Memo::new(move |_| case.with(rows_of));
    let name = Memo::new(move |_| case.with(|case| case.request.request.bundle.clone()));
    let shown =
        Memo::new(move |_| name.get().is_some() && (rows.with(Vec::len) > 1 || !form.result.with(Vec::is_empty)));
    view! { <Show when=move || shown.get()>{card(form, name, rows, again)}</Show> }.into_any()
}

fn card(form: Form, name: Memo<Option<String>>, rows: Memo<Vec<RequestRow>>, again: Callback<()>) -> AnyView {
    let chosen = Memo::new(move |_| {
        let out = form.out.get();
        rows.with(|rows| rows.iter().filter(|row| !out.contains(&row.number)).count() as u64)
    });
    let toasts = use_toasts();
    let decide = Callback::new(move |()| {
        let Some(bundle) = name.get_untracked() else { return };
        let (act, words) = (form.act(), form.words.get_untracked());
        if act.needs_words()
            && let Some(fault) = fault_of(&words)
        {
            return form.fault.set(Some(fault));
        }
        let out = form.out.get_untracked();
        let numbers: Vec<String> = rows.with_untracked(|rows| {
            rows.iter().map(|row| row.number.clone()).filter(|number| !out.contains(number)).collect()
        });
        let body = DecideBundle { decision: act.decision(words, None), numbers: Some(numbers) };
        // The same decision sent again after a lost answer is the same intent.
        let said = format!("{body:?}");
        let intent = Intent::of(&said);
        form.send.busy.set(true);
        form.send.clear();
        spawn_local(async move {
            let answer = api::post::<_, BundleResult>(&path::desk_bundle(&bundle), &body, &intent).await;
            let _ = form.send.busy.try_set(false);
            if answer.as_ref().err().is_none_or(ApiError::is_an_answer) {
                Intent::answered(&said);
            }
            match answer {
                Ok(result) => {
                    let done = result.items.iter().filter(|item| item.done).count() as u64;
                    // Where nothing was decided the reasons stand in the page.
                    if done > 0 {
                        toasts.success(tn("desk.bundle.done", done), None);
                    }
                    let _ = form.result.try_set(result.items);
                    again.try_run(());
                }
                Err(error) => form.send.failed(error),
            }
        });
    });
    let choices = Signal::derive(|| {
        let choice = |(place, act): (usize, &Act)| {
            let act = *act;
            Choice::new(place.to_string(), Signal::derive(move || t(&act.key("act"))))
        };
        ACTS.iter().enumerate().map(choice).collect::<Vec<_>>()
    });
    let label = Signal::derive(move || t(&form.act().key("actText")));
    let go =
        said(move || tf("desk.bundle.go", &[("what", t(&form.act().key("act")).into()), ("n", chosen.get().into())]));
    let none = Signal::derive(move || (chosen.get() == 0).then(|| t("desk.bundle.none")));
    let of_server = form.send.field("/decision/text");
    let error = Signal::derive(move || form.fault.get().or_else(|| of_server.get()));
    Effect::new(move |_| {
        form.words.track();
        form.act.track();
        let _ = form.fault.try_set(None);
    });
    view! {
        <section class="card" aria-labelledby="bundle-title">
            <div class="card__title"><h2 id="bundle-title">{said(move || tn("desk.together", rows.with(Vec::len) as u64))}</h2></div>
            <p class="muted">{text("desk.bundle.note")}</p>
            <ul class="bundle">
                <For each=move || rows.get() key=|row| (row.number.clone(), row.state) children=move |row| line(form, row)/>
            </ul>
            {move || failed(form)}
            <div class="bundle__form">
                <div class="field__row">
                    <Field label=text("desk.decide")>
                        <Select value=Signal::derive(move || form.act.get().to_string()) choices=choices
                            on_choose=Callback::new(move |place: String| form.act.set(place.parse().unwrap_or_default()))/>
                    </Field>
                </div>
                {templates(form.words)}
                <Field label=label error=error><TextArea value=form.words rows=2/></Field>
                {form.send.trouble(&["/decision/text"])}
                <div class="decision__actions">
                    <Button label=go variant=Variant::Primary busy=form.send.busy refusal=none on_press=decide/>
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// One request, to be taken out of the decision, with the way to its own page.
fn line(form: Form, row: RequestRow) -> AnyView {
    let (of, label) = (row.number.clone(), row.title.clone());
    let number = row.number.clone();
    let href = Route::DeskCase(row.number.clone()).href();
    let inside = move || form.out.with(|out| !out.contains(&of));
    let toggle = move |event| {
        let on = event_target_checked(&event);
        form.out.update(|out| {
            if on {
                out.remove(&number)
            } else {
                out.insert(number.clone())
            };
        });
    };
    view! {
        <li class="bundle__item">
            <label class="checkbox">
                <input class="checkbox__box" type="checkbox" prop:checked=inside on:change=toggle/>
                <span class="checkbox__label">{label}</span>
            </label>
            <a href=href>"#"{row.number}</a>
            {state_badge(row.state)}
        </li>
    }
    .into_any()
}

/// What could not be decided, each with its reason and the way to its page.
fn failed(form: Form) -> AnyView {
    let items = form.result.get();
    let failed: Vec<AnyView> = items
        .into_iter()
        .filter(|item| !item.done)
        .map(|item| {
            let refusal = item.refusal;
            let why =
                said(move || refusal.as_ref().map(|refusal| tf(&refusal.key(), &refusal.args())).unwrap_or_default());
            let href = Route::DeskCase(item.number.clone()).href();
            view! { <li><a href=href>"#"{item.number}</a>" "{why}</li> }.into_any()
        })
        .collect();
    if failed.is_empty() {
        return ().into_any();
    }
    let n = failed.len() as u64;
    view! {
        <div class="message message--warning" role="status">
            <Icon name="warning"/>
            <div class="message__text">
                <span class="message__title">{said(move || tn("desk.bundle.failed", n))}</span>
                <ul>{failed}</ul>
            </div>
        </div>
    }
    .into_any()
}
