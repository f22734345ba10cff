//! "Import CSPs": a file of resellers is previewed by kind, then confirmed exactly as it was shown.

use axum::body::Bytes;
use axum::extract::{FromRequest, Path, Request};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use contract::api::audience::{ListMode, OfferResell};
use contract::api::audience_file::{ListPreview, PREVIEW_ROWS, PreviewAs};
use contract::api::history::EventKind;
use contract::api::import::{FILE_BYTES_MAX, ImportSettings, Reading, RowProblem};
use contract::audience::Audience;
use contract::catalogue::Arg;
use contract::csv::encoding::FileEncoding;
use contract::csv::problem::CsvProblemKind;
use contract::csv::separator::Separator;
use contract::locale::Locale;
use contract::problem::Problem;
use contract::refusal::Refusal;
use serde::Deserialize;

use crate::acts::audience::{Standing, editable, figures};
use crate::acts::audience_import::{Judged, judge};
use crate::acts::audience_save::check_found;
use crate::acts::discard::Act;
use crate::acts::{Stop, each};
use crate::handlers::body::Asked;
use crate::handlers::downloads;
use crate::idempotency::{Answer, Call, Early, Sent};
use crate::imports::audience::AudienceFile;
use crate::imports::failure::Failure;
use crate::imports::rejected::RejectedFile;
use crate::problem::{Fault, locale_of};
use crate::rights::{Edit, Who};
use crate::store::Tx;
use crate::store::imports::review::RejectedRow;
use crate::texts::text;

/// Headings of a file that a sentence names.
const HEADINGS_SHOWN: usize = 8;

/// Query of an import.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub struct ImportQuery {
    /// What becomes of the list that is there: it stays when absent.
    mode: Option<ListMode>,
    /// "File encoding"; guessed when absent.
    #[param(value_type = Option<String>)]
    encoding: Option<FileEncoding>,
    /// What stands between cells; guessed when absent.
    #[param(value_type = Option<String>)]
    separator: Option<Separator>,
    /// True answers what would happen and changes nothing.
    dry_run: Option<bool>,
    /// With dryRun: the preview, or the rejected rows as a file.
    answer: Option<PreviewAs>,
    /// Without dryRun: `seen` of the preview that is confirmed.
    seen: Option<String>,
}

impl ImportQuery {
    fn mode(&self) -> ListMode {
        self.mode.unwrap_or(ListMode::Add)
    }
}

/// A list as it came, within the limit.
pub struct ListFile(pub Bytes);

impl Sent for ListFile {
    fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl<S: Send + Sync> FromRequest<S> for ListFile {
    type Rejection = Fault;

    async fn from_request(request: Request, state: &S) -> Result<Self, Fault> {
        Bytes::from_request(request, state).await.map(ListFile).map_err(|rejection| {
            if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
                Fault::TooLarge { limit: FILE_BYTES_MAX }
            } else {
                Fault::Unreadable(rejection.body_text())
            }
        })
    }
}

/// Reads the file on a thread of its own: a long one takes a while.
async fn read(query: &ImportQuery, bytes: &Bytes) -> Result<AudienceFile, Fault> {
    let settings = ImportSettings { encoding: query.encoding, separator: query.separator, columns: None };
    let bytes = bytes.clone();
    tokio::task::spawn_blocking(move || AudienceFile::read(settings, &bytes)).await.map_err(|error| {
        tracing::error!(%error, "a list cannot be read");
        Fault::Internal
    })
}

/// Import resellers into the draft of an audience, or see what a file would do
#[utoipa::path(post, path = "/api/v1/offers/{id}/resell/import", operation_id = "importAudience", tag = "resell", security(("bearer" = [])),
    request_body(content = String, content_type = "text/csv", description = "columns ID,Description,Type and optionally Country,Region; at most 100,000 rows or 50 MB"),
    params(("id" = String, Path), ImportQuery, ("Idempotency-Key" = String, Header, description = "one for each intent; not with dryRun")),
    responses((status = 200, body = OfferResell, description = "`ListPreview` with dryRun"), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`changedSince`: confirming would not do what was shown"),
        (status = 413, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn import(
    Path(id): Path<String>,
    Asked(query): Asked<ImportQuery>,
    headers: HeaderMap,
    call: Call<Edit, ListFile>,
) -> Result<Response, Early> {
    if query.dry_run == Some(true) {
        let file = read(&query, &call.body.0).await?;
        let mut tx = call.app.db.read().await?;
        let standing = open(&mut tx, &call.who, &id).await?;
        let judged = judge(&mut tx, &standing, file, query.mode()).await?;
        let locale = locale_of(&headers);
        return Ok(match query.answer {
            Some(PreviewAs::Rejected) => rejected(&judged, locale),
            Some(PreviewAs::Preview) | None => {
                let refusal =
                    each(check_found(&mut tx, &call.who, &standing, &judged.wanted(), &judged.found).await)?.err();
                axum::Json(preview(&standing, &judged, refusal, locale)).into_response()
            }
        });
    }
    let mut once = call.begin().await?;
    let file = read(&query, &once.body.0).await?;
    let act = Act::begin(&mut once.tx, &once.who, once.at).await?;
    let standing = open(&mut once.tx, &once.who, &id).await?;
    let judged = judge(&mut once.tx, &standing, file, query.mode()).await?;
    if judged.file.file.failure.is_some() || query.seen.as_deref() != Some(&judged.seen(&standing)) {
        return Err(Fault::Refused(Refusal::ChangedSince).into());
    }
    let (wanted, kind) = (judged.wanted(), EventKind::AudienceImported);
    if act.save_audience(&mut once.tx, &standing, &wanted, kind).await? {
        once.tx.touch_offer(standing.offer.pk, once.at).await?;
    }
    let standing = open(&mut once.tx, &once.who, &id).await?;
    let page: OfferResell = standing.page(&mut once.tx, once.who.company, once.who.role).await?;
    Ok(once.finish(Answer::json(StatusCode::OK, &page)?).await?)
}

/// The offer's audience, if it is the publisher's to set.
async fn open(tx: &mut Tx, who: &Who, id: &str) -> Result<Standing, Stop> {
    let standing = Standing::find(tx, who.company, id).await?;
    editable(standing.eligibility())?;
    Ok(standing)
}

fn preview(standing: &Standing, judged: &Judged, refusal: Option<Refusal>, locale: Locale) -> ListPreview {
    let file = &judged.file.file;
    let unreadable = file.failure.as_ref().map(|failure| unreadable(failure, &file.reading, locale));
    let refused = refusal.map(|refusal| text(locale, &refusal.key(), &refusal.args()));
    let failure = unreadable.or(refused);
    let worded = |row: &crate::imports::mapped::FileRow| -> Vec<RowProblem> {
        row.faults.iter().map(|fault| fault.worded(row.line, Some(&file.reading), locale)).collect()
    };
    let wanted = judged.wanted();
    let need = standing.need(&Audience::of(wanted.reseller_channel_state, wanted.resellers));
    ListPreview {
        encoding: file.reading.encoding,
        separator: file.reading.separator,
        columns: file.reading.columns.clone(),
        counts: judged.counts,
        rows: judged.rows.clone(),
        problems: file.rows.iter().flat_map(worded).take(PREVIEW_ROWS).collect(),
        problem_count: file.rows.iter().map(|row| row.faults.len() as u64).sum(),
        need: failure.is_none().then(|| figures(&need)),
        seen: if failure.is_none() { judged.seen(standing) } else { String::new() },
        failure,
    }
}

/// Why a file cannot be read. Here nobody can say which column is which, so that the headings themselves have to be mended:
/// the sentence names those that were found.
fn unreadable(failure: &Failure, reading: &Reading, locale: Locale) -> String {
    let key = match failure {
        Failure::Csv { problem: CsvProblemKind::NoHeader } => "resellImport.noHeader",
        Failure::Csv { problem: CsvProblemKind::MissingColumn { .. } } => "resellImport.noId",
        Failure::Csv { problem: CsvProblemKind::DuplicateColumn { name, .. } } => {
            return text(locale, "resellImport.twice", &[("name", name.as_str().into())]);
        }
        _ => return failure.worded(locale),
    };
    let mut found: Vec<String> =
        reading.columns.iter().take(HEADINGS_SHOWN).map(|column| column.heading.clone()).collect();
    if reading.columns.len() > found.len() {
        found.push("…".to_owned());
    }
    text(locale, key, &[("found", Arg::List(found))])
}

/// The rows that stay out, as a file.
fn rejected(judged: &Judged, locale: Locale) -> Response {
    let file = &judged.file.file;
    let mut out = RejectedFile::new(&file.reading, locale);
    let rows: Vec<RejectedRow> = file
        .rows
        .iter()
        .filter(|row| !row.faults.is_empty())
        .map(|row| RejectedRow { line: row.line, cells: row.cells.clone(), faults: row.faults.clone() })
        .collect();
    out.add(&rows);
    downloads::file("rejected-resellers.csv", "text/csv; charset=utf-8", out.take())
}
