//! The file that a person gave: looked at before anything is sent, and cut into parts.

use contract::api::import::FILE_BYTES_MAX;
use contract::csv::sniff::{NotText, sniff};
use js_sys::Uint8Array;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, File};

use crate::i18n::{file_size, t, tf};

/// Why a file is not taken.
#[derive(Clone, Debug, PartialEq)]
pub enum FileFault {
    /// It holds nothing.
    Empty(String),
    /// It is larger than the server takes: name and bytes.
    TooLarge(String, u64),
    /// It is no text at all.
    NotText(NotText),
    /// Not the file whose upload is to go on: its name and bytes, then the wanted ones.
    Other((String, u64), (String, u64)),
    /// The browser cannot read it any more.
    Gone(String),
}

impl FileFault {
    /// The sentence for the reader.
    pub fn sentence(&self) -> String {
        match self {
            FileFault::Empty(name) => tf("import.file.empty", &[("name", name.as_str().into())]),
            FileFault::TooLarge(name, size) => tf(
                "import.file.tooLarge",
                &[
                    ("name", name.as_str().into()),
                    ("size", file_size(*size).into()),
                    ("max", file_size(FILE_BYTES_MAX).into()),
                ],
            ),
            // catalogue: csv.found.*
            FileFault::NotText(found) => {
                tf("csv.notText", &[("found", t(&format!("csv.found.{}", found.word())).into())])
            }
            FileFault::Other((found, bytes), (name, size)) => tf(
                "import.file.other",
                &[
                    ("found", found.as_str().into()),
                    ("foundSize", file_size(*bytes).into()),
                    ("name", name.as_str().into()),
                    ("size", file_size(*size).into()),
                ],
            ),
            FileFault::Gone(name) => tf("import.file.gone", &[("name", name.as_str().into())]),
        }
    }
}

/// Bytes that tell what a file is.
const LOOKED_AT: u64 = 64 * 1024;

/// A file's size in bytes.
pub fn bytes_of(file: &File) -> u64 {
    file.size() as u64
}

/// Looks at a file before anything is sent, so that nobody waits for an upload that cannot end well.
///
/// # Errors
/// Why it is not taken.
pub async fn check(file: &File) -> Result<(), FileFault> {
    let size = bytes_of(file);
    if size == 0 {
        return Err(FileFault::Empty(file.name()));
    }
    if size > FILE_BYTES_MAX {
        return Err(FileFault::TooLarge(file.name(), size));
    }
    let start = Uint8Array::new(&slice(file, 0, LOOKED_AT.min(size)).await?).to_vec();
    sniff(&start).map_or(Ok(()), |found| Err(FileFault::NotText(found)))
}

/// The bytes from start to before end, as an `ArrayBuffer`. They are read here and not by the call that sends them, for
/// there a file that was changed on the disk looks like a network that is away.
///
/// # Errors
/// When the file was changed, moved or deleted since it was given.
pub async fn slice(file: &File, start: u64, end: u64) -> Result<JsValue, FileFault> {
    let gone = |_| FileFault::Gone(file.name());
    let part: Blob = file.slice_with_f64_and_f64(start as f64, end as f64).map_err(gone)?;
    let bytes = JsFuture::from(part.array_buffer()).await.map_err(gone)?;
    // A file that became shorter gives fewer bytes without an error.
    if Uint8Array::new(&bytes).length() as u64 != end - start {
        return Err(FileFault::Gone(file.name()));
    }
    Ok(bytes)
}
