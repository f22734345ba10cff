//! The state as icon and word.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::{Badge, Reach, Tip, Tone};

use crate::support::mount;

#[browser_test]
async fn a_plain_badge_is_text_with_a_silent_picture() {
    let page = mount(|| view! { <Badge word="Merged" tone=Tone::Green icon="checkmark-circle"/> }).await;
    assert_eq!(page.words("span.badge--green"), "Merged");
    assert_eq!(page.attribute("svg", "aria-hidden").as_deref(), Some("true"));
    assert!(page.maybe("button").is_none());
}

#[browser_test]
async fn a_badge_that_explains_itself_is_a_button() {
    let tip = || Tip::new("Support has a question.").title("Attention needed").next("Answer it.");
    let page = mount(move || view! { <Badge word="Attention needed" tip=tip()/> <Badge word="In a grid" tip=tip() reach=Reach::Holder/> }).await;
    assert_eq!(page.attribute("button.badge", "data-tooltip").as_deref(), Some("Support has a question."));
    assert_eq!(page.attribute("button.badge", "data-tooltip-next").as_deref(), Some("Answer it."));
    assert_eq!(page.attribute("button.badge", "tabindex").as_deref(), Some("0"));
    assert_eq!(page.count("button[tabindex='-1']"), 1);
}
