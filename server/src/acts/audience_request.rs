//! Asking support for what a sync cannot do, and the desk's approval that does it.

use contract::api::audience::{AudienceHead, CUSTOMERS_SHOWN};
use contract::api::audience_request::{CspDetails, CspEffect, CspReach};
use contract::api::history::EventKind;
use contract::api::merging::Filed;
use contract::api::news::NewsKind;
use contract::api::requests::MessageKind;
use contract::audience::asked::{Asked, Effect};
use contract::audience::need::{Reach, Verdict, approved};
use contract::audience::tenant::TenantSet;
use contract::audience::{Audience, ChannelState};
use contract::calendar::{ANSWER_DAYS, due};
use contract::refusal::Refusal;
use contract::support::RequestKind;

use super::Stop;
use super::audience::{Standing, editable, sold_refusal};
use super::audience_save::{bring_in_force, described, length};
use super::desk::Desk;
use super::discard::Act;
use super::requests::{record, write};
use crate::clock::time;
use crate::store::Tx;
use crate::store::audience::Stamp;
use crate::store::audience_lists::List;
use crate::store::history::Event;
use crate::store::news::News;
use crate::store::requests::{CspOptions, NewRequest, Request, number_of};

/// How many resellers the details of a request name.
const NAMED: usize = 1_000;

/// What a request would ask for.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Its kind.
    pub kind: RequestKind,
    /// The options that it leads from and to.
    pub options: CspOptions,
    /// To be removed, or the list of specific ones that is asked for.
    pub resellers: TenantSet,
}

/// What support has to be asked for to bring the saved draft in force.
///
/// # Errors
/// The rule that says no: it needs no request, or no request can do it.
pub async fn plan(tx: &mut Tx, company: i64, standing: &Standing) -> Result<Plan, Stop> {
    editable(standing.eligibility())?;
    let offer = standing.offer.pk;
    if let Some(open) = tx.open_audience_requests(company, Some(offer)).await?.remove(&offer) {
        return Err(Refusal::AudienceRequestOpen { number: open.number }.into());
    }
    let live = standing.live().ok_or(Refusal::OfferNeverLive)?;
    let (draft, need) = (standing.draft(), standing.need(&standing.draft()));
    let kind = match (need.verdict, need.request) {
        (Verdict::Request, Some(kind)) => kind,
        (Verdict::Impossible, _) => return Err(sold_refusal(tx, offer, &need.stays).await?.into()),
        _ => return Err(Refusal::NeedsNoRequest.into()),
    };
    let options = CspOptions { from: live.state(), to: draft.state() };
    let resellers = match (kind, draft) {
        (RequestKind::CspDeauthorize, _) => standing.lists.live.without(&standing.lists.draft),
        (_, Audience::Some(list)) => list,
        _ => TenantSet::default(),
    };
    Ok(Plan { kind, options, resellers })
}

/// The prefilled details of a request that is to be filed.
///
/// # Errors
/// What the store says.
pub async fn prefilled(tx: &mut Tx, standing: &Standing, plan: &Plan) -> Result<CspDetails, Stop> {
    let effect = effect(tx, standing, &asked(plan.kind, plan.options, &plan.resellers)).await?;
    described_as(tx, standing, plan, effect).await
}

/// The details of a request that was filed; `None` when its offer is gone.
///
/// # Errors
/// What the store says.
pub async fn details(tx: &mut Tx, request: &Request, options: CspOptions) -> Result<Option<CspDetails>, Stop> {
    let Some(pk) = request.offer else { return Ok(None) };
    let Some(offer) = tx.offer_by_key(request.company, pk).await? else { return Ok(None) };
    let standing = Standing::of(tx, offer).await?;
    let plan = Plan { kind: request.kind, options, resellers: tx.request_resellers(request.pk).await? };
    let effect = match request.state.is_open() {
        true => effect(tx, &standing, &asked(plan.kind, options, &plan.resellers)).await?,
        false => None,
    };
    Ok(Some(described_as(tx, &standing, &plan, effect).await?))
}

fn asked(kind: RequestKind, options: CspOptions, resellers: &TenantSet) -> Asked {
    Asked { kind, to: options.to, resellers: resellers.clone() }
}

async fn described_as(
    tx: &mut Tx,
    standing: &Standing,
    plan: &Plan,
    effect: Option<(CspEffect, TenantSet)>,
) -> Result<CspDetails, Stop> {
    let row = &standing.offer.row;
    let (effect, stays) = effect.unzip();
    // Who has sold comes into the list that is asked for: it is the list as it would be in force.
    let list = match (plan.kind, plan.options.to, stays) {
        (RequestKind::CspChangeOption, ChannelState::Some, Some(stays)) => plan.resellers.or(&stays),
        _ => plan.resellers.clone(),
    };
    Ok(CspDetails {
        kind: plan.kind,
        offer: row.id.clone(),
        offer_name: row.name.clone(),
        external_id: row.external_id.clone(),
        offer_type: row.offer_type,
        from: plan.options.from,
        to: plan.options.to,
        count: list.len() as u64,
        resellers: tx.named_resellers(standing.offer.pk, &list, NAMED).await?,
        effect,
    })
}

/// What approving it would do now, and who stays; `None` for an offer that is not live any more.
async fn effect(tx: &mut Tx, standing: &Standing, asked: &Asked) -> Result<Option<(CspEffect, TenantSet)>, Stop> {
    let Some(live) = standing.live() else { return Ok(None) };
    let pk = standing.offer.pk;
    let Effect { need, after } = asked.effect(&live, &standing.lists.sold);
    let drift = asked.drift(&live, &standing.draft());
    let back = drift.as_ref().map(|drift| drift.back.clone()).unwrap_or_default();
    let head = |audience: &Audience| AudienceHead {
        reseller_channel_state: audience.state(),
        resellers: length(audience) as u64,
        at: None,
        by: None,
    };
    let effect = CspEffect {
        live: head(&live),
        after: after.as_ref().map(head),
        reason: need.reason,
        gains: reach(tx, pk, &need.gains).await?,
        loses: reach(tx, pk, &need.loses).await?,
        stays: named(tx, pk, &need.stays).await?,
        customers: u64::from(need.customers),
        touched: tx.customers_of(pk, &need.stays, CUSTOMERS_SHOWN).await?,
        drift,
        back: tx.named_resellers(pk, &back, NAMED).await?,
    };
    Ok(Some((effect, need.stays)))
}

async fn reach(tx: &mut Tx, offer: i64, reach: &Reach) -> Result<CspReach, Stop> {
    match reach {
        Reach::Nobody => Ok(CspReach::default()),
        Reach::These(resellers) => named(tx, offer, resellers).await,
        Reach::AllBut(others) => Ok(CspReach { every: true, count: others.len() as u64, resellers: Vec::new() }),
    }
}

async fn named(tx: &mut Tx, offer: i64, resellers: &TenantSet) -> Result<CspReach, Stop> {
    let named = tx.named_resellers(offer, resellers, NAMED).await?;
    Ok(CspReach { every: false, count: resellers.len() as u64, resellers: named })
}

/// What approving a request would bring in force.
///
/// # Errors
/// The rule that says no: somebody who would lose the offer has sold it by now.
pub async fn approval(tx: &mut Tx, request: &Request, options: CspOptions) -> Result<(Standing, Audience), Stop> {
    let pk = request.offer.ok_or(Refusal::NotThere)?;
    let offer = tx.offer_by_key(request.company, pk).await?.ok_or(Refusal::NotThere)?;
    let standing = Standing::of(tx, offer).await?;
    let live = standing.live().ok_or(Refusal::OfferNeverLive)?;
    let resellers = tx.request_resellers(request.pk).await?;
    match approved(&live, &asked(request.kind, options, &resellers).change(), &standing.sellers()) {
        Ok(after) => Ok((standing, after)),
        Err(lost) => Err(sold_refusal(tx, pk, &lost).await?.into()),
    }
}

impl Act<'_> {
    /// Files the request that the saved draft needs.
    ///
    /// # Errors
    /// The rule that says no; nothing is written then.
    pub async fn request_audience(&self, tx: &mut Tx, standing: &Standing, text: &str) -> Result<Filed, Stop> {
        let company = self.who.company;
        let plan = plan(tx, company, standing).await?;
        let due = due(time(self.at), ANSWER_DAYS, &tx.holidays().await?);
        let title = &standing.offer.row.name;
        let new = NewRequest {
            kind: plan.kind,
            title,
            solution: None,
            offer: Some(standing.offer.pk),
            details: None,
            csp: Some(plan.options),
            bundle: None,
            person: Some(self.who.person),
            by: &self.who.name,
            at: self.at,
            due: due.timestamp_millis(),
        };
        let pk = tx.file_request(company, &new).await?;
        tx.add_request_resellers(pk, &plan.resellers).await?;
        write(tx, self.who, pk, MessageKind::Filed, text, self.at).await?;
        record(tx, self.writing(), pk, title, EventKind::RequestFiled, None).await?;
        tx.raise_news(company).await?;
        let news =
            News { kind: NewsKind::RequestFiled, by: Some(&self.who.name), request: Some(pk), name: title, count: 1 };
        tx.tell_desk(None, self.at, news).await?;
        Ok(Filed { number: number_of(pk), due })
    }
}

impl Desk<'_> {
    /// Makes the change that a request asks for. Resellers that have sold stay when any partner becomes specific ones, and
    /// come into the saved list too, so that it does not ask for the impossible.
    pub(super) async fn approve_audience(
        &self,
        tx: &mut Tx,
        request: &Request,
        options: CspOptions,
    ) -> Result<(), Stop> {
        let (standing, after) = approval(tx, request, options).await?;
        let stamp = Stamp { by: Some(&self.who.name), at: Some(self.at) };
        bring_in_force(tx, &standing, &after, stamp).await?;
        if let (Audience::Some(list), ChannelState::Some) = (&after, standing.head.draft.state) {
            let joined = list.and(&standing.sellers()).without(&standing.lists.draft);
            tx.change_list(standing.offer.pk, List::Draft, &joined, &TenantSet::default()).await?;
        }
        let was = described(standing.head.live.state, standing.lists.live.len());
        let now = described(after.state(), length(&after));
        let row = &standing.offer.row;
        let kind = EventKind::AudienceChanged;
        let event = Event { kind, subject: &row.id, name: &row.name, before: Some(&was), after: Some(&now) };
        Ok(tx.record(request.company, &self.actor, self.at, event).await?)
    }
}
