//! Writes CSV files that spreadsheets open safely and the reader gives back as they were: UTF-8 with a mark, CR LF,
//! guarded formulas.

use std::borrow::Cow;

use super::separator::Separator;

/// Writes records into a growing buffer that can be taken away piece by piece.
///
/// ```
/// # use contract::csv::{separator::Separator, write::Writer};
/// let mut writer = Writer::new(Separator::Comma);
/// writer.row(["ID", "Name"]);
/// writer.row(["1", "=Contoso, Ltd"]);
/// assert_eq!(writer.take(), "\u{FEFF}ID,Name\r\n1,\"'=Contoso, Ltd\"\r\n".as_bytes());
/// ```
#[derive(Debug)]
pub struct Writer {
    core: csv_core::Writer,
    out: Vec<u8>,
    in_row: bool,
}

impl Writer {
    /// A writer whose first bytes are the mark of UTF-8, by which Excel knows the encoding.
    pub fn new(separator: Separator) -> Writer {
        let core =
            csv_core::WriterBuilder::new().delimiter(separator.byte()).terminator(csv_core::Terminator::CRLF).build();
        Writer { core, out: "\u{FEFF}".into(), in_row: false }
    }

    /// Writes one cell of the current row, guarded and quoted as needed. A zero character, which no database keeps, is
    /// written as U+FFFD.
    pub fn cell(&mut self, text: &str) {
        if self.in_row {
            self.fill(|core, out| {
                let (result, written) = core.delimiter(out);
                (result, 0, written)
            });
        }
        self.in_row = true;
        let mut text = guard(text);
        if text.contains('\0') {
            text = Cow::Owned(text.replace('\0', "\u{FFFD}"));
        }
        let mut rest = text.as_bytes();
        self.fill(|core, out| {
            let (result, read, written) = core.field(rest, out);
            rest = &rest[read..];
            (result, rest.len(), written)
        });
    }

    /// Ends the current row. A row without cells is written as one empty cell, for an empty line would be no record.
    pub fn end_row(&mut self) {
        self.in_row = false;
        self.fill(|core, out| {
            let (result, written) = core.terminator(out);
            (result, 0, written)
        });
    }

    /// Writes a whole row.
    pub fn row<C: AsRef<str>>(&mut self, cells: impl IntoIterator<Item = C>) {
        for cell in cells {
            self.cell(cell.as_ref());
        }
        self.end_row();
    }

    /// The bytes written since the last call, so that a long file can be sent in pieces.
    pub fn take(&mut self) -> Vec<u8> {
        std::mem::take(&mut self.out)
    }

    /// Gives a step of the core room until it is done. The step tells how many bytes are left to write and how many it
    /// wrote.
    fn fill(
        &mut self,
        mut step: impl FnMut(&mut csv_core::Writer, &mut [u8]) -> (csv_core::WriteResult, usize, usize),
    ) {
        let mut room = 64;
        loop {
            let at = self.out.len();
            self.out.resize(at + room, 0);
            let (result, left, written) = step(&mut self.core, &mut self.out[at..]);
            self.out.truncate(at + written);
            if result == csv_core::WriteResult::InputEmpty {
                return;
            }
            room = left * 2 + 64;
        }
    }
}

/// The cell with one `'` in front when a spreadsheet would take it for a formula or an instruction, when it would save it
/// as another number, or when it begins with `'` itself (rules.md; numbers: O).
pub fn guard(text: &str) -> Cow<'_, str> {
    if needs_guard(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The cell without the one `'` that `guard` sets; a `'` before anything else belongs to the text ('s-Hertogenbosch)
/// and stays.
pub fn unguard(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if needs_guard(text) => text,
        _ => cell,
    }
}

fn needs_guard(text: &str) -> bool {
    text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '\''])
        || text.get(..4).is_some_and(|start| start.eq_ignore_ascii_case("sep="))
        || is_fragile_number(text)
}

/// The digits that a spreadsheet keeps of a number.
const DIGITS_KEPT: usize = 15;

/// What a spreadsheet would turn into a number and save otherwise: zeros in front (`00042`), more digits than it keeps, an
/// exponent (`12E4`). Such a text is a name or an ID; amounts and counts are written in none of these ways.
fn is_fragile_number(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if let Some((number, power)) = text.split_once(['e', 'E']) {
        return digits(&number.replace(['.', ','], "")) && digits(power.strip_prefix(['+', '-']).unwrap_or(power));
    }
    let bare = text.replace(['.', ','], "");
    let zeros = text.starts_with('0') && text[1..].starts_with(|c: char| c.is_ascii_digit());
    digits(&bare) && (zeros || bare.len() > DIGITS_KEPT)
}
