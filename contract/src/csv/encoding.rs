//! Which encoding a file is in, guessed from its bytes; decoding itself is done outside this crate.

word_enum! {
    /// "File encoding": what Excel, the portals and people's machines produce (rules.md).
    FileEncoding {
        /// UTF-8 without a mark; also plain ASCII.
        Utf8 = "utf8",
        /// UTF-8 with the byte order mark, as Excel writes "CSV UTF-8".
        Utf8Bom = "utf8Bom",
        /// UTF-16 little endian, as Excel writes "Unicode text".
        Utf16Le = "utf16Le",
        /// UTF-16 big endian.
        Utf16Be = "utf16Be",
        /// Western European Windows.
        Windows1252 = "windows1252",
        /// Chinese; includes GBK and GB2312.
        Gb18030 = "gb18030",
    }
}

/// Bytes that the statistics look at; well-formed UTF-8 is checked to the end.
const SAMPLE: usize = 256 * 1024;

impl FileEncoding {
    /// The name of the encoding for `TextDecoder` and encoding_rs.
    pub const fn label(self) -> &'static str {
        match self {
            FileEncoding::Utf8 | FileEncoding::Utf8Bom => "utf-8",
            FileEncoding::Utf16Le => "utf-16le",
            FileEncoding::Utf16Be => "utf-16be",
            FileEncoding::Windows1252 => "windows-1252",
            FileEncoding::Gb18030 => "gb18030",
        }
    }

    /// The likeliest encoding of a file or its first part, which may end within a character. Never certain without a
    /// mark, so it is shown and can be changed.
    pub fn guess(bytes: &[u8]) -> FileEncoding {
        if bytes.starts_with(b"\xEF\xBB\xBF") {
            return FileEncoding::Utf8Bom;
        }
        if bytes.starts_with(b"\xFF\xFE") {
            return FileEncoding::Utf16Le;
        }
        if bytes.starts_with(b"\xFE\xFF") {
            return FileEncoding::Utf16Be;
        }
        let sample = &bytes[..bytes.len().min(SAMPLE)];
        if let Some(wide) = guess_wide(sample) {
            return wide;
        }
        if is_utf8(bytes) {
            return FileEncoding::Utf8;
        }
        if is_chinese(sample) { FileEncoding::Gb18030 } else { FileEncoding::Windows1252 }
    }
}

/// UTF-16 without a mark: only there a text has zero bytes, beside each ASCII character. The side on which most of them
/// make one decides, because a few Chinese characters end in a zero byte too.
fn guess_wide(sample: &[u8]) -> Option<FileEncoding> {
    if !sample.contains(&0) {
        return None;
    }
    let (units, _) = sample.as_chunks::<2>();
    let little = ascii_units(units.iter().map(|pair| u16::from_le_bytes(*pair)));
    let big = ascii_units(units.iter().map(|pair| u16::from_be_bytes(*pair)));
    // Separators and line ends alone make more than one unit in thirty-two.
    let enough = units.len().div_ceil(32);
    match (little, big) {
        (Some(little), big) if little >= enough && little > big.unwrap_or(0) => Some(FileEncoding::Utf16Le),
        (little, Some(big)) if big >= enough && big > little.unwrap_or(0) => Some(FileEncoding::Utf16Be),
        _ => None,
    }
}

/// How many code units are printable ASCII or line ends; `None` when there is one that no text has: a zero, a
/// noncharacter, half a surrogate pair.
fn ascii_units(units: impl Iterator<Item = u16>) -> Option<usize> {
    let mut ascii = 0;
    let mut high_half = false;
    for unit in units {
        let low_half = (0xDC00..0xE000).contains(&unit);
        if high_half != low_half || matches!(unit, 0 | 0xFFFE | 0xFFFF) {
            return None;
        }
        high_half = (0xD800..0xDC00).contains(&unit);
        ascii += usize::from(matches!(unit, 0x20..=0x7E | 0x09 | 0x0A | 0x0D));
    }
    Some(ascii)
}

/// Well-formed UTF-8, perhaps cut at the end; or with few broken places among many good ones, because then every other
/// guess is worse.
fn is_utf8(bytes: &[u8]) -> bool {
    match std::str::from_utf8(bytes) {
        Ok(_) => true,
        Err(error) if error.error_len().is_none() => true,
        Err(_) => {
            let (mut good, mut broken) = (0_usize, 0_usize);
            for chunk in bytes[..bytes.len().min(SAMPLE)].utf8_chunks() {
                good += chunk.valid().bytes().filter(|&b| b >= 0xC0).count();
                broken += usize::from(!chunk.invalid().is_empty());
            }
            good > 20 * broken
        }
    }
}

/// GB18030 against Windows-1252 by the pairs that bytes beyond ASCII make. Chinese text is made of pairs in the area of
/// GB 2312, where both bytes are high; in Western text a high byte mostly stands alone between ASCII letters.
fn is_chinese(sample: &[u8]) -> bool {
    let (mut common, mut other) = (0_usize, 0_usize);
    let mut rest = sample;
    let mut after_letter = false;
    while let [lead, tail @ ..] = rest {
        rest = tail;
        if *lead < 0x80 {
            after_letter = lead.is_ascii_alphabetic();
            continue;
        }
        match tail {
            // Two accented letters within a word, as in "créée".
            [0xA1..=0xFE, next, ..] if after_letter && next.is_ascii_alphabetic() => {
                other += 1;
                rest = &tail[1..];
            }
            // GB 2312: punctuation and full-width forms, then the characters of common use.
            [0xA1..=0xFE, ..] if matches!(lead, 0xA1..=0xA3 | 0xB0..=0xF7) => {
                common += 1;
                rest = &tail[1..];
            }
            // The four bytes of GB18030 are as unlikely by chance as a common pair.
            [0x30..=0x39, 0x81..=0xFE, 0x30..=0x39, ..] if (0x81..=0xFE).contains(lead) => {
                common += 1;
                rest = &tail[3..];
            }
            // Rare characters of GBK, and by chance an accented letter before another letter.
            [0x40..=0x7E | 0x80..=0xFE, ..] if (0x81..=0xFE).contains(lead) => {
                other += 1;
                rest = &tail[1..];
            }
            // No Chinese character begins so, unless the sample is cut here.
            [_, ..] => other += 2,
            [] => {}
        }
        after_letter = false;
    }
    common > other
}
