//! Solutions: list, changes, one in full, notes.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use contract::api::history::EventKind;
use contract::api::path;
use contract::api::solutions::{Changes, NOTE_MAX, NewNote, Note, SolutionDetail, SolutionPage};
use contract::problem::Problem;
use serde::Deserialize;

use crate::clock::time;
use crate::etag::Tag;
use crate::handlers::body::{self, Asked, Json};
use crate::idempotency::{Answer, Once};
use crate::problem::Fault;
use crate::rights::{Allowed, Edit, Read};
use crate::router::App;
use crate::secrets;
use crate::store::history::{Actor, Event};
use crate::store::solutions::{self as store, Mark};

/// Query of the list; filters may be repeated.
#[derive(Debug, Default, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
#[expect(dead_code, reason = "describes the query for OpenAPI; it is read by SolutionsView and Paging")]
pub struct ListQuery {
    /// Words in any order, in name, Solution ID or partner ID; case and accents do not matter.
    search: Option<String>,
    /// States by word.
    #[serde(default)]
    status: Vec<String>,
    /// Offer types by word.
    #[serde(default)]
    offer_type: Vec<String>,
    /// Co-sell statuses by word.
    #[serde(default)]
    co_sell_status: Vec<String>,
    /// Partner IDs.
    #[serde(default)]
    partner_id: Vec<String>,
    /// A colleague's id, or `none`.
    assigned_to: Option<String>,
    /// name, solutionId, partnerId, offerType, coSellStatus, status, assignedTo; `-` in front for descending.
    sort: Option<String>,
    /// 1 to 1,000.
    limit: Option<u32>,
    /// From the page before.
    cursor: Option<String>,
}

/// The paging part of a query whose filters may repeat.
fn paging(query: &str) -> Result<(u32, Option<Mark>), Fault> {
    let value = |name: &str| {
        form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
    };
    let limit = match value("limit") {
        None => None,
        Some(text) => Some(text.parse().map_err(|_| Fault::field("limit", "limit", vec![("max", 1_000_u64.into())]))?),
    };
    Ok((body::limit(limit)?, body::place(value("cursor").as_deref())?))
}

/// The list by keyset
#[utoipa::path(get, path = path::SOLUTIONS, operation_id = "listSolutions", tag = "solutions", security(("bearer" = [])), params(ListQuery),
    responses((status = 200, body = SolutionPage), (status = 304), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn list(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Read>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let query = query.unwrap_or_default();
    let view = body::view(&query)?;
    let (limit, after) = paging(&query)?;
    let mut tx = app.db.read().await?;
    let change = tx.change_no(who.company).await?;
    let tag = Tag::of(&["solutions", &who.company_id, &change.to_string(), &query]);
    if tag.is_known(&headers) {
        return Ok(tag.unchanged());
    }
    let asked = store::Asked { company: who.company, view: &view, ids: None };
    let page = tx.solutions(&asked, after.as_ref(), limit).await?;
    let total = match (after, view.narrows()) {
        (Some(_), _) => None,
        (None, true) => Some(tx.count_solutions(&asked).await?),
        (None, false) => Some(tx.counts(who.company).await?.total()),
    };
    let next_cursor = page.next.map(|mark| body::cursor(&mark)).transpose()?;
    let since = total.map(|_| change);
    Ok(tag.reply(SolutionPage { items: page.rows, next_cursor, total, since }))
}

/// Query of the changes.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub struct ChangesQuery {
    /// `next` of the call before; taken before the first page of the list.
    since: Option<u64>,
    /// 1 to 1,000; a change that touched more rows is given whole.
    limit: Option<u32>,
}

/// What changed since a number, deletions too; without `since` only the number to begin with
#[utoipa::path(get, path = path::SOLUTION_CHANGES, operation_id = "listSolutionChanges", tag = "solutions", security(("bearer" = [])), params(ChangesQuery),
    responses((status = 200, body = Changes), (status = 304), (status = 403, body = Problem)))]
pub async fn changes(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Read>,
    Asked(query): Asked<ChangesQuery>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let mut tx = app.db.read().await?;
    let changes = match query.since {
        Some(since) => tx.solution_changes(who.company, since, body::limit(query.limit.or(Some(1_000)))?).await?,
        None => Changes { rows: Vec::new(), gone: Vec::new(), next: tx.change_no(who.company).await?, more: false },
    };
    Tag::answer(&headers, &changes)
}

/// One solution with all that it carries
#[utoipa::path(get, path = "/api/v1/solutions/{id}", operation_id = "readSolution", tag = "solutions", security(("bearer" = [])), params(("id" = String, Path)),
    responses((status = 200, body = SolutionDetail), (status = 304), (status = 404, body = Problem)))]
pub async fn one(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Read>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let mut tx = app.db.read().await?;
    let solution = tx.solution(who.company, who.person, &id).await?.ok_or(Fault::NotFound)?;
    let tag = Tag::of(&["solution", &id, &solution.version.to_string(), &who.person_id]);
    if tag.is_known(&headers) { Ok(tag.unchanged()) } else { Ok(tag.reply(solution)) }
}

/// Leave a note for colleagues
#[utoipa::path(post, path = "/api/v1/solutions/{id}/notes", operation_id = "addNote", tag = "solutions", security(("bearer" = [])), request_body = NewNote,
    params(("id" = String, Path), ("Idempotency-Key" = String, Header, description = "one for each intent")),
    responses((status = 201, body = Note), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn add_note(Path(id): Path<String>, mut once: Once<Edit, Json<NewNote>>) -> Result<Response, Fault> {
    let text = body::text("/text", &once.body.value.text, NOTE_MAX)?;
    let now = once.at;
    let (solution, name, _) = once.tx.solution_key(once.who.company, &id).await?.ok_or(Fault::NotFound)?;
    let note = Note { id: secrets::id()?, at: time(now), by: once.who.name.clone(), mine: true, text };
    once.tx.add_note(once.who.company, solution, &note.id, once.who.person, &note.text, now).await?;
    let event = Event { kind: EventKind::NoteAdded, subject: &id, name: &name, before: None, after: None };
    once.tx.record(once.who.company, &Actor::from(&once.who), now, event).await?;
    once.finish(Answer::json(StatusCode::CREATED, &note)?).await
}

/// Remove one's own note
#[utoipa::path(delete, path = "/api/v1/solutions/{id}/notes/{note}", operation_id = "removeNote", tag = "solutions", security(("bearer" = [])),
    params(("id" = String, Path), ("note" = String, Path), ("If-Match" = String, Header, description = "the solution's ETag, or *")),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem), (status = 428, body = Problem)))]
pub async fn remove_note(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Edit>,
    Path((id, note)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<StatusCode, Fault> {
    let mut tx = app.db.write().await?;
    let (solution, name, version) = tx.solution_key(who.company, &id).await?.ok_or(Fault::NotFound)?;
    Tag::of(&["solution", &id, &version.to_string(), &who.person_id]).guard(&headers)?;
    if !tx.remove_note(solution, &note, who.person).await? {
        return Err(Fault::NotFound);
    }
    let event = Event { kind: EventKind::NoteRemoved, subject: &id, name: &name, before: None, after: None };
    tx.record(who.company, &Actor::from(&who), app.clock.now(), event).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
