//! Small choices and chosen values.

use leptos::html;
use leptos::prelude::*;
use web_sys::Element;

use super::icon::Icon;
use super::{Text, all, either, focus, live};

/// A row of chips, named as a group. It takes the focus when the last chip that had it is gone.
#[component]
pub fn Chips(
    /// What the chips are about.
    #[prop(into)]
    label: Text,
    /// The chips, and what stands after them.
    children: Children,
) -> impl IntoView {
    view! { <div class="chips" role="group" aria-label=label tabindex="-1">{children()}</div> }.into_any()
}

/// A chosen value with a button that takes it away. The focus goes on to the next chip, else to the one before.
#[component]
pub fn Chip(
    /// What the value is of, such as "Status: ".
    #[prop(optional, into)]
    of: Option<Text>,
    /// The value.
    #[prop(into)]
    value: Text,
    /// The name of the button, such as "Remove Status: Pending".
    #[prop(into)]
    remove: Text,
    /// Takes the value away.
    on_remove: Callback<()>,
) -> impl IntoView {
    let node = NodeRef::<html::Span>::new();
    let press = move |_| {
        if let Some(chip) = node.get_untracked() {
            focus_neighbour(&chip);
        }
        on_remove.run(());
    };
    view! {
        <span class="chip chip--chosen" node_ref=node>
            <span>
                {of}
                <b>{value}</b>
            </span>
            <button type="button" class="chip__remove" aria-label=remove data-tooltip=remove on:click=press>
                <Icon name="dismiss"/>
            </button>
        </span>
    }
    .into_any()
}

/// Moves the focus off a chip that is about to go.
fn focus_neighbour(chip: &Element) {
    let Some(row) = chip.closest(".chips").ok().flatten() else { return };
    let buttons = all(&row, ".chip__remove");
    let Some(at) = buttons.iter().position(|button| chip.contains(Some(button))) else { return };
    let next = buttons.get(at + 1).or_else(|| buttons.get(at.wrapping_sub(1)));
    focus(next.unwrap_or(&row));
}

/// A choice that is on or off: the toggle button of the Authoring Practices, pressed with Enter and Space.
#[component]
pub fn ChipToggle(
    /// Its words.
    #[prop(into)]
    label: Text,
    /// Whether it is on.
    #[prop(into)]
    on: Signal<bool>,
    /// Runs with what a press asks for.
    on_change: Callback<bool>,
) -> impl IntoView {
    view! {
        <button type="button" class="chip" aria-pressed=either(on) on:click=move |_| on_change.run(!on.get_untracked())>
            {live(move || on.get().then(|| view! { <Icon name="checkmark"/> }))}
            {label}
        </button>
    }
    .into_any()
}
