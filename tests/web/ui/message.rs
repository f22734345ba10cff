//! The note in the flow of a page.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::{Button, Message, MessageTone};

use crate::support::mount;

#[browser_test]
async fn its_role_follows_its_tone() {
    for (tone, role) in [
        (MessageTone::Note, "note"),
        (MessageTone::Info, "note"),
        (MessageTone::Success, "status"),
        (MessageTone::Warning, "status"),
        (MessageTone::Error, "alert"),
    ] {
        let page = mount(move || view! { <Message tone>"Words"</Message> }).await;
        assert_eq!(page.attribute(".message", "role").as_deref(), Some(role));
    }
}

#[browser_test]
async fn title_words_and_actions() {
    let actions = || view! { <Button label="Try again"/> }.into_any();
    let page = mount(
        move || view! { <Message tone=MessageTone::Error title="Not saved" actions=actions()>"Too slow."</Message> },
    )
    .await;
    assert_eq!(page.words(".message__title"), "Not saved");
    assert_eq!(page.words(".message__text"), "Not savedToo slow.");
    assert_eq!(page.words(".message__actions button"), "Try again");
}
