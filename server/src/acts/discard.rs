//! Giving solutions up, and taking that back.

use contract::api::history::EventKind;
use contract::api::news::NewsKind;
use contract::api::requests::MessageKind;
use contract::migration::Action;
use contract::support::{RequestAction, RequestState};

use super::{Stop, requests};
use crate::clock::Ms;
use crate::rights::Who;
use crate::store::acting::{Acting, Writing};
use crate::store::history::Actor;
use crate::store::news::News;
use crate::store::{StoreError, Tx};

/// Who acts on solutions, and when; the company's counter is raised for it.
pub struct Act<'a> {
    /// Who.
    pub who: &'a Who,
    /// The same, for the history.
    pub actor: Actor,
    /// The company's counter.
    pub change: u64,
    /// Now.
    pub at: Ms,
}

impl<'a> Act<'a> {
    /// Raises the counter, so that other writers of the company wait from here on.
    ///
    /// # Errors
    /// What the store says.
    pub async fn begin(tx: &mut Tx, who: &'a Who, at: Ms) -> Result<Act<'a>, StoreError> {
        Ok(Act { who, actor: Actor::from(who), change: tx.next_change(who.company).await?, at })
    }

    /// What every write shares.
    pub const fn writing(&self) -> Writing<'_> {
        Writing { company: self.who.company, change: self.change, at: self.at, actor: &self.actor }
    }

    /// Gives a solution up; an open request is taken back in the same act.
    ///
    /// # Errors
    /// The rule that says no; nothing is written then.
    pub async fn discard(&self, tx: &mut Tx, solution: &Acting) -> Result<(), Stop> {
        let outcome = solution.standing.allows(Action::Discard, self.who.role)?;
        let links = solution.links_without_request();
        if solution.standing.request_open {
            self.cancel_with(tx, solution).await?;
        }
        tx.settle(self.writing(), solution, outcome, &links, EventKind::Discarded).await?;
        Ok(())
    }

    /// Takes a discard back: state and links are as before.
    ///
    /// # Errors
    /// The rule that says no; nothing is written then.
    pub async fn undo(&self, tx: &mut Tx, solution: &Acting) -> Result<(), Stop> {
        let outcome = solution.standing.allows(Action::UndoDiscard, self.who.role)?;
        tx.settle(self.writing(), solution, outcome, &solution.links(), EventKind::DiscardUndone).await?;
        Ok(())
    }

    /// Closes the open request of a solution that is given up. Whoever may discard may do this, whoever asked.
    async fn cancel_with(&self, tx: &mut Tx, solution: &Acting) -> Result<(), Stop> {
        let number = solution.request.as_deref().unwrap_or_default();
        let Some(request) = tx.request(Some(self.who.company), number, self.at).await? else { return Ok(()) };
        let state = request.state.allows(RequestAction::Cancel { mine: true }, self.who.role)?;
        tx.move_request(request.pk, state, self.at).await?;
        requests::write(tx, self.who, request.pk, MessageKind::Cancelled, "", self.at).await?;
        let before = Some((request.state, RequestState::Cancelled));
        requests::record(tx, self.writing(), request.pk, &request.title, EventKind::RequestCancelled, before).await?;
        tx.raise_news(self.who.company).await?;
        let holder = request.claim.as_ref().map(|claim| claim.person);
        let by = Some(self.who.name.as_str());
        let kind = NewsKind::RequestCancelled;
        let news = News { kind, by, request: Some(request.pk), name: &request.title, count: 1 };
        tx.tell_desk(holder, self.at, news).await?;
        Ok(())
    }
}
