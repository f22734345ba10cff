//! What stands between the cells of a file, guessed from its first lines.

use super::read::{Limits, Reader};
use super::record::is_separator_line;

word_enum! {
    /// The separator of a file; Excel uses the semicolon where the comma writes decimals.
    Separator {
        Comma = "comma",
        Semicolon = "semicolon",
        Tab = "tab",
    }
}

/// Bytes and records that the guess looks at.
const LOOKED_AT: usize = 64 * 1024;
const RECORDS: usize = 20;

impl Separator {
    /// The separator as a byte.
    pub const fn byte(self) -> u8 {
        match self {
            Separator::Comma => b',',
            Separator::Semicolon => b';',
            Separator::Tab => b'\t',
        }
    }

    /// The likeliest separator of a text or its first part: what a leading `sep=;` line says (Excel); else the one that
    /// cuts the header into most cells and the records that follow into as many. A file of one column is read with
    /// commas.
    pub fn guess(text: &str) -> Separator {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        if let Some(named) = named(text) {
            return named;
        }
        let start = &text[..text.floor_char_boundary(LOOKED_AT)];
        // The comma comes last because names and amounts contain it: on equal terms the others are meant.
        let mut best = (0, Separator::Comma);
        for separator in [Separator::Tab, Separator::Semicolon, Separator::Comma] {
            let score = score(start, separator, start.len() < text.len());
            if score > best.0 {
                best = (score, separator);
            }
        }
        best.1
    }
}

/// The separator that a leading `sep=` line names.
fn named(text: &str) -> Option<Separator> {
    let line = text.split(['\r', '\n']).next().unwrap_or_default();
    let bare = line.trim_matches('"');
    let separator =
        Separator::ALL.iter().copied().find(|separator| bare.as_bytes().get(4) == Some(&separator.byte()))?;
    is_separator_line([bare].into_iter()).then_some(separator)
}

/// Cells of the header, weighted by the share of records with as many, in thousandths; 0 when the header is not cut at
/// all.
fn score(text: &str, separator: Separator, cut: bool) -> usize {
    let mut reader = Reader::new(separator, Limits::default());
    let mut rest = text;
    let mut cells = Vec::with_capacity(RECORDS);
    while cells.len() < RECORDS
        && let Some(row) = reader.read(&mut rest)
    {
        cells.push(row.len());
    }
    if (!cut || cells.is_empty())
        && cells.len() < RECORDS
        && let Some(row) = reader.finish()
    {
        cells.push(row.len());
    }
    match cells.split_first() {
        Some((&header, rows)) if header > 1 => {
            let alike = rows.iter().filter(|&&row| row == header).count();
            // The header counts as alike, so that a file without records is judged by it alone.
            header * 1000 * (alike + 1) / (rows.len() + 1)
        }
        _ => 0,
    }
}
