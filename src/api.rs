//! The only place that speaks HTTP: typed calls, one silent renewal of the token, and errors that pages can show.

use contract::api::path;
use contract::api::session::{Grant, SignIn};
use contract::catalogue::Catalogue;
use contract::locale::Locale;
use contract::problem::Problem;
use gloo_net::http::{Method, Request, RequestBuilder, Response};
use js_sys::{Object, Promise, Reflect};
use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

mod bearer;
mod error;
mod intent;

pub use bearer::{begin_session, switch};
pub use error::ApiError;
pub use intent::Intent;

use crate::{embed, i18n, json};

/// How long a call may take before it is given up, in milliseconds.
const PATIENCE_MS: u64 = 30_000;
/// How long a part of a file may take: a megabyte on a slow line.
const PATIENCE_WITH_BYTES_MS: u64 = 180_000;

/// The longest body that a browser sends on after its page is gone: 64 KiB for all of them, by the Fetch standard.
const LASTING_MAX: usize = 32_000;

/// An answer that carries a version.
#[derive(Clone, Debug)]
pub struct Versioned<T> {
    /// What was read.
    pub value: T,
    /// Its `ETag`, for `If-Match`.
    pub etag: String,
}

/// Reads something.
///
/// # Errors
/// See `ApiError`.
pub async fn get<T: DeserializeOwned>(path: &str) -> Result<T, ApiError> {
    if let Some(body) = boot_call(path).await {
        return read(&body);
    }
    let response = call(Method::GET, path, None, &[]).await?;
    read(&body(response).await?)
}

/// Reads something with its version.
///
/// # Errors
/// See `ApiError`.
pub async fn get_versioned<T: DeserializeOwned>(path: &str) -> Result<Versioned<T>, ApiError> {
    versioned(call(Method::GET, path, None, &[]).await?).await
}

/// Does something once.
///
/// # Errors
/// See `ApiError`.
pub async fn post<B: Serialize, T: DeserializeOwned>(path: &str, value: &B, intent: &Intent) -> Result<T, ApiError> {
    let response = call(Method::POST, path, Some(written(value)?), &[("idempotency-key", &intent.0)]).await?;
    read(&body(response).await?)
}

/// Does something once with a body that is JSON already; what came of it is read again by whoever shows it.
///
/// # Errors
/// See `ApiError`.
pub async fn act(path: &str, json: String, intent: &Intent) -> Result<(), ApiError> {
    call(Method::POST, path, Some(json), &[("idempotency-key", &intent.0)]).await.map(drop)
}

/// Sends a file once.
///
/// # Errors
/// See `ApiError`.
pub async fn post_bytes(path: &str, bytes: &JsValue, intent: &Intent) -> Result<(), ApiError> {
    send(Method::POST, path, Payload::Bytes(bytes), &[("idempotency-key", &intent.0)]).await.map(drop)
}

/// Asks what a file would do; nothing comes of it, so it may be asked again.
///
/// # Errors
/// See `ApiError`.
pub async fn ask_bytes<T: DeserializeOwned>(path: &str, bytes: &JsValue) -> Result<T, ApiError> {
    read(&body(send(Method::POST, path, Payload::Bytes(bytes), &[]).await?).await?)
}

/// Sends a file and takes another for it, byte for byte; nothing else comes of it.
///
/// # Errors
/// See `ApiError`.
pub async fn ask_file(path: &str, bytes: &JsValue) -> Result<Vec<u8>, ApiError> {
    send(Method::POST, path, Payload::Bytes(bytes), &[]).await?.binary().await.map_err(|_| ApiError::Offline)
}

/// Does something once, and gives what came of it with its version.
///
/// # Errors
/// See `ApiError`.
pub async fn post_versioned<B: Serialize, T: DeserializeOwned>(
    path: &str,
    value: &B,
    intent: &Intent,
) -> Result<Versioned<T>, ApiError> {
    let response = call(Method::POST, path, Some(written(value)?), &[("idempotency-key", &intent.0)]).await?;
    versioned(response).await
}

/// Replaces something, and gives what came of it with its version.
///
/// # Errors
/// See `ApiError`.
pub async fn put_versioned<B: Serialize, T: DeserializeOwned>(
    path: &str,
    value: &B,
    etag: &str,
) -> Result<Versioned<T>, ApiError> {
    versioned(call(Method::PUT, path, Some(written(value)?), &[("if-match", etag)]).await?).await
}

/// Replaces something as `put_versioned` does, also when the page is closed before the server has answered.
///
/// # Errors
/// See `ApiError`.
pub async fn put_lasting<B: Serialize, T: DeserializeOwned>(
    path: &str,
    value: &B,
    etag: &str,
) -> Result<Versioned<T>, ApiError> {
    let written = written(value)?;
    versioned(send(Method::PUT, path, Payload::Lasting(&written), &[("if-match", etag)]).await?).await
}

/// Replaces something.
///
/// # Errors
/// See `ApiError`.
pub async fn put<B: Serialize, T: DeserializeOwned>(path: &str, value: &B, etag: &str) -> Result<T, ApiError> {
    let response = call(Method::PUT, path, Some(written(value)?), &[("if-match", etag)]).await?;
    read(&body(response).await?)
}

/// Sends one part of a file, and gives what came of it with its version.
///
/// # Errors
/// See `ApiError`.
pub async fn put_bytes<T: DeserializeOwned>(path: &str, bytes: &JsValue) -> Result<Versioned<T>, ApiError> {
    versioned(send(Method::PUT, path, Payload::Bytes(bytes), &[("if-match", "*")]).await?).await
}

/// Removes something.
///
/// # Errors
/// See `ApiError`.
pub async fn delete(path: &str, etag: &str) -> Result<(), ApiError> {
    call(Method::DELETE, path, None, &[("if-match", etag)]).await.map(drop)
}

/// Signs in, by the code of a one-time link or by password.
///
/// # Errors
/// See `ApiError`.
pub async fn sign_in(by: &SignIn) -> Result<Grant, ApiError> {
    let body_json = written(by)?;
    let response = once(&Method::POST, path::SESSION, &Payload::Json(&body_json), &[], None).await?;
    let grant: Grant = read(&body(checked(response).await?).await?)?;
    bearer::keep(&grant);
    Ok(grant)
}

/// Signs out, everywhere that this session is open; in a frame by asking the host.
///
/// # Errors
/// See `ApiError`.
pub async fn sign_out() -> Result<(), ApiError> {
    if embed::is_framed() {
        embed::sign_out();
        return Ok(());
    }
    call(Method::DELETE, path::SESSION, None, &[]).await?;
    bearer::forget();
    Ok(())
}

/// The texts of a language.
///
/// # Errors
/// See `ApiError`.
pub async fn catalogue(locale: Locale) -> Result<Catalogue, ApiError> {
    let response = RequestBuilder::new(&format!("/locales/{}.json", locale.word())).send().await;
    read(&body(response.map_err(|_| ApiError::Offline)?).await?)
}

/// The language and texts that `boot.js` chose and began to fetch.
pub async fn boot_catalogue() -> (Locale, Catalogue) {
    let boot = boot();
    let word = Reflect::get(&boot, &"locale".into()).ok().and_then(|value| value.as_string()).unwrap_or_default();
    let locale = Locale::from_word(&word).unwrap_or(Locale::En);
    let texts = match Reflect::get(&boot, &"texts".into()).ok().and_then(|value| value.dyn_into::<Promise>().ok()) {
        Some(promise) => JsFuture::from(promise).await.ok().and_then(|text| text.as_string()),
        None => None,
    };
    let texts = match texts.and_then(|text| json::read(&text).ok()) {
        Some(texts) => texts,
        None => catalogue(locale).await.unwrap_or_default(),
    };
    (locale, texts)
}

/// What `boot.js` left for the program.
pub fn boot() -> JsValue {
    Reflect::get(&js_sys::global(), &"cosellBoot".into()).unwrap_or(JsValue::UNDEFINED)
}

/// The answer to a call that `boot.js` made while the program was on its way; each is used once.
async fn boot_call(path: &str) -> Option<String> {
    let calls: Object = Reflect::get(&boot(), &"calls".into()).ok()?.dyn_into().ok()?;
    let promise: Promise = Reflect::get(&calls, &path.into()).ok()?.dyn_into().ok()?;
    Reflect::delete_property(&calls, &path.into()).ok()?;
    // Anything but a 200 gives null there; the ordinary way then finds out what is wrong.
    JsFuture::from(promise).await.ok()?.as_string()
}

enum Payload<'a> {
    None,
    Json(&'a str),
    /// JSON that is sent to its end even when the page goes.
    Lasting(&'a str),
    Bytes(&'a JsValue),
}

async fn call(
    method: Method,
    path: &str,
    json: Option<String>,
    headers: &[(&str, &str)],
) -> Result<Response, ApiError> {
    let payload = json.as_deref().map_or(Payload::None, Payload::Json);
    send(method, path, payload, headers).await
}

async fn send(
    method: Method,
    path: &str,
    payload: Payload<'_>,
    headers: &[(&str, &str)],
) -> Result<Response, ApiError> {
    let token = bearer::now();
    let mut response = once(&method, path, &payload, headers, token.as_deref()).await?;
    if response.status() == 401 {
        bearer::renew(token.as_deref()).await?;
        response = once(&method, path, &payload, headers, bearer::now().as_deref()).await?;
    }
    if response.status() == 401 {
        if !embed::is_framed() {
            return Err(ApiError::SignedOut);
        }
        // The host signs people in: what the server says of its token is for the person and for the host.
        embed::refused();
    }
    let response = checked(response).await?;
    if method == Method::POST {
        embed::did(path);
    }
    Ok(response)
}

/// One HTTP exchange, given up after a while.
async fn once(
    method: &Method,
    path: &str,
    payload: &Payload<'_>,
    headers: &[(&str, &str)],
    token: Option<&str>,
) -> Result<Response, ApiError> {
    let abort = web_sys::AbortController::new().ok();
    let signal = abort.as_ref().map(web_sys::AbortController::signal);
    let patience = if matches!(payload, Payload::Bytes(_)) { PATIENCE_WITH_BYTES_MS } else { PATIENCE_MS };
    let timer = set_timeout_with_handle(
        move || {
            if let Some(abort) = &abort {
                abort.abort();
            }
        },
        std::time::Duration::from_millis(patience),
    );
    let mut request = RequestBuilder::new(path)
        .method(method.clone())
        .abort_signal(signal.as_ref())
        .header("accept-language", i18n::locale_now().word());
    if let Some(token) = token {
        request = request.header("authorization", &format!("Bearer {token}"));
        if let Some(company) = bearer::company_for_host() {
            request = request.header("cosell-company", &company);
        }
    }
    for (name, value) in headers {
        request = request.header(name, value);
    }
    let built = match payload {
        Payload::None => request.build(),
        Payload::Json(text) | Payload::Lasting(text) => request.header("content-type", "application/json").body(*text),
        Payload::Bytes(bytes) => request.header("content-type", "application/octet-stream").body((*bytes).clone()),
    };
    let sent = match built {
        Ok(request) => outliving(request, payload).send().await.map_err(|_| ApiError::Offline),
        Err(_) => Err(ApiError::Unreadable),
    };
    if let Ok(timer) = timer {
        timer.clear();
    }
    sent
}

/// Lets the browser finish a call after its page, unless the body is more than it takes of such: then it is an ordinary call.
fn outliving(request: Request, payload: &Payload<'_>) -> Request {
    if !matches!(payload, Payload::Lasting(text) if text.len() < LASTING_MAX) {
        return request;
    }
    let init = Object::new();
    // An object without the word makes an ordinary call.
    let _ = Reflect::set(&init, &"keepalive".into(), &JsValue::TRUE);
    let plain = web_sys::Request::from(request);
    // Wherever this fails, sending fails too, and is said.
    web_sys::Request::new_with_request_and_init(&plain, init.unchecked_ref()).unwrap_or(plain).into()
}

/// Turns a refusal into its problem. Whatever is not one of ours (a proxy's HTML page, say) is unreadable.
async fn checked(response: Response) -> Result<Response, ApiError> {
    if response.ok() {
        return Ok(response);
    }
    let text = body(response).await?;
    Err(match json::read::<Problem>(&text) {
        Ok(problem) => ApiError::Refused(Box::new(problem)),
        Err(_) => ApiError::Unreadable,
    })
}

async fn versioned<T: DeserializeOwned>(response: Response) -> Result<Versioned<T>, ApiError> {
    let etag = response.headers().get("etag").unwrap_or_default();
    Ok(Versioned { value: read(&body(response).await?)?, etag })
}

async fn body(response: Response) -> Result<String, ApiError> {
    response.text().await.map_err(|_| ApiError::Offline)
}

fn read<T: DeserializeOwned>(text: &str) -> Result<T, ApiError> {
    // An empty body reads as null, so that calls without an answer can be typed `()`.
    json::read(if text.is_empty() { "null" } else { text }).map_err(|_| ApiError::Unreadable)
}

fn written<B: Serialize>(value: &B) -> Result<String, ApiError> {
    serde_json::to_string(value).map_err(|_| ApiError::Unreadable)
}
