//! Colleagues.

use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use contract::api::path;
use contract::api::people::Colleague;
use contract::problem::Problem;

use crate::etag::Tag;
use crate::problem::Fault;
use crate::rights::{Allowed, Read};
use crate::router::App;

/// Everyone in the company, by name
#[utoipa::path(get, path = path::USERS, operation_id = "listUsers", tag = "people", security(("bearer" = [])),
    responses((status = 200, body = Vec<Colleague>), (status = 304), (status = 403, body = Problem)))]
pub async fn list(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Read>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let mut tx = app.db.read().await?;
    Tag::answer(&headers, &tx.colleagues(who.company).await?)
}
