//! Solutions as the transition table sees them, and the writing of what an act leads to.

use contract::api::history::EventKind;
use contract::migration::{Outcome, Standing};
use contract::solution::{CoSellStatus, MigrationState, OfferType};

use super::db::{Row, Sql};
use super::history::{Actor, Event};
use super::overview::open_delta;
use super::{StoreError, Tx};
use crate::args;
use crate::clock::Ms;

const ACTING: &str = "SELECT pk, id, solution_id, name, version, state, state_before, request_open, offer, offer_before, \
     request, offer_type, co_sell_status, assigned_to FROM solution WHERE ";

/// A solution that somebody is about to act on.
#[derive(Clone, Debug)]
pub struct Acting {
    /// Its key.
    pub pk: i64,
    /// Its opaque id.
    pub id: String,
    /// Its "Solution ID".
    pub solution_id: String,
    /// Its name.
    pub name: String,
    /// Raised by every change.
    pub version: u64,
    /// Where it stands.
    pub standing: Standing,
    /// The offer that it is linked to.
    pub offer: Option<i64>,
    /// The offer that comes back when the open request ends without a merge.
    pub offer_before: Option<i64>,
    /// The number of its open or last request.
    pub request: Option<String>,
    /// Its type, when the legacy catalogue knew one.
    pub offer_type: Option<OfferType>,
    /// Its co-sell status.
    pub co_sell_status: CoSellStatus,
    /// The colleague who takes care of it.
    pub assigned_to: Option<i64>,
}

/// What an act is linked to afterwards.
#[derive(Clone, Debug)]
pub struct Links {
    /// The offer.
    pub offer: Option<i64>,
    /// The offer that comes back when the open request ends without a merge.
    pub offer_before: Option<i64>,
    /// The number of the open or last request.
    pub request: Option<String>,
}

impl Acting {
    /// The links as they are.
    pub fn links(&self) -> Links {
        Links { offer: self.offer, offer_before: self.offer_before, request: self.request.clone() }
    }

    /// The links after an open request ended without a merge; as they are when none is open.
    pub fn links_without_request(&self) -> Links {
        if !self.standing.request_open {
            return self.links();
        }
        Links { offer: self.offer_before, offer_before: None, request: self.request.clone() }
    }
}

/// What every write of one act shares.
#[derive(Clone, Copy, Debug)]
pub struct Writing<'a> {
    /// The company whose things change.
    pub company: i64,
    /// The company's counter, raised for this act.
    pub change: u64,
    /// When.
    pub at: Ms,
    /// Who.
    pub actor: &'a Actor,
}

impl Tx {
    /// One of the company's solutions by id.
    pub async fn acting(&mut self, company: i64, id: &str) -> Result<Option<Acting>, StoreError> {
        let mut sql = Sql::new(ACTING);
        sql.push("company = ").bind(company).push(" AND id = ").bind(id);
        sql.rows(self).await?.first().map(acting).transpose()
    }

    /// A solution by key.
    pub async fn acting_by_key(&mut self, pk: i64) -> Result<Acting, StoreError> {
        let mut sql = Sql::new(ACTING);
        sql.push("pk = ").bind(pk);
        let rows = sql.rows(self).await?;
        acting(rows.first().ok_or(StoreError::Shape("a solution is missing"))?)
    }

    /// Solutions that an offer is linked to, now or when their request ends.
    pub async fn linked_to(&mut self, offer: i64) -> Result<Vec<Acting>, StoreError> {
        let mut sql = Sql::new(ACTING);
        sql.push("offer = ").bind(offer).push(" OR offer_before = ").bind(offer).push(" ORDER BY pk");
        sql.rows(self).await?.iter().map(acting).collect()
    }

    /// Writes what an act leads to: state, links, counts and history.
    pub async fn settle(
        &mut self,
        writing: Writing<'_>,
        solution: &Acting,
        outcome: Outcome,
        links: &Links,
        kind: EventKind,
    ) -> Result<(), StoreError> {
        let Writing { company, change, at, actor } = writing;
        self.run(
            "UPDATE solution SET state = $2, state_before = $3, request_open = $4, state_at = $5, state_by = $6, offer = $7, \
             offer_before = $8, request = $9, version = version + 1, change_no = $10 WHERE pk = $1",
            args![
                solution.pk,
                outcome.state.word(),
                outcome.before.map(MigrationState::word),
                outcome.request_open,
                at,
                actor.name.clone(),
                links.offer,
                links.offer_before,
                links.request.clone(),
                change
            ],
        )
        .await?;
        let before = solution.standing.state;
        self.tally_open(company, at, open_delta(Some(before), Some(outcome.state))).await?;
        let event = Event {
            kind,
            subject: &solution.id,
            name: &solution.name,
            before: Some(before.word()),
            after: Some(outcome.state.word()),
        };
        self.record(company, actor, at, event).await
    }

    /// Changes what a solution remembers, where its state stays the same.
    pub async fn relink(
        &mut self,
        writing: Writing<'_>,
        solution: &Acting,
        before: Option<MigrationState>,
        links: &Links,
    ) -> Result<(), StoreError> {
        self.run(
            "UPDATE solution SET state_before = $2, offer = $3, offer_before = $4, version = version + 1, change_no = $5 WHERE pk = $1",
            args![solution.pk, before.map(MigrationState::word), links.offer, links.offer_before, writing.change],
        )
        .await
        .map(drop)
    }
}

fn acting(row: &Row) -> Result<Acting, StoreError> {
    let before = match row.opt_text(6)? {
        Some(_) => Some(row.word(6, MigrationState::from_word)?),
        None => None,
    };
    let state = row.word(5, MigrationState::from_word)?;
    Ok(Acting {
        pk: row.int(0)?,
        id: row.text(1)?,
        solution_id: row.text(2)?,
        name: row.text(3)?,
        version: row.count(4)?,
        standing: Standing { state, before, request_open: row.flag(7)? },
        offer: row.opt_int(8)?,
        offer_before: row.opt_int(9)?,
        request: row.opt_text(10)?,
        offer_type: OfferType::from_word(&row.text(11)?),
        co_sell_status: row.word(12, CoSellStatus::from_word)?,
        assigned_to: row.opt_int(13)?,
    })
}
