//! Texts that people read: a flat catalogue a language, with placeholders and plurals, rendered the same in page and server.

use std::collections::HashMap;

use serde::Deserialize;

use crate::locale::{Locale, Plural};

/// One text: plain, or with a form for each plural chosen by the number `{n}`.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Message {
    /// One form for every number.
    Plain(String),
    /// Chosen by `Locale::plural` of the argument named `n`.
    Counted {
        /// English 1; French 0 and 1.
        one: String,
        /// All other numbers.
        other: String,
    },
}

/// A value for a placeholder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// Shown as it is.
    Text(String),
    /// Shown with the language's grouping; chooses the plural when it is named `n`.
    Count(u64),
    /// The key of another text of the same catalogue.
    Key(String),
    /// Several, apart as the language has it.
    List(Vec<String>),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Arg::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Arg::Text(text)
    }
}

impl From<u64> for Arg {
    fn from(n: u64) -> Self {
        Arg::Count(n)
    }
}

impl From<usize> for Arg {
    fn from(n: usize) -> Self {
        Arg::Count(n as u64)
    }
}

/// All texts of one language by key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Catalogue {
    messages: HashMap<String, Message>,
}

impl Catalogue {
    /// The text for a key with its placeholders filled. A missing key shows itself, so that a gap is seen and nothing breaks.
    pub fn render(&self, locale: Locale, key: &str, args: &[(&str, Arg)]) -> String {
        let Some(message) = self.messages.get(key) else { return key.to_owned() };
        let count = args.iter().find_map(|(name, arg)| match arg {
            Arg::Count(n) if *name == "n" => Some(*n),
            _ => None,
        });
        let pattern = match message {
            Message::Plain(text) => text,
            Message::Counted { one, other } => match count.map(|n| locale.plural(n)) {
                Some(Plural::One) => one,
                _ => other,
            },
        };
        self.fill(locale, pattern, args)
    }

    /// Whether the key has a text.
    pub fn has(&self, key: &str) -> bool {
        self.messages.contains_key(key)
    }

    fn fill(&self, locale: Locale, pattern: &str, args: &[(&str, Arg)]) -> String {
        let mut out = String::with_capacity(pattern.len() + 16);
        let mut rest = pattern;
        while let Some(open) = rest.find('{') {
            let (before, from_open) = rest.split_at(open);
            out.push_str(before);
            let Some(close) = from_open.find('}') else {
                out.push_str(from_open);
                return out;
            };
            let name = &from_open[1..close];
            match args.iter().find(|(given, _)| *given == name) {
                Some((_, Arg::Text(text))) => out.push_str(text),
                Some((_, Arg::Count(n))) => out.push_str(&locale.number(*n)),
                Some((_, Arg::List(all))) => out.push_str(&all.join(locale.between())),
                Some((_, Arg::Key(key))) => out.push_str(&self.render(locale, key, &[])),
                None => out.push_str(&from_open[..=close]),
            }
            rest = &from_open[close + 1..];
        }
        out.push_str(rest);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn catalogue() -> Catalogue {
        serde_json::from_str(
            r#"{"a":"Hello {name}","n":{"one":"{n} solution","other":"{n} solutions"},"role":"Manager","r":"You are {role}"}"#,
        )
        .expect("valid")
    }

    #[test]
    fn placeholders_are_filled_and_unknown_ones_stay_visible() {
        let c = catalogue();
        assert_eq!(c.render(Locale::En, "a", &[("name", "Ana {x}".into())]), "Hello Ana {x}");
        assert_eq!(c.render(Locale::En, "a", &[]), "Hello {name}");
        assert_eq!(c.render(Locale::En, "missing", &[]), "missing");
        assert_eq!(c.render(Locale::En, "r", &[("role", Arg::Key("role".into()))]), "You are Manager");
    }

    #[test]
    fn a_list_is_written_as_the_language_has_it() {
        let c: Catalogue = serde_json::from_str(r#"{"l":"{all}."}"#).expect("valid");
        let all = || [("all", Arg::List(vec!["grain".into(), "ledger".into()]))];
        assert_eq!(c.render(Locale::En, "l", &all()), "grain, ledger.");
        assert_eq!(c.render(Locale::ZhCn, "l", &all()), "grain、ledger.");
    }

    #[test]
    fn the_number_chooses_the_form_and_is_grouped() {
        let c = catalogue();
        assert_eq!(c.render(Locale::En, "n", &[("n", 1_u64.into())]), "1 solution");
        assert_eq!(c.render(Locale::En, "n", &[("n", 1200_u64.into())]), "1,200 solutions");
        assert_eq!(c.render(Locale::Fr, "n", &[("n", 0_u64.into())]), "0 solution");
    }
}
