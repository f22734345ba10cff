//! Words that mean the same: translations, abbreviations, editions, regions, platforms; data for reading names.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use super::strict_values::STRICT;
use super::terms::{ABBREVIATIONS, GENERIC, STOP, TERMS};
use super::word::singular;

use crate::fold::fold;

word_enum! {
    /// A part of a name on which a match is strict.
    Strict {
        /// Enterprise, Standard, Lite; also sizes.
        Edition = "edition",
        /// Versions, years, durations: every number.
        Version = "version",
        /// A country or a part of the world.
        Region = "region",
        /// What it runs on or in, and how it is licensed.
        Platform = "platform",
        /// Assessment, workshop, implementation.
        Engagement = "engagement",
        /// The industry or people it is for.
        Audience = "audience",
    }
}

/// What a word or phrase stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// Nothing: articles, prepositions, legal forms.
    Stop,
    /// These words, singular.
    Words(Vec<String>),
    /// A strict part with its one value.
    Strict(Strict, &'static str),
}

/// All tables by folded, singular phrase.
#[derive(Debug)]
pub(super) struct Lexicon {
    phrases: HashMap<String, Meaning>,
    generic: HashSet<String>,
    /// Characters of the longest phrase in Chinese.
    longest: usize,
}

/// Words of the longest phrase in a script with spaces.
pub(super) const LONGEST_PHRASE: usize = 4;

/// Read once; the tables never change.
static LEXICON: LazyLock<Lexicon> = LazyLock::new(Lexicon::read);

impl Lexicon {
    pub fn get() -> &'static Lexicon {
        &LEXICON
    }

    fn read() -> Lexicon {
        let mut lexicon = Lexicon { phrases: HashMap::new(), generic: HashSet::new(), longest: 0 };
        for word in STOP.split_whitespace() {
            lexicon.add(word, &Meaning::Stop);
        }
        for (kind, table) in STRICT {
            for line in table.lines() {
                let mut names = line.split('|').map(str::trim);
                let Some(canonical) = names.next().filter(|name| !name.is_empty()) else { continue };
                for name in names.chain([canonical]) {
                    lexicon.add(name, &Meaning::Strict(*kind, canonical));
                }
            }
        }
        for line in TERMS.lines().chain(ABBREVIATIONS.lines()) {
            let mut names = line.split('|').map(str::trim);
            let Some(canonical) = names.next().filter(|name| !name.is_empty()) else { continue };
            let meaning = Meaning::Words(canonical.split(' ').map(singular).collect());
            for name in names.chain([canonical]) {
                lexicon.add(name, &meaning);
            }
        }
        lexicon.generic.extend(GENERIC.split_whitespace().map(singular));
        lexicon
    }

    /// A name that stands in several tables keeps its first meaning; a word for itself alone is no entry.
    fn add(&mut self, name: &str, meaning: &Meaning) {
        let key: Vec<String> = fold(name).split([' ', '-', '\'']).map(singular).collect();
        let key = key.join(" ");
        if *meaning == Meaning::Words(vec![key.clone()]) {
            return;
        }
        if key.chars().any(is_han) {
            self.longest = self.longest.max(key.chars().count());
        }
        self.phrases.entry(key).or_insert_with(|| meaning.clone());
    }

    /// The meaning of a phrase: folded singular words with single spaces, or Chinese characters.
    pub fn meaning(&self, phrase: &str) -> Option<&Meaning> {
        self.phrases.get(phrase)
    }

    /// Whether the word says little: system, platform, solution.
    pub fn is_generic(&self, word: &str) -> bool {
        self.generic.contains(word)
    }

    /// The longest phrase at the beginning of a run of Chinese characters, and how many characters it has.
    pub fn longest_at(&self, run: &[char]) -> Option<(usize, &Meaning)> {
        (1..=self.longest.min(run.len())).rev().find_map(|length| {
            let phrase: String = run.get(..length)?.iter().collect();
            self.meaning(&phrase).map(|meaning| (length, meaning))
        })
    }
}

/// Characters that are written without spaces: Chinese, and Japanese and Korean that stand among them.
pub(super) fn is_han(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}')
}
