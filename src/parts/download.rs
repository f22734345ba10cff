//! Downloads: a ticket from the server, then the browser fetches the file by itself.

use std::time::Duration;

use contract::api::path;
use contract::api::solutions::{Ticket, TicketFor};
use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Blob, HtmlAnchorElement, Url};

use crate::api::{self, ApiError, Intent};

/// Fetches a file.
///
/// # Errors
/// When no ticket is given.
pub async fn download(what: &TicketFor) -> Result<(), ApiError> {
    let ticket: Ticket = api::post(path::TICKETS, what, &Intent::new()).await?;
    follow(&ticket.href, "").ok_or(ApiError::Unreadable)
}

/// Gives the person bytes that are here already as a file of this name.
///
/// # Errors
/// When the browser makes no file of them.
pub fn save(name: &str, bytes: &[u8]) -> Result<(), ApiError> {
    let parts = Array::of1(&Uint8Array::from(bytes));
    let blob = Blob::new_with_u8_array_sequence(&parts).map_err(|_| ApiError::Unreadable)?;
    let address = Url::create_object_url_with_blob(&blob).map_err(|_| ApiError::Unreadable)?;
    let followed = follow(&address, name);
    // The browser has taken hold of the bytes by then; a failure leaves them until the page goes.
    set_timeout(
        move || {
            let _ = Url::revoke_object_url(&address);
        },
        Duration::from_secs(60),
    );
    followed.ok_or(ApiError::Unreadable)
}

/// Has the browser fetch an address as a file.
fn follow(href: &str, name: &str) -> Option<()> {
    let link = document().create_element("a").ok()?.dyn_into::<HtmlAnchorElement>().ok()?;
    link.set_href(href);
    link.set_download(name);
    // The router follows links; this one is the browser's own business.
    link.set_rel("external");
    link.click();
    Some(())
}
