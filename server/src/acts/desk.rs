//! What the desk does besides deciding: taking a case, giving it back, writing into its thread.

use contract::api::history::EventKind;
use contract::api::news::NewsKind;
use contract::api::requests::MessageKind;
use contract::refusal::Refusal;
use contract::support::{RequestAction, RequestState};

use super::Stop;
use super::requests::{record, write};
use crate::clock::Ms;
use crate::rights::Who;
use crate::store::Tx;
use crate::store::acting::Writing;
use crate::store::history::Actor;
use crate::store::requests::Request;

/// How long a claim holds, in milliseconds: a day.
pub const CLAIM_MS: Ms = 24 * 3_600_000;
/// The most requests of a bundle that are shown or decided at once.
pub const BUNDLE_REQUESTS_MAX: u32 = 1_000;

/// An operator at work on one request, whose company's writers wait from here on.
pub struct Desk<'a> {
    /// The operator.
    pub who: &'a Who,
    /// The same, for the history.
    pub actor: Actor,
    /// The company's counter of solutions, raised for this act.
    pub change: u64,
    /// Now.
    pub at: Ms,
    /// Whether several requests are decided in one call: its people are told once, at the end.
    together: bool,
}

impl<'a> Desk<'a> {
    /// Finds a request and raises its company's counter; then it is read again, because it may have changed while waiting.
    ///
    /// # Errors
    /// `NotThere` when there is none.
    pub async fn begin(tx: &mut Tx, who: &'a Who, number: &str, at: Ms) -> Result<(Desk<'a>, Request), Stop> {
        let found = tx.request(None, number, at).await?.ok_or(Refusal::NotThere)?;
        let change = tx.next_change(found.company).await?;
        let request = tx.request(None, number, at).await?.ok_or(Refusal::NotThere)?;
        Ok((Desk { who, actor: Actor::from(who), change, at, together: false }, request))
    }

    /// For a call that decides several requests and tells of them itself.
    pub fn together(self) -> Self {
        Desk { together: true, ..self }
    }

    /// Tells the company's people what was done, and pages of both sides that something changed.
    ///
    /// # Errors
    /// What the store says.
    pub(super) async fn tell(&self, tx: &mut Tx, request: &Request, kind: NewsKind) -> Result<(), Stop> {
        if self.together {
            return Ok(());
        }
        tx.tell_company(std::slice::from_ref(request), kind, &self.who.name, self.at).await?;
        Ok(tx.raise_desk_news().await?)
    }

    /// What every write in the request's company shares.
    pub const fn writing(&self, request: &Request) -> Writing<'_> {
        Writing { company: request.company, change: self.change, at: self.at, actor: &self.actor }
    }

    /// Takes a request, or takes it for another day.
    ///
    /// # Errors
    /// The rule that says no.
    pub async fn claim(&self, tx: &mut Tx, request: &Request) -> Result<(), Stop> {
        let held_by_other = request.held_by_other(self.who.person);
        let state = request.state.allows(RequestAction::Claim { held_by_other }, self.who.role)?;
        tx.hold_request(request.pk, Some((self.who.person, self.at + CLAIM_MS))).await?;
        tx.move_request(request.pk, state, self.at).await?;
        if request.claim.is_none() {
            write(tx, self.who, request.pk, MessageKind::Claimed, "", self.at).await?;
            let moved = Some((request.state, state));
            record(tx, self.writing(request), request.pk, &request.title, EventKind::RequestClaimed, moved).await?;
        }
        self.raise(tx, request).await
    }

    /// Gives a request back; one that nobody holds stays as it is.
    ///
    /// # Errors
    /// The rule that says no.
    pub async fn release(&self, tx: &mut Tx, request: &Request) -> Result<(), Stop> {
        let mine = !request.held_by_other(self.who.person);
        let state = request.state.allows(RequestAction::Release { mine }, self.who.role)?;
        if request.claim.is_none() {
            return Ok(());
        }
        tx.hold_request(request.pk, None).await?;
        tx.move_request(request.pk, state, self.at).await?;
        write(tx, self.who, request.pk, MessageKind::Released, "", self.at).await?;
        let moved = Some((request.state, state));
        record(tx, self.writing(request), request.pk, &request.title, EventKind::RequestReleased, moved).await?;
        self.raise(tx, request).await
    }

    /// Writes into a thread as the desk; gives the entry's id.
    ///
    /// # Errors
    /// The rule that says no.
    pub async fn comment(&self, tx: &mut Tx, request: &Request, text: &str) -> Result<String, Stop> {
        request.state.allows(RequestAction::Comment, self.who.role)?;
        let id = write(tx, self.who, request.pk, MessageKind::Comment, text, self.at).await?;
        tx.touch_request(request.pk).await?;
        record(tx, self.writing(request), request.pk, &request.title, EventKind::RequestCommented, None).await?;
        self.tell(tx, request, NewsKind::RequestCommented).await?;
        Ok(id)
    }

    async fn raise(&self, tx: &mut Tx, request: &Request) -> Result<(), Stop> {
        tx.raise_news(request.company).await?;
        Ok(tx.raise_desk_news().await?)
    }
}

/// Whether a merge of this request can be taken back: it was done, and it is the last one of its solution.
pub fn can_reopen(state: RequestState, number: &str, last: Option<&str>) -> Result<(), Refusal> {
    if state == RequestState::Resolved && last == Some(number) { Ok(()) } else { Err(Refusal::NotMerged) }
}
