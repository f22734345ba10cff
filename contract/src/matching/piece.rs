//! Cuts a name into pieces: words, numbers, runs of Chinese characters.

use super::lexicon::is_han;
use super::word::singular;
use crate::fold::fold;

/// A piece between separators.
pub(super) struct Piece {
    /// As typed.
    pub shown: String,
    /// Folded and singular.
    pub key: String,
    /// Folded; initials and joined words are made of this.
    pub folded: String,
    /// The words that came of it.
    pub covers: u32,
    /// Whether it belongs to a strict part, which ends initials and joins.
    pub strict: bool,
    pub stop: bool,
    /// Whether it was taken alone, not as a part of a phrase.
    pub alone: bool,
    /// Whether it stands after a dash, a colon or in brackets, where names are explained and advertised.
    pub aside: bool,
}

pub(super) fn mark(pieces: &mut [Piece], at: usize, length: usize, how: impl Fn(&mut Piece)) {
    pieces.iter_mut().skip(at).take(length).for_each(how);
}

/// Cuts a name at everything that is neither letter nor digit, at the border of Chinese, and between a word and its
/// number (`IFRS17`). A point between digits stays.
pub(super) fn cut(text: &str) -> Vec<Piece> {
    let chars: Vec<char> = text.chars().collect();
    let mut pieces: Vec<Piece> = Vec::new();
    let mut now = String::new();
    let mut aside = false;
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
            push_piece(&mut pieces, &mut now, aside);
        }
        let apart = before.is_whitespace() && after.is_whitespace();
        match c {
            ':' | '(' | '[' | '：' | '（' => aside = !pieces.is_empty(),
            '-' | '–' | '—' | '|' if apart => aside = !pieces.is_empty(),
            ')' | ']' | '）' => aside = false,
            _ => {}
        }
        if inside {
            now.push(c);
        } else if c == '+' && !after.is_alphanumeric() {
            pieces.push(Piece { key: "plus".to_owned(), folded: "plus".to_owned(), ..piece("+") });
        }
    }
    push_piece(&mut pieces, &mut now, aside);
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
        aside: false,
    }
}

fn push_piece(pieces: &mut Vec<Piece>, now: &mut String, aside: bool) {
    let made = Piece { aside, ..piece(now) };
    if !made.folded.is_empty() {
        pieces.push(made);
    }
    now.clear();
}

/// The number in a piece that is a version, year or count: `5`, `v5`, `2.0`, `IV`. Years of two digits get their century.
pub(super) fn version(piece: &Piece, before: Option<&Piece>) -> Option<String> {
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
