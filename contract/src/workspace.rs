//! The file that `cosell import workspace` reads: companies with their people, solutions and offers, and the reseller directory.
//!
//! Everything is keyed by names of the outside world (company key, e-mail, Solution ID, offer ID, tenant ID), so that reading
//! the same file twice changes nothing, and reading a newer one updates.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::access::Role;
use crate::api::audience::Materials;
use crate::api::requests::Template;
use crate::api::solutions::{Collateral, Contact, Referral};
use crate::audience::Audience;
use crate::audience::tenant::TenantId;
use crate::locale::Locale;
use crate::solution::{CoSellStatus, MigrationState, OfferType};

/// The only format number so far.
pub const FORMAT: u32 = 1;

/// A whole workspace.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Workspace {
    /// `FORMAT`.
    pub format: u32,
    /// The migration programme; absent leaves what is stored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub programme: Option<ProgrammeFacts>,
    /// Companies, the vendor's desk among them.
    #[serde(default)]
    pub companies: Vec<Company>,
    /// The directory of CSP resellers.
    #[serde(default)]
    pub resellers: Vec<Reseller>,
    /// Texts that operators use again; those whose name is there already stay as they are.
    #[serde(default)]
    pub templates: Vec<Template>,
}

/// The closing of the legacy catalogue.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ProgrammeFacts {
    /// The last day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deadline: Option<NaiveDate>,
    /// Where to join the partner programme (https).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub join_url: Option<String>,
    /// Where to enrol in the marketplace (https).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enrol_url: Option<String>,
    /// Where to create a publisher profile (https).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher_url: Option<String>,
}

word_enum! {
    /// What a company is here.
    CompanyKind {
        /// Sells with the vendor.
        Partner = "partner",
        /// Decides requests.
        Desk = "desk",
    }
}

/// A company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Company {
    /// A short stable key, `[a-z0-9-]{2,40}`.
    pub key: String,
    /// The name.
    pub name: String,
    /// Partner or desk.
    pub kind: CompanyKind,
    /// Programme numbers; each belongs to one company only.
    #[serde(default)]
    pub partner_ids: Vec<String>,
    /// Whether programme membership is active.
    #[serde(default)]
    pub membership_active: bool,
    /// Whether it is enrolled in the marketplace.
    #[serde(default)]
    pub enrolled: bool,
    /// Publisher profiles.
    #[serde(default)]
    pub publishers: Vec<Publisher>,
    /// People with their role here.
    #[serde(default)]
    pub people: Vec<Member>,
    /// Offers.
    #[serde(default)]
    pub offers: Vec<Offer>,
    /// Legacy solutions.
    #[serde(default)]
    pub solutions: Vec<Solution>,
}

/// A publisher profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Publisher {
    /// The publisher's ID in listing addresses, unique.
    pub id: String,
    /// The display name.
    pub name: String,
    /// The company's partner IDs that it carries.
    #[serde(default)]
    pub partner_ids: Vec<String>,
}

/// A person's membership.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Member {
    /// The e-mail address: who it is, across companies.
    pub email: String,
    /// The name.
    pub name: String,
    /// The role in this company; `operator` in a desk only.
    pub role: Role,
    /// The language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub locale: Option<Locale>,
}

/// An offer: a draft, or live.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Offer {
    /// The offer ID, `^[a-z0-9][a-z0-9_-]{2,49}$`, unique in the company.
    pub id: String,
    /// The publisher's ID.
    pub publisher: String,
    /// The type.
    pub offer_type: OfferType,
    /// The internal name.
    pub alias: String,
    /// The listing's name.
    pub name: String,
    /// Since when it is live; absent for a draft.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub live_since: Option<DateTime<Utc>>,
    /// Co-sell status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub co_sell_status: Option<CoSellStatus>,
    /// Whether it is sold through the marketplace; matters for SaaS alone.
    #[serde(default = "yes", skip_serializing_if = "is_yes")]
    pub transactable: bool,
    /// Who may resell it; without it nobody may. What people changed here since stays.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub audience: Option<OfferAudience>,
    /// Who has sold it to whom.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resales: Vec<Resale>,
}

const fn yes() -> bool {
    true
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks with a reference")]
const fn is_yes(value: &bool) -> bool {
    *value
}

/// The CSP reseller audience of an offer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct OfferAudience {
    /// What is saved.
    pub draft: Audience,
    /// What is in force; for a live offer only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub live: Option<Audience>,
    /// What resellers are given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub materials: Option<Materials>,
}

/// That a customer bought an offer from a reseller.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Resale {
    /// The reseller.
    pub tenant_id: TenantId,
    /// The customer's name.
    pub customer: String,
    /// When.
    pub sold_at: DateTime<Utc>,
}

/// A legacy solution with everything that it carries.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Solution {
    /// The "Solution ID", unique in the company.
    pub id: String,
    /// The name.
    pub name: String,
    /// One of the company's partner IDs.
    pub partner_id: String,
    /// The offer type.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer_type: Option<OfferType>,
    /// The co-sell status.
    pub co_sell_status: CoSellStatus,
    /// The publisher's name in the legacy catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Keywords.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// The listing address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listing_url: Option<String>,
    /// E-mail of the colleague who takes care of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assigned_to: Option<String>,
    /// The day of the last change in the legacy catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub updated: Option<NaiveDate>,
    /// Incentives by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub incentives: Vec<String>,
    /// The referral pipeline.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub referrals: Vec<Referral>,
    /// Documents.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub collateral: Vec<Collateral>,
    /// Contacts.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub contacts: Vec<Contact>,
    /// What happened to it, oldest first; the last entry's state is its state. Empty means pending.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<Step>,
    /// Notes of colleagues, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<WorkspaceNote>,
    /// When it first came into the portal; the time of the import when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub arrived: Option<DateTime<Utc>>,
}

/// A state that a solution came to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Step {
    /// The state.
    pub state: MigrationState,
    /// When.
    pub at: DateTime<Utc>,
    /// E-mail of who did it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The company's offer ID that it is linked to from here on (draft, merge target).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<String>,
    /// What was written with it: the text of a request, a question, an answer or a reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A colleague's note.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct WorkspaceNote {
    /// When.
    pub at: DateTime<Utc>,
    /// E-mail of who wrote it.
    pub by: String,
    /// The text.
    pub text: String,
}

/// A CSP reseller of the vendor's directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Reseller {
    /// The tenant's GUID, lower case with hyphens.
    pub tenant_id: String,
    /// The company's name.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// The CSP region.
    pub region: String,
    /// The town.
    pub city: String,
    /// Competencies by name.
    #[serde(default)]
    pub competencies: Vec<String>,
    /// Skills by name.
    #[serde(default)]
    pub skills: Vec<String>,
    /// When it left the programme; absent while it is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_at: Option<DateTime<Utc>>,
}
