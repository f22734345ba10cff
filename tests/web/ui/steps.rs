//! Where one is in a wizard.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::{Step, Steps};

use crate::support::{mount, settle};

fn states(page: &crate::support::Mounted, count: usize) -> Vec<String> {
    (1..=count).map(|place| page.attribute(&format!("li:nth-child({place})"), "data-state").unwrap()).collect()
}

#[browser_test]
async fn the_open_one_is_current_and_those_before_lead_back() {
    let current = RwSignal::new(1_usize);
    let steps = || ["File", "Columns", "Done"].map(Step::new).to_vec();
    let page = mount(move || view! { <Steps label="Import" steps=steps() current done="done" on_go=Callback::new(move |place| current.set(place))/> }).await;
    assert_eq!(states(&page, 3), ["done", "current", "todo"]);
    assert_eq!(page.words("[aria-current=step]"), "Columns");
    assert_eq!(page.words("li:first-child button"), "File done");
    assert_eq!(page.count("button"), 1);
    page.press("li:first-child button").await;
    assert_eq!(states(&page, 3), ["current", "todo", "todo"]);
    current.set(3);
    settle().await;
    assert_eq!(states(&page, 3), ["done", "done", "done"]);
    assert_eq!(page.count("[aria-current]"), 0);
}

#[browser_test]
async fn without_a_way_back_there_are_no_buttons_and_errors_are_said() {
    let steps = || vec![Step { label: "Columns".into(), error: "2 are missing".into() }, Step::new("Done")];
    let page = mount(move || view! { <Steps label="Import" steps=steps() current=1 done="done"/> }).await;
    assert_eq!(page.count("button"), 0);
    assert_eq!(states(&page, 2), ["error", "current"]);
    assert_eq!(page.words("li:first-child"), "Columns 2 are missing");
}
