//! A file that is read at once, without a job: its bytes in, its rows and what was made of it out.

use contract::api::import::{ImportSettings, Reading, RowCounts};
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
            let missing = reader.reading(RowCounts::default()).missing;
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
