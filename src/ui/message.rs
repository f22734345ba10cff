//! A note in the flow of a page.

use leptos::prelude::*;

use super::live;

use super::MaybeText;
use super::icon::Icon;

/// How a note sounds, and how it is read out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum MessageTone {
    /// In passing: a `note`.
    #[default]
    Note,
    /// Worth knowing: a `note`.
    Info,
    /// Something worked: a `status`, read out politely.
    Success,
    /// Something asks for care: a `status`.
    Warning,
    /// Something failed: an `alert`, read out at once.
    Error,
}

impl MessageTone {
    const fn class_icon_role(self) -> (&'static str, &'static str, &'static str) {
        match self {
            MessageTone::Note => ("message", "info", "note"),
            MessageTone::Info => ("message message--info", "info", "note"),
            MessageTone::Success => ("message message--success", "checkmark-circle", "status"),
            MessageTone::Warning => ("message message--warning", "warning", "status"),
            MessageTone::Error => ("message message--error", "error", "alert"),
        }
    }
}

/// What is so, and what to do about it.
#[component]
pub fn Message(
    /// How it sounds.
    #[prop(optional)]
    tone: MessageTone,
    /// A heading in a few words.
    #[prop(optional, into)]
    title: MaybeText,
    /// Buttons.
    #[prop(optional)]
    actions: Option<AnyView>,
    /// The words.
    children: Children,
) -> impl IntoView {
    let (class, icon, role) = tone.class_icon_role();
    view! {
        <div class=class role=role>
            <Icon name=icon/>
            <div class="message__text">
                {live(move || title.get().map(|title| view! { <span class="message__title">{title}</span> }))}
                {children()}
            </div>
            {actions.map(|actions| view! { <div class="message__actions">{actions}</div> })}
        </div>
    }
    .into_any()
}
