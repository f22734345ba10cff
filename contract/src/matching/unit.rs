//! Other ways to write parts of a name: neighbours written together, and initials.

use super::lexicon::is_han;
use super::name::Word;
use super::piece::Piece;
use super::word::stem;

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

/// The units of a name, words first.
#[derive(Default)]
pub(super) struct Units(Vec<Unit>);

impl Units {
    /// Words as they are, as they were typed, neighbours written together, and initials of neighbours, with and without
    /// small words.
    pub fn of(words: &[Word], pieces: &[Piece]) -> Vec<Unit> {
        let mut units = Units::default();
        for (at, word) in words.iter().enumerate() {
            units.push_word(&word.text, 1 << at);
        }
        for piece in pieces.iter().filter(|piece| piece.alone) {
            // Beside its translation, because typing errors and initials are made in the word as it was.
            units.push_word(&piece.key, piece.covers);
            units.push_word(&piece.folded, piece.covers);
        }
        for (at, piece) in pieces.iter().enumerate() {
            if piece.strict || piece.stop || piece.covers == 0 || piece.folded.chars().any(is_han) {
                continue;
            }
            if let Some(next) = pieces.get(at + 1).filter(|next| !next.strict && !next.stop) {
                let text = format!("{}{}", piece.folded, next.key);
                units.push(text, UnitKind::Joined, piece.covers | next.covers);
            }
            units.push_initials(&pieces[at..], true);
            units.push_initials(&pieces[at..], false);
        }
        // A name in Chinese has the initials of what it means.
        if pieces.iter().any(|piece| piece.folded.chars().any(is_han)) {
            (0..words.len()).for_each(|from| units.push_initials_of_meaning(words, from));
        }
        units.0
    }

    fn push_word(&mut self, text: &str, covers: u32) {
        if !self.0.iter().any(|unit| unit.text == text) {
            self.0.push(Unit { text: text.to_owned(), stem: stem(text), kind: UnitKind::Word, covers });
        }
    }

    fn push_initials_of_meaning(&mut self, words: &[Word], from: usize) {
        let mut initials = String::new();
        let mut covers = 0;
        for (at, word) in words.iter().enumerate().skip(from).take(5) {
            initials.extend(word.text.chars().next().filter(char::is_ascii_alphabetic));
            covers |= 1 << at;
            self.push(initials.clone(), UnitKind::Initials, covers);
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
            // Where no small word was left out both ways give the same.
            if !piece.stop && (with_small_words || left_out) {
                self.push(initials.clone(), UnitKind::Initials, covers);
            }
        }
    }

    fn push(&mut self, text: String, kind: UnitKind, covers: u32) {
        let enough = kind == UnitKind::Joined || covers.count_ones() > 1;
        if enough && covers != 0 && text.chars().nth(1).is_some() {
            self.0.push(Unit { stem: stem(&text), text, kind, covers });
        }
    }
}
