//! The CSP reseller audience of an offer: reading, saving, syncing, asking support, exporting.

use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use contract::api::audience::{
    AUDIENCE_PAGE_MAX, AudienceOf, AudienceReseller, Materials, OfferResell, SaveAudience, SyncAudience, Synced, WhatIf,
};
use contract::api::audience_request::{CspDetails, RequestAudience};
use contract::api::history::EventKind;
use contract::api::list::Page;
use contract::api::merging::{Filed, TEXT_MAX};
use contract::audience::list;
use contract::fold::fold;
use contract::problem::Problem;
use serde::Deserialize;

use crate::acts::audience::Standing;
use crate::acts::audience_request;
use crate::acts::audience_save::plan_sync;
use crate::acts::discard::Act;
use crate::clock::{Ms, time};
use crate::etag::Tag;
use crate::handlers::body::{self, Asked, Json};
use crate::handlers::downloads;
use crate::idempotency::{Answer, Call, Early};
use crate::problem::Fault;
use crate::rights::{Allowed, Edit, Read, Who};
use crate::router::App;
use crate::store::Tx;
use crate::store::audience_lists::List;
use crate::store::resellers::Place;

/// Query of what can be tried out.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub struct DryRun {
    /// True answers what would happen and changes nothing.
    dry_run: Option<bool>,
}

impl DryRun {
    /// Whether nothing is to be changed.
    pub const fn is_dry(&self) -> bool {
        matches!(self.dry_run, Some(true))
    }
}

/// What the page is shown, under the audience's version.
async fn shown(tx: &mut Tx, who: &Who, id: &str) -> Result<OfferResell, Fault> {
    let standing = Standing::find(tx, who.company, id).await?;
    Ok(standing.page(tx, who.company, who.role).await?)
}

/// An offer's audience, unless it changed since it was shown.
async fn seen(tx: &mut Tx, who: &Who, id: &str, version: u64) -> Result<Standing, Fault> {
    let standing = Standing::find(tx, who.company, id).await?;
    if standing.head.version != version {
        let etag = Tag::versioned(standing.head.version, &[]).text().to_owned();
        return Err(Fault::Overtaken { etag, stored: serde_json::to_string(&standing.stored())? });
    }
    Ok(standing)
}

/// Who may resell an offer: draft, in force, and what the draft needs
#[utoipa::path(get, path = "/api/v1/offers/{id}/resell", operation_id = "readAudience", tag = "resell", security(("bearer" = [])), params(("id" = String, Path)),
    responses((status = 200, body = OfferResell), (status = 304), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn one(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Read>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let mut tx = app.db.read().await?;
    let page = shown(&mut tx, &who, &id).await?;
    Tag::answer_of(page.version, &headers, &page)
}

/// Query of an offer's resellers.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub struct PageQuery {
    /// 1 to 2,500.
    limit: Option<u32>,
    /// From the page before.
    cursor: Option<String>,
}

/// The resellers of an offer by name: in its draft, in force, or having sold it
#[utoipa::path(get, path = "/api/v1/offers/{id}/resell/resellers", operation_id = "listAudience", tag = "resell", security(("bearer" = [])), params(("id" = String, Path), PageQuery),
    responses((status = 200, body = Page<AudienceReseller>), (status = 304), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn resellers(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Read>,
    Path(id): Path<String>,
    Asked(query): Asked<PageQuery>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let limit = body::limit_up_to(query.limit, AUDIENCE_PAGE_MAX)?;
    let after: Option<Place> = body::place(query.cursor.as_deref())?;
    let mut tx = app.db.read().await?;
    let offer = tx.offer(who.company, &id).await?.ok_or(Fault::NotFound)?;
    let mut found = tx.audience_page(offer.pk, after.as_ref(), limit + 1).await?;
    let next_cursor = body::cut(&mut found, limit, |last| (fold(&last.name), last.tenant_id.to_string()))?;
    let total = if after.is_none() { Some(tx.count_audience(offer.pk).await?) } else { None };
    Tag::answer(&headers, &Page { items: found, next_cursor, total })
}

/// Save the draft of an audience, or see what it would need
#[utoipa::path(put, path = "/api/v1/offers/{id}/resell", operation_id = "saveAudience", tag = "resell", security(("bearer" = [])), request_body = SaveAudience,
    params(("id" = String, Path), DryRun, ("If-Match" = String, Header, description = "the audience's ETag, or *; not with dryRun")),
    responses((status = 200, body = OfferResell, description = "`WhatIf` with dryRun"), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem, description = "`resellersSold`: somebody who would lose the offer has sold it, perhaps since the preview"),
        (status = 412, body = Problem, description = "`stored` holds the saved draft"), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn save(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Edit>,
    Path(id): Path<String>,
    Asked(query): Asked<DryRun>,
    headers: HeaderMap,
    body: Json<SaveAudience>,
) -> Result<Response, Fault> {
    let wanted = &body.value;
    if query.is_dry() {
        let mut tx = app.db.read().await?;
        let standing = Standing::find(&mut tx, who.company, &id).await?;
        let what_if: WhatIf = standing.what_if(&mut tx, &who, wanted).await?;
        return Ok(axum::Json(what_if).into_response());
    }
    let mut tx = app.db.write().await?;
    let act = Act::begin(&mut tx, &who, app.clock.now()).await?;
    let standing = Standing::find(&mut tx, who.company, &id).await?;
    // An answer that got lost is asked for again: what is stored already is no conflict, whatever version was seen.
    let stored = standing.stored();
    let same = stored.reseller_channel_state == wanted.reseller_channel_state && stored.resellers == wanted.resellers;
    if !same {
        guard(&standing, &headers)?;
    }
    if act.save_audience(&mut tx, &standing, wanted, EventKind::AudienceSaved).await? {
        tx.touch_offer(standing.offer.pk, act.at).await?;
    }
    answer(tx, &who, &id).await
}

/// What is shown after a write, which this commits.
async fn answer(mut tx: Tx, who: &Who, id: &str) -> Result<Response, Fault> {
    let page = shown(&mut tx, who, id).await?;
    tx.commit().await?;
    Tag::answer_of(page.version, &HeaderMap::new(), &page)
}

/// Lets a write pass that names the stored version; otherwise the answer brings the saved draft.
fn guard(standing: &Standing, headers: &HeaderMap) -> Result<(), Fault> {
    match Tag::guard_version(standing.head.version, headers) {
        Err(Fault::Stale { etag }) => {
            Err(Fault::Overtaken { etag, stored: serde_json::to_string(&standing.stored())? })
        }
        other => other,
    }
}

/// Save what resellers are given; customers never see it
#[utoipa::path(put, path = "/api/v1/offers/{id}/resell/materials", operation_id = "saveMaterials", tag = "resell", security(("bearer" = [])), request_body = Materials,
    params(("id" = String, Path), ("If-Match" = String, Header, description = "the audience's ETag, or *")),
    responses((status = 200, body = OfferResell), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn save_materials(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Edit>,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Json<Materials>,
) -> Result<Response, Fault> {
    let mut tx = app.db.write().await?;
    let act = Act::begin(&mut tx, &who, app.clock.now()).await?;
    let standing = Standing::find(&mut tx, who.company, &id).await?;
    if standing.head.materials != body.value {
        guard(&standing, &headers)?;
    }
    act.save_materials(&mut tx, &standing, &body.value).await?;
    answer(tx, &who, &id).await
}

/// Bring the saved draft's additions in force, or see the exact list
#[utoipa::path(post, path = "/api/v1/offers/{id}/resell/sync", operation_id = "syncAudience", tag = "resell", security(("bearer" = [])), request_body = SyncAudience,
    params(("id" = String, Path), DryRun, ("Idempotency-Key" = String, Header, description = "one for each intent; not with dryRun")),
    responses((status = 200, body = Synced), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn sync(
    Path(id): Path<String>,
    Asked(query): Asked<DryRun>,
    call: Call<Edit, Json<SyncAudience>>,
) -> Result<Response, Early> {
    let version = call.body.value.seen_version;
    if query.is_dry() {
        let mut tx = call.app.db.read().await?;
        let standing = seen(&mut tx, &call.who, &id, version).await?;
        let (after, added) = plan_sync(&mut tx, &standing).await?;
        let changed = standing.live().is_some_and(|live| live != after);
        let resell = standing.page(&mut tx, call.who.company, call.who.role).await?;
        return Ok(axum::Json(Synced { changed, added, resell }).into_response());
    }
    let mut once = call.begin().await?;
    let act = Act::begin(&mut once.tx, &once.who, once.at).await?;
    let standing = seen(&mut once.tx, &once.who, &id, version).await?;
    let (changed, added) = act.sync_audience(&mut once.tx, &standing).await?;
    let resell = shown(&mut once.tx, &once.who, &id).await?;
    Ok(once.finish(Answer::json(StatusCode::OK, &Synced { changed, added, resell })?).await?)
}

/// Ask support to bring the saved draft in force, or see the prefilled details
#[utoipa::path(post, path = "/api/v1/offers/{id}/resell/request", operation_id = "requestAudience", tag = "resell", security(("bearer" = [])), request_body = RequestAudience,
    params(("id" = String, Path), DryRun, ("Idempotency-Key" = String, Header, description = "one for each intent; not with dryRun")),
    responses((status = 201, body = Filed), (status = 200, body = CspDetails, description = "with dryRun"), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn request(
    Path(id): Path<String>,
    Asked(query): Asked<DryRun>,
    call: Call<Edit, Json<RequestAudience>>,
) -> Result<Response, Early> {
    let asked = &call.body.value;
    let (version, text) = (asked.seen_version, body::optional_text("/text", &asked.text, TEXT_MAX)?);
    if query.is_dry() {
        let mut tx = call.app.db.read().await?;
        let standing = seen(&mut tx, &call.who, &id, version).await?;
        let plan = audience_request::plan(&mut tx, call.who.company, &standing).await?;
        let details = audience_request::prefilled(&mut tx, &standing, &plan).await?;
        return Ok(axum::Json(details).into_response());
    }
    let mut once = call.begin().await?;
    let act = Act::begin(&mut once.tx, &once.who, once.at).await?;
    let standing = seen(&mut once.tx, &once.who, &id, version).await?;
    let filed = act.request_audience(&mut once.tx, &standing, &text).await?;
    Ok(once.finish(Answer::json(StatusCode::CREATED, &filed)?).await?)
}

/// Query of an export.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub struct ExportQuery {
    /// The saved list, or the one in force; the saved one when absent.
    of: Option<AudienceOf>,
}

/// The list of resellers as CSV, ready to be imported into another offer
#[utoipa::path(get, path = "/api/v1/offers/{id}/resell/export", operation_id = "exportAudience", tag = "resell", security(("bearer" = [])), params(("id" = String, Path), ExportQuery),
    responses((status = 200, content_type = "text/csv", body = String), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn export(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Read>,
    Path(id): Path<String>,
    Asked(query): Asked<ExportQuery>,
) -> Result<Response, Fault> {
    let mut tx = app.db.read().await?;
    let of = query.of.unwrap_or(AudienceOf::Draft);
    let (name, bytes) = export_file(&mut tx, who.company, &id, of, app.clock.now()).await?;
    Ok(downloads::file(&name, "text/csv; charset=utf-8", bytes))
}

/// The file of an export with its name.
///
/// # Errors
/// 404 for another company's offer.
pub(super) async fn export_file(
    tx: &mut Tx,
    company: i64,
    id: &str,
    of: AudienceOf,
    now: Ms,
) -> Result<(String, Vec<u8>), Fault> {
    let offer = tx.offer(company, id).await?.ok_or(Fault::NotFound)?;
    let rows = tx.audience_export(offer.pk, if of == AudienceOf::Live { List::Live } else { List::Draft }).await?;
    let name = format!("csp-audience-{}-{}.csv", offer.row.external_id, time(now).date_naive());
    Ok((name, list::export(&rows)))
}
