//! The CSP reseller audience of an offer on the wire: draft and live, its resellers, what-if, sync, requests, materials.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

pub use crate::api::audience_apply::{APPLY_MAX, Applied, AppliedOptions, ApplyAudience, ApplyResult, ApplyTo};
use crate::api::offers::OfferRow;
use crate::audience::ChannelState;
use crate::audience::asked::Asked;
use crate::audience::eligible::Eligibility;
use crate::audience::need::{Need, Reason, Verdict};
use crate::audience::tenant::{TenantId, TenantSet};
use crate::refusal::Refusal;
use crate::support::RequestKind;

/// The longest address of marketing materials, in characters.
pub const MARKETING_URL_MAX: usize = 2_048;
/// The longest name of a channel contact, in characters.
pub const CONTACT_NAME_MAX: usize = 100;
/// The most resellers of one page of an audience: few calls for a long list, and none that a browser reads for long.
pub const AUDIENCE_PAGE_MAX: u32 = 2_500;
/// The most customers named in a what-if.
pub const CUSTOMERS_SHOWN: usize = 100;

/// One of the two audiences of an offer in figures; its resellers come page by page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AudienceHead {
    /// The option.
    pub reseller_channel_state: ChannelState,
    /// How many resellers its list has; a draft keeps its list while another option is chosen.
    pub resellers: u64,
    /// When it was last changed; absent when it never was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<DateTime<Utc>>,
    /// Who changed it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// The open request about an offer's audience; there is one at a time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OpenRequest {
    /// Its number, in addresses.
    pub number: String,
    /// What it asks for.
    pub kind: RequestKind,
    /// Until when support answers.
    pub due: DateTime<Utc>,
    /// What exactly it asks for; on an offer's own page alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub asked: Option<Asked>,
}

/// A need in figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NeedFigures {
    /// What has to happen.
    pub verdict: Verdict,
    /// Why.
    pub reason: Reason,
    /// Whether a sync brings a part of it at once.
    pub syncs: bool,
    /// How many gain; absent when every partner does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub gains: Option<u64>,
    /// How many lose; absent when every partner but some does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub loses: Option<u64>,
    /// How many partners are left out where every other one gains or loses.
    #[serde(default)]
    pub but: u64,
    /// How many stay because they have sold.
    pub stays: u64,
    /// How many customers it would touch.
    pub customers: u64,
}

/// Answer of `GET offers/{id}/resell`, and of what changes it. Its `ETag` is the version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferResell {
    /// The offer's row.
    pub offer: OfferRow,
    /// Whether the publisher sets the audience, or why not.
    pub eligibility: Eligibility,
    /// What is saved.
    pub draft: AudienceHead,
    /// What is in force; absent for an offer that never was live.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub live: Option<AudienceHead>,
    /// What the saved draft needs to be in force.
    pub need: NeedFigures,
    /// How many resellers have sold the offer.
    pub sold: u64,
    /// The open request about the audience.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<OpenRequest>,
    /// What resellers are given; never on the customer's listing.
    pub materials: Materials,
    /// What of it is missing although the offer is open to resellers, in draft or in force.
    pub materials_missing: Vec<MaterialField>,
    /// Why this person may not change the audience; absent when they may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub edit_refusal: Option<Refusal>,
    /// Raised by every change of draft, audience in force or materials; sent as `seenVersion`.
    pub version: u64,
}

/// A reseller of an offer: in its draft, in its audience in force, or having sold it. `GET offers/{id}/resell/resellers`
/// gives them by name, by keyset, at most 2,500 a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct AudienceReseller {
    /// The tenant ID.
    pub tenant_id: TenantId,
    /// The company.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// The town; empty when the directory knows none.
    pub city: String,
    /// The CSP region: it may sell to every customer of that region (S).
    pub region: String,
    /// When it left the programme; absent while it is in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_at: Option<DateTime<Utc>>,
    /// In the saved draft's list.
    pub in_draft: bool,
    /// In the list in force.
    pub in_live: bool,
    /// Since when it has sold the offer; absent when it never has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sold_since: Option<DateTime<Utc>>,
    /// To how many customers.
    pub customers: u32,
}

/// Body of `PUT offers/{id}/resell`. With `?dryRun=true` it answers `WhatIf`, needs no `If-Match` and changes nothing.
///
/// Taking out a reseller that is in the list in force and has sold is refused with `resellersSold` (409), also when the
/// sale came after the preview. With 412 the problem's `stored` holds a `StoredAudience` as JSON text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SaveAudience {
    /// The option.
    pub reseller_channel_state: ChannelState,
    /// The list, at most 20,000; kept, and without effect, while the option is not "specific".
    pub resellers: TenantSet,
}

/// The saved draft as it is now, for a person who saw another one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct StoredAudience {
    /// The option.
    pub reseller_channel_state: ChannelState,
    /// The list.
    pub resellers: TenantSet,
    /// When it was saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<DateTime<Utc>>,
    /// Who saved it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// A customer whom a change would touch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TouchedCustomer {
    /// The customer's name.
    pub customer: String,
    /// Who sold to it.
    pub reseller: TenantId,
    /// Since when.
    pub since: DateTime<Utc>,
}

/// What a change would need and do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct WhatIf {
    /// The table's answer.
    pub need: Need,
    /// Customers of those who stay, the first 100 by reseller and time; how many in all says `need.customers`.
    pub customers: Vec<TouchedCustomer>,
    /// Why it cannot be saved as it stands; absent when it can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub refusal: Option<Refusal>,
    /// The version that it was reckoned with.
    pub version: u64,
}

/// Body of `POST offers/{id}/resell/sync` ("Sync CSP audience"): brings the saved draft's additions in force. With
/// `?dryRun=true` it answers the same and changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SyncAudience {
    /// The version that was shown; another one is refused with 412.
    pub seen_version: u64,
}

/// Answer of a sync.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Synced {
    /// Whether anything was sent; an unchanged list says so.
    pub changed: bool,
    /// The exact list that was sent; empty when the offer was opened to any partner.
    pub added: TenantSet,
    /// How the audience stands afterwards.
    pub resell: OfferResell,
}

word_enum! {
    /// A part of what resellers are given.
    MaterialField {
        /// The address of marketing materials.
        MarketingUrl = "marketingUrl",
        /// The channel contact's e-mail address.
        ContactEmail = "contactEmail",
    }
}

/// What resellers are given (S): never shown to customers. `PUT offers/{id}/resell/materials` with `If-Match` (the ETag of
/// `GET offers/{id}/resell`) answers `OfferResell`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Materials {
    /// The https address of marketing materials; empty when there is none.
    #[serde(default)]
    pub marketing_url: String,
    /// The channel contact's name.
    #[serde(default)]
    pub contact_name: String,
    /// The channel contact's e-mail address.
    #[serde(default)]
    pub contact_email: String,
}

/// An offer in the overview "Resellers"; `GET resellers/offers` gives all of the company's by name, `?eligible=true` those
/// alone whose audience is the publisher's to set.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferAudience {
    /// The offer's row.
    pub offer: OfferRow,
    /// Whether the publisher sets the audience, or why not.
    pub eligibility: Eligibility,
    /// What is saved.
    pub draft: AudienceHead,
    /// What is in force; absent for an offer that never was live.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub live: Option<AudienceHead>,
    /// What the saved draft needs.
    pub verdict: Verdict,
    /// How many resellers have sold the offer.
    pub sold: u64,
    /// The open request about the audience.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<OpenRequest>,
    /// What of the resellers' materials is missing although the offer is open to them.
    pub materials_missing: Vec<MaterialField>,
    /// Raised by every change of the audience.
    pub version: u64,
}

word_enum! {
    /// Which of the two lists a file is made of.
    AudienceOf {
        /// The saved one.
        Draft = "draft",
        /// The one in force.
        Live = "live",
    }
}

word_enum! {
    /// How a list comes into a draft that has one.
    ListMode {
        /// What is there stays.
        Add = "add",
        /// What is not in the new list goes, but for resellers that have sold.
        Replace = "replace",
    }
}
