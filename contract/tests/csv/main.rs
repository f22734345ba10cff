//! CSV files: encodings, separators, reading in parts, writing, columns and values.

mod encoding;
mod header;
mod problem;
mod read;
mod value;
mod write;

use contract::csv::read::{Limits, Reader};
use contract::csv::record::Record;
use contract::csv::separator::Separator;

/// The cells of every record of a text, guards left as they are.
pub fn cells(text: &str, separator: Separator) -> Vec<Vec<String>> {
    contract::csv::record::records(text, separator, Limits::default()).map(|record| record.cells).collect()
}

/// Every record of a text that comes in parts, and the word for why reading stopped.
pub fn in_parts<'t>(
    parts: impl IntoIterator<Item = &'t str>,
    separator: Separator,
    limits: Limits,
) -> (Vec<Record>, Option<String>) {
    let mut reader = Reader::new(separator, limits);
    let mut records = Vec::new();
    for part in parts {
        let mut rest = part;
        while let Some(row) = reader.read(&mut rest) {
            records.push(row.to_record());
        }
        assert_eq!(rest, "");
    }
    records.extend(reader.finish().map(|row| row.to_record()));
    let stopped = reader.stopped().map(|problem| format!("{}@{}", problem.kind.code(), problem.line));
    (records, stopped)
}
