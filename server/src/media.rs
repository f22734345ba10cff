//! What a file is, by looking into it: the few kinds that may be attached, and why others may not.
//!
//! A table of our own instead of a crate: of the hundred formats that those know nine are wanted here, and they tell Office
//! files by the order of their entries, do not see macros, and take no view on text.

use contract::catalogue::Arg;

use crate::problem::Fault;

/// A kind of file that may be attached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Pdf,
    Png,
    Jpeg,
    Gif,
    Docx,
    Xlsx,
    Pptx,
    Csv,
    Txt,
}

use Kind::{Csv, Docx, Gif, Jpeg, Pdf, Png, Pptx, Txt, Xlsx};

/// Why a file cannot be attached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// Nothing is in it.
    Empty,
    /// It is none of the kinds.
    Unknown,
    /// It is, or its name makes it, something that runs: a program, a script, a web page, an SVG drawing.
    Active,
    /// An Office file with macros.
    Macros,
    /// Its name says something else than its content.
    Misnamed {
        /// How the name ends.
        extension: String,
        /// What the content is.
        kind: Kind,
    },
}

impl From<Unfit> for Fault {
    fn from(unfit: Unfit) -> Fault {
        let (code, args): (_, Vec<(&'static str, Arg)>) = match unfit {
            Unfit::Empty => ("attachmentEmpty", Vec::new()),
            Unfit::Unknown => ("attachmentKind", Vec::new()),
            Unfit::Active => ("attachmentActive", Vec::new()),
            Unfit::Macros => ("attachmentMacros", Vec::new()),
            Unfit::Misnamed { extension, kind } => {
                let kind = kind.extensions()[0].to_uppercase();
                ("attachmentName", vec![("extension", extension.into()), ("kind", kind.into())])
            }
        };
        Fault::field("file", code, args)
    }
}

impl Kind {
    /// The media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Pdf => "application/pdf",
            Png => "image/png",
            Jpeg => "image/jpeg",
            Gif => "image/gif",
            Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
            Csv => "text/csv",
            Txt => "text/plain",
        }
    }

    /// How names of this kind end, the usual one first.
    const fn extensions(self) -> &'static [&'static str] {
        match self {
            Pdf => &["pdf"],
            Png => &["png"],
            Jpeg => &["jpg", "jpeg", "jfif"],
            Gif => &["gif"],
            Docx => &["docx"],
            Xlsx => &["xlsx"],
            Pptx => &["pptx"],
            Csv => &["csv"],
            Txt => &["txt"],
        }
    }
}

/// How names of things end that run where they are opened.
const ACTIVE: &[&str] = &[
    "app", "bash", "bat", "cmd", "com", "cpl", "dll", "dmg", "exe", "hta", "htm", "html", "jar", "js", "jse", "lnk",
    "mht", "mjs", "msi", "php", "pl", "ps1", "py", "rb", "reg", "scr", "sh", "shtml", "svg", "svgz", "url", "vbe",
    "vbs", "wsf", "xhtml", "xml", "xsl",
];

/// The longest name, in characters.
const NAME_MAX: usize = 150;

/// A name that can be saved anywhere: no folders, no marks that systems give a meaning, no marks that turn its end around.
pub fn clean_name(name: &str) -> String {
    let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
    let turns =
        |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}');
    let kept = last.chars().filter(|c| !c.is_control() && !turns(*c));
    let plain: String =
        kept.map(|c| if matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*') { '_' } else { c }).collect();
    let plain = plain.trim().trim_start_matches('.').trim_end_matches(['.', ' ']);
    if plain.is_empty() {
        return "file".to_owned();
    }
    let length = plain.chars().count();
    if length <= NAME_MAX {
        return plain.to_owned();
    }
    // The end says what it is, so the middle goes.
    let end: String = plain.chars().skip(length - 20).collect();
    plain.chars().take(NAME_MAX - 21).chain(['…']).chain(end.chars()).collect()
}

/// How a name ends, in lower case; a number or a long word after a dot is a part of the name.
fn extension(name: &str) -> Option<String> {
    let (_, end) = name.rsplit_once('.')?;
    let is_one = (1..=5).contains(&end.len())
        && end.bytes().all(|byte| byte.is_ascii_alphanumeric())
        && !end.bytes().all(|byte| byte.is_ascii_digit());
    is_one.then(|| end.to_ascii_lowercase())
}

/// What a file is and under which name it is kept. `name` is clean; an end that it lacks is added.
///
/// # Errors
/// Why it cannot be attached.
pub fn recognise(name: &str, bytes: &[u8]) -> Result<(Kind, String), Unfit> {
    if bytes.is_empty() {
        return Err(Unfit::Empty);
    }
    let end = extension(name);
    if end.as_deref().is_some_and(|end| ACTIVE.contains(&end)) {
        return Err(Unfit::Active);
    }
    let kind = match content(bytes)? {
        Txt if end.as_deref() == Some("csv") => Csv,
        kind => kind,
    };
    match end {
        Some(end) if kind.extensions().contains(&end.as_str()) => Ok((kind, name.to_owned())),
        Some(extension) => Err(Unfit::Misnamed { extension, kind }),
        None => Ok((kind, format!("{name}.{}", kind.extensions()[0]))),
    }
}

/// What the bytes are, whatever the name says. Text is `Txt`.
fn content(bytes: &[u8]) -> Result<Kind, Unfit> {
    const MARKS: &[(&[u8], Kind)] =
        &[(b"%PDF-", Pdf), (b"\x89PNG\r\n\x1a\n", Png), (b"\xff\xd8\xff", Jpeg), (b"GIF87a", Gif), (b"GIF89a", Gif)];
    // Windows, Linux, macOS (both byte orders, and Java), WebAssembly, Android, scripts.
    const PROGRAMS: &[&[u8]] = &[
        b"MZ",
        b"\x7fELF",
        b"\xfe\xed\xfa\xce",
        b"\xfe\xed\xfa\xcf",
        b"\xce\xfa\xed\xfe",
        b"\xcf\xfa\xed\xfe",
        b"\xca\xfe\xba\xbe",
        b"\0asm",
        b"dex\n",
        b"#!",
    ];
    if let Some((_, kind)) = MARKS.iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return Ok(*kind);
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return office(bytes);
    }
    match text(bytes) {
        Some(text) if is_markup(&text) || text.starts_with("#!") => Err(Unfit::Active),
        // A text may begin with the two letters by which Windows knows a program.
        Some(_) => Ok(Txt),
        None if PROGRAMS.iter().any(|mark| bytes.starts_with(mark)) => Err(Unfit::Active),
        None => Err(Unfit::Unknown),
    }
}

/// The first characters of a text in UTF-8 or, with its mark, UTF-16; nothing when any byte of the file cannot belong to one.
fn text(bytes: &[u8]) -> Option<String> {
    const LOOK: usize = 1_000;
    let plain = |c: char| !c.is_control() || matches!(c, '\t' | '\n' | '\r' | '\u{c}');
    let wide = match bytes {
        [0xff, 0xfe, rest @ ..] => Some((rest, u16::from_le_bytes as fn([u8; 2]) -> u16)),
        [0xfe, 0xff, rest @ ..] => Some((rest, u16::from_be_bytes as fn([u8; 2]) -> u16)),
        _ => None,
    };
    if let Some((rest, unit)) = wide {
        let pairs = rest.chunks_exact(2);
        if !pairs.remainder().is_empty() {
            return None;
        }
        let mut start = String::new();
        for (at, c) in char::decode_utf16(pairs.map(|pair| unit([pair[0], pair[1]]))).enumerate() {
            let c = c.ok().filter(|c| plain(*c))?;
            if at < LOOK {
                start.push(c);
            }
        }
        return Some(start);
    }
    let text = str::from_utf8(bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes)).ok()?;
    text.chars().all(plain).then(|| text.chars().take(LOOK).collect())
}

/// Whether a text begins as a web page, a drawing or another document that a browser would run.
fn is_markup(text: &str) -> bool {
    const TAGS: &[&str] = &[
        "!doctype", "!--", "?", "%", "html", "head", "body", "script", "svg", "style", "iframe", "object", "embed",
        "img", "meta", "link", "form", "title", "div", "table", "base",
    ];
    let start: String = text.trim_start().chars().take(12).collect::<String>().to_ascii_lowercase();
    start.strip_prefix('<').is_some_and(|tag| TAGS.iter().any(|known| tag.starts_with(known)))
}

/// Which Office file a ZIP archive is, by the names in its directory (ZIP application note, 4.3.12 and 4.3.16).
fn office(bytes: &[u8]) -> Result<Kind, Unfit> {
    let names = zip_names(bytes).ok_or(Unfit::Unknown)?;
    let has = |start: &str| names.iter().any(|name| name.starts_with(start));
    if !has("[Content_Types].xml") {
        return Err(Unfit::Unknown);
    }
    if names.iter().any(|name| name.to_ascii_lowercase().ends_with("vbaproject.bin")) {
        return Err(Unfit::Macros);
    }
    match (has("word/"), has("xl/"), has("ppt/")) {
        (true, false, false) => Ok(Docx),
        (false, true, false) => Ok(Xlsx),
        (false, false, true) => Ok(Pptx),
        _ => Err(Unfit::Unknown),
    }
}

fn zip_names(bytes: &[u8]) -> Option<Vec<String>> {
    const END: &[u8] = b"PK\x05\x06";
    const ENTRY: &[u8] = b"PK\x01\x02";
    const END_BYTES: usize = 22;
    const COMMENT_MAX: usize = 65_535;
    let short = |at: usize| Some(usize::from(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?)));
    let long = |at: usize| usize::try_from(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?)).ok();
    let from = bytes.len().saturating_sub(END_BYTES + COMMENT_MAX);
    let end = from + bytes[from..].windows(END.len()).rposition(|window| window == END)?;
    let entries = short(end + 10)?;
    let mut at = long(end + 16)?;
    let mut names = Vec::new();
    for _ in 0..entries {
        if bytes.get(at..at + ENTRY.len())? != ENTRY {
            return None;
        }
        let name = at + 46;
        let length = short(at + 28)?;
        names.push(String::from_utf8_lossy(bytes.get(name..name + length)?).into_owned());
        at = name + length + short(at + 30)? + short(at + 32)?;
    }
    Some(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lose_folders_and_marks_that_mislead() {
        let cases = [
            ("C:\\Users\\ana\\deck.pdf", "deck.pdf"),
            ("../../etc/passwd", "passwd"),
            ("invoice\u{202e}fdp.exe", "invoicefdp.exe"),
            (" a\r\nb?.txt. ", "ab_.txt"),
            ("...", "file"),
            ("", "file"),
            ("Écluse 车队.pdf", "Écluse 车队.pdf"),
        ];
        for (given, expected) in cases {
            assert_eq!(clean_name(given), expected, "{given:?}");
        }
        let long = clean_name(&format!("{}.pdf", "é".repeat(400)));
        assert_eq!(long.chars().count(), NAME_MAX);
        assert!(long.ends_with(".pdf"));
    }

    #[test]
    fn text_is_valid_from_end_to_end() {
        assert_eq!(recognise("a.txt", "Écluse\r\n车队\t1".as_bytes()), Ok((Txt, "a.txt".into())));
        assert_eq!(recognise("a.csv", b"\xef\xbb\xbfID;Name\r\n"), Ok((Csv, "a.csv".into())));
        let wide: Vec<u8> = [0xff, 0xfe].into_iter().chain("é;车".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        assert_eq!(recognise("a.csv", &wide), Ok((Csv, "a.csv".into())));
        assert_eq!(recognise("a.txt", &wide[..wide.len() - 1]), Err(Unfit::Unknown));
        assert_eq!(recognise("a.txt", b"caf\xe9"), Err(Unfit::Unknown));
        assert_eq!(recognise("a.txt", b"a\0b"), Err(Unfit::Unknown));
        assert_eq!(recognise("notes", b"MZ is how it began"), Ok((Txt, "notes.txt".into())));
    }

    #[test]
    fn what_runs_is_refused_under_any_name() {
        let programs: [&[u8]; 5] =
            [b"MZ\x90\0\x03", b"\x7fELF\x02\x01", b"#!/bin/sh\nrm", b"\0asm\x01\0", b"\xca\xfe\xba\xbe\0"];
        for program in programs {
            assert_eq!(recognise("deck.pdf", program), Err(Unfit::Active), "{program:?}");
        }
        for page in
            ["<!DOCTYPE html><p>", "\u{feff} \n<HTML>", "<svg xmlns=''>", "<?xml version='1.0'?>", "<?php", "<!-- -->"]
        {
            assert_eq!(recognise("photo.png", page.as_bytes()), Err(Unfit::Active), "{page}");
        }
        assert_eq!(recognise("run.js", b"alert(1)"), Err(Unfit::Active));
        assert_eq!(recognise("deck.pdf.exe", b"%PDF-1.7"), Err(Unfit::Active));
        assert_eq!(recognise("a.txt", b"<ana@northlake.example> wrote"), Ok((Txt, "a.txt".into())));
    }

    #[test]
    fn a_name_fits_its_content() {
        let misnamed = |extension: &str, kind| Err(Unfit::Misnamed { extension: extension.into(), kind });
        assert_eq!(recognise("photo.png", b"\xff\xd8\xff\xe0"), misnamed("png", Jpeg));
        assert_eq!(recognise("notes.md", b"# Notes"), misnamed("md", Txt));
        assert_eq!(recognise("photo.JPEG", b"\xff\xd8\xff\xe0"), Ok((Jpeg, "photo.JPEG".into())));
        assert_eq!(recognise("Deck 2.0", b"%PDF-1.7"), Ok((Pdf, "Deck 2.0.pdf".into())));
    }

    #[test]
    fn a_broken_archive_is_nothing_that_is_known() {
        for bytes in [
            b"PK\x03\x04".as_slice(),
            b"PK\x03\x04PK\x05\x06",
            b"PK\x03\x04PK\x05\x06\0\0\0\0\0\0\xff\xff\0\0\0\0\xff\xff\xff\xff\0\0",
        ] {
            assert_eq!(recognise("a.docx", bytes), Err(Unfit::Unknown));
        }
    }
}
