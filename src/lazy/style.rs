//! The styles of screens that a first visit does not need: one file, there before such a screen is drawn.

use std::cell::RefCell;

use js_sys::Promise;
use leptos::prelude::document;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::HtmlElement;

use crate::api::ApiError;

thread_local! {
    /// Kept once it has begun to come; one that did not come is asked for again.
    static COMING: RefCell<Option<Promise>> = const { RefCell::new(None) };
}

/// Begins to fetch the styles when it is called; what it gives is done when they apply.
///
/// # Errors
/// `Offline` when they do not come.
pub fn fetched() -> impl Future<Output = Result<(), ApiError>> {
    // It listens from now on: a failure that nobody has heard by then would be an error of the page.
    let coming = JsFuture::from(COMING.with_borrow_mut(|coming| coming.get_or_insert_with(add).clone()));
    async move {
        coming.await.map(drop).map_err(|_| {
            COMING.take();
            remove();
            ApiError::Offline
        })
    }
}

/// Takes away the link of styles that did not come.
fn remove() {
    if let Ok(Some(link)) = document().query_selector("link[data-later]") {
        link.remove();
    }
}

/// Adds the link to the document; kept when the styles apply. Nothing is to come in a page that does not say where they are.
fn add() -> Promise {
    let page = document();
    let place =
        page.query_selector("script[data-later]").ok().flatten().and_then(|own| own.get_attribute("data-later"));
    let link = page.create_element("link").ok().and_then(|link| link.dyn_into::<HtmlElement>().ok());
    let (Some(place), Some(link), Some(head)) = (place, link, page.head()) else {
        return Promise::resolve(&wasm_bindgen::JsValue::UNDEFINED);
    };
    Promise::new(&mut |applied, failed| {
        link.set_onload(Some(&applied));
        link.set_onerror(Some(&failed));
        // None of these is refused: names and element are of our own.
        let _ = link.set_attribute("data-later", "");
        let _ = link.set_attribute("rel", "stylesheet");
        let _ = link.set_attribute("href", &place);
        let _ = head.append_child(&link);
    })
}
