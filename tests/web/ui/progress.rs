//! How far a piece of work is.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::progress::percent;
use cosell_page::ui::{Progress, ProgressState};

use crate::support::{mount, settle};

#[browser_test]
fn a_hundred_percent_means_all() {
    assert_eq!(percent(0, 10), 0);
    assert_eq!(percent(9_999, 10_000), 99);
    assert_eq!(percent(10, 10), 100);
    assert_eq!(percent(11, 10), 100);
    assert_eq!(percent(0, 0), 100);
}

#[browser_test]
async fn the_bar_says_what_how_far_and_how_long() {
    let (done, state) = (RwSignal::new(42_u64), RwSignal::new(ProgressState::Running));
    let page = mount(
        move || view! { <Progress label="Reading" done total=100_u64 count="42 of 100" rest="12 s left" state/> },
    )
    .await;
    assert_eq!(page.named_by("[role=progressbar]", "aria-labelledby"), "Reading");
    assert_eq!(page.attribute("[role=progressbar]", "aria-valuenow").as_deref(), Some("42"));
    assert_eq!(page.attribute("[role=progressbar]", "aria-valuetext").as_deref(), Some("42 of 100"));
    assert_eq!(page.words(".progress__rest"), "12 s left");
    done.set(50);
    settle().await;
    assert_eq!(page.attribute("[role=progressbar]", "aria-valuenow").as_deref(), Some("50"));
    state.set(ProgressState::Busy);
    settle().await;
    assert_eq!(page.attribute("[role=progressbar]", "aria-valuenow"), None);
    assert_eq!(page.attribute(".progress", "data-state").as_deref(), Some("busy"));
}
