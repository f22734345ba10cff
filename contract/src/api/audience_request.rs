//! Requests to support about an audience on the wire: what is asked for, and what approving it would do.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::api::audience::{AudienceHead, TouchedCustomer};
use crate::audience::ChannelState;
use crate::audience::asked::Drift;
use crate::audience::need::Reason;
use crate::audience::tenant::TenantId;
use crate::solution::OfferType;
use crate::support::RequestKind;

/// Body of `POST offers/{id}/resell/request`: asks support to bring the saved draft in force. With `?dryRun=true` it answers
/// the prefilled details (`CspDetails`) and changes nothing. The kind follows from the draft: `cspDeauthorize` when
/// resellers are to be removed, `cspChangeOption` when the option changes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RequestAudience {
    /// The version that was shown; another one is refused with 412.
    pub seen_version: u64,
    /// A free text for support, up to 4,000 characters.
    #[serde(default)]
    pub text: String,
}

/// A reseller that a request is about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CspReseller {
    /// The tenant ID.
    pub tenant_id: TenantId,
    /// The company.
    pub name: String,
    /// Since when it has sold the offer, now and not when the request was filed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sold_since: Option<DateTime<Utc>>,
}

/// The details of a CSP request. Its fixed fields (product version "Live offer management", category = the offer, problem
/// "Update existing offer", title "Deauthorize CSP"; S) are the catalogue's words and not repeated here.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CspDetails {
    /// What is asked for.
    pub kind: RequestKind,
    /// The offer's opaque id.
    pub offer: String,
    /// The offer's name.
    pub offer_name: String,
    /// The offer ID.
    pub external_id: String,
    /// The offer's type.
    pub offer_type: OfferType,
    /// The option in force when it was filed.
    pub from: ChannelState,
    /// The option asked for; the same when resellers are to be removed.
    pub to: ChannelState,
    /// How many resellers it is about: to be removed, or the list of specific ones as it would be in force, those that
    /// have sold and stay among them.
    pub count: u64,
    /// They by name, at most 1,000.
    pub resellers: Vec<CspReseller>,
    /// What approving it would do; absent once it is decided or taken back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub effect: Option<CspEffect>,
}

/// Resellers that a change gives the offer to, or takes it from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CspReach {
    /// Whether it is every partner of the program but `count` of them.
    pub every: bool,
    /// How many, or how many are left out of all.
    pub count: u64,
    /// The first 1,000 by name; nobody with `every`.
    pub resellers: Vec<CspReseller>,
}

/// What approving a request would do to the audience in force, with who has sold by now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CspEffect {
    /// In force now.
    pub live: AudienceHead,
    /// In force afterwards; absent while support cannot approve it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub after: Option<AudienceHead>,
    /// Why.
    pub reason: Reason,
    /// Who would gain the offer.
    pub gains: CspReach,
    /// Who would lose it.
    pub loses: CspReach,
    /// Who has sold it and keeps it although it is not asked for, or stands in the way.
    pub stays: CspReach,
    /// How many customers bought through those.
    pub customers: u64,
    /// The first 100 of them.
    pub touched: Vec<TouchedCustomer>,
    /// How the saved draft differs from what is asked; absent while it does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub drift: Option<Drift>,
    /// Who is asked to leave and has been put back into the draft since.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub back: Vec<CspReseller>,
}
