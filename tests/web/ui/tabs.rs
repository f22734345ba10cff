//! Tabs over a panel.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::{Axis, Tab, Tabs, next_place};

use crate::support::{focused, mount, settle};

#[browser_test]
fn arrows_go_round_and_other_keys_nowhere() {
    assert_eq!(next_place("ArrowRight", Axis::Row, 2, 3), Some(0));
    assert_eq!(next_place("ArrowLeft", Axis::Row, 0, 3), Some(2));
    assert_eq!(next_place("ArrowDown", Axis::Row, 0, 3), None);
    assert_eq!(next_place("ArrowDown", Axis::Column, 0, 3), Some(1));
    assert_eq!(next_place("Home", Axis::Column, 2, 3), Some(0));
    assert_eq!(next_place("End", Axis::Row, 0, 3), Some(2));
    assert_eq!(next_place("End", Axis::Row, 0, 0), None);
    assert_eq!(next_place("x", Axis::Row, 0, 3), None);
}

#[browser_test]
async fn moving_opens_and_a_refused_tab_is_reached_but_stays_closed() {
    let (chosen, refusal) = (RwSignal::new(0_usize), RwSignal::new(Some("Choose an offer first.".to_owned())));
    let tabs = move || vec![Tab::new("One"), Tab::new("Two").refusal(refusal), Tab::new("Three")];
    let page = mount(move || view! {
        <Tabs label="Actions" tabs=tabs() chosen on_choose=Callback::new(move |place| chosen.set(place))>{move || chosen.get()}</Tabs>
    }).await;
    assert_eq!(page.named_by("[role=tabpanel]", "aria-labelledby"), "One");
    assert_eq!(page.count("[role=tab][tabindex='0']"), 1);
    page.focus("[role=tab]").await;

    assert!(page.key(":focus", "ArrowRight").await);
    assert_eq!(chosen.get_untracked(), 0);
    assert_eq!(focused().get_attribute("aria-disabled").as_deref(), Some("true"));
    assert_eq!(page.named_by(":focus", "aria-describedby"), "Choose an offer first.");
    page.press(":focus").await;
    assert_eq!(chosen.get_untracked(), 0);

    page.key(":focus", "End").await;
    assert_eq!(chosen.get_untracked(), 2);
    assert_eq!(page.words("[role=tabpanel]"), "2");
    assert_eq!(page.words("[role=tab][aria-selected=true]"), "Three");

    refusal.set(None);
    settle().await;
    page.key(":focus", "ArrowLeft").await;
    assert_eq!(chosen.get_untracked(), 1);
    assert_eq!(page.attribute(":focus", "aria-controls"), Some(page.find("[role=tabpanel]").id()));
}
