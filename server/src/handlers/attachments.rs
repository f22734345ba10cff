//! Files of requests: sent as they are, looked into, kept in the database.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use contract::api::path;
use contract::api::requests::{ATTACHMENT_MAX, Attachment};
use contract::problem::Problem;
use serde::Deserialize;

use crate::acts::attach::File;
use crate::acts::desk::Desk;
use crate::acts::discard::Act;
use crate::handlers::body::Asked;
use crate::idempotency::{Answer, Begun, Call, Once};
use crate::media::{clean_name, recognise};
use crate::problem::Fault;
use crate::rights::{Allowed, Desk as DeskRight, Edit, Who};
use crate::router::App;
use crate::secrets;

/// Query of an upload.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub struct FileQuery {
    /// The file's name; its end must fit the content. Without it the file is called `file`.
    #[serde(default)]
    name: String,
}

/// The bytes of a file within the limit.
fn within(data: Result<Bytes, BytesRejection>) -> Result<Bytes, Fault> {
    data.map_err(|rejection| {
        let is_too_large = rejection.status() == StatusCode::PAYLOAD_TOO_LARGE;
        if is_too_large { Fault::TooLarge { limit: ATTACHMENT_MAX } } else { Fault::Unreadable(rejection.body_text()) }
    })
}

/// Begins the call; its fingerprint covers name and content.
async fn begin(
    app: &App,
    who: &Who,
    headers: &HeaderMap,
    route: String,
    name: &str,
    bytes: &[u8],
) -> Result<Begun, Fault> {
    let body = [&secrets::fingerprint(bytes), name.as_bytes()].concat();
    Call { app, who, headers, route: format!("POST {route}"), body: &body }.begin().await
}

async fn finish(once: Box<Once>, attached: &Attachment) -> Result<Response, Fault> {
    once.finish(Answer::json(StatusCode::CREATED, attached)?).await
}

/// Attach a file to my company's request: PDF, PNG, JPEG, GIF, Word, Excel, PowerPoint or plain text, by its content
#[utoipa::path(post, path = "/api/v1/support-requests/{number}/attachments", operation_id = "attachToRequest", tag = "support", security(("bearer" = [])),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "the file as it is, at most 20 MB"),
    params(("number" = String, Path), FileQuery, ("Idempotency-Key" = String, Header, description = "one for each intent")),
    responses((status = 201, body = Attachment), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn attach(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Edit>,
    Path(number): Path<String>,
    Asked(query): Asked<FileQuery>,
    headers: HeaderMap,
    data: Result<Bytes, BytesRejection>,
) -> Result<Response, Fault> {
    let bytes = within(data)?;
    let route = path::request_attachments(&number);
    let mut once = match begin(&app, &who, &headers, route, &query.name, &bytes).await? {
        Begun::First(once) => once,
        Begun::Replay(response) => return Ok(response),
    };
    let act = Act::begin(&mut once.tx, &who, app.clock.now()).await?;
    let request = act.request(&mut once.tx, &number).await?;
    let (kind, name) = recognise(&clean_name(&query.name), &bytes)?;
    let attached = act.attach(&mut once.tx, &request, &File { kind, name, bytes: &bytes }).await?;
    finish(once, &attached).await
}

/// Attach a file to a case as the desk
#[utoipa::path(post, path = "/api/v1/desk/requests/{number}/attachments", operation_id = "attachAsDesk", tag = "desk", security(("bearer" = [])),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "the file as it is, at most 20 MB"),
    params(("number" = String, Path), FileQuery, ("Idempotency-Key" = String, Header, description = "one for each intent")),
    responses((status = 201, body = Attachment), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn attach_as_desk(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<DeskRight>,
    Path(number): Path<String>,
    Asked(query): Asked<FileQuery>,
    headers: HeaderMap,
    data: Result<Bytes, BytesRejection>,
) -> Result<Response, Fault> {
    let bytes = within(data)?;
    let route = path::desk_attachments(&number);
    let mut once = match begin(&app, &who, &headers, route, &query.name, &bytes).await? {
        Begun::First(once) => once,
        Begun::Replay(response) => return Ok(response),
    };
    let (desk, request) = Desk::begin(&mut once.tx, &who, &number, app.clock.now()).await?;
    let (kind, name) = recognise(&clean_name(&query.name), &bytes)?;
    let attached = desk.attach(&mut once.tx, &request, &File { kind, name, bytes: &bytes }).await?;
    finish(once, &attached).await
}
