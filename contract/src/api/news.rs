//! News: notifications of a person, the long poll that tells of changes, and drafts of wizards.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

word_enum! {
    /// What a notification tells. The page words it as `news.{word}`.
    NewsKind {
        /// The desk asks something about a request.
        RequestAsked = "requestAsked",
        /// The desk approved a request.
        RequestApproved = "requestApproved",
        /// The desk refused a request.
        RequestRefused = "requestRefused",
        /// The desk wrote into a thread.
        RequestCommented = "requestCommented",
        /// The desk took a merge back.
        MergeReopened = "mergeReopened",
        /// A colleague gave solutions to this person.
        Assigned = "assigned",
        /// The programme's deadline is near and solutions of this person are open.
        DeadlineNear = "deadlineNear",
        /// The programme's deadline is near and open solutions are given to nobody; for owners and managers. As with the
        /// one before, `name` is the deadline as `2026-12-31` and `count` how many solutions.
        DeadlineUnassigned = "deadlineUnassigned",
        /// A reseller that an open request of this person is about has sold the offer, so the request cannot be approved as
        /// it stands.
        ResellerSold = "resellerSold",
        /// Resellers left the programme and stay where they are authorised; `name` is the first of them.
        ResellersLeft = "resellersLeft",
        /// For the desk: a request came in.
        RequestFiled = "requestFiled",
        /// For the desk: the partner answered.
        RequestAnswered = "requestAnswered",
        /// For the desk: the partner wrote into a thread.
        PartnerCommented = "partnerCommented",
        /// For the desk: a request was taken back.
        RequestCancelled = "requestCancelled",
    }
}

/// One notification.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notification {
    /// Opaque id, ascending in time.
    pub id: String,
    /// When.
    #[serde(deserialize_with = "crate::moment::instant")]
    pub at: DateTime<Utc>,
    /// What.
    pub kind: NewsKind,
    /// Who caused it, if a person did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The number of the request that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request: Option<String>,
    /// What it is about by name: a solution, a title; for several the first.
    pub name: String,
    /// How many things it is about.
    pub count: u64,
    /// Whether the person has seen it.
    pub read: bool,
}

/// Answer of `GET notifications`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notifications {
    /// Newest first.
    pub items: Vec<Notification>,
    /// Pass it as `cursor` for older ones; absent on the last page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
    /// How many the person has not seen.
    pub unread: u64,
}

/// Body of `PUT notifications/read`: all up to and including an id are seen. Saying it twice changes nothing, so it needs
/// no `If-Match`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ReadUpTo {
    /// The newest notification that was shown.
    pub id: String,
}

/// Answer of `GET events?after=`: it comes when something differs from `after`, or after 25 seconds as it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Pulse {
    /// Pass it as `after` next time.
    pub cursor: String,
    /// The counter of the company's solutions, as `since` of `GET solutions/changes`.
    pub solutions: u64,
    /// Raised by every change of requests, offers and publishers that this person may see.
    pub requests: u64,
    /// Notifications that the person has not seen.
    pub unread: u64,
    /// The company's solutions that need an action, as the navigation shows them.
    pub open_solutions: u64,
}

/// `GET`, `PUT` and `DELETE drafts/{key}`: what a person has typed into a wizard, for one company. Its `ETag` is the
/// version; one that is not there reads as an empty text with an `ETag` of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Draft {
    /// What was typed, as JSON text of the page's own making; at most 500,000 bytes.
    pub value: String,
}

/// The largest draft, in bytes.
pub const DRAFT_MAX: usize = 500_000;
