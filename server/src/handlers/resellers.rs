//! The directory of CSP resellers, the company's offers with their audience, and one audience for several offers.

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use contract::api::audience::{APPLY_MAX, ApplyAudience, ApplyResult, OfferAudience};
use contract::api::list::Page;
use contract::api::path;
use contract::api::resellers::{Facets, LOOKUP_MAX, LookedUp, Lookup, ResellerRow};
use contract::audience::ChannelState;
use contract::audience::tenant::TenantSet;
use contract::fold::fold;
use contract::problem::Problem;
use contract::refusal::Refusal;
use contract::route::DirectoryView;
use serde::Deserialize;

use crate::acts::Stop;
use crate::acts::audience::{Standing, editable, overview};
use crate::acts::audience_apply::{Source, apply as apply_to};
use crate::acts::discard::Act;
use crate::etag::Tag;
use crate::handlers::audience::DryRun;
use crate::handlers::body::{self, Asked, Json, Parameters};
use crate::idempotency::{Answer, Call, Early};
use crate::problem::Fault;
use crate::rights::{Allowed, Edit, Read, Who};
use crate::router::App;
use crate::store::Tx;
use crate::store::resellers::Place;

/// The longest search, in characters.
const SEARCH_MAX: usize = 500;
/// The most values of one filter.
const VALUES_MAX: usize = 300;

/// Query of the directory; country, competency and skill may be repeated.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
#[expect(dead_code, reason = "describes the query for OpenAPI; it is read by Parameters")]
pub struct DirectoryQuery {
    /// Words in any order in the name, case and accents do not matter; or the beginning of a tenant ID.
    search: Option<String>,
    /// Codes of countries; one of them.
    #[serde(default)]
    country: Vec<String>,
    /// Competencies by name; one of them.
    #[serde(default)]
    competency: Vec<String>,
    /// Skills by name; one of them.
    #[serde(default)]
    skill: Vec<String>,
    /// 1 to 1,000.
    limit: Option<u32>,
    /// From the page before.
    cursor: Option<String>,
}

/// What of the directory is asked for.
fn view(query: &Parameters) -> Result<DirectoryView, Fault> {
    let values = |name: &'static str| {
        let values: Vec<String> = query.all(name).map(str::to_owned).collect();
        let n = values.len();
        if n > VALUES_MAX {
            return Err(Fault::field(name, "itemCount", vec![("max", VALUES_MAX.into()), ("n", n.into())]));
        }
        Ok(values)
    };
    Ok(DirectoryView {
        search: body::optional_text("search", query.one("search").unwrap_or_default(), SEARCH_MAX)?,
        country: values("country")?,
        competency: values("competency")?,
        skill: values("skill")?,
    })
}

/// CSP resellers of the directory by name
#[utoipa::path(get, path = path::RESELLERS, operation_id = "listResellers", tag = "resell", security(("bearer" = [])), params(DirectoryQuery),
    responses((status = 200, body = Page<ResellerRow>), (status = 304), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn list(
    State(app): State<Arc<App>>,
    Allowed { .. }: Allowed<Read>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let names = &["search", "country", "competency", "skill", "limit", "cursor"];
    let query = Parameters::read(query.as_deref(), names)?;
    let (limit, view) = (query.limit()?, view(&query)?);
    let after: Option<Place> = body::place(query.one("cursor"))?;
    let mut tx = app.db.read().await?;
    let mut found = tx.resellers(&view, after.as_ref(), limit + 1).await?;
    let next_cursor = body::cut(&mut found, limit, |last| (fold(&last.name), last.tenant_id.to_string()))?;
    let total = if after.is_none() { Some(tx.count_resellers(&view).await?) } else { None };
    Tag::answer(&headers, &Page { items: found, next_cursor, total })
}

/// Counts beside the values of the directory's filters
#[utoipa::path(get, path = path::RESELLER_FACETS, operation_id = "countResellers", tag = "resell", security(("bearer" = [])), params(DirectoryQuery),
    responses((status = 200, body = Facets), (status = 304), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn facets(
    State(app): State<Arc<App>>,
    Allowed { .. }: Allowed<Read>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let query = Parameters::read(query.as_deref(), &["search", "country", "competency", "skill"])?;
    let view = view(&query)?;
    Tag::answer(&headers, &app.db.read().await?.reseller_facets(&view).await?)
}

/// Resellers of the directory by many tenant IDs at once; changes nothing
#[utoipa::path(post, path = path::RESELLERS_LOOKUP, operation_id = "lookUpResellers", tag = "resell", security(("bearer" = [])), request_body = Lookup,
    responses((status = 200, body = LookedUp), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn lookup(
    State(app): State<Arc<App>>,
    Allowed { .. }: Allowed<Read>,
    body: Json<Lookup>,
) -> Result<Response, Fault> {
    let ids = &body.value.tenant_ids;
    if ids.len() > LOOKUP_MAX {
        return Err(Fault::field("/tenantIds", "itemCount", vec![("max", LOOKUP_MAX.into()), ("n", ids.len().into())]));
    }
    let found = app.db.read().await?.resellers_by_ids(ids).await?;
    let known: TenantSet = found.iter().map(|row| row.tenant_id).collect();
    Ok(axum::Json(LookedUp { unknown: ids.without(&known), found }).into_response())
}

/// Query of the overview; state may be repeated.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
#[expect(dead_code, reason = "describes the query for OpenAPI; it is read by Parameters")]
pub struct OverviewQuery {
    /// Words in any order, in name, alias or offer ID; case and accents do not matter.
    search: Option<String>,
    /// Options in force or, for an offer that never was live, saved.
    #[serde(default)]
    state: Vec<ChannelState>,
    /// True: only offers whose audience is the publisher's to set.
    eligible: Option<bool>,
    /// 1 to 1,000.
    limit: Option<u32>,
    /// From the page before.
    cursor: Option<String>,
}

/// The company's offers with their audience, by name
#[utoipa::path(get, path = path::RESELLER_OFFERS, operation_id = "listAudiences", tag = "resell", security(("bearer" = [])), params(OverviewQuery),
    responses((status = 200, body = Page<OfferAudience>), (status = 304), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn offers(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Read>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let query = Parameters::read(query.as_deref(), &["search", "state", "eligible", "limit", "cursor"])?;
    let (limit, eligible) = (query.limit()?, query.flag("eligible")?);
    let states = query.words("state", ChannelState::from_word)?;
    let search = body::optional_text("search", query.one("search").unwrap_or_default(), SEARCH_MAX)?;
    let after: Option<(String, i64)> = body::place(query.one("cursor"))?;
    let mut tx = app.db.read().await?;
    let shown = |audience: &OfferAudience| {
        let state = audience.live.as_ref().unwrap_or(&audience.draft).reseller_channel_state;
        (!eligible || audience.eligibility.is_editable()) && (states.is_empty() || states.contains(&state))
    };
    let mut found = overview(&mut tx, who.company, &search).await?;
    found.retain(|(_, audience)| shown(audience));
    let total = after.is_none().then_some(found.len() as u64);
    let key = |name: &str, pk: i64| (fold(name), pk);
    found.retain(|(offer, _)| after.as_ref().is_none_or(|after| key(&offer.row.name, offer.pk) > *after));
    let next_cursor = body::cut(&mut found, limit, |(offer, _)| key(&offer.row.name, offer.pk))?;
    let items = found.into_iter().map(|(_, audience)| audience).collect();
    Tag::answer(&headers, &Page { items, next_cursor, total })
}

/// Put the saved audience of one offer into the drafts of others, or see what that would do
#[utoipa::path(post, path = path::RESELLERS_APPLY, operation_id = "applyAudience", tag = "resell", security(("bearer" = [])), request_body = ApplyAudience,
    params(DryRun, ("Idempotency-Key" = String, Header, description = "one for each intent; not with dryRun")),
    responses((status = 200, body = ApplyResult), (status = 403, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn apply(Asked(query): Asked<DryRun>, call: Call<Edit, Json<ApplyAudience>>) -> Result<Response, Early> {
    let asked = &call.body.value;
    let n = asked.to.len();
    if n == 0 || n > APPLY_MAX {
        let args = vec![("max", APPLY_MAX.into()), ("n", n.into())];
        return Err(Fault::field("/to", "itemCount", args).into());
    }
    if query.is_dry() {
        let mut tx = call.app.db.read().await?;
        let result = items(&mut tx, &call.who, None, asked).await?;
        return Ok(axum::Json(result).into_response());
    }
    let mut once = call.begin().await?;
    let act = Act::begin(&mut once.tx, &once.who, once.at).await?;
    let result = items(&mut once.tx, &once.who, Some(&act), &once.body.value).await?;
    Ok(once.finish(Answer::json(StatusCode::OK, &result)?).await?)
}

async fn items(tx: &mut Tx, who: &Who, act: Option<&Act<'_>>, asked: &ApplyAudience) -> Result<ApplyResult, Fault> {
    let from = match Standing::find(tx, who.company, &asked.from).await {
        Err(Stop::No(Refusal::NotThere)) => Err(Fault::field("/from", "unknownOffer", Vec::new())),
        other => other.map_err(Fault::from),
    }?;
    editable(from.eligibility()).map_err(Fault::Refused)?;
    let from_version = from.head.version;
    let source = Source::of(tx, from, asked.from_seen_version).await?;
    let mut items = Vec::with_capacity(asked.to.len());
    for to in &asked.to {
        items.push(apply_to(tx, who, act, &source, to, asked.mode).await?);
    }
    Ok(ApplyResult { from_version, items })
}
