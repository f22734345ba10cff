//! Looking for one word in the folded column, eight bytes a step: WebAssembly has no wider registers without its SIMD extension.

use std::ops::Range;

/// How often each byte occurs in the column, so that a word is looked for by its rarest pair of letters.
#[derive(Debug)]
pub struct Frequencies([u32; 256]);

impl Default for Frequencies {
    fn default() -> Self {
        Frequencies([0; 256])
    }
}

impl Frequencies {
    /// Counts the bytes of a text that came into the column. Nothing is ever taken off: only the proportions matter.
    pub fn count(&mut self, text: &str) {
        for byte in text.bytes() {
            if let Some(count) = self.0.get_mut(usize::from(byte)) {
                *count = count.saturating_add(1);
            }
        }
    }

    fn of(&self, byte: u8) -> u64 {
        self.0.get(usize::from(byte)).map_or(0, |count| u64::from(*count))
    }
}

/// One folded word, ready to be looked for.
#[derive(Clone, Debug)]
pub struct Needle {
    word: Vec<u8>,
    /// Where in the word the pair stands that is looked for first.
    at: usize,
    first: u64,
    second: u64,
    /// A guess at how often the pair occurs; the needles of a query are tried from the rarest on.
    pub commonness: u64,
}

const LOW: u64 = 0x0101_0101_0101_0101;
const HIGH: u64 = 0x8080_8080_8080_8080;

impl Needle {
    /// Prepares a word; an empty one occurs nowhere.
    pub fn new(word: &str, frequencies: &Frequencies) -> Needle {
        let word = word.as_bytes().to_vec();
        let rarest = word
            .windows(2)
            .enumerate()
            .map(|(at, pair)| (pair.iter().map(|byte| frequencies.of(*byte)).product::<u64>(), at))
            .min();
        // A word of one byte is a pair of that byte with itself at the same place.
        let (commonness, at) = rarest.unwrap_or((u64::MAX, 0));
        let first = word.get(at).copied().unwrap_or_default();
        let second = word.get(at + 1).copied().unwrap_or(first);
        Needle { word, at, first: LOW * u64::from(first), second: LOW * u64::from(second), commonness }
    }

    /// Whether the word stands within a row of the column. It reads a few bytes beyond the row, which saves a slow last step.
    #[inline]
    pub fn occurs(&self, column: &[u8], row: Range<usize>) -> bool {
        // Pairs are looked for where one can stand, rounded up to whole steps.
        let Some(last) = row.end.checked_sub(self.word.len()).filter(|last| *last >= row.start) else { return false };
        let start = row.start + self.at;
        let end = start + (last - row.start + 1).next_multiple_of(8);
        let shift = usize::from(self.word.len() > 1);
        let (Some(firsts), Some(seconds)) = (column.get(start..end), column.get(start + shift..end + shift)) else {
            return self.occurs_near_the_end(column, row);
        };
        for (step, (first, second)) in firsts.as_chunks::<8>().0.iter().zip(seconds.as_chunks::<8>().0).enumerate() {
            let differs = (u64::from_le_bytes(*first) ^ self.first) | (u64::from_le_bytes(*second) ^ self.second);
            // The lowest marked byte is zero for sure; one above it may be marked in error, which the comparison finds out.
            let mut marked = differs.wrapping_sub(LOW) & !differs & HIGH;
            while marked != 0 {
                let at = row.start + step * 8 + marked.trailing_zeros() as usize / 8;
                if at > last {
                    return false;
                }
                if column.get(at..at + self.word.len()) == Some(self.word.as_slice()) {
                    return true;
                }
                marked &= marked - 1;
            }
        }
        false
    }

    #[cold]
    fn occurs_near_the_end(&self, column: &[u8], row: Range<usize>) -> bool {
        let row = column.get(row).unwrap_or_default();
        row.windows(self.word.len().max(1)).any(|part| part == self.word.as_slice())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_word_is_found_where_the_text_contains_it(before in "[ab]{0,9}", row in "[abé]{0,40}", after in "[ab]{0,9}", word in "[abé]{1,5}") {
            let column = format!("{before}{row}{after}");
            let place = before.len()..before.len() + row.len();
            let mut frequencies = Frequencies::default();
            frequencies.count(&column);
            prop_assert_eq!(Needle::new(&word, &frequencies).occurs(column.as_bytes(), place), row.contains(&word));
        }
    }

    #[test]
    fn a_word_that_runs_over_the_end_of_a_row_is_not_found() {
        let needle = Needle::new("\u{0}a", &Frequencies::default());
        assert!(!needle.occurs(b"xa", 1..2) && !needle.occurs(b"", 0..0) && !needle.occurs(b"x", 0..1));
    }
}
