//! Headers on every response: a request id, and what keeps the page safe in a browser.

use axum::extract::{Request, State};
use axum::http::header::{CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;

use crate::secrets;

/// The id that a problem names and the log carries.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// Where the request id stands.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The fixed headers of an installation, made once at start.
#[derive(Clone, Debug)]
pub struct SafeHeaders {
    list: Vec<(HeaderName, HeaderValue)>,
}

/// An origin that cannot stand in a header.
#[derive(Debug, thiserror::Error)]
#[error("--embed-origin takes an origin such as https://portal.example, and this is none: {0}")]
pub struct BadOrigin(String);

impl SafeHeaders {
    /// The headers for the origins that may show the page in a frame; none unless configured.
    ///
    /// # Errors
    /// `BadOrigin` when one is no origin.
    pub fn new(embed_origins: &[String], https: bool) -> Result<SafeHeaders, BadOrigin> {
        for origin in embed_origins {
            let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
            let good = host.is_some_and(|host| {
                !host.is_empty()
                    && host.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']'))
            });
            if !good {
                return Err(BadOrigin(origin.clone()));
            }
        }
        let ancestors = if embed_origins.is_empty() { "'none'".to_owned() } else { embed_origins.join(" ") };
        let policy = format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; font-src 'self'; \
             connect-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors {ancestors}"
        );
        let policy = HeaderValue::from_str(&policy).map_err(|_| BadOrigin(ancestors))?;
        let mut list = vec![
            (CONTENT_SECURITY_POLICY, policy),
            (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
            (REFERRER_POLICY, HeaderValue::from_static("no-referrer")),
            (
                HeaderName::from_static("permissions-policy"),
                HeaderValue::from_static("camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
            ),
            (HeaderName::from_static("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
            (HeaderName::from_static("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
        ];
        if https {
            list.push((STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000")));
        }
        Ok(SafeHeaders { list })
    }
}

/// Middleware: the fixed headers, whatever the answer is.
pub async fn safe(State(headers): State<SafeHeaders>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in &headers.list {
        response.headers_mut().insert(name.clone(), value.clone());
    }
    response
}

/// Middleware: gives every request an id of ours, in the log and in the answer. An id from outside is not trusted.
pub async fn identify(mut request: Request, next: Next) -> Response {
    let id = secrets::id().unwrap_or_else(|_| "unnumbered".to_owned());
    let header = HeaderValue::from_str(&id);
    request.extensions_mut().insert(RequestId(id));
    let mut response = next.run(request).await;
    if let Ok(header) = header {
        response.headers_mut().insert(REQUEST_ID, header);
    }
    response
}
