//! Reads a product's name: words that count, strict parts (editions, versions, regions), and other ways to write them.

use super::lexicon::{LONGEST_PHRASE, Lexicon, Meaning, Strict, is_han};
use super::word::{singular, stem};
use super::words_data::COUNTRY_CODES;
use crate::fold::fold;

/// A word of a name, or a pair of Chinese characters where no word is known.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    /// Folded, singular, translated.
    pub text: String,
    /// How much it counts, 0 to 1, before how usual it is among the company's offers.
    pub weight: f32,
}

/// A part on which a match is strict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StrictPart {
    pub kind: Strict,
    /// The one value for all spellings.
    pub value: String,
    /// As it stands in the name.
    pub shown: String,
}

/// How a unit came about; initials and joined words are compared letter by letter only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum UnitKind {
    Word,
    Joined,
    Initials,
}

/// A text that stands for some of the name's words.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Unit {
    pub text: String,
    pub stem: String,
    pub kind: UnitKind,
    /// The words that it stands for, a bit each.
    pub covers: u32,
}

/// A name as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Name {
    pub words: Vec<Word>,
    pub strict: Vec<StrictPart>,
    pub units: Vec<Unit>,
}

/// More words than any name has; each has its bit in `Unit::covers`.
const MOST_WORDS: usize = 24;

/// A piece between separators.
struct Piece {
    /// As typed.
    shown: String,
    /// Folded and singular.
    key: String,
    /// Folded; initials and joined words are made of this.
    folded: String,
    /// The words that came of it.
    covers: u32,
    /// Whether it belongs to a strict part, which ends initials and joins.
    strict: bool,
    stop: bool,
    /// Whether it was taken alone, not as a part of a phrase.
    alone: bool,
}

impl Name {
    /// Reads a name. `own` tells words of the company's name, which count little, by how much they count.
    pub fn read(text: &str, lexicon: &Lexicon, own: &dyn Fn(&str) -> Option<f32>) -> Name {
        let name = Name::read_all(text, lexicon, own);
        if name.words.iter().any(|word| word.weight > 0.0) {
            return name;
        }
        // A product that is called like its company has no other name.
        Name::read_all(text, lexicon, &|_| None)
    }

    fn read_all(text: &str, lexicon: &Lexicon, own: &dyn Fn(&str) -> Option<f32>) -> Name {
        let mut name = Name::default();
        let mut pieces = cut(text);
        let has_small = text.chars().any(char::is_lowercase);
        let mut at = 0;
        while at < pieces.len() {
            let length = name.take(&mut pieces, at, has_small, lexicon, own);
            at += length.max(1);
        }
        name.make_units(&pieces);
        name
    }

    /// Takes the longest phrase that begins at a piece; how many pieces it has.
    fn take(
        &mut self,
        pieces: &mut [Piece],
        at: usize,
        has_small: bool,
        lexicon: &Lexicon,
        own: &dyn Fn(&str) -> Option<f32>,
    ) -> usize {
        let Some(piece) = pieces.get(at) else { return 1 };
        if piece.folded.chars().any(is_han) {
            let covers = self.take_han(&piece.folded.chars().collect::<Vec<_>>(), lexicon, own);
            if let Some(piece) = pieces.get_mut(at) {
                piece.covers = covers;
            }
            return 1;
        }
        if let Some(value) = version(piece, pieces.get(at.wrapping_sub(1)).filter(|_| at > 0)) {
            let phrase = self.phrase(pieces, at, lexicon).filter(|(length, _)| *length > 1);
            if phrase.is_none() {
                self.push_strict(Strict::Version, value, piece.shown.clone());
                mark(pieces, at, 1, |piece| piece.strict = true);
                return 1;
            }
        }
        let code = COUNTRY_CODES.iter().find(|(code, _)| has_small && *code == piece.shown);
        if let Some((_, country)) = code {
            self.push_strict(Strict::Region, (*country).to_owned(), piece.shown.clone());
            mark(pieces, at, 1, |piece| piece.strict = true);
            return 1;
        }
        let own_weight = own(&piece.key).or_else(|| own(&piece.folded));
        match self.phrase(pieces, at, lexicon) {
            Some((length, Meaning::Stop)) => {
                mark(pieces, at, length, |piece| piece.stop = true);
                length
            }
            Some((length, Meaning::Strict(kind, value))) => {
                let shown: Vec<&str> = pieces[at..at + length].iter().map(|piece| piece.shown.as_str()).collect();
                self.push_strict(*kind, (*value).to_owned(), shown.join(" "));
                mark(pieces, at, length, |piece| piece.strict = true);
                length
            }
            Some((length, Meaning::Words(words))) => {
                let covers =
                    words.iter().fold(0, |bits, word| bits | self.push_word(word.clone(), own_weight, lexicon));
                mark(pieces, at, length, |piece| {
                    piece.covers = covers;
                    piece.alone = length == 1;
                });
                length
            }
            None => {
                let covers = self.push_word(piece.key.clone(), own_weight, lexicon);
                mark(pieces, at, 1, |piece| {
                    piece.covers = covers;
                    piece.alone = true;
                });
                1
            }
        }
    }

    fn phrase<'l>(&self, pieces: &[Piece], at: usize, lexicon: &'l Lexicon) -> Option<(usize, &'l Meaning)> {
        (1..=LONGEST_PHRASE.min(pieces.len() - at)).rev().find_map(|length| {
            let keys: Vec<&str> = pieces[at..at + length].iter().map(|piece| piece.key.as_str()).collect();
            lexicon.meaning(&keys.join(" ")).map(|meaning| (length, meaning))
        })
    }

    /// A run of Chinese characters: known words first, pairs of characters for the rest.
    fn take_han(&mut self, run: &[char], lexicon: &Lexicon, own: &dyn Fn(&str) -> Option<f32>) -> u32 {
        let mut covers = 0;
        let mut at = 0;
        let mut unknown: Vec<char> = Vec::new();
        while at < run.len() {
            let own_length = (2..=run.len() - at).rev().find(|length| {
                run.get(at..at + length).is_some_and(|part| own(&part.iter().collect::<String>()).is_some())
            });
            let known = lexicon.longest_at(&run[at..]);
            let (length, meaning) = match (own_length, known) {
                (Some(length), _) => (length, Some(&Meaning::Stop)),
                (None, Some((length, meaning))) => (length, Some(meaning)),
                (None, None) => (1, None),
            };
            match meaning {
                Some(meaning) => {
                    covers |= self.push_unknown(&mut unknown);
                    match meaning {
                        Meaning::Stop => {}
                        Meaning::Words(words) => {
                            covers = words
                                .iter()
                                .fold(covers, |bits, word| bits | self.push_word(word.clone(), None, lexicon));
                        }
                        Meaning::Strict(kind, value) => {
                            let shown = run[at..at + length].iter().collect();
                            self.push_strict(*kind, (*value).to_owned(), shown);
                        }
                    }
                }
                None => unknown.extend(run.get(at)),
            }
            at += length;
        }
        covers | self.push_unknown(&mut unknown)
    }

    fn push_unknown(&mut self, run: &mut Vec<char>) -> u32 {
        let mut covers = 0;
        if run.len() == 1 {
            covers |= self.push_weighed(run.iter().collect(), 0.4);
        }
        for pair in run.windows(2) {
            covers |= self.push_weighed(pair.iter().collect(), 0.6);
        }
        run.clear();
        covers
    }

    fn push_word(&mut self, text: String, own: Option<f32>, lexicon: &Lexicon) -> u32 {
        let weight = own.unwrap_or(if lexicon.is_generic(&text) { 0.4 } else { 1.0 });
        self.push_weighed(text, weight)
    }

    /// Adds a word once; its bit.
    fn push_weighed(&mut self, text: String, weight: f32) -> u32 {
        if let Some(at) = self.words.iter().position(|word| word.text == text) {
            return 1 << at;
        }
        if self.words.len() >= MOST_WORDS {
            return 0;
        }
        self.words.push(Word { text, weight });
        1 << (self.words.len() - 1)
    }

    fn push_strict(&mut self, kind: Strict, value: String, shown: String) {
        if !self.strict.iter().any(|part| part.kind == kind && part.value == value) {
            self.strict.push(StrictPart { kind, value, shown });
        }
    }

    /// Words as they are, neighbours written together, and initials of neighbours, with and without small words.
    fn make_units(&mut self, pieces: &[Piece]) {
        for (at, word) in self.words.iter().enumerate() {
            let unit = Unit { text: word.text.clone(), stem: stem(&word.text), kind: UnitKind::Word, covers: 1 << at };
            self.units.push(unit);
        }
        for piece in pieces.iter().filter(|piece| piece.alone) {
            // As typed, beside its translation: typing errors and initials are made in the word as it was.
            for text in [&piece.key, &piece.folded] {
                if !self.units.iter().any(|unit| unit.text == *text) {
                    let unit =
                        Unit { text: text.clone(), stem: stem(text), kind: UnitKind::Word, covers: piece.covers };
                    self.units.push(unit);
                }
            }
        }
        for (at, piece) in pieces.iter().enumerate() {
            if piece.strict || piece.stop || piece.covers == 0 || piece.folded.chars().any(is_han) {
                continue;
            }
            if let Some(next) = pieces.get(at + 1).filter(|next| !next.strict && !next.stop) {
                let text = format!("{}{}", piece.folded, next.key);
                self.push_unit(text, UnitKind::Joined, piece.covers | next.covers);
            }
            self.push_initials(&pieces[at..], true);
            self.push_initials(&pieces[at..], false);
        }
        // A name in Chinese has the initials of what it means.
        if pieces.iter().any(|piece| piece.folded.chars().any(is_han)) {
            let texts: Vec<String> = self.words.iter().map(|word| word.text.clone()).collect();
            for from in 0..texts.len() {
                let mut initials = String::new();
                let mut covers = 0;
                for (at, text) in texts.iter().enumerate().skip(from).take(5) {
                    initials.extend(text.chars().next().filter(char::is_ascii_alphabetic));
                    covers |= 1 << at;
                    self.push_unit(initials.clone(), UnitKind::Initials, covers);
                }
            }
        }
    }

    fn push_initials(&mut self, pieces: &[Piece], with_small_words: bool) {
        let mut initials = String::new();
        let mut covers = 0;
        let mut left_out = false;
        for piece in pieces.iter().take(7).take_while(|piece| !piece.strict) {
            if piece.stop && !with_small_words {
                left_out = true;
                continue;
            }
            initials.extend(piece.folded.chars().next());
            covers |= piece.covers;
            // Without a small word left out both ways give the same.
            if !piece.stop && (with_small_words || left_out) {
                self.push_unit(initials.clone(), UnitKind::Initials, covers);
            }
        }
    }

    fn push_unit(&mut self, text: String, kind: UnitKind, covers: u32) {
        if text.chars().count() >= 2
            && covers.count_ones() >= 1
            && (kind == UnitKind::Joined || covers.count_ones() > 1)
        {
            self.units.push(Unit { stem: stem(&text), text, kind, covers });
        }
    }
}

fn mark(pieces: &mut [Piece], at: usize, length: usize, how: impl Fn(&mut Piece)) {
    pieces.iter_mut().skip(at).take(length).for_each(how);
}

/// Cuts a name at everything that is neither letter nor digit, at the border of Chinese, and between a word and its
/// number (`IFRS17`). A point between digits stays.
fn cut(text: &str) -> Vec<Piece> {
    let chars: Vec<char> = text.chars().collect();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut now = String::new();
    for (at, &c) in chars.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| chars.get(at)).copied().unwrap_or(' ');
        let after = chars.get(at + 1).copied().unwrap_or(' ');
        let point = c == '.' && before.is_ascii_digit() && after.is_ascii_digit();
        let inside =
            c.is_alphanumeric() || point || matches!(c, '\u{300}'..='\u{36F}' | '\u{AD}' | '\u{200B}'..='\u{200D}');
        let letters = now.chars().filter(|c| c.is_alphabetic()).count();
        let border = is_han(c) != now.chars().last().is_some_and(is_han)
            || (c.is_ascii_digit() && letters >= 3 && !before.is_ascii_digit());
        if !inside || border {
            push_piece(&mut pieces, &mut now);
        }
        if inside {
            now.push(c);
        } else if c == '+' && !after.is_alphanumeric() {
            pieces.push(Piece { key: "plus".to_owned(), folded: "plus".to_owned(), ..piece("+") });
        }
    }
    push_piece(&mut pieces, &mut now);
    // The s of a genitive is no word.
    pieces.retain(|piece| piece.folded != "s");
    pieces
}

fn piece(shown: &str) -> Piece {
    let folded = fold(shown);
    Piece {
        shown: shown.to_owned(),
        key: singular(&folded),
        folded,
        covers: 0,
        strict: false,
        stop: false,
        alone: false,
    }
}

fn push_piece(pieces: &mut Vec<Piece>, now: &mut String) {
    let made = piece(now);
    if !made.folded.is_empty() {
        pieces.push(made);
    }
    now.clear();
}

/// The number in a piece that is a version, year or count: `5`, `v5`, `2.0`, `IV`. Years of two digits get their century.
fn version(piece: &Piece, before: Option<&Piece>) -> Option<String> {
    let text = &piece.folded;
    let number = text.strip_prefix('v').filter(|rest| !rest.is_empty()).unwrap_or(text);
    if number.starts_with(|c: char| c.is_ascii_digit()) && number.chars().all(|c| c.is_ascii_digit() || c == '.') {
        let number = number.strip_suffix(".0").unwrap_or(number).trim_start_matches('0');
        return Some(if number.is_empty() { "0".to_owned() } else { number.to_owned() });
    }
    const ROMAN: &[&str] = &["ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"];
    let at = ROMAN.iter().position(|roman| roman == text)?;
    // One letter is more often a name, and is written in capitals when it is a number.
    let sure = text.len() > 1 || (piece.shown.chars().all(char::is_uppercase) && before.is_some());
    sure.then(|| (at + 2).to_string())
}

/// Whether two version numbers may be the same: equal, or a year with and without its century.
pub(super) fn same_version(one: &str, other: &str) -> bool {
    let year = |short: &str, long: &str| {
        short.len() == 2 && long.len() == 4 && long.starts_with("20") && long.ends_with(short)
    };
    one == other || year(one, other) || year(other, one)
}
