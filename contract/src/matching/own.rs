//! The company's own name: its words say nothing about which of its products is meant.

use std::collections::HashMap;

use super::lexicon::{Lexicon, Meaning, is_han};
use super::word::singular;
use crate::fold::fold;

/// Words of the company's own name, by how much they count in the name of a product.
#[derive(Debug, Default)]
pub(super) struct Own(HashMap<String, f32>);

impl Own {
    /// Words that only this company uses count nothing, other words of its name little.
    pub fn add(&mut self, name: &str, lexicon: &Lexicon) {
        let folded = fold(name);
        let words = folded.split(|c: char| !c.is_alphanumeric() && c != '\'').filter(|word| !word.is_empty());
        for (at, word) in words.enumerate() {
            let run: Vec<char> = word.chars().take_while(|c| is_han(*c)).collect();
            for length in 2..=run.len() {
                self.0.insert(run.iter().take(length).collect(), 0.0);
            }
            let word = singular(word.strip_suffix("'s").unwrap_or(word));
            match lexicon.meaning(&word) {
                Some(Meaning::Stop) => {}
                Some(_) => self.note(word, 0.35),
                None if lexicon.is_generic(&word) => self.note(word, 0.35),
                None => self.note(word, if at < 2 { 0.0 } else { 0.35 }),
            }
        }
    }

    fn note(&mut self, word: String, weight: f32) {
        let known = self.0.entry(word).or_insert(weight);
        *known = known.min(weight);
    }

    /// A publisher's ID counts nothing.
    pub fn add_id(&mut self, id: &str) {
        self.note(fold(id), 0.0);
    }

    /// How much a folded word counts, when it is one of the company's.
    pub fn weight(&self, word: &str) -> Option<f32> {
        self.0.get(word).copied()
    }
}
