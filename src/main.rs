//! Where the page begins: the catalogue is there, then the app is mounted over the static shell.

use cosell_page::app::App;
use cosell_page::i18n;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::spawn_local;

#[wasm_bindgen(inline_js = "export function fail(text) { globalThis.cosellBoot?.fail?.(text); }")]
extern "C" {
    /// Shows the recovery screen of `boot.js`.
    fn fail(text: &str);
}

fn main() {
    std::panic::set_hook(Box::new(|info| {
        console_error_panic_hook::hook(info);
        fail(&info.to_string());
    }));
    spawn_local(async {
        i18n::start().await;
        if let Some(shell) = document().get_element_by_id("boot") {
            shell.remove();
        }
        mount_to_body(App);
    });
}
