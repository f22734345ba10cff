//! Import jobs: started, sent in parts, looked at, read again in another way, given up.

pub mod review;

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use contract::api::import::{
    FILE_BYTES_MAX, ImportJob, ImportKind, ImportSettings, ImportState, NewImport, PART_BYTES, Reading,
};
use contract::api::list::Page;
use contract::api::path;
use contract::csv::problem::CsvProblemKind;
use contract::csv::sniff::sniff;
use contract::locale::Locale;
use contract::problem::Problem;
use serde::Deserialize;

use crate::etag::Tag;
use crate::handlers::body::{self, Asked, Json};
use crate::idempotency::{Answer, Once};
use crate::imports::failure::Failure;
use crate::imports::task::{self, ATTEMPTS_MAX, LEASE_MS};
use crate::imports::worded::{self, part_bytes, part_count};
use crate::problem::{Fault, locale_of};
use crate::rights::{Allowed, Edit, Read};
use crate::router::App;
use crate::secrets;
use crate::store::Tx;
use crate::store::imports::Job;

/// The longest name of a file, in characters.
const FILE_NAME_MAX: usize = 200;
/// The most jobs of a company that are neither committed nor failed, so that forgotten files do not fill the database.
const OPEN_MAX: u64 = 20;

/// The version of a job: raised by every reading, and another one in every state.
fn tag(job: &Job) -> Tag {
    Tag::of(&["import", &job.id, &job.version.to_string(), job.state.word()])
}

/// The job as the API gives it, with its version.
async fn reply(tx: &mut Tx, job: &Job, locale: Locale) -> Result<Response, Fault> {
    let parts = tx.parts(job.pk).await?;
    Ok(tag(job).reply(worded::job(job, &parts, locale)))
}

/// Start an import
#[utoipa::path(post, path = path::IMPORTS, operation_id = "startImport", tag = "imports", security(("bearer" = [])), request_body = NewImport,
    params(("Idempotency-Key" = String, Header, description = "one for each intent")),
    responses((status = 201, body = ImportJob), (status = 403, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn start(mut once: Once<Edit, Json<NewImport>>) -> Result<Response, Fault> {
    let &NewImport { kind, ref file_name, size } = &once.body.value;
    if size > FILE_BYTES_MAX {
        return Err(Fault::TooLarge { limit: FILE_BYTES_MAX });
    }
    let new = NewImport { kind, file_name: body::text("/fileName", file_name, FILE_NAME_MAX)?, size };
    let now = once.at;
    once.tx.sweep_imports(now).await?;
    if once.tx.count_open_imports(once.who.company).await? >= OPEN_MAX {
        return Err(Fault::Conflict("tooManyImports"));
    }
    let id = secrets::id()?;
    once.tx.add_import(&once.who, &id, &new, now).await?;
    let mut job = once.tx.import_job(once.who.company, &id).await?.ok_or(Fault::Internal)?;
    if size == 0 {
        once.tx.fail_import(job.pk, &CsvProblemKind::EmptyFile.into()).await?;
        job = once.tx.import_job(once.who.company, &id).await?.ok_or(Fault::Internal)?;
    }
    let answer = Answer::json(StatusCode::CREATED, &worded::job(&job, &[], locale_of(&once.headers)))?;
    once.finish(answer).await
}

/// Query of the list.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub struct ListQuery {
    /// 1 to 1,000.
    limit: Option<u32>,
    /// From the page before.
    cursor: Option<String>,
}

/// My company's imports of the last days, newest first
#[utoipa::path(get, path = path::IMPORTS, operation_id = "listImports", tag = "imports", security(("bearer" = [])), params(ListQuery),
    responses((status = 200, body = Page<ImportJob>), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn list(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Read>,
    Asked(query): Asked<ListQuery>,
    headers: HeaderMap,
) -> Result<axum::Json<Page<ImportJob>>, Fault> {
    let limit = body::limit(query.limit)?;
    let before: Option<i64> = body::place(query.cursor.as_deref())?;
    let mut tx = app.db.read().await?;
    let jobs = tx.imports(who.company, before, limit + 1).await?;
    let shown = &jobs[..jobs.len().min(limit as usize)];
    let locale = locale_of(&headers);
    let mut items = Vec::with_capacity(shown.len());
    for job in shown {
        let parts = if job.state == ImportState::Uploading { tx.parts(job.pk).await? } else { Vec::new() };
        items.push(worded::job(job, &parts, locale));
    }
    let next_cursor = match shown.last() {
        Some(last) if jobs.len() > shown.len() => Some(body::cursor(&last.pk)?),
        _ => None,
    };
    Ok(axum::Json(Page { items, next_cursor, total: None }))
}

/// One import: how far it has come
#[utoipa::path(get, path = "/api/v1/imports/{id}", operation_id = "readImport", tag = "imports", security(("bearer" = [])), params(("id" = String, Path)),
    responses((status = 200, body = ImportJob), (status = 304), (status = 404, body = Problem)))]
pub async fn one(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Read>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let mut tx = app.db.read().await?;
    let mut job = tx.import_job(who.company, &id).await?.ok_or(Fault::NotFound)?;
    if job.state == ImportState::Reading && job.lease_until < app.clock.now() {
        drop(tx);
        take_over(&app, &job).await?;
        tx = app.db.read().await?;
        job = tx.import_job(who.company, &id).await?.ok_or(Fault::NotFound)?;
    }
    // What is worded in a language, or moves within a version, is always given anew.
    let is_settled = matches!(job.state, ImportState::Review | ImportState::Committed)
        && job.reading.as_ref().is_some_and(|reading| reading.missing.is_empty());
    if is_settled && tag(&job).is_known(&headers) {
        return Ok(tag(&job).unchanged());
    }
    reply(&mut tx, &job, locale_of(&headers)).await
}

/// Goes on with a reading whose server is gone, unless it never comes to an end.
async fn take_over(app: &Arc<App>, job: &Job) -> Result<(), Fault> {
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    let Some((version, attempts)) = tx.take_over_reading(job.pk, now, now + LEASE_MS).await? else { return Ok(()) };
    if attempts > ATTEMPTS_MAX {
        tx.fail_import(job.pk, &Failure::NeverEnds).await?;
        tx.commit().await?;
        tracing::error!(job = job.pk, "an import was begun several times and never came to an end");
        return Ok(());
    }
    tx.commit().await?;
    task::begin(app, job.pk, version);
    Ok(())
}

/// Send a part of the file; the last one starts the reading
#[utoipa::path(put, path = "/api/v1/imports/{id}/parts/{part}", operation_id = "sendImportPart", tag = "imports", security(("bearer" = [])),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "1,048,576 bytes; the last part has what is left"),
    params(("id" = String, Path), ("part" = u32, Path, description = "from 0"), ("If-Match" = String, Header, description = "*, or the job's ETag")),
    responses((status = 200, body = ImportJob), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 413, body = Problem), (status = 415, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn put_part(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Edit>,
    Path((id, part)): Path<(String, u32)>,
    headers: HeaderMap,
    data: Result<Bytes, BytesRejection>,
) -> Result<Response, Fault> {
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    let mut job = tx.lock_import(who.company, &id, now).await?.ok_or(Fault::NotFound)?;
    tag(&job).guard(&headers)?;
    let data = part_of(&job, part, &headers, data)?;
    if job.state != ImportState::Uploading {
        // An answer that got lost is asked for again; other bytes come too late.
        if tx.part(job.pk, part).await?.as_deref() != Some(&*data) {
            return Err(Fault::Conflict("importNotUploading"));
        }
        return reply(&mut tx, &job, locale_of(&headers)).await;
    }
    tx.put_part(job.pk, part, &data).await?;
    let mut version = None;
    if part == 0
        && let Some(found) = sniff(&data)
    {
        // Nobody should have to send 50 MB to hear that it is a spreadsheet.
        tx.fail_import(job.pk, &CsvProblemKind::NotText { found }.into()).await?;
    } else if tx.parts(job.pk).await?.len() == part_count(job.size) as usize {
        version = Some(tx.start_reading(job.pk, &job.settings, now + LEASE_MS).await?);
    }
    job = tx.import_job(who.company, &id).await?.ok_or(Fault::NotFound)?;
    let response = reply(&mut tx, &job, locale_of(&headers)).await?;
    tx.commit().await?;
    if let Some(version) = version {
        task::begin(&app, job.pk, version);
    }
    Ok(response)
}

/// The bytes of a part of the right type and length.
fn part_of(job: &Job, part: u32, headers: &HeaderMap, data: Result<Bytes, BytesRejection>) -> Result<Bytes, Fault> {
    const TYPE: &str = "application/octet-stream";
    let given = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !given.split(';').next().is_some_and(|given| given.trim().eq_ignore_ascii_case(TYPE)) {
        return Err(Fault::MediaType(TYPE));
    }
    let data = data.map_err(|rejection| {
        let is_too_large = rejection.status() == StatusCode::PAYLOAD_TOO_LARGE;
        if is_too_large { Fault::TooLarge { limit: PART_BYTES } } else { Fault::Unreadable(rejection.body_text()) }
    })?;
    let last = u64::from(part_count(job.size).saturating_sub(1));
    let expected =
        part_bytes(job.size, part).ok_or_else(|| Fault::field("part", "partNumber", vec![("max", last.into())]))?;
    if data.len() as u64 != expected {
        return Err(Fault::field("part", "partSize", vec![("max", expected.into()), ("n", data.len().into())]));
    }
    Ok(data)
}

/// Read the file again in another way
#[utoipa::path(put, path = "/api/v1/imports/{id}/settings", operation_id = "setImport", tag = "imports", security(("bearer" = [])), request_body = ImportSettings,
    params(("id" = String, Path), ("If-Match" = String, Header, description = "the job's ETag")),
    responses((status = 200, body = ImportJob), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn set(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Edit>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Json<ImportSettings>,
) -> Result<Response, Fault> {
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    let job = tx.lock_import(who.company, &id, now).await?.ok_or(Fault::NotFound)?;
    tag(&job).guard(&headers)?;
    match job.state {
        ImportState::Committed => return Err(Fault::Conflict("importCommitted")),
        _ if tx.parts(job.pk).await?.len() < part_count(job.size) as usize => {
            return Err(Fault::Conflict("importNotReady"));
        }
        _ => {}
    }
    check_columns(job.kind, &body.value, job.reading.as_ref())?;
    let version = tx.start_reading(job.pk, &body.value, now + LEASE_MS).await?;
    let job = tx.import_job(who.company, &id).await?.ok_or(Fault::NotFound)?;
    let response = reply(&mut tx, &job, locale_of(&headers)).await?;
    tx.commit().await?;
    task::begin(&app, job.pk, version);
    Ok(response)
}

/// Refuses a mapping that cannot be meant for this kind of file or, where encoding and separator stay, for this file.
fn check_columns(kind: ImportKind, settings: &ImportSettings, reading: Option<&Reading>) -> Result<(), Fault> {
    let Some(columns) = &settings.columns else { return Ok(()) };
    for (at, id) in columns.iter().enumerate() {
        let Some(id) = id else { continue };
        let pointer = format!("/columns/{at}");
        if kind.columns().column(id).is_none() {
            return Err(Fault::field(pointer, "unknownColumn", vec![("id", id.as_str().into())]));
        }
        if columns[..at].contains(&Some(id.clone())) {
            return Err(Fault::field(pointer, "duplicateColumn", Vec::new()));
        }
    }
    let same_file = |reading: &&Reading| {
        settings.encoding.is_none_or(|encoding| encoding == reading.encoding)
            && settings.separator.is_none_or(|separator| separator == reading.separator)
    };
    match reading.filter(same_file) {
        Some(reading) if reading.columns.len() != columns.len() => {
            let args = vec![("max", reading.columns.len().into()), ("n", columns.len().into())];
            Err(Fault::field("/columns", "columnCount", args))
        }
        _ => Ok(()),
    }
}

/// Give an import up, or forget a finished one
#[utoipa::path(delete, path = "/api/v1/imports/{id}", operation_id = "removeImport", tag = "imports", security(("bearer" = [])),
    params(("id" = String, Path), ("If-Match" = String, Header, description = "the job's ETag")),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem), (status = 428, body = Problem)))]
pub async fn remove(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Edit>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Fault> {
    let mut tx = app.db.write().await?;
    let job = tx.lock_import(who.company, &id, app.clock.now()).await?.ok_or(Fault::NotFound)?;
    tag(&job).guard(&headers)?;
    tx.delete_import(job.pk).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
