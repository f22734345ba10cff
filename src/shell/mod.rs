//! The frame of every screen: header, navigation, drawer, content, toasts, and the question before something serious.

mod account;
mod bell;
mod framed;
mod header;
mod nav;
mod offline;
mod overlays;
mod shortcuts;

use leptos::prelude::*;

use crate::i18n::text;
use crate::session::SessionContext;
use crate::ui::{TooltipHost, live};
pub use bell::{Shown, list as notifications};
pub use framed::{company_switch, sign_out, signed_out};

/// The frame with a screen inside.
#[component]
pub fn Shell(
    /// The session of this tab.
    session: SessionContext,
    /// The screen.
    children: Children,
) -> impl IntoView {
    let drawer = RwSignal::new(false);
    let help = RwSignal::new(false);
    shortcuts::listen(help);
    view! {
        <div class="app">
            <a class="skip-link" href="#main" on:click=skip>{text("nav.skip")}</a>
            <header::Header session drawer help/>
            <offline::OfflineBar/>
            <nav class="nav" aria-label=text("nav.main")><nav::NavLists session/></nav>
            <main class="main" id="main" tabindex="-1">{children()}</main>
        </div>
        <nav::Drawer session open=drawer/>
        {live(move || help.get().then(|| shortcuts::dialog(help)))}
        <overlays::ConfirmDialog/>
        <overlays::ToastRegion/>
        <TooltipHost/>
    }
}

/// The skip link moves the focus without leaving a fragment in the address.
fn skip(event: web_sys::MouseEvent) {
    event.prevent_default();
    let main = document().get_element_by_id("main");
    if let Some(main) = main.and_then(|element| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(element).ok()) {
        // An element that cannot take the focus leaves it where it is.
        let _ = main.focus();
    }
}
