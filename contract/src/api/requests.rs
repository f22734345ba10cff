//! Support requests on the wire, for the company that asked and for the desk.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::api::audience_request::CspDetails;
use crate::api::merging::{MergePreview, Target};
use crate::api::offers::{LinkedSolution, OfferRow};
pub use crate::api::request_lists::RequestRow;
use crate::api::solutions::SolutionDetail;
use crate::matching::Match;
use crate::merge::Choices;
use crate::refusal::Refusal;
use crate::solution::OfferType;
use crate::support::RequestKind;

/// The longest title of a request, in characters.
pub const TITLE_MAX: usize = 200;
/// The largest attachment, in bytes (rules.md: 20 MB).
pub const ATTACHMENT_MAX: u64 = 20_000_000;
/// The most attachments of one request.
pub const ATTACHMENTS_MAX: usize = 20;

/// The prefilled details of a merge request (S).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MergeDetails {
    /// "Offer type".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer_type: Option<OfferType>,
    /// "Offer name".
    pub offer_name: String,
    /// "OCP solution ID".
    pub solution_id: String,
    /// "URL for existing listing".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listing_url: Option<String>,
    /// What is to be merged into.
    pub target: Target,
    /// What wins where both sides have a value.
    pub choices: Choices,
}

word_enum! {
    /// What an entry of a thread is.
    MessageKind {
        Filed = "filed",
        Comment = "comment",
        Question = "question",
        Answer = "answer",
        Approved = "approved",
        Refused = "refused",
        Cancelled = "cancelled",
        Claimed = "claimed",
        Released = "released",
        Reopened = "reopened",
    }
}

/// One entry of a request's thread: what somebody wrote, or a step of its way.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Message {
    /// Opaque id.
    pub id: String,
    /// When.
    #[serde(deserialize_with = "crate::moment::instant")]
    pub at: DateTime<Utc>,
    /// Who.
    pub by: String,
    /// Whether the desk wrote it.
    pub from_desk: bool,
    /// What it is.
    pub kind: MessageKind,
    /// The text as typed; empty for a step without words.
    pub text: String,
}

/// A file attached to a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Attachment {
    /// Opaque id; fetched by a ticket.
    pub id: String,
    /// The file's name.
    pub name: String,
    /// The media type, found by looking into it.
    pub media_type: String,
    /// Bytes.
    pub size: u64,
    /// When.
    #[serde(deserialize_with = "crate::moment::instant")]
    pub at: DateTime<Utc>,
    /// Who.
    pub by: String,
}

/// One request in full, for the company. Its `ETag` is the version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RequestDetail {
    /// The row as in the list.
    pub request: RequestRow,
    /// Raised by every change; pass it as `seenVersion` when deciding.
    pub version: u64,
    /// The details of a merge request.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub merge: Option<MergeDetails>,
    /// The details of a request about an offer's audience.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub csp: Option<CspDetails>,
    /// The offer that it points at or was decided for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer: Option<OfferRow>,
    /// What was written and done, oldest first; the first entry is the filing with its free text.
    pub thread: Vec<Message>,
    /// Files.
    pub attachments: Vec<Attachment>,
    /// Why this person may not answer; absent when they may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub answer_refusal: Option<Refusal>,
    /// Why this person may not cancel; absent when they may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub cancel_refusal: Option<Refusal>,
}

/// What a question in one's own words is about; what is asked for with its details at hand has a kind of its own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum QuestionKind {
    /// Anything.
    #[default]
    General,
    /// Who may resell an offer.
    Csp,
}

impl From<QuestionKind> for RequestKind {
    fn from(kind: QuestionKind) -> RequestKind {
        match kind {
            QuestionKind::General => RequestKind::General,
            QuestionKind::Csp => RequestKind::Csp,
        }
    }
}

/// Body of `POST support-requests`: a question in one's own words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewRequest {
    /// What it is about; `general` when absent.
    #[serde(default)]
    pub kind: QuestionKind,
    /// 1 to 200 characters.
    pub title: String,
    /// 1 to 4,000 characters.
    pub text: String,
    /// The solution that it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub solution: Option<String>,
}

/// Body of `POST support-requests/{number}/messages` and `…/answer`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewMessage {
    /// 1 to 4,000 characters.
    pub text: String,
}

/// One case at the desk: everything to decide it on one page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeskCase {
    /// The request as the company sees it.
    pub request: RequestDetail,
    /// The solution with all that it carries.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub solution: Option<SolutionDetail>,
    /// What would move, with the target as it is now; while no offer is linked, into an empty page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub preview: Option<MergePreview>,
    /// How well the linked offer fits, held against all live offers of the company.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub fit: Option<Match>,
    /// Other solutions that are linked to the offer.
    pub linked: Vec<LinkedSolution>,
    /// Earlier merge requests for the same solution, newest first; at most 10.
    pub earlier: Vec<EarlierRequest>,
    /// The company's live offers, for linking a listing's address.
    pub offers: Vec<OfferRow>,
    /// IDs of the company's publishers.
    pub publishers: Vec<String>,
    /// Open requests of the same bundle, this one among them.
    pub bundle: Vec<BundleRow>,
    /// Whether the caller holds the claim.
    pub mine: bool,
    /// Until when the claim holds.
    #[serde(default, deserialize_with = "crate::moment::maybe_instant", skip_serializing_if = "Option::is_none")]
    pub claimed_until: Option<DateTime<Utc>>,
    /// Why it cannot be approved as it stands; absent when it can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub approve_refusal: Option<Refusal>,
}

/// A merge request that was filed for the same solution before.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EarlierRequest {
    /// The request.
    #[serde(flatten)]
    pub request: RequestRow,
    /// Why it was refused, where it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// An open request of a bundle, with what there is to know before several are decided at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BundleRow {
    /// The request.
    #[serde(flatten)]
    pub request: RequestRow,
    /// The name of the offer that it points at, or the listing's address.
    pub target: String,
    /// How well the offer fits, 0 to 100; absent while no live offer is linked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub score: Option<u8>,
    /// Why it cannot be approved as it stands; absent when it can.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub approve_refusal: Option<Refusal>,
}

/// What a listing's address is linked to on approval.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Link {
    /// One of the company's live offers.
    Offer {
        /// Its opaque id.
        id: String,
    },
    /// A new live offer record, "external listing" (O).
    External {
        /// The publisher's ID in listing addresses.
        publisher: String,
        /// The offer ID.
        offer_id: String,
        /// The type.
        offer_type: OfferType,
        /// The listing's name.
        name: String,
    },
}

/// What the desk decides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "decision", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Decision {
    /// Does what was asked.
    Approve {
        /// For a listing's address: what it is linked to.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        link: Option<Link>,
        /// A text for the partner.
        #[serde(default)]
        text: String,
    },
    /// Asks the partner something.
    Ask {
        /// The question.
        text: String,
    },
    /// Refuses.
    Refuse {
        /// The reason.
        text: String,
    },
    /// Takes a merge back: the solution is pending again, what was moved stays in the offer, marked (O).
    Reopen {
        /// The reason.
        text: String,
    },
}

/// Body of `POST desk/requests/{number}/decision`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Decide {
    /// What is decided.
    pub decision: Decision,
    /// The request's version that was shown; what changed since is refused with 412.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_version: Option<u64>,
}

/// Body of `POST desk/bundles/{id}/decision`: one decision for several requests that were sent together.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DecideBundle {
    /// What is decided; a link is given one by one, not here.
    pub decision: Decision,
    /// Numbers of the bundle's requests that it is for; all open ones when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub numbers: Option<Vec<String>>,
}

/// Answer of `POST desk/bundles/{id}/decision`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BundleResult {
    /// One entry for each request.
    pub items: Vec<BundleItem>,
}

/// What came of one request of a bundle.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BundleItem {
    /// The request's number.
    pub number: String,
    /// Whether it was decided.
    pub done: bool,
    /// Why not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub refusal: Option<Refusal>,
}

/// Body of `POST desk/requests/{number}/claim`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Claim {
    /// True takes it, false gives it back.
    pub claimed: bool,
}

/// The desk's days off; `GET` and `PUT desk/calendar`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Calendar {
    /// Days on which the desk does not work, besides weekends; ascending, at most 400.
    pub holidays: Vec<NaiveDate>,
}

/// A text that operators use again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Template {
    /// 1 to 60 characters, unique.
    pub name: String,
    /// 1 to 4,000 characters.
    pub text: String,
}

/// `GET` and `PUT desk/templates`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Templates {
    /// At most 50.
    pub templates: Vec<Template>,
}
