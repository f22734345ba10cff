//! What can be wrong with a CSV file or one of its cells: codes with parameters, for the catalogue of the reader's
//! language.

use serde::{Deserialize, Serialize};

use super::sniff::NotText;
use crate::catalogue::Arg;

/// A problem and where it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CsvProblem {
    /// The line of the file on which the record begins, from 1.
    pub line: u64,
    /// The place of the cell in its record, from 0; absent when the problem is about the whole record or file.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// What is wrong.
    pub kind: CsvProblemKind,
}

/// What is wrong with a file, a record or a cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CsvProblemKind {
    /// The file has no record at all.
    EmptyFile,
    /// The file is not text; reading stopped.
    NotText {
        /// What it seems to be.
        #[cfg_attr(feature = "openapi", schema(value_type = String))]
        found: NotText,
    },
    /// More records than allowed; reading stopped.
    TooManyRows {
        /// Records allowed, the header not counted.
        limit: u64,
    },
    /// No name of the first line is one of ours.
    NoHeader,
    /// A required column is not there.
    MissingColumn {
        /// The English name of the column, as exports write it.
        name: String,
    },
    /// Two columns of the file are taken for the same one of ours; `column` is the later one.
    DuplicateColumn {
        /// The English name of the column.
        name: String,
        /// The place of the earlier column, from 0.
        first: usize,
    },
    /// A mapping names a column that this kind of file does not have.
    UnknownColumn {
        /// The id that was given.
        id: String,
    },
    /// A mapping has an entry for each column of another file.
    MappingLength {
        /// Entries given.
        found: usize,
        /// Columns of the file.
        expected: usize,
    },
    /// A quote was opened in this cell and never closed; the cell swallowed the rest of the file.
    UnclosedQuote,
    /// More cells than allowed or than the header has.
    TooManyCells {
        /// Cells of the record.
        found: usize,
        /// Cells allowed.
        limit: usize,
    },
    /// The cell is longer than allowed and was cut.
    CellTooLong {
        /// Bytes of UTF-8 allowed.
        limit: usize,
    },
    /// A required cell is empty or not there.
    MissingCell {
        /// The English name of the column.
        name: String,
    },
    /// The cell's value cannot be read.
    Cell {
        /// Why.
        problem: CellProblem,
    },
}

/// Why the text of a cell is not a value of the kind that was expected.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CellProblem {
    /// Not a date in a form that is read, or not in the calendar.
    NotADate,
    /// Day and month can be told either way; expected is the form 2026-11-21.
    AmbiguousDate {
        /// The value with the day first, as 2026-04-03.
        day_first: String,
        /// The value with the month first.
        month_first: String,
    },
    /// Not a date and time of RFC 3339.
    NotATime,
    /// Not a currency code of ISO 4217.
    NotACurrency,
    /// Not an amount of money.
    NotAnAmount,
    /// The amount is below zero.
    NegativeAmount,
    /// A separator can mean thousands or decimals.
    AmbiguousAmount,
    /// More decimals than the currency has.
    TooManyDecimals {
        /// The currency.
        currency: String,
        /// Decimals that it has.
        digits: u32,
    },
    /// Too large to be kept exactly.
    AmountTooLarge,
    /// Not a whole number from zero up.
    NotACount,
    /// Not shaped like an e-mail address.
    NotAnEmail,
    /// Not an address of the web.
    NotAUrl,
    /// An address of the web that does not begin with https.
    NotHttps,
}

impl CsvProblem {
    /// A problem of a whole record or file.
    pub const fn on_line(line: u64, kind: CsvProblemKind) -> CsvProblem {
        CsvProblem { line, column: None, kind }
    }

    /// A problem of one cell.
    pub const fn in_cell(line: u64, column: usize, kind: CsvProblemKind) -> CsvProblem {
        CsvProblem { line, column: Some(column), kind }
    }
}

impl From<CellProblem> for CsvProblemKind {
    fn from(problem: CellProblem) -> Self {
        CsvProblemKind::Cell { problem }
    }
}

impl CsvProblemKind {
    /// The code: one word (camelCase), unique among these and the cell problems.
    pub const fn code(&self) -> &'static str {
        match self {
            CsvProblemKind::EmptyFile => "emptyFile",
            CsvProblemKind::NotText { .. } => "notText",
            CsvProblemKind::TooManyRows { .. } => "tooManyRows",
            CsvProblemKind::NoHeader => "noHeader",
            CsvProblemKind::MissingColumn { .. } => "missingColumn",
            CsvProblemKind::DuplicateColumn { .. } => "duplicateColumn",
            CsvProblemKind::UnknownColumn { .. } => "unknownColumn",
            CsvProblemKind::MappingLength { .. } => "mappingLength",
            CsvProblemKind::UnclosedQuote => "unclosedQuote",
            CsvProblemKind::TooManyCells { .. } => "tooManyCells",
            CsvProblemKind::CellTooLong { .. } => "cellTooLong",
            CsvProblemKind::MissingCell { .. } => "missingCell",
            CsvProblemKind::Cell { problem } => problem.code(),
        }
    }

    /// The catalogue key of the sentence.
    // catalogue: csv.*
    pub fn key(&self) -> String {
        format!("csv.{}", self.code())
    }

    /// Values for the sentence's placeholders; a limit is named `n`, so that it chooses the plural.
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            // catalogue: csv.found.*
            CsvProblemKind::NotText { found } => vec![("found", Arg::Key(format!("csv.found.{}", found.word())))],
            CsvProblemKind::TooManyRows { limit } => vec![("n", Arg::Count(*limit))],
            CsvProblemKind::MissingColumn { name } | CsvProblemKind::MissingCell { name } => {
                vec![("name", name.clone().into())]
            }
            CsvProblemKind::DuplicateColumn { name, first } => {
                vec![("name", name.clone().into()), ("first", (first + 1).into())]
            }
            CsvProblemKind::UnknownColumn { id } => vec![("id", id.clone().into())],
            CsvProblemKind::MappingLength { found, expected } => {
                vec![("found", (*found).into()), ("n", (*expected).into())]
            }
            CsvProblemKind::TooManyCells { found, limit } => vec![("found", (*found).into()), ("n", (*limit).into())],
            CsvProblemKind::CellTooLong { limit } => vec![("n", (*limit).into())],
            CsvProblemKind::Cell { problem } => problem.args(),
            CsvProblemKind::EmptyFile | CsvProblemKind::NoHeader | CsvProblemKind::UnclosedQuote => Vec::new(),
        }
    }
}

impl CellProblem {
    /// The code: one word (camelCase).
    pub const fn code(&self) -> &'static str {
        match self {
            CellProblem::NotADate => "notADate",
            CellProblem::AmbiguousDate { .. } => "ambiguousDate",
            CellProblem::NotATime => "notATime",
            CellProblem::NotACurrency => "notACurrency",
            CellProblem::NotAnAmount => "notAnAmount",
            CellProblem::NegativeAmount => "negativeAmount",
            CellProblem::AmbiguousAmount => "ambiguousAmount",
            CellProblem::TooManyDecimals { .. } => "tooManyDecimals",
            CellProblem::AmountTooLarge => "amountTooLarge",
            CellProblem::NotACount => "notACount",
            CellProblem::NotAnEmail => "notAnEmail",
            CellProblem::NotAUrl => "notAUrl",
            CellProblem::NotHttps => "notHttps",
        }
    }

    /// The catalogue key of the sentence.
    pub fn key(&self) -> String {
        format!("csv.{}", self.code())
    }

    /// Values for the sentence's placeholders.
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        match self {
            CellProblem::AmbiguousDate { day_first, month_first } => {
                vec![("dayFirst", day_first.clone().into()), ("monthFirst", month_first.clone().into())]
            }
            CellProblem::TooManyDecimals { currency, digits } => {
                vec![("currency", currency.clone().into()), ("n", Arg::Count(u64::from(*digits)))]
            }
            _ => Vec::new(),
        }
    }
}
