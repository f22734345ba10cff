//! Rejected rows as a file: the person's own headings and cells, between the line and the reasons; behind these what a row has
//! beyond the headings.

use contract::api::import::Reading;
use contract::csv::separator::Separator;
use contract::csv::write::{Writer, unguard};
use contract::locale::Locale;

use crate::store::imports::review::RejectedRow;
use crate::texts::text;

/// Writes rejected rows in a reader's language.
pub struct RejectedFile<'a> {
    writer: Writer,
    reading: &'a Reading,
    locale: Locale,
}

impl<'a> RejectedFile<'a> {
    /// A file with its header.
    pub fn new(reading: &'a Reading, locale: Locale) -> RejectedFile<'a> {
        let mut writer = Writer::new(Separator::Comma);
        writer.cell(&text(locale, "import.rejected.line", &[]));
        for column in &reading.columns {
            writer.cell(&column.heading);
        }
        writer.cell(&text(locale, "import.rejected.reasons", &[]));
        writer.end_row();
        RejectedFile { writer, reading, locale }
    }

    /// Adds rows.
    pub fn add(&mut self, rows: &[RejectedRow]) {
        for row in rows {
            self.writer.cell(&row.line.to_string());
            for at in 0..self.reading.columns.len() {
                // The writer sets the guard again.
                self.writer.cell(row.cells.get(at).map_or("", |cell| unguard(cell)));
            }
            let reasons: Vec<String> = row.faults.iter().map(|fault| self.reason(row.line, fault)).collect();
            self.writer.cell(&reasons.join(" "));
            // Cells that no heading stands over are often the reason itself, and nothing of a row is lost.
            row.cells.iter().skip(self.reading.columns.len()).for_each(|cell| self.writer.cell(unguard(cell)));
            self.writer.end_row();
        }
    }

    /// The bytes since the last call.
    pub fn take(&mut self) -> Vec<u8> {
        self.writer.take()
    }

    fn reason(&self, line: u64, fault: &super::fault::RowFault) -> String {
        let problem = fault.worded(line, Some(self.reading), self.locale);
        match problem.column {
            Some(column) => text(
                self.locale,
                "import.rejected.reason",
                &[("column", column.into()), ("message", problem.message.into())],
            ),
            None => problem.message,
        }
    }
}
