//! Why something is not allowed: a code with parameters, turned into a sentence by the catalogue of the reader's language.

use serde::{Deserialize, Serialize};

use crate::access::{Right, Role};
use crate::catalogue::Arg;
use crate::solution::MigrationState;

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
        }
    }

    /// The catalogue key of the sentence.
    // catalogue: refusal.*
    pub fn key(&self) -> String {
        format!("refusal.{}", self.code())
    }

    /// Values for the sentence's placeholders.
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            // catalogue: role.*
            Refusal::RoleMayNot { role, .. } => vec![("role", Arg::Key(format!("role.{}", role.word())))],
            // catalogue: state.*
            Refusal::WrongState { state } => vec![("state", Arg::Key(format!("state.{}", state.word())))],
            _ => Vec::new(),
        }
    }
}
