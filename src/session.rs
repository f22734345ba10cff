//! Who is looking: loaded once, provided to every page.

use contract::access::Right;
use contract::api::session::{Session, SignIn};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use crate::api::{self, ApiError};
use crate::{embed, i18n, storage, storefronts};

/// What is known of who is looking.
#[derive(Clone, Debug, PartialEq)]
pub enum Looking {
    /// Nothing yet.
    Asking,
    /// Nobody is signed in.
    Nobody,
    /// A person at a company.
    Somebody(Box<Session>),
    /// It could not be found out.
    Unknown(ApiError),
}

/// The session of this tab.
#[derive(Clone, Copy)]
pub struct SessionContext {
    looking: RwSignal<Looking>,
    signed_out: RwSignal<u32>,
}

/// Provides the session and asks who it is; not where somebody is about to sign in.
pub fn provide(signing_in: bool) -> SessionContext {
    let looking = if signing_in { Looking::Nobody } else { Looking::Asking };
    let context = SessionContext { looking: RwSignal::new(looking), signed_out: RwSignal::new(0) };
    provide_context(context);
    if !signing_in {
        context.ask();
    }
    // Signing out in one tab is heard in all others at once, not only at their next call.
    let heard = window_event_listener_untyped("storage", move |event| {
        let key = event.dyn_ref::<web_sys::StorageEvent>().and_then(web_sys::StorageEvent::key);
        if key.as_deref() == Some(ENDED) {
            context.left();
        }
    });
    on_cleanup(move || heard.remove());
    context
}

/// Written when somebody signs out, so that other tabs hear of it.
const ENDED: &str = "cosell.signedOutAt";

/// The session of this tab.
pub fn use_session() -> SessionContext {
    use_context()
        .unwrap_or_else(|| SessionContext { looking: RwSignal::new(Looking::Asking), signed_out: RwSignal::new(0) })
}

impl SessionContext {
    /// What is known, followed.
    pub fn looking(self) -> Signal<Looking> {
        self.looking.into()
    }

    /// Asks the server who it is.
    pub fn ask(self) {
        self.looking.set(Looking::Asking);
        spawn_local(async move {
            self.take(api::begin_session().await);
        });
    }

    /// Signs in.
    ///
    /// # Errors
    /// What the server says of the code or the password.
    pub async fn sign_in(self, by: &SignIn) -> Result<(), ApiError> {
        let grant = api::sign_in(by).await?;
        self.take(Ok(grant.session));
        Ok(())
    }

    /// Looks at another of the person's companies; this tab only.
    pub async fn switch(self, company: String) -> Result<(), ApiError> {
        self.take(Ok(api::switch(company).await?));
        Ok(())
    }

    /// Signs out everywhere.
    ///
    /// # Errors
    /// When the server cannot be told; the person is still signed in then.
    pub async fn sign_out(self) -> Result<(), ApiError> {
        match api::sign_out().await {
            Ok(()) | Err(ApiError::SignedOut) => {
                storage::set(ENDED, &(js_sys::Date::now() as u64).to_string());
                self.left();
                Ok(())
            }
            Err(error) => Err(error),
        }
    }

    /// The person signed out, here or in another tab, and leaves nothing behind.
    fn left(self) {
        self.signed_out.update(|times| *times += 1);
        self.ended();
    }

    /// Rises when the person signs out; not when a token merely ends.
    pub fn signed_out(self) -> Signal<u32> {
        self.signed_out.into()
    }

    /// A call found that nobody is signed in any more.
    pub fn ended(self) {
        self.looking.set(Looking::Nobody);
    }

    /// Remembers for a reload of this tab which company it looks at.
    fn keep_company(company: &str) {
        storage::set_for_tab("cosell.company", company);
    }

    fn take(self, answer: Result<Session, ApiError>) {
        self.looking.set(match answer {
            Ok(session) => {
                Self::keep_company(&session.company.id);
                speak(&session);
                storefronts::learn(&session.storefronts);
                Looking::Somebody(Box::new(session))
            }
            Err(ApiError::SignedOut) => Looking::Nobody,
            Err(error) => Looking::Unknown(error),
        });
    }

    /// The session, followed; `None` until somebody is known.
    pub fn get(self) -> Option<Session> {
        self.looking.with(|looking| match looking {
            Looking::Somebody(session) => Some((**session).clone()),
            _ => None,
        })
    }

    /// Whether the person has a right, followed.
    pub fn may(self, right: Right) -> bool {
        self.looking.with(|looking| matches!(looking, Looking::Somebody(session) if session.company.role.has(right)))
    }
}

/// On a device where no language was chosen yet, the page speaks the one that the person chose elsewhere. In a frame the host
/// chooses.
fn speak(session: &Session) {
    if i18n::is_chosen() || embed::is_framed() {
        return;
    }
    if let Some(locale) = session.person.locale.filter(|locale| *locale != i18n::locale_now()) {
        spawn_local(async move {
            // Without the other texts the page stays in the language that it has.
            let _ = i18n::choose(locale).await;
        });
    }
}
