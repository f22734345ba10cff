//! Keeping the directory of resellers: who is new, who changed, who left the programme and where that is seen.

use std::collections::{BTreeMap, BTreeSet};

use contract::api::history::EventKind;
use contract::api::news::NewsKind;
use contract::audience::tenant::{TenantId, TenantSet};
use contract::workspace::Reseller;

use crate::clock::Ms;
use crate::store::history::{Actor, Event};
use crate::store::news::News;
use crate::store::resellers::Authorised;
use crate::store::{StoreError, Tx};

/// What was done.
#[derive(Clone, Copy, Debug)]
pub struct Kept {
    /// Resellers added or brought up to date.
    pub written: u64,
    /// Of all, those who are out of the programme from now on.
    pub left: u64,
}

/// Brings the directory up to date. With `complete` whoever is not in the list left the programme. Resellers that left stay in
/// every audience that they are in; the people of those companies are told.
///
/// # Errors
/// What the store says.
pub async fn keep(tx: &mut Tx, resellers: &[Reseller], complete: bool, now: Ms) -> Result<Kept, StoreError> {
    let mut by_id: BTreeMap<TenantId, Reseller> = BTreeMap::new();
    for reseller in resellers {
        let id = TenantId::parse(&reseller.tenant_id).ok_or(StoreError::Shape("a tenant ID is not one"))?;
        by_id.insert(id, reseller.clone());
    }
    let before: TenantSet = tx.tenants_in_programme().await?.into();
    let gone = |id: &TenantId| match by_id.get(id) {
        Some(reseller) => reseller.left_at.is_some(),
        None => complete,
    };
    let left: Vec<TenantId> = before.ids().iter().copied().filter(gone).collect();
    let list: Vec<Reseller> = by_id.into_values().collect();
    tx.write_resellers(&list).await?;
    tx.mark_left(&left, now).await?;
    tell(tx, &left, now).await?;
    Ok(Kept { written: list.len() as u64, left: left.len() as u64 })
}

/// Writes down where resellers that left are authorised, and tells the owners and managers, each once.
async fn tell(tx: &mut Tx, left: &[TenantId], now: Ms) -> Result<(), StoreError> {
    let authorised = tx.where_authorised(left).await?;
    let companies: BTreeSet<i64> = authorised.iter().map(|one| one.company).collect();
    for company in companies {
        tx.next_change(company).await?;
        let here: Vec<&Authorised> = authorised.iter().filter(|one| one.company == company).collect();
        for one in &here {
            let (kind, after) = (EventKind::ResellerLeft, Some(one.reseller.as_str()));
            let event = Event { kind, subject: &one.offer, name: &one.offer_name, before: None, after };
            tx.record(company, &Actor::SYSTEM, now, event).await?;
        }
        let names: BTreeSet<&str> = here.iter().map(|one| one.reseller.as_str()).collect();
        let Some(name) = names.first() else { continue };
        let to = tx.leaders(company).await?;
        let count = names.len() as u64;
        let news = News { kind: NewsKind::ResellersLeft, by: None, request: None, name, count };
        tx.notify(&to, company, now, news).await?;
    }
    Ok(())
}
