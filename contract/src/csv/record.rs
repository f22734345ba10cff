//! A record of a CSV file, borrowed from the reader or of its own, and all records of a whole text.

use super::problem::CsvProblem;
use super::read::{Limits, Reader};
use super::separator::Separator;

/// The record that was just read; it borrows from the reader.
#[derive(Clone, Copy, Debug)]
pub struct Row<'r> {
    /// The line of the file on which the record begins, from 1.
    pub line: u64,
    /// What is wrong with the record as such; a record with a problem has lost something and must not be imported.
    pub problems: &'r [CsvProblem],
    pub(super) text: &'r str,
    pub(super) ends: &'r [usize],
}

/// A record of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// The line of the file on which the record begins, from 1.
    pub line: u64,
    /// The cells as they stand in the file, quotes resolved; a guard is still there (`write::unguard`).
    pub cells: Vec<String>,
    /// What is wrong with the record as such.
    pub problems: Vec<CsvProblem>,
}

impl<'r> Row<'r> {
    /// How many cells the record has, at least one.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether no cell has anything to read, as in the lines of separators that spreadsheets leave below a table.
    pub fn is_empty(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// A cell as it stands in the file; `None` beyond the last.
    pub fn cell(&self, at: usize) -> Option<&'r str> {
        let end = *self.ends.get(at)?;
        let start = if at == 0 { 0 } else { self.ends[at - 1] };
        self.text.get(start..end)
    }

    /// All cells in the order of the file.
    pub fn cells(&self) -> impl Iterator<Item = &'r str> + use<'r> {
        let row = *self;
        (0..row.len()).filter_map(move |at| row.cell(at))
    }

    /// A copy that outlives the reader's next step.
    pub fn to_record(&self) -> Record {
        Record { line: self.line, cells: self.cells().map(str::to_owned).collect(), problems: self.problems.to_vec() }
    }
}

/// Whether a record is the line by which Excel is told the separator, such as `sep=;`, read with that separator or
/// another.
pub(super) fn is_separator_line<'c>(mut cells: impl Iterator<Item = &'c str>) -> bool {
    let first = cells.next().unwrap_or_default().as_bytes();
    let names = first.get(..4).is_some_and(|start| start.eq_ignore_ascii_case(b"sep="));
    let rest = (cells.next(), cells.next());
    names && matches!((first.len(), rest), (4, (Some(""), None)) | (5, (None, None)))
}

/// The records of a whole text.
#[derive(Debug)]
pub struct Records<'t> {
    reader: Reader,
    rest: &'t str,
}

/// Reads a whole text; `Records::stopped` says after the last record whether something was left unread.
pub fn records(text: &str, separator: Separator, limits: Limits) -> Records<'_> {
    Records { reader: Reader::new(separator, limits), rest: text }
}

impl Records<'_> {
    /// Why reading stopped before the end, once the last record was given.
    pub fn stopped(&self) -> Option<&CsvProblem> {
        self.reader.stopped()
    }
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        if let Some(row) = self.reader.read(&mut self.rest) {
            return Some(row.to_record());
        }
        self.reader.finish().map(|row| row.to_record())
    }
}
