//! What is stored of the things that rows of a file name: looked up for many rows at a time.

use std::collections::HashMap;

use contract::api::import::ImportKind;
use contract::api::solutions::CarriesSummary;

use super::super::exports::ExportLine;
use super::super::{StoreError, Tx};
use crate::args;

/// A colleague who may be given a solution.
#[derive(Clone, Debug)]
pub struct Assignable {
    /// The person's key.
    pub pk: i64,
    /// The e-mail address.
    pub email: String,
    /// The name.
    pub name: String,
}

/// A stored solution as an import compares it.
#[derive(Clone, Debug)]
pub struct StoredSolution {
    /// The solution's key.
    pub pk: i64,
    /// Opaque id.
    pub id: String,
    /// Raised by every change of what an import compares.
    pub change_no: u64,
    /// What an export would write.
    pub line: ExportLine,
    /// The stored summary, which child records may outweigh in `line`.
    pub own_summary: CarriesSummary,
    /// The key and name of who it is assigned to.
    pub assigned: Option<(i64, String)>,
    /// Whether a person assigned it here.
    pub assigned_here: bool,
}

/// The solution that a child record belongs to.
#[derive(Clone, Debug)]
pub struct Parent {
    /// The solution's key.
    pub pk: i64,
    /// Opaque id.
    pub id: String,
    /// The name.
    pub name: String,
    /// Raised by every change of what an import compares.
    pub change_no: u64,
}

/// Which child record of the outside world a row is: solution, folded name, and which of those that share both.
pub type Identity = (i64, String, u64);

/// The numbers of the JSON array that is the statement's first value.
pub(in crate::store) const fn numbers(tx: &Tx) -> &'static str {
    if tx.is_postgres() {
        "(SELECT item::bigint FROM jsonb_array_elements_text($1::jsonb) AS given(item))"
    } else {
        "(SELECT value FROM json_each($1))"
    }
}

/// The texts of the JSON array that is the statement's first value.
const fn texts(tx: &Tx) -> &'static str {
    if tx.is_postgres() {
        "(SELECT item FROM jsonb_array_elements_text($1::jsonb) AS given(item))"
    } else {
        "(SELECT value FROM json_each($1))"
    }
}

impl Tx {
    /// The company's partner IDs.
    pub async fn partner_ids(&mut self, company: i64) -> Result<Vec<String>, StoreError> {
        let rows = self.rows("SELECT partner_id FROM partner_id WHERE company = $1", args![company]).await?;
        rows.iter().map(|row| row.text(0)).collect()
    }

    /// Who may be given a solution: the company's people who are not disabled.
    pub async fn assignable(&mut self, company: i64) -> Result<Vec<Assignable>, StoreError> {
        let rows = self
            .rows(
                "SELECT p.pk, p.email, p.name FROM membership m JOIN person p ON p.pk = m.person \
                 WHERE m.company = $1 AND p.disabled = 0 ORDER BY p.pk",
                args![company],
            )
            .await?;
        rows.iter().map(|row| Ok(Assignable { pk: row.int(0)?, email: row.text(1)?, name: row.text(2)? })).collect()
    }

    /// Those of the Solution IDs that the company has, with what is stored. `with_children` reads child records too,
    /// which only the summary columns need.
    pub async fn stored_solutions(
        &mut self,
        company: i64,
        solution_ids: &[&str],
        with_children: bool,
    ) -> Result<HashMap<String, StoredSolution>, StoreError> {
        let sql = format!(
            "SELECT s.pk, s.id, s.change_no, s.solution_id, s.name, s.partner_id, s.offer_type, s.co_sell_status, s.summary, \
             s.incentives, s.updated, s.publisher, s.keywords, s.listing_url, p.email, p.pk, p.name, s.assigned_here \
             FROM solution s LEFT JOIN person p ON p.pk = s.assigned_to WHERE s.company = $2 AND s.solution_id IN {}",
            texts(self)
        );
        let mut found = HashMap::with_capacity(solution_ids.len());
        for row in self.rows(sql, args![serde_json::to_string(solution_ids)?, company]).await? {
            let summary = row.text(8)?;
            let own_summary: CarriesSummary =
                if summary.is_empty() { CarriesSummary::default() } else { serde_json::from_str(&summary)? };
            let assigned = row.opt_int(15)?.map(|pk| Ok::<_, StoreError>((pk, row.text(16)?))).transpose()?;
            let line = ExportLine {
                solution_id: row.text(3)?,
                name: row.text(4)?,
                partner_id: row.text(5)?,
                offer_type: row.text(6)?,
                co_sell_status: row.text(7)?,
                summary: own_summary.clone(),
                incentives: serde_json::from_str(&row.text(9)?)?,
                updated: row.opt_text(10)?,
                publisher: row.opt_text(11)?,
                keywords: serde_json::from_str(&row.text(12)?)?,
                listing_url: row.opt_text(13)?,
                assigned_to: row.opt_text(14)?,
            };
            let stored = StoredSolution {
                pk: row.int(0)?,
                id: row.text(1)?,
                change_no: row.count(2)?,
                line,
                own_summary,
                assigned,
                assigned_here: row.flag(17)?,
            };
            found.insert(row.text(3)?, stored);
        }
        if with_children {
            let keys: Vec<i64> = found.values().map(|stored| stored.pk).collect();
            let mut children = self.children(&keys).await?;
            for stored in found.values_mut() {
                if let Some(children) = children.remove(&stored.pk) {
                    children.outweigh(&mut stored.line.summary);
                }
            }
        }
        Ok(found)
    }

    /// Those of the Solution IDs that the company has, for child records to belong to.
    pub async fn parents(
        &mut self,
        company: i64,
        solution_ids: &[&str],
    ) -> Result<HashMap<String, Parent>, StoreError> {
        let sql = format!(
            "SELECT solution_id, pk, id, name, change_no FROM solution WHERE company = $2 AND solution_id IN {}",
            texts(self)
        );
        let rows = self.rows(sql, args![serde_json::to_string(solution_ids)?, company]).await?;
        let parent = |row: &super::Row| {
            let parent = Parent { pk: row.int(1)?, id: row.text(2)?, name: row.text(3)?, change_no: row.count(4)? };
            Ok((row.text(0)?, parent))
        };
        rows.iter().map(parent).collect()
    }

    /// Stored child records by identity: key and JSON of each.
    pub async fn stored_carried(
        &mut self,
        kind: ImportKind,
        wanted: &[Identity],
    ) -> Result<HashMap<Identity, (i64, String)>, StoreError> {
        let sql = if self.is_postgres() {
            "SELECT c.solution, c.ident, c.nth, c.pk, c.data FROM jsonb_array_elements($1::jsonb) AS given(item) \
             JOIN carried c ON c.solution = (item->>0)::bigint AND c.kind = $2 AND c.ident = item->>1 AND c.nth = (item->>2)::bigint"
        } else {
            "SELECT c.solution, c.ident, c.nth, c.pk, c.data FROM json_each($1) AS given \
             JOIN carried c ON c.solution = given.value->>0 AND c.kind = $2 AND c.ident = given.value->>1 AND c.nth = given.value->>2"
        };
        let rows = self.rows(sql, args![serde_json::to_string(wanted)?, kind.word()]).await?;
        let entry = |row: &super::Row| Ok(((row.int(0)?, row.text(1)?, row.count(2)?), (row.int(3)?, row.text(4)?)));
        rows.iter().map(entry).collect()
    }
}
