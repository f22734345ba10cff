//! Counts, the open solutions of each day, and what waits for a person.

use chrono::NaiveDate;
use contract::api::overview::{OpenOnDay, SinceLastVisit, Waiting, WaitingReason};
use contract::solution::{Counts, MigrationState, Standing};

use super::db::Sql;
use super::{StoreError, Tx};
use crate::args;
use crate::clock::{Ms, time};

/// The facts of a company that the checks of "Before you start" read.
#[derive(Clone, Copy, Debug)]
pub struct CompanyFacts {
    /// Programme membership is active.
    pub membership_active: bool,
    /// Enrolled in the marketplace.
    pub enrolled: bool,
    /// How many publishers there are.
    pub publishers: u64,
}

/// Who a solution waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    /// The person it is assigned to.
    Mine,
    /// Anybody, because it is assigned to nobody.
    Nobodys,
}

impl Whose {
    fn narrow(self, sql: &mut Sql, person: i64) {
        match self {
            Whose::Mine => sql.push(" AND s.assigned_to = ").bind(person),
            Whose::Nobodys => sql.push(" AND s.assigned_to IS NULL"),
        };
        // Word for word the condition of the index `solution_waiting`, without which SQLite does not use it.
        sql.push(" AND s.state IN ('pending', 'attentionNeeded', 'draftCreated')");
    }
}

/// What waits for a person, most urgent first.
const WAITING: [(MigrationState, WaitingReason, Whose); 5] = [
    (MigrationState::DraftCreated, WaitingReason::DraftCreated, Whose::Mine),
    (MigrationState::DraftCreated, WaitingReason::DraftCreated, Whose::Nobodys),
    (MigrationState::AttentionNeeded, WaitingReason::AttentionNeeded, Whose::Mine),
    (MigrationState::AttentionNeeded, WaitingReason::AttentionNeeded, Whose::Nobodys),
    (MigrationState::Pending, WaitingReason::AssignedToMe, Whose::Mine),
];

impl Tx {
    /// Solutions by state.
    pub async fn counts(&mut self, company: i64) -> Result<Counts, StoreError> {
        // What is not committed is never remembered: its counter may come to stand for something else.
        let Some(counted) = self.counted.clone() else { return self.count_states(company).await };
        let change = self.change_no(company).await?;
        if let Some(counts) = counted.at(company, change) {
            return Ok(counts);
        }
        let counts = self.count_states(company).await?;
        counted.keep(company, change, counts);
        Ok(counts)
    }

    async fn count_states(&mut self, company: i64) -> Result<Counts, StoreError> {
        let rows =
            self.rows("SELECT state, COUNT(*) FROM solution WHERE company = $1 GROUP BY state", args![company]).await?;
        let mut counts = Counts::default();
        for row in rows {
            counts.add(row.word(0, MigrationState::from_word)?, row.count(1)?);
        }
        Ok(counts)
    }

    /// The company's counter, which every change of a solution raises.
    pub async fn change_no(&mut self, company: i64) -> Result<u64, StoreError> {
        let row = self.row("SELECT change_no FROM company WHERE pk = $1", args![company]).await?;
        row.map_or(Ok(0), |row| row.count(0))
    }

    /// What the prerequisites read.
    pub async fn company_facts(&mut self, company: i64) -> Result<CompanyFacts, StoreError> {
        let row = self
            .row(
                "SELECT membership_active, enrolled, (SELECT COUNT(*) FROM publisher p WHERE p.company = c.pk AND p.external = 0) FROM company c WHERE pk = $1",
                args![company],
            )
            .await?
            .ok_or(StoreError::Shape("a company is missing"))?;
        Ok(CompanyFacts { membership_active: row.flag(0)?, enrolled: row.flag(1)?, publishers: row.count(2)? })
    }

    /// Open solutions at the end of each day on which the number changed.
    pub async fn open_by_day(&mut self, company: i64) -> Result<Vec<OpenOnDay>, StoreError> {
        let rows =
            self.rows("SELECT day, delta FROM open_tally WHERE company = $1 ORDER BY day", args![company]).await?;
        let mut open = 0_i64;
        let mut days = Vec::with_capacity(rows.len());
        for row in rows {
            open += row.int(1)?;
            let day: NaiveDate = row.text(0)?.parse().map_err(|_| StoreError::Shape("a day is not a date"))?;
            days.push(OpenOnDay { day, open: open.max(0).unsigned_abs() });
        }
        Ok(days)
    }

    /// Adds to the number of open solutions of a day.
    pub async fn tally_open(&mut self, company: i64, at: Ms, delta: i64) -> Result<(), StoreError> {
        if delta == 0 {
            return Ok(());
        }
        self.run(
            "INSERT INTO open_tally (company, day, delta) VALUES ($1, $2, $3) \
             ON CONFLICT (company, day) DO UPDATE SET delta = open_tally.delta + excluded.delta",
            args![company, time(at).date_naive().to_string(), delta],
        )
        .await
        .map(drop)
    }

    /// What waits for a person, most urgent first: drafts to publish (first of all, S), questions of support, their own.
    /// What a colleague has in hand waits for the colleague (O).
    pub async fn waiting(&mut self, company: i64, person: i64, limit: u32) -> Result<(Vec<Waiting>, u64), StoreError> {
        let mut waiting = Vec::new();
        // Group by group, each in the order of an index: the first one is often enough.
        for (state, reason, whose) in WAITING {
            let left = limit.saturating_sub(u32::try_from(waiting.len()).unwrap_or(u32::MAX));
            if left == 0 {
                break;
            }
            let mut sql = Sql::new(
                "SELECT s.id, s.name, o.id, s.request FROM solution s LEFT JOIN offer o ON o.pk = s.offer WHERE s.company = ",
            );
            sql.bind(company);
            whose.narrow(&mut sql, person);
            sql.push(" AND s.state = ").bind(state.word()).push(" ORDER BY s.state_at, s.pk LIMIT ").bind(left);
            for row in sql.rows(self).await? {
                let (offer, request) = (row.opt_text(2)?, row.opt_text(3)?);
                waiting.push(Waiting { id: row.text(0)?, name: row.text(1)?, state, reason, offer, request });
            }
        }
        let mut total = 0;
        for whose in [Whose::Mine, Whose::Nobodys] {
            let mut sql = Sql::new("SELECT COUNT(*) FROM solution s WHERE s.company = ");
            sql.bind(company);
            whose.narrow(&mut sql, person);
            let states = WAITING.iter().filter(|group| group.2 == whose).map(|group| group.0.word());
            sql.push(" AND s.state IN ").list(states);
            total += sql.rows(self).await?.first().map_or(Ok(0), |row| row.count(0))?;
        }
        Ok((waiting, total))
    }

    /// What happened to solutions since a time.
    pub async fn since(&mut self, company: i64, at: Ms) -> Result<SinceLastVisit, StoreError> {
        let rows = self
            .rows("SELECT kind, COUNT(*) FROM history WHERE company = $1 AND at > $2 AND kind IN ('imported', 'merged', 'discarded', 'attentionNeeded') GROUP BY kind", args![company, at])
            .await?;
        let mut since = SinceLastVisit { at: time(at), arrived: 0, done: 0, attention: 0 };
        for row in rows {
            match row.text(0)?.as_str() {
                "imported" => since.arrived += row.count(1)?,
                "merged" | "discarded" => since.done += row.count(1)?,
                "attentionNeeded" => since.attention += row.count(1)?,
                _ => {}
            }
        }
        Ok(since)
    }
}

/// By how much the number of open solutions changes when one goes from a state to another.
pub fn open_delta(from: Option<MigrationState>, to: Option<MigrationState>) -> i64 {
    let open = |state: Option<MigrationState>| i64::from(state.is_some_and(|state| state.standing() == Standing::Open));
    open(to) - open(from)
}
