//! A bar that says that there is no connection, for as long as there is none.

use leptos::prelude::*;

use crate::i18n::text;
use crate::ui::Icon;

/// The bar.
#[component]
pub fn OfflineBar() -> impl IntoView {
    let online = RwSignal::new(window().navigator().on_line());
    let went = window_event_listener(leptos::ev::offline, move |_| online.set(false));
    let came = window_event_listener(leptos::ev::online, move |_| online.set(true));
    on_cleanup(move || {
        went.remove();
        came.remove();
    });
    view! {
        <Show when=move || !online.get()>
            <div class="offline-bar" role="status"><Icon name="offline"/><span>{text("shell.offline")}</span></div>
        </Show>
    }
}
