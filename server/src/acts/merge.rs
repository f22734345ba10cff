//! Asking support for merges, one or many at a time.

use chrono::NaiveDate;
use contract::api::history::EventKind;
use contract::api::merging::{Filed, MergePreview, RequestMerge, Target};
use contract::api::news::NewsKind;
use contract::api::requests::{MergeDetails, MessageKind};
use contract::calendar::{ANSWER_DAYS, due};
use contract::listing_url::Storefronts;
use contract::migration::Action;
use contract::refusal::Refusal;
use contract::support::RequestKind;

use super::target::{self, Pointed};
use super::{Stop, requests};
use crate::clock::{Ms, time};
use crate::problem::Fault;
use crate::rights::Who;
use crate::store::Tx;
use crate::store::acting::{Acting, Links, Writing};
use crate::store::history::Actor;
use crate::store::news::News;
use crate::store::offers::Offer;
use crate::store::requests::{NewRequest, number_of};

/// What several merges of one call share.
pub struct Merging<'a> {
    /// Who asks.
    pub who: &'a Who,
    /// The same, for the history.
    pub actor: Actor,
    /// The company's counter, raised for this call.
    pub change: u64,
    /// Now.
    pub at: Ms,
    /// The company's offers.
    pub offers: Vec<Offer>,
    /// The desk's days off.
    pub holidays: Vec<NaiveDate>,
    /// The storefronts of this installation.
    pub stores: &'a Storefronts,
    /// What the requests are sent with.
    pub bundle: Option<String>,
}

impl<'a> Merging<'a> {
    /// Raises the counter, so that other writers of the company wait, then reads what all items need.
    ///
    /// # Errors
    /// What the store says.
    pub async fn begin(
        tx: &mut Tx,
        who: &'a Who,
        at: Ms,
        stores: &'a Storefronts,
        bundle: Option<&str>,
    ) -> Result<Merging<'a>, Fault> {
        let change = tx.next_change(who.company).await?;
        // A bundle's name is chosen by the page: the company in front keeps two companies' apart.
        let bundle = bundle.map(|name| format!("{}:{name}", who.company_id));
        let (offers, holidays) = (tx.offers(who.company, "").await?, tx.holidays().await?);
        Ok(Merging { who, actor: Actor::from(who), change, at, offers, holidays, stores, bundle })
    }

    /// What the desk and pages are told, once for all requests of a call.
    ///
    /// # Errors
    /// What the store says.
    pub async fn tell(&self, tx: &mut Tx, filed: &[(i64, String)]) -> Result<(), Fault> {
        let Some((pk, name)) = filed.first() else { return Ok(()) };
        tx.raise_news(self.who.company).await?;
        let (by, count) = (Some(self.who.name.as_str()), filed.len() as u64);
        let news = News { kind: NewsKind::RequestFiled, by, request: Some(*pk), name, count };
        Ok(tx.tell_desk(None, self.at, news).await?)
    }

    /// Files one request; gives its key and due time.
    ///
    /// # Errors
    /// The rule that says no; nothing is written then.
    pub async fn file(&self, tx: &mut Tx, solution: &Acting, asked: &RequestMerge) -> Result<(i64, Filed), Stop> {
        let (who, at) = (self.who, self.at);
        let pointed = target::find(&self.offers, &asked.target, self.stores)?;
        let outcome = solution.standing.allows(Action::RequestMerge(pointed.for_rules()), who.role)?;
        let (preview, _) = target::preview(tx, solution, pointed.offer.as_ref(), asked.choices).await?;
        let details = details(solution, &pointed, asked, &preview);
        let due = due(time(at), ANSWER_DAYS, &self.holidays);
        let offer = pointed.offer.as_ref().map(|offer| offer.pk);
        let new = NewRequest {
            kind: RequestKind::Merge,
            title: &solution.name,
            solution: Some(solution.pk),
            offer,
            details: Some(&details),
            csp: None,
            bundle: self.bundle.as_deref(),
            person: Some(who.person),
            by: &who.name,
            at,
            due: due.timestamp_millis(),
        };
        let pk = tx.file_request(who.company, &new).await?;
        let number = number_of(pk);
        requests::write(tx, who, pk, MessageKind::Filed, &asked.text, at).await?;
        let links = Links { offer, offer_before: solution.offer, request: Some(number.clone()) };
        let writing = Writing { company: who.company, change: self.change, at, actor: &self.actor };
        tx.settle(writing, solution, outcome, &links, EventKind::MergeRequested).await?;
        requests::record(tx, writing, pk, &solution.name, EventKind::RequestFiled, None).await?;
        Ok((pk, Filed { number, due }))
    }
}

/// The details that support reads: prefilled, unless the person wrote something else.
fn details(solution: &Acting, pointed: &Pointed, asked: &RequestMerge, preview: &MergePreview) -> MergeDetails {
    let offer = pointed.offer.as_ref().map(|offer| &offer.row);
    let named = asked.offer_name.as_deref().map(str::trim).filter(|name| !name.is_empty());
    MergeDetails {
        offer_type: asked.offer_type.or(offer.map(|offer| offer.offer_type)).or(solution.offer_type),
        offer_name: named.or(offer.map(|offer| offer.name.as_str())).unwrap_or(&solution.name).to_owned(),
        solution_id: solution.solution_id.clone(),
        listing_url: pointed.url.clone(),
        target: pointed.kept(),
        choices: preview.choices,
    }
}

/// What would move, for a dry run: everything is checked, nothing is written.
///
/// # Errors
/// The rule that says no.
pub async fn try_out(
    tx: &mut Tx,
    who: &Who,
    stores: &Storefronts,
    solution: &Acting,
    asked: &RequestMerge,
) -> Result<MergePreview, Stop> {
    let offers = tx.offers(who.company, "").await?;
    let pointed = target::find(&offers, &asked.target, stores)?;
    solution.standing.allows(Action::RequestMerge(pointed.for_rules()), who.role)?;
    Ok(target::preview(tx, solution, pointed.offer.as_ref(), asked.choices).await?.0)
}

/// For a call about one solution: what is wrong with the target is told beside its field.
pub fn beside_field(stop: Stop, target: &Target) -> Fault {
    match (stop, target) {
        (Stop::No(Refusal::NotThere), Target::Offer { .. }) => Fault::field("/target/id", "unknownOffer", Vec::new()),
        (Stop::No(Refusal::NoListingUrl), Target::Url { .. }) => Fault::field("/target/url", "listingUrl", Vec::new()),
        (stop, _) => stop.into(),
    }
}
