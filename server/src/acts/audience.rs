//! Who may resell an offer, as it stands: draft and audience in force with their lists, and what the page is shown of it.

use contract::access::{Right, Role};
use contract::api::audience::{
    AudienceHead, MaterialField, Materials, NeedFigures, OfferAudience, OfferResell, StoredAudience, WhatIf,
};
use contract::api::audience::{CUSTOMERS_SHOWN, OpenRequest, SaveAudience};
use contract::audience::eligible::Eligibility;
use contract::audience::need::{Need, Reach, need};
use contract::audience::tenant::{TenantId, TenantSet};
use contract::audience::{Audience, ChannelState, Sold};
use contract::refusal::Refusal;

use super::{Stop, audience_save};
use crate::clock::time;
use crate::rights::Who;
use crate::store::audience::{Head, Side};
use crate::store::audience_lists::{Lengths, Lists};
use crate::store::offers::Offer;
use crate::store::{StoreError, Tx};

/// How many resellers a refusal names.
const NAMED: usize = 200;

/// An offer with all that decides about its audience.
#[derive(Clone, Debug)]
pub struct Standing {
    /// The offer.
    pub offer: Offer,
    /// Options, times, materials.
    pub head: Head,
    /// The lists, and who has sold.
    pub lists: Lists,
}

impl Standing {
    /// Reads it.
    ///
    /// # Errors
    /// What the store says.
    pub async fn of(tx: &mut Tx, offer: Offer) -> Result<Standing, StoreError> {
        let head = tx.audience_head(offer.pk).await?;
        let lists = tx.audience_lists(offer.pk).await?;
        Ok(Standing { offer, head, lists })
    }

    /// One of the company's offers by id.
    ///
    /// # Errors
    /// `NotThere` for another company's, and for none.
    pub async fn find(tx: &mut Tx, company: i64, id: &str) -> Result<Standing, Stop> {
        let offer = tx.offer(company, id).await?.ok_or(Refusal::NotThere)?;
        Ok(Standing::of(tx, offer).await?)
    }

    /// Whether the publisher sets the audience.
    pub fn eligibility(&self) -> Eligibility {
        eligibility(&self.offer)
    }

    /// What is saved.
    pub fn draft(&self) -> Audience {
        Audience::of(self.head.draft.state, self.lists.draft.clone())
    }

    /// What is in force; `None` for an offer that never was live.
    pub fn live(&self) -> Option<Audience> {
        self.offer.is_live().then(|| Audience::of(self.head.live.state, self.lists.live.clone()))
    }

    /// What a change needs.
    pub fn need(&self, wanted: &Audience) -> Need {
        need(self.live().as_ref(), wanted, &self.lists.sold)
    }

    /// Who has sold the offer.
    pub fn sellers(&self) -> TenantSet {
        self.lists.sold.iter().map(|sold| sold.reseller).collect()
    }

    /// Who cannot be taken out of the saved list: in the list in force, having sold.
    pub fn bound(&self) -> TenantSet {
        match self.live() {
            Some(Audience::Some(live)) => live.and(&self.sellers()),
            _ => TenantSet::default(),
        }
    }

    /// The saved draft for a person who saw another one.
    pub fn stored(&self) -> StoredAudience {
        let side = &self.head.draft;
        StoredAudience {
            reseller_channel_state: side.state,
            resellers: self.lists.draft.clone(),
            at: side.at.map(time),
            by: side.by.clone(),
        }
    }

    /// What the page is shown.
    ///
    /// # Errors
    /// What the store says.
    pub async fn page(&self, tx: &mut Tx, company: i64, role: Role) -> Result<OfferResell, StoreError> {
        let mut request = tx.open_audience_requests(company, Some(self.offer.pk)).await?.remove(&self.offer.pk);
        if let Some(open) = &mut request {
            open.asked = tx.asked(&open.number).await?;
        }
        let live = self.offer.is_live().then(|| side(&self.head.live, self.lists.live.len() as u64));
        let may = role.require(Right::Edit).and_then(|()| editable(self.eligibility()));
        Ok(OfferResell {
            offer: self.offer.row.clone(),
            eligibility: self.eligibility(),
            draft: side(&self.head.draft, self.lists.draft.len() as u64),
            live,
            need: figures(&self.need(&self.draft())),
            sold: self.lists.sold.len() as u64,
            request,
            materials: self.head.materials.clone(),
            materials_missing: missing(&self.offer, &self.head),
            edit_refusal: may.err(),
            version: self.head.version,
        })
    }

    /// What a change would need and do.
    ///
    /// # Errors
    /// 422 for what cannot be read; a rule that says no is part of the answer.
    pub async fn what_if(&self, tx: &mut Tx, who: &Who, wanted: &SaveAudience) -> Result<WhatIf, Stop> {
        let need = self.need(&Audience::of(wanted.reseller_channel_state, wanted.resellers.clone()));
        let refusal = match audience_save::check(tx, who, self, wanted).await {
            Ok(()) => None,
            Err(Stop::No(refusal)) => Some(refusal),
            Err(stop) => return Err(stop),
        };
        let customers = tx.customers_of(self.offer.pk, &need.stays, CUSTOMERS_SHOWN).await?;
        Ok(WhatIf { need, customers, refusal, version: self.head.version })
    }
}

/// Whether the publisher sets the audience of an offer.
pub fn eligibility(offer: &Offer) -> Eligibility {
    Eligibility::of(offer.row.offer_type, offer.transactable)
}

/// Nothing, when the publisher sets the audience.
///
/// # Errors
/// `AudienceFixed` with the reason.
pub fn editable(eligibility: Eligibility) -> Result<(), Refusal> {
    if eligibility.is_editable() { Ok(()) } else { Err(Refusal::AudienceFixed { eligibility }) }
}

/// That resellers would lose what they have sold, with the first names.
///
/// # Errors
/// What the store says.
pub async fn sold_refusal(tx: &mut Tx, offer: i64, sellers: &TenantSet) -> Result<Refusal, StoreError> {
    let (n, names) = names(tx, offer, sellers).await?;
    Ok(Refusal::ResellersSold { n, names })
}

/// How many, and the first of them by name.
pub(super) async fn names(tx: &mut Tx, offer: i64, resellers: &TenantSet) -> Result<(u32, String), StoreError> {
    let named = tx.named_resellers(offer, resellers, NAMED).await?;
    let more = named.len() < resellers.len();
    let mut names: Vec<String> = named.into_iter().map(|reseller| reseller.name).collect();
    if more {
        names.push("…".to_owned());
    }
    Ok((u32::try_from(resellers.len()).unwrap_or(u32::MAX), names.join(", ")))
}

/// A need in figures.
pub fn figures(need: &Need) -> NeedFigures {
    let count = |reach: &Reach| match reach {
        Reach::AllBut(_) => None,
        known => Some(known.count() as u64),
    };
    let but = |reach: &Reach| if let Reach::AllBut(others) = reach { others.len() as u64 } else { 0 };
    NeedFigures {
        verdict: need.verdict,
        reason: need.reason,
        syncs: need.syncs,
        gains: count(&need.gains),
        loses: count(&need.loses),
        but: but(&need.gains).max(but(&need.loses)),
        stays: need.stays.len() as u64,
        customers: u64::from(need.customers),
    }
}

fn side(side: &Side, resellers: u64) -> AudienceHead {
    let (at, by) = (side.at.map(time), side.by.clone());
    AudienceHead { reseller_channel_state: side.state, resellers, at, by }
}

/// What resellers lack of an offer that is open to them, saved or in force.
fn missing(offer: &Offer, head: &Head) -> Vec<MaterialField> {
    let live = offer.is_live() && head.live.state != ChannelState::None;
    let open = match eligibility(offer) {
        Eligibility::Editable => live || head.draft.state != ChannelState::None,
        Eligibility::OpenByDefault => true,
        Eligibility::NotTransactable | Eligibility::TypeNotInProgramme => false,
    };
    let Materials { marketing_url, contact_email, .. } = &head.materials;
    let fields = [(MaterialField::MarketingUrl, marketing_url), (MaterialField::ContactEmail, contact_email)];
    fields.into_iter().filter(|(_, value)| open && value.is_empty()).map(|(field, _)| field).collect()
}

/// The need of an offer whose lists are known by their lengths alone: a list of each kind of reseller that there is stands for
/// all of its kind, so that the same table decides.
fn need_of_lengths(offer: &Offer, head: &Head, lengths: &Lengths) -> Need {
    let kinds = [
        // How many; in the draft, in force, has sold.
        (
            lengths.live.saturating_sub(lengths.removed + lengths.live_sold.saturating_sub(lengths.removed_sold)),
            true,
            true,
            false,
        ),
        (lengths.live_sold.saturating_sub(lengths.removed_sold), true, true, true),
        (lengths.added, true, false, false),
        (lengths.removed.saturating_sub(lengths.removed_sold), false, true, false),
        (lengths.removed_sold, false, true, true),
        (lengths.sold.saturating_sub(lengths.live_sold), false, false, true),
    ];
    let of = |wanted: fn(&(u64, bool, bool, bool)) -> bool| -> TenantSet {
        let there = (0_u128..).zip(&kinds).filter(|(_, kind)| kind.0 > 0 && wanted(kind));
        there.filter_map(|(nth, _)| TenantId::parse(&format!("{nth:032x}"))).collect()
    };
    let sold: Vec<Sold> =
        of(|kind| kind.3).ids().iter().map(|reseller| Sold { reseller: *reseller, customers: 1 }).collect();
    let live = offer.is_live().then(|| Audience::of(head.live.state, of(|kind| kind.2)));
    need(live.as_ref(), &Audience::of(head.draft.state, of(|kind| kind.1)), &sold)
}

/// The company's offers with their audience, by name.
///
/// # Errors
/// What the store says.
pub async fn overview(tx: &mut Tx, company: i64, search: &str) -> Result<Vec<(Offer, OfferAudience)>, StoreError> {
    let offers = tx.offers(company, search).await?;
    let keys: Vec<i64> = offers.iter().map(|offer| offer.pk).collect();
    let heads = tx.audience_heads(&keys).await?;
    let lengths = tx.audience_lengths(company).await?;
    let requests = tx.open_audience_requests(company, None).await?;
    let row = |offer: Offer| {
        let head = heads.get(&offer.pk).cloned().unwrap_or_default();
        let lengths = lengths.get(&offer.pk).copied().unwrap_or_default();
        let request: Option<OpenRequest> = requests.get(&offer.pk).cloned();
        let audience = OfferAudience {
            offer: offer.row.clone(),
            eligibility: eligibility(&offer),
            draft: side(&head.draft, lengths.draft),
            live: offer.is_live().then(|| side(&head.live, lengths.live)),
            verdict: need_of_lengths(&offer, &head, &lengths).verdict,
            sold: lengths.sold,
            request,
            materials_missing: missing(&offer, &head),
            version: head.version,
        };
        (offer, audience)
    };
    Ok(offers.into_iter().map(row).collect())
}
