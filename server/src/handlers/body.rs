//! Reading what comes in: JSON bodies and queries, with problems that say what was expected.

use axum::body::Bytes;
use axum::extract::{FromRequest, FromRequestParts, Query, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::request::Parts;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::api::list::{DEFAULT_LIMIT, MAX_LIMIT};
use contract::route::SolutionsView;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::problem::Fault;
use crate::router::BODY_MAX;

/// A JSON body, together with its bytes for the idempotency fingerprint.
pub struct Json<T> {
    /// What it says.
    pub value: T,
    /// As it came.
    pub bytes: Bytes,
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Fault;

    async fn from_request(request: Request, state: &S) -> Result<Self, Fault> {
        let is_json = request
            .headers()
            .get(CONTENT_TYPE)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.split(';').next())
            .is_some_and(|value| value.trim().eq_ignore_ascii_case("application/json"));
        if !is_json {
            return Err(Fault::MediaType("application/json"));
        }
        let bytes = Bytes::from_request(request, state).await.map_err(|rejection| {
            if rejection.status() == axum::http::StatusCode::PAYLOAD_TOO_LARGE {
                Fault::TooLarge { limit: BODY_MAX as u64 }
            } else {
                Fault::Unreadable(rejection.body_text())
            }
        })?;
        let value = serde_json::from_slice(&bytes).map_err(|error| Fault::Unreadable(error.to_string()))?;
        Ok(Json { value, bytes })
    }
}

/// A query string, strictly read: an unknown or unreadable parameter is a problem, not a guess.
pub struct Asked<T>(pub T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Fault> {
        Query::<T>::try_from_uri(&parts.uri)
            .map(|Query(value)| Asked(value))
            .map_err(|rejection| Fault::Unreadable(rejection.body_text()))
    }
}

/// The size of a page, refused when it is out of bounds.
///
/// # Errors
/// 422 that names the bounds.
pub fn limit(asked: Option<u32>) -> Result<u32, Fault> {
    match asked {
        None => Ok(DEFAULT_LIMIT),
        Some(limit @ 1..=MAX_LIMIT) => Ok(limit),
        Some(_) => Err(Fault::field("limit", "limit", vec![("max", u64::from(MAX_LIMIT).into())])),
    }
}

/// The longest search, in characters: a database takes only so many words in one question.
const SEARCH_MAX: usize = 500;

/// Search, filters and order of Solutions out of a query.
///
/// # Errors
/// 422 when the search is too long.
pub fn view(query: &str) -> Result<SolutionsView, Fault> {
    let view = SolutionsView::from_query(query);
    let length = view.search.chars().count();
    if length > SEARCH_MAX {
        return Err(Fault::field("search", "tooLong", vec![("max", SEARCH_MAX.into()), ("n", length.into())]));
    }
    Ok(view)
}

/// Writes the place where the next page begins.
///
/// # Errors
/// 500 when it cannot be written as JSON.
pub fn cursor<T: Serialize>(place: &T) -> Result<String, Fault> {
    Ok(URL_SAFE_NO_PAD.encode(serde_json::to_vec(place)?))
}

/// Reads what `cursor` wrote.
///
/// # Errors
/// 422 for anything else.
pub fn place<T: DeserializeOwned>(cursor: Option<&str>) -> Result<Option<T>, Fault> {
    let Some(cursor) = cursor else { return Ok(None) };
    let bytes = URL_SAFE_NO_PAD.decode(cursor).ok();
    let place = bytes.and_then(|bytes| serde_json::from_slice(&bytes).ok());
    place.map(Some).ok_or_else(|| Fault::field("cursor", "cursor", Vec::new()))
}

/// A text of 1 to `max` characters without white space around it.
///
/// # Errors
/// 422 for the field when it is empty or too long.
pub fn text(pointer: &str, value: &str, max: usize) -> Result<String, Fault> {
    let value = value.trim();
    let length = value.chars().count();
    if value.is_empty() {
        Err(Fault::field(pointer, "empty", Vec::new()))
    } else if length > max {
        Err(Fault::field(pointer, "tooLong", vec![("max", max.into()), ("n", length.into())]))
    } else {
        Ok(value.to_owned())
    }
}
