//! The history of every change: written in the same transaction as the change itself.

use contract::api::history::{EventKind, HistoryEntry, ReportLine};
use contract::solution::MigrationState;

use super::db::{Row, Sql};
use super::{StoreError, Tx};
use crate::args;
use crate::clock::{Ms, time};
use crate::rights::Who;

/// Who makes a change.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The person, or nobody for the command line and for programs.
    pub person: Option<i64>,
    /// The name at the time.
    pub name: Option<String>,
}

impl Actor {
    /// The administrator's command line.
    pub const SYSTEM: Actor = Actor { person: None, name: None };
}

impl From<&Who> for Actor {
    fn from(who: &Who) -> Self {
        Actor { person: who.is_person().then_some(who.person), name: Some(who.name.clone()) }
    }
}

/// A change to be written down.
#[derive(Clone, Debug)]
pub struct Event<'a> {
    /// What.
    pub kind: EventKind,
    /// The id of the thing.
    pub subject: &'a str,
    /// Its name now.
    pub name: &'a str,
    /// The value before.
    pub before: Option<&'a str>,
    /// The value after.
    pub after: Option<&'a str>,
}

impl Tx {
    /// Writes one change down.
    pub async fn record(&mut self, company: i64, actor: &Actor, at: Ms, event: Event<'_>) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO history (company, at, person, by_name, kind, subject, subject_name, before, after) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            args![
                company,
                at,
                actor.person,
                actor.name.clone(),
                event.kind.word(),
                event.subject,
                event.name,
                event.before,
                event.after
            ],
        )
        .await
        .map(drop)
    }

    /// Writes a change down that a person makes again and again while typing: joined with the last entry about the same
    /// thing when it is the same kind, the same person's and younger than `window`.
    pub async fn record_joined(
        &mut self,
        company: i64,
        actor: &Actor,
        at: Ms,
        window: Ms,
        event: Event<'_>,
    ) -> Result<(), StoreError> {
        let joined = self
            .run(
                "UPDATE history SET at = $5, after = $6 WHERE pk = (SELECT MAX(pk) FROM history WHERE company = $1 AND subject = $2) \
                 AND kind = $3 AND person = $4 AND at > $7",
                args![company, event.subject, event.kind.word(), actor.person, at, event.after, at - window],
            )
            .await?;
        if joined == 0 { self.record(company, actor, at, event).await } else { Ok(()) }
    }

    /// The newest entries, of one thing or of all, older than `before`.
    pub async fn history(
        &mut self,
        company: i64,
        subject: Option<&str>,
        kind: Option<EventKind>,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<HistoryEntry>, StoreError> {
        let mut sql = Sql::new(
            "SELECT pk, at, by_name, kind, subject, subject_name, before, after FROM history WHERE company = ",
        );
        sql.bind(company);
        if let Some(subject) = subject {
            sql.push(" AND subject = ").bind(subject);
        }
        if let Some(kind) = kind {
            sql.push(" AND kind = ").bind(kind.word());
        }
        if let Some(before) = before {
            sql.push(" AND pk < ").bind(before);
        }
        sql.push(" ORDER BY pk DESC LIMIT ").bind(limit);
        sql.rows(self).await?.iter().map(entry).collect()
    }

    /// What is done or with support, with when and by whom: the proof that the report shows. Ordered by name.
    pub async fn report(
        &mut self,
        company: i64,
        after: Option<(&str, i64)>,
        limit: u32,
    ) -> Result<Vec<(i64, String, ReportLine)>, StoreError> {
        let mut sql = Sql::new(
            "SELECT s.pk, s.name_key, s.solution_id, s.name, s.partner_id, s.state, \
             CASE WHEN s.state = 'discarded' THEN NULL ELSE o.name END, s.state_at, s.state_by, \
             (SELECT COUNT(*) FROM carried c WHERE c.solution = s.pk AND c.kind = 'referrals'), \
             (SELECT COUNT(*) FROM carried c WHERE c.solution = s.pk AND c.kind = 'collateral'), \
             (SELECT COUNT(*) FROM carried c WHERE c.solution = s.pk AND c.kind = 'contacts') \
             FROM solution s LEFT JOIN offer o ON o.pk = s.offer WHERE s.company = ",
        );
        sql.bind(company);
        if let Some((key, pk)) = after {
            sql.push(" AND (s.name_key, s.pk) > (").bind(key).push(", ").bind(pk).push(")");
        }
        sql.push(" ORDER BY s.name_key, s.pk LIMIT ").bind(limit);
        let rows = sql.rows(self).await?;
        rows.iter().map(|row| Ok((row.int(0)?, row.text(1)?, report_line(row)?))).collect()
    }
}

fn report_line(row: &Row) -> Result<ReportLine, StoreError> {
    Ok(ReportLine {
        solution_id: row.text(2)?,
        name: row.text(3)?,
        partner_id: row.text(4)?,
        state: row.word(5, MigrationState::from_word)?,
        offer: row.opt_text(6)?,
        at: time(row.int(7)?),
        by: row.opt_text(8)?,
        referrals: u32::try_from(row.count(9)?).unwrap_or(u32::MAX),
        collateral: u32::try_from(row.count(10)?).unwrap_or(u32::MAX),
        contacts: u32::try_from(row.count(11)?).unwrap_or(u32::MAX),
    })
}

fn entry(row: &Row) -> Result<HistoryEntry, StoreError> {
    Ok(HistoryEntry {
        id: row.int(0)?.to_string(),
        at: time(row.int(1)?),
        by: row.opt_text(2)?,
        kind: row.word(3, EventKind::from_word)?,
        subject: row.text(4)?,
        subject_name: row.text(5)?,
        before: row.opt_text(6)?,
        after: row.opt_text(7)?,
    })
}
