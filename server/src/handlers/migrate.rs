//! Acts on one solution: asking for a merge, making an offer, discarding, what is said of matches; and facts of many.

use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use contract::api::merging::{
    FactsOf, Filed, MatchSaid, MergePreview, RequestMerge, Seen, SolutionFacts, TEXT_MAX, live_offers,
};
use contract::api::offers::{NewOffer, OfferDetail};
use contract::api::path;
use contract::api::solutions::{BULK_MAX, SolutionRow};
use contract::matching::Match;
use contract::offer::NAME_MAX;
use contract::problem::Problem;
use serde::Deserialize;

use crate::acts::discard::Act;
use crate::acts::merge::{self, Merging};
use crate::acts::offers;
use crate::etag::Tag;
use crate::handlers::body::{self, Asked, Json, Parameters};
use crate::idempotency::{Answer, Call, Early, Once};
use crate::problem::Fault;
use crate::rights::{Allowed, Edit, Read, Who};
use crate::router::App;
use crate::store::Tx;
use crate::store::acting::Acting;

/// One of the company's solutions, unless it changed since it was shown.
async fn acting(tx: &mut Tx, who: &Who, id: &str, seen: Option<u64>) -> Result<Acting, Fault> {
    let solution = tx.acting(who.company, id).await?.ok_or(Fault::NotFound)?;
    if seen.is_some_and(|seen| seen != solution.version) {
        let tag = Tag::of(&["solution", id, &solution.version.to_string(), &who.person_id]);
        return Err(Fault::Stale { etag: tag.text().to_owned() });
    }
    Ok(solution)
}

/// Query of a merge.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub struct MergeQuery {
    /// True answers what would move (200, `MergePreview`) and changes nothing; it needs no `Idempotency-Key`.
    dry_run: Option<bool>,
}

/// Ask support to merge a solution into an offer, or see what would move
#[utoipa::path(post, path = "/api/v1/solutions/{id}/merge", operation_id = "requestMerge", tag = "migration", security(("bearer" = [])), request_body = RequestMerge,
    params(("id" = String, Path), MergeQuery, ("Idempotency-Key" = String, Header, description = "one for each intent; not with dryRun")),
    responses((status = 201, body = Filed), (status = 200, body = MergePreview, description = "with dryRun"), (status = 403, body = Problem), (status = 404, body = Problem),
        (status = 409, body = Problem), (status = 412, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn merge(
    Path(id): Path<String>,
    Asked(query): Asked<MergeQuery>,
    call: Call<Edit, Json<RequestMerge>>,
) -> Result<Response, Early> {
    let asked = &call.body.value;
    body::optional_text("/text", &asked.text, TEXT_MAX)?;
    body::optional_text("/offerName", asked.offer_name.as_deref().unwrap_or_default(), NAME_MAX)?;
    if query.dry_run == Some(true) {
        let mut tx = call.app.db.read().await?;
        let solution = acting(&mut tx, &call.who, &id, asked.seen_version).await?;
        let preview = merge::try_out(&mut tx, &call.who, &call.app.storefronts, &solution, asked).await;
        return Ok(axum::Json(preview.map_err(|stop| merge::beside_field(stop, &asked.target))?).into_response());
    }
    let mut once = call.begin().await?;
    let asked = &once.body.value;
    let merging = Merging::begin(&mut once.tx, &once.who, once.at, &once.app.storefronts, None).await?;
    let solution = acting(&mut once.tx, &once.who, &id, asked.seen_version).await?;
    let filed = merging.file(&mut once.tx, &solution, asked).await;
    let (pk, filed) = filed.map_err(|stop| merge::beside_field(stop, &asked.target))?;
    merging.tell(&mut once.tx, &[(pk, solution.name)]).await?;
    Ok(once.finish(Answer::json(StatusCode::CREATED, &filed)?).await?)
}

/// Make a draft offer from a solution
#[utoipa::path(post, path = "/api/v1/solutions/{id}/offer", operation_id = "createOfferFromSolution", tag = "migration", security(("bearer" = [])), request_body = NewOffer,
    params(("id" = String, Path), ("Idempotency-Key" = String, Header, description = "one for each intent")),
    responses((status = 201, body = OfferDetail), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn create_offer(Path(id): Path<String>, mut once: Once<Edit, Json<NewOffer>>) -> Result<Response, Fault> {
    let act = Act::begin(&mut once.tx, &once.who, once.at).await?;
    let solution = acting(&mut once.tx, &once.who, &id, None).await?;
    let offer = act.create_offer(&mut once.tx, Some(&solution), &once.body.value).await?;
    let detail = offers::detail(&mut once.tx, offer).await?;
    once.finish(Answer::json(StatusCode::CREATED, &detail)?).await
}

/// Give a solution up; an open request is taken back in the same act
#[utoipa::path(post, path = "/api/v1/solutions/{id}/discard", operation_id = "discardSolution", tag = "migration", security(("bearer" = [])), request_body = Seen,
    params(("id" = String, Path), ("Idempotency-Key" = String, Header, description = "one for each intent")),
    responses((status = 200, body = SolutionRow), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 428, body = Problem)))]
pub async fn discard(Path(id): Path<String>, mut once: Once<Edit, Json<Seen>>) -> Result<Response, Fault> {
    let act = Act::begin(&mut once.tx, &once.who, once.at).await?;
    let solution = acting(&mut once.tx, &once.who, &id, once.body.value.seen_version).await?;
    act.discard(&mut once.tx, &solution).await?;
    let answer = row(&mut once.tx, &once.who, &id).await?;
    once.finish(answer).await
}

/// Take a discard back: state and links are as before
#[utoipa::path(post, path = "/api/v1/solutions/{id}/undo-discard", operation_id = "undoDiscard", tag = "migration", security(("bearer" = [])), request_body = Seen,
    params(("id" = String, Path), ("Idempotency-Key" = String, Header, description = "one for each intent")),
    responses((status = 200, body = SolutionRow), (status = 403, body = Problem), (status = 404, body = Problem), (status = 409, body = Problem), (status = 412, body = Problem), (status = 428, body = Problem)))]
pub async fn undo_discard(Path(id): Path<String>, mut once: Once<Edit, Json<Seen>>) -> Result<Response, Fault> {
    let act = Act::begin(&mut once.tx, &once.who, once.at).await?;
    let solution = acting(&mut once.tx, &once.who, &id, once.body.value.seen_version).await?;
    act.undo(&mut once.tx, &solution).await?;
    let answer = row(&mut once.tx, &once.who, &id).await?;
    once.finish(answer).await
}

async fn row(tx: &mut Tx, who: &Who, id: &str) -> Result<Answer, Fault> {
    let solution = tx.solution(who.company, who.person, id).await?.ok_or(Fault::NotFound)?;
    Answer::json(StatusCode::OK, &solution.row)
}

/// Query of matches.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase")]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
#[expect(dead_code, reason = "describes the query for OpenAPI; it is read by Parameters")]
pub struct MatchesQuery {
    /// How many at most, 1 to 1,000; 50 when absent.
    limit: Option<u32>,
}

/// The company's live offers that a solution may be, best first, with reasons; those said to be no match left out
#[utoipa::path(get, path = "/api/v1/solutions/{id}/matches", operation_id = "listMatches", tag = "migration", security(("bearer" = [])), params(("id" = String, Path), MatchesQuery),
    responses((status = 200, body = Vec<Match>), (status = 304), (status = 403, body = Problem), (status = 404, body = Problem), (status = 422, body = Problem)))]
pub async fn matches(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Read>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    let limit = Parameters::read(query.as_deref(), &["limit"])?.limit()? as usize;
    let mut tx = app.db.read().await?;
    let solution = tx.solution(who.company, who.person, &id).await?.ok_or(Fault::NotFound)?;
    let facts = tx.solution_facts(who.company, std::slice::from_ref(&id)).await?.pop().ok_or(Fault::NotFound)?;
    let offers: Vec<_> = tx.offers(who.company, "").await?.into_iter().map(|offer| offer.row).collect();
    let company = tx.company_name(who.company).await?;
    let offers = live_offers(&company, &offers, &app.storefronts);
    Tag::answer(&headers, &facts.suggest(&solution.row, &offers, &app.storefronts, limit))
}

/// Say that an offer is no match for a solution, or take that back; saying it twice changes nothing, so no `If-Match` is needed
#[utoipa::path(put, path = "/api/v1/solutions/{id}/matches/{offer}", operation_id = "sayMatch", tag = "migration", security(("bearer" = [])), request_body = MatchSaid,
    params(("id" = String, Path), ("offer" = String, Path)),
    responses((status = 200, body = MatchSaid), (status = 403, body = Problem), (status = 404, body = Problem)))]
pub async fn say_match(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Edit>,
    Path((id, offer)): Path<(String, String)>,
    body: Json<MatchSaid>,
) -> Result<Response, Fault> {
    let mut tx = app.db.write().await?;
    let act = Act::begin(&mut tx, &who, app.clock.now()).await?;
    let solution = acting(&mut tx, &who, &id, None).await?;
    let offer = tx.offer(who.company, &offer).await?.ok_or(Fault::NotFound)?;
    if act.say_match(&mut tx, &solution, &offer, body.value.is_match).await? {
        tx.commit().await?;
    }
    Ok(axum::Json(body.value).into_response())
}

/// What matching and reviews need to know of many solutions; a reading, which changes nothing
#[utoipa::path(post, path = path::SOLUTION_FACTS, operation_id = "readSolutionFacts", tag = "migration", security(("bearer" = [])), request_body = FactsOf,
    responses((status = 200, body = Vec<SolutionFacts>), (status = 403, body = Problem), (status = 422, body = Problem)))]
pub async fn facts(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Read>,
    body: Json<FactsOf>,
) -> Result<Response, Fault> {
    let items = &body.value.items;
    if items.is_empty() || items.len() > BULK_MAX {
        return Err(Fault::field("/items", "itemCount", vec![("max", BULK_MAX.into()), ("n", items.len().into())]));
    }
    let mut tx = app.db.read().await?;
    Ok(axum::Json(tx.solution_facts(who.company, items).await?).into_response())
}
