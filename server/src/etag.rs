//! Conditional reads and writes (RFC 9110, 13): versions as `ETag`, 304, 412 and 428.

use axum::Json;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_MATCH, IF_NONE_MATCH};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

use crate::problem::Fault;

/// A version of what is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tag(String);

impl Tag {
    /// A tag from everything that the answer depends on.
    pub fn of(parts: &[&str]) -> Tag {
        let mut hash = Sha256::new();
        for part in parts {
            hash.update(part.as_bytes());
            hash.update([0]);
        }
        let digest = hash.finalize();
        let hex: String = digest.iter().take(10).map(|byte| format!("{byte:02x}")).collect();
        Tag(format!("\"{hex}\""))
    }

    /// A tag of a file's content.
    pub fn of_bytes(bytes: &[u8]) -> Tag {
        let digest = Sha256::digest(bytes);
        let hex: String = digest.iter().take(10).map(|byte| format!("{byte:02x}")).collect();
        Tag(format!("\"{hex}\""))
    }

    /// The tag as it stands in the header, quotes included.
    pub fn text(&self) -> &str {
        &self.0
    }

    /// Whether the reader has this version already. Weak and strong tags compare alike, because proxies weaken them.
    pub fn is_known(&self, headers: &HeaderMap) -> bool {
        matches(headers.get(IF_NONE_MATCH), &self.0)
    }

    /// Lets a write pass only when it names this version.
    ///
    /// # Errors
    /// 428 without `If-Match`, 412 with this version when it names another.
    pub fn guard(&self, headers: &HeaderMap) -> Result<(), Fault> {
        let Some(given) = headers.get(IF_MATCH) else { return Err(Fault::Missing("If-Match")) };
        if matches(Some(given), &self.0) { Ok(()) } else { Err(Fault::Stale { etag: self.0.clone() }) }
    }

    /// A tag of a version and of an answer that depends on more than it: what is written names the version alone.
    pub fn versioned(version: u64, body: &[u8]) -> Tag {
        let Tag(hash) = Tag::of_bytes(body);
        Tag(format!("\"{version}.{}\"", hash.trim_matches('"')))
    }

    /// Lets a write pass that names a tag of this version, whatever else the answer showed.
    ///
    /// # Errors
    /// 428 without `If-Match`, 412 with a tag of this version when it names another.
    pub fn guard_version(version: u64, headers: &HeaderMap) -> Result<(), Fault> {
        let Some(given) = headers.get(IF_MATCH) else { return Err(Fault::Missing("If-Match")) };
        let prefix = format!("\"{version}.");
        let names = |given: &str| given == "*" || given.trim_start_matches("W/").starts_with(&prefix);
        let named = given.to_str().is_ok_and(|text| text.split(',').map(str::trim).any(names));
        if named { Ok(()) } else { Err(Fault::Stale { etag: Tag::versioned(version, &[]).0 }) }
    }

    /// 304 for a reader who has this version.
    pub fn unchanged(&self) -> Response {
        let mut response = StatusCode::NOT_MODIFIED.into_response();
        self.stamp(response.headers_mut());
        response
    }

    /// The answer with this version.
    pub fn reply<T: serde::Serialize>(&self, body: T) -> Response {
        let mut response = Json(body).into_response();
        self.stamp(response.headers_mut());
        response
    }

    /// The answer under a version made from its own text, or 304 for a reader who has it: for what depends on much.
    ///
    /// # Errors
    /// 500 when the body cannot be written as JSON.
    pub fn answer<T: serde::Serialize>(headers: &HeaderMap, body: &T) -> Result<Response, Fault> {
        let body = serde_json::to_vec(body)?;
        Ok(Tag::of_bytes(&body).with(headers, body))
    }

    /// The same under a tag of a version and the answer's own text, for what is written by its version alone.
    ///
    /// # Errors
    /// 500 when the body cannot be written as JSON.
    pub fn answer_of<T: serde::Serialize>(version: u64, headers: &HeaderMap, body: &T) -> Result<Response, Fault> {
        let body = serde_json::to_vec(body)?;
        Ok(Tag::versioned(version, &body).with(headers, body))
    }

    fn with(&self, headers: &HeaderMap, body: Vec<u8>) -> Response {
        if self.is_known(headers) {
            return self.unchanged();
        }
        let mut response = ([(CONTENT_TYPE, "application/json")], body).into_response();
        self.stamp(response.headers_mut());
        response
    }

    fn stamp(&self, headers: &mut HeaderMap) {
        if let Ok(value) = HeaderValue::from_str(&self.0) {
            headers.insert(ETAG, value);
        }
        // The browser may keep it, but asks each time: who may see it can change at any moment.
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    }
}

/// The largest answer that is fingerprinted as a whole, in bytes.
const WHOLE_MAX: usize = 8_000_000;

/// Middleware: gives every readable answer of the API a version. Handlers that know a cheaper one have set it already.
pub async fn stamp(request: Request, next: Next) -> Response {
    let reads = request.method() == Method::GET;
    let asked = request.headers().clone();
    let response = next.run(request).await;
    let headers = response.headers();
    let is_json = headers.get(CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(b"application/json"));
    let kept = headers.get(CACHE_CONTROL).is_none_or(|value| value.as_bytes() != b"no-store");
    if !reads || response.status() != StatusCode::OK || !is_json || !kept || headers.contains_key(ETAG) {
        return response;
    }
    let (parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, WHOLE_MAX).await else { return Fault::Internal.into_response() };
    let tag = Tag::of_bytes(&bytes);
    if tag.is_known(&asked) {
        return tag.unchanged();
    }
    let mut response = Response::from_parts(parts, Body::from(bytes));
    tag.stamp(response.headers_mut());
    response
}

fn matches(header: Option<&HeaderValue>, tag: &str) -> bool {
    header.and_then(|value| value.to_str().ok()).is_some_and(|text| {
        text.split(',').map(str::trim).any(|given| given == "*" || given.trim_start_matches("W/") == tag)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: axum::http::HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn parts_cannot_be_shifted_into_one_another() {
        assert_ne!(Tag::of(&["ab", "c"]), Tag::of(&["a", "bc"]));
    }

    #[test]
    fn weak_and_listed_tags_are_recognised() {
        let tag = Tag("\"x1\"".into());
        assert!(tag.is_known(&with(IF_NONE_MATCH, "W/\"x1\"")));
        assert!(tag.is_known(&with(IF_NONE_MATCH, "\"a\", \"x1\"")));
        assert!(!tag.is_known(&with(IF_NONE_MATCH, "\"x2\"")));
    }

    #[test]
    fn a_version_counts_whatever_else_an_answer_showed() {
        let guard = |given: &'static str| Tag::guard_version(12, &with(IF_MATCH, given));
        for good in ["\"12.abc\"", "W/\"12.x\"", "\"11.a\", \"12.b\"", "*"] {
            assert!(guard(good).is_ok(), "{good}");
        }
        for stale in ["\"1.abc\"", "\"121.abc\"", "12.abc", "\"12\""] {
            assert!(matches!(guard(stale), Err(Fault::Stale { .. })), "{stale}");
        }
        assert!(matches!(Tag::guard_version(12, &HeaderMap::new()), Err(Fault::Missing("If-Match"))));
        assert_ne!(Tag::versioned(1, b"a"), Tag::versioned(1, b"b"));
    }

    #[test]
    fn a_write_names_the_version_that_it_saw() {
        let tag = Tag("\"x1\"".into());
        assert!(matches!(tag.guard(&HeaderMap::new()), Err(Fault::Missing("If-Match"))));
        assert!(matches!(tag.guard(&with(IF_MATCH, "\"x2\"")), Err(Fault::Stale { .. })));
        assert!(tag.guard(&with(IF_MATCH, "\"x1\"")).is_ok());
    }
}
