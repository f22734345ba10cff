//! Values that many rows share (partner IDs, colleagues): kept once, counted, and ordered by their sort key.

use crate::index::TextIndex;

/// Stands for a row without a value, and in ranks for the place after all values.
pub const NONE: u32 = u32::MAX;

/// Shared values by number. A number is never given to another value.
#[derive(Debug, Default)]
pub struct Interned {
    values: Vec<Value>,
    index: TextIndex,
    /// The place of each value in the order of keys; equal keys share one. Empty when it must be made again.
    ranks: Vec<u32>,
}

#[derive(Debug)]
struct Value {
    text: String,
    /// The folded text by which it is sorted; an empty one comes last.
    key: String,
    /// How many rows have it.
    rows: u32,
}

impl Interned {
    /// The number of a value, if it was ever kept.
    #[inline]
    pub fn find(&self, text: &str) -> Option<u32> {
        self.index.find(text, text_of(&self.values))
    }

    /// Counts one more row with this value and gives its number. `key` makes the sort key of a value that is new.
    pub fn take(&mut self, text: &str, key: impl FnOnce(&str) -> String) -> u32 {
        let number = self.find(text).unwrap_or_else(|| {
            let number = self.values.len() as u32;
            self.values.push(Value { text: text.to_owned(), key: key(text), rows: 0 });
            self.index.insert(text, number, text_of(&self.values));
            self.ranks.clear();
            number
        });
        if let Some(value) = self.values.get_mut(number as usize) {
            value.rows += 1;
        }
        number
    }

    /// Counts one row less with this value.
    pub fn give_back(&mut self, number: u32) {
        if let Some(value) = self.values.get_mut(number as usize) {
            value.rows = value.rows.saturating_sub(1);
        }
    }

    /// Makes all sort keys again and says whether any differs.
    pub fn set_keys(&mut self, key: impl Fn(&str) -> String) -> bool {
        let mut differs = false;
        for value in &mut self.values {
            let new = key(&value.text);
            if new != value.key {
                value.key = new;
                differs = true;
            }
        }
        if differs {
            self.ranks.clear();
        }
        differs
    }

    /// The value with this number; empty for [`NONE`].
    #[inline]
    pub fn text(&self, number: u32) -> &str {
        self.values.get(number as usize).map_or("", |value| value.text.as_str())
    }

    /// How many numbers were given.
    pub fn len(&self) -> usize {
        self.values.len()
    }

    /// Numbers of the values that rows have, in the order of their keys, empty last.
    pub fn present(&self) -> Vec<u32> {
        let mut numbers = self.sorted();
        numbers.retain(|number| self.values.get(*number as usize).is_some_and(|value| value.rows > 0));
        numbers
    }

    /// The place of each value in the order of keys: equal keys have equal places, an empty key has [`NONE`].
    pub fn ranks(&mut self) -> &[u32] {
        if self.ranks.len() != self.values.len() {
            let mut ranks = vec![NONE; self.values.len()];
            let mut place = 0;
            let mut before = "";
            for number in self.sorted() {
                let key = self.key(number);
                if key != before {
                    place += u32::from(!before.is_empty());
                    before = key;
                }
                if let Some(rank) = ranks.get_mut(number as usize).filter(|_| !key.is_empty()) {
                    *rank = place;
                }
            }
            self.ranks = ranks;
        }
        &self.ranks
    }

    /// Bytes held.
    pub fn memory(&self) -> usize {
        let texts: usize = self.values.iter().map(|value| value.text.capacity() + value.key.capacity()).sum();
        texts + self.values.capacity() * size_of::<Value>() + self.index.memory() + self.ranks.capacity() * 4
    }

    fn key(&self, number: u32) -> &str {
        self.values.get(number as usize).map_or("", |value| value.key.as_str())
    }

    fn sorted(&self) -> Vec<u32> {
        let mut numbers: Vec<u32> = (0..self.values.len() as u32).collect();
        let key = |number: u32| (self.key(number).is_empty(), self.key(number), self.text(number));
        contract::order::sort_places(&mut numbers, &|a, b| key(a).cmp(&key(b)));
        numbers
    }
}

fn text_of<'a>(values: &'a [Value]) -> impl Fn(u32) -> &'a str {
    |number| values.get(number as usize).map_or("", |value| value.text.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_counted_and_ranked_by_key_with_empty_ones_last() {
        let mut people = Interned::default();
        let key = |text: &str| text.trim_end_matches('2').to_owned();
        let numbers = ["mia", "ann", "2", "ann2", "zoe"].map(|text| people.take(text, key));
        assert_eq!(people.take("ann", key), numbers[1]);
        assert_eq!(people.ranks(), [1, 0, NONE, 0, 2]);
        people.give_back(numbers[4]);
        assert_eq!(people.present(), [1, 3, 0, 2]);
        assert!(people.set_keys(|text| if text == "mia" { String::new() } else { text.to_owned() }));
        assert_eq!(people.ranks(), [NONE, 1, 0, 2, 3]);
        assert!(!people.set_keys(|text| if text == "mia" { String::new() } else { text.to_owned() }));
        assert_eq!(people.find("tom"), None);
    }
}
