//! All of something by state.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::{ProgressStack, StackPart};

use crate::support::{mount, settle};

#[browser_test]
async fn the_list_has_the_same_figures_as_the_bar() {
    let merged = RwSignal::new(3_u64);
    let parts = move || {
        let figure = Signal::derive(move || merged.get().to_string());
        vec![
            StackPart {
                state: "merged",
                label: "Merged".into(),
                count: merged.into(),
                figure,
                href: Some("#merged".into()),
            },
            StackPart {
                state: "pending",
                label: "Pending".into(),
                count: 0_u64.into(),
                figure: "0".into(),
                href: None,
            },
        ]
    };
    let page = mount(move || view! { <ProgressStack label="By state" parts=parts()/> }).await;
    assert_eq!(page.attribute(".progress-stack__bar", "aria-hidden").as_deref(), Some("true"));
    assert_eq!(page.attribute("ul", "aria-label").as_deref(), Some("By state"));
    assert_eq!(page.words("a[href='#merged']"), "3Merged");
    assert!(page.holds(".progress-stack__part[data-state=pending]", "hidden"));
    merged.set(4);
    settle().await;
    assert_eq!(page.words("a .progress-stack__figure"), "4");
    assert_eq!(page.property(".progress-stack__part[data-state=merged]", "--value"), "4");
}
