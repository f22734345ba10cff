//! Notifications: a bell with the number of unread ones, and the list that it opens.

mod list;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::i18n::{self, said, t, text, tn};
use crate::lazy;
use crate::news::use_news;
use crate::session::SessionContext;
use crate::ui::{Icon, focus, is_open, live, place_below};
pub use list::list;

/// Bell and panel.
#[derive(Clone, Copy)]
pub struct Shown {
    session: SessionContext,
    button: NodeRef<html::Button>,
    panel: NodeRef<html::Div>,
    open: RwSignal<bool>,
    unread: RwSignal<u64>,
}

/// A disclosure: Enter and Space on the bell open and close the list, Tab goes through its links, Escape closes it and
/// gives the focus back. Opening marks what is shown as read.
#[component]
pub fn Bell(
    /// The session of this tab.
    session: SessionContext,
) -> impl IntoView {
    let unread = use_news().map_or_else(|| RwSignal::new(0), |news| news.unread);
    let shown = Shown { session, button: NodeRef::new(), panel: NodeRef::new(), open: RwSignal::new(false), unread };
    // A list whose code did not come is given up with the panel: the next opening asks for it again.
    let drawn = Memo::new(move |before: Option<&bool>| {
        let open = shown.open.get();
        open || before == Some(&true) && lazy::has_notifications()
    });
    let name = said(move || match unread.get() {
        0 => t("news.title"),
        n => tn("news.unread", n),
    });
    let figure = said(move || match unread.get() {
        0 => String::new(),
        n if n > 99 => "99+".to_owned(),
        n => i18n::number(n),
    });
    let tip = Signal::derive(move || (!shown.open.get()).then(|| t("news.title")));
    let expanded = said(move || shown.open.get().to_string());
    let key = move |event: web_sys::KeyboardEvent| {
        if event.key() == "Escape" {
            shown.close(true);
        }
    };
    view! {
        <div class="bell" on:keydown=key>
            <button type="button" class="button button--subtle button--icon bell__button" aria-label=name data-tooltip=tip
                aria-expanded=expanded aria-controls="notifications" popovertarget="notifications" node_ref=shown.button>
                <Icon name="alert"/>
                <span class="bell__count" aria-hidden="true">{figure}</span>
            </button>
            <div class="bell__panel" id="notifications" popover="auto" role="region" aria-label=text("news.title") tabindex="-1"
                node_ref=shown.panel on:toggle=move |_| shown.toggled()>
                {live(move || drawn.get().then(|| lazy::notifications(shown)))}
            </div>
            // Read out as it changes; the name of the button alone would be silent.
            <span class="visually-hidden" role="status">{move || (unread.get() > 0).then(|| name.get())}</span>
        </div>
    }
}

impl Shown {
    fn toggled(self) {
        let Some(panel) = self.panel.get_untracked() else { return };
        let open = is_open(&panel);
        self.open.set(open);
        if open {
            if let Some(button) = self.button.get_untracked() {
                place_below(panel.unchecked_ref(), &button, 1.0);
            }
            // A Tab that came before this event has gone into the list already.
            let inside = document().active_element().is_some_and(|element| panel.contains(Some(&element)));
            if !inside {
                focus(&panel);
            }
        }
    }

    fn close(self, back: bool) {
        if let Some(panel) = self.panel.get_untracked().filter(|panel| is_open(panel)) {
            // Fails only when it is closed already.
            let _ = panel.unchecked_ref::<web_sys::HtmlElement>().hide_popover();
            if back && let Some(button) = self.button.get_untracked() {
                focus(&button);
            }
        }
    }
}
