//! Recognises files that are not text at all, so that a person hears "this is a spreadsheet" and not ten thousand
//! problems.

use super::encoding::FileEncoding;

word_enum! {
    /// What a file is that was given as CSV.
    NotText {
        /// An Excel or OpenDocument workbook, or any file of the older Office.
        Spreadsheet = "spreadsheet",
        /// A PDF document.
        Pdf = "pdf",
        /// A picture.
        Image = "image",
        /// A compressed file or another kind of package.
        Archive = "archive",
        /// A web page or XML, which some portals hand out under the name of a spreadsheet.
        Markup = "markup",
        /// Something else with bytes that no text has.
        Binary = "binary",
    }
}

/// Bytes that `sniff` looks at.
const LOOKED_AT: usize = 64 * 1024;

/// What the file is when it is not text, by its first bytes (64 KiB are enough); `None` when it may be text.
pub fn sniff(bytes: &[u8]) -> Option<NotText> {
    let start = &bytes[..bytes.len().min(LOOKED_AT)];
    const SIGNATURES: &[(&[u8], NotText)] = &[
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", NotText::Spreadsheet),
        (b"%PDF-", NotText::Pdf),
        (b"\x89PNG\r\n\x1A\n", NotText::Image),
        (b"\xFF\xD8\xFF", NotText::Image),
        (b"GIF8", NotText::Image),
        (b"II*\0", NotText::Image),
        (b"MM\0*", NotText::Image),
        (b"\x1F\x8B\x08", NotText::Archive),
        (b"7z\xBC\xAF\x27\x1C", NotText::Archive),
        (b"Rar!\x1A\x07", NotText::Archive),
    ];
    if let Some((_, kind)) = SIGNATURES.iter().find(|(signature, _)| start.starts_with(signature)) {
        return Some(*kind);
    }
    if start.starts_with(b"PK\x03\x04") || start.starts_with(b"PK\x05\x06") {
        return Some(package(start));
    }
    if start.starts_with(b"RIFF") && start.get(8..12) == Some(b"WEBP") {
        return Some(NotText::Image);
    }
    if is_markup(start) {
        return Some(NotText::Markup);
    }
    let wide = matches!(FileEncoding::guess(start), FileEncoding::Utf16Le | FileEncoding::Utf16Be);
    (!wide && start.contains(&0)).then_some(NotText::Binary)
}

/// A workbook names its parts `xl/…`, or says in its first entry that it is an OpenDocument spreadsheet.
fn package(start: &[u8]) -> NotText {
    let names = |part: &[u8]| start.windows(part.len()).any(|window| window == part);
    if names(b"xl/") || names(b"opendocument.spreadsheet") { NotText::Spreadsheet } else { NotText::Archive }
}

fn is_markup(start: &[u8]) -> bool {
    let text = start.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(start).trim_ascii_start();
    [&b"<!doctype"[..], b"<html", b"<?xml", b"<table"]
        .iter()
        .any(|tag| text.get(..tag.len()).is_some_and(|found| found.eq_ignore_ascii_case(tag)))
}
