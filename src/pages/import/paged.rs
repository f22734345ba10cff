//! A long list of the server that the person reads a page at a time.

use contract::api::list::Page;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::de::DeserializeOwned;

use crate::api::{self, ApiError};
use crate::i18n::{said, text, tf};
use crate::session::{SessionContext, use_session};
use crate::ui::{Announcer, Button, Message, MessageTone, Size, focus, live};

/// What comes after the items that are there.
#[derive(Clone, Debug, PartialEq)]
enum Next {
    /// They are on their way.
    Coming,
    /// More, from here.
    From(String),
    /// Nothing.
    Nothing,
    /// They did not come; the cursor tries again.
    Failed(ApiError, Option<String>),
}

/// Items so far, and what comes after them.
pub struct Paged<T: Send + Sync + 'static> {
    /// The items, numbered so that equal ones stay apart.
    pub items: RwSignal<Vec<(usize, T)>>,
    /// How many there are in all.
    pub total: RwSignal<u64>,
    next: RwSignal<Next>,
    address: StoredValue<String>,
    announcer: Announcer,
    session: SessionContext,
}

impl<T: Send + Sync + 'static> Clone for Paged<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Paged<T> {}

impl<T: DeserializeOwned + Clone + Send + Sync + 'static> Paged<T> {
    /// Begins to read the list at an address.
    pub fn new(address: String, announcer: Announcer) -> Paged<T> {
        let paged = Paged {
            items: RwSignal::new(Vec::new()),
            total: RwSignal::new(0),
            next: RwSignal::new(Next::Nothing),
            address: StoredValue::new(address),
            announcer,
            session: use_session(),
        };
        paged.read(None);
        paged
    }

    fn more(self) {
        match self.next.get_untracked() {
            Next::From(cursor) => self.read(Some(cursor)),
            Next::Failed(_, cursor) => self.read(cursor),
            Next::Coming | Next::Nothing => {}
        }
    }

    fn read(self, cursor: Option<String>) {
        self.next.set(Next::Coming);
        let base = self.address.get_value();
        let address = match &cursor {
            Some(cursor) => format!("{base}{}cursor={cursor}", if base.contains('?') { '&' } else { '?' }),
            None => base,
        };
        spawn_local(async move {
            let answer = api::get::<Page<T>>(&address).await;
            if self.items.is_disposed() {
                return;
            }
            match answer {
                Ok(page) => self.add(page, cursor.is_some()),
                Err(ApiError::SignedOut) => self.session.ended(),
                Err(error) => self.next.set(Next::Failed(error, cursor)),
            }
        });
    }

    fn add(self, page: Page<T>, asked_for: bool) {
        let have = self.items.with_untracked(Vec::len);
        self.items.update(|items| items.extend(page.items.into_iter().enumerate().map(|(at, item)| (have + at, item))));
        if let Some(total) = page.total {
            self.total.set(total);
        }
        self.next.set(page.next_cursor.map_or(Next::Nothing, Next::From));
        if asked_for {
            self.announcer.say(self.shown());
        }
    }

    /// "100 of 320 shown".
    fn shown(self) -> String {
        tf("import.shown", &[("shown", self.items.with(Vec::len).into()), ("n", self.total.get().into())])
    }
}

/// The table of a list, how much of it is there, and the button for more.
pub fn paged_view<T: DeserializeOwned + Clone + Send + Sync + 'static>(
    paged: Paged<T>,
    table: AnyView,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    // The last page takes the button away, and with it the focus.
    let pressed = StoredValue::new(false);
    Effect::new(move |_| {
        if paged.next.get() == Next::Nothing && pressed.get_value() {
            let scroller = node.get_untracked().and_then(|node| node.query_selector(".table-scroller").ok().flatten());
            if let Some(scroller) = scroller {
                focus(&scroller);
            }
        }
    });
    let coming = Signal::derive(move || paged.next.with(|next| *next == Next::Coming));
    let ended = Memo::new(move |_| paged.next.with(|next| *next == Next::Nothing));
    let press = move || {
        pressed.set_value(true);
        paged.more();
    };
    let failed = move || {
        paged.next.with(|next| match next {
            Next::Failed(error, _) => Some(error.clone()),
            _ => None,
        })
    };
    view! {
        <div class="import__list" node_ref=node>
            {table}
            {live(move || failed().map(|error| view! { <Message tone=MessageTone::Error>{said(move || error.sentence())}</Message> }))}
            <div class="import__more">
                <span class="muted num">{said(move || paged.shown())}</span>
                <Show when=move || !ended.get()>
                    <Button label=text("import.more") size=Size::Small busy=coming on_press=press/>
                </Show>
            </div>
        </div>
    }
}
