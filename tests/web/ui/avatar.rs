//! The person as initials.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::avatar::{Avatar, initials};

use crate::support::mount;

#[browser_test]
fn initials_are_of_the_first_and_the_last_word() {
    assert_eq!(initials("Mira Gallen"), "MG");
    assert_eq!(initials("Ana Maria Ribeiro"), "AR");
    assert_eq!(initials("  Plato "), "P");
    assert_eq!(initials("王芳"), "王");
    assert_eq!(initials(""), "");
}

#[browser_test]
async fn it_is_silent_beside_a_name_and_named_alone() {
    let page = mount(|| view! { <Avatar name="Mira Gallen"/> <Avatar name="Jon Aas" says="Account: Jon Aas"/> }).await;
    assert_eq!(page.attribute(".avatar", "aria-hidden").as_deref(), Some("true"));
    assert_eq!(page.attribute("[role=img]", "aria-label").as_deref(), Some("Account: Jon Aas"));
    assert_eq!(page.words("[role=img]"), "JA");
}

#[browser_test]
async fn nobody_is_a_picture() {
    let name = RwSignal::new(String::new());
    let page = mount(move || view! { <Avatar name/> }).await;
    assert!(page.maybe(".avatar--none svg").is_some());
    name.set("Ada Quist".to_owned());
    crate::support::settle().await;
    assert!(page.maybe(".avatar--none").is_none());
    assert_eq!(page.words(".avatar"), "AQ");
}
