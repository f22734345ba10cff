//! Making a draft offer, from a solution or from nothing, removing one, and what people say of matches.

use contract::api::history::EventKind;
use contract::api::offers::{NewOffer as Asked, OfferDetail, PUBLISHER_NAME_MAX, PublisherChoice};
use contract::migration::Action;
use contract::offer::{ALIAS_MAX, OfferId};
use contract::refusal::Refusal;
use contract::solution::MigrationState;

use super::Stop;
use super::discard::Act;
use crate::handlers::body;
use crate::problem::{Fault, FieldFault};
use crate::secrets;
use crate::store::Tx;
use crate::store::acting::{Acting, Links};
use crate::store::history::Event;
use crate::store::offers::{NewOffer, Offer};

/// One offer with its co-sell page.
///
/// # Errors
/// What the store says.
pub async fn detail(tx: &mut Tx, offer: Offer) -> Result<OfferDetail, Stop> {
    let co_sell = tx.co_sell(&offer).await?.page;
    let solutions = tx.solutions_of(offer.pk).await?;
    Ok(OfferDetail { offer: offer.row, co_sell, solutions, ever_published: offer.ever_published })
}

impl Act<'_> {
    /// Makes a draft offer; gives it. A solution that it is made from is linked to it.
    ///
    /// # Errors
    /// The rule that says no, or every field that is wrong; the transaction is then to be dropped.
    pub async fn create_offer(&self, tx: &mut Tx, from: Option<&Acting>, asked: &Asked) -> Result<Offer, Stop> {
        let company = self.who.company;
        let from = match from {
            Some(solution) => Some((solution, solution.standing.allows(Action::CreateOffer, self.who.role)?)),
            None => None,
        };
        let mut faults = Vec::new();
        let offer_id = keep(&mut faults, offer_id(tx, company, &asked.offer_id).await?);
        let alias = keep(&mut faults, fields(body::text("/alias", &asked.alias, ALIAS_MAX))?);
        let publisher =
            keep(&mut faults, self.publisher(tx, from.map(|(solution, _)| solution), &asked.publisher).await?);
        let (Some(offer_id), Some(alias), Some(publisher)) = (offer_id, alias, publisher) else {
            return Err(Fault::Fields(faults).into());
        };
        let id = secrets::id()?;
        let new = NewOffer {
            id: &id,
            publisher,
            offer_id: offer_id.as_str(),
            offer_type: asked.offer_type,
            alias: &alias,
            name: &alias,
            external_url: None,
            live: false,
            at: self.at,
        };
        let pk = tx.add_offer(company, new).await?;
        if let Some((solution, outcome)) = from {
            let links = Links { offer: Some(pk), offer_before: None, request: solution.request.clone() };
            tx.settle(self.writing(), solution, outcome, &links, EventKind::DraftCreated).await?;
        }
        let after = Some(offer_id.as_str());
        let event = Event { kind: EventKind::OfferCreated, subject: &id, name: &alias, before: None, after };
        tx.record(company, &self.actor, self.at, event).await?;
        tx.raise_news(company).await?;
        Ok(tx.offer(company, &id).await?.ok_or(Refusal::NotThere)?)
    }

    /// The key of the chosen publisher. A new one is made, with the partner ID of the solution, or with all of the
    /// company's where there is none (O).
    async fn publisher(
        &self,
        tx: &mut Tx,
        from: Option<&Acting>,
        choice: &PublisherChoice,
    ) -> Result<Result<i64, Vec<FieldFault>>, Stop> {
        let company = self.who.company;
        let wrong = |pointer: &str, code| Ok(Err(vec![field(pointer, code)]));
        let (id, name) = match choice {
            PublisherChoice::Existing { id } => {
                let known = tx.publisher_key(id).await?.filter(|known| known.company == company);
                return match known {
                    Some(known) => Ok(Ok(known.pk)),
                    None => wrong("/publisher/id", "unknownPublisher"),
                };
            }
            PublisherChoice::New { id, name } => (id, name),
        };
        let id = match OfferId::parse(id) {
            Ok(id) => id,
            Err(fault) => return wrong("/publisher/id", fault.word()),
        };
        let name = match fields(body::text("/publisher/name", name, PUBLISHER_NAME_MAX))? {
            Ok(name) => name,
            Err(faults) => return Ok(Err(faults)),
        };
        let partner_ids = match from {
            Some(solution) => vec![tx.partner_id_of(solution).await?],
            None => tx.partner_ids(company).await?,
        };
        let pk = match tx.publisher_key(id.as_str()).await? {
            None => tx.add_publisher(company, id.as_str(), &name, &partner_ids, false).await?,
            Some(known) if known.company == company && known.external => {
                tx.adopt_publisher(known.pk, &name, &partner_ids).await?;
                known.pk
            }
            Some(_) => return wrong("/publisher/id", "publisherTaken"),
        };
        let kind = EventKind::PublisherCreated;
        let event = Event { kind, subject: id.as_str(), name: &name, before: None, after: Some(id.as_str()) };
        tx.record(company, &self.actor, self.at, event).await?;
        Ok(Ok(pk))
    }

    /// Removes an offer that was never published; solutions that were made into it are pending again.
    ///
    /// # Errors
    /// The rule that says no; nothing is written then.
    pub async fn delete_offer(&self, tx: &mut Tx, offer: &Offer) -> Result<(), Stop> {
        let ever_published = offer.ever_published;
        if ever_published {
            return Err(Refusal::OfferWasPublished.into());
        }
        for solution in tx.linked_to(offer.pk).await? {
            self.unlink(tx, &solution, offer.pk).await?;
        }
        tx.remove_offer(offer.pk).await?;
        let (name, before) = (&offer.row.name, Some(offer.row.external_id.as_str()));
        let event = Event { kind: EventKind::OfferDeleted, subject: &offer.row.id, name, before, after: None };
        tx.record(self.who.company, &self.actor, self.at, event).await?;
        Ok(tx.raise_news(self.who.company).await?)
    }

    /// Takes a draft away from a solution: at once, or from what comes back when its request or discard ends.
    async fn unlink(&self, tx: &mut Tx, solution: &Acting, draft: i64) -> Result<(), Stop> {
        let without = |link: Option<i64>| link.filter(|offer| *offer != draft);
        let links = Links {
            offer: without(solution.offer),
            offer_before: without(solution.offer_before),
            request: solution.request.clone(),
        };
        if solution.standing.state == MigrationState::DraftCreated {
            let outcome = solution.standing.allows(Action::DeleteDraft { ever_published: false }, self.who.role)?;
            tx.settle(self.writing(), solution, outcome, &links, EventKind::Updated).await?;
            return Ok(());
        }
        let before = solution.standing.before.map(|state| match state {
            MigrationState::DraftCreated => MigrationState::Pending,
            other => other,
        });
        Ok(tx.relink(self.writing(), solution, before, &links).await?)
    }

    /// Removes what a merge that was taken back left in an offer; says whether there was anything.
    ///
    /// # Errors
    /// What the store says.
    pub async fn remove_moved(&self, tx: &mut Tx, offer: &Offer, solution: &Acting) -> Result<bool, Stop> {
        let removed = tx.remove_reopened(offer, solution.pk).await?;
        if removed == 0 {
            return Ok(false);
        }
        tx.touch_offer(offer.pk, self.at).await?;
        let (name, before) = (&solution.name, Some(offer.row.name.as_str()));
        let event = Event { kind: EventKind::MovedRemoved, subject: &offer.row.id, name, before, after: None };
        tx.record(self.who.company, &self.actor, self.at, event).await?;
        tx.raise_news(self.who.company).await?;
        Ok(true)
    }

    /// Remembers what a person says of a pair; says whether anything changed.
    ///
    /// # Errors
    /// What the store says.
    pub async fn say_match(&self, tx: &mut Tx, solution: &Acting, offer: &Offer, is_match: bool) -> Result<bool, Stop> {
        if !tx.say_match(solution.pk, offer.pk, is_match, self.who.person, self.at).await? {
            return Ok(false);
        }
        tx.relink(self.writing(), solution, solution.standing.before, &solution.links()).await?;
        let kind = if is_match { EventKind::MatchRestored } else { EventKind::MatchDismissed };
        let after = Some(offer.row.name.as_str());
        let event = Event { kind, subject: &solution.id, name: &solution.name, before: None, after };
        tx.record(self.who.company, &self.actor, self.at, event).await?;
        Ok(true)
    }
}

async fn offer_id(tx: &mut Tx, company: i64, text: &str) -> Result<Result<OfferId, Vec<FieldFault>>, Stop> {
    let id = match OfferId::parse(text) {
        Ok(id) => id,
        Err(fault) => return Ok(Err(vec![field("/offerId", fault.word())])),
    };
    let taken = tx.offer_by_external_id(company, id.as_str()).await?.is_some();
    Ok(if taken { Err(vec![field("/offerId", "offerIdTaken")]) } else { Ok(id) })
}

// catalogue: field.*
fn field(pointer: &str, code: &'static str) -> FieldFault {
    FieldFault { pointer: pointer.to_owned(), code, args: Vec::new() }
}

/// Field faults apart from all else that may go wrong.
fn fields<T>(result: Result<T, Fault>) -> Result<Result<T, Vec<FieldFault>>, Stop> {
    match result {
        Ok(value) => Ok(Ok(value)),
        Err(Fault::Fields(faults)) => Ok(Err(faults)),
        Err(fault) => Err(fault.into()),
    }
}

/// Keeps a good value, or adds what is wrong with it to the rest.
fn keep<T>(faults: &mut Vec<FieldFault>, result: Result<T, Vec<FieldFault>>) -> Option<T> {
    match result {
        Ok(value) => Some(value),
        Err(more) => {
            faults.extend(more);
            None
        }
    }
}
