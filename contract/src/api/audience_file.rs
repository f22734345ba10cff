//! Importing a list of resellers on the wire: a file is previewed by kind, then confirmed as it was shown.
//!
//! `POST offers/{id}/resell/import` takes the file as it is (`text/csv`), everything else in its query: `mode` (`add`,
//! `replace`), `encoding` and `separator` (guessed when absent), `dryRun=true` for the preview, `seen` to confirm it. With
//! `dryRun=true&answer=rejected` it answers the rejected rows as a file with a column of reasons.

use serde::{Deserialize, Serialize};

use crate::api::audience::NeedFigures;
use crate::api::import::{FileColumn, RowProblem};
use crate::audience::tenant::TenantId;
use crate::csv::encoding::FileEncoding;
use crate::csv::separator::Separator;

/// Rows and problems that a preview names; the counts are of all.
pub const PREVIEW_ROWS: usize = 1_000;

word_enum! {
    /// What confirming does with a row of the file, or with a reseller that the file has not. The page words it as
    /// `resell.import.{word}`.
    ListEffect {
        /// Comes into the draft.
        Added = "added",
        /// Is in the draft already.
        AlreadyThere = "alreadyThere",
        /// No reseller of the directory has this tenant ID.
        UnknownTenant = "unknownTenant",
        /// The reseller has left the programme and cannot be added.
        LeftProgramme = "leftProgramme",
        /// The row cannot be read: no GUID, another type, a broken record.
        Invalid = "invalid",
        /// Stands on an earlier line too.
        Duplicate = "duplicate",
        /// With `replace`: is not in the file and leaves the draft.
        Removed = "removed",
        /// With `replace`: is not in the file and stays, because it is in the list in force and has sold.
        SoldAndMissing = "soldAndMissing",
    }
}

word_enum! {
    /// What a dry run answers.
    PreviewAs {
        /// The preview.
        Preview = "preview",
        /// The rejected rows as a file, with a column of reasons.
        Rejected = "rejected",
    }
}

/// How many rows each effect has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListCounts {
    /// Come into the draft.
    pub added: u64,
    /// Are in it already.
    pub already_there: u64,
    /// Tenant IDs of nobody.
    pub unknown_tenant: u64,
    /// Have left the programme.
    pub left_programme: u64,
    /// Cannot be read.
    pub invalid: u64,
    /// Stand on an earlier line too.
    pub duplicate: u64,
    /// Leave the draft.
    pub removed: u64,
    /// Stay although the file has them not, having sold.
    pub sold_and_missing: u64,
}

impl ListCounts {
    /// The count of an effect.
    pub const fn of(&mut self, effect: ListEffect) -> &mut u64 {
        match effect {
            ListEffect::Added => &mut self.added,
            ListEffect::AlreadyThere => &mut self.already_there,
            ListEffect::UnknownTenant => &mut self.unknown_tenant,
            ListEffect::LeftProgramme => &mut self.left_programme,
            ListEffect::Invalid => &mut self.invalid,
            ListEffect::Duplicate => &mut self.duplicate,
            ListEffect::Removed => &mut self.removed,
            ListEffect::SoldAndMissing => &mut self.sold_and_missing,
        }
    }
}

/// A row of the preview.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListRow {
    /// The line of the file, from 1; absent for a reseller that the file has not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub line: Option<u64>,
    /// What confirming does.
    pub effect: ListEffect,
    /// The tenant ID; absent when the row has none that can be read.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tenant_id: Option<TenantId>,
    /// The reseller's name in the directory, else what the row calls it.
    pub name: String,
}

/// What a file would do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ListPreview {
    /// Guessed, or as asked.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub encoding: FileEncoding,
    /// Guessed, or as asked.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub separator: Separator,
    /// The file's columns with what each is taken for; those taken for nothing are left aside.
    pub columns: Vec<FileColumn>,
    /// How many rows each effect has.
    pub counts: ListCounts,
    /// The first 1,000, problems first, each kind by line.
    pub rows: Vec<ListRow>,
    /// The first 1,000 problems by row and column, worded in the reader's language.
    pub problems: Vec<RowProblem>,
    /// How many problems there are in all.
    pub problem_count: u64,
    /// Why the file cannot be read at all, worded; nothing can be confirmed then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub failure: Option<String>,
    /// What the draft would need afterwards.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub need: Option<NeedFigures>,
    /// Names exactly what was shown: sent back as `seen` to confirm it. What changed in between is refused with 409
    /// `changedSince`. Empty with a failure.
    pub seen: String,
}
