//! The native list of choices.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::{Choice, Select};
use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;

use crate::support::{event, mount, settle};

#[browser_test]
async fn it_shows_the_value_and_tells_a_choice() {
    let value = RwSignal::new("b".to_owned());
    let choices = RwSignal::new(vec![Choice::new("a", "A"), Choice::new("b", "B")]);
    let page = mount(move || view! { <Select value choices label="Letter" on_choose=Callback::new(move |chosen| value.set(chosen))/> }).await;
    assert_eq!(page.attribute("select", "aria-label").as_deref(), Some("Letter"));
    assert_eq!(page.value("select"), "b");
    page.find("select").unchecked_ref::<HtmlSelectElement>().set_value("a");
    page.find("select").dispatch_event(&event("change")).unwrap();
    settle().await;
    assert_eq!(value.get_untracked(), "a");
    value.set("b".to_owned());
    settle().await;
    assert_eq!(page.value("select"), "b");
    choices.set(vec![Choice::new("c", "C"), Choice::new("b", "B")]);
    settle().await;
    assert_eq!(page.value("select"), "b", "the same value in another list");
}
