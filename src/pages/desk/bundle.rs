//! Requests that were sent together: decided in one act, with exceptions, and what came of each.

use std::collections::BTreeSet;

use contract::api::path;
use contract::api::requests::{BundleItem, BundleResult, BundleRow, DecideBundle, DeskCase};
use contract::route::Route;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::decision::{Act, templates};
use crate::api::{self, ApiError, Intent};
use crate::confirm::{Question, use_confirm};
use crate::i18n::{said, t, text, tf, tn};
use crate::pages::help::writer::fault_in;
use crate::parts::match_view::Score;
use crate::parts::request::state_badge;
use crate::send::Send;
use crate::toast::use_toasts;
use crate::typed::typed;
use crate::ui::{
    Button, Choice, Field, Icon, Message, MessageTone, Select, Size, TextArea, Variant, focus_id, has_focus, live,
};

/// The acts that several requests can share.
const ACTS: [Act; 3] = [Act::Approve, Act::Ask, Act::Refuse];

/// The card's part of an address.
pub const TOGETHER: &str = "together";

/// The id of the card's heading.
const TITLE: &str = "bundle-title";

/// What is chosen for the bundle, and what came of it.
#[derive(Clone, Copy)]
struct Form {
    /// The numbers that are taken out, with a space between them.
    out: RwSignal<String>,
    /// The place of the chosen act in `ACTS`; nothing at first.
    act: RwSignal<String>,
    words: RwSignal<String>,
    fault: RwSignal<Option<String>>,
    result: RwSignal<Vec<BundleItem>>,
    send: Send,
}

impl Form {
    fn act(self) -> Option<Act> {
        ACTS.get(self.act.with(|place| place.parse::<usize>().ok())?).copied()
    }

    /// What is taken out, followed.
    fn out(self) -> BTreeSet<String> {
        self.out.with(|out| out.split_whitespace().map(str::to_owned).collect())
    }
}

/// The open requests of the bundle by number.
fn rows_of(case: &DeskCase) -> Vec<BundleRow> {
    let mut rows = case.bundle.clone();
    rows.sort_by_cached_key(|row| (row.request.number.len(), row.request.number.clone()));
    rows
}

/// The card, where there are others.
pub fn bundle(number: String, case: Signal<DeskCase>, again: Callback<()>) -> AnyView {
    let form = Form {
        out: typed(&format!("desk/bundle-out/{number}")),
        act: typed(&format!("desk/bundle-act/{number}")),
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

/// Says beside the decision of one request that it came with others, and leads to the decision of all.
pub fn way(case: Signal<DeskCase>) -> AnyView {
    let n = Memo::new(move |_| case.with(|case| case.bundle.len() as u64));
    live(move || {
        let actions = || {
            view! { <Button label=text("desk.decideTogether") size=Size::Small on_press=|| focus_id(TITLE)/> }
                .into_any()
        };
        (n.get() > 1).then(|| {
            view! {
                <div class="decision__together">
                    <Message tone=MessageTone::Info actions=actions()>{said(move || tn("desk.together", n.get()))}</Message>
                </div>
            }
        })
    })
}

fn card(form: Form, name: Memo<Option<String>>, rows: Memo<Vec<BundleRow>>, again: Callback<()>) -> AnyView {
    let chosen = Memo::new(move |_| {
        let out = form.out();
        rows.with(|rows| rows.iter().filter(|row| !out.contains(&row.request.number)).count() as u64)
    });
    let toasts = use_toasts();
    let confirm = use_confirm();
    let decide = Callback::new(move |act: Act| {
        let Some(bundle) = name.get_untracked() else { return };
        let words = form.words.get_untracked();
        let out = untrack(|| form.out());
        let numbers: Vec<String> = rows.with_untracked(|rows| {
            rows.iter().map(|row| row.request.number.clone()).filter(|number| !out.contains(number)).collect()
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
    // Many partners are told at once, so one question comes first.
    let ask = Callback::new(move |()| {
        let Some(act) = untrack(|| form.act()) else { return };
        if act.needs_words()
            && let Some(fault) = fault_in(&act.key("actText"), &form.words.get_untracked())
        {
            return form.fault.set(Some(fault));
        }
        let n = chosen.get_untracked();
        if n < 2 {
            return decide.run(act);
        }
        confirm.ask(Question {
            title: tn(&act.key("bundle.sure"), n),
            text: t("desk.bundle.told"),
            go: tf("desk.bundle.go", &[("what", t(&act.key("act")).into()), ("n", n.into())]),
            run: Callback::new(move |()| decide.run(act)),
        });
    });
    let choices = Signal::derive(|| {
        let choice = |(place, act): (usize, &Act)| {
            let act = *act;
            Choice::new(place.to_string(), Signal::derive(move || t(&act.key("act"))))
        };
        let first = Choice::new("", text("desk.bundle.choose"));
        [first].into_iter().chain(ACTS.iter().enumerate().map(choice)).collect::<Vec<_>>()
    });
    let label = Signal::derive(move || form.act().map(|act| t(&act.key("actText"))).unwrap_or_default());
    let go = said(move || match form.act() {
        Some(act) => tf("desk.bundle.go", &[("what", t(&act.key("act")).into()), ("n", chosen.get().into())]),
        None => tf("desk.bundle.chosen", &[("n", chosen.get().into())]),
    });
    let none = Signal::derive(move || match (chosen.get(), form.act()) {
        (0, _) => Some(t("desk.bundle.none")),
        (_, None) => Some(t("desk.bundle.chooseFirst")),
        _ => None,
    });
    let is_chosen = Memo::new(move |_| form.act().is_some());
    let some = Memo::new(move |_| !rows.with(Vec::is_empty));
    // The form goes with the last open request, and with it what was pressed.
    Effect::new(move |before: Option<bool>| {
        let now = some.get();
        let card = document().get_element_by_id(TITLE).and_then(|title| title.closest("section").ok().flatten());
        if before == Some(true) && !now && card.is_some_and(|card| has_focus(&card)) {
            focus_id(TITLE);
        }
        now
    });
    let of_server = form.send.field("/decision/text");
    let error = Signal::derive(move || form.fault.get().or_else(|| of_server.get()));
    Effect::new(move |_| {
        form.words.track();
        form.act.track();
        let _ = form.fault.try_set(None);
    });
    let title = said(move || match rows.with(Vec::len) {
        0 => t("desk.bundle.all"),
        n => tn("desk.together", n as u64),
    });
    // Whoever came to decide them together begins here.
    if window().location().hash().is_ok_and(|part| part.strip_prefix('#') == Some(TOGETHER)) {
        request_animation_frame(|| focus_id(TITLE));
    }
    view! {
        <section class="card" aria-labelledby=TITLE>
            <div class="card__title"><h2 id=TITLE tabindex="-1">{title}</h2></div>
            <Show when=move || some.get()>
                <p class="muted">{text("desk.bundle.note")}</p>
                <ul class="bundle">
                    <For each=move || rows.get() key=|row| (row.request.number.clone(), row.request.state, row.approve_refusal.clone().map(|refusal| refusal.code()))
                        children=move |row| line(form, row)/>
                </ul>
            </Show>
            {move || failed(form)}
            <div class="bundle__form" hidden=move || !some.get()>
                <div class="field__row">
                    <Field label=text("desk.decide")>
                        <Select value=form.act choices=choices
                            on_choose=Callback::new(move |place: String| form.act.set(place))/>
                    </Field>
                </div>
                <Show when=move || is_chosen.get()>
                    {templates(form.words)}
                    <Field label=label error=error><TextArea value=form.words rows=2/></Field>
                </Show>
                {form.send.trouble(&["/decision/text"])}
                <div class="decision__actions">
                    <Button label=go variant=Variant::Primary busy=form.send.busy refusal=none on_press=ask/>
                </div>
            </div>
        </section>
    }
    .into_any()
}

/// One request, to be taken out of the decision: what goes where, how well it fits, and what speaks against approving it.
fn line(form: Form, row: BundleRow) -> AnyView {
    let BundleRow { request, target, score, approve_refusal } = row;
    let (of, number) = (request.number.clone(), request.number.clone());
    let href = Route::DeskCase(request.number.clone()).href();
    let inside = move || !form.out().contains(&of);
    let toggle = move |event| {
        let on = event_target_checked(&event);
        let mut out = untrack(|| form.out());
        if on {
            out.remove(&number);
        } else {
            out.insert(number.clone());
        }
        form.out.set(out.into_iter().collect::<Vec<_>>().join(" "));
    };
    let against = approve_refusal.map(|refusal| {
        let words = said(move || tf(&refusal.key(), &refusal.args()));
        view! { <span class="bundle__against"><Icon name="warning"/><span>{words}</span></span> }
    });
    view! {
        <li class="bundle__item">
            <label class="checkbox">
                <input class="checkbox__box" type="checkbox" prop:checked=inside on:change=toggle/>
                <span class="checkbox__label">{request.title}</span>
            </label>
            <span class="bundle__target">
                {score.map(|score| view! { <Score score/> })}
                <span>{target}{against}</span>
            </span>
            <a href=href>"#"{request.number}</a>
            <span class="bundle__state">{state_badge(request.state)}</span>
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
