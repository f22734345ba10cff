//! Finds out which column of a file is which of ours, by names in three languages; a person can say otherwise.

use serde::{Deserialize, Serialize};

use super::problem::{CsvProblem, CsvProblemKind};
use super::record::Row;
use super::write::unguard;
use crate::fold::fold;

/// A column that a kind of file may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// The word for it in JSON (camelCase).
    pub id: &'static str,
    /// The English name that exports write, then other names in English, French and Chinese; earlier ones win.
    pub names: &'static [&'static str],
    /// Whether a row cannot be without it.
    pub required: bool,
}

impl Column {
    /// The English name, as exports write it.
    pub const fn name(&self) -> &'static str {
        self.names[0]
    }
}

/// The columns of one kind of file, in the order in which exports write them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ColumnSet {
    /// Every column.
    pub columns: &'static [Column],
}

/// What each column of a file is taken for: the id of one of our columns, or `None` to leave it aside.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Mapping {
    /// One entry for each column of the file, in its order.
    pub columns: Vec<Option<String>>,
}

impl Mapping {
    /// The first column of the file that is taken for ours.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.as_deref() == Some(id))
    }

    /// A row's value for one of our columns: guard and white space around it removed; empty when the file or the row
    /// has none.
    pub fn value<'r>(&self, row: &Row<'r>, id: &str) -> &'r str {
        self.place(id).and_then(|at| row.cell(at)).map_or("", |cell| unguard(cell).trim())
    }
}

impl ColumnSet {
    /// The English names in order, for the first row of an export.
    pub fn header(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.columns.iter().map(Column::name)
    }

    /// The column with an id.
    pub fn column(&self, id: &str) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.id == id)
    }

    /// Takes each heading for the column that it names. Of headings with different names of one column the one that
    /// stands earliest in `names` is taken; two headings with the same name are both, and `check` tells, for then only
    /// a person can choose.
    pub fn guess<'h>(&self, headings: impl IntoIterator<Item = &'h str>) -> Mapping {
        let found: Vec<Option<(&Column, usize)>> =
            headings.into_iter().map(|heading| self.recognise(heading)).collect();
        let best = |wanted: &Column| {
            found.iter().flatten().filter(|(column, _)| column.id == wanted.id).map(|(_, rank)| *rank).min()
        };
        let taken = |(column, rank): &(&Column, usize)| (best(column) == Some(*rank)).then(|| column.id.to_owned());
        Mapping { columns: found.iter().map(|entry| entry.as_ref().and_then(taken)).collect() }
    }

    /// The column that a heading names, and the place of that name in `names`.
    fn recognise(&self, heading: &str) -> Option<(&'static Column, usize)> {
        let wanted = bare(unguard(heading));
        self.columns
            .iter()
            .find_map(|column| column.names.iter().position(|name| bare(name) == wanted).map(|rank| (column, rank)))
    }

    /// The required columns that no column of the file is taken for.
    pub fn missing(&self, mapping: &Mapping) -> Vec<&'static Column> {
        self.columns.iter().filter(|column| column.required && mapping.place(column.id).is_none()).collect()
    }

    /// What is wrong with a mapping for a file whose header stands on `line` and has `width` columns: `mappingLength`,
    /// `unknownColumn`, `duplicateColumn`, `noHeader` when nothing is recognised, else each `missingColumn`.
    pub fn check(&self, mapping: &Mapping, line: u64, width: usize) -> Vec<CsvProblem> {
        let mut problems = Vec::new();
        let found = mapping.columns.len();
        if found != width {
            problems.push(CsvProblem::on_line(line, CsvProblemKind::MappingLength { found, expected: width }));
        }
        for (at, id) in mapping.columns.iter().enumerate() {
            let Some(id) = id else { continue };
            match (self.column(id), mapping.place(id)) {
                (None, _) => {
                    problems.push(CsvProblem::in_cell(line, at, CsvProblemKind::UnknownColumn { id: id.clone() }))
                }
                (Some(column), Some(first)) if first < at => {
                    let kind = CsvProblemKind::DuplicateColumn { name: column.name().to_owned(), first };
                    problems.push(CsvProblem::in_cell(line, at, kind));
                }
                _ => {}
            }
        }
        if mapping.columns.iter().all(Option::is_none) {
            problems.push(CsvProblem::on_line(line, CsvProblemKind::NoHeader));
        } else {
            let missing = |column: &Column| {
                CsvProblem::on_line(line, CsvProblemKind::MissingColumn { name: column.name().to_owned() })
            };
            problems.extend(self.missing(mapping).into_iter().map(missing));
        }
        problems
    }

    /// What is wrong with a row as such: the reader's problems, each required cell that is empty or not there, and more
    /// cells than the header has (a separator inside a value that should have been quoted); surplus cells without
    /// content are no problem.
    pub fn check_row(&self, mapping: &Mapping, row: &Row<'_>) -> Vec<CsvProblem> {
        let mut problems = row.problems.to_vec();
        let width = mapping.columns.len();
        if row.cells().skip(width).any(|cell| !cell.trim().is_empty()) {
            problems
                .push(CsvProblem::on_line(row.line, CsvProblemKind::TooManyCells { found: row.len(), limit: width }));
        }
        for column in self.columns.iter().filter(|column| column.required) {
            if let Some(at) = mapping.place(column.id)
                && mapping.value(row, column.id).is_empty()
            {
                problems.push(CsvProblem::in_cell(
                    row.line,
                    at,
                    CsvProblemKind::MissingCell { name: column.name().to_owned() },
                ));
            }
        }
        problems
    }
}

/// A name without what people write in different ways: case, accents, spaces and punctuation.
fn bare(name: &str) -> String {
    let mut folded = fold(name);
    let punctuation = |c: char| {
        c.is_ascii() && !c.is_ascii_alphanumeric()
            || matches!(c, '\u{A0}'..='\u{BF}' | '\u{2000}'..='\u{206F}' | '\u{3000}'..='\u{303F}')
    };
    folded.retain(|c| !punctuation(c));
    folded
}
