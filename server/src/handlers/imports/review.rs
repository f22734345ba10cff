//! What an import would do: its problems, its preview, and the commit that does it.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use contract::api::import::{CommitImport, ImportJob, ImportState, PreviewRow, RowEffect, RowProblem};
use contract::api::list::Page;
use contract::problem::Problem;
use serde::Deserialize;

use super::ListQuery;
use crate::handlers::body::{self, Asked, Json};
use crate::idempotency::{Answer, Once};
use crate::imports::task::{self, LEASE_MS};
use crate::imports::worded;
use crate::problem::{Fault, locale_of};
use crate::rights::{Allowed, Edit, Read};
use crate::router::App;
use crate::store::history::Actor;
use crate::store::imports::Job;
use crate::store::imports::review::ProblemPlace;

/// Lets a look pass only when the file was read; what is staged before is a part of the truth.
fn is_read(job: &Job) -> Result<(), Fault> {
    match job.state {
        ImportState::Uploading | ImportState::Reading => Err(Fault::Conflict("importNotReady")),
        ImportState::Review | ImportState::Committed | ImportState::Failed => Ok(()),
    }
}

/// What is wrong, by row and column, in the order of the file
#[utoipa::path(get, path = "/api/v1/imports/{id}/problems", operation_id = "listImportProblems", tag = "imports", security(("bearer" = [])), params(("id" = String, Path), ListQuery),
    responses((status = 200, body = Page<RowProblem>), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn problems(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Read>,
    Path(id): Path<String>,
    Asked(query): Asked<ListQuery>,
    headers: HeaderMap,
) -> Result<axum::Json<Page<RowProblem>>, Fault> {
    let mut tx = app.db.read().await?;
    let job = tx.import_job(who.company, &id).await?.ok_or(Fault::NotFound)?;
    is_read(&job)?;
    let limit = body::limit(query.limit)?;
    let after: Option<ProblemPlace> = body::place(query.cursor.as_deref())?;
    let found = tx.import_problems(job.pk, after, limit + 1).await?;
    let shown = &found[..found.len().min(limit as usize)];
    let locale = locale_of(&headers);
    let worded = |(place, fault): &(ProblemPlace, crate::imports::fault::RowFault)| {
        fault.worded(place.line, job.reading.as_ref(), locale)
    };
    let next_cursor = match shown.last() {
        Some((place, _)) if found.len() > shown.len() => Some(body::cursor(place)?),
        _ => None,
    };
    let total = after.is_none().then_some(job.problems);
    Ok(axum::Json(Page { items: shown.iter().map(worded).collect(), next_cursor, total }))
}

/// Query of the preview.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub struct PreviewQuery {
    /// `new` or `changed`; both without it.
    effect: Option<RowEffect>,
    /// 1 to 1,000.
    limit: Option<u32>,
    /// From the page before.
    cursor: Option<String>,
}

/// What would be added and changed, in the order of the file
#[utoipa::path(get, path = "/api/v1/imports/{id}/preview", operation_id = "previewImport", tag = "imports", security(("bearer" = [])), params(("id" = String, Path), PreviewQuery),
    responses((status = 200, body = Page<PreviewRow>), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem)))]
pub async fn preview(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Read>,
    Path(id): Path<String>,
    Asked(query): Asked<PreviewQuery>,
    headers: HeaderMap,
) -> Result<axum::Json<Page<PreviewRow>>, Fault> {
    let mut tx = app.db.read().await?;
    let job = tx.import_job(who.company, &id).await?.ok_or(Fault::NotFound)?;
    is_read(&job)?;
    let limit = body::limit(query.limit)?;
    let effect = match query.effect {
        Some(RowEffect::Unchanged | RowEffect::Rejected) => return Err(Fault::field("effect", "effect", Vec::new())),
        effect => effect,
    };
    let after: Option<u64> = body::place(query.cursor.as_deref())?;
    let mut rows = tx.import_preview(job.pk, effect, after.unwrap_or(0), limit + 1).await?;
    let next_cursor = body::cut(&mut rows, limit, |row| row.line)?;
    let total = job.reading.as_ref().filter(|_| after.is_none()).map(|reading| match effect {
        Some(RowEffect::New) => reading.counts.new,
        Some(RowEffect::Changed) => reading.counts.changed,
        _ => reading.counts.to_write(),
    });
    let locale = locale_of(&headers);
    let items = rows.into_iter().map(|row| worded::preview(row, locale)).collect();
    Ok(axum::Json(Page { items, next_cursor, total }))
}

/// Write the good rows, all of them or none
#[utoipa::path(post, path = "/api/v1/imports/{id}/commit", operation_id = "commitImport", tag = "imports", security(("bearer" = [])), request_body = CommitImport,
    params(("id" = String, Path), ("Idempotency-Key" = String, Header, description = "one for each intent")),
    responses((status = 200, body = ImportJob), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn commit(Path(id): Path<String>, mut once: Once<Edit, Json<CommitImport>>) -> Result<Response, Fault> {
    let now = once.at;
    let job = once.tx.lock_import(once.who.company, &id, now).await?.ok_or(Fault::NotFound)?;
    let counts = match (job.state, &job.reading) {
        (ImportState::Committed, _) => return Err(Fault::Conflict("importCommitted")),
        (ImportState::Review, Some(reading)) if reading.missing.is_empty() => reading.counts,
        _ => return Err(Fault::Conflict("importNotReady")),
    };
    if job.version != once.body.value.seen_version {
        return Err(Fault::Conflict("importStale"));
    }
    // Taken first: whoever changes a solution of the company waits here or is seen below.
    let change = once.tx.next_change(once.who.company).await?;
    if once.tx.import_is_stale(&job).await? {
        let app = Arc::clone(&once.app);
        drop(once);
        read_again(&app, &job).await?;
        return Err(Fault::Conflict("importStale"));
    }
    once.tx.commit_import(&job, change, &Actor::from(&once.who), now, counts).await?;
    let job = once.tx.import_job(once.who.company, &id).await?.ok_or(Fault::NotFound)?;
    let answer = Answer::json(StatusCode::OK, &worded::job(&job, &[], locale_of(&once.headers)))?;
    once.finish(answer).await
}

/// Sends a job whose preview is no longer true to be read again, unless somebody did that already.
async fn read_again(app: &Arc<App>, stale: &Job) -> Result<(), Fault> {
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    let job = tx.import_by_key(stale.pk).await?;
    let Some(job) = job.filter(|job| job.version == stale.version && job.state == stale.state) else { return Ok(()) };
    let version = tx.start_reading(job.pk, &job.settings, now + LEASE_MS).await?;
    tx.commit().await?;
    task::begin(app, job.pk, version);
    Ok(())
}
