//! Signing in by a one-time link.

use contract::route::Route;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::ApiError;
use crate::i18n::{said, text};
use crate::route::{use_go, use_here};
use crate::session::SessionContext;
use crate::storage;
use crate::ui::live;

/// Where the address that was asked for is kept: the link that is then opened in this tab knows nothing of it.
const WANTED: &str = "cosell.wanted";

fn next_of(route: &Route) -> Option<String> {
    match route {
        Route::SignIn { next } => next.clone(),
        _ => None,
    }
}

/// What the page is doing.
#[derive(Clone, PartialEq)]
enum Doing {
    /// No code came along: a link is needed.
    Waiting,
    /// The code is at the server.
    SigningIn,
    /// The code did not help.
    Failed(ApiError),
}

/// Takes the code from the address, signs in, and goes on to where the person wanted.
pub fn screen(session: SessionContext) -> AnyView {
    let doing = RwSignal::new(Doing::Waiting);
    let (go, here) = (use_go(), use_here());
    let enter = move |code: String| {
        doing.set(Doing::SigningIn);
        spawn_local(async move {
            let next = next_of(&here.route.get_untracked()).or_else(|| storage::get_for_tab(WANTED));
            match session.sign_in(&code).await {
                Ok(()) => {
                    storage::set_for_tab(WANTED, "");
                    go.replace(&next.map_or(Route::Overview, |next| {
                        let (path, query) = next.split_once('?').unwrap_or((&next, ""));
                        Route::parse(path, query)
                    }));
                }
                Err(error) => doing.set(Doing::Failed(error)),
            }
        });
    };
    // The page that asked for a person keeps its address: after signing in, it opens there.
    Effect::new(move |_| {
        let route = here.route.get();
        if !matches!(route, Route::SignIn { .. }) {
            go.replace(&Route::SignIn { next: Some(route.href()).filter(|href| href != "/") });
        } else if let Some(code) = code_in_address() {
            enter(code);
        } else {
            storage::set_for_tab(WANTED, &next_of(&route).unwrap_or_default());
        }
    });
    // A link put into the address of this very page changes nothing but the fragment, and loads nothing.
    let listener = window_event_listener_untyped("hashchange", move |_| {
        if let Some(code) = code_in_address() {
            enter(code);
        }
    });
    on_cleanup(move || listener.remove());
    view! {
        <main class="sign-in" id="main">
            <div class="sign-in__card card">
                <span class="wordmark"><span class="wordmark__sign" aria-hidden="true"></span><span class="wordmark__text">"Cosell"</span></span>
                <h1 tabindex="-1">{text("signIn.title")}</h1>
                {live(move || match doing.get() {
                    Doing::Waiting => view! { <p>{text("signIn.text")}</p><p class="muted">{text("signIn.ask")}</p> }.into_any(),
                    Doing::SigningIn => view! { <p role="status" aria-busy="true">{text("signIn.busy")}</p> }.into_any(),
                    Doing::Failed(error) => view! {
                        <p class="message message--error" role="alert">{said(move || error.sentence())}</p>
                        <p class="muted">{text("signIn.ask")}</p>
                    }.into_any(),
                })}
            </div>
        </main>
    }
    .into_any()
}

/// The code from the fragment, which is then taken out of the address and so out of the browser's history.
fn code_in_address() -> Option<String> {
    let location = window().location();
    let hash = location.hash().ok()?;
    let code = hash.strip_prefix("#code=").filter(|code| !code.is_empty())?.to_owned();
    let address = format!("{}{}", location.pathname().ok()?, location.search().ok()?);
    let history = window().history().ok()?;
    history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&address)).ok()?;
    Some(code)
}
