//! The page around a frame, through what `public/embed/frame.js` left for the program. Stand-alone there is none, and every
//! function here does nothing.

use std::cell::Cell;

use js_sys::{Function, JSON, Promise, Reflect};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::{JsFuture, spawn_local};

use contract::locale::Locale;

use crate::api::boot;
use crate::i18n;

thread_local! {
    /// How many places hold something that would be lost.
    static UNSAVED: Cell<i32> = const { Cell::new(0) };
}

fn bridge() -> JsValue {
    Reflect::get(&boot(), &"embed".into()).unwrap_or_default()
}

/// What a function of the bridge answers; `undefined` without one.
fn ask(name: &str, one: JsValue, other: JsValue) -> JsValue {
    let bridge = bridge();
    let function = Reflect::get(&bridge, &name.into()).ok().and_then(|found| found.dyn_into::<Function>().ok());
    function.and_then(|function| function.call2(&bridge, &one, &other).ok()).unwrap_or_default()
}

/// Whether the page is in a frame of a host that signs people in.
pub fn is_framed() -> bool {
    bridge().is_object()
}

/// The host's token, which stays with the bridge.
pub fn token() -> Option<String> {
    ask("token", JsValue::UNDEFINED, JsValue::UNDEFINED).as_string()
}

/// Has the host give another token than the one that was refused, for as long as it takes; `false` when it says that nobody
/// is signed in.
pub async fn renew(used: &str) -> bool {
    match ask("renew", used.into(), JsValue::UNDEFINED).dyn_into::<Promise>() {
        Ok(promise) => JsFuture::from(promise).await.is_ok_and(|renewed| renewed.is_truthy()),
        Err(_) => false,
    }
}

/// Tells the host something; `fields` is JSON.
fn send(kind: &str, fields: &str) {
    if is_framed() {
        ask("send", kind.into(), JSON::parse(fields).unwrap_or_default());
    }
}

/// Tells the host that the person asked to sign out.
pub fn sign_out() {
    send("signout", "{}");
}

/// Tells the host that the server does not take its tokens.
pub fn refused() {
    send("error", r#"{"code":"tokenRefused","fatal":false,"retryable":true}"#);
}

/// Lets the host know that something was done there; the bridge knows what is worth telling.
pub fn did(path: &str) {
    ask("did", path.into(), JsValue::UNDEFINED);
}

/// A place holds something that is not saved, or does no longer. The host hears of the first and of the last.
pub fn unsaved(before: bool, now: bool) {
    let count = UNSAVED.get() + i32::from(now) - i32::from(before);
    let was = UNSAVED.replace(count);
    if (was > 0) != (count > 0) {
        send("dirty", if count > 0 { r#"{"dirty":true}"# } else { r#"{"dirty":false}"# });
    }
}

/// Speaks the language of the host from now on.
pub fn follow_language() {
    if !is_framed() {
        return;
    }
    let speak = Closure::<dyn FnMut(JsValue)>::new(|word: JsValue| {
        if let Some(locale) = word.as_string().and_then(|word| Locale::from_word(&word)) {
            spawn_local(async move {
                // Without the other texts the page stays in the language that it has.
                let _ = i18n::choose(locale).await;
            });
        }
    });
    // It listens as long as the page lives.
    ask("on", "locale".into(), speak.into_js_value());
}
