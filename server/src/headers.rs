//! Headers on every response: a request id, and what keeps the page safe in a browser.

use axum::extract::{Request, State};
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_SECURITY_POLICY, InvalidHeaderValue, REFERRER_POLICY,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use contract::api::path;

use crate::embed::origin::Origin;
use crate::secrets;

/// The id that a problem names and the log carries.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

/// Where the request id stands.
pub const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// The fixed headers of an installation, made once at start.
#[derive(Clone, Debug)]
pub struct SafeHeaders {
    /// On every answer.
    all: Vec<(HeaderName, HeaderValue)>,
    /// On the page and its files, in place of the same ones above; empty where no site may show the page in a frame.
    page: Vec<(HeaderName, HeaderValue)>,
    /// On the script that hosts load, in place of the same ones above.
    script: Vec<(HeaderName, HeaderValue)>,
}

const OPENER_POLICY: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
const EMBEDDER_POLICY: HeaderName = HeaderName::from_static("cross-origin-embedder-policy");

impl SafeHeaders {
    /// The headers for the origins that may show the page in a frame; none unless configured.
    ///
    /// # Errors
    /// When the origins do not fit a header together.
    pub fn new(embed_origins: &[Origin], https: bool) -> Result<SafeHeaders, InvalidHeaderValue> {
        let ancestors: Vec<_> = embed_origins.iter().map(Origin::as_str).collect();
        let ancestors = if ancestors.is_empty() { "'none'".to_owned() } else { ancestors.join(" ") };
        let policy = format!(
            "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob:; font-src 'self'; \
             connect-src 'self'; manifest-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors {ancestors}; \
             require-trusted-types-for 'script'; trusted-types default"
        );
        let policy = HeaderValue::from_str(&policy)?;
        let fixed = HeaderValue::from_static;
        let mut all = vec![
            (CONTENT_SECURITY_POLICY, policy),
            (X_CONTENT_TYPE_OPTIONS, fixed("nosniff")),
            (REFERRER_POLICY, fixed("no-referrer")),
            (
                HeaderName::from_static("permissions-policy"),
                fixed("camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
            ),
            (OPENER_POLICY, fixed("same-origin")),
            (RESOURCE_POLICY, fixed("same-origin")),
        ];
        if https {
            all.push((STRICT_TRANSPORT_SECURITY, fixed("max-age=31536000")));
        }
        // A host that isolates itself (COEP) takes a frame only with both.
        let page = vec![(RESOURCE_POLICY, fixed("cross-origin")), (EMBEDDER_POLICY, fixed("require-corp"))];
        let script = vec![
            (RESOURCE_POLICY, fixed("cross-origin")),
            (ACCESS_CONTROL_ALLOW_ORIGIN, fixed("*")),
            (CACHE_CONTROL, fixed("public, max-age=300")),
        ];
        Ok(SafeHeaders { all, page: if embed_origins.is_empty() { Vec::new() } else { page }, script })
    }

    /// What differs on an address.
    fn apart(&self, path: &str, status: StatusCode) -> &[(HeaderName, HeaderValue)] {
        let is_there = status.is_success() || status == StatusCode::NOT_MODIFIED;
        if path == path::EMBED_SCRIPT && is_there {
            &self.script
        } else if (path.starts_with("/api/") && !is_file(path)) || matches!(path, "/healthz" | "/readyz") {
            &[]
        } else {
            &self.page
        }
    }
}

/// Whether a frame is led to it for a file: Firefox holds the answer to what it asks of a page.
fn is_file(path: &str) -> bool {
    path.strip_prefix(path::TICKETS).is_some_and(|code| code.starts_with('/'))
}

/// Middleware: the fixed headers, whatever the answer is.
pub async fn safe(State(headers): State<SafeHeaders>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let apart = headers.apart(&path, response.status());
    for (name, value) in headers.all.iter().chain(apart) {
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
