//! Solutions on the wire: list rows, one in full, changes, and acts on many.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::api::audience::AudienceOf;
use crate::api::history::HistoryEntry;
use crate::refusal::Refusal;
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

/// Body of `POST solutions/bulk`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Bulk {
    /// Give solutions to a colleague, or to nobody.
    Assign {
        /// Ids of solutions, at most 1,000.
        items: Vec<String>,
        /// The colleague's id; null takes the assignment away.
        assignee: Option<String>,
    },
    /// Ask support for several merges; each item is filed or refused by itself.
    Merge {
        /// At most 200.
        items: Vec<MergeItem>,
        /// Ties the requests of several calls together, so that the desk can decide them at once: 1 to 40 characters.
        bundle: String,
        /// A free text for support, the same for all.
        #[serde(default)]
        text: String,
    },
    /// Give solutions up.
    Discard {
        /// At most 1,000.
        items: Vec<SeenItem>,
    },
    /// Take that back.
    UndoDiscard {
        /// Ids of solutions, at most 1,000.
        items: Vec<String>,
    },
}

/// One merge of many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MergeItem {
    /// The solution's id.
    pub id: String,
    /// What it is to be merged into.
    pub target: crate::api::merging::Target,
    /// The version that was shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_version: Option<u64>,
}

/// One solution of many, with the version that was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeenItem {
    /// The solution's id.
    pub id: String,
    /// The version that was shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_version: Option<u64>,
}

/// The most items in one bulk call.
pub const BULK_MAX: usize = 1_000;
/// The most merges in one bulk call: each files a request.
pub const BULK_MERGES_MAX: usize = 200;
/// The longest name of a bundle, in characters.
pub const BUNDLE_MAX: usize = 40;

/// Answer of `POST solutions/bulk`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkResult {
    /// One entry for each item, in the order given.
    pub items: Vec<BulkItem>,
}

/// What came of one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkItem {
    /// The solution's id.
    pub id: String,
    /// Whether it was done.
    pub done: bool,
    /// Why not, as a code with parameters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub refusal: Option<Refusal>,
    /// The number of the request that was filed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}

/// A named filter of Solutions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedFilter {
    /// Opaque id.
    pub id: String,
    /// 1 to 60 characters, unique for the person.
    pub name: String,
    /// The query string of the Solutions address.
    pub query: String,
}

/// The longest name of a saved filter, in characters.
pub const FILTER_NAME_MAX: usize = 60;
/// The most saved filters of a person in a company.
pub const FILTERS_MAX: u64 = 50;

/// Body of `POST saved-filters`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewSavedFilter {
    /// 1 to 60 characters. A filter of the same name is replaced.
    pub name: String,
    /// The query string of the Solutions address.
    pub query: String,
}

/// Body of `POST tickets`: what a browser wants to download without a header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum TicketFor {
    /// CSV of solutions.
    SolutionsExport {
        /// The query string of the Solutions address: what the filters show.
        #[serde(default)]
        query: String,
        /// Only these ids, when given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ids: Option<Vec<String>>,
    },
    /// CSV of the report.
    Report,
    /// Rejected rows of an import, with a reason column.
    ImportRejected {
        /// The job's id.
        import: String,
    },
    /// CSV of an offer's list of resellers, as `GET offers/{id}/resell/export`.
    AudienceExport {
        /// The offer's id.
        offer: String,
        /// The saved list, or the one in force.
        of: AudienceOf,
    },
    /// A file of a support request.
    Attachment {
        /// The request's number.
        request: String,
        /// The attachment's id.
        attachment: String,
    },
}

/// Answer of `POST tickets`: an address that is good once, for 60 seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ticket {
    /// Path on this server.
    pub href: String,
}
