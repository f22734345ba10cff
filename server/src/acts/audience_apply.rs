//! One audience into the drafts of several offers, each all or nothing.

use contract::api::audience::{Applied, AppliedOptions, ApplyTo, ListMode, SaveAudience};
use contract::api::history::EventKind;
use contract::audience::list::{Known, put};
use contract::audience::tenant::{TenantId, TenantSet};
use contract::audience::{Audience, ChannelState};
use contract::refusal::Refusal;

use super::audience::{Standing, figures};
use super::audience_save::check;
use super::discard::Act;
use super::{Stop, each};
use crate::problem::Fault;
use crate::rights::Who;
use crate::store::Tx;

/// What becomes of one offer's draft.
struct Plan {
    wanted: SaveAudience,
    kept: TenantSet,
}

/// Puts the saved audience of one offer into the draft of another. The directory was asked when the list was saved; who left
/// the programme since is not taken along.
async fn plan(tx: &mut Tx, from: &Standing, to: &Standing, mode: ListMode) -> Result<Plan, Stop> {
    let state = from.head.draft.state;
    if state != ChannelState::Some {
        let wanted = SaveAudience { reseller_channel_state: state, resellers: to.lists.draft.clone() };
        return Ok(Plan { wanted, kept: TenantSet::default() });
    }
    let list: Vec<TenantId> = from.lists.draft.ids().to_vec();
    let found = tx.find_resellers(&list).await?;
    let known = |id: TenantId| match found.get(&id) {
        Some(one) if one.left => Known::Left,
        Some(_) => Known::Member,
        None => Known::Unknown,
    };
    let outcome = put(&to.lists.draft, &list, mode, &to.bound(), known);
    let wanted = SaveAudience { reseller_channel_state: ChannelState::Some, resellers: outcome.after };
    Ok(Plan { wanted, kept: outcome.kept })
}

/// One offer that an audience is applied to: for a review without `act`, else saved.
///
/// # Errors
/// A fault that ends the whole call; what stops this offer alone is part of the answer.
pub async fn apply(
    tx: &mut Tx,
    who: &Who,
    act: Option<&Act<'_>>,
    from: &Standing,
    to: &ApplyTo,
    mode: ListMode,
) -> Result<Applied, Fault> {
    let mut applied = Applied {
        id: to.id.clone(),
        name: String::new(),
        done: false,
        refusal: None,
        options: None,
        added: 0,
        removed: 0,
        kept: 0,
        need: None,
        version: 0,
    };
    match each(one(tx, who, act, from, to, mode, &mut applied).await)? {
        Ok(()) => applied.done = true,
        Err(refusal) => applied.refusal = Some(refusal),
    }
    Ok(applied)
}

async fn one(
    tx: &mut Tx,
    who: &Who,
    act: Option<&Act<'_>>,
    from: &Standing,
    to: &ApplyTo,
    mode: ListMode,
    applied: &mut Applied,
) -> Result<(), Stop> {
    let standing = Standing::find(tx, who.company, &to.id).await?;
    applied.name = standing.offer.row.name.clone();
    applied.version = standing.head.version;
    let plan = plan(tx, from, &standing, mode).await?;
    let (before, after) = (&standing.lists.draft, &plan.wanted.resellers);
    applied.options = Some(AppliedOptions { from: standing.head.draft.state, to: plan.wanted.reseller_channel_state });
    applied.added = after.without(before).len() as u64;
    applied.removed = before.without(after).len() as u64;
    applied.kept = plan.kept.len() as u64;
    let wanted = Audience::of(plan.wanted.reseller_channel_state, after.clone());
    applied.need = Some(figures(&standing.need(&wanted)));
    let Some(act) = act else { return check(tx, who, &standing, &plan.wanted).await };
    if to.seen_version != Some(standing.head.version) {
        return Err(Refusal::ChangedSince.into());
    }
    if act.save_audience(tx, &standing, &plan.wanted, EventKind::AudienceCopied).await? {
        applied.version = tx.audience_head(standing.offer.pk).await?.version;
    }
    Ok(())
}
