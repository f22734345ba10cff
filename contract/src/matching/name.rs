//! Reads a product's name: words that count, strict parts (editions, versions, regions), and other ways to write them.

use super::lexicon::{LONGEST_PHRASE, Lexicon, Meaning, Strict, is_han};
use super::piece::{Piece, cut, mark, version};
use super::strict_values::COUNTRY_CODES;
use super::unit::{Unit, Units};

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

/// A name as it was read.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Name {
    pub words: Vec<Word>,
    pub strict: Vec<StrictPart>,
    pub units: Vec<Unit>,
    /// Pieces as typed, with the words that came of each, a bit each.
    typed: Vec<(String, u32)>,
}

/// How much words count that stand after a dash, a colon or in brackets.
const ASIDE: f32 = 0.3;

/// More words than any name has; each has its bit in `Unit::covers`.
const MOST_WORDS: usize = 24;

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
        name.units = Units::of(&name.words, &pieces);
        // A run of Chinese has no borders between its words: there the words themselves are shown.
        let shows = |piece: &&Piece| piece.covers != 0 && !piece.folded.chars().any(is_han);
        name.typed = pieces.iter().filter(shows).map(|piece| (piece.shown.clone(), piece.covers)).collect();
        name
    }

    /// Some of the words, a bit each, as they stand in the name, each once.
    pub fn shown(&self, which: u32) -> Vec<String> {
        let mut shown: Vec<String> = Vec::new();
        for (at, word) in self.words.iter().enumerate().filter(|(at, _)| which & (1 << at) != 0) {
            let typed: Vec<&str> = self
                .typed
                .iter()
                .filter(|(_, covers)| covers & (1 << at) != 0)
                .map(|(text, _)| text.as_str())
                .collect();
            let text = if typed.is_empty() { word.text.clone() } else { typed.join(" ") };
            if !shown.contains(&text) {
                shown.push(text);
            }
        }
        shown
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
        let share = if piece.aside { ASIDE } else { 1.0 };
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
                    words.iter().fold(0, |bits, word| bits | self.push_word(word.clone(), own_weight, share, lexicon));
                mark(pieces, at, length, |piece| {
                    piece.covers = covers;
                    piece.alone = length == 1;
                });
                length
            }
            None => {
                let covers = self.push_word(piece.key.clone(), own_weight, share, lexicon);
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
                                .fold(covers, |bits, word| bits | self.push_word(word.clone(), None, 1.0, lexicon));
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

    fn push_word(&mut self, text: String, own: Option<f32>, share: f32, lexicon: &Lexicon) -> u32 {
        let weight = own.unwrap_or(if lexicon.is_generic(&text) { 0.4 } else { 1.0 });
        self.push_weighed(text, weight * share)
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
}
