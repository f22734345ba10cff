//! One of a few, all in sight.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::{SwitchOption, Switcher};

use crate::support::{mount, settle};

#[browser_test]
async fn it_is_a_named_group_of_radio_buttons() {
    let value = RwSignal::new("a".to_owned());
    let option = |value, label: &'static str| SwitchOption { value, label: label.into(), icon: None };
    let options = move || vec![option("a", "First"), option("b", "Second")];
    let page = mount(move || view! { <Switcher label="Which" options=options() value on_choose=Callback::new(move |chosen| value.set(chosen))/> }).await;
    assert_eq!(page.words("fieldset legend"), "Which");
    assert!(page.holds("input[value=a]", "checked"));
    page.press("input[value=b]").await;
    assert_eq!(value.get_untracked(), "b");
    value.set("a".to_owned());
    settle().await;
    assert!(page.holds("input[value=a]", "checked"));
    assert!(!page.holds("input[value=b]", "checked"));
}
