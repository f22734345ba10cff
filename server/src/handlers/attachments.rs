//! Files of requests: sent as they are, looked into, kept in the database.

use axum::body::Bytes;
use axum::extract::{FromRequest, Path, Request};
use axum::http::StatusCode;
use axum::response::Response;
use contract::api::requests::{ATTACHMENT_MAX, Attachment};
use contract::problem::Problem;
use serde::Deserialize;

use crate::acts::attach::File;
use crate::acts::desk::Desk;
use crate::acts::discard::Act;
use crate::handlers::body::Asked;
use crate::idempotency::{Answer, Once, Sent};
use crate::problem::Fault;
use crate::rights::{Desk as DeskRight, Edit};

/// Query of an upload.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub struct FileQuery {
    /// The file's name; its end must fit the content. Without it the file is called `file`.
    #[serde(default)]
    name: String,
}

/// A file as it came, within the limit.
pub struct Upload(Bytes);

impl Sent for Upload {
    fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Fault;

    async fn from_request(request: Request, state: &S) -> Result<Self, Fault> {
        Bytes::from_request(request, state).await.map(Upload).map_err(|rejection| {
            let is_too_large = rejection.status() == StatusCode::PAYLOAD_TOO_LARGE;
            if is_too_large {
                Fault::TooLarge { limit: ATTACHMENT_MAX }
            } else {
                Fault::Unreadable(rejection.body_text())
            }
        })
    }
}

/// Attach a file to my company's request: PDF, PNG, JPEG, GIF, Word, Excel, PowerPoint or plain text, by its content
#[utoipa::path(post, path = "/api/v1/support-requests/{number}/attachments", operation_id = "attachToRequest", tag = "support", security(("bearer" = [])),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "the file as it is, at most 20 MB"),
    params(("number" = String, Path), FileQuery, ("Idempotency-Key" = String, Header, description = "one for each intent")),
    responses((status = 201, body = Attachment), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn attach(
    Path(number): Path<String>,
    Asked(query): Asked<FileQuery>,
    mut once: Once<Edit, Upload>,
) -> Result<Response, Fault> {
    let act = Act::begin(&mut once.tx, &once.who, once.at).await?;
    let request = act.request(&mut once.tx, &number).await?;
    let file = File::recognise(&query.name, &once.body.0)?;
    let attached = act.attach(&mut once.tx, &request, &file).await?;
    once.finish(Answer::json(StatusCode::CREATED, &attached)?).await
}

/// Attach a file to a case as the desk
#[utoipa::path(post, path = "/api/v1/desk/requests/{number}/attachments", operation_id = "attachAsDesk", tag = "desk", security(("bearer" = [])),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "the file as it is, at most 20 MB"),
    params(("number" = String, Path), FileQuery, ("Idempotency-Key" = String, Header, description = "one for each intent")),
    responses((status = 201, body = Attachment), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 413, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn attach_as_desk(
    Path(number): Path<String>,
    Asked(query): Asked<FileQuery>,
    mut once: Once<DeskRight, Upload>,
) -> Result<Response, Fault> {
    let (desk, request) = Desk::begin(&mut once.tx, &once.who, &number, once.at).await?;
    let file = File::recognise(&query.name, &once.body.0)?;
    let attached = desk.attach(&mut once.tx, &request, &file).await?;
    once.finish(Answer::json(StatusCode::CREATED, &attached)?).await
}
