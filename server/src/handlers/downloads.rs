//! Downloads by ticket: a browser fetches a file without a header, so the address itself is the right, once.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{Path, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use contract::access::{Right, Role};
use contract::api::path;
use contract::api::solutions::{BULK_MAX, Ticket, TicketFor};
use contract::csv::columns::SOLUTIONS;
use contract::csv::separator::Separator;
use contract::csv::write::Writer;
use contract::locale::Locale;
use contract::problem::Problem;
use contract::route::SolutionsView;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::clock::time;
use crate::handlers::audience;
use crate::handlers::body::Json;
use crate::imports::cells::cell;
use crate::imports::rejected::RejectedFile;
use crate::problem::{Fault, locale_of};
use crate::rights::{Allowed, SignedIn};
use crate::router::App;
use crate::secrets;
use crate::store::Tx;
use crate::store::solutions::{Asked, Place};
use crate::store::tickets::UsedTicket;
use crate::texts::text;

/// Rows read at a time while a file is written.
const PAGE: u32 = 1_000;

/// Make an address that downloads once, within a minute
#[utoipa::path(post, path = path::TICKETS, tag = "downloads", security(("bearer" = [])), request_body = TicketFor,
    responses((status = 201, body = Ticket), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn make(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<SignedIn>,
    headers: HeaderMap,
    body: Json<TicketFor>,
) -> Result<Response, Fault> {
    match &body.value {
        TicketFor::Attachment { request, attachment } => {
            let scope = scope(who.role, who.company)?;
            app.db.read().await?.attachment(scope, request, attachment).await?.ok_or(Fault::NotFound)?;
        }
        _ => who.role.require(Right::Read).map_err(Fault::Forbidden)?,
    }
    if let TicketFor::SolutionsExport { ids: Some(ids), .. } = &body.value
        && ids.len() > BULK_MAX
    {
        return Err(Fault::field("/ids", "itemCount", vec![("max", BULK_MAX.into()), ("n", ids.len().into())]));
    }
    let code = secrets::code()?;
    let mut tx = app.db.write().await?;
    tx.add_ticket(&who, secrets::hash(&code), &body.value, locale_of(&headers), app.clock.now()).await?;
    tx.commit().await?;
    let ticket = Ticket { href: path::ticket(&code) };
    Ok((axum::http::StatusCode::CREATED, axum::Json(ticket)).into_response())
}

/// Download by ticket
#[utoipa::path(get, path = "/api/v1/tickets/{code}", tag = "downloads", params(("code" = String, Path)),
    responses((status = 200, description = "the file, under its own media type"), (status = 404, body = Problem)))]
pub async fn fetch(State(app): State<Arc<App>>, Path(code): Path<String>) -> Result<Response, Fault> {
    let now = app.clock.now();
    let mut tx = app.db.write().await?;
    let ticket = tx.use_ticket(secrets::hash(&code), now).await?.ok_or(Fault::NotFound)?;
    tx.commit().await?;
    let mut tx = app.db.read().await?;
    let day = time(now).date_naive();
    let (name, bytes) = match &ticket.what {
        TicketFor::SolutionsExport { query, ids } => {
            (format!("solutions-{day}.csv"), solutions(&mut tx, &ticket, query, ids.as_deref()).await?)
        }
        TicketFor::Report => (format!("migration-report-{day}.csv"), report(&mut tx, &ticket).await?),
        TicketFor::ImportRejected { import } => {
            (format!("rejected-rows-{day}.csv"), rejected(&mut tx, &ticket, import).await?)
        }
        TicketFor::AudienceExport { offer, of } => {
            audience::export_file(&mut tx, ticket.company, offer, *of, now).await?
        }
        TicketFor::Attachment { request, attachment } => return attached(&mut tx, &ticket, request, attachment).await,
    };
    Ok(file(&name, "text/csv; charset=utf-8", bytes))
}

/// Whose files a role reads: its company's, or at the desk those of any request.
fn scope(role: Role, company: i64) -> Result<Option<i64>, Fault> {
    if role.has(Right::Desk) {
        return Ok(None);
    }
    role.require(Right::Read).map_err(Fault::Forbidden)?;
    Ok(Some(company))
}

/// A file of a request. The right is asked again: it may have ended within the minute.
async fn attached(tx: &mut Tx, ticket: &UsedTicket, request: &str, attachment: &str) -> Result<Response, Fault> {
    let role = tx.role(ticket.person, ticket.company).await?.ok_or(Fault::NotFound)?;
    let scope = scope(role, ticket.company)?;
    let stored = tx.attachment(scope, request, attachment).await?.ok_or(Fault::NotFound)?;
    let bytes = tx.attachment_bytes(&stored).await?;
    Ok(file(&stored.name, &stored.media_type, bytes))
}

/// A download under its name. Browsers that read RFC 6266 take the second name, all others the first.
pub(super) fn file(name: &str, media_type: &str, bytes: Vec<u8>) -> Response {
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_graphic() && !matches!(c, '"' | '\\' | '%') || c == ' ' { c } else { '_' })
        .collect();
    let full = utf8_percent_encode(name, NON_ALPHANUMERIC);
    let disposition = if plain == name {
        format!("attachment; filename=\"{plain}\"")
    } else {
        format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{full}")
    };
    let mut response = Body::from(Bytes::from(bytes)).into_response();
    let headers = response.headers_mut();
    if let Ok(value) = HeaderValue::from_str(media_type) {
        headers.insert(CONTENT_TYPE, value);
    }
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Names are of our own making: plain letters, digits and hyphens.
    if let Ok(value) = HeaderValue::from_str(&disposition) {
        headers.insert(CONTENT_DISPOSITION, value);
    }
    response
}

async fn solutions(tx: &mut Tx, ticket: &UsedTicket, query: &str, ids: Option<&[String]>) -> Result<Vec<u8>, Fault> {
    let view = SolutionsView::from_query(query);
    let asked = Asked { company: ticket.company, view: &view, ids };
    let mut writer = Writer::new(Separator::Comma);
    writer.row(SOLUTIONS.header());
    let mut bytes = writer.take();
    let mut after: Option<Place> = None;
    loop {
        let (lines, next) = tx.export_page(&asked, after.as_ref(), PAGE).await?;
        for line in &lines {
            // All columns, so that our own export can be imported again.
            writer.row(SOLUTIONS.columns.iter().map(|column| cell(line, column.id)));
        }
        bytes.append(&mut writer.take());
        after = next;
        if after.is_none() {
            return Ok(bytes);
        }
    }
}

/// Rejected rows of one of the company's imports.
async fn rejected(tx: &mut Tx, ticket: &UsedTicket, import: &str) -> Result<Vec<u8>, Fault> {
    let job = tx.import_job(ticket.company, import).await?.ok_or(Fault::NotFound)?;
    let reading = job.reading.as_ref().ok_or(Fault::NotFound)?;
    let mut file = RejectedFile::new(reading, ticket.locale);
    let mut bytes = file.take();
    let mut after = 0;
    loop {
        let rows = tx.rejected_rows(job.pk, after, PAGE).await?;
        file.add(&rows);
        bytes.append(&mut file.take());
        match rows.last() {
            Some(last) if rows.len() == PAGE as usize => after = last.line,
            _ => return Ok(bytes),
        }
    }
}

async fn report(tx: &mut Tx, ticket: &UsedTicket) -> Result<Vec<u8>, Fault> {
    let locale: Locale = ticket.locale;
    let mut writer = Writer::new(Separator::Comma);
    let columns =
        ["solutionId", "name", "partnerId", "state", "offer", "when", "by", "referrals", "collateral", "contacts"];
    // catalogue: report.column.*
    writer.row(columns.map(|column| text(locale, &format!("report.column.{column}"), &[])));
    let mut bytes = writer.take();
    let mut after: Option<(String, i64)> = None;
    loop {
        let lines = tx.report(ticket.company, after.as_ref().map(|(key, pk)| (key.as_str(), *pk)), PAGE).await?;
        for (_, _, line) in &lines {
            writer.row([
                line.solution_id.clone(),
                line.name.clone(),
                line.partner_id.clone(),
                text(locale, &format!("state.{}", line.state.word()), &[]),
                line.offer.clone().unwrap_or_default(),
                line.at.to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
                line.by.clone().unwrap_or_default(),
                line.referrals.to_string(),
                line.collateral.to_string(),
                line.contacts.to_string(),
            ]);
        }
        bytes.append(&mut writer.take());
        match lines.last() {
            Some((pk, key, _)) if lines.len() == PAGE as usize => after = Some((key.clone(), *pk)),
            _ => return Ok(bytes),
        }
    }
}
