//! A workspace with resellers and offers in every state of an audience, and what people do with them in few words.

use contract::api::audience::{AudienceReseller, OfferResell, SaveAudience, WhatIf};
use contract::api::list::Page;
use contract::api::merging::Filed;
use contract::api::path;
use contract::audience::tenant::{TenantId, TenantSet};
use contract::audience::{Audience, ChannelState};
use contract::solution::OfferType;
use contract::workspace::{Offer, OfferAudience, Resale, Reseller, Workspace};
use serde_json::{Value, json};

use super::sample::{self, at};
use super::{Caller, Reply, Settings, World};

/// Resellers of the directory by number; the last of them left the programme.
pub const RESELLERS: usize = 10;
const NAMES: [&str; RESELLERS] = [
    "Atelier Écluse Cloud",
    "Blue Harbour IT",
    "Cobalt Services",
    "Dorade Conseil",
    "Elbe Systemhaus",
    "Fjord Nett",
    "Gaia Nube",
    "云帆科技",
    "=Ibex Cloud",
    "Jade Left Partners",
];

/// The tenant ID of a reseller.
pub fn tenant(n: usize) -> TenantId {
    TenantId::parse(&format!("0{n}2504e0-4f89-41d3-9a0c-0305e82c330{n}")).expect("a tenant ID")
}

/// Tenant IDs of resellers.
pub fn tenants(list: &[usize]) -> TenantSet {
    list.iter().map(|n| tenant(*n)).collect()
}

/// A reseller of the directory.
pub fn reseller(n: usize) -> Reseller {
    let countries = ["FR", "DE", "PT"];
    Reseller {
        tenant_id: tenant(n).to_string(),
        name: NAMES[n].to_owned(),
        country: countries[n % 3].to_owned(),
        region: if n.is_multiple_of(3) { "France".to_owned() } else { "Europe".to_owned() },
        city: "Port".to_owned(),
        competencies: if n.is_multiple_of(2) { vec!["Security".to_owned(), "DevOps".to_owned()] } else { vec![] },
        skills: vec!["Training".to_owned()],
        left_at: (n == RESELLERS - 1).then(|| at("2024-01-01T00:00:00Z")),
    }
}

fn offer(id: &str, offer_type: OfferType, live: Option<Audience>, draft: Option<Audience>, sold: &[usize]) -> Offer {
    let since = live.as_ref().map(|_| "2023-01-01T08:00:00Z");
    let resales = sold.iter().map(|n| Resale {
        tenant_id: tenant(*n),
        customer: format!("Customer {n}"),
        sold_at: at("2024-02-01T08:00:00Z"),
    });
    Offer {
        audience: draft.map(|draft| OfferAudience { draft, live, materials: None }),
        resales: resales.collect(),
        ..sample::offer(id, "northlake-systems", offer_type, id, since)
    }
}

/// The workspace.
pub fn workspace() -> Workspace {
    let mut workspace = sample::workspace();
    workspace.resellers = (0..RESELLERS).map(reseller).collect();
    let some = |list: &[usize]| Some(Audience::Some(tenants(list)));
    let all = || Some(Audience::All);
    let none = || Some(Audience::None);
    workspace.companies[1].offers.extend([
        offer("open", OfferType::Saas, all(), all(), &[1, 2]),
        offer("chosen", OfferType::VirtualMachine, some(&[0, 1, 2]), some(&[0, 1, 2]), &[1]),
        offer("closed", OfferType::ManagedApplication, none(), none(), &[]),
        offer("early", OfferType::Saas, None, some(&[3, 4]), &[]),
        offer("box", OfferType::Container, all(), None, &[]),
        Offer { transactable: false, ..offer("contact-me", OfferType::Saas, none(), None, &[]) },
    ]);
    workspace
}

impl World {
    /// With resellers and offers of every kind.
    pub async fn market() -> World {
        World::with(Settings { workspace: workspace(), ..Settings::default() }).await
    }
}

/// A draft that somebody wants.
pub fn wanted(state: ChannelState, list: &[usize]) -> SaveAudience {
    SaveAudience { reseller_channel_state: state, resellers: tenants(list) }
}

impl Caller<'_> {
    /// An offer's audience with its ETag.
    pub async fn resell(&self, offer: &str) -> (OfferResell, String) {
        let reply = self.get(&path::resell(offer)).await.is(200);
        (reply.json(), reply.header("etag").to_owned())
    }

    /// What a change would need.
    pub async fn what_if(&self, offer: &str, wanted: &SaveAudience) -> WhatIf {
        let path = format!("{}?dryRun=true", path::resell(offer));
        self.put(&path, "", wanted).await.is(200).json()
    }

    /// Saves a draft over whatever is there.
    pub async fn save(&self, offer: &str, wanted: &SaveAudience) -> Reply {
        self.put(&path::resell(offer), "*", wanted).await
    }

    /// Brings additions in force, having seen what is there.
    pub async fn sync(&self, offer: &str) -> Reply {
        let version = self.resell(offer).await.0.version;
        self.post(&path::resell_sync(offer), &json!({ "seenVersion": version })).await
    }

    /// Asks support for the saved draft, having seen it.
    pub async fn ask_for_draft(&self, offer: &str) -> Reply {
        let version = self.resell(offer).await.0.version;
        self.post(&path::resell_request(offer), &json!({ "seenVersion": version, "text": "Please." })).await
    }

    /// The same, when it works; gives the number.
    pub async fn asked_for_draft(&self, offer: &str) -> String {
        self.ask_for_draft(offer).await.is(201).json::<Filed>().number
    }

    /// The resellers of an offer.
    pub async fn audience(&self, offer: &str) -> Vec<AudienceReseller> {
        let page: Page<AudienceReseller> = self.read(&format!("{}?limit=1000", path::resell_resellers(offer))).await;
        page.items
    }

    /// Numbers of those in the list in force.
    pub async fn live(&self, offer: &str) -> TenantSet {
        self.audience(offer).await.iter().filter(|one| one.in_live).map(|one| one.tenant_id).collect()
    }

    /// Numbers of those in the saved list.
    pub async fn drafted(&self, offer: &str) -> TenantSet {
        self.audience(offer).await.iter().filter(|one| one.in_draft).map(|one| one.tenant_id).collect()
    }

    /// Says, for the vendor, that a reseller sold an offer of Northlake's.
    pub async fn sells(&self, n: usize, offer_id: &str) -> Reply {
        self.post(path::RESELLER_SALES, &json!({ "sales": [sale(n, offer_id, "Ferrostal")] })).await
    }
}

/// A sale as it is sent.
pub fn sale(n: usize, offer_id: &str, customer: &str) -> Value {
    json!({
        "publisher": "northlake-systems", "offerId": offer_id, "tenantId": tenant(n), "customer": customer,
        "soldAt": "2024-03-01T08:00:00Z"
    })
}
