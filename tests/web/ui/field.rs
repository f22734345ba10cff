//! The label, help and error around a control.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::{Choice, Field, Select, TextArea, TextInput};

use crate::support::{mount, settle};

#[browser_test]
async fn label_help_and_error_are_wired_to_the_control() {
    let (value, error) = (RwSignal::new(String::new()), RwSignal::new(None::<String>));
    let page = mount(move || view! { <Field label="Name" note="optional" help="Customers see it." error id="name"><TextInput value/></Field> }).await;
    assert_eq!(page.attribute("label", "for").as_deref(), Some("name"));
    assert_eq!(page.find("input").id(), "name");
    assert_eq!(page.named_by("input", "aria-describedby"), "Customers see it.");
    assert_eq!(page.attribute("input", "aria-invalid"), None);

    error.set(Some("Too long.".to_owned()));
    settle().await;
    assert_eq!(page.named_by("input", "aria-describedby"), "Too long. Customers see it.");
    assert_eq!(page.attribute("input", "aria-invalid").as_deref(), Some("true"));

    error.set(None);
    settle().await;
    assert!(page.maybe(".field__error").is_none());
    assert_eq!(page.named_by("input", "aria-describedby"), "Customers see it.");
}

#[browser_test]
async fn each_control_takes_its_own_field() {
    let (one, two) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let choices = || vec![Choice::new("a", "A")];
    let page = mount(move || view! {
        <Field label="One" error="Wrong."><TextArea value=one/></Field>
        <Field label="Two"><Select value=two on_choose=Callback::new(move |value| two.set(value)) choices=choices()/></Field>
        <TextInput value=one label="Alone"/>
    }).await;
    assert_eq!(page.attribute("textarea", "aria-invalid").as_deref(), Some("true"));
    assert_eq!(page.attribute("select", "aria-invalid"), None);
    assert_eq!(page.attribute("input", "aria-invalid"), None);
    let control = page.find("select").id();
    assert_eq!(page.words(&format!("label[for='{control}']")), "Two");
    assert_ne!(page.find("textarea").id(), control);
}
