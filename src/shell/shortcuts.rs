//! Keyboard shortcuts and the dialog that lists them. Single keys can be switched off (WCAG 2.1.4).

use contract::route::{Route, SolutionsView};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::i18n::text;
use crate::route::use_go;
use crate::storage;
use crate::ui::Icon;

/// Where the choice is kept.
const STORED_AS: &str = "cosell.shortcuts";

/// Keys and what they do. Those with a word on them, which is not the same everywhere, by the word's key in the catalogue.
const LIST: [(&[&str], &str); 6] = [
    (&["/"], "shortcuts.search"),
    (&["g", "o"], "shortcuts.overview"),
    (&["g", "s"], "shortcuts.solutions"),
    (&["key.shift", "←", "→"], "shortcuts.width"),
    (&["?"], "shortcuts.help"),
    (&["key.escape"], "shortcuts.close"),
];

fn enabled() -> bool {
    storage::get(STORED_AS).as_deref() != Some("off")
}

/// Whether the person is typing something.
fn is_typing(event: &web_sys::KeyboardEvent) -> bool {
    event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok()).is_some_and(|element| {
        element
            .closest("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable], dialog")
            .ok()
            .flatten()
            .is_some()
    })
}

/// Listens for shortcuts as long as the shell stands.
pub fn listen(help: RwSignal<bool>) {
    let go = use_go();
    let after_g = RwSignal::new(false);
    let listener = window_event_listener(leptos::ev::keydown, move |event| {
        if event.ctrl_key() || event.meta_key() || event.alt_key() || is_typing(&event) || !enabled() {
            return;
        }
        let was_g = after_g.get_untracked();
        after_g.set(event.key() == "g");
        match (was_g, event.key().as_str()) {
            (true, "s") => go.to(&Route::Solutions(SolutionsView::default())),
            (true, "o") => go.to(&Route::Overview),
            (_, "/") if focus_search() => event.prevent_default(),
            (_, "?") => help.set(true),
            _ => {}
        }
    });
    on_cleanup(move || listener.remove());
}

/// The page's own search, or else the global one.
fn focus_search() -> bool {
    let found = document()
        .query_selector("main input[type=search]")
        .ok()
        .flatten()
        .or_else(|| document().get_element_by_id("global-search"));
    match found.and_then(|element| element.dyn_into::<web_sys::HtmlInputElement>().ok()) {
        Some(input) => {
            input.select();
            input.focus().is_ok()
        }
        None => false,
    }
}

/// What is written on a key.
fn written(key: &'static str) -> Signal<String> {
    if key.starts_with("key.") { text(key) } else { Signal::stored(key.to_owned()) }
}

/// The dialog, for as long as `open` holds.
pub fn dialog(open: RwSignal<bool>) -> AnyView {
    let dialog: NodeRef<leptos::html::Dialog> = NodeRef::new();
    let single = RwSignal::new(enabled());
    Effect::new(move |_| {
        if let Some(dialog) = dialog.get()
            && !dialog.open()
        {
            // Opening an open dialog is refused by the browser, and that is the state we want.
            let _ = dialog.show_modal();
        }
    });
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let choose = move |event| {
        let on = event_target_checked(&event);
        single.set(on);
        storage::set(STORED_AS, if on { "on" } else { "off" });
    };
    let rows = LIST
        .into_iter()
        .map(|(keys, label)| {
            let keys = keys.iter().map(|key| view! { <kbd class="kbd">{written(key)}</kbd>" " }).collect_view();
            view! { <div><dt>{keys}</dt><dd>{text(label)}</dd></div> }
        })
        .collect_view();
    view! {
        <dialog class="dialog dialog--small" node_ref=dialog aria-labelledby="shortcuts-title" on:close=move |_| open.set(false)>
            <div class="dialog__head">
                <h2 class="dialog__title" id="shortcuts-title">{text("shortcuts.title")}</h2>
                <button type="button" class="button button--subtle button--icon" aria-label=text("dialog.close") on:click=move |_| close()>
                    <Icon name="dismiss"/>
                </button>
            </div>
            <div class="dialog__body">
                <dl class="definition definition--keys">{rows}</dl>
                <label class="checkbox">
                    <input class="checkbox__box" type="checkbox" prop:checked=move || single.get() on:change=choose/>
                    <span class="checkbox__label">{text("shortcuts.single")}</span>
                </label>
            </div>
        </dialog>
    }
    .into_any()
}
