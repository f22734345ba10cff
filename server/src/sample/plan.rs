//! The words in which a sample company is described: what it has, and what became of each of its solutions.

use contract::access::Role;
use contract::locale::Locale;
use contract::solution::{CoSellStatus, MigrationState, OfferType};

/// A partner company before chance fills in the rest.
pub struct CompanyPlan {
    /// Its key; also the first part of its web and mail addresses.
    pub key: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Its partner IDs; solutions name them by their place.
    pub partner_ids: &'static [&'static str],
    /// Whether programme membership is active.
    pub membership_active: bool,
    /// Publisher ID, name, and the places of the partner IDs that it carries.
    pub publishers: &'static [(&'static str, &'static str, &'static [usize])],
    /// Its people.
    pub people: &'static [Person],
    /// Its offers.
    pub offers: &'static [OfferPlan],
    /// Business days before the sample's day on which its files came in; solutions name them by their place.
    pub arrivals: [u32; 3],
    /// Its solutions.
    pub solutions: &'static [SolutionPlan],
    /// The number in front of its first Solution ID.
    pub first_id: u32,
}

/// E-mail, name, role, language.
pub type Person = (&'static str, &'static str, Role, Option<Locale>);

/// Offer ID, place of the publisher, type, name, weeks since it went live (0 is a draft), co-sell status.
pub type OfferPlan = (&'static str, usize, OfferType, &'static str, u32, Option<CoSellStatus>);

/// Name, type, co-sell status, place of the partner ID, place of the arrival, what became of it, business days since the last
/// step, offer ID (empty for none), open referrals.
pub type SolutionPlan = (&'static str, Option<OfferType>, CoSellStatus, usize, usize, Story, u32, &'static str, u32);

/// Who takes a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Actor {
    /// Somebody of the company who may edit.
    Partner,
    /// An operator of the desk.
    Desk,
}

/// The state that a step leads to, who takes it, and whether the solution is linked to its offer from then on.
pub type Move = (MigrationState, Actor, bool);

/// What became of a solution, as whole sequences, so that each of them is one that the transition table allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Story {
    /// Nothing yet.
    Untouched,
    /// Discarded by mistake and taken back.
    TakenBack,
    /// A draft offer waits to be published.
    Drafted,
    /// The same, after a discard that was taken back.
    DraftedAgain,
    /// A request is with support.
    Requested,
    /// The same, after support asked and got its answer.
    Answered,
    /// The same, after an earlier request was refused.
    RequestedAgain,
    /// Support asks; the request stays open, so the link stays.
    Asked,
    /// Support refused; the request is closed, so the link is gone.
    Refused,
    /// Moved into an offer.
    Moved,
    /// The same, after a question.
    MovedAfterAnswer,
    /// The same, into the offer that was made from it.
    MovedFromDraft,
    /// Given up.
    GivenUp,
    /// Given up with a draft, which stays linked for the day when this is taken back.
    GivenUpWithDraft,
    /// Given up after a refusal.
    GivenUpAfterRefusal,
}

impl Story {
    /// The steps, oldest first.
    pub const fn moves(self) -> &'static [Move] {
        use Actor::{Desk, Partner};
        use MigrationState::{AttentionNeeded, Discarded, DraftCreated, Merged, Merging, Pending};
        const DRAFT: Move = (DraftCreated, Partner, true);
        const REQUEST: Move = (Merging, Partner, true);
        const QUESTION: Move = (AttentionNeeded, Desk, true);
        const REFUSAL: Move = (AttentionNeeded, Desk, false);
        const APPROVAL: Move = (Merged, Desk, true);
        const DISCARD: Move = (Discarded, Partner, false);
        const DISCARD_DRAFT: Move = (Discarded, Partner, true);
        const UNDO: Move = (Pending, Partner, false);
        match self {
            Story::Untouched => &[],
            Story::TakenBack => &[DISCARD, UNDO],
            Story::Drafted => &[DRAFT],
            Story::DraftedAgain => &[DRAFT, DISCARD_DRAFT, DRAFT],
            Story::Requested => &[REQUEST],
            Story::Answered => &[REQUEST, QUESTION, REQUEST],
            Story::RequestedAgain => &[REQUEST, REFUSAL, REQUEST],
            Story::Asked => &[REQUEST, QUESTION],
            Story::Refused => &[REQUEST, REFUSAL],
            Story::Moved => &[REQUEST, APPROVAL],
            Story::MovedAfterAnswer => &[REQUEST, QUESTION, REQUEST, APPROVAL],
            Story::MovedFromDraft => &[DRAFT, REQUEST, APPROVAL],
            Story::GivenUp => &[DISCARD],
            Story::GivenUpWithDraft => &[DRAFT, DISCARD_DRAFT],
            Story::GivenUpAfterRefusal => &[REQUEST, REFUSAL, DISCARD],
        }
    }

    /// The state in which the story ends so far.
    pub const fn state(self) -> MigrationState {
        match self.moves().last() {
            Some((state, _, _)) => *state,
            None => MigrationState::Pending,
        }
    }

    /// Whether the story is about a draft offer (made from the solution), not one that was live before.
    pub const fn makes_draft(self) -> bool {
        matches!(self, Story::Drafted | Story::DraftedAgain | Story::MovedFromDraft | Story::GivenUpWithDraft)
    }

    /// Whether the story needs an offer at all.
    pub const fn needs_offer(self) -> bool {
        !matches!(self, Story::Untouched | Story::TakenBack | Story::GivenUp)
    }
}
