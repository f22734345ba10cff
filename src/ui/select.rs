//! The native list of choices.

use leptos::prelude::*;

use super::field::FieldLink;
use super::icon::Icon;
use super::{MaybeText, Text};

/// One of several values, and its words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is chosen with it.
    pub value: String,
    /// What the person reads.
    pub label: Text,
}

impl Choice {
    /// A choice.
    pub fn new(value: impl Into<String>, label: impl Into<Text>) -> Choice {
        Choice { value: value.into(), label: label.into() }
    }
}

/// How high the control is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SelectSize {
    /// As other fields.
    #[default]
    Normal,
    /// For rows and bars.
    Small,
}

/// A native select with the keys that the browser gives it. Inside a `Field` it takes label, help and error from there;
/// alone it needs a `label`.
#[component]
pub fn Select(
    /// The chosen value.
    #[prop(into)]
    value: Signal<String>,
    /// Runs with the value that was chosen.
    on_choose: Callback<String>,
    /// What can be chosen.
    #[prop(into)]
    choices: Signal<Vec<Choice>>,
    /// Its name, where no field gives one.
    #[prop(optional, into)]
    label: MaybeText,
    /// How high it is.
    #[prop(optional)]
    size: SelectSize,
    /// Whether it is out of use.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let field = FieldLink::here();
    let options = move || {
        let option = |choice: Choice| {
            let own = choice.value.clone();
            // As a property of the option: the select's own value could only be set once its options are there.
            let selected = Signal::derive(move || value.with(|value| *value == choice.value));
            view! { <option value=own prop:selected=selected>{choice.label}</option> }
        };
        choices.get().into_iter().map(option).collect_view()
    };
    view! {
        <div class=match size {
            SelectSize::Normal => "select",
            SelectSize::Small => "select select--small",
        }>
            <select
                class="select__control"
                id=field.control
                aria-label=label
                aria-describedby=field.described_by
                aria-invalid=field.invalid
                disabled=disabled
                on:change=move |event| on_choose.run(event_target_value(&event))
            >
                {options}
            </select>
            <Icon name="chevron-down"/>
        </div>
    }
    .into_any()
}
