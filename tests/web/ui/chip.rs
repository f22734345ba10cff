//! Small choices and chosen values.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::{Chip, ChipToggle, Chips};

use crate::support::{focused, mount};

#[browser_test]
async fn removing_moves_the_focus_to_the_next_then_to_the_one_before_then_to_the_row() {
    let values = RwSignal::new(vec!["a", "b"]);
    let chip = move |value: &'static str| {
        let remove = Callback::new(move |()| values.update(|values| values.retain(|other| *other != value)));
        view! { <Chip of="Letter: " value remove=format!("Remove {value}") on_remove=remove/> }
    };
    let page = mount(move || view! { <Chips label="Letters"><For each=move || values.get() key=|value| *value children=chip/></Chips> }).await;
    assert_eq!(page.words(".chip"), "Letter: a");
    page.press("[aria-label='Remove a']").await;
    assert_eq!(focused().get_attribute("aria-label").as_deref(), Some("Remove b"));
    page.press("[aria-label='Remove b']").await;
    assert_eq!(page.count(".chip"), 0);
    assert_eq!(focused().get_attribute("aria-label").as_deref(), Some("Letters"));
}

#[browser_test]
async fn a_toggle_says_whether_it_is_on() {
    let on = RwSignal::new(false);
    let page =
        mount(move || view! { <ChipToggle label="Mine" on on_change=Callback::new(move |now| on.set(now))/> }).await;
    assert_eq!(page.attribute("button", "aria-pressed").as_deref(), Some("false"));
    page.press("button").await;
    assert_eq!(page.attribute("button", "aria-pressed").as_deref(), Some("true"));
    assert!(page.maybe("button svg").is_some());
}
