//! Support requests: filing them, reading one, and what becomes of them. Lists and threads stand in files of their own.

use contract::api::requests::{MergeDetails, RequestRow};
use contract::audience::ChannelState;
use contract::support::{RequestKind, RequestState};
use serde::{Deserialize, Serialize};

use super::db::{Row, Sql};
use super::{StoreError, Tx};
use crate::args;
use crate::clock::{Ms, time};

/// What is added to a request's key to make its number.
const FIRST_NUMBER: i64 = 10_000;

pub(super) const REQUEST: &str = "SELECT r.pk, r.company, c.name, r.kind, r.state, r.title, r.solution, s.id, r.offer, r.details, r.bundle, \
     r.person, r.by_name, r.at, r.due, r.closed_at, r.claimed_by, p.name, r.claimed_until, r.version";
pub(super) const FROM: &str = " FROM support_request r JOIN company c ON c.pk = r.company LEFT JOIN solution s ON s.pk = r.solution \
     LEFT JOIN person p ON p.pk = r.claimed_by WHERE ";

/// The options that a request about an audience leads from and to; its resellers stand in a table of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CspOptions {
    /// In force when it was filed.
    pub from: ChannelState,
    /// Asked for.
    pub to: ChannelState,
}

/// An operator's hold on a request.
#[derive(Clone, Debug)]
pub struct Claim {
    /// Who.
    pub person: i64,
    /// The name.
    pub name: String,
    /// Until when.
    pub until: Ms,
}

/// A stored request.
#[derive(Clone, Debug)]
pub struct Request {
    /// Its key.
    pub pk: i64,
    /// The company that asks.
    pub company: i64,
    /// That company's name.
    pub company_name: String,
    /// What it asks for.
    pub kind: RequestKind,
    /// Where it stands; one whose claim lapsed is submitted again.
    pub state: RequestState,
    /// What it is about.
    pub title: String,
    /// The solution's key and id.
    pub solution: Option<(i64, String)>,
    /// The offer that it points at or was decided for.
    pub offer: Option<i64>,
    /// The details of a merge request.
    pub details: Option<MergeDetails>,
    /// The options of a request about an audience.
    pub csp: Option<CspOptions>,
    /// What it was sent with.
    pub bundle: Option<String>,
    /// Who filed it.
    pub person: Option<i64>,
    /// The name at the time.
    pub by: String,
    /// When.
    pub at: Ms,
    /// Until when support answers.
    pub due: Ms,
    /// When it was decided or taken back.
    pub closed_at: Option<Ms>,
    /// Who works on it; nobody when a claim lapsed.
    pub claim: Option<Claim>,
    /// Raised by every change.
    pub version: u64,
}

impl Request {
    /// Its number for people.
    pub fn number(&self) -> String {
        number_of(self.pk)
    }

    /// The row in a list; the desk also sees company and claim.
    pub fn row(&self, for_desk: bool) -> RequestRow {
        let claim = self.claim.as_ref().filter(|_| for_desk && self.state.is_open());
        RequestRow {
            number: self.number(),
            kind: self.kind,
            state: self.state,
            title: self.title.clone(),
            at: time(self.at),
            by: self.by.clone(),
            due: time(self.due),
            closed_at: self.closed_at.map(time),
            solution: self.solution.as_ref().map(|(_, id)| id.clone()),
            bundle: self.bundle.clone(),
            claimed_by: claim.map(|claim| claim.name.clone()),
            company: for_desk.then(|| self.company_name.clone()),
        }
    }

    /// Whether somebody else than this person works on it.
    pub fn held_by_other(&self, person: i64) -> bool {
        self.claim.as_ref().is_some_and(|claim| claim.person != person)
    }
}

/// The number that people see.
pub fn number_of(pk: i64) -> String {
    (FIRST_NUMBER + pk).to_string()
}

/// The key of a number.
pub fn key_of(number: &str) -> Option<i64> {
    let plain = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let number: i64 = number.parse().ok().filter(|_| plain)?;
    Some(number - FIRST_NUMBER).filter(|pk| *pk > 0)
}

/// A request that is to be filed.
#[derive(Clone, Debug)]
pub struct NewRequest<'a> {
    /// What it asks for.
    pub kind: RequestKind,
    /// What it is about.
    pub title: &'a str,
    /// The solution's key.
    pub solution: Option<i64>,
    /// The offer's key.
    pub offer: Option<i64>,
    /// The details of a merge request.
    pub details: Option<&'a MergeDetails>,
    /// The options of a request about an audience.
    pub csp: Option<CspOptions>,
    /// What it is sent with.
    pub bundle: Option<&'a str>,
    /// Who files it.
    pub person: Option<i64>,
    /// The name.
    pub by: &'a str,
    /// When.
    pub at: Ms,
    /// Until when support answers.
    pub due: Ms,
}

impl Tx {
    /// One request by number, of a company or of any.
    pub async fn request(
        &mut self,
        company: Option<i64>,
        number: &str,
        now: Ms,
    ) -> Result<Option<Request>, StoreError> {
        let Some(pk) = key_of(number) else { return Ok(None) };
        let mut sql = Sql::new(REQUEST);
        sql.push(FROM).push("r.pk = ").bind(pk);
        if let Some(company) = company {
            sql.push(" AND r.company = ").bind(company);
        }
        sql.rows(self).await?.first().map(|row| request(row, now)).transpose()
    }

    /// Files a request; gives its key.
    pub async fn file_request(&mut self, company: i64, new: &NewRequest<'_>) -> Result<i64, StoreError> {
        let details = match (new.details, &new.csp) {
            (Some(details), _) => serde_json::to_string(details)?,
            (None, Some(options)) => serde_json::to_string(options)?,
            (None, None) => String::new(),
        };
        let row = self
            .row(
                "INSERT INTO support_request (company, kind, state, title, solution, offer, details, bundle, person, by_name, at, due) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) RETURNING pk",
                args![
                    company,
                    new.kind.word(),
                    RequestState::Submitted.word(),
                    new.title,
                    new.solution,
                    new.offer,
                    details,
                    new.bundle,
                    new.person,
                    new.by,
                    new.at,
                    new.due
                ],
            )
            .await?;
        row.ok_or(StoreError::Shape("a request is missing"))?.int(0)
    }

    /// Brings a request to a state; one that is closed notes when.
    pub async fn move_request(&mut self, pk: i64, state: RequestState, at: Ms) -> Result<(), StoreError> {
        let closed_at = (!state.is_open()).then_some(at);
        self.run(
            "UPDATE support_request SET state = $2, closed_at = $3, version = version + 1 WHERE pk = $1",
            args![pk, state.word(), closed_at],
        )
        .await
        .map(drop)
    }

    /// Notes the offer that a request was decided for.
    pub async fn link_request(&mut self, pk: i64, offer: i64) -> Result<(), StoreError> {
        self.run("UPDATE support_request SET offer = $2 WHERE pk = $1", args![pk, offer]).await.map(drop)
    }

    /// Gives a request to an operator until a time, or to nobody.
    pub async fn hold_request(&mut self, pk: i64, holder: Option<(i64, Ms)>) -> Result<(), StoreError> {
        let (person, until) = holder.map_or((None, 0), |(person, until)| (Some(person), until));
        self.run(
            "UPDATE support_request SET claimed_by = $2, claimed_until = $3 WHERE pk = $1",
            args![pk, person, until],
        )
        .await
        .map(drop)
    }
}

pub(super) fn request(row: &Row, now: Ms) -> Result<Request, StoreError> {
    let until = row.int(18)?;
    let claim = match (row.opt_int(16)?, row.opt_text(17)?) {
        (Some(person), Some(name)) if until > now => Some(Claim { person, name, until }),
        _ => None,
    };
    let stored = row.word(4, RequestState::from_word)?;
    let details = row.text(9)?;
    let kind = row.word(3, RequestKind::from_word)?;
    let is_csp = matches!(kind, RequestKind::CspChangeOption | RequestKind::CspDeauthorize);
    Ok(Request {
        pk: row.int(0)?,
        company: row.int(1)?,
        company_name: row.text(2)?,
        kind,
        state: if stored == RequestState::InProgress && claim.is_none() { RequestState::Submitted } else { stored },
        title: row.text(5)?,
        solution: row.opt_int(6)?.zip(row.opt_text(7)?),
        offer: row.opt_int(8)?,
        details: if details.is_empty() || is_csp { None } else { Some(serde_json::from_str(&details)?) },
        csp: if is_csp { Some(serde_json::from_str(&details)?) } else { None },
        bundle: row.opt_text(10)?,
        person: row.opt_int(11)?,
        by: row.text(12)?,
        at: row.int(13)?,
        due: row.int(14)?,
        closed_at: row.opt_int(15)?,
        claim,
        version: row.count(19)?,
    })
}
