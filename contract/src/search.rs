//! Search by words in any order in folded text, with refinement by keystroke and highlights in the text as it was
//! typed.

use std::ops::Range;

use crate::fold::{fold, fold_spans};
use crate::order;

/// What a person looks for: every word must occur somewhere in the row's folded text (O). The empty query finds every
/// row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    /// Folded words and quoted phrases; none is empty or part of another; longest first, because it rejects most rows.
    words: Vec<Word>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    text: String,
    /// Where the least usual byte of `text` stands; the row is scanned for that one.
    anchor: usize,
}

impl Query {
    /// Reads what was typed: words apart by white space, a phrase in quotes (`"…"` or `“…”`). A quote that is not
    /// closed yet reaches to the end.
    pub fn parse(typed: &str) -> Query {
        let folded = fold(typed);
        let mut found: Vec<&str> = Vec::new();
        for (part, text) in folded.split('"').enumerate() {
            if part % 2 == 0 {
                found.extend(text.split(' '));
            } else {
                found.push(text.trim());
            }
        }
        found.retain(|word| !word.is_empty());
        order::sort_by(&mut found, |a, b| b.len().cmp(&a.len()).then(a.cmp(b)));
        let mut words: Vec<Word> = Vec::with_capacity(found.len());
        for text in found {
            if !words.iter().any(|longer| longer.text.contains(text)) {
                words.push(Word { text: text.to_owned(), anchor: anchor(text.as_bytes()) });
            }
        }
        Query { words }
    }

    /// Whether nothing is looked for.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The folded words and phrases, longest first; for a database that searches the same folded column.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(|word| word.text.as_str())
    }

    /// Whether a row is found, by its folded search text.
    // Inlined so that the loop over rows is compiled with the speed of the crate that holds them.
    #[inline]
    pub fn matches(&self, folded: &str) -> bool {
        self.words.iter().all(|word| word.find(folded.as_bytes(), 0).is_some())
    }

    /// Whether every result of this query is surely a result of `earlier`, so that it is enough to look among those.
    /// `false` promises nothing.
    pub fn refines(&self, earlier: &Query) -> bool {
        earlier.words.iter().all(|old| self.words.iter().any(|new| new.text.contains(&old.text)))
    }

    /// Where the words occur in a text as it was typed: byte ranges on character boundaries, sorted, apart from each
    /// other.
    pub fn highlights(&self, source: &str) -> Vec<Range<usize>> {
        if self.is_empty() {
            return Vec::new();
        }
        let spans = fold_spans(source);
        let folded = spans.folded().as_bytes();
        let mut ranges: Vec<Range<usize>> = Vec::new();
        for word in &self.words {
            let mut from = 0;
            while let Some(at) = word.find(folded, from) {
                ranges.push(spans.source(at..at + word.text.len()));
                // Occurrences may overlap ("ana" in "banana"); all of them are marked.
                from = at + 1;
            }
        }
        merge(ranges)
    }
}

impl Word {
    /// The first occurrence that begins at `from` or later.
    #[inline]
    fn find(&self, text: &[u8], from: usize) -> Option<usize> {
        let word = self.text.as_bytes();
        let anchor = *word.get(self.anchor)?;
        let last = text.len().checked_sub(word.len())?;
        let candidates = text.get(from + self.anchor..=last + self.anchor)?;
        let mut done = 0;
        while let Some(step) = position(candidates.get(done..)?, anchor) {
            let at = from + done + step;
            if text.get(at..at + word.len()) == Some(word) {
                return Some(at);
            }
            done += step + 1;
        }
        None
    }
}

/// The first place of a byte, eight bytes a step: WebAssembly has no wider registers without its SIMD extension.
#[inline]
fn position(text: &[u8], byte: u8) -> Option<usize> {
    const LOW: u64 = u64::from_ne_bytes([0x01; 8]);
    const HIGH: u64 = u64::from_ne_bytes([0x80; 8]);
    let pattern = u64::from_ne_bytes([byte; 8]);
    let (steps, rest) = text.as_chunks::<8>();
    for (n, step) in steps.iter().enumerate() {
        let zero_where_equal = u64::from_le_bytes(*step) ^ pattern;
        let found = zero_where_equal.wrapping_sub(LOW) & !zero_where_equal & HIGH;
        if found != 0 {
            return Some(n * 8 + found.trailing_zeros() as usize / 8);
        }
    }
    rest.iter().position(|&b| b == byte).map(|at| steps.len() * 8 + at)
}

/// The position of the byte that is least usual in names and IDs of solutions; folded text has no capital letters.
fn anchor(word: &[u8]) -> usize {
    const USUAL: &[u8] = b" etaionsr0123456789-lcdumpfghbyvwkxzjq";
    let rank = |b: u8| match b {
        // The last byte of a character tells more than its lead byte.
        0xC0.. => 0,
        0x80.. => 30,
        _ => USUAL.iter().position(|&usual| usual == b).unwrap_or(USUAL.len()),
    };
    (0..word.len()).max_by_key(|&at| (rank(word[at]), std::cmp::Reverse(at))).unwrap_or(0)
}

fn merge(mut ranges: Vec<Range<usize>>) -> Vec<Range<usize>> {
    order::sort_by_key(&mut ranges, |range| (range.start, range.end));
    let mut merged: Vec<Range<usize>> = Vec::with_capacity(ranges.len());
    for range in ranges {
        match merged.last_mut() {
            Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
            _ => merged.push(range),
        }
    }
    merged
}
