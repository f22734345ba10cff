//! Acts on many solutions: each item is done or refused by itself, all in one transaction.

use axum::http::StatusCode;
use axum::response::Response;
use contract::api::history::EventKind;
use contract::api::merging::{RequestMerge, TEXT_MAX};
use contract::api::news::NewsKind;
use contract::api::path;
use contract::api::solutions::{
    BULK_MAX, BULK_MERGES_MAX, BUNDLE_MAX, Bulk, BulkItem, BulkResult, MergeItem, SeenItem,
};
use contract::problem::Problem;
use contract::refusal::Refusal;

use crate::acts::discard::Act;
use crate::acts::merge::Merging;
use crate::acts::{Stop, each};
use crate::clock::Ms;
use crate::handlers::body::{self, Json};
use crate::idempotency::{Answer, Once};
use crate::problem::Fault;
use crate::rights::{Edit, Who};
use crate::store::Tx;
use crate::store::acting::Acting;
use crate::store::history::{Actor, Event};
use crate::store::news::News;

/// Act on many solutions: each item is done or refused by itself
#[utoipa::path(post, path = path::SOLUTIONS_BULK, operation_id = "actOnSolutions", tag = "solutions", security(("bearer" = [])), request_body = Bulk,
    params(("Idempotency-Key" = String, Header, description = "one for each intent")),
    responses((status = 200, body = BulkResult), (status = 403, body = Problem), (status = 422, body = Problem), (status = 428, body = Problem)))]
pub async fn bulk(mut once: Once<Edit, Json<Bulk>>) -> Result<Response, Fault> {
    check(&once.body.value)?;
    let (tx, now) = (&mut once.tx, once.at);
    let items = match &once.body.value {
        Bulk::Assign { items, assignee } => assign(tx, &once.who, items, assignee.as_deref(), now).await?,
        Bulk::Merge { items, bundle, text } => {
            let merging = Merging::begin(tx, &once.who, now, &once.app.storefronts, Some(bundle.trim())).await?;
            merge(tx, &merging, items, text).await?
        }
        Bulk::Discard { items } => discard(tx, &once.who, items, now).await?,
        Bulk::UndoDiscard { items } => undo(tx, &once.who, items, now).await?,
    };
    once.finish(Answer::json(StatusCode::OK, &BulkResult { items })?).await
}

/// What is wrong with the call as a whole.
fn check(bulk: &Bulk) -> Result<(), Fault> {
    let (count, max) = match bulk {
        Bulk::Assign { items, .. } | Bulk::UndoDiscard { items } => (items.len(), BULK_MAX),
        Bulk::Discard { items } => (items.len(), BULK_MAX),
        Bulk::Merge { items, .. } => (items.len(), BULK_MERGES_MAX),
    };
    if count == 0 || count > max {
        return Err(Fault::field("/items", "itemCount", vec![("max", max.into()), ("n", count.into())]));
    }
    if let Bulk::Merge { bundle, text, .. } = bulk {
        body::text("/bundle", bundle, BUNDLE_MAX)?;
        body::optional_text("/text", text, TEXT_MAX)?;
    }
    Ok(())
}

async fn merge(tx: &mut Tx, merging: &Merging<'_>, items: &[MergeItem], text: &str) -> Result<Vec<BulkItem>, Fault> {
    let mut results = Vec::with_capacity(items.len());
    let mut told = Vec::new();
    for item in items {
        let asked = RequestMerge {
            target: item.target.clone(),
            choices: None,
            offer_type: None,
            offer_name: None,
            text: text.to_owned(),
            seen_version: item.seen_version,
        };
        let filed = match acting(tx, merging.who, &item.id, item.seen_version).await {
            Ok(solution) => {
                merging.file(tx, &solution, &asked).await.map(|(pk, filed)| (pk, solution.name, filed.number))
            }
            Err(stop) => Err(stop),
        };
        results.push(match each(filed)? {
            Ok((pk, name, number)) => {
                told.push((pk, name));
                BulkItem { id: item.id.clone(), done: true, refusal: None, number: Some(number) }
            }
            Err(refusal) => refused(&item.id, refusal),
        });
    }
    merging.tell(tx, &told).await?;
    Ok(results)
}

async fn discard(tx: &mut Tx, who: &Who, items: &[SeenItem], now: Ms) -> Result<Vec<BulkItem>, Fault> {
    let act = Act::begin(tx, who, now).await?;
    let mut results = Vec::with_capacity(items.len());
    for item in items {
        let done = match acting(tx, who, &item.id, item.seen_version).await {
            Ok(solution) => act.discard(tx, &solution).await,
            Err(stop) => Err(stop),
        };
        results.push(result(&item.id, each(done)?));
    }
    Ok(results)
}

async fn undo(tx: &mut Tx, who: &Who, items: &[String], now: Ms) -> Result<Vec<BulkItem>, Fault> {
    let act = Act::begin(tx, who, now).await?;
    let mut results = Vec::with_capacity(items.len());
    for id in items {
        let done = match acting(tx, who, id, None).await {
            Ok(solution) => act.undo(tx, &solution).await,
            Err(stop) => Err(stop),
        };
        results.push(result(id, each(done)?));
    }
    Ok(results)
}

async fn acting(tx: &mut Tx, who: &Who, id: &str, seen: Option<u64>) -> Result<Acting, Stop> {
    let solution = tx.acting(who.company, id).await?.ok_or(Refusal::NotThere)?;
    if seen.is_some_and(|seen| seen != solution.version) {
        return Err(Refusal::ChangedSince.into());
    }
    Ok(solution)
}

fn result(id: &str, done: Result<(), Refusal>) -> BulkItem {
    match done {
        Ok(()) => BulkItem { id: id.to_owned(), done: true, refusal: None, number: None },
        Err(refusal) => refused(id, refusal),
    }
}

fn refused(id: &str, refusal: Refusal) -> BulkItem {
    BulkItem { id: id.to_owned(), done: false, refusal: Some(refusal), number: None }
}

async fn assign(
    tx: &mut Tx,
    who: &Who,
    items: &[String],
    assignee: Option<&str>,
    now: Ms,
) -> Result<Vec<BulkItem>, Fault> {
    let to = match assignee {
        Some(id) => {
            let found = tx.colleague_key(who.company, id).await?;
            let (key, person) = found.ok_or_else(|| Fault::field("/assignee", "unknownColleague", Vec::new()))?;
            Some((key, person.name))
        }
        None => None,
    };
    let to = to.as_ref().map(|(key, name)| (*key, name.as_str()));
    let change = tx.next_change(who.company).await?;
    let mut results = Vec::with_capacity(items.len());
    let mut given = Vec::new();
    for id in items {
        let assigned = tx.assign(who.company, id, to, change).await?;
        if let Some(met) = assigned.as_ref().filter(|met| met.changed) {
            let kind = if to.is_some() { EventKind::Assigned } else { EventKind::Unassigned };
            let after = to.map(|(_, name)| name);
            let event = Event { kind, subject: id, name: &met.name, before: met.before.as_deref(), after };
            tx.record(who.company, &Actor::from(who), now, event).await?;
            given.push(met.name.clone());
        }
        let refusal = assigned.is_none().then_some(Refusal::NotThere);
        results.push(BulkItem { id: id.clone(), done: assigned.is_some(), refusal, number: None });
    }
    // Who takes something for themselves knows it already.
    if let (Some((person, _)), Some(name)) = (to.filter(|(person, _)| *person != who.person), given.first()) {
        let (by, count) = (Some(who.name.as_str()), given.len() as u64);
        let news = News { kind: NewsKind::Assigned, by, request: None, name, count };
        tx.notify(&[person], who.company, now, news).await?;
    }
    Ok(results)
}
