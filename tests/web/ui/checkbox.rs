//! The box to tick.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::{Checkbox, CheckboxLook};

use crate::support::{mount, settle};

#[browser_test]
async fn a_press_asks_and_the_signal_decides() {
    let (on, asked) = (RwSignal::new(false), RwSignal::new(Vec::new()));
    let change = Callback::new(move |wanted| {
        asked.update(|asked| asked.push(wanted));
        on.set(wanted);
    });
    let page = mount(move || view! { <Checkbox label="One" checked=on on_change=change/> }).await;
    page.press("input").await;
    page.press("label").await;
    assert_eq!(asked.get_untracked(), [true, false]);
    on.set(true);
    settle().await;
    assert!(page.holds("input", "checked"));
}

#[browser_test]
async fn a_refused_press_leaves_the_box_as_it_was() {
    let page = mount(|| view! { <Checkbox label="One" checked=false on_change=Callback::new(|_| ())/> }).await;
    page.press("input").await;
    assert!(!page.holds("input", "checked"));
}

#[browser_test]
async fn the_third_state_is_native() {
    let mixed = RwSignal::new(true);
    let page =
        mount(move || view! { <Checkbox label="All" checked=false mixed on_change=Callback::new(|_| ())/> }).await;
    assert!(page.holds("input", "indeterminate"));
    page.press("input").await;
    assert!(page.holds("input", "indeterminate"), "the signal still says so");
    mixed.set(false);
    settle().await;
    assert!(!page.holds("input", "indeterminate"));
}

#[browser_test]
async fn help_describes_and_is_no_part_of_the_name() {
    let page = mount(
        || view! { <Checkbox label="Keys" help="Off if you speak." checked=true on_change=Callback::new(|_| ())/> },
    )
    .await;
    assert_eq!(page.named_by("input", "aria-labelledby"), "Keys");
    assert_eq!(page.named_by("input", "aria-describedby"), "Off if you speak.");
}

#[browser_test]
async fn a_bare_box_has_its_name() {
    let page = mount(|| view! { <Checkbox label="Select all" look=CheckboxLook::Bare checked=true on_change=Callback::new(|_| ())/> }).await;
    assert_eq!(page.attribute("input", "aria-label").as_deref(), Some("Select all"));
    assert_eq!(page.words("label"), "");
}
