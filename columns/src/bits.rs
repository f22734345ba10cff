//! A growing set of row numbers, one bit each.

/// Row numbers; what was never put in is not in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bits {
    words: Vec<u64>,
}

impl Bits {
    /// Whether `at` is in the set.
    #[inline]
    pub fn has(&self, at: u32) -> bool {
        self.words.get(at as usize / 64).is_some_and(|word| word >> (at % 64) & 1 == 1)
    }

    /// Puts `at` in.
    #[inline]
    pub fn insert(&mut self, at: u32) {
        let index = at as usize / 64;
        if index >= self.words.len() {
            self.words.resize(index + 1, 0);
        }
        if let Some(word) = self.words.get_mut(index) {
            *word |= 1 << (at % 64);
        }
    }

    /// Takes `at` out and says whether it was in.
    #[inline]
    pub fn remove(&mut self, at: u32) -> bool {
        let bit = 1 << (at % 64);
        match self.words.get_mut(at as usize / 64) {
            Some(word) if *word & bit != 0 => {
                *word &= !bit;
                true
            }
            _ => false,
        }
    }

    /// How many are in the set.
    pub fn count(&self) -> usize {
        self.words.iter().map(|word| word.count_ones() as usize).sum()
    }

    /// All that are in the set and not below `from`, in rising order.
    #[inline]
    pub fn iter_from(&self, from: u32) -> BitsIter<'_> {
        let index = from as usize / 64;
        let first = self.words.get(index).map_or(0, |word| word & (u64::MAX << (from % 64)));
        BitsIter { words: &self.words, index, left: first }
    }

    /// All that are in the set, in rising order.
    #[inline]
    pub fn iter(&self) -> BitsIter<'_> {
        self.iter_from(0)
    }

    /// Bytes held.
    pub fn memory(&self) -> usize {
        self.words.capacity() * 8
    }
}

/// See [`Bits::iter`].
pub struct BitsIter<'a> {
    words: &'a [u64],
    index: usize,
    left: u64,
}

impl Iterator for BitsIter<'_> {
    type Item = u32;

    #[inline]
    fn next(&mut self) -> Option<u32> {
        while self.left == 0 {
            self.index += 1;
            self.left = *self.words.get(self.index)?;
        }
        let bit = self.left.trailing_zeros();
        self.left &= self.left - 1;
        Some(self.index as u32 * 64 + bit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_come_back_in_order_from_any_start() {
        let mut bits = Bits::default();
        for at in [0, 63, 64, 200, 1_000] {
            bits.insert(at);
        }
        assert!(bits.remove(200));
        assert!(!bits.remove(200) && !bits.remove(5_000));
        assert_eq!(bits.iter().collect::<Vec<_>>(), [0, 63, 64, 1_000]);
        assert_eq!(bits.iter_from(64).collect::<Vec<_>>(), [64, 1_000]);
        assert_eq!(bits.iter_from(65).collect::<Vec<_>>(), [1_000]);
        assert_eq!(bits.iter_from(9_000).count(), 0);
        assert_eq!(bits.count(), 4);
        assert!(bits.has(63) && !bits.has(62) && !bits.has(9_000));
    }
}
