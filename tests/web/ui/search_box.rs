//! The field for searching.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::{SearchBox, SearchList};

use crate::support::{focused, mount};

#[browser_test]
async fn it_is_named_emits_and_empties() {
    let (value, heard) = (RwSignal::new(String::new()), RwSignal::new(0));
    let page = mount(move || view! { <SearchBox label="Search solutions" clear="Clear search" value on_input=move || heard.update(|n| *n += 1)/> }).await;
    assert_eq!(page.attribute("[role=search] input", "aria-label").as_deref(), Some("Search solutions"));
    page.type_into("input", "grain").await;
    assert_eq!(value.get_untracked(), "grain");
    page.press("[aria-label='Clear search']").await;
    assert_eq!(value.get_untracked(), "");
    assert_eq!(page.value("input"), "");
    assert_eq!(heard.get_untracked(), 2);
    assert_eq!(focused(), page.find("input"));
}

#[browser_test]
async fn escape_empties_first_and_passes_on_then() {
    let value = RwSignal::new("grain".to_owned());
    let page = mount(move || view! { <SearchBox label="Search" clear="Clear" value landmark=false/> }).await;
    assert!(page.key("input", "Escape").await, "taken");
    assert_eq!(value.get_untracked(), "");
    assert!(!page.key("input", "Escape").await, "left to what is around");
    assert!(page.maybe("[role=search]").is_none());
}

#[browser_test]
async fn with_a_list_it_is_a_combobox_whose_keys_the_list_hears() {
    let (value, heard, active) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(None));
    let list = SearchList {
        id: Signal::stored("list".to_owned()),
        active: active.into(),
        open: Signal::stored(true),
        help: Signal::stored("keys".to_owned()),
        on_key: Callback::new(move |event: web_sys::KeyboardEvent| heard.set(event.key())),
    };
    let page = mount(move || view! { <SearchBox label="Search" clear="Clear" value list landmark=false/> }).await;
    let says = |name: &str| page.attribute("input", name);
    assert_eq!(says("role").as_deref(), Some("combobox"));
    assert_eq!(says("aria-expanded").as_deref(), Some("true"));
    assert_eq!(says("aria-controls").as_deref(), Some("list"));
    assert_eq!(says("aria-describedby").as_deref(), Some("keys"));
    assert_eq!(says("aria-activedescendant"), None);
    page.key("input", "ArrowDown").await;
    assert_eq!(heard.get_untracked(), "ArrowDown");
    active.set(Some("second".to_owned()));
    page.key("input", "End").await;
    assert_eq!(says("aria-activedescendant").as_deref(), Some("second"));
}
