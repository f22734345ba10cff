//! The transition table of a solution (rules.md, "Solution"): which action leads where, for whom, under which conditions.

use crate::access::{Right, Role};
use crate::refusal::Refusal;
use crate::solution::MigrationState::{self, AttentionNeeded, Discarded, DraftCreated, Merged, Merging, Pending};

/// What a merge request points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MergeTarget {
    /// An offer of the same company; it must have a live version.
    Offer {
        /// Whether it has a live version now.
        live: bool,
    },
    /// A well-formed listing address that the desk will link.
    ListingUrl,
}

/// Something that moves a solution from one state to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// The partner asks for a merge (S).
    RequestMerge(MergeTarget),
    /// The partner makes a draft offer from it (S, O).
    CreateOffer,
    /// The linked draft offer is deleted (O).
    DeleteDraft {
        /// A published offer cannot go this way.
        ever_published: bool,
    },
    /// The desk asks the partner something (S).
    Ask {
        /// Whether the question has a text.
        has_text: bool,
    },
    /// The partner answers (O).
    Answer,
    /// The desk refuses (O).
    Refuse {
        /// Whether a reason is given.
        has_reason: bool,
    },
    /// The request is taken back (O).
    CancelRequest {
        /// Whether the person who cancels is the one who asked.
        mine: bool,
    },
    /// The desk approves (S).
    Approve {
        /// Whether the target is still live.
        target_live: bool,
    },
    /// The partner gives the solution up (S, O).
    Discard,
    /// The partner takes that back (S).
    UndoDiscard,
    /// The desk reopens what was merged (O).
    Reopen {
        /// Whether a reason is given.
        has_reason: bool,
    },
}

/// What the table needs to know of a solution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Its state now.
    pub state: MigrationState,
    /// The state before the open request or the discard, where one is remembered.
    pub before: Option<MigrationState>,
    /// Whether a merge request is open (not decided, not cancelled).
    pub request_open: bool,
}

/// What follows from an allowed action.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The state afterwards.
    pub state: MigrationState,
    /// The state to remember for cancelling or undoing.
    pub before: Option<MigrationState>,
    /// Whether a merge request is open afterwards.
    pub request_open: bool,
}

impl Standing {
    /// What the action leads to, or why it is not allowed.
    ///
    /// # Errors
    /// The first reason that holds: the role, then the state, then the action's own conditions.
    pub fn allows(self, action: Action, role: Role) -> Result<Outcome, Refusal> {
        role.require(action.right())?;
        let wrong = Refusal::WrongState { state: self.state };
        let to = |state, before, request_open| Ok(Outcome { state, before, request_open });
        match (action, self.state) {
            (Action::RequestMerge(_), Pending | DraftCreated | AttentionNeeded) if self.request_open => {
                Err(Refusal::RequestStillOpen)
            }
            (Action::RequestMerge(MergeTarget::Offer { live: false }), Pending | DraftCreated | AttentionNeeded) => {
                Err(Refusal::TargetNotLive)
            }
            (Action::RequestMerge(_), from @ (Pending | DraftCreated | AttentionNeeded)) => {
                to(Merging, Some(from), true)
            }
            (Action::CreateOffer, Pending) => to(DraftCreated, None, false),
            (Action::DeleteDraft { ever_published: true }, DraftCreated) => Err(Refusal::OfferWasPublished),
            (Action::DeleteDraft { ever_published: false }, DraftCreated) => to(Pending, None, false),
            (Action::Ask { has_text: false }, Merging) => Err(Refusal::ReasonMissing),
            (Action::Ask { has_text: true }, Merging) => to(AttentionNeeded, self.before, true),
            (Action::Answer, AttentionNeeded) if !self.request_open => Err(Refusal::NoOpenRequest),
            (Action::Answer, AttentionNeeded) => to(Merging, self.before, true),
            (Action::Refuse { has_reason: false }, Merging) => Err(Refusal::ReasonMissing),
            (Action::Refuse { has_reason: true }, Merging) => to(AttentionNeeded, None, false),
            (Action::CancelRequest { mine }, Merging | AttentionNeeded) => self.cancel(mine, role),
            (Action::Approve { target_live: false }, Merging) => Err(Refusal::TargetNotLive),
            (Action::Approve { target_live: true }, Merging) => to(Merged, None, false),
            // A request that waits for the partner is cancelled in the same act, so nothing is open afterwards.
            (Action::Discard, from @ (Pending | DraftCreated | AttentionNeeded)) => to(Discarded, Some(from), false),
            (Action::UndoDiscard, Discarded) => to(self.before.unwrap_or(Pending), None, false),
            (Action::Reopen { has_reason: false }, Merged) => Err(Refusal::ReasonMissing),
            (Action::Reopen { has_reason: true }, Merged) => to(Pending, None, false),
            _ => Err(wrong),
        }
    }

    fn cancel(self, mine: bool, role: Role) -> Result<Outcome, Refusal> {
        if !self.request_open {
            Err(Refusal::NoOpenRequest)
        } else if !mine && !role.has(Right::ManagePeople) {
            Err(Refusal::NotYourRequest)
        } else {
            Ok(Outcome { state: self.before.unwrap_or(Pending), before: None, request_open: false })
        }
    }
}

impl Action {
    /// The right that the action needs: the desk's decisions belong to operators, all else to who may edit.
    pub const fn right(self) -> Right {
        match self {
            Action::Ask { .. } | Action::Refuse { .. } | Action::Approve { .. } | Action::Reopen { .. } => Right::Desk,
            _ => Right::Edit,
        }
    }
}

word_enum! {
    /// What the Action column of Solutions offers for a state.
    NextStep {
        Begin = "begin",
        Continue = "continue",
        ViewRequest = "viewRequest",
        ViewOffer = "viewOffer",
        UndoDiscard = "undoDiscard",
    }
}

impl NextStep {
    /// The step shown for a state (product.md, "Action column").
    pub const fn of(state: MigrationState) -> Self {
        match state {
            Pending => NextStep::Begin,
            DraftCreated | AttentionNeeded => NextStep::Continue,
            Merging => NextStep::ViewRequest,
            Merged => NextStep::ViewOffer,
            Discarded => NextStep::UndoDiscard,
        }
    }
}
