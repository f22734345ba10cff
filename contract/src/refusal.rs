//! Why something is not allowed: a code with parameters, turned into a sentence by the catalogue of the reader's language.

use serde::{Deserialize, Serialize};

use crate::access::{Right, Role};
use crate::audience::eligible::Eligibility;
use crate::catalogue::Arg;
use crate::solution::MigrationState;
use crate::support::RequestState;

/// A reason; the same value disables a control in the page and refuses the call on the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Refusal {
    /// The role lacks the right; owners and managers can change roles.
    RoleMayNot {
        /// The person's role.
        role: Role,
        /// What it lacks.
        right: Right,
    },
    /// The action does not exist in this state.
    WrongState {
        /// The solution's state.
        state: MigrationState,
    },
    /// A merge request is still open for this solution.
    RequestStillOpen,
    /// There is no open request to answer or cancel.
    NoOpenRequest,
    /// Only the person who asked, an owner or a manager may cancel.
    NotYourRequest,
    /// The offer to merge into has no live version.
    TargetNotLive,
    /// The draft offer has been published before, so it cannot be deleted.
    OfferWasPublished,
    /// A text is required: what is asked, or why it is refused.
    ReasonMissing,
    /// The request is decided or taken back.
    RequestClosed {
        /// Its state.
        state: RequestState,
    },
    /// Another operator has claimed the request.
    ClaimedByOther,
    /// The partner has not answered the last question yet.
    AlreadyAsked,
    /// There is no question to answer.
    NothingAsked,
    /// The thing changed since it was shown.
    ChangedSince,
    /// There is no such thing in this company.
    NotThere,
    /// The address is no listing's address.
    NoListingUrl,
    /// The desk must first say which offer a listing's address belongs to.
    LinkMissing,
    /// The publisher belongs to another company.
    ForeignPublisher,
    /// Only a merge can be taken back.
    NotMerged,
    /// The audience of this offer is not the publisher's to set.
    AudienceFixed {
        /// Why.
        eligibility: Eligibility,
    },
    /// Resellers would lose an offer that they have sold.
    ResellersSold {
        /// How many.
        n: u32,
        /// The first 200 of them by name.
        names: String,
    },
    /// Resellers that left the programme cannot be added.
    ResellersLeft {
        /// How many.
        n: u32,
        /// The first 200 of them by name.
        names: String,
    },
    /// More resellers than an audience may have.
    TooManyResellers {
        /// How many there would be.
        n: u32,
        /// The limit.
        max: u32,
    },
    /// The draft changes what only support can change.
    NeedsRequest,
    /// The draft needs no request: it is in force, or a sync or publication brings it.
    NeedsNoRequest,
    /// The offer never was live: its audience comes with the first publication.
    OfferNeverLive,
    /// A request about this audience is open; there is one at a time.
    AudienceRequestOpen {
        /// Its number.
        number: String,
    },
}

impl Refusal {
    /// The code as it stands in problem documents.
    pub const fn code(&self) -> &'static str {
        match self {
            Refusal::RoleMayNot { .. } => "roleMayNot",
            Refusal::WrongState { .. } => "wrongState",
            Refusal::RequestStillOpen => "requestStillOpen",
            Refusal::NoOpenRequest => "noOpenRequest",
            Refusal::NotYourRequest => "notYourRequest",
            Refusal::TargetNotLive => "targetNotLive",
            Refusal::OfferWasPublished => "offerWasPublished",
            Refusal::ReasonMissing => "reasonMissing",
            Refusal::RequestClosed { .. } => "requestClosed",
            Refusal::ClaimedByOther => "claimedByOther",
            Refusal::AlreadyAsked => "alreadyAsked",
            Refusal::NothingAsked => "nothingAsked",
            Refusal::ChangedSince => "changedSince",
            Refusal::NotThere => "notThere",
            Refusal::NoListingUrl => "noListingUrl",
            Refusal::LinkMissing => "linkMissing",
            Refusal::ForeignPublisher => "foreignPublisher",
            Refusal::NotMerged => "notMerged",
            Refusal::AudienceFixed { .. } => "audienceFixed",
            Refusal::ResellersSold { .. } => "resellersSold",
            Refusal::ResellersLeft { .. } => "resellersLeft",
            Refusal::TooManyResellers { .. } => "tooManyResellers",
            Refusal::NeedsRequest => "needsRequest",
            Refusal::NeedsNoRequest => "needsNoRequest",
            Refusal::OfferNeverLive => "offerNeverLive",
            Refusal::AudienceRequestOpen { .. } => "audienceRequestOpen",
        }
    }

    /// Whether the same act may well be done when it is asked for again, with what is known by then.
    pub const fn may_pass(&self) -> bool {
        matches!(self, Refusal::ChangedSince)
    }

    /// The catalogue key of the sentence.
    // catalogue: refusal.*
    pub fn key(&self) -> String {
        // No role of a company opens the desk, so nobody in it can help.
        if matches!(self, Refusal::RoleMayNot { right: Right::Desk, .. }) {
            return "refusal.deskOnly".into();
        }
        format!("refusal.{}", self.code())
    }

    /// Values for the sentence's placeholders.
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            // catalogue: role.*
            Refusal::RoleMayNot { role, .. } => vec![("role", Arg::Key(format!("role.{}", role.word())))],
            // catalogue: state.*
            Refusal::WrongState { state } => vec![("state", Arg::Key(format!("state.{}", state.word())))],
            // catalogue: requestState.*
            Refusal::RequestClosed { state } => vec![("state", Arg::Key(format!("requestState.{}", state.word())))],
            // catalogue: resell.eligibility.*
            Refusal::AudienceFixed { eligibility } => {
                vec![("reason", Arg::Key(format!("resell.eligibility.{}", eligibility.word())))]
            }
            Refusal::ResellersSold { n, names } | Refusal::ResellersLeft { n, names } => {
                vec![("n", Arg::Count(u64::from(*n))), ("names", names.as_str().into())]
            }
            Refusal::TooManyResellers { n, max } => {
                vec![("n", Arg::Count(u64::from(*n))), ("max", Arg::Count(u64::from(*max)))]
            }
            Refusal::AudienceRequestOpen { number } => vec![("number", number.as_str().into())],
            _ => Vec::new(),
        }
    }
}
