//! Requests that a workspace file implies: each step to and from "merging" leaves its request, thread and moved records.

use std::collections::{BTreeMap, HashMap};

use contract::api::merging::Target;
use contract::api::requests::{MergeDetails, MessageKind};
use contract::calendar::{ANSWER_DAYS, due};
use contract::merge::{Choices, Keep, Side, kept_incentives};
use contract::solution::{CoSellStatus, MigrationState};
use contract::support::{RequestKind, RequestState};
use contract::workspace::{Solution, Step};

use super::offers::Offer;
use super::requests::{NewRequest, number_of};
use super::threads::NewEntry;
use super::{StoreError, Tx};
use crate::args;
use crate::clock::{Ms, time};
use crate::secrets::{self, NoRandom};

/// An entry of a past thread.
#[derive(Clone, Debug)]
struct PastEntry {
    at: Ms,
    person: Option<i64>,
    by: String,
    kind: MessageKind,
    text: String,
}

/// A request that was filed in the past, with what became of it.
#[derive(Clone, Debug)]
pub struct PastRequest {
    solution: i64,
    facts: Facts,
    offer: Option<i64>,
    entries: Vec<PastEntry>,
    state: RequestState,
    /// Whether its solution was moved, when that is so.
    moved: bool,
}

/// What a request says of its solution.
#[derive(Clone, Debug)]
struct Facts {
    solution_id: String,
    name: String,
    offer_type: Option<contract::solution::OfferType>,
    co_sell_status: CoSellStatus,
    incentives: Vec<String>,
    listing_url: Option<String>,
}

impl PastRequest {
    fn filed_at(&self) -> Ms {
        self.entries.first().map_or(0, |entry| entry.at)
    }

    fn last_at(&self) -> Ms {
        self.entries.last().map_or(0, |entry| entry.at)
    }
}

/// Who took a step, and the key of the offer that it names.
#[derive(Clone, Debug)]
pub struct Taken<'a> {
    /// The step.
    pub step: &'a Step,
    /// Who, when it is known.
    pub by: Option<(i64, String)>,
    /// The offer that the solution is linked to from here on.
    pub offer: Option<i64>,
}

/// The requests that a solution's steps leave behind, oldest first. A step leads on as the transition table would.
pub fn requests_of(pk: i64, solution: &Solution, taken: &[Taken<'_>]) -> Vec<PastRequest> {
    let mut found: Vec<PastRequest> = Vec::new();
    for one in taken {
        let entry = |kind| PastEntry {
            at: one.step.at.timestamp_millis(),
            person: one.by.as_ref().map(|(person, _)| *person),
            by: one.by.as_ref().map(|(_, name)| name.clone()).unwrap_or_default(),
            kind,
            text: one.step.text.clone().unwrap_or_default(),
        };
        let open = found.last_mut().filter(|request| request.state.is_open());
        let Some(request) = open else {
            if one.step.state == MigrationState::Merging {
                found.push(PastRequest {
                    solution: pk,
                    facts: Facts {
                        solution_id: solution.id.clone(),
                        name: solution.name.clone(),
                        offer_type: solution.offer_type,
                        co_sell_status: solution.co_sell_status,
                        incentives: solution.incentives.clone(),
                        listing_url: solution.listing_url.clone(),
                    },
                    offer: one.offer,
                    entries: vec![entry(MessageKind::Filed)],
                    state: RequestState::Submitted,
                    moved: false,
                });
            }
            continue;
        };
        let (state, kind) = match one.step.state {
            MigrationState::Merging => (RequestState::InProgress, MessageKind::Answer),
            MigrationState::AttentionNeeded if one.offer.is_some() => {
                (RequestState::WaitingForPartner, MessageKind::Question)
            }
            MigrationState::AttentionNeeded => (RequestState::Refused, MessageKind::Refused),
            MigrationState::Merged => (RequestState::Resolved, MessageKind::Approved),
            MigrationState::Pending | MigrationState::DraftCreated | MigrationState::Discarded => {
                (RequestState::Cancelled, MessageKind::Cancelled)
            }
        };
        request.state = state;
        request.moved = state == RequestState::Resolved;
        request.offer = one.offer.or(request.offer);
        request.entries.push(entry(kind));
    }
    found
}

/// What an offer has gathered so far while past merges are written.
struct Gathered {
    status: Option<CoSellStatus>,
    incentives: Vec<String>,
    at: Ms,
}

impl Tx {
    /// Writes past requests of a company in the order of time, and moves what was merged.
    pub async fn write_past_requests(&mut self, company: i64, mut requests: Vec<PastRequest>) -> Result<(), PastError> {
        if requests.is_empty() {
            return Ok(());
        }
        let offers: HashMap<i64, Offer> =
            self.offers(company, "").await?.into_iter().map(|offer| (offer.pk, offer)).collect();
        requests.sort_by_key(PastRequest::filed_at);
        let holidays = self.holidays().await?;
        for request in &requests {
            let offer = request.offer.and_then(|pk| offers.get(&pk));
            let details = details(request, offer);
            let at = request.filed_at();
            let filed = request.entries.first();
            let new = NewRequest {
                kind: RequestKind::Merge,
                title: &request.facts.name,
                solution: Some(request.solution),
                offer: request.offer,
                details: Some(&details),
                csp: None,
                bundle: None,
                person: filed.and_then(|entry| entry.person),
                by: filed.map_or("", |entry| &entry.by),
                at,
                due: due(time(at), ANSWER_DAYS, &holidays).timestamp_millis(),
            };
            let pk = self.file_request(company, &new).await?;
            if request.state != RequestState::Submitted {
                self.move_request(pk, request.state, request.last_at()).await?;
            }
            for entry in &request.entries {
                self.write_past_entry(pk, entry).await?;
            }
            self.run("UPDATE solution SET request = $2 WHERE pk = $1", args![request.solution, number_of(pk)]).await?;
        }
        Ok(self.move_past(&requests, &offers).await?)
    }

    async fn write_past_entry(&mut self, request: i64, entry: &PastEntry) -> Result<(), PastError> {
        let from_desk = matches!(entry.kind, MessageKind::Question | MessageKind::Refused | MessageKind::Approved);
        let id = secrets::id()?;
        let new = NewEntry {
            id: &id,
            at: entry.at,
            person: entry.person,
            by: &entry.by,
            from_desk,
            kind: entry.kind,
            text: &entry.text,
        };
        Ok(self.add_entry(request, new).await?)
    }

    /// Fills the co-sell pages of offers. The records of one solution go by one statement, because a file may name very
    /// many; of a contact that an offer has already, the one that came first counts.
    async fn move_past(&mut self, requests: &[PastRequest], offers: &HashMap<i64, Offer>) -> Result<(), StoreError> {
        let mut merges: Vec<&PastRequest> = requests.iter().filter(|request| request.moved).collect();
        merges.sort_by_key(|request| request.last_at());
        let mut pages: BTreeMap<i64, Gathered> = BTreeMap::new();
        for request in merges {
            let Some(offer) = request.offer.and_then(|pk| offers.get(&pk)) else { continue };
            let page = pages.entry(offer.pk).or_insert_with(|| Gathered {
                status: offer.row.co_sell_status,
                incentives: offer.incentives.clone(),
                at: 0,
            });
            page.status = page.status.max(Some(request.facts.co_sell_status));
            page.incentives = kept_incentives(&request.facts.incentives, &page.incentives, Keep::Both);
            page.at = request.last_at();
            self.run(
                "INSERT INTO offer_carried (offer, solution, kind, ident, nth, data) \
                 SELECT $1, solution, kind, ident, nth, data FROM carried WHERE solution = $2 ORDER BY kind, pk",
                args![offer.pk, request.solution],
            )
            .await?;
            self.run(
                "UPDATE offer_carried SET set_aside = 1 WHERE offer = $1 AND solution = $2 AND kind = 'contacts' \
                 AND EXISTS (SELECT 1 FROM offer_carried x WHERE x.offer = $1 AND x.kind = 'contacts' \
                 AND x.ident = offer_carried.ident AND x.solution <> $2 AND x.set_aside = 0)",
                args![offer.pk, request.solution],
            )
            .await?;
        }
        for (pk, page) in pages {
            self.run(
                "UPDATE offer SET co_sell_status = $2, incentives = $3, changed_at = $4, version = version + 1 WHERE pk = $1",
                args![
                    pk,
                    page.status.map(CoSellStatus::word),
                    serde_json::to_string(&page.incentives)?,
                    page.at
                ],
            )
            .await?;
        }
        Ok(())
    }
}

fn details(request: &PastRequest, offer: Option<&Offer>) -> MergeDetails {
    let facts = &request.facts;
    let row = offer.map(|offer| &offer.row);
    let further = row.and_then(|offer| offer.co_sell_status).is_some_and(|of_offer| of_offer > facts.co_sell_status);
    MergeDetails {
        offer_type: row.map(|offer| offer.offer_type).or(facts.offer_type),
        offer_name: row.map_or(&facts.name, |offer| &offer.name).clone(),
        solution_id: facts.solution_id.clone(),
        listing_url: row.and_then(|offer| offer.listing_url.clone()).or_else(|| facts.listing_url.clone()),
        target: match row {
            Some(offer) => Target::Offer { id: offer.id.clone() },
            None => Target::Url { url: facts.listing_url.clone().unwrap_or_default() },
        },
        choices: Choices {
            co_sell_status: if further { Side::Offer } else { Side::Solution },
            incentives: Keep::Both,
            contacts: Side::Offer,
        },
    }
}

/// Why past requests cannot be written.
#[derive(Debug, thiserror::Error)]
pub enum PastError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No random id can be made.
    #[error(transparent)]
    Random(#[from] NoRandom),
}
