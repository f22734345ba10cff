//! Which token calls carry: this tab's own, minted from the cookie; in a frame the host's.

use std::cell::RefCell;

use contract::api::path;
use contract::api::session::{Grant, Refresh, Session};
use gloo_net::http::Method;
use js_sys::Promise;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::{JsFuture, future_to_promise};

use super::{ApiError, Payload, body, boot_call, checked, get, once, read, written};
use crate::embed;

/// The token of this tab. In memory only: a reload mints a new one from the cookie.
#[derive(Default)]
struct Token {
    text: Option<String>,
    company: Option<String>,
    renewing: Option<Promise>,
}

thread_local! {
    static TOKEN: RefCell<Token> = RefCell::default();
}

/// Who is signed in: what `boot.js` asked for, or the cookie asked again; in a frame as the host's token says.
///
/// # Errors
/// `SignedOut` when nobody is.
pub async fn begin_session() -> Result<Session, ApiError> {
    if embed::is_framed() {
        let session: Session = get(path::SESSION).await?;
        // A later token may name another company first: this page stays with what it shows.
        TOKEN.with_borrow_mut(|token| token.company = Some(session.company.id.clone()));
        return Ok(session);
    }
    if let Some(body) = boot_call(path::SESSION_REFRESH).await {
        let grant: Grant = read(&body)?;
        keep(&grant);
        return Ok(grant.session);
    }
    refresh(None).await
}

/// Looks at another of the person's companies: with a token for it, or in a frame by naming it in every call.
///
/// # Errors
/// See `ApiError`; the company stays as it was.
pub async fn switch(company: String) -> Result<Session, ApiError> {
    if !embed::is_framed() {
        return refresh(Some(company)).await;
    }
    let before = TOKEN.with_borrow_mut(|token| token.company.replace(company));
    let session = get(path::SESSION).await;
    if session.is_err() {
        TOKEN.with_borrow_mut(|token| token.company = before);
    }
    session
}

/// Mints a token for one of the person's companies, or for the one looked at.
async fn refresh(company: Option<String>) -> Result<Session, ApiError> {
    let company = company.or_else(|| TOKEN.with_borrow(|token| token.company.clone()));
    let body_json = written(&Refresh { company })?;
    let response = once(&Method::POST, path::SESSION_REFRESH, &Payload::Json(&body_json), &[], None).await?;
    if response.status() == 401 {
        return Err(ApiError::SignedOut);
    }
    let grant: Grant = read(&body(checked(response).await?).await?)?;
    keep(&grant);
    Ok(grant.session)
}

/// The token that calls carry now.
pub(super) fn now() -> Option<String> {
    if embed::is_framed() { embed::token() } else { TOKEN.with_borrow(|token| token.text.clone()) }
}

/// Renews the token once for all calls that found it ended.
pub(super) async fn renew(used: Option<&str>) -> Result<(), ApiError> {
    if embed::is_framed() {
        let renewed = embed::renew(used.unwrap_or_default()).await;
        return if renewed { Ok(()) } else { Err(ApiError::SignedOut) };
    }
    let running = TOKEN.with_borrow(|token| token.renewing.clone());
    let promise = running.unwrap_or_else(|| {
        let promise = future_to_promise(async {
            let renewed = refresh(None).await;
            TOKEN.with_borrow_mut(|token| token.renewing = None);
            match renewed {
                Ok(_) => Ok(JsValue::TRUE),
                Err(ApiError::SignedOut) => Ok(JsValue::FALSE),
                Err(_) => Err(JsValue::NULL),
            }
        });
        TOKEN.with_borrow_mut(|token| token.renewing = Some(promise.clone()));
        promise
    });
    match JsFuture::from(promise).await {
        Ok(value) if value.is_truthy() => Ok(()),
        Ok(_) => Err(ApiError::SignedOut),
        Err(_) => Err(ApiError::Offline),
    }
}

/// The company that every call of a frame names, since the host's token may be good for several; none until one was chosen.
pub(super) fn company_for_host() -> Option<String> {
    TOKEN.with_borrow(|token| token.company.clone()).filter(|_| embed::is_framed())
}

/// Forgets token and company.
pub(super) fn forget() {
    TOKEN.with_borrow_mut(|token| *token = Token::default());
}

/// Keeps the token of a company that is looked at from now on.
pub(super) fn keep(grant: &Grant) {
    TOKEN.with_borrow_mut(|token| {
        token.text = Some(grant.token.clone());
        token.company = Some(grant.session.company.id.clone());
    });
}
