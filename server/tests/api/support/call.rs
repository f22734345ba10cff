//! One call and its answer.

use axum::body::{Body, Bytes};
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE, COOKIE, HOST};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Request};
use contract::problem::Problem;
use http_body_util::BodyExt as _;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use tower::ServiceExt as _;

use super::World;

/// The host under which the portal is called.
pub const OUR_HOST: &str = "portal.example";

/// A call that is being put together.
#[derive(Clone)]
pub struct Ask<'a> {
    world: &'a World,
    method: Method,
    path: String,
    headers: HeaderMap,
    body: Bytes,
}

impl<'a> Ask<'a> {
    /// A call of the portal, without a token or a body.
    pub fn new(world: &'a World, method: Method, path: &str) -> Ask<'a> {
        let headers = HeaderMap::from_iter([(HOST, HeaderValue::from_static(OUR_HOST))]);
        Ask { world, method, path: path.to_owned(), headers, body: Bytes::new() }
    }

    /// With a header; one of the same name is replaced.
    pub fn header(mut self, name: &str, value: &str) -> Ask<'a> {
        let name = HeaderName::try_from(name).expect("a header's name");
        self.headers.insert(name, HeaderValue::from_str(value).expect("a header's value"));
        self
    }

    /// With a token.
    pub fn bearer(self, token: &str) -> Ask<'a> {
        self.header(AUTHORIZATION.as_str(), &format!("Bearer {token}"))
    }

    /// With the session cookie.
    pub fn cookie(self, value: &str) -> Ask<'a> {
        let prefix = if self.world.app.https { "__Secure-" } else { "" };
        self.header(COOKIE.as_str(), &format!("theme=dark; {prefix}cosell_session={value}"))
    }

    /// With an `Idempotency-Key`.
    pub fn key(self, key: &str) -> Ask<'a> {
        self.header("idempotency-key", key)
    }

    /// With a JSON body.
    pub fn json(self, body: &impl Serialize) -> Ask<'a> {
        self.body("application/json", serde_json::to_vec(body).expect("JSON"))
    }

    /// With any body.
    pub fn body(mut self, content_type: &str, body: impl Into<Bytes>) -> Ask<'a> {
        self.body = body.into();
        self.header(CONTENT_TYPE.as_str(), content_type)
    }

    /// Sends it and reads the whole answer.
    pub async fn send(self) -> Reply {
        let what = format!("{} {}", self.method, self.path);
        let mut request = Request::new(Body::from(self.body));
        *request.method_mut() = self.method;
        *request.uri_mut() = self.path.parse().expect("an address");
        *request.headers_mut() = self.headers;
        let response = self.world.router.clone().oneshot(request).await.expect("a router that always answers");
        let (parts, body) = response.into_parts();
        let body = body.collect().await.expect("a body that can be read").to_bytes();
        Reply { what, status: parts.status.as_u16(), headers: parts.headers, body }
    }
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    what: String,
    /// The status.
    pub status: u16,
    /// The headers.
    pub headers: HeaderMap,
    /// The body as it came.
    pub body: Bytes,
}

impl Reply {
    /// Insists on a status.
    #[track_caller]
    pub fn is(self, status: u16) -> Reply {
        assert_eq!(self.status, status, "{}: {}", self.what, self.text());
        self
    }

    /// Reads the body.
    #[track_caller]
    pub fn json<T: DeserializeOwned>(&self) -> T {
        serde_json::from_slice(&self.body).unwrap_or_else(|error| panic!("{}: {error}: {}", self.what, self.text()))
    }

    /// Reads the body as any JSON.
    #[track_caller]
    pub fn value(&self) -> Value {
        self.json()
    }

    /// The body as text.
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// A header that must be there.
    #[track_caller]
    pub fn header(&self, name: &str) -> &str {
        self.maybe(name).unwrap_or_else(|| panic!("{}: no {name}", self.what))
    }

    /// A header that may be there.
    pub fn maybe(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().expect("a header of ASCII"))
    }

    /// Insists on a problem document that is whole: type, status, code, and the id that the log knows.
    #[track_caller]
    pub fn refused(&self, status: u16, code: &str) -> Problem {
        assert_eq!(self.status, status, "{}: {}", self.what, self.text());
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.what);
        let problem: Problem = self.json();
        assert_eq!((problem.status, problem.code.as_str()), (status, code), "{}: {}", self.what, self.text());
        assert_eq!(problem.kind, format!("/problems/{code}"), "{}", self.what);
        assert_eq!(problem.instance, self.header("x-request-id"), "{}", self.what);
        assert!(!problem.instance.is_empty() && !problem.title.is_empty() && !problem.detail.is_empty());
        problem
    }

    /// Insists on 422 with exactly one wrong field.
    #[track_caller]
    pub fn wrong_field(&self, pointer: &str, code: &str) {
        let problem = self.refused(422, "fields");
        let found: Vec<_> = problem.errors.iter().map(|error| (error.pointer.as_str(), error.code.as_str())).collect();
        assert_eq!(found, [(pointer, code)], "{}", self.what);
    }
}
