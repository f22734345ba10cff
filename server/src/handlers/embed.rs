//! What a page in a frame asks before it knows anybody.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use contract::api::embed::{EmbedConfig, VERSION};
use contract::api::path;

use crate::router::App;

/// Whom the page may answer when it is shown in a frame
#[utoipa::path(get, path = path::EMBED_CONFIG, operation_id = "embedConfig", tag = "session",
    responses((status = 200, body = EmbedConfig)))]
pub async fn config(State(app): State<Arc<App>>) -> Json<EmbedConfig> {
    Json(EmbedConfig { version: VERSION, origins: app.embed.origins.iter().map(ToString::to_string).collect() })
}
