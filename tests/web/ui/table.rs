//! The plain table.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::{Column, Table};

use crate::support::mount;

#[browser_test]
async fn it_has_a_caption_headings_and_a_scroller_of_its_own() {
    let columns = || vec![Column::words("Company"), Column::figures("Sold")];
    let page = mount(move || view! { <Table caption="Resellers" caption_hidden=true columns=columns()><tr><th scope="row">"Alder"</th><td>"3"</td></tr></Table> }).await;
    assert_eq!(page.words("caption.visually-hidden"), "Resellers");
    assert_eq!(page.named_by("[role=region][tabindex='0']", "aria-labelledby"), "Resellers");
    assert_eq!(page.count("thead th[scope=col]"), 2);
    assert_eq!(page.words("thead .table__num"), "Sold");
}
