//! Drafts of wizards: kept as typed, so that a reload and a second tab lose nothing.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use contract::api::news::{DRAFT_MAX, Draft};
use contract::problem::Problem;

use crate::etag::Tag;
use crate::handlers::body::Json;
use crate::problem::Fault;
use crate::rights::{Allowed, SignedIn, Who};
use crate::router::App;
use crate::store::drafts::StoredDraft;

/// The longest key.
const KEY_MAX: usize = 80;
/// The most drafts of a person in a company.
const DRAFTS_MAX: u64 = 100;

/// The body of a draft in bytes: as a JSON text in JSON each quotation mark and line break of it takes two bytes or more.
pub const DRAFT_BODY_MAX: usize = 4 * DRAFT_MAX;

fn tag(who: &Who, key: &str, draft: &StoredDraft) -> Tag {
    Tag::of(&["draft", &who.person_id, &who.company_id, key, &draft.version.to_string()])
}

fn check(key: &str) -> Result<(), Fault> {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || matches!(byte, b':' | b'_' | b'-');
    if !key.is_empty() && key.len() <= KEY_MAX && key.bytes().all(fits) {
        Ok(())
    } else {
        Err(Fault::field("key", "draftKey", vec![("max", KEY_MAX.into())]))
    }
}

/// Lets a write pass that names the stored version; otherwise the answer brings what is stored.
fn guard(tag: &Tag, headers: &HeaderMap, stored: &StoredDraft) -> Result<(), Fault> {
    tag.guard(headers).map_err(|fault| match fault {
        Fault::Stale { etag } => Fault::Overtaken { etag, stored: stored.value.clone() },
        other => other,
    })
}

/// What I have typed into a wizard; one that is not there reads as an empty text
#[utoipa::path(get, path = "/api/v1/drafts/{key}", operation_id = "readDraft", tag = "drafts", security(("bearer" = [])), params(("key" = String, Path, description = "1 to 80 of a-z, 0-9, : _ -")),
    responses((status = 200, body = Draft), (status = 304), (status = 422, body = Problem)))]
pub async fn one(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<SignedIn>,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    check(&key)?;
    let draft = app.db.read().await?.draft(&who, &key).await?;
    let tag = tag(&who, &key, &draft);
    if tag.is_known(&headers) { Ok(tag.unchanged()) } else { Ok(tag.reply(Draft { value: draft.value })) }
}

/// Keep what I have typed
#[utoipa::path(put, path = "/api/v1/drafts/{key}", operation_id = "keepDraft", tag = "drafts", security(("bearer" = [])), request_body = Draft,
    params(("key" = String, Path, description = "1 to 80 of a-z, 0-9, : _ -"), ("If-Match" = String, Header, description = "the draft's ETag, or *")),
    responses((status = 200, body = Draft), (status = 409, body = Problem), (status = 412, body = Problem, description = "`stored` holds what is stored"), (status = 413, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn put(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<SignedIn>,
    Path(key): Path<String>,
    headers: HeaderMap,
    body: Json<Draft>,
) -> Result<Response, Fault> {
    check(&key)?;
    let Draft { value } = body.value;
    if value.len() > DRAFT_MAX {
        return Err(Fault::field("/value", "draftSize", vec![("max", DRAFT_MAX.into()), ("n", value.len().into())]));
    }
    let mut tx = app.db.write().await?;
    let stored = tx.draft(&who, &key).await?;
    // An answer that got lost is asked for again: what is stored already is no conflict, whatever version was seen.
    if stored.version > 0 && stored.value == value {
        return Ok(tag(&who, &key, &stored).reply(Draft { value }));
    }
    guard(&tag(&who, &key, &stored), &headers, &stored)?;
    if stored.version == 0 && tx.count_drafts(&who).await? >= DRAFTS_MAX {
        return Err(Fault::Conflict("tooManyDrafts"));
    }
    let written = tx.put_draft(&who, &key, stored.version, &value, app.clock.now()).await?;
    let now = tx.draft(&who, &key).await?;
    let tag = tag(&who, &key, &now);
    if !written {
        return Err(Fault::Overtaken { etag: tag.text().to_owned(), stored: now.value });
    }
    tx.commit().await?;
    Ok(tag.reply(Draft { value }))
}

/// Forget what I have typed
#[utoipa::path(delete, path = "/api/v1/drafts/{key}", operation_id = "removeDraft", tag = "drafts", security(("bearer" = [])),
    params(("key" = String, Path, description = "1 to 80 of a-z, 0-9, : _ -"), ("If-Match" = String, Header, description = "the draft's ETag, or *")),
    responses((status = 204), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn remove(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<SignedIn>,
    Path(key): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Fault> {
    check(&key)?;
    let mut tx = app.db.write().await?;
    let stored = tx.draft(&who, &key).await?;
    guard(&tag(&who, &key, &stored), &headers, &stored)?;
    tx.remove_draft(&who, &key).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
