//! The desk's decisions: approving, asking, refusing, taking a merge back. Each is all or nothing.

use contract::api::history::EventKind;
use contract::api::merging::{TEXT_MAX, Target};
use contract::api::news::NewsKind;
use contract::api::requests::{Decision, Link, MessageKind};
use contract::migration::Action;
use contract::offer::{NAME_MAX, OfferId};
use contract::refusal::Refusal;
use contract::support::{RequestAction, RequestKind, RequestState};

use super::desk::{CLAIM_MS, Desk, can_reopen};
use super::requests::{record, write};
use super::{Stop, target};
use crate::handlers::body;
use crate::problem::Fault;
use crate::secrets;
use crate::store::Tx;
use crate::store::acting::{Acting, Links};
use crate::store::history::Event;
use crate::store::offers::{NewOffer, Offer};
use crate::store::requests::Request;

/// A decision with what goes into thread, history and news.
struct Said<'a> {
    message: MessageKind,
    event: EventKind,
    news: NewsKind,
    text: &'a str,
}

/// What people are told of a decision.
pub const fn news(decision: &Decision) -> NewsKind {
    match decision {
        Decision::Approve { .. } => NewsKind::RequestApproved,
        Decision::Ask { .. } => NewsKind::RequestAsked,
        Decision::Refuse { .. } => NewsKind::RequestRefused,
        Decision::Reopen { .. } => NewsKind::MergeReopened,
    }
}

/// Checks what a decision says before anything is looked up.
///
/// # Errors
/// 422 for a text that is too long.
pub fn check(decision: &Decision) -> Result<(), Fault> {
    let (Decision::Approve { text, .. }
    | Decision::Ask { text }
    | Decision::Refuse { text }
    | Decision::Reopen { text }) = decision;
    body::optional_text("/decision/text", text, TEXT_MAX).map(drop)
}

impl Desk<'_> {
    /// Decides a request.
    ///
    /// # Errors
    /// The rule that says no.
    pub async fn decide(&self, tx: &mut Tx, request: &Request, decision: &Decision) -> Result<(), Stop> {
        if request.state.is_open() && request.held_by_other(self.who.person) {
            return Err(Refusal::ClaimedByOther.into());
        }
        match decision {
            Decision::Approve { link, text } => self.approve(tx, request, link.as_ref(), text).await,
            Decision::Ask { text } => self.ask(tx, request, text).await,
            Decision::Refuse { text } => self.refuse(tx, request, text).await,
            Decision::Reopen { text } => self.reopen(tx, request, text).await,
        }
    }

    async fn ask(&self, tx: &mut Tx, request: &Request, text: &str) -> Result<(), Stop> {
        let has_text = !text.trim().is_empty();
        let state = request.state.allows(RequestAction::Ask { has_text }, self.who.role)?;
        if let Some(solution) = merging(tx, request).await? {
            let outcome = solution.standing.allows(Action::Ask { has_text }, self.who.role)?;
            let links = solution.links();
            tx.settle(self.writing(request), &solution, outcome, &links, EventKind::AttentionNeeded).await?;
        }
        // Who asks goes on with it when the answer comes.
        tx.hold_request(request.pk, Some((self.who.person, self.at + CLAIM_MS))).await?;
        let (message, event) = (MessageKind::Question, EventKind::RequestAsked);
        self.close(tx, request, state, Said { message, event, news: NewsKind::RequestAsked, text }).await
    }

    async fn refuse(&self, tx: &mut Tx, request: &Request, text: &str) -> Result<(), Stop> {
        let has_reason = !text.trim().is_empty();
        let state = request.state.allows(RequestAction::Refuse { has_reason }, self.who.role)?;
        if let Some(solution) = merging(tx, request).await? {
            let outcome = solution.standing.allows(Action::Refuse { has_reason }, self.who.role)?;
            let links = solution.links_without_request();
            tx.settle(self.writing(request), &solution, outcome, &links, EventKind::AttentionNeeded).await?;
        }
        let (message, event) = (MessageKind::Refused, EventKind::RequestRefused);
        self.close(tx, request, state, Said { message, event, news: NewsKind::RequestRefused, text }).await
    }

    async fn approve(&self, tx: &mut Tx, request: &Request, link: Option<&Link>, text: &str) -> Result<(), Stop> {
        let state = request.state.allows(RequestAction::Resolve, self.who.role)?;
        if let Some(solution) = merging(tx, request).await? {
            let offer = self.target(tx, request, &solution, link).await?;
            let target_live = offer.is_live();
            let outcome = solution.standing.allows(Action::Approve { target_live }, self.who.role)?;
            let choices = request.details.as_ref().map(|details| details.choices);
            let (preview, stored) = target::preview(tx, &solution, Some(&offer), choices).await?;
            tx.write_merged(offer.pk, &solution, stored, &preview.after, self.at).await?;
            let links = Links { offer: Some(offer.pk), offer_before: None, request: solution.request.clone() };
            tx.settle(self.writing(request), &solution, outcome, &links, EventKind::Merged).await?;
            let kind = EventKind::MovedIntoOffer;
            let (name, after) = (&solution.name, Some(offer.row.name.as_str()));
            let event = Event { kind, subject: &offer.row.id, name, before: None, after };
            tx.record(request.company, &self.actor, self.at, event).await?;
            tx.link_request(request.pk, offer.pk).await?;
        }
        if let Some(options) = request.csp {
            self.approve_audience(tx, request, options).await?;
        }
        let (message, event) = (MessageKind::Approved, EventKind::RequestResolved);
        self.close(tx, request, state, Said { message, event, news: NewsKind::RequestApproved, text }).await
    }

    async fn reopen(&self, tx: &mut Tx, request: &Request, text: &str) -> Result<(), Stop> {
        let Some((pk, _)) = request.solution.as_ref().filter(|_| request.kind == RequestKind::Merge) else {
            return Err(Refusal::NotMerged.into());
        };
        let solution = tx.acting_by_key(*pk).await?;
        can_reopen(request.state, &request.number(), solution.request.as_deref())?;
        let has_reason = !text.trim().is_empty();
        let outcome = solution.standing.allows(Action::Reopen { has_reason }, self.who.role)?;
        if let Some(offer) = solution.offer {
            tx.mark_reopened(offer, solution.pk).await?;
            tx.touch_offer(offer, self.at).await?;
        }
        let links = Links { offer: None, offer_before: None, request: solution.request.clone() };
        tx.settle(self.writing(request), &solution, outcome, &links, EventKind::Reopened).await?;
        tx.touch_request(request.pk).await?;
        write(tx, self.who, request.pk, MessageKind::Reopened, text, self.at).await?;
        record(tx, self.writing(request), request.pk, &request.title, EventKind::Reopened, None).await?;
        self.tell(tx, request, NewsKind::MergeReopened).await
    }

    /// What every decision on an open request ends with.
    async fn close(&self, tx: &mut Tx, request: &Request, state: RequestState, said: Said<'_>) -> Result<(), Stop> {
        tx.move_request(request.pk, state, self.at).await?;
        write(tx, self.who, request.pk, said.message, said.text, self.at).await?;
        let moved = Some((request.state, state));
        record(tx, self.writing(request), request.pk, &request.title, said.event, moved).await?;
        self.tell(tx, request, said.news).await
    }

    /// The offer that a merge goes into: the one that was asked for, or for an address what the desk links.
    async fn target(
        &self,
        tx: &mut Tx,
        request: &Request,
        solution: &Acting,
        link: Option<&Link>,
    ) -> Result<Offer, Stop> {
        if let Some(pk) = request.offer {
            return Ok(tx.offer_by_key(request.company, pk).await?.ok_or(Refusal::TargetNotLive)?);
        }
        let offer = match link.ok_or(Refusal::LinkMissing)? {
            Link::Offer { id } => {
                let found = tx.offer(request.company, id).await?;
                found.ok_or_else(|| Fault::field("/decision/link/id", "unknownOffer", Vec::new()))?
            }
            link @ Link::External { .. } => self.external(tx, request, link).await?,
        };
        let kind = EventKind::OfferLinked;
        let after = Some(offer.row.name.as_str());
        let event = Event { kind, subject: &solution.id, name: &solution.name, before: None, after };
        tx.record(request.company, &self.actor, self.at, event).await?;
        Ok(offer)
    }

    /// A live offer record for a listing that was made elsewhere; one that is there already is taken.
    async fn external(&self, tx: &mut Tx, request: &Request, link: &Link) -> Result<Offer, Stop> {
        let Link::External { publisher, offer_id, offer_type, name } = link else {
            return Err(Refusal::LinkMissing.into());
        };
        let name = body::text("/decision/link/name", name, NAME_MAX)?;
        let publisher = listing_part("/decision/link/publisher", publisher)?;
        let offer_id = listing_part("/decision/link/offerId", offer_id)?;
        let company = request.company;
        let known = tx.publisher_key(&publisher).await?;
        if known.is_some_and(|known| known.company != company) {
            return Err(Refusal::ForeignPublisher.into());
        }
        if let Some(there) = tx.offer_by_external_id(company, &offer_id).await? {
            let same = there.row.publisher == publisher;
            let taken = || Fault::field("/decision/link/offerId", "offerIdTaken", Vec::new());
            return if same { Ok(there) } else { Err(taken().into()) };
        }
        let publisher = match known {
            Some(known) => known.pk,
            None => tx.add_publisher(company, &publisher, &publisher, &[], true).await?,
        };
        let id = secrets::id()?;
        let address = request.details.as_ref().and_then(|details| match &details.target {
            Target::Url { url } => Some(url.as_str()),
            Target::Offer { .. } => None,
        });
        let new = NewOffer {
            id: &id,
            publisher,
            offer_id: &offer_id,
            offer_type: *offer_type,
            alias: &name,
            name: &name,
            external_url: address,
            live: true,
            at: self.at,
        };
        tx.add_offer(company, new).await?;
        let event =
            Event { kind: EventKind::OfferCreated, subject: &id, name: &name, before: None, after: Some(&offer_id) };
        tx.record(company, &self.actor, self.at, event).await?;
        Ok(tx.offer(company, &id).await?.ok_or(Refusal::NotThere)?)
    }
}

/// A part of a listing's address. Storefronts know capital letters apart from ours; an ID here is lower case.
fn listing_part(pointer: &str, text: &str) -> Result<String, Fault> {
    let id = OfferId::parse(&text.trim().to_ascii_lowercase());
    id.map(String::from).map_err(|fault| Fault::field(pointer, fault.word(), Vec::new()))
}

/// The solution of a merge request.
async fn merging(tx: &mut Tx, request: &Request) -> Result<Option<Acting>, Stop> {
    match (&request.solution, request.kind) {
        (Some((pk, _)), RequestKind::Merge) => Ok(Some(tx.acting_by_key(*pk).await?)),
        _ => Ok(None),
    }
}
