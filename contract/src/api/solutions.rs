//! Solutions on the wire: list rows, one in full, changes, and acts on many.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

pub use crate::api::bulk::{BULK_MAX, BULK_MERGES_MAX, BUNDLE_MAX, Bulk, BulkItem, BulkResult, MergeItem, SeenItem};
use crate::api::history::HistoryEntry;
pub use crate::api::saved_filters::{FILTER_NAME_MAX, FILTERS_MAX, NewSavedFilter, SavedFilter, Ticket, TicketFor};
use crate::solution::{CoSellStatus, MigrationState, OfferType};

/// One row of the list. Small, because the browser keeps all of a company's.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SolutionRow {
    /// Opaque id, in addresses.
    pub id: String,
    /// The "Solution ID" of the legacy catalogue, unique in the company.
    pub solution_id: String,
    /// The name.
    pub name: String,
    /// The partner ID that it is registered under.
    pub partner_id: String,
    /// The offer type, when the legacy catalogue knew it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer_type: Option<OfferType>,
    /// The co-sell status.
    pub co_sell_status: CoSellStatus,
    /// Where the migration stands.
    pub state: MigrationState,
    /// The id of the colleague who takes care of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub assigned_to: Option<String>,
    /// The offer that it is linked to or was merged into.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<String>,
    /// The number of its open or last support request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
}

/// One page of `GET solutions`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SolutionPage {
    /// The rows in the order asked for.
    pub items: Vec<SolutionRow>,
    /// Pass it as `cursor` for the next page; absent on the last.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// How many the filters show; on the first page only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub total: Option<u64>,
    /// Pass it as `since` to `GET solutions/changes`: taken with the same look as the first page, and only there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<u64>,
}

/// One solution with all that it carries. Its `ETag` is the version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SolutionDetail {
    /// The row as in the list.
    #[serde(flatten)]
    pub row: SolutionRow,
    /// Raised by every change; pass it as `seenVersion` when deciding on what was shown.
    pub version: u64,
    /// Whether a merge request for it is open: with support, or waiting for an answer.
    #[serde(default)]
    pub request_open: bool,
    /// The publisher named in the legacy catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Keywords of the legacy catalogue.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// The listing address noted in the legacy catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listing_url: Option<String>,
    /// The day of the last change in the legacy catalogue.
    #[serde(default, deserialize_with = "crate::moment::maybe_day", skip_serializing_if = "Option::is_none")]
    pub updated: Option<NaiveDate>,
    /// What follows it into the offer.
    pub carries: Carries,
    /// Notes of colleagues, newest first.
    pub notes: Vec<Note>,
    /// What happened to it, newest first; at most 50 entries.
    pub timeline: Vec<HistoryEntry>,
}

/// Everything that must not be lost on the way (S).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Carries {
    /// The referral pipeline.
    pub referrals: Vec<Referral>,
    /// Documents.
    pub collateral: Vec<Collateral>,
    /// Contacts.
    pub contacts: Vec<Contact>,
    /// Incentives by name.
    pub incentives: Vec<String>,
    /// Figures of the imported file, for reading; the full records above are what counts.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub summary: Option<CarriesSummary>,
}

impl Carries {
    /// Whether discarding would give something up.
    pub fn is_empty(&self) -> bool {
        self.referrals.is_empty()
            && self.collateral.is_empty()
            && self.contacts.is_empty()
            && self.incentives.is_empty()
            && self.summary.as_ref().is_none_or(CarriesSummary::is_empty)
    }
}

/// The summary columns of the solutions file.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CarriesSummary {
    /// "Open referrals".
    pub referrals: u64,
    /// "Referral value" in minor units of `currency`.
    pub value_minor: u64,
    /// "Currency", ISO 4217.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// "Collateral": titles.
    pub collateral: Vec<String>,
    /// "Contacts": names.
    pub contacts: Vec<String>,
}

impl CarriesSummary {
    /// Whether the file named nothing.
    pub fn is_empty(&self) -> bool {
        self.referrals == 0 && self.value_minor == 0 && self.collateral.is_empty() && self.contacts.is_empty()
    }
}

/// One deal in the referral pipeline.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Referral {
    /// The customer as the partner calls it.
    pub customer: String,
    /// The stage of the deal.
    pub stage: String,
    /// Value in minor units of `currency`.
    pub value_minor: u64,
    /// ISO 4217.
    pub currency: String,
}

/// One document.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Collateral {
    /// One-pager, pitch deck, customer case …
    pub kind: String,
    /// The title.
    pub title: String,
    /// Where it lies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// One contact.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Contact {
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// What they do.
    pub role: String,
    /// Where they do it.
    pub region: String,
}

/// A colleague's note on a solution.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Note {
    /// Opaque id.
    pub id: String,
    /// When.
    #[serde(deserialize_with = "crate::moment::instant")]
    pub at: DateTime<Utc>,
    /// Who wrote it.
    pub by: String,
    /// Whether the reader wrote it and may remove it.
    pub mine: bool,
    /// The text as typed.
    pub text: String,
}

/// The longest note, in characters.
pub const NOTE_MAX: usize = 2_000;

/// Body of `POST solutions/{id}/notes`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewNote {
    /// 1 to 2,000 characters.
    pub text: String,
}

/// Answer of `GET solutions/changes?since=`: what a browser copy must apply, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Changes {
    /// New and changed rows.
    pub rows: Vec<SolutionRow>,
    /// Ids of rows that are gone.
    pub gone: Vec<String>,
    /// Pass it as `since` next time.
    pub next: u64,
    /// Whether there is more to ask for at once.
    pub more: bool,
}
