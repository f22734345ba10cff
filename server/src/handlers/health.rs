//! Whether the server lives and whether it can serve.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;

use crate::problem::Fault;
use crate::router::App;

/// `GET /healthz`: the process answers.
pub async fn alive() -> StatusCode {
    StatusCode::NO_CONTENT
}

/// `GET /readyz`: the database answers too.
pub async fn ready(State(app): State<Arc<App>>) -> Result<StatusCode, Fault> {
    let mut tx = app.db.read().await?;
    tx.ping().await?;
    Ok(StatusCode::NO_CONTENT)
}
