//! Offers and publishers of the company.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use contract::api::list::Page;
use contract::api::offers::{IdCheck, NewOffer, OfferDetail, OfferRow, PublisherRow};
use contract::api::path;
use contract::offer::OfferId;
use contract::problem::Problem;
use serde::Deserialize;

use crate::acts::discard::Act;
use crate::acts::offers;
use crate::etag::Tag;
use crate::handlers::body::{self, Json, Parameters};
use crate::idempotency::{Answer, Once};
use crate::problem::Fault;
use crate::rights::{Allowed, Edit, Read};
use crate::router::App;
use crate::store::Tx;

/// The longest search, in characters.
const SEARCH_MAX: usize = 500;

/// Query of the list.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
#[expect(dead_code, reason = "describes the query for OpenAPI; it is read by Parameters")]
pub struct OffersQuery {
    /// Words in any order, in name, alias or offer ID; case and accents do not matter.
    search: Option<String>,
    /// 1 to 1,000.
    limit: Option<u32>,
    /// From the page before.
    cursor: Option<String>,
}

/// The company's offers in the order of their names
#[utoipa::path(get, path = path::OFFERS, operation_id = "listOffers", tag = "offers", security(("bearer" = [])), params(OffersQuery),
    responses((status = 200, body = Page<OfferRow>), (status = 304), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn list(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Read>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let query = Parameters::read(query.as_deref(), &["search", "limit", "cursor"])?;
    let limit = query.limit()?;
    let search = body::optional_text("search", query.one("search").unwrap_or_default(), SEARCH_MAX)?;
    let after: Option<(String, i64)> = body::place(query.one("cursor"))?;
    let mut tx = app.db.read().await?;
    let mut offers = tx.offers_after(who.company, &search, after.as_ref(), limit + 1).await?;
    let next_cursor = body::cut(&mut offers, limit, |offer| (offer.name_key.clone(), offer.pk))?;
    let total = if after.is_none() { Some(tx.count_offers(who.company, &search).await?) } else { None };
    Tag::answer(&headers, &Page { items: offers.into_iter().map(|offer| offer.row).collect(), next_cursor, total })
}

async fn detail(tx: &mut Tx, company: i64, id: &str) -> Result<OfferDetail, Fault> {
    let offer = tx.offer(company, id).await?.ok_or(Fault::NotFound)?;
    Ok(offers::detail(tx, offer).await?)
}

/// Make a draft offer from nothing; `POST solutions/{id}/offer` makes one from a solution
#[utoipa::path(post, path = path::OFFERS, operation_id = "createOffer", tag = "offers", security(("bearer" = [])), request_body = NewOffer,
    params(("Idempotency-Key" = String, Header, description = "one for each intent")),
    responses((status = 201, body = OfferDetail), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn create(mut once: Once<Edit, Json<NewOffer>>) -> Result<Response, Fault> {
    let act = Act::begin(&mut once.tx, &once.who, once.at).await?;
    let offer = act.create_offer(&mut once.tx, None, &once.body.value).await?;
    let detail = offers::detail(&mut once.tx, offer).await?;
    once.finish(Answer::json(StatusCode::CREATED, &detail)?).await
}

/// One offer with its co-sell page
#[utoipa::path(get, path = "/api/v1/offers/{id}", operation_id = "readOffer", tag = "offers", security(("bearer" = [])), params(("id" = String, Path)),
    responses((status = 200, body = OfferDetail), (status = 304), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn one(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Read>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let mut tx = app.db.read().await?;
    Tag::answer(&headers, &detail(&mut tx, who.company, &id).await?)
}

/// Query of the check.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
#[expect(dead_code, reason = "describes the query for OpenAPI; it is read by Parameters")]
pub struct IdQuery {
    /// The offer ID as typed.
    id: Option<String>,
}

/// Whether an offer ID is free, while it is typed
#[utoipa::path(get, path = path::OFFER_ID_CHECK, operation_id = "checkOfferId", tag = "offers", security(("bearer" = [])), params(IdQuery),
    responses((status = 200, body = IdCheck), (status = 304), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn id_check(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Read>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let query = Parameters::read(query.as_deref(), &["id"])?;
    let id = OfferId::parse(query.one("id").unwrap_or_default());
    let id = id.map_err(|fault| Fault::field("id", fault.word(), Vec::new()))?;
    let mut tx = app.db.read().await?;
    let taken = tx.offer_by_external_id(who.company, id.as_str()).await?.is_some();
    Tag::answer(&headers, &IdCheck { free: !taken })
}

/// The company's publishers in the order of their names
#[utoipa::path(get, path = path::PUBLISHERS, operation_id = "listPublishers", tag = "offers", security(("bearer" = [])),
    responses((status = 200, body = Vec<PublisherRow>), (status = 304), (status = 403, body = Problem)))]
pub async fn publishers(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Read>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let mut tx = app.db.read().await?;
    Tag::answer(&headers, &tx.publishers(who.company).await?)
}

/// Remove a draft that was never published; its solution is pending again
#[utoipa::path(delete, path = "/api/v1/offers/{id}", operation_id = "removeOffer", tag = "offers", security(("bearer" = [])),
    params(("id" = String, Path), ("If-Match" = String, Header, description = "the offer's ETag, or *")),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 428, body = Problem)))]
pub async fn remove(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Edit>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<StatusCode, Fault> {
    let mut tx = app.db.write().await?;
    let act = Act::begin(&mut tx, &who, app.clock.now()).await?;
    guard(&mut tx, who.company, &id, &headers).await?;
    let offer = tx.offer(who.company, &id).await?.ok_or(Fault::NotFound)?;
    act.delete_offer(&mut tx, &offer).await?;
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Remove what a merge that was taken back left in the offer
#[utoipa::path(delete, path = "/api/v1/offers/{id}/moved/{solution}", operation_id = "removeMoved", tag = "offers", security(("bearer" = [])),
    params(("id" = String, Path), ("solution" = String, Path), ("If-Match" = String, Header, description = "the offer's ETag, or *")),
    responses((status = 204), (status = 403, body = Problem), (status = 404, body = Problem), (status = 412, body = Problem), (status = 428, body = Problem)))]
pub async fn remove_moved(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Edit>,
    Path((id, solution)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<StatusCode, Fault> {
    let mut tx = app.db.write().await?;
    let act = Act::begin(&mut tx, &who, app.clock.now()).await?;
    guard(&mut tx, who.company, &id, &headers).await?;
    let offer = tx.offer(who.company, &id).await?.ok_or(Fault::NotFound)?;
    let solution = tx.acting(who.company, &solution).await?.ok_or(Fault::NotFound)?;
    if !act.remove_moved(&mut tx, &offer, &solution).await? {
        return Err(Fault::NotFound);
    }
    tx.commit().await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Lets a write pass only when it names what `GET` answers now.
async fn guard(tx: &mut Tx, company: i64, id: &str, headers: &HeaderMap) -> Result<(), Fault> {
    let now = serde_json::to_vec(&detail(tx, company, id).await?)?;
    Tag::of_bytes(&now).guard(headers)
}
