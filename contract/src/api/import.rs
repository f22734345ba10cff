//! Imports of CSV files as jobs: parts in, guesses shown, problems by row and column, a preview, one commit.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::csv::columns::{COLLATERAL, CONTACTS, REFERRALS, SOLUTIONS};
use crate::csv::encoding::FileEncoding;
use crate::csv::header::ColumnSet;
use crate::csv::separator::Separator;

word_enum! {
    /// What a file holds.
    ImportKind {
        Solutions = "solutions",
        Referrals = "referrals",
        Collateral = "collateral",
        Contacts = "contacts",
    }
}

impl ImportKind {
    /// The columns that a file of this kind may have.
    pub const fn columns(self) -> &'static ColumnSet {
        match self {
            ImportKind::Solutions => &SOLUTIONS,
            ImportKind::Referrals => &REFERRALS,
            ImportKind::Collateral => &COLLATERAL,
            ImportKind::Contacts => &CONTACTS,
        }
    }

    /// The catalogue key of a column's name for people, by the column's id.
    // catalogue: import.column.*
    pub fn column_key(self, id: &str) -> String {
        let id = if self == ImportKind::Contacts && id == "name" { "contactName" } else { id };
        format!("import.column.{id}")
    }
}

word_enum! {
    /// How far a job has come.
    ImportState {
        /// Parts are missing.
        Uploading = "uploading",
        /// The server reads the file.
        Reading = "reading",
        /// Guesses, problems and preview can be looked at; nothing is written yet.
        Review = "review",
        /// The confirmed rows are written.
        Committed = "committed",
        /// The file cannot be read; `failure` says why.
        Failed = "failed",
    }
}

/// Bytes of one part; the last one is shorter.
pub const PART_BYTES: u64 = 1_048_576;
/// The largest file, in bytes.
pub const FILE_BYTES_MAX: u64 = 50_000_000;
/// The most rows of a file, without its header.
pub const ROWS_MAX: u64 = 100_000;

/// Body of `POST imports`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewImport {
    /// What the file holds.
    pub kind: ImportKind,
    /// The file's name, for people.
    pub file_name: String,
    /// The file's size in bytes, at most `FILE_BYTES_MAX`.
    pub size: u64,
}

/// A job as `GET imports/{id}` gives it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportJob {
    /// Opaque id.
    pub id: String,
    /// What the file holds.
    pub kind: ImportKind,
    /// The file's name.
    pub file_name: String,
    /// The file's size in bytes.
    pub size: u64,
    /// How far it has come.
    pub state: ImportState,
    /// Who started it.
    pub by: String,
    /// When it was started.
    #[serde(deserialize_with = "crate::moment::instant")]
    pub at: DateTime<Utc>,
    /// Parts that are still missing, from 0; upload goes on with these after a break. Empty once the job has left
    /// `uploading`.
    pub missing_parts: Vec<u32>,
    /// Rows read so far, while reading; all rows afterwards.
    pub rows_read: u64,
    /// How a person wants the file read; what is absent was guessed.
    pub settings: ImportSettings,
    /// What the server made of the file; present from `review` on, and with `failed` when it is text, so that encoding,
    /// separator and columns can be set right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reading: Option<Reading>,
    /// Why the file cannot be read: a sentence in the reader's language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
    /// Raised by every reading and by the commit; the commit names the one that was looked at.
    pub version: u64,
}

/// How a file was read and what its rows would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Reading {
    /// Guessed, or chosen by the person.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub encoding: FileEncoding,
    /// Guessed, or chosen by the person.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub separator: Separator,
    /// The file's columns with what each is taken for.
    pub columns: Vec<FileColumn>,
    /// Names, in the reader's language, of columns that a person must map: required ones that nothing is taken for, and
    /// ones that two headings name alike. Rows are not checked until there are none.
    pub missing: Vec<String>,
    /// What the rows would do.
    pub counts: RowCounts,
}

/// A column of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FileColumn {
    /// The heading in the file.
    pub heading: String,
    /// The id of our column that it is taken for; absent when it is left aside.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// The first values, at most three.
    pub samples: Vec<String>,
}

/// Rows by what a commit would do with them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RowCounts {
    /// Would be added.
    pub new: u64,
    /// Would change something.
    pub changed: u64,
    /// Are already so.
    pub unchanged: u64,
    /// Have a problem and stay out.
    pub rejected: u64,
}

impl RowCounts {
    /// Rows that a commit would write.
    pub const fn to_write(&self) -> u64 {
        self.new + self.changed
    }

    /// All rows of the file.
    pub const fn total(&self) -> u64 {
        self.new + self.changed + self.unchanged + self.rejected
    }
}

/// Body of `PUT imports/{id}/settings`: reads the file again in another way.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ImportSettings {
    /// "File encoding"; guessed when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub encoding: Option<FileEncoding>,
    /// The separator; guessed when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub separator: Option<Separator>,
    /// For each column of the file the id of ours, or null to leave it aside; guessed when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub columns: Option<Vec<Option<String>>>,
}

/// A problem of one row, worded in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RowProblem {
    /// The line in the file on which the row begins, from 1.
    pub line: u64,
    /// The heading of the column, when it is about one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// The machine's word.
    pub code: String,
    /// What was expected.
    pub message: String,
    /// What the cell holds, cut after 80 characters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
}

word_enum! {
    /// What a commit would do with a row.
    RowEffect {
        New = "new",
        Changed = "changed",
        Unchanged = "unchanged",
        Rejected = "rejected",
    }
}

/// A row of the preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PreviewRow {
    /// The line in the file.
    pub line: u64,
    /// New or changed.
    pub effect: RowEffect,
    /// The "Solution ID".
    pub solution_id: String,
    /// What it is called: the solution's name, the customer, the title, the contact.
    pub name: String,
    /// What would change; empty for new rows.
    pub changes: Vec<FieldChange>,
}

/// One field that would change.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FieldChange {
    /// The id of our column.
    pub column: String,
    /// What is stored, as text for people; empty for nothing.
    pub before: String,
    /// What the file says.
    pub after: String,
    /// Whether a person set the stored value here.
    pub set_here: bool,
}

/// Body of `POST imports/{id}/commit`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CommitImport {
    /// `ImportJob::version` of the reading that the person looked at.
    pub seen_version: u64,
}
