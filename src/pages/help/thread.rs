//! What was written and done about a request, oldest first.

use contract::api::requests::{Message, MessageKind};
use leptos::prelude::*;

use crate::i18n::{self, said, t, tf};
use crate::ui::{Avatar, Icon};

/// Whose side the reader is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asker {
    /// The company: the desk is somebody else.
    Reader,
    /// Another company: the reader is the desk.
    Other,
}

/// The catalogue key of what an entry is.
// catalogue: message.*
pub fn message_kind_key(kind: MessageKind) -> String {
    format!("message.{}", kind.word())
}

/// The colour and the icon of a step.
const fn look(kind: MessageKind) -> (&'static str, &'static str) {
    match kind {
        MessageKind::Approved => ("green", "checkmark-circle"),
        MessageKind::Question => ("amber", "question"),
        MessageKind::Refused => ("red", "prohibited"),
        MessageKind::Cancelled => ("grey", "archive"),
        MessageKind::Claimed | MessageKind::Released => ("grey", "person"),
        MessageKind::Reopened => ("amber", "arrow-undo"),
        MessageKind::Filed => ("brand", "mail"),
        MessageKind::Comment | MessageKind::Answer => ("grey", "note"),
    }
}

/// The thread. Entries that are in the page stay when newer ones come.
pub fn thread_view(thread: Signal<Vec<Message>>, asker: Asker) -> AnyView {
    view! {
        <ol class="thread">
            <For each=move || thread.get() key=|message| message.id.clone() children=move |message| entry(message, asker)/>
        </ol>
    }
    .into_any()
}

fn entry(message: Message, asker: Asker) -> AnyView {
    let (tone, icon) = look(message.kind);
    let (kind, at, by) = (message.kind, message.at, message.by.clone());
    let step = said(move || t(&message_kind_key(kind)));
    let when = said(move || i18n::date_time(at));
    if message.text.trim().is_empty() && kind != MessageKind::Comment {
        let line = said(move || {
            tf("message.step", &[("what", t(&message_kind_key(kind)).into()), ("name", by.as_str().into())])
        });
        return view! {
            <li class="thread__step" data-tone=tone>
                <Icon name=icon/>
                <span>{line}</span>
                <span class="thread__time">{when}</span>
            </li>
        }
        .into_any();
    }
    let theirs = message.from_desk == (asker == Asker::Reader);
    let side = message.from_desk.then(|| view! { <span class="thread__side">{said(|| t("message.desk"))}</span> });
    view! {
        <li class="thread__message" data-theirs=theirs.then_some("true")>
            <Avatar name=Signal::stored(message.by.clone())/>
            <div class="thread__box">
                <p class="thread__head">
                    <b>{message.by.clone()}</b>{side}
                    <span class="thread__kind" data-tone=tone><Icon name=icon/>{step}</span>
                    <span class="thread__time">{when}</span>
                </p>
                <p class="thread__text">{message.text}</p>
            </div>
        </li>
    }
    .into_any()
}
