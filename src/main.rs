//! Where the page begins: the catalogue is there, then the app is mounted over the static shell.

use contract::route::Route;
use cosell_page::app::App;
use cosell_page::{embed, i18n, lazy};
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;

/// Shows the recovery screen of `boot.js`.
fn fail(text: &str) {
    let of = |object: &JsValue, name: &str| js_sys::Reflect::get(object, &JsValue::from_str(name)).unwrap_or_default();
    let boot = of(&js_sys::global(), "cosellBoot");
    if let Ok(fail) = of(&boot, "fail").dyn_into::<js_sys::Function>() {
        // There is nothing left to tell when even this fails.
        let _ = fail.call1(&boot, &JsValue::from_str(text));
    }
}

fn main() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        fail(&info.to_string());
    }));
    lazy::fetch_first(&Route::parse(&window().location().pathname().unwrap_or_default(), ""));
    spawn_local(async {
        i18n::start().await;
        if let Some(shell) = document().get_element_by_id("boot") {
            shell.remove();
        }
        mount_to_body(App);
        embed::follow_language();
    });
}
