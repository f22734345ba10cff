//! The surface for one subject.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::{Card, CardLook, Level};

use crate::support::mount;

#[browser_test]
async fn it_is_a_region_named_by_its_heading() {
    let aside = || view! { <a href="#all">"See all"</a> }.into_any();
    let page = mount(move || view! { <Card title="Waiting" level=Level::Three look=CardLook::Flat aside=aside()>"Two requests"</Card> }).await;
    assert_eq!(page.named_by("section.card--flat", "aria-labelledby"), "Waiting");
    assert_eq!(page.words("section h3"), "Waiting");
    assert_eq!(page.words(".card__title a"), "See all");
    assert!(page.words("section").ends_with("Two requests"));
}
