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

use crate::idempotency::Sent;
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

impl<T> Sent for Json<T> {
    fn bytes(&self) -> &[u8] {
        &self.bytes
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
    limit_up_to(asked, MAX_LIMIT)
}

/// The same for a list with a limit of its own.
///
/// # Errors
/// 422 for anything else.
pub fn limit_up_to(asked: Option<u32>, max: u32) -> Result<u32, Fault> {
    match asked {
        None => Ok(DEFAULT_LIMIT),
        Some(limit) if (1..=max).contains(&limit) => Ok(limit),
        Some(_) => Err(Fault::field("limit", "limit", vec![("max", u64::from(max).into())])),
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

/// Cuts a reading of one row more than asked for, and gives the place where the next page begins.
///
/// # Errors
/// 500 when the place cannot be written as JSON.
pub fn cut<T, P: Serialize>(rows: &mut Vec<T>, limit: u32, place: impl Fn(&T) -> P) -> Result<Option<String>, Fault> {
    let more = rows.len() > limit as usize;
    rows.truncate(limit as usize);
    rows.last().filter(|_| more).map(|last| cursor(&place(last))).transpose()
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

/// A text of at most `max` characters, which may be empty.
///
/// # Errors
/// 422 for the field when it is too long.
pub fn optional_text(pointer: &str, value: &str, max: usize) -> Result<String, Fault> {
    let value = value.trim();
    if value.is_empty() { Ok(String::new()) } else { text(pointer, value, max) }
}

/// A query whose parameters may be repeated, strictly read: an unknown one is a problem, not a guess.
pub struct Parameters(Vec<(String, String)>);

impl Parameters {
    /// Reads a query string that may hold these names.
    ///
    /// # Errors
    /// 400 for any other name.
    pub fn read(query: Option<&str>, known: &[&str]) -> Result<Parameters, Fault> {
        let pairs: Vec<(String, String)> =
            form_urlencoded::parse(query.unwrap_or_default().as_bytes()).into_owned().collect();
        match pairs.iter().find(|(name, _)| !known.contains(&name.as_str())) {
            Some((name, _)) => Err(Fault::Unreadable(format!("unknown parameter `{name}`"))),
            None => Ok(Parameters(pairs)),
        }
    }

    /// The values of a name, without empty ones.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(key, value)| key == name && !value.is_empty()).map(|(_, value)| value.as_str())
    }

    /// The first value of a name.
    pub fn one<'a>(&'a self, name: &'a str) -> Option<&'a str> {
        self.all(name).next()
    }

    /// Values that are words of an enum.
    ///
    /// # Errors
    /// 400 for any other word.
    pub fn words<T>(&self, name: &str, parse: fn(&str) -> Option<T>) -> Result<Vec<T>, Fault> {
        self.all(name)
            .map(|word| parse(word).ok_or_else(|| Fault::Unreadable(format!("unknown value `{word}` of `{name}`"))))
            .collect()
    }

    /// A flag: `true` or `false`.
    ///
    /// # Errors
    /// 400 for any other value.
    pub fn flag(&self, name: &str) -> Result<bool, Fault> {
        match self.one(name) {
            None | Some("false") => Ok(false),
            Some("true") => Ok(true),
            Some(other) => Err(Fault::Unreadable(format!("`{name}` is true or false, not `{other}`"))),
        }
    }

    /// `limit`, within bounds.
    ///
    /// # Errors
    /// 422 that names the bounds.
    pub fn limit(&self) -> Result<u32, Fault> {
        let asked = self.one("limit").map(|text| text.parse().unwrap_or(0));
        limit(asked)
    }
}
