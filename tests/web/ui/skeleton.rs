//! The shape of what is coming.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::{Shape, Skeleton, Waiting};

use crate::support::mount;

#[browser_test]
async fn shapes_are_silent_and_the_wait_has_a_word() {
    let page = mount(|| view! { <Waiting label="Loading"><Skeleton shape=Shape::Title width=40/></Waiting> }).await;
    assert_eq!(page.words("[role=status][aria-busy=true]"), "Loading");
    assert_eq!(page.attribute(".skeleton--title", "aria-hidden").as_deref(), Some("true"));
    assert_eq!(page.property(".skeleton", "--width"), "40%");
}
