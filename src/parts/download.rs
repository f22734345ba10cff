//! Downloads: a ticket from the server, then the browser fetches the file by itself.

use contract::api::path;
use contract::api::solutions::{Ticket, TicketFor};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::api::{self, ApiError, Intent};

/// Fetches a file.
///
/// # Errors
/// When no ticket is given.
pub async fn download(what: &TicketFor) -> Result<(), ApiError> {
    let ticket: Ticket = api::post(path::TICKETS, what, &Intent::new()).await?;
    let Some(link) =
        document().create_element("a").ok().and_then(|element| element.dyn_into::<web_sys::HtmlAnchorElement>().ok())
    else {
        return Err(ApiError::Unreadable);
    };
    link.set_href(&ticket.href);
    link.set_download("");
    // The router follows links; this one is the browser's own business.
    link.set_rel("external");
    link.click();
    Ok(())
}
