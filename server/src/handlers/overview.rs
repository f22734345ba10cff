//! What the Overview shows, and the report that proves what was moved.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use contract::access::Right;
use contract::api::history::ReportLine;
use contract::api::list::Page;
use contract::api::overview::{Overview, Prerequisite, PrerequisiteKind};
use contract::api::path;
use contract::problem::Problem;
use serde::Deserialize;

use crate::clock::time;
use crate::etag::Tag;
use crate::handlers::body::{self, Asked};
use crate::problem::Fault;
use crate::rights::{Allowed, Read};
use crate::router::App;

/// How many waiting things are shown.
const WAITING_SHOWN: u32 = 10;

/// Counts, pace, prerequisites and what waits for me
#[utoipa::path(get, path = path::OVERVIEW, tag = "overview", security(("bearer" = [])),
    responses((status = 200, body = Overview), (status = 304), (status = 403, body = Problem)))]
pub async fn overview(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Read>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let mut tx = app.db.read().await?;
    let today = time(app.clock.now()).date_naive();
    let facts = tx.company_facts(who.company).await?;
    let (waiting, waiting_total) = tx.waiting(who.company, who.person, WAITING_SHOWN).await?;
    let since_last_visit = match who.visited_at {
        Some(at) => Some(tx.since(who.company, at).await?),
        None => None,
    };
    let helpers = tx.colleagues(who.company).await?.into_iter().filter(|person| person.role.has(Right::Edit)).collect();
    let check = |kind, met| Prerequisite { kind, met };
    let overview = Overview {
        counts: tx.counts(who.company).await?,
        today,
        deadline: tx.programme().await?.deadline,
        open_by_day: tx.open_by_day(who.company).await?,
        prerequisites: vec![
            check(PrerequisiteKind::Membership, facts.membership_active),
            check(PrerequisiteKind::Enrolled, facts.enrolled),
            check(PrerequisiteKind::Publisher, facts.publishers > 0),
            check(PrerequisiteKind::Role, who.role.has(Right::Edit)),
        ],
        helpers,
        waiting,
        waiting_total,
        since_last_visit,
    };
    Tag::answer(&headers, &overview)
}

/// Query of the report.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub struct ReportQuery {
    /// 1 to 1,000.
    limit: Option<u32>,
    /// From the page before.
    cursor: Option<String>,
}

/// What was moved, when and by whom: every solution with where it stands
#[utoipa::path(get, path = path::REPORT, tag = "overview", security(("bearer" = [])), params(ReportQuery),
    responses((status = 200, body = Page<ReportLine>), (status = 304), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn report(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Read>,
    Asked(query): Asked<ReportQuery>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let limit = body::limit(query.limit)?;
    let after: Option<(String, i64)> = body::place(query.cursor.as_deref())?;
    let mut tx = app.db.read().await?;
    let mut lines = tx.report(who.company, after.as_ref().map(|(key, pk)| (key.as_str(), *pk)), limit + 1).await?;
    let next_cursor = body::cut(&mut lines, limit, |(pk, key, _)| (key.clone(), *pk))?;
    let total = if after.is_none() { Some(tx.counts(who.company).await?.total()) } else { None };
    let items: Vec<ReportLine> = lines.into_iter().map(|(_, _, line)| line).collect();
    Tag::answer(&headers, &Page { items, next_cursor, total })
}
