//! Saving the draft of an audience, bringing its additions in force, and what resellers are given.

use std::collections::BTreeMap;

use contract::access::Right;
use contract::api::audience::{CONTACT_NAME_MAX, MARKETING_URL_MAX, Materials, SaveAudience};
use contract::api::history::EventKind;
use contract::audience::eligible::Eligibility;
use contract::audience::need::{Verdict, synced};
use contract::audience::tenant::{TenantId, TenantSet};
use contract::audience::{Audience, ChannelState, RESELLERS_MAX};
use contract::csv::value;
use contract::refusal::Refusal;

use super::Stop;
use super::audience::{Standing, editable, names, sold_refusal};
use super::discard::Act;
use crate::clock::Ms;
use crate::handlers::body;
use crate::problem::{Fault, FieldFault};
use crate::rights::Who;
use crate::store::Tx;
use crate::store::audience::Stamp;
use crate::store::audience_lists::List;
use crate::store::history::Event;
use crate::store::resellers::Found;

/// Saves of one person within this time are one entry of the history, in milliseconds.
const JOINED_MS: Ms = 600_000;

/// Whether a draft may be saved.
///
/// # Errors
/// The rule that says no, or 422 for resellers that nobody knows or too many of them.
pub async fn check(tx: &mut Tx, who: &Who, standing: &Standing, wanted: &SaveAudience) -> Result<(), Stop> {
    let found = tx.find_resellers(new_ones(standing, wanted).ids()).await?;
    check_found(tx, who, standing, wanted, &found).await
}

/// Who is in neither of the lists that there are.
fn new_ones(standing: &Standing, wanted: &SaveAudience) -> TenantSet {
    wanted.resellers.without(&standing.lists.draft).without(&standing.lists.live)
}

/// The same with what the directory is known to say: a file of 20,000 rows is not looked up twice.
///
/// # Errors
/// As `check`.
pub async fn check_found(
    tx: &mut Tx,
    who: &Who,
    standing: &Standing,
    wanted: &SaveAudience,
    found: &BTreeMap<TenantId, Found>,
) -> Result<(), Stop> {
    who.role.require(Right::Edit)?;
    editable(standing.eligibility())?;
    let list = &wanted.resellers;
    if list.len() > RESELLERS_MAX {
        let (n, max) = (u32::try_from(list.len()).unwrap_or(u32::MAX), RESELLERS_MAX as u32);
        return Err(Refusal::TooManyResellers { n, max }.into());
    }
    let new = new_ones(standing, wanted);
    let unknown: Vec<&TenantId> = new.ids().iter().filter(|id| !found.contains_key(id)).collect();
    if let Some(first) = unknown.first() {
        let n = unknown.len();
        let args = vec![("n", n.into()), ("first", first.to_string().into())];
        return Err(Fault::field("/resellers", "unknownReseller", args).into());
    }
    let is_left = |id: &&TenantId| found.get(id).is_some_and(|one| one.left);
    let left: TenantSet = new.ids().iter().filter(is_left).copied().collect();
    if !left.is_empty() {
        let (n, names) = names(tx, standing.offer.pk, &left).await?;
        return Err(Refusal::ResellersLeft { n, names }.into());
    }
    let need = standing.need(&Audience::of(wanted.reseller_channel_state, list.clone()));
    if need.verdict == Verdict::Impossible {
        return Err(sold_refusal(tx, standing.offer.pk, &need.stays).await?.into());
    }
    Ok(())
}

/// An audience in few characters, for the history: the option, and how long a list is.
pub fn described(state: ChannelState, resellers: usize) -> String {
    match state {
        ChannelState::Some => format!("{} {resellers}", state.word()),
        other => other.word().to_owned(),
    }
}

/// What a sync brings in force: the audience afterwards and the exact list of additions.
///
/// # Errors
/// The rule that says no.
pub async fn plan_sync(tx: &mut Tx, standing: &Standing) -> Result<(Audience, TenantSet), Stop> {
    editable(standing.eligibility())?;
    let live = standing.live().ok_or(Refusal::OfferNeverLive)?;
    let after = synced(&live, &standing.draft()).ok_or(Refusal::NeedsRequest)?;
    let added = match &after {
        Audience::Some(list) => match &live {
            Audience::Some(live) => list.without(live),
            _ => list.clone(),
        },
        Audience::All | Audience::None => TenantSet::default(),
    };
    let found = tx.find_resellers(added.ids()).await?;
    let left: TenantSet = found.iter().filter(|(_, one)| one.left).map(|(id, _)| *id).collect();
    if !left.is_empty() {
        let (n, names) = names(tx, standing.offer.pk, &left).await?;
        return Err(Refusal::ResellersLeft { n, names }.into());
    }
    Ok((after, added))
}

impl Act<'_> {
    /// Saves a draft; says whether anything changed.
    ///
    /// # Errors
    /// The rule that says no; nothing is written then.
    pub async fn save_audience(
        &self,
        tx: &mut Tx,
        standing: &Standing,
        wanted: &SaveAudience,
        kind: EventKind,
    ) -> Result<bool, Stop> {
        check(tx, self.who, standing, wanted).await?;
        let (state, list, before) = (wanted.reseller_channel_state, &wanted.resellers, &standing.lists.draft);
        if state == standing.head.draft.state && list == before {
            return Ok(false);
        }
        let pk = standing.offer.pk;
        tx.change_list(pk, List::Draft, &list.without(before), &before.without(list)).await?;
        tx.set_draft_state(pk, state, self.stamp()).await?;
        let was = described(standing.head.draft.state, before.len());
        let now = described(state, list.len());
        let row = &standing.offer.row;
        let event = Event { kind, subject: &row.id, name: &row.name, before: Some(&was), after: Some(&now) };
        tx.record_joined(self.who.company, &self.actor, self.at, JOINED_MS, event).await?;
        tx.raise_news(self.who.company).await?;
        Ok(true)
    }

    /// Brings the additions of the saved draft in force; gives them, and whether anything changed.
    ///
    /// # Errors
    /// The rule that says no; nothing is written then.
    pub async fn sync_audience(&self, tx: &mut Tx, standing: &Standing) -> Result<(bool, TenantSet), Stop> {
        let (after, added) = plan_sync(tx, standing).await?;
        let live = standing.live().ok_or(Refusal::OfferNeverLive)?;
        if after == live {
            return Ok((false, added));
        }
        bring_in_force(tx, standing, &after, self.stamp()).await?;
        let was = described(live.state(), standing.lists.live.len());
        let now = described(after.state(), length(&after));
        let row = &standing.offer.row;
        let kind = EventKind::AudienceSynced;
        let event = Event { kind, subject: &row.id, name: &row.name, before: Some(&was), after: Some(&now) };
        tx.record(self.who.company, &self.actor, self.at, event).await?;
        tx.raise_news(self.who.company).await?;
        Ok((true, added))
    }

    /// Saves what resellers are given; says whether anything changed.
    ///
    /// # Errors
    /// Every field that is wrong.
    pub async fn save_materials(&self, tx: &mut Tx, standing: &Standing, given: &Materials) -> Result<bool, Stop> {
        // An offer that is open by default has resellers too.
        if standing.eligibility() != Eligibility::OpenByDefault {
            editable(standing.eligibility())?;
        }
        let materials = materials(given)?;
        if materials == standing.head.materials {
            return Ok(false);
        }
        tx.set_materials(standing.offer.pk, &materials).await?;
        let row = &standing.offer.row;
        let kind = EventKind::MaterialsSaved;
        let event = Event { kind, subject: &row.id, name: &row.name, before: None, after: None };
        tx.record_joined(self.who.company, &self.actor, self.at, JOINED_MS, event).await?;
        tx.raise_news(self.who.company).await?;
        Ok(true)
    }

    fn stamp(&self) -> Stamp<'_> {
        Stamp { by: Some(&self.who.name), at: Some(self.at) }
    }
}

/// How long a list is; 0 without one.
pub fn length(audience: &Audience) -> usize {
    match audience {
        Audience::Some(list) => list.len(),
        Audience::All | Audience::None => 0,
    }
}

/// Writes what is in force from now on.
///
/// # Errors
/// What the store says.
pub async fn bring_in_force(tx: &mut Tx, standing: &Standing, after: &Audience, stamp: Stamp<'_>) -> Result<(), Stop> {
    let (pk, live) = (standing.offer.pk, &standing.lists.live);
    let empty = TenantSet::default();
    let list = match after {
        Audience::Some(list) => list,
        Audience::All | Audience::None => &empty,
    };
    tx.change_list(pk, List::Live, &list.without(live), &live.without(list)).await?;
    Ok(tx.set_live_state(pk, after.state(), stamp).await?)
}

/// What resellers are given, with its fields checked.
fn materials(given: &Materials) -> Result<Materials, Fault> {
    let mut faults = Vec::new();
    let mut keep = |result: Result<String, Fault>| match result {
        Ok(text) => text,
        Err(Fault::Fields(more)) => {
            faults.extend(more);
            String::new()
        }
        Err(_) => String::new(),
    };
    let marketing_url = keep(body::optional_text("/marketingUrl", &given.marketing_url, MARKETING_URL_MAX));
    let contact_name = keep(body::optional_text("/contactName", &given.contact_name, CONTACT_NAME_MAX));
    let contact_email = given.contact_email.trim().to_owned();
    let field = |pointer: &str, code| FieldFault { pointer: pointer.to_owned(), code, args: Vec::new() };
    if !marketing_url.is_empty() && value::https_url(&marketing_url).is_err() {
        faults.push(field("/marketingUrl", "marketingUrl"));
    }
    if !contact_email.is_empty() && value::email(&contact_email).is_err() {
        faults.push(field("/contactEmail", "contactEmail"));
    }
    if faults.is_empty() {
        Ok(Materials { marketing_url, contact_name, contact_email })
    } else {
        Err(Fault::Fields(faults))
    }
}
