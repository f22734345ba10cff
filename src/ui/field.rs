//! A control with its label above, help below and its error beside it, wired for screen readers.

use leptos::context::Provider;
use leptos::prelude::*;

use super::icon::Icon;
use super::{MaybeText, Text, live, new_id};

/// What a control takes from the field around it; controls read it from the context.
#[derive(Clone)]
pub struct FieldLink {
    /// The id that the label points at.
    pub control: String,
    /// The ids of help and error, for `aria-describedby`.
    pub described_by: MaybeText,
    /// `true` while there is an error, for `aria-invalid`.
    pub invalid: MaybeText,
}

impl FieldLink {
    /// The field around the control, or the attributes of a control that stands alone.
    pub(super) fn here() -> FieldLink {
        use_context().unwrap_or_else(|| FieldLink {
            control: new_id("control"),
            described_by: MaybeText::default(),
            invalid: MaybeText::default(),
        })
    }
}

/// A label and its control. A click on the label focuses the control; help and error are the control's description.
#[component]
pub fn Field(
    /// The label.
    #[prop(into)]
    label: Text,
    /// A word after the label, such as "optional".
    #[prop(optional, into)]
    note: Option<Text>,
    /// What to type.
    #[prop(optional, into)]
    help: Option<Text>,
    /// What is wrong with what was typed; nothing while it is fine.
    #[prop(optional, into)]
    error: MaybeText,
    /// The control's id, so that a summary of errors can link to it.
    #[prop(optional, into)]
    id: Option<String>,
    /// The control.
    children: Children,
) -> impl IntoView {
    let control = id.unwrap_or_else(|| new_id("field"));
    let (help_id, error_id) = (format!("{control}-help"), format!("{control}-error"));
    let ids = (help.map(|_| help_id.clone()), error_id.clone());
    let link = FieldLink {
        control: control.clone(),
        described_by: Signal::derive(move || {
            let error = error.with(Option::is_some).then(|| ids.1.clone());
            let all: Vec<String> = error.into_iter().chain(ids.0.clone()).collect();
            (!all.is_empty()).then(|| all.join(" "))
        }),
        invalid: Signal::derive(move || error.with(Option::is_some).then(|| "true".to_owned())),
    };
    view! {
        <div class="field">
            <label class="field__label" for=control>
                {label}
                {note.map(|note| view! { <small>{note}</small> })}
            </label>
            <div class="field__control">
                <Provider value=link>{children()}</Provider>
            </div>
            {help.map(|help| view! { <span class="field__help" id=help_id>{help}</span> })}
            {live(move || {
                error.get().map(|text| view! {
                    <span class="field__error" id=error_id.clone()>
                        <Icon name="error"/>
                        <span>{text}</span>
                    </span>
                })
            })}
        </div>
    }
    .into_any()
}
