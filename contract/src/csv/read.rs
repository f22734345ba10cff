//! Reads records from a text that may come in parts: never panics, stops at limits, and tells what is wrong by line and
//! column.

use super::problem::{CsvProblem, CsvProblemKind};
use super::record::{Row, is_separator_line};
use super::separator::Separator;
use super::sniff::NotText;

/// What a file may have at most.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Records, the header not counted; one more stops the reading.
    pub rows: u64,
    /// Cells of a record; those beyond are dropped.
    pub cells: usize,
    /// Bytes of UTF-8 of a cell; it is cut there.
    pub cell_bytes: usize,
}

impl Default for Limits {
    /// The import limit of rules.md, and whatever fits into a cell of Excel (O).
    fn default() -> Self {
        Limits { rows: 100_000, cells: 1_000, cell_bytes: 131_072 }
    }
}

/// Reads a text part by part; where it is cut into parts makes no difference.
///
/// ```
/// # use contract::csv::{read::{Limits, Reader}, separator::Separator};
/// let mut reader = Reader::new(Separator::Comma, Limits::default());
/// let mut names = Vec::new();
/// for part in ["ID,Na", "me\r\n1,\"Conto", "so, Ltd\"\r\n2,Litware"] {
///     let mut rest = part;
///     while let Some(row) = reader.read(&mut rest) {
///         names.push(row.cell(1).unwrap_or_default().to_owned());
///     }
/// }
/// if let Some(row) = reader.finish() {
///     names.push(row.cell(1).unwrap_or_default().to_owned());
/// }
/// assert_eq!(names, ["Name", "Contoso, Ltd", "Litware"]);
/// assert!(reader.stopped().is_none());
/// ```
#[derive(Debug)]
pub struct Reader {
    core: csv_core::Reader,
    limits: Limits,
    /// Cells of the current record one after another, and where each ends.
    text: Vec<u8>,
    text_len: usize,
    ends: Vec<usize>,
    ends_len: usize,
    /// What was left out of the current record because of the limits.
    dropped_bytes: usize,
    dropped_cells: usize,
    problems: Vec<CsvProblem>,
    /// The line that is being read, and the one on which the current record begins.
    line: u64,
    record_line: u64,
    after_cr: bool,
    in_record: bool,
    seen_text: bool,
    records: u64,
    stopped: Option<CsvProblem>,
}

/// Room beyond the longest allowed cell or record before the surplus is dropped, so that dropping is rare.
const SLACK_BYTES: usize = 4096;
const SLACK_CELLS: usize = 64;

impl Reader {
    /// A reader at the beginning of a file.
    pub fn new(separator: Separator, limits: Limits) -> Reader {
        let mut core = csv_core::ReaderBuilder::new().delimiter(separator.byte()).build();
        // The core would strip a byte order mark from its first input, but not one that is cut in two. An empty input
        // takes that chance from it.
        let _ = core.read_record(&[], &mut [], &mut []);
        Reader {
            core,
            limits: Limits { cells: limits.cells.max(1), ..limits },
            text: vec![0; 1024],
            text_len: 0,
            ends: vec![0; 32],
            ends_len: 0,
            dropped_bytes: 0,
            dropped_cells: 0,
            problems: Vec::new(),
            line: 1,
            record_line: 1,
            after_cr: false,
            in_record: false,
            seen_text: false,
            records: 0,
            stopped: None,
        }
    }

    /// The next record of a part of the text; takes from `rest` what it read. `None` when the part is used up (feed the
    /// next one, or `finish`) or reading stopped. Empty lines are skipped, as is a leading `sep=;` line.
    pub fn read(&mut self, rest: &mut &str) -> Option<Row<'_>> {
        let bytes = rest.as_bytes();
        let mut at = 0;
        let found = self.advance(bytes, &mut at);
        // A record ends behind an ASCII character, so this is a boundary.
        *rest = if self.stopped.is_some() { "" } else { rest.get(at..).unwrap_or_default() };
        found.then(|| self.row())
    }

    /// The last record, when the text does not end with a line end. To be called once, after the last part.
    pub fn finish(&mut self) -> Option<Row<'_>> {
        if self.stopped.is_some() {
            return None;
        }
        let found = self.in_record && self.finish_record();
        if self.records == 0 && self.stopped.is_none() {
            self.stopped = Some(CsvProblem::on_line(1, CsvProblemKind::EmptyFile));
        }
        found.then(|| self.row())
    }

    /// Why reading stopped before the end: `notText`, `tooManyRows`; after `finish` also `emptyFile`.
    pub fn stopped(&self) -> Option<&CsvProblem> {
        self.stopped.as_ref()
    }

    /// Records read so far, the header included.
    pub fn records(&self) -> u64 {
        self.records
    }

    fn row(&self) -> Row<'_> {
        Row {
            line: self.record_line,
            problems: &self.problems,
            text: std::str::from_utf8(&self.text[..self.text_len]).unwrap_or_default(),
            ends: &self.ends[..self.ends_len],
        }
    }

    /// Reads on from `at`; true when a record is complete.
    fn advance(&mut self, bytes: &[u8], at: &mut usize) -> bool {
        while self.stopped.is_none() {
            // The core takes an empty input for the end of the file, not for the end of a part.
            if (!self.in_record && !self.begin_record(bytes, at)) || *at == bytes.len() {
                return false;
            }
            self.make_room();
            let (result, read, written, ended) =
                self.core.read_record(&bytes[*at..], &mut self.text[self.text_len..], &mut self.ends[self.ends_len..]);
            self.count_lines(&bytes[*at..*at + read]);
            *at += read;
            self.take(written, ended);
            match result {
                csv_core::ReadRecordResult::Record => {
                    if self.stopped.is_none() && self.complete(false) {
                        return true;
                    }
                }
                csv_core::ReadRecordResult::OutputFull | csv_core::ReadRecordResult::OutputEndsFull => {}
                csv_core::ReadRecordResult::InputEmpty | csv_core::ReadRecordResult::End => return false,
            }
        }
        false
    }

    /// Goes to the first byte of a record; false when the part has none.
    fn begin_record(&mut self, bytes: &[u8], at: &mut usize) -> bool {
        if !self.seen_text && !bytes.is_empty() {
            self.seen_text = true;
            if bytes.starts_with("\u{FEFF}".as_bytes()) {
                *at += 3;
            }
        }
        let blank = bytes[*at..].iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
        self.count_lines(&bytes[*at..*at + blank]);
        *at += blank;
        if *at == bytes.len() {
            return false;
        }
        self.in_record = true;
        self.record_line = self.line;
        self.text_len = 0;
        self.ends_len = 0;
        self.dropped_bytes = 0;
        self.dropped_cells = 0;
        self.problems.clear();
        true
    }

    /// Counts CR LF, LF and CR as one line end each, also where a part ends between CR and LF. A zero byte stops the
    /// reading.
    fn count_lines(&mut self, bytes: &[u8]) {
        for &b in bytes {
            if b > b'\r' {
                self.after_cr = false;
                continue;
            }
            match b {
                b'\n' if !self.after_cr => self.line += 1,
                b'\r' => self.line += 1,
                0 => {
                    self.stopped =
                        Some(CsvProblem::on_line(self.line, CsvProblemKind::NotText { found: NotText::Binary }));
                    return;
                }
                _ => {}
            }
            self.after_cr = b == b'\r';
        }
    }

    /// Takes over what the core wrote; its positions count the bytes that were dropped.
    fn take(&mut self, written: usize, ended: usize) {
        self.text_len += written;
        for end in &mut self.ends[self.ends_len..self.ends_len + ended] {
            *end -= self.dropped_bytes;
        }
        self.ends_len += ended;
    }

    /// Makes sure that the core can write at least one byte and one cell: grows, or drops what is beyond the limits.
    fn make_room(&mut self) {
        if self.ends_len == self.ends.len() {
            if self.ends_len >= self.limits.cells + SLACK_CELLS {
                let keep = self.limits.cells;
                self.dropped_cells += self.ends_len - keep;
                self.ends_len = keep;
                self.drop_text_from(self.ends[keep - 1]);
            } else {
                self.ends.resize(self.ends.len() * 2, 0);
            }
        }
        if self.text_len == self.text.len() {
            let start = if self.ends_len == 0 { 0 } else { self.ends[self.ends_len - 1] };
            if self.text_len - start >= self.limits.cell_bytes + SLACK_BYTES {
                // One byte more than allowed stays, so that the length tells.
                self.drop_text_from(start + self.limits.cell_bytes + 1);
            } else {
                self.text.resize(self.text.len() * 2, 0);
            }
        }
    }

    fn drop_text_from(&mut self, keep: usize) {
        self.dropped_bytes += self.text_len - keep;
        self.text_len = keep;
    }

    /// Ends a record that has no line end. The core does not tell whether a quote is still open, but it takes one more
    /// line end for text then.
    fn finish_record(&mut self) -> bool {
        self.make_room();
        let (result, _, written, ended) =
            self.core.read_record(b"\n", &mut self.text[self.text_len..], &mut self.ends[self.ends_len..]);
        self.take(written, ended);
        let unclosed = result != csv_core::ReadRecordResult::Record;
        if unclosed {
            self.make_room();
            let (_, _, _, ended) =
                self.core.read_record(&[], &mut self.text[self.text_len..], &mut self.ends[self.ends_len..]);
            self.take(0, ended);
            self.ends[self.ends_len - 1] -= 1;
        }
        self.complete(unclosed)
    }

    /// Applies the limits to a record that has come to its end; false when it is not to be handed out.
    fn complete(&mut self, unclosed: bool) -> bool {
        self.in_record = false;
        let found = self.ends_len + self.dropped_cells;
        if found > self.limits.cells {
            self.ends_len = self.limits.cells;
            let kind = CsvProblemKind::TooManyCells { found, limit: self.limits.cells };
            self.problems.push(CsvProblem::on_line(self.record_line, kind));
        }
        self.text_len = self.ends[self.ends_len - 1];
        if self.text_len > self.limits.cell_bytes {
            self.cut_long_cells();
        }
        if unclosed {
            let last = self.ends_len - 1;
            let before = if last == 0 { 0 } else { self.ends[last - 1] };
            let line = self.record_line + line_ends(&self.text[..before]);
            self.problems.push(CsvProblem::in_cell(line, last, CsvProblemKind::UnclosedQuote));
        }
        if self.records == 0 && self.record_line == 1 && is_separator_line(self.row().cells()) {
            return false;
        }
        if self.records > self.limits.rows {
            self.stopped =
                Some(CsvProblem::on_line(self.record_line, CsvProblemKind::TooManyRows { limit: self.limits.rows }));
            return false;
        }
        self.records += 1;
        true
    }

    fn cut_long_cells(&mut self) {
        let limit = self.limits.cell_bytes;
        let (mut start, mut kept) = (0, 0);
        for column in 0..self.ends_len {
            let end = self.ends[column];
            let mut len = end - start;
            if len > limit {
                len = limit;
                while len > 0 && self.text[start + len] & 0xC0 == 0x80 {
                    len -= 1;
                }
                self.problems.push(CsvProblem::in_cell(
                    self.record_line,
                    column,
                    CsvProblemKind::CellTooLong { limit },
                ));
            }
            self.text.copy_within(start..start + len, kept);
            kept += len;
            self.ends[column] = kept;
            start = end;
        }
        self.text_len = kept;
    }
}

fn line_ends(bytes: &[u8]) -> u64 {
    let ends = |(at, b): (usize, &u8)| *b == b'\n' || (*b == b'\r' && bytes.get(at + 1) != Some(&b'\n'));
    bytes.iter().enumerate().filter(|found| ends(*found)).count() as u64
}
