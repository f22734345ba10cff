//! Signing in: by a one-time link, by password, or where the company signs in.

use contract::api::path;
use contract::api::session::{SignIn, SignInError, SignInWays};
use contract::route::Route;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{self, ApiError};
use crate::i18n::{said, t, text, tf};
use crate::route::{Here, use_go, use_here};
use crate::session::{Looking, SessionContext};
use crate::storage;
use crate::ui::{Button, Field, InputKind, Press, TextInput, live};

/// Where the address that was asked for is kept: the link that is then opened in this tab knows nothing of it.
const WANTED: &str = "cosell.wanted";

fn next_of(route: &Route) -> Option<String> {
    match route {
        Route::SignIn { next, .. } => next.clone(),
        _ => None,
    }
}

/// Why the company's own sign-in led back here.
fn error_of(route: &Route) -> Option<SignInError> {
    match route {
        Route::SignIn { error, .. } => *error,
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
    let sign_in = move |by: SignIn, failed: Callback<ApiError>| {
        spawn_local(async move {
            let next = next_of(&here.route.get_untracked()).or_else(|| storage::get_for_tab(WANTED));
            match session.sign_in(&by).await {
                Ok(()) => {
                    storage::set_for_tab(WANTED, "");
                    go.replace(&next.map_or(Route::Overview, |next| {
                        let (path, query) = next.split_once('?').unwrap_or((&next, ""));
                        Route::parse(path, query)
                    }));
                }
                Err(error) => failed.run(error),
            }
        });
    };
    let enter = move |code: String| {
        doing.set(Doing::SigningIn);
        sign_in(SignIn::code(code), Callback::new(move |error| doing.set(Doing::Failed(error))));
    };
    // The page that asked for a person keeps its address: after signing in, it opens there.
    Effect::new(move |_| {
        let route = here.route.get();
        // Whoever is in goes on: the way there must not lead back.
        if session.looking().with_untracked(|looking| matches!(looking, Looking::Somebody(_))) {
            return;
        }
        if !matches!(route, Route::SignIn { .. }) {
            go.replace(&Route::SignIn { next: Some(route.href()).filter(|href| href != "/"), error: None });
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
                // catalogue: signIn.error.*
                {live(move || here.route.with(error_of).map(|error| view! {
                    <p class="message message--error" role="alert">{said(move || t(&format!("signIn.error.{}", error.word())))}</p>
                }))}
                {live(move || match doing.get() {
                    Doing::Waiting => view! { <p>{text("signIn.text")}</p><p class="muted">{text("signIn.ask")}</p> }.into_any(),
                    Doing::SigningIn => view! { <p role="status" aria-busy="true">{text("signIn.busy")}</p> }.into_any(),
                    Doing::Failed(error) => view! {
                        <p class="message message--error" role="alert">{said(move || error.sentence())}</p>
                        <p class="muted">{text("signIn.ask")}</p>
                    }.into_any(),
                })}
                {company(here)}
                {password(sign_in)}
            </div>
        </main>
    }
    .into_any()
}

/// The way to the company's own sign-in, where there is one.
fn company(here: Here) -> AnyView {
    let name = RwSignal::new(None);
    spawn_local(async move {
        // Whoever cannot be asked offers nothing: the other ways are there.
        if let Ok(ways) = api::get::<SignInWays>(path::SESSION_WAYS).await {
            name.try_set(ways.oidc.map(|company| company.name));
        }
    });
    live(move || {
        name.get().map(|name: String| {
            let href = move || path::session_oidc(here.route.with(next_of).as_deref());
            // External: the router would look for a screen there.
            view! {
                <a class="button" href=href rel="external">{said(move || tf("signIn.with", &[("name", name.as_str().into())]))}</a>
            }
        })
    })
}

/// E-mail address and password. What is typed stays when it is refused. The way is always here: whether anybody has a
/// password must not show.
fn password(sign_in: impl Fn(SignIn, Callback<ApiError>) + Copy + 'static) -> AnyView {
    let (email, password) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let (busy, looked) = (RwSignal::new(false), RwSignal::new(false));
    let refused = RwSignal::new(None::<ApiError>);
    let missing = move |field: RwSignal<String>| {
        Signal::derive(move || (looked.get() && field.with(String::is_empty)).then(|| t("field.empty")))
    };
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        looked.set(true);
        refused.set(None);
        let by = SignIn::password(email.get_untracked(), password.get_untracked());
        if busy.get_untracked() || [email, password].iter().any(|field| field.with_untracked(String::is_empty)) {
            return;
        }
        busy.set(true);
        let failed = move |error| {
            busy.set(false);
            refused.set(Some(error));
        };
        sign_in(by, Callback::new(failed));
    };
    view! {
        <p class="sign-in__or">{text("signIn.or")}</p>
        <form class="sign-in__form" novalidate on:submit=submit>
            <Field label=text("signIn.email") error=missing(email)>
                <TextInput value=email kind=InputKind::Email autocomplete="username" required=true/>
            </Field>
            <Field label=text("signIn.password") error=missing(password)>
                <TextInput value=password kind=InputKind::Password autocomplete="current-password" required=true/>
            </Field>
            {live(move || refused.get().map(|error| view! {
                <p class="message message--error" role="alert">{said(move || error.sentence())}</p>
            }))}
            <Button label=text("signIn.submit") kind=Press::Submit busy=busy/>
        </form>
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
