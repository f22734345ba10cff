//! The key.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::Kbd;

use crate::support::mount;

#[browser_test]
async fn it_is_a_native_key() {
    let page = mount(|| view! { <Kbd key="Esc"/> }).await;
    assert_eq!(page.words("kbd.kbd"), "Esc");
}
