//! Reads a file that comes in pieces: decoded, separated, its header recognised, its rows handed out.

use contract::api::import::{FileColumn, ImportSettings, ROWS_MAX, Reading, RowCounts};
use contract::csv::encoding::FileEncoding;
use contract::csv::header::{ColumnSet, Mapping};
use contract::csv::problem::{CsvProblem, CsvProblemKind};
use contract::csv::read::{Limits, Reader};
use contract::csv::record::Row;
use contract::csv::separator::Separator;
use contract::csv::write::unguard;

use super::decode::Decoder;
use super::failure::Failure;
use super::fault::RowFault;
use super::mapped::{FileRow, Mapped};

/// Values of each column that are shown.
const SAMPLES: usize = 3;
/// The longest heading or value that is shown, in characters.
const SHOWN: usize = 80;

/// A file that is being read.
pub struct FileReader {
    set: &'static ColumnSet,
    settings: ImportSettings,
    encoding: FileEncoding,
    decoder: Decoder,
    csv: Option<(Separator, Reader)>,
    header: Option<Header>,
    rows: u64,
}

/// What the first record says.
struct Header {
    line: u64,
    columns: Vec<FileColumn>,
    mapping: Mapping,
    problems: Vec<CsvProblem>,
    /// Ids of columns that a person must map.
    missing: Vec<String>,
    /// Why the mapping cannot be used at all.
    failure: Option<Failure>,
}

impl FileReader {
    /// A file at its beginning.
    pub fn new(set: &'static ColumnSet, settings: ImportSettings, encoding: FileEncoding) -> FileReader {
        let decoder = Decoder::new(encoding);
        FileReader { set, settings, encoding, decoder, csv: None, header: None, rows: 0 }
    }

    /// Reads the next piece and gives the rows that are complete. The first piece should hold a good part of the file,
    /// because the separator is guessed from it; `last` says that the file ends with this one.
    ///
    /// # Errors
    /// Why the file cannot be read.
    pub fn feed(&mut self, bytes: &[u8], last: bool) -> Result<Vec<FileRow>, Failure> {
        let text = self.decoder.decode(bytes, last).map_err(|malformed| Failure::NotThisEncoding {
            line: malformed.line,
            encoding: self.encoding,
            other: likely_other(self.encoding, bytes),
        })?;
        let (_, reader) = self.csv.get_or_insert_with(|| {
            let separator = self.settings.separator.unwrap_or_else(|| Separator::guess(&text));
            (separator, Reader::new(separator, Limits { rows: ROWS_MAX, ..Limits::default() }))
        });
        let mut rows = Vec::new();
        let mut rest = text.as_str();
        let mut taker = Taker { set: self.set, settings: &self.settings, header: &mut self.header, rows: &mut rows };
        while let Some(row) = reader.read(&mut rest) {
            taker.take(row)?;
        }
        if last && let Some(row) = reader.finish() {
            taker.take(row)?;
        }
        if let Some(problem) = reader.stopped() {
            return Err(problem.kind.clone().into());
        }
        self.rows += rows.len() as u64;
        if last && self.rows == 0 && self.is_checkable() {
            return Err(Failure::NoRows);
        }
        Ok(rows)
    }

    /// Whether the rows can be checked: nothing is left for a person to map. True before the header is there.
    pub fn is_checkable(&self) -> bool {
        self.header.as_ref().is_none_or(|header| header.missing.is_empty() && header.failure.is_none())
    }

    /// Whether enough was read: the header is not understood, and the samples to show beside it are there.
    pub fn is_enough(&self) -> bool {
        !self.is_checkable() && self.rows >= SAMPLES as u64
    }

    /// Our columns in the file, once the header is there.
    pub fn mapped(&self) -> Option<Mapped> {
        self.header.as_ref().map(|header| Mapped::new(self.set, &header.mapping))
    }

    /// Why the header cannot be used, once it is there.
    pub fn header_failure(&self) -> Option<Failure> {
        self.header.as_ref().and_then(|header| header.failure.clone())
    }

    /// Problems of the header, with its line.
    pub fn header_faults(&self) -> Option<(u64, Vec<RowFault>)> {
        let header = self.header.as_ref()?;
        let headings: Vec<String> = header.columns.iter().map(|column| column.heading.clone()).collect();
        Some((header.line, header.problems.iter().map(|problem| RowFault::of_csv(problem, &headings)).collect()))
    }

    /// What was made of the file so far. `missing` holds ids.
    pub fn reading(&self, counts: RowCounts) -> Reading {
        let (columns, missing) = self
            .header
            .as_ref()
            .map_or_else(Default::default, |header| (header.columns.clone(), header.missing.clone()));
        let guessed = self.csv.as_ref().map(|(separator, _)| *separator);
        let separator = guessed.or(self.settings.separator).unwrap_or(Separator::Comma);
        Reading { encoding: self.encoding, separator, columns, missing, counts }
    }
}

/// Takes records in: the first is the header, the others are rows.
struct Taker<'a> {
    set: &'static ColumnSet,
    settings: &'a ImportSettings,
    header: &'a mut Option<Header>,
    rows: &'a mut Vec<FileRow>,
}

impl Taker<'_> {
    fn take(&mut self, row: Row<'_>) -> Result<(), Failure> {
        if row.problems.iter().any(|problem| problem.kind == CsvProblemKind::UnclosedQuote) {
            return Err(Failure::UnclosedQuote { line: row.line });
        }
        let Some(header) = self.header else {
            *self.header = Some(self.begin(row)?);
            return Ok(());
        };
        if row.is_empty() {
            return Ok(());
        }
        for (column, cell) in header.columns.iter_mut().zip(row.cells()) {
            let sample = unguard(cell).trim();
            if column.samples.len() < SAMPLES && !sample.is_empty() {
                column.samples.push(sample.chars().take(SHOWN).collect());
            }
        }
        let problems = self.set.check_row(&header.mapping, &row);
        let cells: Vec<String> = row.cells().map(str::to_owned).collect();
        let faults = problems.iter().map(|problem| RowFault::of_csv(problem, &cells)).collect();
        self.rows.push(FileRow { line: row.line, cells, faults });
        Ok(())
    }

    fn begin(&self, row: Row<'_>) -> Result<Header, Failure> {
        if let Some(problem) = row.problems.first() {
            return Err(problem.kind.clone().into());
        }
        let set = self.set;
        let headings: Vec<String> =
            row.cells().map(|cell| unguard(cell).trim().chars().take(SHOWN).collect()).collect();
        let mut mapping = match &self.settings.columns {
            Some(columns) => Mapping { columns: columns.clone() },
            None => set.guess(row.cells()),
        };
        let problems = set.check(&mapping, row.line, headings.len());
        let mut missing = Vec::new();
        for problem in &problems {
            if let (CsvProblemKind::DuplicateColumn { .. }, Some(at)) = (&problem.kind, problem.column) {
                missing.extend(mapping.columns.get(at).cloned().flatten());
            }
        }
        // A column that two headings name is nobody's until a person says which it is.
        mapping
            .columns
            .iter_mut()
            .filter(|id| id.as_ref().is_some_and(|id| missing.contains(id)))
            .for_each(|id| *id = None);
        missing.extend(set.missing(&mapping).iter().map(|column| column.id.to_owned()));
        missing.sort_unstable();
        missing.dedup();
        let hopeless = |kind: &CsvProblemKind| {
            matches!(
                kind,
                CsvProblemKind::NoHeader | CsvProblemKind::MappingLength { .. } | CsvProblemKind::UnknownColumn { .. }
            )
        };
        let failure =
            problems.iter().find(|problem| hopeless(&problem.kind)).map(|problem| problem.kind.clone().into());
        if failure.is_some() && self.settings.columns.is_some() {
            mapping = Mapping { columns: vec![None; headings.len()] };
        }
        let column = |(at, heading): (usize, String)| FileColumn {
            heading,
            column: mapping.columns.get(at).cloned().flatten(),
            samples: Vec::new(),
        };
        let columns = headings.into_iter().enumerate().map(column).collect();
        Ok(Header { line: row.line, columns, mapping, problems, missing, failure })
    }
}

/// The encoding to suggest where one does not fit.
fn likely_other(encoding: FileEncoding, bytes: &[u8]) -> FileEncoding {
    let is_utf8 = |encoding| matches!(encoding, FileEncoding::Utf8 | FileEncoding::Utf8Bom);
    match FileEncoding::guess(bytes) {
        guess if guess == encoding || (is_utf8(guess) && is_utf8(encoding)) => FileEncoding::Windows1252,
        guess => guess,
    }
}
