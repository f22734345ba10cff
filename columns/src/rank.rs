//! The order of all rows by a text column, kept while rows come, change and go, and made in bounded steps.

use std::cmp::Ordering;

use crate::bits::Bits;

/// Row numbers in the order of a text. Rows that came or changed since wait until `step` puts them in.
#[derive(Debug, Default)]
pub struct Rank {
    /// The first bytes of each row's text as a number, which decides most comparisons without reading the text.
    prefixes: Vec<u64>,
    order: Vec<u32>,
    /// Rows whose place in `order` is right.
    placed: Bits,
    /// Rows to be put in. One that was removed, or named twice, is passed over.
    waiting: Vec<u32>,
    /// Whether `order` names rows that are not in `placed`.
    stale: bool,
}

impl Rank {
    /// A row is new, or its text in this column or in a column that breaks ties changed.
    pub fn touch(&mut self, row: u32, text: &str) {
        let index = row as usize;
        if index >= self.prefixes.len() {
            self.prefixes.resize(index + 1, 0);
        }
        if let Some(prefix) = self.prefixes.get_mut(index) {
            *prefix = prefix_of(text);
        }
        self.stale |= self.placed.remove(row);
        self.waiting.push(row);
    }

    /// A row is gone.
    pub fn forget(&mut self, row: u32) {
        self.stale |= self.placed.remove(row);
    }

    /// Whether `order` holds every row.
    pub fn is_settled(&self) -> bool {
        self.waiting.is_empty() && !self.stale
    }

    /// Puts in at most `budget` of the waiting rows. `compare` decides between rows whose texts begin alike; it is total. Time grows with
    /// `budget * log(budget)` and a little with all rows.
    pub fn step(&mut self, budget: usize, live: &Bits, compare: impl Fn(u32, u32) -> Ordering) {
        if self.stale {
            self.order.retain(|row| self.placed.has(*row));
            self.stale = false;
        }
        let from = self.waiting.len().saturating_sub(budget);
        let mut batch: Vec<(u64, u32)> = Vec::with_capacity(self.waiting.len() - from);
        for row in self.waiting.drain(from..) {
            if live.has(row) && !self.placed.has(row) {
                self.placed.insert(row);
                batch.push((self.prefixes.get(row as usize).copied().unwrap_or_default(), row));
            }
        }
        let by_text = |a: &(u64, u32), b: &(u64, u32)| a.0.cmp(&b.0).then_with(|| compare(a.1, b.1));
        batch.sort_unstable_by(by_text);
        self.merge(&batch, by_text);
        if self.waiting.is_empty() {
            // The first fill leaves a list as long as the table behind.
            self.waiting = Vec::new();
        }
    }

    /// Merges from the back, so that each block of `order` moves once.
    fn merge(&mut self, batch: &[(u64, u32)], by_text: impl Fn(&(u64, u32), &(u64, u32)) -> Ordering) {
        let mut unmoved = self.order.len();
        self.order.resize(unmoved + batch.len(), 0);
        let mut end = self.order.len();
        for entry in batch.iter().rev() {
            let before = |row: &u32| {
                by_text(&(self.prefixes.get(*row as usize).copied().unwrap_or_default(), *row), entry).is_lt()
            };
            // Neighbours in the batch are near each other in the order: look close by first, in doubling steps.
            let sorted = self.order.get(..unmoved).unwrap_or_default();
            let mut reach = 1;
            while sorted.len().checked_sub(reach).and_then(|at| sorted.get(at)).is_some_and(|row| !before(row)) {
                reach *= 2;
            }
            let low = sorted.len().saturating_sub(reach);
            let at = low + sorted.get(low..).map_or(0, |near| near.partition_point(before));
            self.order.copy_within(at..unmoved, end - (unmoved - at));
            end -= unmoved - at + 1;
            unmoved = at;
            if let Some(place) = self.order.get_mut(end) {
                *place = entry.1;
            }
        }
    }

    /// Row numbers in order; all of them once `is_settled`.
    pub fn order(&self) -> &[u32] {
        &self.order
    }

    /// Makes room for so many rows in all.
    pub fn reserve(&mut self, rows: usize) {
        self.prefixes.reserve(rows.saturating_sub(self.prefixes.len()));
        self.order.reserve(rows.saturating_sub(self.order.len()));
    }

    /// Bytes held.
    pub fn memory(&self) -> usize {
        self.prefixes.capacity() * 8 + (self.order.capacity() + self.waiting.capacity()) * 4 + self.placed.memory()
    }
}

/// Rising with the text as far as it tells texts apart; an empty text is last, which no UTF-8 byte can reach.
fn prefix_of(text: &str) -> u64 {
    if text.is_empty() {
        return u64::MAX;
    }
    let mut first = [0; 8];
    first.iter_mut().zip(text.as_bytes()).for_each(|(to, from)| *to = *from);
    u64::from_be_bytes(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_come_change_and_go_end_up_in_order() {
        let mut texts: Vec<String> = (0..500).map(|n| format!("common prefix {}", n * 7919 % 500)).collect();
        texts[77].clear();
        let mut rank = Rank::default();
        let mut live = Bits::default();
        (0..500).for_each(|row| live.insert(row));
        (0..500).for_each(|row| rank.touch(row, &texts[row as usize]));
        while !rank.is_settled() {
            rank.step(64, &live, |a, b| texts[a as usize].cmp(&texts[b as usize]).then(a.cmp(&b)));
        }
        assert_eq!(rank.order().last(), Some(&77));
        for row in [3, 77, 499] {
            texts[row as usize] = format!("a {row}");
            rank.touch(row, &texts[row as usize]);
        }
        live.remove(10);
        rank.forget(10);
        rank.touch(3, &texts[3]);
        assert!(!rank.is_settled());
        rank.step(usize::MAX, &live, |a, b| texts[a as usize].cmp(&texts[b as usize]).then(a.cmp(&b)));
        let mut expected: Vec<u32> = (0..500).filter(|row| *row != 10).collect();
        expected.sort_by(|a, b| texts[*a as usize].cmp(&texts[*b as usize]));
        assert_eq!(rank.order(), expected);
    }
}
