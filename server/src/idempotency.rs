//! Calls that create or decide something run once: the answer is stored in the effect's transaction and repeated.

use std::marker::PhantomData;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{FromRef, FromRequest, FromRequestParts, Request};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::clock::Ms;
use crate::problem::Fault;
use crate::rights::{Allowed, Needs, Who};
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

/// What a call that may come twice brings; its bytes tell whether the second one is the same.
pub trait Sent {
    /// As it came.
    fn bytes(&self) -> &[u8];
}

/// A call without a body.
pub struct Nothing;

impl Sent for Nothing {
    fn bytes(&self) -> &[u8] {
        &[]
    }
}

impl<S: Send + Sync> FromRequest<S> for Nothing {
    type Rejection = Fault;

    async fn from_request(_: Request, _: &S) -> Result<Self, Fault> {
        Ok(Nothing)
    }
}

/// Why a handler ends without an effect of its own.
pub enum Early {
    /// It cannot do what was asked.
    Fault(Fault),
    /// It was answered before: repeat that.
    Replay(Response),
}

impl<E: Into<Fault>> From<E> for Early {
    fn from(error: E) -> Early {
        Early::Fault(error.into())
    }
}

impl IntoResponse for Early {
    fn into_response(self) -> Response {
        match self {
            Early::Fault(fault) => fault.into_response(),
            Early::Replay(response) => response,
        }
    }
}

/// A call that may come twice, from a caller who has the right `R`, before its key is claimed. Only what can also be
/// tried out takes this; everything else takes `Once`.
pub struct Call<R: Needs, B> {
    /// The application.
    pub app: Arc<App>,
    /// Who calls.
    pub who: Who,
    /// What came with the call.
    pub body: B,
    headers: HeaderMap,
    /// Method and path, so that one key on two routes is two calls.
    route: String,
    query: String,
    right: PhantomData<R>,
}

/// The first call of a key, with the transaction that holds the key. As an argument of a handler it stands for: the
/// caller has the right `R`, the body is read, and the call was never answered.
pub struct Once<R: Needs, B> {
    /// The application.
    pub app: Arc<App>,
    /// Who calls.
    pub who: Who,
    /// The request's headers.
    pub headers: HeaderMap,
    /// When the call began.
    pub at: Ms,
    /// What came with the call.
    pub body: B,
    /// Effect and answer go in here; dropped without `finish`, neither is stored.
    pub tx: Tx,
    route: String,
    key: String,
    right: PhantomData<R>,
}

impl<R: Needs, B: Sent> Call<R, B> {
    /// Claims the key, or finds the stored answer. A second call waits until the first one ends.
    ///
    /// # Errors
    /// 428 without a key, 422 when the key came with another body, 409 when the first call takes longer than ten seconds;
    /// the stored answer when there is one.
    pub async fn begin(self) -> Result<Once<R, B>, Early> {
        let Call { app, who, body, headers, route, query, right } = self;
        let key = headers
            .get(KEY)
            .and_then(|value| value.to_str().ok())
            .map(str::trim)
            .filter(|key| !key.is_empty() && key.len() <= KEY_MAX)
            .ok_or(Fault::Missing("Idempotency-Key"))?
            .to_owned();
        let mut print = secrets::fingerprint(body.bytes());
        if !query.is_empty() {
            print = secrets::fingerprint(&[print.as_slice(), query.as_bytes()].concat());
        }
        let mut tx = app.db.write().await?;
        let at = app.clock.now();
        let scope = Scope { person: who.person, company: who.company, route: &route, key: &key };
        let claim = tx.claim(&scope, &print, at).await;
        match claim.map_err(|error| if error.is_busy() { Fault::Conflict("stillRunning") } else { error.into() })? {
            Claim::Stored { body_hash, .. } if body_hash != print => Err(Fault::KeyReused.into()),
            Claim::Stored { status, body, .. } => Err(Early::Replay(replay(status, body))),
            Claim::First => Ok(Once { app, who, headers, at, body, tx, route, key, right }),
        }
    }
}

impl<R: Needs, B> Once<R, B> {
    /// Stores the answer beside the effect and makes both durable.
    ///
    /// # Errors
    /// What the store says; nothing is stored then.
    pub async fn finish(mut self, answer: Answer) -> Result<Response, Fault> {
        let scope = Scope { person: self.who.person, company: self.who.company, route: &self.route, key: &self.key };
        self.tx.keep_answer(&scope, answer.status.as_u16(), &answer.body).await?;
        self.tx.commit().await?;
        Ok(respond(answer.status, answer.body))
    }
}

impl<R, B, S> FromRequest<S> for Call<R, B>
where
    R: Needs,
    B: FromRequest<S, Rejection = Fault>,
    S: Send + Sync,
    Arc<App>: FromRef<S>,
{
    type Rejection = Early;

    async fn from_request(request: Request, state: &S) -> Result<Self, Early> {
        let (mut parts, body) = request.into_parts();
        let Allowed { who, right } = Allowed::<R>::from_request_parts(&mut parts, state).await?;
        let route = format!("{} {}", parts.method, parts.uri.path());
        let query = parts.uri.query().unwrap_or_default().to_owned();
        let headers = parts.headers.clone();
        let body = B::from_request(Request::from_parts(parts, body), state).await?;
        Ok(Call { app: Arc::from_ref(state), who, body, headers, route, query, right })
    }
}

impl<R, B, S> FromRequest<S> for Once<R, B>
where
    R: Needs,
    B: FromRequest<S, Rejection = Fault> + Sent + Send,
    S: Send + Sync,
    Arc<App>: FromRef<S>,
{
    type Rejection = Early;

    async fn from_request(request: Request, state: &S) -> Result<Self, Early> {
        Call::from_request(request, state).await?.begin().await
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
