//! Named filters of a person.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use contract::api::history::EventKind;
use contract::api::path;
use contract::api::solutions::{FILTER_NAME_MAX, FILTERS_MAX, NewSavedFilter, SavedFilter};
use contract::problem::Problem;
use contract::route::SolutionsView;

use crate::etag::Tag;
use crate::handlers::body::{self, Json};
use crate::idempotency::{Answer, Once};
use crate::problem::Fault;
use crate::rights::{Allowed, Read};
use crate::router::App;
use crate::secrets;
use crate::store::history::{Actor, Event};

/// My saved filters
#[utoipa::path(get, path = path::SAVED_FILTERS, operation_id = "listSavedFilters", tag = "solutions", security(("bearer" = [])),
    responses((status = 200, body = Vec<SavedFilter>), (status = 304), (status = 403, body = Problem)))]
pub async fn list(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Read>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let mut tx = app.db.read().await?;
    Tag::answer(&headers, &tx.saved_filters(who.person, who.company).await?)
}

/// Save a filter; one of the same name is replaced
#[utoipa::path(post, path = path::SAVED_FILTERS, operation_id = "saveFilter", tag = "solutions", security(("bearer" = [])), request_body = NewSavedFilter,
    params(("Idempotency-Key" = String, Header, description = "one for each intent")),
    responses((status = 201, body = SavedFilter), (status = 403, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn save(mut once: Once<Read, Json<NewSavedFilter>>) -> Result<Response, Fault> {
    let name = body::text("/name", &once.body.value.name, FILTER_NAME_MAX)?;
    // Only what the address of Solutions can hold is kept, so that a saved filter never leads anywhere else.
    let filter = NewSavedFilter { name, query: SolutionsView::from_query(&once.body.value.query).query() };
    if once.tx.count_other_filters(once.who.person, once.who.company, &filter.name).await? >= FILTERS_MAX {
        return Err(Fault::field("/name", "tooManyFilters", vec![("n", FILTERS_MAX.into())]));
    }
    let saved = once.tx.save_filter(once.who.person, once.who.company, &secrets::id()?, &filter).await?;
    let event =
        Event { kind: EventKind::FilterSaved, subject: &saved.id, name: &saved.name, before: None, after: None };
    once.tx.record(once.who.company, &Actor::from(&once.who), once.at, event).await?;
    once.finish(Answer::json(StatusCode::CREATED, &saved)?).await
}

/// Remove a saved filter
#[utoipa::path(delete, path = "/api/v1/saved-filters/{id}", operation_id = "removeSavedFilter", tag = "solutions", security(("bearer" = [])),
    params(("id" = String, Path), ("If-Match" = String, Header, description = "* (a filter has no versions)")),
    responses((status = 204), (status = 404, body = Problem), (status = 428, body = Problem)))]
pub async fn remove(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Read>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Fault> {
    Tag::of(&["filter", &id]).guard(&headers)?;
    let mut tx = app.db.write().await?;
    let name = tx.remove_filter(who.person, who.company, &id).await?.ok_or(Fault::NotFound)?;
    let event = Event { kind: EventKind::FilterRemoved, subject: &id, name: &name, before: None, after: None };
    tx.record(who.company, &Actor::from(&who), app.clock.now(), event).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}
