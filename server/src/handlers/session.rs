//! Signing in and out, who is looking, and a person's own settings.

use std::net::IpAddr;
use std::sync::Arc;

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use contract::api::history::EventKind;
use contract::api::path;
use contract::api::session::{Grant, Refresh, Session, Settings, SignIn};
use contract::problem::Problem;

use crate::clock::{Ms, time};
use crate::etag::Tag;
use crate::handlers::body::Json;
use crate::handlers::cookies;
use crate::passwords;
use crate::peer::Peer;
use crate::problem::Fault;
use crate::rights::{Allowed, SignedIn, Who};
use crate::router::App;
use crate::secrets;
use crate::store::Tx;
use crate::store::history::{Actor, Event};
use crate::store::passwords::DEVICE_MS;
use crate::store::sessions::{BEARER_MS, OpenSession, SESSION_MS};

/// Who is looking
#[utoipa::path(get, path = path::SESSION, tag = "session", security(("bearer" = [])),
    responses((status = 200, body = Session), (status = 401, body = Problem)))]
pub async fn who(State(app): State<Arc<App>>, Allowed { who, .. }: Allowed<SignedIn>) -> Result<Response, Fault> {
    let mut tx = app.db.read().await?;
    let session = session(&app, &mut tx, &who).await?;
    Ok(uncached(axum::Json(session).into_response()))
}

/// Sign in with the code of a one-time link, or with e-mail address and password
#[utoipa::path(post, path = path::SESSION, tag = "session", request_body = SignIn,
    responses((status = 200, body = Grant), (status = 401, body = Problem)))]
pub async fn sign_in(
    State(app): State<Arc<App>>,
    Peer(peer): Peer,
    headers: HeaderMap,
    body: Json<SignIn>,
) -> Result<Response, Fault> {
    same_origin(&app, &headers)?;
    let now = app.clock.now();
    let (tx, entered, device, refusal) = match body.value {
        SignIn { code: Some(code), email: None, password: None } => {
            let mut tx = app.db.write().await?;
            let person = tx.use_code(secrets::hash(&code), now).await?.ok_or(Fault::CodeNotGood)?;
            let entered = enter(&app, &mut tx, person, now).await?;
            (tx, entered, None, Fault::CodeNotGood)
        }
        SignIn { code: None, email: Some(email), password: Some(password) } => {
            let before = cookies::DEVICE.read(&app, &headers).map(secrets::hash);
            let shown = by_password(&app, peer, before.clone(), &email, password).await?;
            let mut tx = app.db.write().await?;
            let entered = enter(&app, &mut tx, shown.person, now).await?;
            let device = secrets::code()?;
            tx.keep_device(shown.person, secrets::hash(&device), &shown.hash, before, now).await?;
            (tx, entered, Some(device), Fault::PasswordNotGood)
        }
        _ => return Err(Fault::Unreadable("expected `code`, or `email` and `password`".to_owned())),
    };
    let (grant, cookie) = entered.ok_or(refusal)?;
    tx.commit().await?;
    let mut response = uncached(axum::Json(grant).into_response());
    give_session(&mut response, &app, &cookie);
    if let Some(device) = device {
        cookies::DEVICE.give(&mut response, &app, &device, DEVICE_MS / 1_000);
    }
    Ok(response)
}

/// Who showed a password, and the hash that it fits.
struct Shown {
    person: i64,
    hash: String,
}

/// Whose address and password these are. Whether the account, its password or its right to sign in is what is missing
/// shows neither in the answer nor in the time that it takes. A browser that showed this account's password before is counted
/// by the hash of its cookie alone, not with its place in the network: strangers may be at the same place.
async fn by_password(
    app: &App,
    peer: Option<IpAddr>,
    device: Option<Vec<u8>>,
    email: &str,
    password: String,
) -> Result<Shown, Fault> {
    let email = email.trim().to_lowercase();
    let known = match &device {
        Some(device) => app.db.read().await?.device_of(device.clone(), app.clock.now()).await?,
        None => None,
    };
    match device.filter(|_| known.as_ref() == Some(&email)) {
        Some(device) => app.passwords.count_device(&device)?,
        None => app.passwords.count(&email, peer)?,
    }
    if !passwords::LENGTH.contains(&password.chars().count()) {
        return Err(Fault::PasswordNotGood);
    }
    let account = app.db.read().await?.account(&email).await?;
    let stored = account.as_ref().and_then(|account| account.hash.clone());
    let fits = app.passwords.fits(stored.clone(), password).await?;
    let account = account.filter(|account| fits && !account.disabled);
    account.zip(stored).map(|(account, hash)| Shown { person: account.person, hash }).ok_or(Fault::PasswordNotGood)
}

/// Begins a session for a person and notes it: what it opens, and the cookie's value. `None` for who belongs nowhere or is
/// disabled by now.
pub(super) async fn enter(app: &App, tx: &mut Tx, person: i64, now: Ms) -> Result<Option<(Grant, String)>, Fault> {
    let cookie = secrets::code()?;
    let Some(open) = tx.begin_session(person, secrets::hash(&cookie), now).await? else { return Ok(None) };
    let (grant, who) = grant(app, tx, &open, open.company).await?;
    let event =
        Event { kind: EventKind::SignedIn, subject: &who.person_id, name: &who.name, before: None, after: None };
    tx.record(who.company, &Actor::from(&who), now, event).await?;
    Ok(Some((grant, cookie)))
}

/// Mint a short bearer from the session cookie
#[utoipa::path(post, path = path::SESSION_REFRESH, tag = "session", request_body = Refresh,
    responses((status = 200, body = Grant), (status = 401, body = Problem)))]
pub async fn refresh(State(app): State<Arc<App>>, headers: HeaderMap, body: Json<Refresh>) -> Result<Response, Fault> {
    same_origin(&app, &headers)?;
    let value = cookies::SESSION.read(&app, &headers).ok_or(Fault::SignedOut)?;
    let mut tx = app.db.write().await?;
    let open = tx.session_by_cookie(secrets::hash(value), app.clock.now()).await?.ok_or(Fault::SignedOut)?;
    let company = match &body.value.company {
        Some(id) => tx.company_of(open.person, id).await?.ok_or(Fault::NotFound)?,
        None => open.company,
    };
    let (grant, _) = grant(&app, &mut tx, &open, company).await?;
    tx.commit().await?;
    let mut response = uncached(axum::Json(grant).into_response());
    // The session lasts longer now, so the browser keeps the cookie as long.
    give_session(&mut response, &app, value);
    Ok(response)
}

/// Sign out, everywhere that this session is open; what a host's token stands for is the host's to end
#[utoipa::path(delete, path = path::SESSION, tag = "session", security(("bearer" = [])),
    responses((status = 204), (status = 401, body = Problem)))]
pub async fn sign_out(State(app): State<Arc<App>>, Allowed { who, .. }: Allowed<SignedIn>) -> Result<Response, Fault> {
    if who.is_visitor() {
        return Ok(StatusCode::NO_CONTENT.into_response());
    }
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    tx.end_session(who.session, now).await?;
    let event =
        Event { kind: EventKind::SignedOut, subject: &who.person_id, name: &who.name, before: None, after: None };
    tx.record(who.company, &Actor::from(&who), now, event).await?;
    tx.commit().await?;
    app.waits.end(who.session);
    let mut response = StatusCode::NO_CONTENT.into_response();
    cookies::SESSION.end(&mut response, &app);
    Ok(response)
}

/// Choose one's own settings
#[utoipa::path(put, path = path::SETTINGS, tag = "session", security(("bearer" = [])), request_body = Settings,
    params(("If-Match" = String, Header, description = "the ETag that was read, or *")),
    responses((status = 200, body = Settings), (status = 412, body = Problem), (status = 428, body = Problem)))]
pub async fn settings(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<SignedIn>,
    headers: HeaderMap,
    body: Json<Settings>,
) -> Result<Response, Fault> {
    let mut tx = app.db.write().await?;
    let before = tx.person(who.person).await?.locale;
    let word = before.map_or("", |locale| locale.word());
    let wanted = body.value.locale;
    if before != Some(wanted) {
        Tag::of(&["settings", word]).guard(&headers)?;
        tx.set_locale(who.person, wanted).await?;
        let event = Event {
            kind: EventKind::SettingsChanged,
            subject: &who.person_id,
            name: &who.name,
            before: before.map(|locale| locale.word()),
            after: Some(wanted.word()),
        };
        tx.record(who.company, &Actor::from(&who), app.clock.now(), event).await?;
        tx.commit().await?;
    }
    Ok(Tag::of(&["settings", wanted.word()]).reply(&body.value))
}

/// Mints a bearer and gathers who it stands for.
async fn grant(app: &App, tx: &mut Tx, open: &OpenSession, company: i64) -> Result<(Grant, Who), Fault> {
    let token = secrets::code()?;
    tx.add_bearer(open, company, secrets::hash(&token), app.clock.now()).await?;
    let who = tx.who(secrets::hash(&token), app.clock.now()).await?.ok_or(Fault::SignedOut)?;
    let session = session(app, tx, &who).await?;
    let expires_in = u32::try_from(BEARER_MS / 1_000).unwrap_or(u32::MAX);
    Ok((Grant { token, expires_in, session }, who))
}

async fn session(app: &App, tx: &mut Tx, who: &Who) -> Result<Session, Fault> {
    let companies = tx.memberships(who.person, who.only.as_deref()).await?;
    let company = companies.iter().find(|company| company.id == who.company_id).cloned().ok_or(Fault::SignedOut)?;
    Ok(Session {
        person: tx.person(who.person).await?,
        company,
        companies,
        programme: tx.programme().await?,
        storefronts: app.storefronts.clone(),
        open_solutions: tx.counts(who.company).await?.open(),
        now: time(app.clock.now()),
    })
}

/// A browser says which site a POST comes from; only our own may use the cookie.
fn same_origin(app: &App, headers: &HeaderMap) -> Result<(), Fault> {
    let Some(origin) = headers.get(ORIGIN).and_then(|value| value.to_str().ok()) else { return Ok(()) };
    if app.public_origin.as_deref() == Some(origin) {
        return Ok(());
    }
    let host = headers.get(HOST).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let authority = origin.split_once("://").map_or("", |(_, authority)| authority);
    if authority.eq_ignore_ascii_case(host) && !host.is_empty() { Ok(()) } else { Err(Fault::ForeignOrigin) }
}

/// Gives the browser the session's cookie, for as long as the session lasts.
pub(super) fn give_session(response: &mut Response, app: &App, value: &str) {
    cookies::SESSION.give(response, app, value, SESSION_MS / 1_000);
}

fn uncached(mut response: Response) -> Response {
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}
