//! One reader and one writer for every CSV file of the product, with guesses that are shown and problems that are
//! codes, never sentences.
//!
//! The way of a file: bytes -> `sniff` -> `encoding::FileEncoding::guess` -> decoded outside this crate (`TextDecoder`
//! in the page, encoding_rs on the server) -> `separator::Separator::guess` -> `read::Reader` -> `header::ColumnSet`
//! says what each column is -> `value` reads the cells.

pub mod columns;
pub mod encoding;
pub mod header;
pub mod money;
pub mod problem;
pub mod read;
pub mod record;
pub mod separator;
pub mod sniff;
pub mod value;
pub mod write;
