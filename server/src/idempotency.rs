//! Calls that create or decide something run once: the answer is stored in the effect's transaction and repeated.

use axum::body::Body;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::problem::Fault;
use crate::rights::Who;
use crate::router::App;
use crate::secrets;
use crate::store::Tx;
use crate::store::idempotency::{Claim, Scope};

/// The header that names a call.
const KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// Says that an answer is a repeated one.
const REPLAYED: HeaderName = HeaderName::from_static("idempotent-replayed");
/// The longest key.
const KEY_MAX: usize = 100;

/// What an effect answers: a status and a body.
pub struct Answer {
    /// 200, 201 or 204.
    pub status: StatusCode,
    /// JSON, or nothing with 204.
    pub body: Vec<u8>,
}

impl Answer {
    /// A body with a status.
    ///
    /// # Errors
    /// 500 when the body cannot be written as JSON.
    pub fn json<T: Serialize>(status: StatusCode, body: &T) -> Result<Answer, Fault> {
        Ok(Answer { status, body: serde_json::to_vec(body)? })
    }

    /// Done, nothing to say.
    pub const fn nothing() -> Answer {
        Answer { status: StatusCode::NO_CONTENT, body: Vec::new() }
    }
}

/// A call that may come twice.
pub struct Call<'a> {
    /// The application.
    pub app: &'a App,
    /// Who calls.
    pub who: &'a Who,
    /// The request's headers, with the key.
    pub headers: &'a HeaderMap,
    /// Method and path, so that one key on two routes is two calls.
    pub route: String,
    /// The body as it came.
    pub body: &'a [u8],
}

/// How a call goes on.
pub enum Begun {
    /// It is the first of its key: run the effect in this transaction, then `finish`.
    First(Box<Once>),
    /// It was answered before: repeat that.
    Replay(Response),
}

/// The first call of a key, with the transaction that holds the key.
pub struct Once {
    /// Effect and answer go in here; dropped without `finish`, neither is stored.
    pub tx: Tx,
    person: i64,
    company: i64,
    route: String,
    key: String,
}

impl Call<'_> {
    /// Claims the key, or finds the stored answer. A second call waits until the first one ends.
    ///
    /// # Errors
    /// 428 without a key, 422 when the key came with another body, 409 when the first call takes longer than ten seconds.
    pub async fn begin(self) -> Result<Begun, Fault> {
        let key = self
            .headers
            .get(KEY)
            .and_then(|value| value.to_str().ok())
            .map(str::trim)
            .filter(|key| !key.is_empty() && key.len() <= KEY_MAX)
            .ok_or(Fault::Missing("Idempotency-Key"))?;
        let (person, company) = (self.who.person, self.who.company);
        let print = secrets::fingerprint(self.body);
        let mut tx = self.app.db.write().await?;
        let scope = Scope { person, company, route: &self.route, key };
        let claim = tx.claim(&scope, &print, self.app.clock.now()).await;
        match claim.map_err(|error| if error.is_busy() { Fault::Conflict("stillRunning") } else { error.into() })? {
            Claim::Stored { body_hash, .. } if body_hash != print => Err(Fault::KeyReused),
            Claim::Stored { status, body, .. } => Ok(Begun::Replay(replay(status, body))),
            Claim::First => {
                let key = key.to_owned();
                Ok(Begun::First(Box::new(Once { tx, person, company, route: self.route, key })))
            }
        }
    }
}

impl Once {
    /// Stores the answer beside the effect and makes both durable.
    ///
    /// # Errors
    /// What the store says; nothing is stored then.
    pub async fn finish(mut self, answer: Answer) -> Result<Response, Fault> {
        let scope = Scope { person: self.person, company: self.company, route: &self.route, key: &self.key };
        self.tx.keep_answer(&scope, answer.status.as_u16(), &answer.body).await?;
        self.tx.commit().await?;
        Ok(respond(answer.status, answer.body))
    }
}

fn replay(status: u16, body: Vec<u8>) -> Response {
    let mut response = respond(StatusCode::from_u16(status).unwrap_or(StatusCode::OK), body);
    response.headers_mut().insert(REPLAYED, HeaderValue::from_static("true"));
    response
}

fn respond(status: StatusCode, body: Vec<u8>) -> Response {
    let mut response = status.into_response();
    if !body.is_empty() {
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
        *response.body_mut() = Body::from(body);
    }
    response
}
