//! Which column of the file is which of ours, ready for reading many rows.

use contract::csv::header::{Column, ColumnSet, Mapping};
use contract::csv::write::unguard;

use super::fault::{FaultKind, RowFault};
use crate::secrets;

/// A row of the file with what the reader of CSV found wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileRow {
    /// The line on which it begins.
    pub line: u64,
    /// The cells as they stand in the file.
    pub cells: Vec<String>,
    /// What is wrong with it already.
    pub faults: Vec<RowFault>,
}

/// Our columns that the file has, in our order, with their place in the file.
#[derive(Clone, Debug)]
pub struct Mapped(Vec<(&'static Column, usize)>);

impl Mapped {
    /// The columns of a mapping.
    pub fn new(set: &'static ColumnSet, mapping: &Mapping) -> Mapped {
        Mapped(set.columns.iter().filter_map(|column| Some((column, mapping.place(column.id)?))).collect())
    }

    /// Our columns that the file has.
    pub fn columns(&self) -> impl Iterator<Item = (&'static Column, usize)> {
        self.0.iter().copied()
    }

    /// The place of a column in the file, if it has it.
    pub fn place(&self, id: &str) -> Option<usize> {
        self.0.iter().find(|(column, _)| column.id == id).map(|(_, at)| *at)
    }

    /// A row's value for a column: guard and white space removed; empty when the file or the row has none.
    pub fn value<'r>(&self, row: &'r FileRow, id: &str) -> &'r str {
        self.place(id).map_or("", |at| value_at(row, at))
    }
}

/// Stands for a text that was seen: short, however long the text is, so that a big file needs little memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Print([u8; 16]);

impl Print {
    /// The print of a text. No two texts of a file ever share one.
    pub fn of(text: &str) -> Print {
        let mut print = [0; 16];
        print.iter_mut().zip(secrets::fingerprint(text.as_bytes())).for_each(|(to, from)| *to = from);
        Print(print)
    }
}

/// A row's value at a place of the file: guard and white space removed; empty when the row has none.
pub fn value_at(row: &FileRow, at: usize) -> &str {
    row.cells.get(at).map_or("", |cell| unguard(cell).trim())
}

/// A text of at most `max` characters.
///
/// # Errors
/// `TextTooLong`.
pub fn short(text: &str, max: usize) -> Result<String, FaultKind> {
    let found = text.chars().count();
    if found > max { Err(FaultKind::TextTooLong { max, found }) } else { Ok(text.to_owned()) }
}

/// A text of at most `max` characters; `None` when it is empty.
///
/// # Errors
/// `TextTooLong`.
pub fn short_or_none(text: &str, max: usize) -> Result<Option<String>, FaultKind> {
    if text.is_empty() { Ok(None) } else { short(text, max).map(Some) }
}
