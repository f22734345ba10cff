//! Judged rows on their way into the staging tables.

use contract::api::import::{FieldChange, ImportKind, RowCounts, RowEffect};
use contract::api::solutions::CarriesSummary;

use super::fault::RowFault;
use crate::store::exports::ExportLine;
use crate::store::imports::facts::Parent;

/// What became of a row.
#[derive(Clone, Debug)]
pub enum Judged {
    /// It says what is stored.
    Unchanged,
    /// It would do something, or is rejected.
    Staged(Staged),
}

/// A row that is staged.
#[derive(Clone, Debug)]
pub enum Staged {
    /// A new or changed solution.
    Solution(Box<StagedSolution>),
    /// A new or changed child record.
    Carried(Box<StagedCarried>),
    /// A row with problems.
    Rejected(Rejected),
}

/// A solution as it would be stored.
#[derive(Clone, Debug)]
pub struct StagedSolution {
    /// The line in the file.
    pub line: u64,
    /// New or changed.
    pub effect: RowEffect,
    /// The key and change number of the stored one.
    pub target: Option<(i64, u64)>,
    /// The public id; made for a new one.
    pub id: String,
    /// All values.
    pub after: ExportLine,
    /// The summary to store, which is not the one of `after` where child records say more.
    pub summary: CarriesSummary,
    /// The key and name of who takes care of it.
    pub assigned: Option<(i64, String)>,
    /// What would change; empty for a new one.
    pub changes: Vec<FieldChange>,
}

/// A child record as it would be stored.
#[derive(Clone, Debug)]
pub struct StagedCarried {
    /// The line in the file.
    pub line: u64,
    /// New or changed.
    pub effect: RowEffect,
    /// The solution that it belongs to.
    pub parent: Parent,
    /// That solution's Solution ID.
    pub solution_id: String,
    /// The key of the stored record that it changes.
    pub carried: Option<i64>,
    /// The folded name by which it is found again.
    pub ident: String,
    /// Which of those of the same name.
    pub nth: u64,
    /// What it is called.
    pub name: String,
    /// The record as JSON.
    pub data: String,
    /// What would change; empty for a new one.
    pub changes: Vec<FieldChange>,
}

/// A row with problems.
#[derive(Clone, Debug)]
pub struct Rejected {
    /// The line in the file.
    pub line: u64,
    /// The cells as they stand in the file.
    pub cells: Vec<String>,
    /// What is wrong, at least one thing.
    pub faults: Vec<RowFault>,
}

/// Adds what became of a row to the counts.
pub fn count(counts: &mut RowCounts, judged: &Judged) {
    let effect = match judged {
        Judged::Unchanged => RowEffect::Unchanged,
        Judged::Staged(Staged::Rejected(_)) => RowEffect::Rejected,
        Judged::Staged(Staged::Solution(row)) => row.effect,
        Judged::Staged(Staged::Carried(row)) => row.effect,
    };
    *match effect {
        RowEffect::New => &mut counts.new,
        RowEffect::Changed => &mut counts.changed,
        RowEffect::Unchanged => &mut counts.unchanged,
        RowEffect::Rejected => &mut counts.rejected,
    } += 1;
}

/// One side of all changes as a line of text, with the English names of the columns.
pub fn history_text(kind: ImportKind, changes: &[FieldChange], side: fn(&FieldChange) -> &String) -> String {
    let set = kind.columns();
    let named = |change: &FieldChange| {
        let name = set.column(&change.column).map_or(change.column.as_str(), |column| column.name());
        format!("{name}: {}", side(change))
    };
    changes.iter().map(named).collect::<Vec<_>>().join("; ")
}
