//! One of two to four, all in sight.

use leptos::prelude::*;

use super::icon::Icon;
use super::{Text, new_id};

/// One of the values.
#[derive(Clone)]
pub struct SwitchOption {
    /// What is chosen with it.
    pub value: &'static str,
    /// Its words.
    pub label: Text,
    /// Its picture.
    pub icon: Option<&'static str>,
}

/// Native radio buttons in a row, with the keys of the radio group pattern: Tab reaches the chosen one, arrows choose.
#[component]
pub fn Switcher(
    /// What is chosen; the group's name.
    #[prop(into)]
    label: Text,
    /// The values.
    options: Vec<SwitchOption>,
    /// The chosen value.
    #[prop(into)]
    value: Signal<String>,
    /// Runs with the value that was chosen.
    on_choose: Callback<String>,
) -> impl IntoView {
    let name = new_id("switcher");
    let option = move |option: SwitchOption| {
        let own = option.value;
        view! {
            <label class="switcher__option">
                <input
                    type="radio"
                    name=name.clone()
                    value=own
                    prop:checked=Signal::derive(move || value.with(|value| value == own))
                    on:change=move |_| on_choose.run(own.to_owned())
                />
                {option.icon.map(|name| view! { <Icon name/> })}
                <span>{option.label}</span>
            </label>
        }
    };
    view! {
        <fieldset class="switcher">
            <legend class="visually-hidden">{label}</legend>
            {options.into_iter().map(option).collect_view()}
        </fieldset>
    }
    .into_any()
}
