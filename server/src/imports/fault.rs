//! What is wrong with a row of a file: a code with values, worded for the reader when it is shown.

use contract::api::import::{Reading, RowProblem};
use contract::catalogue::Arg;
use contract::csv::problem::{CellProblem, CsvProblem, CsvProblemKind};
use contract::csv::write::unguard;
use contract::locale::Locale;
use contract::solution::{CoSellStatus, OfferType};
use serde::{Deserialize, Serialize};

use crate::texts::text;

/// The longest value that is shown beside a problem, in characters.
const SHOWN: usize = 80;

/// A problem of a row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowFault {
    /// The place of the cell in the file's row, from 0; absent when it is about the whole row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<usize>,
    /// What is wrong.
    pub kind: FaultKind,
    /// What the cell holds, cut after 80 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

/// What is wrong with a row or cell.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum FaultKind {
    /// It cannot be read.
    Csv {
        /// Why.
        problem: CsvProblemKind,
    },
    /// The Solution ID stands on an earlier line too.
    DuplicateId {
        /// That line.
        line: u64,
    },
    /// Not one of the company's partner IDs; whether it is another company's is not said.
    UnknownPartnerId,
    /// Not the name of an offer type.
    UnknownOfferType,
    /// Not the name of a co-sell status.
    UnknownCoSellStatus,
    /// Neither e-mail address nor name of a colleague.
    UnknownColleague,
    /// A name that several colleagues have.
    SeveralColleagues,
    /// The company has no solution of that ID.
    UnknownSolution,
    /// An amount without a currency.
    CurrencyMissing,
    /// Longer than allowed, in characters.
    TextTooLong {
        /// The limit.
        max: usize,
        /// How long it is.
        found: usize,
    },
    /// A line end, a tab or another control character where none belongs.
    ControlCharacter,
    /// No GUID.
    NotATenantId,
    /// A row of another kind than resellers.
    NotATenantRow,
    /// No code of two letters.
    NotACountry,
    /// No reseller of the directory has this tenant ID.
    UnknownTenant,
    /// The reseller left the programme.
    LeftProgramme,
    /// The tenant ID stands on an earlier line too.
    DuplicateTenant {
        /// That line.
        line: u64,
    },
}

impl From<CellProblem> for FaultKind {
    fn from(problem: CellProblem) -> Self {
        FaultKind::Csv { problem: problem.into() }
    }
}

impl RowFault {
    /// A problem of one cell.
    pub fn in_cell(column: usize, kind: impl Into<FaultKind>, cell: &str) -> RowFault {
        let value = unguard(cell).trim();
        let value = (!value.is_empty()).then(|| cut(value));
        RowFault { column: Some(column), kind: kind.into(), value }
    }

    /// A problem that the reader of CSV found, in a row with these cells.
    pub fn of_csv(problem: &CsvProblem, cells: &[String]) -> RowFault {
        let kind = FaultKind::Csv { problem: problem.kind.clone() };
        match problem.column {
            Some(column) => RowFault::in_cell(column, kind, cells.get(column).map_or("", String::as_str)),
            None => RowFault { column: None, kind, value: None },
        }
    }

    /// For a reader, on a line of the file that was read so.
    pub fn worded(&self, line: u64, reading: Option<&Reading>, locale: Locale) -> RowProblem {
        let heading = self.column.and_then(|at| reading?.columns.get(at)).map(|column| column.heading.clone());
        let (key, args) = self.kind.sentence(heading.as_deref(), locale);
        RowProblem {
            line,
            code: self.kind.code().to_owned(),
            message: text(locale, &key, &args),
            column: heading,
            value: self.value.clone(),
        }
    }
}

fn cut(value: &str) -> String {
    match value.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &value[..end]),
        None => value.to_owned(),
    }
}

impl FaultKind {
    /// The machine's word.
    pub const fn code(&self) -> &'static str {
        match self {
            FaultKind::Csv { problem } => problem.code(),
            FaultKind::DuplicateId { .. } => "duplicateId",
            FaultKind::UnknownPartnerId => "unknownPartnerId",
            FaultKind::UnknownOfferType => "unknownOfferType",
            FaultKind::UnknownCoSellStatus => "unknownCoSellStatus",
            FaultKind::UnknownColleague => "unknownColleague",
            FaultKind::SeveralColleagues => "severalColleagues",
            FaultKind::UnknownSolution => "unknownSolution",
            FaultKind::CurrencyMissing => "currencyMissing",
            FaultKind::TextTooLong { .. } => "textTooLong",
            FaultKind::ControlCharacter => "controlCharacter",
            FaultKind::NotATenantId => "notATenantId",
            FaultKind::NotATenantRow => "notATenantRow",
            FaultKind::NotACountry => "notACountry",
            FaultKind::UnknownTenant => "unknownTenant",
            FaultKind::LeftProgramme => "leftProgramme",
            FaultKind::DuplicateTenant { .. } => "duplicateTenant",
        }
    }

    fn sentence(&self, heading: Option<&str>, locale: Locale) -> (String, Vec<(&'static str, Arg)>) {
        if let FaultKind::Csv { problem } = self {
            return match (problem, heading) {
                // The file's own name for the column is the one that a person looks for.
                (CsvProblemKind::MissingCell { .. }, Some(heading)) => (problem.key(), vec![("name", heading.into())]),
                _ => (problem.key(), problem.args()),
            };
        }
        let args = match self {
            FaultKind::DuplicateId { line } | FaultKind::DuplicateTenant { line } => vec![("line", (*line).into())],
            FaultKind::UnknownOfferType => vec![("expected", offer_types(locale).into())],
            FaultKind::UnknownCoSellStatus => vec![("expected", statuses(locale).into())],
            FaultKind::TextTooLong { max, found } => vec![("max", (*max).into()), ("n", (*found).into())],
            _ => Vec::new(),
        };
        // catalogue: import.problem.*
        (format!("import.problem.{}", self.code()), args)
    }
}

/// The names that are understood, in the reader's language where the reader of files knows them.
fn offer_types(locale: Locale) -> String {
    let name = |value: &OfferType| {
        let name = text(locale, &format!("offerType.{}", value.word()), &[]);
        if OfferType::from_name(&name) == Some(*value) { name } else { value.name().to_owned() }
    };
    OfferType::ALL.iter().map(name).collect::<Vec<_>>().join(", ")
}

fn statuses(locale: Locale) -> String {
    let name = |value: &CoSellStatus| {
        let name = text(locale, &format!("coSell.{}", value.word()), &[]);
        if CoSellStatus::from_name(&name) == Some(*value) { name } else { value.name().to_owned() }
    };
    CoSellStatus::ALL.iter().map(name).collect::<Vec<_>>().join(", ")
}
