//! Who may resell the sample's offers and who has: one offer for every state that the page has to show.

use contract::api::audience::Materials;
use contract::audience::tenant::{TenantId, TenantSet};
use contract::audience::{Audience, ChannelState};
use contract::workspace::{Company, Offer, OfferAudience, Resale, Reseller};

use super::calendar::Calendar;
use super::random::Random;

use ChannelState::{All, None as Nobody, Some as Specific};

/// What is planned for an offer.
struct Plan {
    company: &'static str,
    offer: &'static str,
    /// In force; nothing for an offer that never was live.
    live: Option<ChannelState>,
    draft: ChannelState,
    /// How many stand in the list in force; of an offer that is open to all, how many more than those that sold exist.
    listed: usize,
    /// How many the saved list has beyond it.
    more: usize,
    /// How many of those that never sold the saved list leaves out.
    less: usize,
    /// How many have sold.
    sold: usize,
    materials: bool,
}

#[rustfmt::skip]
const PLANS: &[Plan] = &[
    Plan { company: "northlake", offer: "fleet-insight", live: Some(All), draft: All, listed: 0, more: 0, less: 0, sold: 6, materials: true },
    Plan { company: "northlake", offer: "route-planner", live: Some(Specific), draft: Specific, listed: 24, more: 0, less: 0, sold: 5, materials: true },
    Plan { company: "northlake", offer: "insight-ledger", live: Some(Specific), draft: Specific, listed: 180, more: 6, less: 0, sold: 12, materials: true },
    Plan { company: "northlake", offer: "grain-ledger", live: Some(Specific), draft: Specific, listed: 12, more: 1, less: 2, sold: 3, materials: false },
    Plan { company: "northlake", offer: "harbour-planner", live: Some(All), draft: Specific, listed: 0, more: 8, less: 0, sold: 4, materials: true },
    Plan { company: "northlake", offer: "yard-gate", live: Some(Nobody), draft: Nobody, listed: 0, more: 0, less: 0, sold: 0, materials: false },
    Plan { company: "northlake", offer: "carbon-books", live: Some(Nobody), draft: Specific, listed: 0, more: 5, less: 0, sold: 0, materials: false },
    Plan { company: "northlake", offer: "dock-door-vision", live: Some(Specific), draft: All, listed: 3, more: 0, less: 0, sold: 0, materials: false },
    Plan { company: "northlake", offer: "timber-yard-ledger", live: None, draft: Specific, listed: 0, more: 4, less: 0, sold: 0, materials: false },
    Plan { company: "northlake", offer: "pallet-pilot", live: None, draft: All, listed: 0, more: 0, less: 0, sold: 0, materials: false },
    Plan { company: "meridian", offer: "claims-lens", live: Some(Specific), draft: Specific, listed: 9, more: 0, less: 0, sold: 2, materials: true },
    Plan { company: "meridian", offer: "ward-capacity", live: None, draft: Nobody, listed: 0, more: 0, less: 0, sold: 0, materials: false },
];

/// Drafts that are not to be sold through the marketplace, so that the page can say why they have no audience.
const CONTACT_ME: &[&str] = &["returns-desk"];
/// Every so many resellers one has left the programme.
const LEFT_EVERY: usize = 400;
/// The offer whose list still has one of them.
const WITH_DEPARTED: &str = "dock-door-vision";

#[rustfmt::skip]
const CUSTOMERS: &[&str] = &[
    "Abbeyfield Foods", "Bråten Sjøfrakt", "Cantera del Norte", "Delvaux Logistique", "Eastmoor Hospitals", "Ferrowell",
    "Grünwald Papier", "Hexham Water", "Île de Ré Transports", "江南食品", "Kestrel Retail", "Lusitânia Têxtil",
];

/// Fills in audiences and sales, and lets a few resellers leave.
pub fn settle(companies: &mut [Company], resellers: &mut [Reseller], seed: u64, calendar: Calendar) {
    let mut random = Random::new(seed, "departed");
    for reseller in resellers.iter_mut().skip(LEFT_EVERY / 2).step_by(LEFT_EVERY) {
        reseller.left_at = Some(calendar.moment(30, &mut random));
    }
    for plan in PLANS {
        let Some(company) = companies.iter_mut().find(|company| company.key == plan.company) else { continue };
        let host = format!("https://{}.example/resellers", company.key);
        let mail = format!("channel@{}.example", company.key);
        let Some(offer) = company.offers.iter_mut().find(|offer| offer.id == plan.offer) else { continue };
        let mut random = Random::new(seed, plan.offer);
        fill(offer, plan, resellers, calendar, &mut random);
        if let (true, Some(audience)) = (plan.materials, &mut offer.audience) {
            let contact_name = "Channel team".to_owned();
            audience.materials = Some(Materials { marketing_url: host, contact_name, contact_email: mail });
        }
    }
    for offer in companies.iter_mut().flat_map(|company| &mut company.offers) {
        offer.transactable = !CONTACT_ME.contains(&offer.id.as_str());
    }
}

fn fill(offer: &mut Offer, plan: &Plan, resellers: &[Reseller], calendar: Calendar, random: &mut Random) {
    let mut ids: Vec<TenantId> = Vec::new();
    if plan.offer == WITH_DEPARTED {
        let departed = resellers.iter().find(|reseller| reseller.left_at.is_some());
        ids.extend(departed.and_then(|reseller| TenantId::parse(&reseller.tenant_id)));
    }
    let wanted = plan.listed.max(plan.sold) + plan.more;
    let count = u32::try_from(resellers.len()).unwrap_or(u32::MAX);
    while ids.len() < wanted && count > 0 {
        let reseller = &resellers[random.below(count) as usize];
        let id = TenantId::parse(&reseller.tenant_id).filter(|id| reseller.left_at.is_none() && !ids.contains(id));
        ids.extend(id);
    }
    let listed = &ids[..plan.listed.min(ids.len())];
    let more = &ids[ids.len() - plan.more.min(ids.len())..];
    // Who has sold stands first, so that those left out of the draft never did.
    let kept = &listed[..listed.len() - plan.less.min(listed.len())];
    let list = |parts: [&[TenantId]; 2]| -> TenantSet { parts.concat().into() };
    offer.audience = Some(OfferAudience {
        draft: Audience::of(plan.draft, list([kept, more])),
        live: plan.live.map(|state| Audience::of(state, list([listed, &[]]))),
        materials: None,
    });
    for (nth, reseller) in ids.iter().take(plan.sold).enumerate() {
        for customer in random.some(CUSTOMERS, 1 + (nth as u32) % 3) {
            let sold_at = calendar.moment(2 + 5 * (nth as u32 % 8), random);
            offer.resales.push(Resale { tenant_id: *reseller, customer: customer.to_owned(), sold_at });
        }
    }
}
