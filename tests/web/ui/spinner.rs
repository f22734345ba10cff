//! The wheel.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::{Spinner, SpinnerSize};

use crate::support::mount;

#[browser_test]
async fn it_says_what_is_waited_for() {
    let page = mount(|| view! { <Spinner label="Loading" size=SpinnerSize::Large/> }).await;
    assert_eq!(page.attribute(".spinner--large[role=img]", "aria-label").as_deref(), Some("Loading"));
}
