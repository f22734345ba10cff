//! The picture from the sprite.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::{Icon, IconSize};

use crate::support::mount;

#[browser_test]
async fn it_is_silent_and_points_into_the_sprite() {
    let page = mount(|| view! { <Icon name="search" size=IconSize::Small class="menu__check"/> }).await;
    assert_eq!(page.attribute("svg.icon.icon--small.menu__check", "aria-hidden").as_deref(), Some("true"));
    assert_eq!(page.attribute("use", "href").as_deref(), Some("#i-search"));
}
