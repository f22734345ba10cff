//! What a person looks at before the commit, and the rejected rows afterwards: page by page in the order of the file.

use std::collections::HashMap;

use contract::api::import::{FieldChange, PreviewRow, RowEffect};

use super::super::db::{Row, Sql};
use super::super::{StoreError, Tx};
use crate::args;
use crate::imports::fault::RowFault;

/// A problem's place in the order of the file: its line, and which of that line's problems.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct ProblemPlace {
    /// The line.
    pub line: u64,
    /// From 0.
    pub nth: u64,
}

/// A rejected row with what is wrong with it.
#[derive(Clone, Debug)]
pub struct RejectedRow {
    /// The line in the file.
    pub line: u64,
    /// The cells as they stand in the file.
    pub cells: Vec<String>,
    /// What is wrong.
    pub faults: Vec<RowFault>,
}

impl Tx {
    /// Problems after a place, in the order of the file.
    pub async fn import_problems(
        &mut self,
        job: i64,
        after: Option<ProblemPlace>,
        limit: u32,
    ) -> Result<Vec<(ProblemPlace, RowFault)>, StoreError> {
        let mut sql = Sql::new("SELECT line, nth, problem FROM import_problem WHERE job = ");
        sql.bind(job);
        if let Some(place) = after {
            sql.push(" AND (line, nth) > (").bind(place.line).push(", ").bind(place.nth).push(")");
        }
        sql.push(" ORDER BY line, nth LIMIT ").bind(limit);
        let problem = |row: &Row| {
            let place = ProblemPlace { line: row.count(0)?, nth: row.count(1)? };
            Ok((place, serde_json::from_str(&row.text(2)?)?))
        };
        sql.rows(self).await?.iter().map(problem).collect()
    }

    /// New and changed rows after a line, or those of one effect.
    pub async fn import_preview(
        &mut self,
        job: i64,
        effect: Option<RowEffect>,
        after: u64,
        limit: u32,
    ) -> Result<Vec<PreviewRow>, StoreError> {
        let mut sql = Sql::new("SELECT line, effect, solution_id, name, changes FROM import_row WHERE job = ");
        sql.bind(job);
        match effect {
            Some(effect) => sql.push(" AND effect = ").bind(effect.word()),
            None => sql.push(" AND effect <> 'rejected'"),
        };
        sql.push(" AND line > ").bind(after).push(" ORDER BY line LIMIT ").bind(limit);
        let preview = |row: &Row| {
            let changes: Vec<FieldChange> = serde_json::from_str(&row.text(4)?)?;
            let effect = row.word(1, RowEffect::from_word)?;
            Ok(PreviewRow { line: row.count(0)?, effect, solution_id: row.text(2)?, name: row.text(3)?, changes })
        };
        sql.rows(self).await?.iter().map(preview).collect()
    }

    /// Rejected rows after a line.
    pub async fn rejected_rows(&mut self, job: i64, after: u64, limit: u32) -> Result<Vec<RejectedRow>, StoreError> {
        let rows = self
            .rows(
                "SELECT line, cells FROM import_row WHERE job = $1 AND effect = 'rejected' AND line > $2 ORDER BY line LIMIT $3",
                args![job, after, limit],
            )
            .await?;
        let Some(last) = rows.last() else { return Ok(Vec::new()) };
        let mut faults: HashMap<u64, Vec<RowFault>> = HashMap::new();
        let problems = self
            .rows(
                "SELECT line, problem FROM import_problem WHERE job = $1 AND line > $2 AND line <= $3 ORDER BY line, nth",
                args![job, after, last.count(0)?],
            )
            .await?;
        for problem in problems {
            faults.entry(problem.count(0)?).or_default().push(serde_json::from_str(&problem.text(1)?)?);
        }
        let rejected = |row: &Row| {
            let line = row.count(0)?;
            let cells = serde_json::from_str(&row.text(1)?)?;
            Ok(RejectedRow { line, cells, faults: faults.remove(&line).unwrap_or_default() })
        };
        rows.iter().map(rejected).collect()
    }
}
