//! Why a file cannot be read at all: kept as a code with values, worded when it is shown.

use contract::catalogue::Arg;
use contract::csv::encoding::FileEncoding;
use contract::csv::problem::CsvProblemKind;
use contract::locale::Locale;
use serde::{Deserialize, Serialize};

use crate::texts::text;

/// Why a job failed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "code", rename_all = "camelCase", rename_all_fields = "camelCase")]
pub enum Failure {
    /// Empty, not text, too many rows, no known heading, a header that is no header.
    Csv {
        /// What was found.
        problem: CsvProblemKind,
    },
    /// A quote is opened and never closed, so that the rest of the file is one cell.
    UnclosedQuote {
        /// The line on which the row begins.
        line: u64,
    },
    /// The bytes are not of the encoding that was guessed or chosen.
    NotThisEncoding {
        /// The first line that cannot be read.
        line: u64,
        /// The encoding.
        encoding: FileEncoding,
        /// The likeliest other one.
        other: FileEncoding,
    },
    /// A header and nothing below.
    NoRows,
    /// Reading was begun several times and never came to an end.
    NeverEnds,
}

impl Failure {
    /// The sentence for a reader.
    pub fn worded(&self, locale: Locale) -> String {
        // catalogue: import.encoding.*
        let name = |encoding: &FileEncoding| Arg::Key(format!("import.encoding.{}", encoding.word()));
        let (key, args) = match self {
            Failure::Csv { problem } => return text(locale, &problem.key(), &problem.args()),
            Failure::UnclosedQuote { line } => ("import.failure.unclosedQuote", vec![("line", (*line).into())]),
            Failure::NotThisEncoding { line, encoding, other } => (
                "import.failure.notThisEncoding",
                vec![("line", (*line).into()), ("encoding", name(encoding)), ("other", name(other))],
            ),
            Failure::NoRows => ("import.failure.noRows", Vec::new()),
            Failure::NeverEnds => ("import.failure.neverEnds", Vec::new()),
        };
        text(locale, key, &args)
    }
}

impl From<CsvProblemKind> for Failure {
    fn from(problem: CsvProblemKind) -> Self {
        Failure::Csv { problem }
    }
}
