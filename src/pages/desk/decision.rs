//! Deciding a case: approve, ask, refuse, or take a merge back.

use contract::access::Role;
use contract::api::path;
use contract::api::requests::{Decide, Decision, DeskCase, Templates};
use contract::refusal::Refusal;
use contract::support::{RequestAction, RequestKind, RequestState};
use leptos::prelude::*;

use super::link::{self, LinkForm};
use super::{first, next};
use crate::api;
use crate::i18n::{t, text, tf};
use crate::load::Load;
use crate::pages::help::writer::fault_in;
use crate::send::Send;
use crate::toast::use_toasts;
use crate::typed::typed;
use crate::ui::{
    Button, Choice, Field, MaybeText, Press, Select, SelectSize, TextArea, Variant, catch_focus, catch_held_focus,
};

/// What an operator can decide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Does what was asked.
    Approve,
    /// Asks the partner.
    Ask,
    /// Refuses with a reason.
    Refuse,
    /// Takes a merge back.
    Reopen,
}

impl Act {
    /// All of them.
    const ALL: [Act; 4] = [Act::Approve, Act::Ask, Act::Refuse, Act::Reopen];

    /// The word in keys of the catalogue.
    const fn word(self) -> &'static str {
        match self {
            Act::Approve => "approve",
            Act::Ask => "ask",
            Act::Refuse => "refuse",
            Act::Reopen => "reopen",
        }
    }

    /// The act of a word.
    fn from_word(word: &str) -> Option<Act> {
        Act::ALL.into_iter().find(|act| act.word() == word)
    }

    /// The key of one of its texts.
    // catalogue: desk.bundle.sure.*, desk.act.*, desk.actHelp.*, desk.actText.*, desk.actDone.*
    pub fn key(self, what: &str) -> String {
        format!("desk.{what}.{}", self.word())
    }

    /// Whether a text is needed.
    pub const fn needs_words(self) -> bool {
        !matches!(self, Act::Approve)
    }

    /// The decision with its text.
    pub fn decision(self, text: String, link: Option<contract::api::requests::Link>) -> Decision {
        match self {
            Act::Approve => Decision::Approve { link, text },
            Act::Ask => Decision::Ask { text },
            Act::Refuse => Decision::Refuse { text },
            Act::Reopen => Decision::Reopen { text },
        }
    }

    /// Why it cannot be done with a request in this state.
    fn refusal(self, state: RequestState) -> Option<Refusal> {
        let action = match self {
            Act::Approve => RequestAction::Resolve,
            Act::Ask => RequestAction::Ask { has_text: true },
            Act::Refuse => RequestAction::Refuse { has_reason: true },
            Act::Reopen => return None,
        };
        state.allows(action, Role::Operator).err()
    }
}

/// What is being decided.
#[derive(Clone, Copy)]
struct Form {
    /// The chosen act's word; empty while none is chosen.
    act: RwSignal<String>,
    /// What is written for each act, in the order of `Act::ALL`: a question is no comment on an approval.
    words: [RwSignal<String>; 4],
    fault: RwSignal<Option<String>>,
    link: LinkForm,
    send: Send,
    /// How many entries the thread had when the decision was sent.
    seen: RwSignal<usize>,
}

impl Form {
    /// The chosen act, followed.
    fn act(self) -> Option<Act> {
        self.act.with(|word| Act::from_word(word))
    }

    /// What is written for an act.
    fn words(self, act: Act) -> RwSignal<String> {
        let [approve, ask, refuse, reopen] = self.words;
        match act {
            Act::Approve => approve,
            Act::Ask => ask,
            Act::Refuse => refuse,
            Act::Reopen => reopen,
        }
    }
}

/// The heading of the card that the form stands in.
const TITLE: &str = "#decide-title";

/// The form, or what was decided.
pub fn decision(number: String, case: Signal<DeskCase>, again: Callback<()>) -> AnyView {
    let form = Form {
        act: typed(&format!("desk/act/{number}")),
        words: Act::ALL.map(|act| typed(&format!("desk/decide/{number}/{}", act.word()))),
        fault: RwSignal::new(None),
        link: case.with_untracked(LinkForm::new),
        send: Send::new(Some(again)),
        seen: RwSignal::new(0),
    };
    // How many decisions were made here: a merge that was approved can be taken back on the same page.
    let decided = RwSignal::new(0);
    // Another choice is another decision: what was wrong with the last one is no longer so.
    Effect::new(move |_| {
        form.act.track();
        form.words.iter().for_each(Track::track);
        form.send.clear();
        let _ = form.fault.try_set(None);
    });
    let toasts = use_toasts();
    let at = StoredValue::new(path::desk_decision(&number));
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        let Some(act) = untrack(|| form.act()) else { return };
        let words = form.words(act).get_untracked();
        if act.needs_words()
            && let Some(fault) = fault_in(&act.key("actText"), &words)
        {
            return form.fault.set(Some(fault));
        }
        let linking = act == Act::Approve && case.with_untracked(link::is_needed);
        let link = if linking { form.link.link() } else { None };
        if linking && link.is_none() {
            return;
        }
        form.seen.set(case.with_untracked(|case| case.request.thread.len()));
        let seen_version = Some(case.with_untracked(|case| case.request.version));
        form.send.post(at.get_value(), &Decide { decision: act.decision(words, link), seen_version }, move || {
            form.words(act).set(String::new());
            form.act.set(String::new());
            toasts.success(t(&act.key("actDone")), None);
            let _ = decided.try_update(|decided| *decided += 1);
            again.try_run(());
        });
    };
    let acts = Memo::new(move |_| case.with(acts));
    let closed = Memo::new(move |_| case.with(|case| !case.request.request.state.is_open()));
    let on = Memo::new(move |_| decided.get() > 0 || closed.get());
    // What was pressed goes with the choice, and what was typed in goes when somebody else decides; whoever works by keyboard
    // goes on from here.
    Effect::new(move |before: Option<()>| {
        decided.track();
        if before.is_some() {
            catch_focus(TITLE);
        }
    });
    Effect::new(move |before: Option<bool>| {
        let now = closed.get();
        if before.is_some_and(|before| before != now) {
            catch_held_focus(TITLE);
        }
        now
    });
    let number = StoredValue::new(number);
    view! {
        <form class="decision" novalidate on:submit=submit>
            <div role="status">{move || closed.get().then(|| first::closed(case))}</div>
            {move || {
                let acts = acts.get();
                if acts.is_empty() {
                    return ().into_any();
                }
                let cards: Vec<AnyView> = acts.iter().map(|act| card(form, *act, case)).collect();
                view! { <fieldset class="radio-cards"><legend class="visually-hidden">{text("desk.decide")}</legend>{cards}</fieldset> }.into_any()
            }}
            {move || form.act().filter(|act| acts.with(|acts| acts.contains(act))).map(|act| fields(form, act, case))}
            {move || unsent(form, &acts.get())}
            {first::trouble(case, form.seen, form.send, &["/decision/text", "/decision/link/name", "/decision/link/publisher", "/decision/link/offerId", "/decision/link/offerType", "/decision/link/id"])}
            <Show when=move || on.get()><div class="decision__next">{next::next(number.get_value())}</div></Show>
        </form>
    }
    .into_any()
}

/// What was written for decisions that are open no more, because somebody else was first.
fn unsent(form: Form, open: &[Act]) -> Option<AnyView> {
    let gone = Act::ALL.into_iter().filter(|act| !open.contains(act));
    let written: Vec<String> = gone.map(|act| form.words(act).get()).filter(|words| !words.trim().is_empty()).collect();
    (!written.is_empty()).then(|| {
        let texts = written.into_iter().map(|words| view! { <blockquote class="case__quote">{words}</blockquote> });
        view! { <div class="decision__unsent"><p class="muted">{text("desk.unsent")}</p>{texts.collect_view()}</div> }
            .into_any()
    })
}

/// What can be decided about a case as it stands.
pub fn acts(case: &DeskCase) -> Vec<Act> {
    let request = &case.request.request;
    if request.state.is_open() {
        vec![Act::Approve, Act::Ask, Act::Refuse]
    } else if request.state == RequestState::Resolved && request.kind == RequestKind::Merge {
        vec![Act::Reopen]
    } else {
        Vec::new()
    }
}

/// Why an act cannot be chosen now, as a sentence.
pub fn why_not(case: &DeskCase, act: Act) -> Option<String> {
    let request = &case.request.request;
    let of_case = match act {
        // A missing link is made in the form.
        Act::Approve => case.approve_refusal.clone().filter(|refusal| *refusal != Refusal::LinkMissing),
        _ => None,
    };
    let held = request.state.is_open() && !case.mine && request.claimed_by.is_some();
    let refusal = held.then_some(Refusal::ClaimedByOther).or_else(|| act.refusal(request.state)).or(of_case)?;
    Some(tf(&refusal.key(), &refusal.args()))
}

/// One choice with what it means, or why it is not open.
fn card(form: Form, act: Act, case: Signal<DeskCase>) -> AnyView {
    let why = Memo::new(move |_| case.with(|case| why_not(case, act)));
    let name = format!("act-{}", act.word());
    let help = format!("{name}-help");
    view! {
        <label class="radio-card">
            <input class="checkbox__box" type="radio" name="act" aria-labelledby=name.clone() aria-describedby=help.clone()
                disabled=move || why.with(Option::is_some)
                prop:checked=move || form.act() == Some(act) on:change=move |_| form.act.set(act.word().to_owned())/>
            <span class="radio-card__text">
                <span class="radio-card__title" id=name>{move || t(&act.key("act"))}</span>
                <span class="radio-card__help" id=help>{move || why.get().unwrap_or_else(|| t(&act.key("actHelp")))}</span>
            </span>
        </label>
    }
    .into_any()
}

/// What the chosen act needs, and the button.
fn fields(form: Form, act: Act, case: Signal<DeskCase>) -> AnyView {
    let of_server = form.send.field("/decision/text");
    let error = Signal::derive(move || form.fault.get().or_else(|| of_server.get()));
    let why = Signal::derive(move || case.with(|case| why_not(case, act)));
    let linking = Memo::new(move |_| act == Act::Approve && case.with(link::is_needed));
    let label = Signal::derive(move || t(&act.key("actText")));
    let go = Signal::derive(move || t(&act.key("act")));
    let variant = if act == Act::Refuse || act == Act::Reopen { Variant::Danger } else { Variant::Primary };
    view! {
        {move || linking.get().then(|| link::fields(form.link, case, form.send))}
        {templates(form.words(act))}
        <Field label=label error=error>
            <TextArea value=form.words(act) rows=4/>
        </Field>
        <div class="decision__actions">
            <Button label=go kind=Press::Submit variant=variant busy=form.send.busy refusal=why/>
        </div>
    }
    .into_any()
}

/// Texts that operators use again: the chosen one is added to what is typed.
pub fn templates(words: RwSignal<String>) -> AnyView {
    let load = Load::new(|| async { api::get::<Templates>(path::DESK_TEMPLATES).await });
    let chosen = RwSignal::new(String::new());
    let choices = Signal::derive(move || {
        let mut choices = vec![Choice::new("", text("desk.template.choose"))];
        let all = load.ready().map(|all| all.templates).unwrap_or_default();
        choices.extend(all.into_iter().map(|one| Choice::new(one.name.clone(), Signal::stored(one.name))));
        choices
    });
    let choose = Callback::new(move |name: String| {
        let all = load.ready().map(|all| all.templates).unwrap_or_default();
        let Some(one) = all.into_iter().find(|one| one.name == name) else { return };
        words.update(|words| {
            if !words.trim().is_empty() {
                words.push('\n');
            }
            words.push_str(&one.text);
        });
        // The list is a way to put a text in, not a state: it goes back to its first line.
        chosen.set(name);
        chosen.set(String::new());
    });
    let label: MaybeText = Signal::derive(|| Some(t("desk.template")));
    view! {
        <Show when=move || load.ready().is_some_and(|all| !all.templates.is_empty())>
            <Select value=chosen on_choose=choose choices=choices label=label size=SelectSize::Small/>
        </Show>
    }
    .into_any()
}
