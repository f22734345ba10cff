//! Words of imports that several steps say.

use contract::api::import::{ImportJob, ImportKind};
use contract::csv::encoding::FileEncoding;
use contract::csv::separator::Separator;

use crate::i18n::{self, t, tf};

/// What a kind of file holds.
pub fn kind_name(kind: ImportKind) -> String {
    // catalogue: import.kind.*
    t(&format!("import.kind.{}", kind.word()))
}

/// An encoding's name.
pub fn encoding_name(encoding: FileEncoding) -> String {
    // catalogue: import.encoding.*
    t(&format!("import.encoding.{}", encoding.word()))
}

/// A separator's name.
pub fn separator_name(separator: Separator) -> String {
    // catalogue: import.separator.*
    t(&format!("import.separator.{}", separator.word()))
}

/// One of our columns, by its id.
pub fn column_name(kind: ImportKind, id: &str) -> String {
    t(&kind.column_key(id))
}

/// Names as a list, such as "Solution ID, Solution name".
pub fn listed(names: impl IntoIterator<Item = String>) -> String {
    names.into_iter().collect::<Vec<_>>().join(&t("import.listed"))
}

/// What a file is, in one line below its name: kind, size, who brought it and when.
pub fn about(job: &ImportJob) -> String {
    tf(
        "import.about",
        &[
            ("kind", kind_name(job.kind).into()),
            ("size", i18n::file_size(job.size).into()),
            ("person", job.by.as_str().into()),
            ("when", i18n::date_time(job.at).into()),
        ],
    )
}
