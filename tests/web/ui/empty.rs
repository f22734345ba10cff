//! What stands where nothing is.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::{Button, Empty, EmptyTone, Level};

use crate::support::mount;

#[browser_test]
async fn it_has_a_heading_a_reason_and_a_next_step() {
    let actions = || view! { <Button label="Import"/> }.into_any();
    let page = mount(move || view! { <Empty icon="list" title="No solutions" text="Import them." level=Level::Three actions=actions()/> }).await;
    assert_eq!(page.words("h3.empty__title"), "No solutions");
    assert_eq!(page.words(".empty__text"), "Import them.");
    assert_eq!(page.words(".empty__actions button"), "Import");
    assert_eq!(page.attribute(".empty", "role"), None);
}

#[browser_test]
async fn a_failure_is_an_alert() {
    let page = mount(|| view! { <Empty icon="error" title="It failed" tone=EmptyTone::Error/> }).await;
    assert_eq!(page.words("[role=alert] h2"), "It failed");
    assert!(page.maybe(".empty__actions").is_none());
}
