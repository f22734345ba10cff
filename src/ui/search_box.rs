//! A field for searching.

use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::button::{Button, Face, Size, Variant};
use super::icon::Icon;
use super::{Text, focus};

/// How a search box lies on its ground.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SearchLook {
    /// As other fields.
    #[default]
    Field,
    /// Without an edge, in the header.
    Quiet,
}

/// A native search field, named by its label. Escape empties it; an empty one leaves Escape to what is around it. The
/// button that empties it gives the focus back.
#[component]
pub fn SearchBox(
    /// What is searched; also the example in the empty field.
    #[prop(into)]
    label: Text,
    /// The name of the button that empties it.
    #[prop(into)]
    clear: Text,
    /// What is searched for, as typed.
    value: RwSignal<String>,
    /// How it lies on its ground.
    #[prop(optional)]
    look: SearchLook,
    /// The key that leads here, shown while the field is empty.
    #[prop(optional)]
    shortcut: Option<&'static str>,
    /// Runs after each change by the person.
    #[prop(optional, into)]
    on_input: Option<Callback<()>>,
    /// Whether it is a landmark of the page; not inside a menu.
    #[prop(default = true)]
    landmark: bool,
    /// The field.
    #[prop(optional)]
    node_ref: NodeRef<html::Input>,
) -> impl IntoView {
    let put = move |text: String| {
        value.set(text);
        if let Some(on_input) = on_input {
            on_input.run(());
        }
    };
    let key = move |event: KeyboardEvent| {
        if event.key() == "Escape" && !value.with_untracked(String::is_empty) {
            // One press, one effect: the dialog or list around the field stays open.
            event.prevent_default();
            event.stop_propagation();
            put(String::new());
        }
    };
    let empty = move || {
        put(String::new());
        if let Some(field) = node_ref.get_untracked() {
            focus(&field);
        }
    };
    view! {
        <div
            class=match look {
                SearchLook::Field => "search-box",
                SearchLook::Quiet => "search-box search-box--quiet",
            }
            role=landmark.then_some("search")
            aria-label=Signal::derive(move || landmark.then(|| label.get()))
        >
            <Icon name="search"/>
            <input
                class="search-box__input"
                type="search"
                placeholder=label
                aria-label=label
                autocomplete="off"
                spellcheck="false"
                prop:value=value
                node_ref=node_ref
                on:input=move |event| put(event_target_value(&event))
                on:keydown=key
            />
            {shortcut.map(|key| view! { <kbd class="kbd" aria-hidden="true">{key}</kbd> })}
            <Button
                label=clear
                variant=Variant::Subtle
                size=Size::Small
                face=Face::Icon
                icon="dismiss"
                class="search-box__clear"
                on_press=empty
            />
        </div>
    }
    .into_any()
}
