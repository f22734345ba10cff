//! A field for searching.

use leptos::html;
use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::button::{Button, Face, Size, Variant};
use super::icon::Icon;
use super::{MaybeText, Text, either, focus};

/// How a search box lies on its ground.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SearchLook {
    /// As other fields.
    #[default]
    Field,
    /// Without an edge, in the header.
    Quiet,
}

/// A list that a search box moves through with the arrow keys while the focus stays in the field.
#[derive(Clone, Copy)]
pub struct SearchList {
    /// The list's id.
    pub id: Text,
    /// The id of the option that the arrows have reached.
    pub active: MaybeText,
    /// Whether there is anything in the list.
    pub open: Signal<bool>,
    /// The id of the sentence that says which keys do what.
    pub help: Text,
    /// Hears each key before the field does.
    pub on_key: Callback<KeyboardEvent>,
}

/// A native search field, named by its label; with a list it is the editable combobox of the Authoring Practices. Escape empties it; an empty one leaves Escape to what is around it. The
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
    /// The list that its keys move through.
    #[prop(optional)]
    list: Option<SearchList>,
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
        if let Some(list) = list {
            list.on_key.run(event.clone());
        }
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
                type=if list.is_some() { "text" } else { "search" }
                role=list.map(|_| "combobox")
                aria-autocomplete=list.map(|_| "list")
                aria-expanded=list.map(|list| either(list.open))
                aria-controls=list.map(|list| list.id)
                aria-activedescendant=list.map(|list| list.active)
                aria-describedby=list.map(|list| list.help)
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
