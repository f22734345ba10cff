//! What a company does with its own requests: filing a general one, writing, answering, taking back.

use contract::api::history::EventKind;
use contract::api::news::NewsKind;
use contract::api::requests::{MessageKind, NewRequest as Asked, RequestDetail};
use contract::calendar::{ANSWER_DAYS, due};
use contract::migration::Action;
use contract::refusal::Refusal;
use contract::support::{RequestAction, RequestKind, RequestState};

use super::discard::Act;
use super::{Stop, audience_request};
use crate::clock::{Ms, time};
use crate::rights::Who;
use crate::secrets;
use crate::store::Tx;
use crate::store::acting::{Links, Writing};
use crate::store::history::Event;
use crate::store::news::News;
use crate::store::requests::{NewRequest, Request, number_of};
use crate::store::threads::NewEntry;

/// Adds an entry to a thread.
///
/// # Errors
/// What the store says.
pub async fn write(tx: &mut Tx, who: &Who, pk: i64, kind: MessageKind, text: &str, at: Ms) -> Result<String, Stop> {
    let id = secrets::id()?;
    let from_desk = who.role.has(contract::access::Right::Desk);
    let entry = NewEntry { id: &id, at, person: Some(who.person), by: &who.name, from_desk, kind, text: text.trim() };
    tx.add_entry(pk, entry).await?;
    Ok(id)
}

/// Writes into the history what became of a request.
///
/// # Errors
/// What the store says.
pub async fn record(
    tx: &mut Tx,
    writing: Writing<'_>,
    pk: i64,
    title: &str,
    kind: EventKind,
    moved: Option<(RequestState, RequestState)>,
) -> Result<(), Stop> {
    let subject = number_of(pk);
    let (before, after) = moved.map_or((None, None), |(from, to)| (Some(from.word()), Some(to.word())));
    let event = Event { kind, subject: &subject, name: title, before, after };
    Ok(tx.record(writing.company, writing.actor, writing.at, event).await?)
}

/// One request as the company sees it.
///
/// # Errors
/// What the store says.
pub async fn detail(tx: &mut Tx, request: &Request, who: &Who) -> Result<RequestDetail, Stop> {
    let offer = match request.offer {
        Some(pk) => tx.offer_by_key(request.company, pk).await?.map(|offer| offer.row),
        None => None,
    };
    let csp = match &request.csp {
        Some(options) => audience_request::details(tx, request, *options).await?,
        None => None,
    };
    let mine = request.person == Some(who.person);
    let refusal = |action| request.state.allows(action, who.role).err();
    Ok(RequestDetail {
        request: request.row(who.role.has(contract::access::Right::Desk)),
        version: request.version,
        merge: request.details.clone(),
        csp,
        offer,
        thread: tx.thread(request.pk).await?,
        attachments: tx.attachments(request.pk).await?,
        answer_refusal: refusal(RequestAction::Answer),
        cancel_refusal: refusal(RequestAction::Cancel { mine }),
    })
}

impl Act<'_> {
    /// One of the company's requests, by number.
    ///
    /// # Errors
    /// `NotThere` for another company's, and for none.
    pub async fn request(&self, tx: &mut Tx, number: &str) -> Result<Request, Stop> {
        Ok(tx.request(Some(self.who.company), number, self.at).await?.ok_or(Refusal::NotThere)?)
    }

    /// Files a general request; gives its key and due time.
    ///
    /// # Errors
    /// `NotThere` when it names a solution that the company does not have.
    pub async fn ask(&self, tx: &mut Tx, asked: &Asked) -> Result<(i64, Ms), Stop> {
        let solution = match &asked.solution {
            Some(id) => Some(tx.acting(self.who.company, id).await?.ok_or(Refusal::NotThere)?.pk),
            None => None,
        };
        let due = due(time(self.at), ANSWER_DAYS, &tx.holidays().await?).timestamp_millis();
        let title = asked.title.trim();
        let new = NewRequest {
            kind: asked.kind.into(),
            title,
            solution,
            offer: None,
            details: None,
            csp: None,
            bundle: None,
            person: Some(self.who.person),
            by: &self.who.name,
            at: self.at,
            due,
        };
        let pk = tx.file_request(self.who.company, &new).await?;
        write(tx, self.who, pk, MessageKind::Filed, &asked.text, self.at).await?;
        record(tx, self.writing(), pk, title, EventKind::RequestFiled, None).await?;
        self.tell(tx, NewsKind::RequestFiled, pk, title, None).await?;
        Ok((pk, due))
    }

    /// Writes into a thread; gives the entry's id.
    ///
    /// # Errors
    /// The rule that says no.
    pub async fn comment(&self, tx: &mut Tx, request: &Request, text: &str) -> Result<String, Stop> {
        request.state.allows(RequestAction::Comment, self.who.role)?;
        let id = write(tx, self.who, request.pk, MessageKind::Comment, text, self.at).await?;
        tx.touch_request(request.pk).await?;
        record(tx, self.writing(), request.pk, &request.title, EventKind::RequestCommented, None).await?;
        self.tell_about(tx, NewsKind::PartnerCommented, request).await?;
        Ok(id)
    }

    /// Answers the desk's question; gives the entry's id.
    ///
    /// # Errors
    /// The rule that says no; nothing is written then.
    pub async fn answer(&self, tx: &mut Tx, request: &Request, text: &str) -> Result<String, Stop> {
        let state = request.state.allows(RequestAction::Answer, self.who.role)?;
        if let (RequestKind::Merge, Some((pk, _))) = (request.kind, &request.solution) {
            let solution = tx.acting_by_key(*pk).await?;
            let outcome = solution.standing.allows(Action::Answer, self.who.role)?;
            tx.settle(self.writing(), &solution, outcome, &solution.links(), EventKind::RequestAnswered).await?;
        }
        tx.move_request(request.pk, state, self.at).await?;
        let id = write(tx, self.who, request.pk, MessageKind::Answer, text, self.at).await?;
        let moved = Some((request.state, state));
        record(tx, self.writing(), request.pk, &request.title, EventKind::RequestAnswered, moved).await?;
        self.tell_about(tx, NewsKind::RequestAnswered, request).await?;
        Ok(id)
    }

    /// Takes a request back; a solution is as before.
    ///
    /// # Errors
    /// The rule that says no; nothing is written then.
    pub async fn cancel(&self, tx: &mut Tx, request: &Request) -> Result<(), Stop> {
        let mine = request.person == Some(self.who.person);
        let state = request.state.allows(RequestAction::Cancel { mine }, self.who.role)?;
        if let (RequestKind::Merge, Some((pk, _))) = (request.kind, &request.solution) {
            let solution = tx.acting_by_key(*pk).await?;
            let outcome = solution.standing.allows(Action::CancelRequest { mine }, self.who.role)?;
            let links: Links = solution.links_without_request();
            tx.settle(self.writing(), &solution, outcome, &links, EventKind::RequestCancelled).await?;
        }
        tx.move_request(request.pk, state, self.at).await?;
        write(tx, self.who, request.pk, MessageKind::Cancelled, "", self.at).await?;
        let moved = Some((request.state, state));
        record(tx, self.writing(), request.pk, &request.title, EventKind::RequestCancelled, moved).await?;
        self.tell_about(tx, NewsKind::RequestCancelled, request).await
    }

    async fn tell_about(&self, tx: &mut Tx, kind: NewsKind, request: &Request) -> Result<(), Stop> {
        let holder = request.claim.as_ref().map(|claim| claim.person);
        self.tell(tx, kind, request.pk, &request.title, holder).await
    }

    /// The desk is told, and pages of both sides learn that something changed.
    async fn tell(&self, tx: &mut Tx, kind: NewsKind, pk: i64, name: &str, holder: Option<i64>) -> Result<(), Stop> {
        tx.raise_news(self.who.company).await?;
        let news = News { kind, by: Some(&self.who.name), request: Some(pk), name, count: 1 };
        Ok(tx.tell_desk(holder, self.at, news).await?)
    }
}
