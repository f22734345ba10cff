//! Facts of who sold what: taken from the vendor's side, written down, told to who has asked support to remove the seller.

use std::collections::{BTreeMap, BTreeSet};

use contract::api::history::EventKind;
use contract::api::news::NewsKind;
use contract::api::resellers::{CUSTOMER_MAX, Sale};
use contract::audience::tenant::TenantId;
use contract::offer::OFFER_ID_MAX;

use super::Stop;
use super::audience_request::approval;
use crate::clock::Ms;
use crate::problem::FieldFault;
use crate::store::history::{Actor, Event};
use crate::store::news::News;
use crate::store::resellers::Found;
use crate::store::sales::{NewSale, SoldOffer};
use crate::store::{StoreError, Tx};

/// How far a sale may lie ahead of our clock, in milliseconds: a day, because files name days.
const AHEAD_MS: Ms = 86_400_000;

/// What came of a call.
#[derive(Debug, Default)]
pub struct Taken {
    /// Taken as new.
    pub added: u64,
    /// Known already.
    pub known: u64,
    /// Not taken, by place in the list.
    pub problems: Vec<(usize, FieldFault)>,
}

/// A sale whose names were found.
struct Good<'a> {
    offer: SoldOffer,
    reseller: Found,
    customer: &'a str,
    at: Ms,
}

/// Takes sales: the good ones all or none, the others told.
///
/// # Errors
/// What the store says.
pub async fn take(tx: &mut Tx, actor: &Actor, sales: &[Sale], now: Ms) -> Result<Taken, StoreError> {
    let mut taken = Taken::default();
    let good = find(tx, sales, now, &mut taken.problems).await?;
    // Whoever changes an audience of these companies waits from here on. Always in the order of their keys, so that two calls
    // never wait for each other.
    let companies: BTreeSet<i64> = good.iter().map(|sale| sale.offer.company).collect();
    for company in &companies {
        tx.next_change(*company).await?;
    }
    let mut first_sales: BTreeMap<i64, SoldOffer> = BTreeMap::new();
    for sale in &good {
        let new = NewSale { offer: sale.offer.pk, reseller: sale.reseller.pk, customer: sale.customer, at: sale.at };
        let (is_new, is_first) = tx.add_sale(new).await?;
        *(if is_new { &mut taken.added } else { &mut taken.known }) += 1;
        if is_first {
            let (kind, offer) = (EventKind::ResellerSold, &sale.offer);
            let after = Some(sale.reseller.name.as_str());
            let event = Event { kind, subject: &offer.id, name: &offer.name, before: None, after };
            tx.record(offer.company, actor, now, event).await?;
            first_sales.insert(offer.pk, offer.clone());
        }
    }
    for offer in first_sales.values() {
        warn(tx, offer, now).await?;
    }
    for company in companies {
        tx.raise_news(company).await?;
    }
    Ok(taken)
}

/// Looks up what sales name.
async fn find<'a>(
    tx: &mut Tx,
    sales: &'a [Sale],
    now: Ms,
    problems: &mut Vec<(usize, FieldFault)>,
) -> Result<Vec<Good<'a>>, StoreError> {
    let name = |sale: &Sale| (sale.publisher.trim().to_owned(), sale.offer_id.trim().to_owned());
    let names: BTreeSet<(String, String)> =
        sales.iter().map(name).filter(|(_, offer)| offer.len() <= OFFER_ID_MAX).collect();
    let offers = tx.offers_sold(&names.into_iter().collect::<Vec<_>>()).await?;
    let ids: Vec<Option<TenantId>> = sales.iter().map(|sale| TenantId::parse(&sale.tenant_id)).collect();
    let known: BTreeSet<TenantId> = ids.iter().flatten().copied().collect();
    let resellers = tx.find_resellers(&known.into_iter().collect::<Vec<_>>()).await?;
    let mut good = Vec::with_capacity(sales.len());
    for (at, (sale, id)) in sales.iter().zip(ids).enumerate() {
        let mut wrong = |pointer: &str, code| {
            problems.push((at, FieldFault { pointer: pointer.to_owned(), code, args: Vec::new() }));
        };
        let customer = sale.customer.trim();
        let sold_at = sale.sold_at.timestamp_millis();
        match (offers.get(&name(sale)), id, id.and_then(|id| resellers.get(&id))) {
            (None, ..) => wrong("offerId", "unknownSoldOffer"),
            (Some(offer), ..) if !offer.live => wrong("offerId", "soldOfferNotLive"),
            (_, None, _) => wrong("tenantId", "tenantId"),
            (_, _, None) => wrong("tenantId", "unknownTenant"),
            _ if customer.is_empty() => wrong("customer", "empty"),
            _ if customer.chars().count() > CUSTOMER_MAX => wrong("customer", "customerLong"),
            _ if sold_at > now + AHEAD_MS => wrong("soldAt", "soldLater"),
            (Some(offer), _, Some(reseller)) => {
                good.push(Good { offer: offer.clone(), reseller: reseller.clone(), customer, at: sold_at });
            }
        }
    }
    Ok(good)
}

/// Tells who has an open request about the offer's audience that it may no longer be approved.
async fn warn(tx: &mut Tx, offer: &SoldOffer, now: Ms) -> Result<(), StoreError> {
    let open = tx.open_audience_requests(offer.company, Some(offer.pk)).await?.remove(&offer.pk);
    let Some(open) = open else { return Ok(()) };
    let Some(request) = tx.request(Some(offer.company), &open.number, now).await? else { return Ok(()) };
    let Some(options) = request.csp else { return Ok(()) };
    match approval(tx, &request, options).await {
        Err(Stop::No(_)) => {}
        Err(Stop::Fault(_)) | Ok(_) => return Ok(()),
    }
    let to = tx.people_of(&request).await?;
    let news = News { kind: NewsKind::ResellerSold, by: None, request: Some(request.pk), name: &offer.name, count: 1 };
    tx.notify(&to, offer.company, now, news).await
}
