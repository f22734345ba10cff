//! Support requests: their kinds and states, and which action leads where (rules.md, "Support requests").

use crate::access::{Right, Role};
use crate::refusal::Refusal;

word_enum! {
    /// What a request asks for.
    RequestKind {
        Merge = "merge",
        CspDeauthorize = "cspDeauthorize",
        CspChangeOption = "cspChangeOption",
        /// A question about resellers in one's own words; deciding it changes no audience (O).
        Csp = "csp",
        General = "general",
    }
}

word_enum! {
    /// Where a request stands.
    RequestState {
        /// Filed; nobody has taken it.
        Submitted = "submitted",
        /// An operator has claimed it.
        InProgress = "inProgress",
        /// The desk asked something.
        WaitingForPartner = "waitingForPartner",
        /// Done as asked.
        Resolved = "resolved",
        /// Refused with a reason.
        Refused = "refused",
        /// Taken back by the partner.
        Cancelled = "cancelled",
    }
}

impl RequestState {
    /// Whether it is neither decided nor taken back.
    pub const fn is_open(self) -> bool {
        matches!(self, RequestState::Submitted | RequestState::InProgress | RequestState::WaitingForPartner)
    }
}

/// Something that moves a request from one state to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RequestAction {
    /// An operator takes it; who has it already keeps it.
    Claim {
        /// Whether another operator holds it now.
        held_by_other: bool,
    },
    /// The operator gives it back.
    Release {
        /// Whether the caller holds it.
        mine: bool,
    },
    /// The desk asks the partner something.
    Ask {
        /// Whether the question has a text.
        has_text: bool,
    },
    /// The partner answers a question.
    Answer,
    /// The desk does what was asked.
    Resolve,
    /// The desk refuses.
    Refuse {
        /// Whether a reason is given.
        has_reason: bool,
    },
    /// The partner takes it back.
    Cancel {
        /// Whether the caller asked.
        mine: bool,
    },
    /// Either side writes into the thread; the state stays. A closed one can still be commented on.
    Comment,
}

impl RequestState {
    /// The state that an action leads to, or why it is not allowed.
    ///
    /// # Errors
    /// The first reason that holds: the role, then the state, then the action's own conditions.
    pub fn allows(self, action: RequestAction, role: Role) -> Result<RequestState, Refusal> {
        if !matches!(action, RequestAction::Comment) {
            role.require(action.right())?;
        }
        let closed = Refusal::RequestClosed { state: self };
        match action {
            RequestAction::Comment => Ok(self),
            _ if !self.is_open() => Err(closed),
            RequestAction::Claim { held_by_other: true } => Err(Refusal::ClaimedByOther),
            RequestAction::Claim { held_by_other: false } => Ok(match self {
                RequestState::Submitted => RequestState::InProgress,
                other => other,
            }),
            RequestAction::Release { mine: false } => Err(Refusal::ClaimedByOther),
            RequestAction::Release { mine: true } => Ok(match self {
                RequestState::InProgress => RequestState::Submitted,
                other => other,
            }),
            RequestAction::Ask { has_text: false } | RequestAction::Refuse { has_reason: false } => {
                Err(Refusal::ReasonMissing)
            }
            // Until the partner has answered the desk only decides; a second question goes as a comment.
            RequestAction::Ask { .. } if self == RequestState::WaitingForPartner => Err(Refusal::AlreadyAsked),
            RequestAction::Ask { .. } => Ok(RequestState::WaitingForPartner),
            RequestAction::Answer if self != RequestState::WaitingForPartner => Err(Refusal::NothingAsked),
            RequestAction::Answer => Ok(RequestState::InProgress),
            RequestAction::Resolve | RequestAction::Refuse { .. } if self == RequestState::WaitingForPartner => {
                Err(Refusal::AlreadyAsked)
            }
            RequestAction::Resolve => Ok(RequestState::Resolved),
            RequestAction::Refuse { .. } => Ok(RequestState::Refused),
            RequestAction::Cancel { mine } if !mine && !role.has(Right::ManagePeople) => Err(Refusal::NotYourRequest),
            RequestAction::Cancel { .. } => Ok(RequestState::Cancelled),
        }
    }
}

impl RequestAction {
    /// The right that the action needs.
    pub const fn right(self) -> Right {
        match self {
            RequestAction::Claim { .. }
            | RequestAction::Release { .. }
            | RequestAction::Ask { .. }
            | RequestAction::Resolve
            | RequestAction::Refuse { .. } => Right::Desk,
            RequestAction::Answer | RequestAction::Cancel { .. } | RequestAction::Comment => Right::Edit,
        }
    }
}
