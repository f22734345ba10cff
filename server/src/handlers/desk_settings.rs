//! What the desk keeps for itself: days off, and texts that operators use again.

use std::collections::HashSet;
use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use contract::api::history::EventKind;
use contract::api::merging::TEXT_MAX;
use contract::api::path;
use contract::api::requests::{Calendar, Template, Templates};
use contract::fold::fold;
use contract::problem::Problem;
use serde::Serialize;

use crate::etag::Tag;
use crate::handlers::body::{self, Json};
use crate::problem::Fault;
use crate::rights::{Allowed, Desk, Who};
use crate::router::App;
use crate::store::Tx;
use crate::store::history::{Actor, Event};

/// The most days off.
const HOLIDAYS_MAX: usize = 400;
/// The most texts.
const TEMPLATES_MAX: usize = 50;
/// The longest name of a text, in characters.
const TEMPLATE_NAME_MAX: usize = 60;

/// The desk's days off
#[utoipa::path(get, path = path::DESK_CALENDAR, operation_id = "readDeskCalendar", tag = "desk", security(("bearer" = [])),
    responses((status = 200, body = Calendar), (status = 304), (status = 403, body = Problem)))]
pub async fn calendar(
    State(app): State<Arc<App>>,
    Allowed { .. }: Allowed<Desk>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let mut tx = app.db.read().await?;
    Tag::answer(&headers, &tx.calendar().await?)
}

/// Replace the desk's days off; requests that are there already keep their due time
#[utoipa::path(put, path = path::DESK_CALENDAR, operation_id = "setDeskCalendar", tag = "desk", security(("bearer" = [])), request_body = Calendar,
    params(("If-Match" = String, Header, description = "the ETag that was read, or *")),
    responses((status = 200, body = Calendar), (status = 403, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn set_calendar(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Desk>,
    headers: HeaderMap,
    body: Json<Calendar>,
) -> Result<Response, Fault> {
    let count = body.value.holidays.len();
    let mut holidays = body.value.holidays;
    holidays.sort_unstable();
    holidays.dedup();
    if holidays.len() != count || count > HOLIDAYS_MAX {
        let args = vec![("max", HOLIDAYS_MAX.into()), ("n", count.into())];
        return Err(Fault::field("/holidays", "holidays", args));
    }
    let wanted = Calendar { holidays };
    let mut tx = app.db.write().await?;
    let stored = tx.calendar().await?;
    if stored != wanted {
        tag(&stored)?.guard(&headers)?;
        tx.set_calendar(&wanted).await?;
        let counts = (stored.holidays.len().to_string(), count.to_string());
        record(&mut tx, &who, EventKind::CalendarChanged, &counts, app.clock.now()).await?;
        tx.commit().await?;
    }
    Ok(tag(&wanted)?.reply(&wanted))
}

/// Texts that operators use again
#[utoipa::path(get, path = path::DESK_TEMPLATES, operation_id = "readDeskTemplates", tag = "desk", security(("bearer" = [])),
    responses((status = 200, body = Templates), (status = 304), (status = 403, body = Problem)))]
pub async fn templates(
    State(app): State<Arc<App>>,
    Allowed { .. }: Allowed<Desk>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let mut tx = app.db.read().await?;
    Tag::answer(&headers, &tx.templates().await?)
}

/// Replace the texts that operators use again
#[utoipa::path(put, path = path::DESK_TEMPLATES, operation_id = "setDeskTemplates", tag = "desk", security(("bearer" = [])), request_body = Templates,
    params(("If-Match" = String, Header, description = "the ETag that was read, or *")),
    responses((status = 200, body = Templates), (status = 403, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn set_templates(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Desk>,
    headers: HeaderMap,
    body: Json<Templates>,
) -> Result<Response, Fault> {
    let count = body.value.templates.len();
    if count > TEMPLATES_MAX {
        let args = vec![("max", TEMPLATES_MAX.into()), ("n", count.into())];
        return Err(Fault::field("/templates", "templates", args));
    }
    let wanted = checked(&body.value.templates)?;
    let mut tx = app.db.write().await?;
    let stored = tx.templates().await?;
    if stored != wanted {
        tag(&stored)?.guard(&headers)?;
        tx.set_templates(&wanted).await?;
        let counts = (stored.templates.len().to_string(), count.to_string());
        record(&mut tx, &who, EventKind::TemplatesChanged, &counts, app.clock.now()).await?;
        tx.commit().await?;
    }
    Ok(tag(&wanted)?.reply(&wanted))
}

fn checked(templates: &[Template]) -> Result<Templates, Fault> {
    let mut names = HashSet::new();
    let mut checked = Vec::with_capacity(templates.len());
    for (place, template) in templates.iter().enumerate() {
        let name = body::text(&format!("/templates/{place}/name"), &template.name, TEMPLATE_NAME_MAX)?;
        let text = body::text(&format!("/templates/{place}/text"), &template.text, TEXT_MAX)?;
        if !names.insert(fold(&name)) {
            return Err(Fault::field(format!("/templates/{place}/name"), "templateName", Vec::new()));
        }
        checked.push(Template { name, text });
    }
    Ok(Templates { templates: checked })
}

/// The tag under which `GET` answers this.
fn tag<T: Serialize>(value: &T) -> Result<Tag, Fault> {
    Ok(Tag::of_bytes(&serde_json::to_vec(value)?))
}

async fn record(
    tx: &mut Tx,
    who: &Who,
    kind: EventKind,
    (before, after): &(String, String),
    at: i64,
) -> Result<(), Fault> {
    let (before, after) = (Some(before.as_str()), Some(after.as_str()));
    let event = Event { kind, subject: &who.company_id, name: &who.company_id, before, after };
    tx.record(who.company, &Actor::from(who), at, event).await?;
    Ok(tx.raise_news(who.company).await?)
}
