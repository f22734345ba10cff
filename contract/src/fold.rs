//! The folded key by which text is sorted and searched: lower case, no accents, single spaces; the same bytes in both
//! databases and the browser.
//!
//! The tables cover Latin (with Vietnamese), Greek, Cyrillic, Armenian and full-width forms. They follow the canonical
//! decompositions of the Unicode Character Database, so that composed and decomposed spellings give one key; letters
//! without a decomposition (ø, ł, đ) go to the letter that people type instead. Every other script stays as it is.

use std::ops::Range;

/// What one character becomes.
enum Folded {
    /// White space of any kind.
    Space,
    /// Nothing: combining marks, invisible format characters, control characters.
    Gone,
    One(char),
    Several(&'static str),
}

/// The key of a text (O). Idempotent; empty when nothing visible is left.
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(&mut out, text);
    out
}

/// Appends the key of `text` to `out`, for filling a big column without an allocation a row.
pub fn fold_into(out: &mut String, text: &str) {
    let start = out.len();
    if is_plain(text.as_bytes()) {
        out.push_str(text);
        if let Some(added) = out.get_mut(start..) {
            added.make_ascii_lowercase();
        }
        return;
    }
    let mut gap = false;
    for c in text.chars() {
        let folded = fold_char(c);
        match folded {
            Folded::Gone => continue,
            Folded::Space => {
                gap = out.len() > start;
                continue;
            }
            Folded::One(_) | Folded::Several(_) => {}
        }
        if gap {
            out.push(' ');
            gap = false;
        }
        match folded {
            Folded::One(one) => out.push(one),
            Folded::Several(several) => out.push_str(several),
            Folded::Gone | Folded::Space => {}
        }
    }
}

/// A key that remembers which part of the source each of its bytes came from, for highlighting.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FoldSpans {
    folded: String,
    /// For each byte of `folded` the bytes of the source that it stands for, with the combining marks that follow.
    origins: Vec<Range<usize>>,
}

impl FoldSpans {
    /// The key, equal to `fold` of the same source.
    pub fn folded(&self) -> &str {
        &self.folded
    }

    /// The source's bytes behind a range of the key's bytes; both ends lie on character boundaries. Empty (`0..0`) for
    /// a range that is empty or reaches beyond the key.
    pub fn source(&self, range: Range<usize>) -> Range<usize> {
        match self.origins.get(range) {
            Some([only]) => only.clone(),
            Some([first, .., last]) => first.start..last.end,
            _ => 0..0,
        }
    }
}

/// Folds like `fold` and keeps the way back to the source.
pub fn fold_spans(text: &str) -> FoldSpans {
    let mut spans = FoldSpans::default();
    let mut gap: Option<Range<usize>> = None;
    for (at, c) in text.char_indices() {
        let here = at..at + c.len_utf8();
        let before = spans.folded.len();
        let folded = fold_char(c);
        match folded {
            Folded::Gone => {
                if gap.is_none() {
                    spans.lengthen_last(here.end);
                }
                continue;
            }
            Folded::Space => {
                if before > 0 {
                    gap = Some(gap.map_or(here.start, |g| g.start)..here.end);
                }
                continue;
            }
            Folded::One(_) | Folded::Several(_) => {}
        }
        if let Some(gap) = gap.take() {
            spans.folded.push(' ');
            spans.origins.push(gap);
        }
        match folded {
            Folded::One(one) => spans.folded.push(one),
            Folded::Several(several) => spans.folded.push_str(several),
            Folded::Gone | Folded::Space => {}
        }
        spans.origins.resize(spans.folded.len(), here);
    }
    spans
}

impl FoldSpans {
    fn lengthen_last(&mut self, end: usize) {
        let Some(start) = self.origins.last().map(|o| o.start) else { return };
        for origin in self.origins.iter_mut().rev().take_while(|o| o.start == start) {
            origin.end = end;
        }
    }
}

/// Printable ASCII with single spaces inside: the usual case, which needs lower case only.
fn is_plain(bytes: &[u8]) -> bool {
    let mut after_space = true;
    for &b in bytes {
        match b {
            b' ' if after_space => return false,
            b' ' => after_space = true,
            0x21..=0x7E => after_space = false,
            _ => return false,
        }
    }
    !after_space
}

fn fold_char(c: char) -> Folded {
    match c {
        '\t'..='\r' | ' ' => Folded::Space,
        '!'..='~' => Folded::One(c.to_ascii_lowercase()),
        '\0'..='\u{7F}' => Folded::Gone,
        '\u{C0}'..='\u{24F}' => tabled(c, LATIN, 0xC0),
        '\u{1E00}'..='\u{1EFF}' => tabled(c, LATIN_ADDITIONAL, 0x1E00),
        '\u{300}'..='\u{36F}' => Folded::Gone,
        '\u{370}'..='\u{3FF}' => Folded::One(fold_greek(c)),
        '\u{400}'..='\u{52F}' => Folded::One(fold_cyrillic(c)),
        '\u{531}'..='\u{556}' => Folded::One(shifted(c, 0x30)),
        // Full-width forms are ASCII set wide for use among Chinese characters.
        '\u{FF01}'..='\u{FF5E}' => match char::from_u32(c as u32 - 0xFEE0) {
            Some(ascii) => Folded::One(ascii.to_ascii_lowercase()),
            None => Folded::One(c),
        },
        // Soft hyphen, zero-width and direction marks, variation selectors.
        '\u{AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' => Folded::Gone,
        // Typographic quotes and dashes, because people type the plain ones.
        '\u{2018}'..='\u{201B}' | '\u{2032}' => Folded::One('\''),
        '\u{201C}'..='\u{201F}' | '\u{2033}' => Folded::One('"'),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => Folded::One('-'),
        '\u{80}'..='\u{9F}' if c != '\u{85}' => Folded::Gone,
        '\u{B5}' | '\u{250}'..='\u{28C}' | '\u{2126}' | '\u{212A}' | '\u{212B}' | '\u{2C65}' | '\u{2C66}' => paired(c),
        _ if c.is_whitespace() => Folded::Space,
        _ => Folded::One(c),
    }
}

/// A letter of one of the tables below: the ASCII letter at its place or, where there is a dot, an entry of `PAIRS` or
/// the letter itself.
fn tabled(c: char, table: &[u8], first: u32) -> Folded {
    match table.get((c as u32 - first) as usize) {
        Some(&letter) if letter != b'.' => Folded::One(char::from(letter)),
        _ => paired(c),
    }
}

fn paired(c: char) -> Folded {
    match PAIRS.binary_search_by_key(&c, |(from, _)| *from) {
        Ok(at) => Folded::Several(PAIRS[at].1),
        Err(_) => Folded::One(c),
    }
}

fn shifted(c: char, by: u32) -> char {
    char::from_u32(c as u32 + by).unwrap_or(c)
}

fn fold_greek(c: char) -> char {
    match c {
        'Ά' | 'ά' => 'α',
        'Έ' | 'έ' => 'ε',
        'Ή' | 'ή' => 'η',
        'Ί' | 'ί' | 'Ϊ' | 'ϊ' | 'ΐ' => 'ι',
        'Ό' | 'ό' => 'ο',
        'Ύ' | 'ύ' | 'Ϋ' | 'ϋ' | 'ΰ' => 'υ',
        'Ώ' | 'ώ' => 'ω',
        'ς' => 'σ',
        '\u{37E}' => ';',
        '\u{387}' => '\u{B7}',
        'Α'..='Ρ' | 'Σ'..='Ω' => shifted(c, 0x20),
        _ => c,
    }
}

/// The breve of й and the dots of ё are combining marks in decomposed text, so they go in composed text as well.
fn fold_cyrillic(c: char) -> char {
    let lower = match c {
        '\u{400}'..='\u{40F}' => shifted(c, 0x50),
        '\u{410}'..='\u{42F}' => shifted(c, 0x20),
        '\u{4C0}' => '\u{4CF}',
        '\u{4C1}'..='\u{4CE}' => shifted(c, c as u32 & 1),
        '\u{460}'..='\u{481}' | '\u{48A}'..='\u{52F}' if c != '\u{4CF}' => shifted(c, !(c as u32) & 1),
        _ => c,
    };
    match lower {
        'ӑ' | 'ӓ' => 'а',
        'ѓ' => 'г',
        'ё' | 'ѐ' | 'ӗ' => 'е',
        'ӂ' | 'ӝ' => 'ж',
        'ӟ' => 'з',
        'й' | 'ѝ' | 'ӣ' | 'ӥ' => 'и',
        'ї' => 'і',
        'ќ' => 'к',
        'ӧ' => 'о',
        'ў' | 'ӯ' | 'ӱ' | 'ӳ' => 'у',
        'ӵ' => 'ч',
        'ӹ' => 'ы',
        'ӭ' => 'э',
        'ѷ' => 'ѵ',
        'ӛ' => 'ә',
        'ӫ' => 'ө',
        _ => lower,
    }
}

/// U+00C0 to U+024F: Latin-1, Latin Extended-A and -B.
const LATIN: &[u8] = b"\
aaaaaa.ceeeeiiiidnooooo.ouuuuy..aaaaaa.ceeeeiiiidnooooo.ouuuuy.y\
aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii..jjkkqlllllll\
lllnnnnnn.nnoooooo..rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs\
bbbb...ccdddd....ffg...ikkl..nn.oo..ppr....ttttuu.vyyzz.........\
.............aaiioouuuuuuuuuu.aaaa..ggggkkoooo..j...gg..nnaa..oo\
aaaaeeeeiiiioooorrrruuuusstt..hhnd..zzaaeeooooooooyylntj..acclts\
z..buveejjqqrryy";

/// U+1E00 to U+1EFF: Latin Extended Additional, with Vietnamese.
const LATIN_ADDITIONAL: &[u8] = b"\
aabbbbbbccddddddddddeeeeeeeeeeffgghhhhhhhhhhiiiikkkkkkllllllllmm\
mmmmnnnnnnnnoooooooopppprrrrrrrrssssssssssttttttttuuuuuuuuuuvvvv\
wwwwwwwwwwxxxxyyzzzzzzhtwyasss..aaaaaaaaaaaaaaaaaaaaaaaaeeeeeeee\
eeeeeeeeiiiioooooooooooooooooooooooouuuuuuuuuuuuuuyyyyyyyy..vvyy";

/// What the dots of the tables stand for where it is not the letter itself, and single letters elsewhere; in the order
/// of the first column.
#[rustfmt::skip]
const PAIRS: &[(char, &str)] = &[
    ('\u{B5}', "μ"), ('Æ', "ae"), ('Þ', "th"), ('ß', "ss"), ('æ', "ae"), ('þ', "th"), ('Ĳ', "ij"), ('ĳ', "ij"), ('ŉ', "'n"), ('Œ', "oe"), ('œ', "oe"),
    ('Ƅ', "ƅ"), ('Ɔ', "ɔ"), ('Ǝ', "ǝ"), ('Ə', "ə"), ('Ɛ', "ɛ"), ('Ɣ', "ɣ"), ('ƕ', "hv"), ('Ɩ', "ɩ"), ('Ɯ', "ɯ"), ('Ɵ', "ɵ"),
    ('Ƣ', "oi"), ('ƣ', "oi"), ('Ƨ', "ƨ"), ('Ʃ', "ʃ"), ('Ʊ', "ʊ"), ('Ʒ', "ʒ"), ('Ƹ', "ƹ"), ('Ƽ', "ƽ"), ('Ǆ', "dz"), ('ǅ', "dz"),
    ('ǆ', "dz"), ('Ǉ', "lj"), ('ǈ', "lj"), ('ǉ', "lj"), ('Ǌ', "nj"), ('ǋ', "nj"), ('ǌ', "nj"), ('Ǣ', "ae"), ('ǣ', "ae"), ('Ǯ', "ʒ"),
    ('ǯ', "ʒ"), ('Ǳ', "dz"), ('ǲ', "dz"), ('ǳ', "dz"), ('Ƕ', "hv"), ('Ƿ', "ƿ"), ('Ǽ', "ae"), ('ǽ', "ae"), ('Ȝ', "ȝ"), ('Ȣ', "ou"),
    ('ȣ', "ou"), ('ȸ', "db"), ('ȹ', "qp"), ('Ɂ', "ɂ"),
    ('ɓ', "b"), ('ɖ', "d"), ('ɗ', "d"), ('ɠ', "g"), ('ɨ', "i"), ('ɲ', "n"), ('ʀ', "r"), ('ʈ', "t"), ('ʉ', "u"), ('ʋ', "v"), ('ʌ', "v"),
    ('ẞ', "ss"), ('Ỻ', "ll"), ('ỻ', "ll"), ('\u{2126}', "ω"), ('\u{212A}', "k"), ('\u{212B}', "a"), ('ⱥ', "a"), ('ⱦ', "t"),
];
