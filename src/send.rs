//! Something that a person sends once: under way, done, or refused with a way on and nothing lost.

use contract::problem::FieldProblem;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;

use crate::api::{self, ApiError, Intent};
use crate::toast::use_toasts;
use crate::ui::{Message, MessageTone};

/// How long after it is done a further press is the second half of a double click, in milliseconds: what the button means
/// may be another thing by then.
pub const DOUBLE_CLICK_MS: f64 = 500.0;

/// How long after a refusal a form that goes away goes because of what was looked up, in milliseconds.
const LOOKING_MS: f64 = 5_000.0;

/// One thing to send, such as a form.
#[derive(Clone, Copy)]
pub struct Send {
    /// Whether it is under way.
    pub busy: RwSignal<bool>,
    problem: RwSignal<Option<ApiError>>,
    /// When it was done, in milliseconds.
    done_at: StoredValue<f64>,
    /// When it was last looked again, in milliseconds.
    looked_at: StoredValue<f64>,
    /// Looks again at what was shown, after the server said that it is no longer so.
    look_again: Option<Callback<()>>,
}

impl Send {
    /// Something to send; `look_again` reads anew what the decision was about.
    pub fn new(look_again: Option<Callback<()>>) -> Send {
        let (busy, problem) = (RwSignal::new(false), RwSignal::new(None));
        Send { busy, problem, done_at: StoredValue::new(0.0), looked_at: StoredValue::new(0.0), look_again }
    }

    /// Posts it; `done` runs once it is done.
    pub fn post<B: Serialize>(self, path: String, body: &B, done: impl FnOnce() + 'static) {
        match serde_json::to_string(body) {
            Ok(json) => self.go(path, json, Box::new(done)),
            Err(_) => self.problem.set(Some(ApiError::Unreadable)),
        }
    }

    fn go(self, path: String, json: String, done: Box<dyn FnOnce()>) {
        let soon = js_sys::Date::now() - self.done_at.get_value() < DOUBLE_CLICK_MS;
        let twice = soon && !is_at_keyboard();
        if twice || self.busy.get_untracked() {
            return;
        }
        // The same call again is the same intent, so that a lost answer doubles nothing.
        let call = format!("{path} {json}");
        let intent = Intent::of(&call);
        self.busy.set(true);
        self.problem.set(None);
        spawn_local(async move {
            let answer = api::act(&path, json, &intent).await;
            // The page may be gone by now.
            let _ = self.busy.try_set(false);
            if answer.as_ref().err().is_none_or(ApiError::is_an_answer) {
                Intent::answered(&call);
            }
            match answer {
                Ok(()) => {
                    let _ = self.done_at.try_set_value(js_sys::Date::now());
                    done();
                }
                Err(error) => self.failed(error),
            }
        });
    }

    /// Takes note of what went wrong.
    pub fn failed(self, error: ApiError) {
        let changed = matches!(error.status(), Some(404 | 409 | 412));
        let _ = self.problem.try_set(Some(error));
        if changed && let Some(look_again) = self.look_again {
            let _ = self.looked_at.try_set_value(js_sys::Date::now());
            look_again.try_run(());
        }
    }

    /// Whether the last call was refused because something is no longer as it was shown, followed.
    pub fn is_overtaken(self) -> bool {
        self.problem.with(|problem| problem.as_ref().is_some_and(|error| matches!(error.status(), Some(409 | 412))))
    }

    /// Forgets what went wrong, as soon as something else is typed.
    pub fn clear(self) {
        if self.problem.with_untracked(Option::is_some) {
            self.problem.set(None);
        }
    }

    /// What is so now may take the form away, and the sentence with it: then a message says it. Where a better sentence
    /// stood in its place, that one was read.
    fn tell_when_gone(self, better: Signal<Option<String>>) {
        let toasts = use_toasts();
        on_cleanup(move || {
            let looked_at = self.looked_at.try_get_value().unwrap_or_default();
            if js_sys::Date::now() - looked_at < LOOKING_MS
                && better.try_get_untracked().flatten().is_none()
                && let Some(Some(error)) = self.problem.try_get_untracked()
            {
                toasts.error(error.sentence());
            }
        });
    }

    /// What is wrong with one field, by its pointer, followed.
    pub fn field(self, pointer: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.problem.with(|problem| {
                fields(problem).iter().find(|field| field.pointer == pointer).map(|field| field.message.clone())
            })
        })
    }

    /// The sentence about what went wrong where no field of `shown` says it, read out at once.
    pub fn trouble(self, shown: &'static [&'static str]) -> AnyView {
        self.trouble_or(shown, Signal::stored(None))
    }

    /// The same, or a sentence in its place that knows better.
    pub fn trouble_or(self, shown: &'static [&'static str], better: Signal<Option<String>>) -> AnyView {
        let sentence = Memo::new(move |_| {
            self.problem.with(|problem| {
                let fields = fields(problem);
                let told = !fields.is_empty() && fields.iter().all(|field| shown.contains(&field.pointer.as_str()));
                let first = fields.iter().find(|field| !shown.contains(&field.pointer.as_str()));
                let sentence = || {
                    first.map_or_else(|| problem.as_ref().map(ApiError::sentence), |field| Some(field.message.clone()))
                };
                if told { None } else { sentence() }
            })
        });
        self.tell_when_gone(better);
        let words = move || better.get().or_else(|| sentence.get());
        (move || words().map(|words| view! { <Message tone=MessageTone::Error>{words}</Message> })).into_any()
    }
}

/// Whether a key was pressed, and not the pointer: a key that is pressed at once on what has the focus now is meant. A click
/// by key has no place, so that its `detail` is 0; a form that is sent has none, and there the focus tells.
fn is_at_keyboard() -> bool {
    let event = js_sys::Reflect::get(&window(), &"event".into()).unwrap_or_default();
    match js_sys::Reflect::get(&event, &"detail".into()).ok().and_then(|detail| detail.as_f64()) {
        Some(presses) => presses < 1.0,
        None => document().active_element().is_some_and(|active| active.matches(":focus-visible").unwrap_or(false)),
    }
}

fn fields(problem: &Option<ApiError>) -> &[FieldProblem] {
    match problem {
        Some(ApiError::Refused(problem)) => &problem.errors,
        _ => &[],
    }
}
