//! The vendor's desk: its queue, one case, and decisions.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use contract::api::list::Page;
use contract::api::merging::TEXT_MAX;
use contract::api::path;
use contract::api::request_lists::RequestFacets;
use contract::api::requests::{
    BundleItem, BundleResult, Claim, Decide, DecideBundle, Decision, DeskCase, Message, NewMessage, RequestRow,
};
use contract::problem::Problem;
use contract::support::{RequestKind, RequestState};
use serde::Deserialize;

use crate::acts::case::case;
use crate::acts::desk::{BUNDLE_REQUESTS_MAX, Desk};
use crate::acts::{decide, each};
use crate::clock::Ms;
use crate::etag::Tag;
use crate::handlers::body::{self, Json, Parameters};
use crate::handlers::requests::{entry, page, words};
use crate::idempotency::{Answer, Once};
use crate::problem::Fault;
use crate::rights::{Allowed, Desk as DeskRight, Who};
use crate::router::App;
use crate::store::Tx;
use crate::store::request_lists::{Order, Wanted};

/// Query of the queue; `kind`, `state` and `company` may be repeated.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
#[expect(dead_code, reason = "describes the query for OpenAPI; it is read by Parameters")]
pub struct QueueQuery {
    /// Kinds by word.
    #[serde(default)]
    kind: Vec<RequestKind>,
    /// States by word.
    #[serde(default)]
    state: Vec<RequestState>,
    /// True: only those that are neither decided nor taken back.
    open: Option<bool>,
    /// Companies by key or name.
    #[serde(default)]
    company: Vec<String>,
    /// True: only those that I hold.
    mine: Option<bool>,
    /// True: only those that nobody holds.
    unclaimed: Option<bool>,
    /// True: only those that support should have answered by now.
    overdue: Option<bool>,
    /// Only those that were sent with this bundle.
    bundle: Option<String>,
    /// Words in any order, in number, title, company and who filed it; case and accents do not matter.
    search: Option<String>,
    /// `due`: what support owes, then what waits for the partner, each by due date; then closed ones, the last first, as when it is
    /// absent. `-at`: newest first.
    sort: Option<String>,
    /// 1 to 1,000.
    limit: Option<u32>,
    /// From the page before.
    cursor: Option<String>,
}

const QUEUE: &[&str] = &[
    "kind",
    "state",
    "open",
    "company",
    "mine",
    "unclaimed",
    "overdue",
    "bundle",
    "search",
    "sort",
    "limit",
    "cursor",
];

/// Requests of all companies, what is due first
#[utoipa::path(get, path = path::DESK_REQUESTS, operation_id = "listDeskRequests", tag = "desk", security(("bearer" = [])), params(QueueQuery),
    responses((status = 200, body = Page<RequestRow>), (status = 304), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn queue(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<DeskRight>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let query = Parameters::read(query.as_deref(), QUEUE)?;
    let wanted = Wanted {
        companies: query.all("company").map(str::to_owned).collect(),
        kinds: query.words("kind", RequestKind::from_word)?,
        states: query.words("state", RequestState::from_word)?,
        open: query.flag("open")?,
        claimed_by: query.flag("mine")?.then_some(who.person),
        unclaimed: query.flag("unclaimed")?,
        overdue: query.flag("overdue")?,
        bundle: query.one("bundle").map(str::to_owned),
        search: words(&query)?,
        ..Wanted::default()
    };
    page(&app, &headers, &query, wanted, Order::Desk(None)).await
}

/// How many requests there are of each state, kind and company
#[utoipa::path(get, path = path::DESK_REQUEST_FACETS, operation_id = "countDeskRequests", tag = "desk", security(("bearer" = [])),
    responses((status = 200, body = RequestFacets), (status = 304), (status = 403, body = Problem)))]
pub async fn facets(
    State(app): State<Arc<App>>,
    Allowed { .. }: Allowed<DeskRight>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let mut tx = app.db.read().await?;
    Tag::answer(&headers, &tx.request_facets(None, app.clock.now()).await?)
}

/// One case: everything to decide it
#[utoipa::path(get, path = "/api/v1/desk/requests/{number}", operation_id = "readDeskCase", tag = "desk", security(("bearer" = [])), params(("number" = String, Path)),
    responses((status = 200, body = DeskCase), (status = 304), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn one(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<DeskRight>,
    Path(number): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let mut tx = app.db.read().await?;
    let at = app.clock.now();
    Tag::answer(&headers, &read(&mut tx, &app, &who, &number, at).await?)
}

async fn read(tx: &mut Tx, app: &App, who: &Who, number: &str, at: Ms) -> Result<DeskCase, Fault> {
    let request = tx.request(None, number, at).await?.ok_or(Fault::NotFound)?;
    Ok(case(tx, who, &request, &app.storefronts, at).await?)
}

/// Take a case for a day, or give it back
#[utoipa::path(post, path = "/api/v1/desk/requests/{number}/claim", operation_id = "claimRequest", tag = "desk", security(("bearer" = [])), request_body = Claim,
    params(("number" = String, Path), ("Idempotency-Key" = String, Header, description = "one for each intent")),
    responses((status = 200, body = DeskCase), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 428, body = Problem)))]
pub async fn claim(Path(number): Path<String>, mut once: Once<DeskRight, Json<Claim>>) -> Result<Response, Fault> {
    let (desk, request) = Desk::begin(&mut once.tx, &once.who, &number, once.at).await?;
    if once.body.value.claimed {
        desk.claim(&mut once.tx, &request).await?;
    } else {
        desk.release(&mut once.tx, &request).await?;
    }
    let answer = Answer::json(StatusCode::OK, &read(&mut once.tx, &once.app, &once.who, &number, desk.at).await?)?;
    once.finish(answer).await
}

/// Decide a case: approve, ask, refuse, or take a merge back
#[utoipa::path(post, path = "/api/v1/desk/requests/{number}/decision", operation_id = "decideRequest", tag = "desk", security(("bearer" = [])), request_body = Decide,
    params(("number" = String, Path), ("Idempotency-Key" = String, Header, description = "one for each intent")),
    responses((status = 200, body = DeskCase), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem),
        (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn decide(Path(number): Path<String>, mut once: Once<DeskRight, Json<Decide>>) -> Result<Response, Fault> {
    let Decide { decision, seen_version } = &once.body.value;
    decide::check(decision)?;
    let at = once.at;
    let (desk, request) = Desk::begin(&mut once.tx, &once.who, &number, at).await?;
    if seen_version.is_some_and(|seen| seen != request.version) {
        let now = serde_json::to_vec(&case(&mut once.tx, &once.who, &request, &once.app.storefronts, at).await?)?;
        return Err(Fault::Stale { etag: Tag::of_bytes(&now).text().to_owned() });
    }
    desk.decide(&mut once.tx, &request, decision).await?;
    let answer = Answer::json(StatusCode::OK, &read(&mut once.tx, &once.app, &once.who, &number, at).await?)?;
    once.finish(answer).await
}

/// Write into a case's thread as the desk
#[utoipa::path(post, path = "/api/v1/desk/requests/{number}/messages", operation_id = "commentAsDesk", tag = "desk", security(("bearer" = [])), request_body = NewMessage,
    params(("number" = String, Path), ("Idempotency-Key" = String, Header, description = "one for each intent")),
    responses((status = 201, body = Message), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn comment(
    Path(number): Path<String>,
    mut once: Once<DeskRight, Json<NewMessage>>,
) -> Result<Response, Fault> {
    let text = body::text("/text", &once.body.value.text, TEXT_MAX)?;
    let (desk, request) = Desk::begin(&mut once.tx, &once.who, &number, once.at).await?;
    let id = desk.comment(&mut once.tx, &request, &text).await?;
    let answer = entry(&mut once.tx, request.pk, &id).await?;
    once.finish(answer).await
}

/// Decide requests that were sent together; each is decided or refused by itself
#[utoipa::path(post, path = "/api/v1/desk/bundles/{id}/decision", operation_id = "decideBundle", tag = "desk", security(("bearer" = [])), request_body = DecideBundle,
    params(("id" = String, Path), ("Idempotency-Key" = String, Header, description = "one for each intent")),
    responses((status = 200, body = BundleResult), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn bundle(Path(id): Path<String>, mut once: Once<DeskRight, Json<DecideBundle>>) -> Result<Response, Fault> {
    let DecideBundle { decision, numbers } = &once.body.value;
    decide::check(decision)?;
    if matches!(decision, Decision::Approve { link: Some(_), .. }) {
        return Err(Fault::field("/decision/link", "noLink", Vec::new()));
    }
    let (tx, at) = (&mut once.tx, once.at);
    let wanted = Wanted { bundle: Some(id), ..Wanted::default() };
    let there = tx.requests(&wanted, Order::Desk(None), BUNDLE_REQUESTS_MAX, at).await?;
    if there.is_empty() {
        return Err(Fault::NotFound);
    }
    let chosen = |number: &String| numbers.as_ref().is_none_or(|numbers| numbers.contains(number));
    let (mut items, mut done) = (Vec::new(), Vec::new());
    for request in there.iter().filter(|one| numbers.is_some() || one.state.is_open()) {
        let number = request.number();
        if !chosen(&number) {
            continue;
        }
        let (desk, request) = Desk::begin(tx, &once.who, &number, at).await?;
        let decided = each(desk.together().decide(tx, &request, decision).await)?;
        items.push(BundleItem { number, done: decided.is_ok(), refusal: decided.clone().err() });
        done.extend(decided.is_ok().then_some(request));
    }
    tx.tell_company(&done, decide::news(decision), &once.who.name, at).await?;
    tx.raise_desk_news().await?;
    once.finish(Answer::json(StatusCode::OK, &BundleResult { items })?).await
}
