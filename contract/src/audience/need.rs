//! What a change of an audience needs, who gains, who loses and who stays: one pure table for page and server.

use serde::{Deserialize, Serialize};

use super::tenant::{TenantId, TenantSet};
use super::{Audience, Sold};
use crate::support::RequestKind;

word_enum! {
    /// What has to happen before an audience is in force. The page words it as `resell.verdict.{word}`.
    Verdict {
        /// It is in force already.
        Nothing = "nothing",
        /// The offer never was live: the audience comes with its first publication.
        Publish = "publish",
        /// "Sync CSP audience", or the next publication.
        Sync = "sync",
        /// A request to support, whose approval makes the change.
        Request = "request",
        /// Nobody can make it, because a reseller that would lose the offer has sold it (S).
        Impossible = "impossible",
    }
}

word_enum! {
    /// Why. The page words it as `resell.reason.{word}`.
    Reason {
        /// Draft and audience in force are the same.
        Same = "same",
        /// Nothing is in force yet.
        NeverLive = "neverLive",
        /// The offer enters the programme.
        Opens = "opens",
        /// Resellers are added only.
        Adds = "adds",
        /// From any partner to specific ones: those that have sold stay, the server adds them (S).
        Narrows = "narrows",
        /// From specific partners to any.
        Widens = "widens",
        /// The offer leaves the programme.
        Closes = "closes",
        /// The offer would leave the programme, and support cannot approve it while somebody has sold (O).
        ClosesThoughSold = "closesThoughSold",
        /// Resellers that never sold lose the offer.
        Removes = "removes",
        /// Somebody who would lose the offer has sold it.
        HasSold = "hasSold",
    }
}

/// Resellers, named or not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "who", content = "resellers", rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Reach {
    /// No reseller.
    #[default]
    Nobody,
    /// These.
    These(TenantSet),
    /// Every partner of the programme but these.
    AllBut(TenantSet),
}

impl Reach {
    fn these(resellers: TenantSet) -> Reach {
        if resellers.is_empty() { Reach::Nobody } else { Reach::These(resellers) }
    }

    /// Whether a reseller is among them.
    pub fn holds(&self, reseller: TenantId) -> bool {
        match self {
            Reach::Nobody => false,
            Reach::These(resellers) => resellers.holds(reseller),
            Reach::AllBut(resellers) => !resellers.holds(reseller),
        }
    }

    /// How many these are, or how many are left out of all.
    pub fn count(&self) -> usize {
        match self {
            Reach::Nobody => 0,
            Reach::These(resellers) | Reach::AllBut(resellers) => resellers.len(),
        }
    }
}

/// What a change needs and does.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Need {
    /// What has to happen.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
    /// The kind of request, with `request`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<RequestKind>,
    /// Whether "Sync CSP audience" brings a part of it at once: the additions.
    pub syncs: bool,
    /// Who may resell afterwards and may not now.
    pub gains: Reach,
    /// Who may resell now and may not afterwards.
    pub loses: Reach,
    /// Who is not wanted any more and stays, having sold.
    pub stays: TenantSet,
    /// Customers of those who stay: whom the change would touch.
    pub customers: u32,
}

/// What it needs to bring `wanted` in force where `live` is: the transition table of rules.md. `live` is the audience in
/// force, `None` for an offer that never was live; `sales` are of this offer, one entry for each reseller.
pub fn need(live: Option<&Audience>, wanted: &Audience, sales: &[Sold]) -> Need {
    let Some(live) = live else {
        return plain(Verdict::Publish, Reason::NeverLive).gaining(from_nothing(wanted));
    };
    let sold: TenantSet = sales.iter().map(|sold| sold.reseller).filter(|reseller| live.holds(*reseller)).collect();
    let need = match (live, wanted) {
        (Audience::All, Audience::All) | (Audience::None, Audience::None) => plain(Verdict::Nothing, Reason::Same),
        (Audience::None, opened) => plain(Verdict::Sync, Reason::Opens).gaining(from_nothing(opened)),
        (Audience::All, Audience::Some(wanted)) => {
            let stay = sold.without(wanted);
            option(Reason::Narrows).losing(Reach::AllBut(wanted.or(&sold))).staying(stay)
        }
        (Audience::All, Audience::None) => {
            let reason = if sold.is_empty() { Reason::Closes } else { Reason::ClosesThoughSold };
            option(reason).losing(Reach::AllBut(sold.clone())).staying(sold)
        }
        (Audience::Some(live), Audience::All) => option(Reason::Widens).gaining(Reach::AllBut(live.clone())),
        (Audience::Some(live), Audience::None) => {
            let leaving = Reach::these(live.without(&sold));
            if sold.is_empty() {
                option(Reason::Closes).losing(leaving)
            } else {
                plain(Verdict::Impossible, Reason::HasSold).losing(leaving).staying(sold)
            }
        }
        (Audience::Some(live), Audience::Some(wanted)) => among(live, wanted, &sold),
    };
    need.touching(sales)
}

/// From one list to another.
fn among(live: &TenantSet, wanted: &TenantSet, sold: &TenantSet) -> Need {
    let (added, removed) = (wanted.without(live), live.without(wanted));
    let stay = removed.and(sold);
    let mut need = match (added.is_empty(), removed.is_empty(), stay.is_empty()) {
        (true, true, _) => plain(Verdict::Nothing, Reason::Same),
        (false, true, _) => plain(Verdict::Sync, Reason::Adds),
        (_, false, false) => plain(Verdict::Impossible, Reason::HasSold),
        (_, false, true) => {
            Need { request: Some(RequestKind::CspDeauthorize), ..plain(Verdict::Request, Reason::Removes) }
        }
    };
    need.syncs = !added.is_empty();
    need.gaining(Reach::these(added)).losing(Reach::these(removed.without(&stay))).staying(stay)
}

fn from_nothing(wanted: &Audience) -> Reach {
    match wanted {
        Audience::All => Reach::AllBut(TenantSet::default()),
        Audience::Some(resellers) => Reach::these(resellers.clone()),
        Audience::None => Reach::Nobody,
    }
}

fn plain(verdict: Verdict, reason: Reason) -> Need {
    Need {
        verdict,
        reason,
        request: None,
        syncs: matches!(verdict, Verdict::Sync),
        gains: Reach::Nobody,
        loses: Reach::Nobody,
        stays: TenantSet::default(),
        customers: 0,
    }
}

/// A change of the option, which is support's to make.
fn option(reason: Reason) -> Need {
    Need { request: Some(RequestKind::CspChangeOption), ..plain(Verdict::Request, reason) }
}

impl Need {
    fn gaining(self, gains: Reach) -> Need {
        Need { gains, ..self }
    }

    fn losing(self, loses: Reach) -> Need {
        Need { loses, ..self }
    }

    fn staying(self, stays: TenantSet) -> Need {
        Need { stays, ..self }
    }

    fn touching(self, sales: &[Sold]) -> Need {
        let customers = sales.iter().filter(|sold| self.stays.holds(sold.reseller)).map(|sold| sold.customers).sum();
        Need { customers, ..self }
    }
}

/// What "Sync CSP audience" brings in force: additions only, and the first opening. `None` when the draft changes the
/// option of an offer that is in the programme, which takes a request.
pub fn synced(live: &Audience, draft: &Audience) -> Option<Audience> {
    match (live, draft) {
        (Audience::None, _) | (Audience::All, Audience::All) => Some(draft.clone()),
        (Audience::Some(live), Audience::Some(draft)) => Some(Audience::Some(live.or(draft))),
        _ => None,
    }
}

/// What a request to support asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Another of the three options.
    Option(Audience),
    /// These lose the offer.
    Deauthorize(TenantSet),
}

/// What the desk's approval brings in force: those that have sold stay when any partner becomes specific ones (S).
///
/// # Errors
/// The resellers that have sold and would lose the offer; the desk cannot approve then.
pub fn approved(live: &Audience, change: &Change, sold: &TenantSet) -> Result<Audience, TenantSet> {
    let bound: TenantSet = sold.ids().iter().copied().filter(|reseller| live.holds(*reseller)).collect();
    let (after, lost) = match (change, live) {
        (Change::Option(Audience::Some(wanted)), _) => (Audience::Some(wanted.or(&bound)), TenantSet::default()),
        (Change::Option(Audience::None), _) => (Audience::None, bound),
        (Change::Option(Audience::All), _) => (Audience::All, TenantSet::default()),
        (Change::Deauthorize(leaving), Audience::Some(live)) => {
            (Audience::Some(live.without(leaving)), leaving.and(&bound))
        }
        // The list is gone since: there is nobody to take the offer from one by one.
        (Change::Deauthorize(_), other) => (other.clone(), TenantSet::default()),
    };
    if lost.is_empty() { Ok(after) } else { Err(lost) }
}

/// Whether a reseller that has sold may not be taken out of a draft: it is in the list in force.
pub fn is_bound(live: Option<&Audience>, sold: bool, reseller: TenantId) -> bool {
    sold && matches!(live, Some(Audience::Some(list)) if list.holds(reseller))
}
