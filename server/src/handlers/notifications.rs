//! What a person was told.

use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use contract::api::news::{Notifications, ReadUpTo};
use contract::api::path;
use contract::problem::Problem;
use serde::Deserialize;

use crate::etag::Tag;
use crate::handlers::body::{self, Asked, Json};
use crate::problem::Fault;
use crate::rights::{Allowed, SignedIn};
use crate::router::App;

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

/// My notifications in this company, newest first
#[utoipa::path(get, path = path::NOTIFICATIONS, operation_id = "listNotifications", tag = "news", security(("bearer" = [])), params(ListQuery),
    responses((status = 200, body = Notifications), (status = 304), (status = 422, body = Problem)))]
pub async fn list(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<SignedIn>,
    Asked(query): Asked<ListQuery>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let limit = body::limit(query.limit)?;
    let before: Option<i64> = body::place(query.cursor.as_deref())?;
    let mut tx = app.db.read().await?;
    let mut found = tx.notifications(&who, before, limit + 1).await?;
    let next_cursor = body::cut(&mut found, limit, |(pk, _)| *pk)?;
    let items = found.into_iter().map(|(_, notification)| notification).collect();
    Tag::answer(&headers, &Notifications { items, next_cursor, unread: tx.unread(&who).await? })
}

/// Mark my notifications as seen, up to and including one; saying it twice changes nothing
#[utoipa::path(put, path = path::NOTIFICATIONS_READ, operation_id = "readNotifications", tag = "news", security(("bearer" = [])), request_body = ReadUpTo,
    responses((status = 204), (status = 422, body = Problem)))]
pub async fn read(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<SignedIn>,
    body: Json<ReadUpTo>,
) -> Result<StatusCode, Fault> {
    let newest = body.value.id.parse().map_err(|_| Fault::field("/id", "unknownNotification", Vec::new()))?;
    let mut tx = app.db.write().await?;
    tx.read_up_to(&who, newest, app.clock.now()).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
