//! The staging tables: rows of a file go in here in batches, and nothing else is touched until the commit.

use contract::api::import::ImportKind;
use contract::fold::fold;

use super::super::db::Value;
use super::super::workspace::search_key;
use super::super::{StoreError, Tx};
use crate::args;
use crate::imports::fault::RowFault;
use crate::imports::staged::{Rejected, Staged, StagedCarried, StagedSolution, history_text};

/// Values of one statement. SQLite looks each value's name up among all others, so that long statements take long;
/// PostgreSQL is asked less often. Only two lengths of each statement exist, because every length is kept prepared on
/// its connection: one for as many rows as fit, one for single rows.
const VALUES_SQLITE: usize = 200;
const VALUES_POSTGRES: usize = 2_500;

const SOLUTION: Table = Table {
    head: "INSERT INTO import_row (job, line, effect, solution, seen_change, subject, solution_id, name, solution_id_key, name_key, \
           partner_id, offer_type, co_sell_status, assigned_to, assigned_key, publisher, keywords, listing_url, updated, incentives, \
           summary, search_key, changes, before, after) VALUES ",
    columns: 25,
};
const CARRIED: Table = Table {
    head: "INSERT INTO import_row (job, line, effect, solution, seen_change, subject, solution_id, name, carried, ident, nth, data, \
           solution_name, changes, before, after) VALUES ",
    columns: 16,
};
const REJECTED: Table = Table { head: "INSERT INTO import_row (job, line, effect, cells) VALUES ", columns: 4 };
const PROBLEM: Table = Table { head: "INSERT INTO import_problem (job, line, nth, problem) VALUES ", columns: 4 };

/// A table that many rows go into.
struct Table {
    head: &'static str,
    columns: usize,
}

impl Table {
    fn statement(&self, rows: usize) -> String {
        let mut sql = String::with_capacity(self.head.len() + rows * self.columns * 6);
        sql.push_str(self.head);
        for place in 0..rows * self.columns {
            let before = match (place, place % self.columns) {
                (0, _) => "($",
                (_, 0) => "), ($",
                _ => ", $",
            };
            sql.push_str(before);
            sql.push_str(&(place + 1).to_string());
        }
        sql.push(')');
        sql
    }
}

impl Tx {
    /// Removes all staged rows and problems of a job.
    pub async fn clear_staging(&mut self, job: i64) -> Result<(), StoreError> {
        self.run("DELETE FROM import_row WHERE job = $1", args![job]).await?;
        self.run("DELETE FROM import_problem WHERE job = $1", args![job]).await.map(drop)
    }

    /// Stages rows with their problems.
    pub async fn stage(&mut self, job: i64, kind: ImportKind, rows: &[Staged]) -> Result<(), StoreError> {
        let (mut solutions, mut carried, mut rejected) = (Vec::new(), Vec::new(), Vec::new());
        for row in rows {
            match row {
                Staged::Solution(row) => solutions.push(row),
                Staged::Carried(row) => carried.push(row),
                Staged::Rejected(row) => rejected.push(row),
            }
        }
        self.insert(&SOLUTION, solutions, |row| solution_values(job, kind, row)).await?;
        self.insert(&CARRIED, carried, |row| carried_values(job, kind, row)).await?;
        let problems: Vec<_> = rejected.iter().flat_map(|row| numbered(row.line, &row.faults)).collect();
        self.insert(&REJECTED, rejected, |row| rejected_values(job, row)).await?;
        self.insert(&PROBLEM, problems, |problem| problem_values(job, problem)).await
    }

    /// Notes problems of a line that is no row, the header.
    pub async fn add_problems(&mut self, job: i64, line: u64, faults: &[RowFault]) -> Result<(), StoreError> {
        self.insert(&PROBLEM, numbered(line, faults).collect(), |problem| problem_values(job, problem)).await
    }

    /// Inserts rows, some at a time; their values are made only then, because there may be many.
    async fn insert<T>(
        &mut self,
        table: &Table,
        rows: Vec<T>,
        values: impl Fn(&T) -> Result<Vec<Value>, StoreError>,
    ) -> Result<(), StoreError> {
        let most = if self.is_postgres() { VALUES_POSTGRES } else { VALUES_SQLITE };
        let at_once = most / table.columns;
        let mut chunks = rows.chunks_exact(at_once);
        for chunk in &mut chunks {
            let mut all = Vec::with_capacity(at_once * table.columns);
            for row in chunk {
                all.append(&mut values(row)?);
            }
            self.run(table.statement(at_once), all).await?;
        }
        for row in chunks.remainder() {
            self.run(table.statement(1), values(row)?).await?;
        }
        Ok(())
    }
}

/// A problem with its line and its number on that line.
type Numbered<'a> = (u64, u64, &'a RowFault);

fn numbered(line: u64, faults: &[RowFault]) -> impl Iterator<Item = Numbered<'_>> {
    (0_u64..).zip(faults).map(move |(nth, fault)| (line, nth, fault))
}

fn solution_values(job: i64, kind: ImportKind, row: &StagedSolution) -> Result<Vec<Value>, StoreError> {
    let line = &row.after;
    let summary = if row.summary == Default::default() { String::new() } else { serde_json::to_string(&row.summary)? };
    Ok(args![
        job,
        row.line,
        row.effect.word(),
        row.target.map(|(pk, _)| pk),
        row.target.map(|(_, change_no)| change_no.cast_signed()),
        &row.id,
        &line.solution_id,
        &line.name,
        fold(&line.solution_id),
        fold(&line.name),
        &line.partner_id,
        &line.offer_type,
        &line.co_sell_status,
        row.assigned.as_ref().map(|(pk, _)| *pk),
        fold(row.assigned.as_ref().map_or("", |(_, name)| name)),
        line.publisher.as_deref(),
        serde_json::to_string(&line.keywords)?,
        line.listing_url.as_deref(),
        line.updated.as_deref(),
        serde_json::to_string(&line.incentives)?,
        summary,
        search_key(&line.name, &line.solution_id, &line.partner_id),
        serde_json::to_string(&row.changes)?,
        history_text(kind, &row.changes, |change| &change.before),
        history_text(kind, &row.changes, |change| &change.after),
    ])
}

fn carried_values(job: i64, kind: ImportKind, row: &StagedCarried) -> Result<Vec<Value>, StoreError> {
    Ok(args![
        job,
        row.line,
        row.effect.word(),
        row.parent.pk,
        row.parent.change_no,
        &row.parent.id,
        &row.solution_id,
        &row.name,
        row.carried,
        &row.ident,
        row.nth,
        &row.data,
        &row.parent.name,
        serde_json::to_string(&row.changes)?,
        history_text(kind, &row.changes, |change| &change.before),
        history_text(kind, &row.changes, |change| &change.after),
    ])
}

fn rejected_values(job: i64, row: &Rejected) -> Result<Vec<Value>, StoreError> {
    Ok(args![job, row.line, "rejected", serde_json::to_string(&row.cells)?])
}

fn problem_values(job: i64, (line, nth, fault): &Numbered<'_>) -> Result<Vec<Value>, StoreError> {
    Ok(args![job, *line, *nth, serde_json::to_string(fault)?])
}
