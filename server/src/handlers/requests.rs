//! Support requests of the company.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use contract::api::list::Page;
use contract::api::merging::{Filed, TEXT_MAX};
use contract::api::path;
use contract::api::request_lists::RequestFacets;
use contract::api::requests::{Message, NewMessage, NewRequest, RequestDetail, RequestRow, TITLE_MAX};
use contract::problem::Problem;
use contract::refusal::Refusal;
use contract::requests_view::SEARCH_MAX;
use contract::search::Query;
use contract::support::{RequestKind, RequestState};
use serde::Deserialize;

use crate::acts::discard::Act;
use crate::acts::{Stop, requests};
use crate::clock::time;
use crate::etag::Tag;
use crate::handlers::body::{self, Json, Parameters};
use crate::idempotency::{Answer, Nothing, Once};
use crate::problem::Fault;
use crate::rights::{Allowed, Edit, Read};
use crate::router::App;
use crate::store::Tx;
use crate::store::request_lists::{Order, Place, Wanted};
use crate::store::requests::number_of;

/// Query of the list; `kind` and `state` may be repeated.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
#[expect(dead_code, reason = "describes the query for OpenAPI; it is read by Parameters")]
pub struct RequestsQuery {
    /// Kinds by word.
    #[serde(default)]
    kind: Vec<RequestKind>,
    /// States by word.
    #[serde(default)]
    state: Vec<RequestState>,
    /// True: only those that I filed.
    mine: Option<bool>,
    /// True: only those that are neither decided nor taken back.
    open: Option<bool>,
    /// Words in any order, in number, title and who filed it; case and accents do not matter.
    search: Option<String>,
    /// `-at`: newest first, as when it is absent. `due`: what the company was asked, then what support owes, each by due date; then
    /// closed ones, the last first.
    sort: Option<String>,
    /// 1 to 1,000.
    limit: Option<u32>,
    /// From the page before.
    cursor: Option<String>,
}

const LIST: &[&str] = &["kind", "state", "mine", "open", "search", "sort", "limit", "cursor"];

/// Requests of the company
#[utoipa::path(get, path = path::SUPPORT_REQUESTS, operation_id = "listRequests", tag = "support", security(("bearer" = [])), params(RequestsQuery),
    responses((status = 200, body = Page<RequestRow>), (status = 304), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn list(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Read>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let query = Parameters::read(query.as_deref(), LIST)?;
    let wanted = Wanted {
        company: Some(who.company),
        kinds: query.words("kind", RequestKind::from_word)?,
        states: query.words("state", RequestState::from_word)?,
        open: query.flag("open")?,
        filed_by: query.flag("mine")?.then_some(who.person),
        search: words(&query)?,
        ..Wanted::default()
    };
    page(&app, &headers, &query, wanted, Order::Newest(None)).await
}

/// The words that a list is searched for.
pub(super) fn words(query: &Parameters) -> Result<Query, Fault> {
    body::optional_text("search", query.one("search").unwrap_or_default(), SEARCH_MAX).map(|text| Query::parse(&text))
}

/// A page of requests, as a company or the desk sees them, in the order that was asked for or this one.
pub(super) async fn page(
    app: &App,
    headers: &HeaderMap,
    query: &Parameters,
    wanted: Wanted,
    order: Order,
) -> Result<Response, Fault> {
    let (limit, after) = (query.limit()?, body::place::<Place>(query.one("cursor"))?);
    let order = match query.one("sort") {
        None => order,
        Some("-at") => Order::Newest(None),
        Some("due") if wanted.company.is_none() => Order::Desk(None),
        Some("due") => Order::Partner(None),
        Some(other) => return Err(Fault::Unreadable(format!("`sort` is `-at` or `due`, not `{other}`"))),
    };
    let for_desk = wanted.company.is_none();
    let now = app.clock.now();
    let mut tx = app.db.read().await?;
    let mut found = tx.requests(&wanted, order.after(after), limit + 1, now).await?;
    let next_cursor = body::cut(&mut found, limit, |last| order.place(last))?;
    let total = if after.is_none() { Some(tx.count_requests(&wanted, now).await?) } else { None };
    Tag::answer(headers, &Page { items: found.iter().map(|one| one.row(for_desk)).collect(), next_cursor, total })
}

/// How many requests the company has of each state and kind
#[utoipa::path(get, path = path::SUPPORT_REQUEST_FACETS, operation_id = "countRequests", tag = "support", security(("bearer" = [])),
    responses((status = 200, body = RequestFacets), (status = 304), (status = 403, body = Problem)))]
pub async fn facets(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Read>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let mut tx = app.db.read().await?;
    Tag::answer(&headers, &tx.request_facets(Some(who.company), app.clock.now()).await?)
}

/// One request with its thread
#[utoipa::path(get, path = "/api/v1/support-requests/{number}", operation_id = "readRequest", tag = "support", security(("bearer" = [])), params(("number" = String, Path)),
    responses((status = 200, body = RequestDetail), (status = 304), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn one(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Read>,
    Path(number): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let mut tx = app.db.read().await?;
    let request = tx.request(Some(who.company), &number, app.clock.now()).await?.ok_or(Fault::NotFound)?;
    Tag::answer(&headers, &requests::detail(&mut tx, &request, &who).await?)
}

/// Ask support something
#[utoipa::path(post, path = path::SUPPORT_REQUESTS, operation_id = "fileRequest", tag = "support", security(("bearer" = [])), request_body = NewRequest,
    params(("Idempotency-Key" = String, Header, description = "one for each intent")),
    responses((status = 201, body = Filed), (status = 403, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn file(mut once: Once<Edit, Json<NewRequest>>) -> Result<Response, Fault> {
    body::text("/title", &once.body.value.title, TITLE_MAX)?;
    body::text("/text", &once.body.value.text, TEXT_MAX)?;
    let act = Act::begin(&mut once.tx, &once.who, once.at).await?;
    let (pk, due) = act.ask(&mut once.tx, &once.body.value).await.map_err(|stop| match stop {
        Stop::No(Refusal::NotThere) => Fault::field("/solution", "unknownSolution", Vec::new()),
        stop => stop.into(),
    })?;
    once.finish(Answer::json(StatusCode::CREATED, &Filed { number: number_of(pk), due: time(due) })?).await
}

/// The entry of a thread that was just written.
pub(super) async fn entry(tx: &mut Tx, pk: i64, id: &str) -> Result<Answer, Fault> {
    let written: Option<Message> = tx.thread(pk).await?.into_iter().rev().find(|message| message.id == id);
    Answer::json(StatusCode::CREATED, &written.ok_or(Fault::Internal)?)
}

/// Write into a thread; the state stays
#[utoipa::path(post, path = "/api/v1/support-requests/{number}/messages", operation_id = "commentRequest", tag = "support", security(("bearer" = [])), request_body = NewMessage,
    params(("number" = String, Path), ("Idempotency-Key" = String, Header, description = "one for each intent")),
    responses((status = 201, body = Message), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn comment(Path(number): Path<String>, mut once: Once<Edit, Json<NewMessage>>) -> Result<Response, Fault> {
    let text = body::text("/text", &once.body.value.text, TEXT_MAX)?;
    let act = Act::begin(&mut once.tx, &once.who, once.at).await?;
    let request = act.request(&mut once.tx, &number).await?;
    let id = act.comment(&mut once.tx, &request, &text).await?;
    let answer = entry(&mut once.tx, request.pk, &id).await?;
    once.finish(answer).await
}

/// Answer the desk's question
#[utoipa::path(post, path = "/api/v1/support-requests/{number}/answer", operation_id = "answerRequest", tag = "support", security(("bearer" = [])), request_body = NewMessage,
    params(("number" = String, Path), ("Idempotency-Key" = String, Header, description = "one for each intent")),
    responses((status = 201, body = Message), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn answer(Path(number): Path<String>, mut once: Once<Edit, Json<NewMessage>>) -> Result<Response, Fault> {
    let text = body::text("/text", &once.body.value.text, TEXT_MAX)?;
    let act = Act::begin(&mut once.tx, &once.who, once.at).await?;
    let request = act.request(&mut once.tx, &number).await?;
    let id = act.answer(&mut once.tx, &request, &text).await?;
    let answer = entry(&mut once.tx, request.pk, &id).await?;
    once.finish(answer).await
}

/// Take a request back; its solution is as before
#[utoipa::path(post, path = "/api/v1/support-requests/{number}/cancel", operation_id = "cancelRequest", tag = "support", security(("bearer" = [])),
    params(("number" = String, Path), ("Idempotency-Key" = String, Header, description = "one for each intent")),
    responses((status = 200, body = RequestDetail), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 428, body = Problem)))]
pub async fn cancel(Path(number): Path<String>, mut once: Once<Edit, Nothing>) -> Result<Response, Fault> {
    let act = Act::begin(&mut once.tx, &once.who, once.at).await?;
    let request = act.request(&mut once.tx, &number).await?;
    act.cancel(&mut once.tx, &request).await?;
    let request = act.request(&mut once.tx, &number).await?;
    let detail = requests::detail(&mut once.tx, &request, &once.who).await?;
    once.finish(Answer::json(StatusCode::OK, &detail)?).await
}
