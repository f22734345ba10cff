//! The gallery itself.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::gallery::Gallery;

use crate::support::mount;

#[browser_test]
async fn every_part_has_its_heading_and_the_list_leads_to_it() {
    let page = mount(|| view! { <Gallery/> }).await;
    assert_eq!(page.count(".gallery__part > h2"), page.count(".gallery__list a"));
    for place in 1..=page.count(".gallery__list a") {
        let link = format!(".gallery__list li:nth-child({place}) a");
        let target = page.attribute(&link, "href").unwrap();
        assert_eq!(page.words(&format!("h2{target}")), page.words(&link));
    }
}

#[browser_test]
async fn ids_are_unique() {
    let page = mount(|| view! { <Gallery/> }).await;
    assert_eq!(page.double_ids(), Vec::<String>::new());
}
