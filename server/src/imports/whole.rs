//! A file that is read at once, without a job: its bytes in, its rows and what was made of it out.

use contract::api::import::{FileColumn, ImportSettings, Reading, RowCounts};
use contract::csv::encoding::FileEncoding;
use contract::csv::header::ColumnSet;
use contract::csv::problem::CsvProblemKind;
use contract::csv::separator::Separator;
use contract::csv::sniff::sniff;

use super::decode::EncodingGuess;
use super::failure::Failure;
use super::file::FileReader;
use super::mapped::{FileRow, Mapped};

/// A file that was read.
#[derive(Debug)]
pub struct WholeFile {
    /// Encoding, separator and columns; without a name of ours for what a person must map, the rows are empty.
    pub reading: Reading,
    /// Rows below the header; none with a failure.
    pub rows: Vec<FileRow>,
    /// Our columns in the file.
    pub mapped: Option<Mapped>,
    /// Why it cannot be read.
    pub failure: Option<Failure>,
}

impl WholeFile {
    /// Reads a file; what settings leave open is guessed.
    pub fn read(set: &'static ColumnSet, settings: ImportSettings, bytes: &[u8]) -> WholeFile {
        let encoding =
            settings.encoding.or_else(|| EncodingGuess::default().look_at(bytes)).unwrap_or(FileEncoding::Utf8);
        if let Some(found) = sniff(bytes) {
            let separator = settings.separator.unwrap_or(Separator::Comma);
            let (columns, missing, counts) = (Vec::new(), Vec::new(), RowCounts::default());
            let reading = Reading { encoding, separator, columns, missing, counts };
            let failure = Some(CsvProblemKind::NotText { found }.into());
            return WholeFile { reading, rows: Vec::new(), mapped: None, failure };
        }
        let mut reader = FileReader::new(set, settings, encoding);
        let read = reader.feed(bytes, true);
        let header = || {
            let Reading { missing, columns, .. } = reader.reading(RowCounts::default());
            // Nobody can choose here which of two columns is meant.
            if let Some(twice) = named_twice(set, &columns) {
                return Some(twice.into());
            }
            let column = set.columns.iter().find(|column| missing.iter().any(|id| id == column.id));
            column.map(|column| CsvProblemKind::MissingColumn { name: column.name().to_owned() }.into())
        };
        let (rows, failure) = match read {
            Ok(rows) => match reader.header_failure().or_else(header) {
                None => (rows, None),
                failure => (Vec::new(), failure),
            },
            Err(failure) => (Vec::new(), Some(failure)),
        };
        WholeFile { reading: reader.reading(RowCounts::default()), rows, mapped: reader.mapped(), failure }
    }
}

/// The first of our columns that two headings name alike.
fn named_twice(set: &ColumnSet, columns: &[FileColumn]) -> Option<CsvProblemKind> {
    let named = set.guess(columns.iter().map(|column| column.heading.as_str())).columns;
    named.iter().enumerate().find_map(|(at, id)| {
        let first = named[..at].iter().position(|before| before.is_some() && before == id)?;
        let name = set.column(id.as_deref()?)?.name().to_owned();
        Some(CsvProblemKind::DuplicateColumn { name, first })
    })
}
