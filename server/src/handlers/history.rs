//! The history of a company.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use contract::api::history::{EventKind, HistoryEntry};
use contract::api::list::Page;
use contract::api::path;
use contract::problem::Problem;
use serde::Deserialize;

use crate::etag::Tag;
use crate::handlers::body::{self, Asked};
use crate::problem::Fault;
use crate::rights::{Allowed, Read};
use crate::router::App;

/// Query of the history.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub struct HistoryQuery {
    /// Only what happened to this thing.
    subject: Option<String>,
    /// Only this kind.
    kind: Option<EventKind>,
    /// 1 to 1,000.
    limit: Option<u32>,
    /// From the page before.
    cursor: Option<String>,
}

/// What was done, newest first
#[utoipa::path(get, path = path::HISTORY, operation_id = "listHistory", tag = "history", security(("bearer" = [])), params(HistoryQuery),
    responses((status = 200, body = Page<HistoryEntry>), (status = 304), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn list(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Read>,
    Asked(query): Asked<HistoryQuery>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let limit = body::limit(query.limit)?;
    let before: Option<i64> = body::place(query.cursor.as_deref())?;
    let mut tx = app.db.read().await?;
    let mut items = tx.history(who.company, query.subject.as_deref(), query.kind, before, limit + 1).await?;
    let next_cursor = body::cut(&mut items, limit, |entry| entry.id.parse::<i64>().ok())?;
    Tag::answer(&headers, &Page { items, next_cursor, total: None })
}
