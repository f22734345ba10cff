//! What people do with solutions and requests, in few words.

use contract::api::list::Page;
use contract::api::merging::Filed;
use contract::api::offers::{OfferDetail, OfferRow};
use contract::api::path;
use contract::api::requests::{DeskCase, RequestDetail};
use contract::solution::MigrationState;
use serde_json::{Value, json};

use super::{Caller, Reply};

/// An offer of the company as a merge's target.
pub fn to_offer(id: &str) -> Value {
    json!({ "target": { "kind": "offer", "id": id } })
}

/// A listing's address as a merge's target.
pub fn to_url(url: &str) -> Value {
    json!({ "target": { "kind": "url", "url": url } })
}

impl Caller<'_> {
    /// The opaque id of one of the company's offers.
    pub async fn offer_id(&self, external_id: &str) -> String {
        let offers: Page<OfferRow> = self.read(&format!("{}?limit=1000", path::OFFERS)).await;
        let found = offers.items.into_iter().find(|offer| offer.external_id == external_id);
        found.expect("an offer of that ID").id
    }

    /// One offer in full.
    pub async fn offer(&self, id: &str) -> OfferDetail {
        self.read(&path::offer(id)).await
    }

    /// Asks for a merge; gives the request's number.
    pub async fn merge(&self, solution: &str, body: &Value) -> String {
        self.post(&path::merge(solution), body).await.is(201).json::<Filed>().number
    }

    /// Gives a solution up.
    pub async fn discard(&self, solution: &str) -> Reply {
        self.post(&path::discard(solution), &json!({})).await
    }

    /// Takes that back.
    pub async fn undo(&self, solution: &str) -> Reply {
        self.post(&path::undo_discard(solution), &json!({})).await
    }

    /// One request as the company sees it.
    pub async fn request(&self, number: &str) -> RequestDetail {
        self.read(&path::support_request(number)).await
    }

    /// One request as the desk sees it.
    pub async fn case(&self, number: &str) -> DeskCase {
        self.read(&path::desk_request(number)).await
    }

    /// Decides as the desk.
    pub async fn decide(&self, number: &str, decision: Value) -> Reply {
        self.post(&path::desk_decision(number), &json!({ "decision": decision })).await
    }

    /// Approves a merge whose target is known.
    pub async fn approve(&self, number: &str) -> DeskCase {
        self.decide(number, json!({ "decision": "approve" })).await.is(200).json()
    }

    /// Where a solution stands, and the offer that people see it linked to.
    pub async fn stands(&self, solution: &str) -> (MigrationState, Option<String>) {
        let row = self.solution(solution).await.row;
        (row.state, row.offer)
    }
}
