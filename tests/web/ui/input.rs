//! Text fields.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::{InputKind, TextArea, TextInput};

use crate::support::{event, mount, settle};

#[browser_test]
async fn typing_and_the_signal_follow_each_other() {
    let value = RwSignal::new("a".to_owned());
    let page = mount(move || view! { <TextInput value label="Name"/> <TextArea value label="Text"/> }).await;
    page.type_into("input", "ab").await;
    assert_eq!(value.get_untracked(), "ab");
    assert_eq!(page.value("textarea"), "ab");
    value.set(String::new());
    settle().await;
    assert_eq!(page.value("input"), "");
}

#[browser_test]
async fn leaving_is_told() {
    let (value, left) = (RwSignal::new(String::new()), RwSignal::new(0));
    let page = mount(move || view! { <TextInput value label="Name" on_leave=move || left.update(|n| *n += 1)/> }).await;
    page.find("input").dispatch_event(&event("blur")).unwrap();
    assert_eq!(left.get_untracked(), 1);
}

#[browser_test]
async fn kinds_and_states_are_native() {
    let value = RwSignal::new("S-1".to_owned());
    let page = mount(move || view! { <TextInput value label="Code" kind=InputKind::Code read_only=true required=true/> <TextArea value label="Text" disabled=true/> }).await;
    assert!(page.holds("input.input--code", "readOnly"));
    assert_eq!(page.attribute("input", "spellcheck").as_deref(), Some("false"));
    assert_eq!(page.attribute("input", "aria-required").as_deref(), Some("true"));
    assert_eq!(page.attribute("input", "aria-label").as_deref(), Some("Code"));
    assert!(page.holds("textarea", "disabled"));
}
