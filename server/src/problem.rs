//! What a handler answers when it cannot do what was asked, worded in the reader's language as RFC 9457.

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{ACCEPT_LANGUAGE, CONTENT_LANGUAGE, CONTENT_TYPE, ETAG, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use contract::catalogue::Arg;
use contract::locale::Locale;
use contract::problem::{FieldProblem, Problem};
use contract::refusal::Refusal;

use crate::headers::RequestId;
use crate::jwt::reason::Reason;
use crate::secrets::NoRandom;
use crate::store::StoreError;
use crate::texts::text;

/// The content type of problem documents.
const PROBLEM_JSON: HeaderValue = HeaderValue::from_static("application/problem+json");

/// What is wrong with one field, as a code with values for its sentence.
#[derive(Clone, Debug)]
pub struct FieldFault {
    /// JSON pointer into the body, or the name of a query parameter.
    pub pointer: String,
    /// The code; its sentence is `field.{code}`.
    pub code: &'static str,
    /// Values for the sentence.
    pub args: Vec<(&'static str, Arg)>,
}

/// Why a call is not answered as asked.
#[derive(Clone, Debug)]
pub enum Fault {
    /// 400: the body or query cannot be read; what the reader found is added for the programmer.
    Unreadable(String),
    /// 401: no token, or one that is unknown or ended.
    SignedOut,
    /// 401: a program's token was revoked or has expired.
    TokenEnded,
    /// 401: a host's token is not accepted.
    TokenRefused(Reason),
    /// 401: the one-time link is unknown, used or too old.
    CodeNotGood,
    /// 401: the address and the password are not those of an account that may sign in.
    PasswordNotGood,
    /// 403: the role may not.
    Forbidden(Refusal),
    /// 403: a program's token opens something else.
    TokenScope,
    /// 403: the call comes from another site.
    ForeignOrigin,
    /// 404: not there, or not yours.
    NotFound,
    /// 405.
    MethodNotAllowed,
    /// 409: the state does not allow it.
    Refused(Refusal),
    /// 409 with a code of its own; the sentence is `problem.{code}`.
    Conflict(&'static str),
    /// 412: changed since it was read; carries the version that is stored.
    Stale {
        /// The current `ETag`.
        etag: String,
    },
    /// 412 for what a person typed: changed since it was read, with what is stored beside what was sent.
    Overtaken {
        /// The current `ETag`.
        etag: String,
        /// What is stored.
        stored: String,
    },
    /// 413: larger than allowed.
    TooLarge {
        /// The limit in bytes.
        limit: u64,
    },
    /// 415: another content type was expected.
    MediaType(&'static str),
    /// 422: fields that are readable but wrong.
    Fields(Vec<FieldFault>),
    /// 422: the same `Idempotency-Key` came with another body.
    KeyReused,
    /// 428: `If-Match` or `Idempotency-Key` is missing.
    Missing(&'static str),
    /// 429: too many calls.
    TooMany {
        /// Seconds to wait.
        retry_after: u64,
    },
    /// 503: the database is busy or away.
    Busy,
    /// 500: a fault of ours; details are in the log under the request's id.
    Internal,
}

impl Fault {
    /// One wrong field.
    pub fn field(pointer: impl Into<String>, code: &'static str, args: Vec<(&'static str, Arg)>) -> Fault {
        Fault::Fields(vec![FieldFault { pointer: pointer.into(), code, args }])
    }

    const fn status(&self) -> StatusCode {
        match self {
            Fault::Unreadable(_) => StatusCode::BAD_REQUEST,
            Fault::SignedOut
            | Fault::TokenEnded
            | Fault::TokenRefused(_)
            | Fault::CodeNotGood
            | Fault::PasswordNotGood => StatusCode::UNAUTHORIZED,
            Fault::Forbidden(_) | Fault::TokenScope | Fault::ForeignOrigin => StatusCode::FORBIDDEN,
            Fault::NotFound => StatusCode::NOT_FOUND,
            Fault::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Fault::Refused(_) | Fault::Conflict(_) => StatusCode::CONFLICT,
            Fault::Stale { .. } | Fault::Overtaken { .. } => StatusCode::PRECONDITION_FAILED,
            Fault::TooLarge { .. } => StatusCode::PAYLOAD_TOO_LARGE,
            Fault::MediaType(_) => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Fault::Fields(_) | Fault::KeyReused => StatusCode::UNPROCESSABLE_ENTITY,
            Fault::Missing(_) => StatusCode::PRECONDITION_REQUIRED,
            Fault::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
            Fault::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Fault::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            Fault::Unreadable(_) => "unreadable",
            Fault::SignedOut => "signedOut",
            Fault::TokenEnded => "tokenEnded",
            Fault::TokenRefused(_) => "tokenRefused",
            Fault::TokenScope => "tokenScope",
            Fault::CodeNotGood => "codeNotGood",
            Fault::PasswordNotGood => "passwordNotGood",
            Fault::Forbidden(refusal) | Fault::Refused(refusal) => refusal.code(),
            Fault::ForeignOrigin => "foreignOrigin",
            Fault::NotFound => "notFound",
            Fault::MethodNotAllowed => "methodNotAllowed",
            Fault::Conflict(code) => code,
            Fault::Stale { .. } | Fault::Overtaken { .. } => "stale",
            Fault::TooLarge { .. } => "tooLarge",
            Fault::MediaType(_) => "mediaType",
            Fault::Fields(_) => "fields",
            Fault::KeyReused => "keyReused",
            Fault::Missing(_) => "headerMissing",
            Fault::TooMany { .. } => "tooMany",
            Fault::Busy => "busy",
            Fault::Internal => "internal",
        }
    }

    fn detail(&self, locale: Locale) -> String {
        // catalogue: problem.*
        let key = format!("problem.{}", self.code());
        match self {
            Fault::Forbidden(refusal) | Fault::Refused(refusal) => text(locale, &refusal.key(), &refusal.args()),
            Fault::Unreadable(found) => text(locale, &key, &[("found", found.as_str().into())]),
            Fault::TooLarge { limit } => text(locale, &key, &[("megabytes", (limit / 1_000_000).into())]),
            Fault::MediaType(expected) => text(locale, &key, &[("expected", (*expected).into())]),
            Fault::Missing(header) => text(locale, &key, &[("header", (*header).into())]),
            Fault::TokenRefused(reason) => text(locale, &key, &[("reason", reason.word().into())]),
            Fault::TooMany { retry_after } => text(locale, &key, &[("n", (*retry_after).into())]),
            _ => text(locale, &key, &[]),
        }
    }

    /// The document for a reader.
    pub fn problem(&self, locale: Locale, instance: &str) -> Problem {
        let status = self.status().as_u16();
        let errors = match self {
            Fault::Fields(fields) => fields.iter().map(|field| field.worded(locale)).collect(),
            _ => Vec::new(),
        };
        Problem {
            kind: format!("/problems/{}", self.code()),
            // catalogue: status.*
            title: text(locale, &format!("status.{status}"), &[]),
            status,
            detail: self.detail(locale),
            code: self.code().to_owned(),
            instance: instance.to_owned(),
            errors,
            reason: match self {
                Fault::TokenRefused(reason) => Some(reason.word().to_owned()),
                _ => None,
            },
            stored: match self {
                Fault::Overtaken { stored, .. } => Some(stored.clone()),
                _ => None,
            },
        }
    }
}

impl FieldFault {
    /// For a reader.
    pub fn worded(&self, locale: Locale) -> FieldProblem {
        FieldProblem {
            pointer: self.pointer.clone(),
            code: self.code.to_owned(),
            // catalogue: field.*
            message: text(locale, &format!("field.{}", self.code), &self.args),
        }
    }
}

impl From<StoreError> for Fault {
    fn from(error: StoreError) -> Self {
        if matches!(error, StoreError::Unstorable) {
            Fault::Unreadable(error.to_string())
        } else if error.is_busy() {
            tracing::warn!(%error, "the database is busy or away");
            Fault::Busy
        } else {
            tracing::error!(%error, "the store failed");
            Fault::Internal
        }
    }
}

impl From<NoRandom> for Fault {
    fn from(error: NoRandom) -> Self {
        tracing::error!(%error, "no secret can be made");
        Fault::Internal
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        tracing::error!(%error, "an answer cannot be written as JSON");
        Fault::Internal
    }
}

impl IntoResponse for Fault {
    /// Only the status; `word` fills in the document, because it knows the reader's language and the request's id.
    fn into_response(self) -> Response {
        let mut response = self.status().into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// Middleware: words every fault for its reader.
pub async fn word(request: Request, next: Next) -> Response {
    let locale = locale_of(request.headers());
    let instance = request.extensions().get::<RequestId>().map(|id| id.0.clone()).unwrap_or_default();
    let mut response = next.run(request).await;
    let fault = response.extensions_mut().remove::<Fault>().or_else(|| of_framework(response.status()));
    let Some(fault) = fault else { return response };
    let problem = fault.problem(locale, &instance);
    // A problem is plain data of ours: writing it as JSON cannot fail, and an empty body is still a truthful status.
    *response.body_mut() = Body::from(serde_json::to_vec(&problem).unwrap_or_default());
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, PROBLEM_JSON);
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(locale.word()));
    match fault {
        Fault::TooMany { retry_after } => drop(headers.insert(RETRY_AFTER, HeaderValue::from(retry_after))),
        Fault::SignedOut | Fault::TokenEnded | Fault::TokenRefused(_) | Fault::CodeNotGood | Fault::PasswordNotGood => {
            drop(headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer")));
        }
        Fault::Busy => drop(headers.insert(RETRY_AFTER, HeaderValue::from_static("2"))),
        Fault::Stale { etag } | Fault::Overtaken { etag, .. } => {
            drop(HeaderValue::from_str(&etag).map(|etag| headers.insert(ETAG, etag)));
        }
        _ => {}
    }
    response
}

/// What is refused before a handler runs, or because it runs too long.
fn of_framework(status: StatusCode) -> Option<Fault> {
    match status {
        StatusCode::BAD_REQUEST => Some(Fault::Unreadable("the address".to_owned())),
        StatusCode::SERVICE_UNAVAILABLE => Some(Fault::Busy),
        _ => None,
    }
}

/// The reader's language.
pub fn locale_of(headers: &axum::http::HeaderMap) -> Locale {
    headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok()).map_or(Locale::En, Locale::from_accept_language)
}
