//! A field for a text and the button that sends it into a request's thread.

use contract::api::merging::TEXT_MAX;
use contract::api::requests::NewMessage;
use leptos::prelude::*;

use crate::i18n::{self, t, text, tf};
use crate::send::Send;
use crate::toast::use_toasts;
use crate::typed::typed;
use crate::ui::{Button, Field, MaybeText, Press, TextArea, Variant};

/// What is written and where it goes.
pub struct Writing {
    /// Where the text is kept until it is sent.
    pub place: String,
    /// Where it is posted.
    pub path: String,
    /// The field's label.
    pub label: &'static str,
    /// The button's words.
    pub go: &'static str,
    /// What is said when it is done.
    pub done: &'static str,
    /// Why nothing can be written now.
    pub refusal: MaybeText,
    /// Whether it is the thing to do here.
    pub variant: Variant,
    /// Reads the thread again.
    pub again: Callback<()>,
}

/// The field and its button.
pub fn writer(writing: Writing) -> AnyView {
    let Writing { place, path, label, go, done, refusal, variant, again } = writing;
    let words = typed(&place);
    let send = Send::new(Some(again));
    let toasts = use_toasts();
    let problem = RwSignal::new(None::<String>);
    Effect::new(move |_| {
        words.track();
        send.clear();
        let _ = problem.try_set(None);
    });
    let of_server = send.field("/text");
    let error = Signal::derive(move || problem.get().or_else(|| of_server.get()));
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if refusal.with_untracked(Option::is_some) {
            return;
        }
        let body = NewMessage { text: words.get_untracked() };
        match fault_in(label, &body.text) {
            Some(fault) => problem.set(Some(fault)),
            None => send.post(path.clone(), &body, move || {
                words.set(String::new());
                toasts.success(i18n::t(done), None);
                again.try_run(());
            }),
        }
    };
    view! {
        <form class="writer" novalidate on:submit=submit>
            <Field label=text(label) error=error>
                <TextArea value=words rows=2 disabled=Signal::derive(move || refusal.with(Option::is_some))/>
            </Field>
            {send.trouble(&["/text"])}
            <div class="writer__actions">
                <Button label=text(go) kind=Press::Submit variant=variant busy=send.busy refusal=refusal/>
            </div>
        </form>
    }
    .into_any()
}

/// What is wrong with a text; `label` is the key of its field's name.
pub fn fault_in(label: &str, words: &str) -> Option<String> {
    let n = words.chars().count();
    if words.trim().is_empty() {
        Some(tf("field.emptyNamed", &[("field", t(label).into())]))
    } else if n > TEXT_MAX {
        Some(tf("field.tooLong", &[("max", TEXT_MAX.into()), ("n", n.into())]))
    } else {
        None
    }
}
