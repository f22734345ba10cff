//! Rules about the texts that people read: the catalogues say the same in every language, and just what is needed.

mod keys;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Finding;
use super::tree::Tree;

pub use keys::{complete, used};

/// The language that the others are held against.
const FIRST: &str = "public/locales/en.json";
const FOLDER: &str = "public/locales/";

/// One text: its forms by plural name; a plain one has a single form without a name.
struct Entry {
    forms: BTreeMap<String, String>,
    is_plural: bool,
}

impl Entry {
    fn of(value: &Value) -> Option<Self> {
        match value {
            Value::String(text) => {
                Some(Self { forms: BTreeMap::from([(String::new(), text.clone())]), is_plural: false })
            }
            Value::Object(forms) => {
                let text = |(name, text): (&String, &Value)| Some((name.clone(), text.as_str()?.to_owned()));
                Some(Self { forms: forms.iter().map(text).collect::<Option<_>>()?, is_plural: true })
            }
            _ => None,
        }
    }

    fn placeholders(&self) -> BTreeSet<&str> {
        self.forms.values().flat_map(|text| placeholders(text)).collect()
    }
}

/// The names in braces.
fn placeholders(text: &str) -> Vec<&str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

type Catalogue = BTreeMap<String, Entry>;

/// Reads a catalogue; what is wrong with the file itself is told apart.
fn read(path: &str, text: &str) -> (Catalogue, Vec<Finding>) {
    let values: BTreeMap<String, Value> = match serde_json::from_str(text) {
        Ok(values) => values,
        Err(error) => {
            return (
                Catalogue::new(),
                vec![Finding::new(path, error.line(), format!("This is no catalogue: {error}."))],
            );
        }
    };
    let mut findings = Vec::new();
    let mut catalogue = Catalogue::new();
    for (key, value) in values {
        let line = line_of_key(text, &key);
        if text.matches(&format!("\n  \"{key}\":")).count() > 1 {
            findings.push(Finding::new(path, line, format!("{key} stands here twice.")));
        }
        match Entry::of(&value) {
            Some(entry) => {
                if entry.forms.is_empty() || entry.forms.values().any(|form| form.trim().is_empty()) {
                    findings.push(Finding::new(path, line, format!("{key} has an empty text.")));
                }
                if entry.is_plural
                    && !(entry.forms.len() == 2 && entry.forms.contains_key("one") && entry.forms.contains_key("other"))
                {
                    findings.push(Finding::new(path, line, format!("{key} needs the plural forms one and other.")));
                }
                if entry.is_plural && !entry.placeholders().contains("n") {
                    findings.push(Finding::new(
                        path,
                        line,
                        format!("{key} has plural forms but no {{n}} that chooses between them."),
                    ));
                }
                catalogue.insert(key, entry);
            }
            None => {
                findings.push(Finding::new(path, line, format!("{key} is neither a text nor a set of plural forms.")))
            }
        }
    }
    (catalogue, findings)
}

fn line_of_key(text: &str, key: &str) -> usize {
    let quoted = format!("\"{key}\"");
    text.lines().position(|line| line.trim_start().starts_with(&quoted)).map_or(1, |index| index + 1)
}

/// All catalogues have the same keys, placeholders and plurals, and no empty text.
pub fn agree(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut catalogues = Vec::new();
    for file in tree.under(&[FOLDER], ".json") {
        let (catalogue, wrong) = read(&file.path, &file.text);
        findings.extend(wrong);
        catalogues.push((file, catalogue));
    }
    let Some((first, reference)) = catalogues.iter().find(|(file, _)| file.path == FIRST) else {
        return findings;
    };
    for (file, catalogue) in catalogues.iter().filter(|(file, _)| file.path != FIRST) {
        for (key, entry) in reference {
            let Some(other) = catalogue.get(key) else {
                let sentence = format!("{key} is missing in {}.", file.path);
                findings.push(Finding::new(FIRST, line_of_key(&first.text, key), sentence));
                continue;
            };
            let line = line_of_key(&file.text, key);
            if entry.is_plural != other.is_plural {
                findings.push(Finding::new(
                    &file.path,
                    line,
                    format!("{key} has plural forms in one of this and {FIRST} only."),
                ));
            }
            if entry.placeholders() != other.placeholders() {
                findings.push(Finding::new(&file.path, line, format!("{key} has other placeholders than in {FIRST}.")));
            }
        }
        for key in catalogue.keys().filter(|key| !reference.contains_key(*key)) {
            findings.push(Finding::new(
                &file.path,
                line_of_key(&file.text, key),
                format!("{key} is missing in {FIRST}."),
            ));
        }
    }
    findings
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(findings: Vec<Finding>) -> Vec<String> {
        findings.into_iter().map(|finding| format!("{}:{} {}", finding.path, finding.line, finding.sentence)).collect()
    }

    const FRENCH: &str = "public/locales/fr.json";

    #[test]
    fn differences_between_languages_are_found() {
        let tree = Tree::of(&[
            (FIRST, "{\n  \"a.b\": \"B {x}\",\n  \"a.c\": {\"one\": \"1\", \"other\": \"{n}\"},\n  \"a.d\": \"D\"\n}"),
            (FRENCH, "{\n  \"a.b\": \"B {y}\",\n  \"a.c\": \"{n}\",\n  \"a.e\": \" \"\n}"),
        ]);
        assert_eq!(
            sentences(agree(&tree)),
            [
                "public/locales/fr.json:4 a.e has an empty text.",
                "public/locales/fr.json:2 a.b has other placeholders than in public/locales/en.json.",
                "public/locales/fr.json:3 a.c has plural forms in one of this and public/locales/en.json only.",
                "public/locales/en.json:4 a.d is missing in public/locales/fr.json.",
                "public/locales/fr.json:4 a.e is missing in public/locales/en.json.",
            ]
        );
    }

    #[test]
    fn a_broken_catalogue_is_found() {
        let text = "{\n  \"a.b\": 3,\n  \"a.c\": {\"other\": \"{n}\"},\n  \"a.d\": {\"one\": \"x\", \"other\": \"y\"},\n  \"a.e\": \"x\",\n  \"a.e\": \"y\"\n}";
        assert_eq!(agree(&Tree::of(&[(FIRST, text)])).len(), 4);
        assert_eq!(agree(&Tree::of(&[(FIRST, "{")])).len(), 1);
    }
}
