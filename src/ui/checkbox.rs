//! A box to tick.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Event, HtmlInputElement};

use super::field::FieldLink;
use super::{Text, new_id};

/// What of its label a check box shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CheckboxLook {
    /// The words.
    #[default]
    Words,
    /// The box alone, as in a table; the label is its name.
    Bare,
}

/// The native check box: Space ticks it. `mixed` shows the third state, which a press leaves.
#[component]
pub fn Checkbox(
    /// Its words, or its name if it shows the box alone.
    #[prop(into)]
    label: Text,
    /// Whether it is ticked.
    #[prop(into)]
    checked: Signal<bool>,
    /// Whether some of what it stands for is ticked and some is not.
    #[prop(optional, into)]
    mixed: Signal<bool>,
    /// Runs with what a press asks for.
    on_change: Callback<bool>,
    /// What of the label it shows.
    #[prop(optional)]
    look: CheckboxLook,
    /// A line of help under the label.
    #[prop(optional, into)]
    help: Option<Text>,
    /// What stands after the words and is part of the name, such as a count.
    #[prop(optional)]
    after: Option<AnyView>,
    /// Whether it is out of use.
    #[prop(optional, into)]
    disabled: Signal<bool>,
) -> impl IntoView {
    let field = use_context::<FieldLink>();
    let help_id = help.map(|_| new_id("help"));
    // Help stands inside the label, so that a press on it ticks the box, but is not part of the name.
    let label_id = help.map(|_| new_id("label"));
    let bare = look == CheckboxLook::Bare;
    // What the box shows is what the signal says, also when whoever asked refuses the press.
    let change = move |event: Event| {
        let Some(own) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else { return };
        on_change.run(own.checked());
        if let (Some(checked), Some(mixed)) = (checked.try_get_untracked(), mixed.try_get_untracked()) {
            own.set_checked(checked);
            own.set_indeterminate(mixed);
        }
    };
    view! {
        <label class=if bare { "checkbox checkbox--bare" } else { "checkbox" }>
            <input
                class="checkbox__box"
                type="checkbox"
                id=field.map(|field| field.control)
                aria-label=Signal::derive(move || bare.then(|| label.get()))
                aria-labelledby=label_id.clone()
                aria-describedby=help_id.clone()
                disabled=disabled
                prop:checked=checked
                prop:indeterminate=mixed
                on:change=change
            />
            {(!bare).then(|| view! {
                <span class="checkbox__label">
                    <span id=label_id>{label}</span>
                    {help.map(|help| view! { <span class="checkbox__help" id=help_id>{help}</span> })}
                </span>
            })}
            {after}
        </label>
    }
    .into_any()
}
