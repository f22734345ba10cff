//! One audience into the drafts of several offers, each all or nothing.

use std::collections::BTreeMap;

use contract::api::audience::{Applied, AppliedOptions, ApplyTo, ListMode, SaveAudience};
use contract::api::history::EventKind;
use contract::audience::list::{Known, put};
use contract::audience::tenant::{TenantId, TenantSet};
use contract::audience::{Audience, ChannelState};
use contract::refusal::Refusal;

use super::audience::{Standing, figures};
use super::audience_save::check_found;
use super::discard::Act;
use super::{Stop, each};
use crate::problem::Fault;
use crate::rights::Who;
use crate::store::Tx;
use crate::store::resellers::Found;

/// What becomes of one offer's draft.
struct Plan {
    wanted: SaveAudience,
    kept: TenantSet,
}

/// The offer whose saved audience is taken, with what the directory says of its resellers: looked up once for all offers.
pub struct Source {
    standing: Standing,
    found: BTreeMap<TenantId, Found>,
    /// The version that the person was shown.
    seen: Option<u64>,
}

impl Source {
    /// Looks up the list, where there is one.
    ///
    /// # Errors
    /// What the store says.
    pub async fn of(tx: &mut Tx, standing: Standing, seen: Option<u64>) -> Result<Source, Fault> {
        let found = match standing.head.draft.state {
            ChannelState::Some => tx.find_resellers(standing.lists.draft.ids()).await?,
            _ => BTreeMap::new(),
        };
        Ok(Source { standing, found, seen })
    }

    /// Puts it into the draft of another offer. The directory was asked when the list was saved; who left the programme since
    /// is not taken along.
    fn plan(&self, to: &Standing, mode: ListMode) -> Plan {
        let state = self.standing.head.draft.state;
        if state != ChannelState::Some {
            let wanted = SaveAudience { reseller_channel_state: state, resellers: to.lists.draft.clone() };
            return Plan { wanted, kept: TenantSet::default() };
        }
        let known = |id: TenantId| match self.found.get(&id) {
            Some(one) if one.left => Known::Left,
            Some(_) => Known::Member,
            None => Known::Unknown,
        };
        let outcome = put(&to.lists.draft, self.standing.lists.draft.ids(), mode, &to.bound(), known);
        let wanted = SaveAudience { reseller_channel_state: ChannelState::Some, resellers: outcome.after };
        Plan { wanted, kept: outcome.kept }
    }
}

/// One offer that an audience is applied to: for a review without `act`, else saved.
///
/// # Errors
/// A fault that ends the whole call; what stops this offer alone is part of the answer.
pub async fn apply(
    tx: &mut Tx,
    who: &Who,
    act: Option<&Act<'_>>,
    from: &Source,
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
    from: &Source,
    to: &ApplyTo,
    mode: ListMode,
    applied: &mut Applied,
) -> Result<(), Stop> {
    let standing = Standing::find(tx, who.company, &to.id).await?;
    applied.name = standing.offer.row.name.clone();
    applied.version = standing.head.version;
    let plan = from.plan(&standing, mode);
    let (before, after) = (&standing.lists.draft, &plan.wanted.resellers);
    applied.options = Some(AppliedOptions { from: standing.head.draft.state, to: plan.wanted.reseller_channel_state });
    applied.added = after.without(before).len() as u64;
    applied.removed = before.without(after).len() as u64;
    applied.kept = plan.kept.len() as u64;
    let wanted = Audience::of(plan.wanted.reseller_channel_state, after.clone());
    applied.need = Some(figures(&standing.need(&wanted)));
    let Some(act) = act else { return check_found(tx, who, &standing, &plan.wanted, &from.found).await };
    let seen = [(to.seen_version, &standing), (from.seen, &from.standing)];
    if seen.iter().any(|(seen, now)| *seen != Some(now.head.version)) {
        return Err(Refusal::ChangedSince.into());
    }
    if act.save_audience(tx, &standing, &plan.wanted, EventKind::AudienceCopied).await? {
        applied.version = tx.audience_head(standing.offer.pk).await?.version;
    }
    Ok(())
}
