//! Going to the company's own sign-in and coming back. A browser is led here and there, so faults end at the sign-in page.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, LOCATION};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use contract::api::path;
use contract::api::session::{CompanySignIn, SignInError, SignInWays};
use contract::problem::Problem;
use contract::route::Route;
use serde::Deserialize;

use super::body::Asked;
use super::cookies;
use super::session::{enter, give_session};
use crate::oidc::exchange::Known;
use crate::oidc::{Oidc, Trip, Trouble};
use crate::peer::Peer;
use crate::problem::Fault;
use crate::router::App;
use crate::store::Tx;

/// The longest address that is remembered, in bytes.
const NEXT_MAX: usize = 1_000;
/// How long a trip may take, in seconds.
const TRIP_S: i64 = 600;

/// Query of the way there.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Where to go afterwards: an address of this page.
    next: Option<String>,
}

/// Query of the way back. Providers add more, which means nothing to us.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Back {
    /// What the provider gives for a person.
    code: Option<String>,
    /// What we sent along.
    state: Option<String>,
    /// Why it gives nobody.
    error: Option<String>,
}

/// Which ways of signing in there are beside one-time links and passwords
#[utoipa::path(get, path = path::SESSION_WAYS, operation_id = "signInWays", tag = "session",
    responses((status = 200, body = SignInWays)))]
pub async fn ways(State(app): State<Arc<App>>) -> Json<SignInWays> {
    Json(SignInWays { oidc: app.oidc.as_ref().map(|oidc| CompanySignIn { name: oidc.name.clone() }) })
}

/// Go to the company's own sign-in
#[utoipa::path(get, path = path::SESSION_OIDC, operation_id = "departToSignIn", tag = "session", params(Wanted),
    responses((status = 303, description = "to the provider"), (status = 404, body = Problem), (status = 429, body = Problem)))]
pub async fn depart(
    State(app): State<Arc<App>>,
    Peer(peer): Peer,
    Asked(wanted): Asked<Wanted>,
) -> Result<Response, Fault> {
    let oidc = app.oidc.as_ref().ok_or(Fault::NotFound)?;
    app.passwords.count_trip(peer)?;
    let next = wanted.next.map(own);
    let (url, trip) = match oidc.depart(next.clone(), app.clock.now()).await {
        Ok(departure) => departure,
        Err(trouble) => return lead_to(&app, &failed(next, &trouble)),
    };
    let mut response = see_other(url.as_str())?;
    cookies::TRIP.give(&mut response, &app, &URL_SAFE_NO_PAD.encode(serde_json::to_vec(&trip)?), TRIP_S);
    Ok(response)
}

/// Come back from the company's own sign-in
#[utoipa::path(get, path = path::SESSION_OIDC_CALLBACK, operation_id = "arriveFromSignIn", tag = "session", params(Back),
    responses((status = 303, description = "to the page, signed in or with `?error=`"), (status = 404, body = Problem), (status = 429, body = Problem)))]
pub async fn arrive(
    State(app): State<Arc<App>>,
    Peer(peer): Peer,
    headers: HeaderMap,
    Asked(back): Asked<Back>,
) -> Result<Response, Fault> {
    let oidc = app.oidc.as_ref().ok_or(Fault::NotFound)?;
    app.passwords.count_trip(peer)?;
    let trip: Option<Trip> = cookies::TRIP
        .read(&app, &headers)
        .and_then(|text| URL_SAFE_NO_PAD.decode(text).ok())
        .and_then(|bytes| serde_json::from_slice(&bytes).ok());
    let Some(trip) = trip.filter(|trip| back.state.as_deref() == Some(trip.state.as_str())) else {
        return lead_to(&app, &sign_in(None, SignInError::Stale));
    };
    let next = trip.next.clone().map(own);
    let (None, Some(code)) = (back.error, back.code) else {
        return lead_to(&app, &sign_in(next, SignInError::Provider));
    };
    let known = match person(oidc, code, &trip, &app).await {
        Ok(known) => known,
        Err(trouble) => return lead_to(&app, &failed(next, &trouble)),
    };
    let mut tx = app.db.write().await?;
    let entered = match account(&mut tx, &known, app.clock.now()).await? {
        Some(person) if !oidc.may_bring(&tx.memberships(person, None).await?) => None,
        Some(person) => enter(&app, &mut tx, person, app.clock.now()).await?,
        None => None,
    };
    let Some((_, cookie)) = entered else {
        return lead_to(&app, &sign_in(next, SignInError::Account));
    };
    tx.commit().await?;
    let mut response = lead_to(&app, &next.unwrap_or_else(|| Route::Overview.href()))?;
    give_session(&mut response, &app, &cookie);
    Ok(response)
}

async fn person(oidc: &Oidc, code: String, trip: &Trip, app: &App) -> Result<Known, Trouble> {
    oidc.arrive(code, trip, app.clock.now()).await
}

/// How the provider's subjects are kept apart from those of a host's tokens, which are believed about less.
fn stored(issuer: &str) -> String {
    format!("oidc {issuer}")
}

/// The account of a person of the provider: the one bound to the subject, else the one of the address, which is bound now.
async fn account(tx: &mut Tx, known: &Known, now: i64) -> Result<Option<i64>, Fault> {
    let issuer = stored(&known.issuer);
    if let Some(identity) = tx.identity(&issuer, &known.subject).await? {
        return Ok(Some(identity.person).filter(|_| !identity.disabled));
    }
    let Some(email) = &known.email else { return Ok(None) };
    let Some(account) = tx.account(email).await?.filter(|account| !account.disabled) else { return Ok(None) };
    if tx.add_identity(&issuer, &known.subject, account.person, false, now).await? {
        return Ok(Some(account.person));
    }
    // Either a second arrival bound it in between, or the address moved to another subject: that brings no account along.
    Ok(tx.identity(&issuer, &known.subject).await?.map(|identity| identity.person))
}

/// An address of this page and nothing else, written by ourselves.
fn own(next: String) -> String {
    // A cookie holds 4 kB: an address that would burst it is left behind.
    if next.len() > NEXT_MAX {
        return Route::Overview.href();
    }
    let (path, query) = next.split_once('?').unwrap_or((&next, ""));
    match Route::parse(path, query) {
        Route::NotFound(_) | Route::SignIn { .. } => Route::Overview.href(),
        route => route.href(),
    }
}

fn failed(next: Option<String>, trouble: &Trouble) -> String {
    tracing::warn!(%trouble, "the company's own sign-in");
    let error = if matches!(trouble, Trouble::Refused(_)) { SignInError::Provider } else { SignInError::Away };
    sign_in(next, error)
}

fn sign_in(next: Option<String>, error: SignInError) -> String {
    Route::SignIn { next, error: Some(error) }.href()
}

/// Leads to an address of ours; the trip is over.
fn lead_to(app: &App, address: &str) -> Result<Response, Fault> {
    let mut response = see_other(address)?;
    cookies::TRIP.end(&mut response, app);
    Ok(response)
}

fn see_other(address: &str) -> Result<Response, Fault> {
    let location = HeaderValue::from_str(address).map_err(|_| Fault::Internal)?;
    let mut response = StatusCode::SEE_OTHER.into_response();
    response.headers_mut().insert(LOCATION, location);
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}
