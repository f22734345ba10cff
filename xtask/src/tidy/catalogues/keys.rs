//! Which keys the code asks for: every text is wanted somewhere, and every wanted text exists.

use std::collections::BTreeSet;

use super::{FIRST, line_of_key, read};
use crate::tidy::Finding;
use crate::tidy::tree::Tree;

/// Where texts are asked for.
const ASKING: &[&str] = &["src/", "contract/src/", "server/src/"];

/// What the code asks for: whole keys, and beginnings declared by `// catalogue: beginning.*`.
struct Asked {
    literals: Vec<(String, usize, String)>,
    beginnings: Vec<String>,
    scripts: String,
}

impl Asked {
    fn of(tree: &Tree) -> Self {
        let mut asked = Self { literals: Vec::new(), beginnings: Vec::new(), scripts: String::new() };
        for file in tree.under(ASKING, ".rs") {
            let source = file.rust();
            asked
                .literals
                .extend(source.literals.into_iter().map(|literal| (file.path.clone(), literal.line, literal.text)));
            asked.beginnings.extend(source.comments.lines().flat_map(declared).map(str::to_owned));
        }
        for file in tree
            .under(&["public/", "index.html"], "")
            .filter(|file| file.path.ends_with(".js") || file.path == "index.html")
        {
            asked.beginnings.extend(file.text.lines().flat_map(declared).map(str::to_owned));
            asked.scripts += &file.text;
        }
        asked
    }

    fn asks_for(&self, key: &str) -> bool {
        self.literals.iter().any(|(_, _, literal)| literal == key)
            || self.beginnings.iter().any(|beginning| key.starts_with(beginning))
            || ['"', '\'', '`'].iter().any(|quote| self.scripts.contains(&format!("{quote}{key}{quote}")))
    }
}

/// The beginnings that a comment declares: `// catalogue: state.*, role.*` gives `state.` and `role.`.
fn declared(comment: &str) -> impl Iterator<Item = &str> {
    let list = comment.split_once("// catalogue:").map_or("", |(_, list)| list);
    list.split([',', ' ']).filter_map(|item| item.trim().strip_suffix('*')).filter(|beginning| beginning.len() > 1)
}

/// Every text is asked for somewhere, by its whole key or by a declared beginning.
pub fn used(tree: &Tree) -> Vec<Finding> {
    let Some(file) = tree.file(FIRST) else {
        return Vec::new();
    };
    let asked = Asked::of(tree);
    let unused = |key: &String| {
        let sentence = format!(
            "Nothing asks for {key}; remove it, or declare its beginning by `// catalogue: beginning.*` where it is made."
        );
        Finding::new(FIRST, line_of_key(&file.text, key), sentence)
    };
    read(FIRST, &file.text).0.keys().filter(|key| !asked.asks_for(key)).map(unused).collect()
}

/// Every literal with the shape of a key, `group.name` with a group of the catalogue, is a key.
pub fn complete(tree: &Tree) -> Vec<Finding> {
    let Some(file) = tree.file(FIRST) else {
        return Vec::new();
    };
    let (catalogue, _) = read(FIRST, &file.text);
    let groups: BTreeSet<&str> =
        catalogue.keys().filter_map(|key| key.split_once('.')).map(|(group, _)| group).collect();
    let missing = Asked::of(tree).literals.into_iter().filter(|(_, _, literal)| {
        let in_group = literal.split_once('.').is_some_and(|(group, name)| groups.contains(group) && is_key(name));
        in_group && !catalogue.contains_key(literal)
    });
    missing.map(|(path, line, key)| Finding::new(&path, line, format!("{key} is not in {FIRST}."))).collect()
}

/// Words, digits, hyphens and points, not at the end; a file's name such as `import.csv` has only an ending that is none.
fn is_key(name: &str) -> bool {
    let ending = ["json", "csv", "html", "js", "css", "svg", "rs", "wasm", "db", "zip"].contains(&name);
    let allowed = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    !ending && !name.is_empty() && name.chars().all(allowed) && !name.ends_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(findings: Vec<Finding>) -> Vec<String> {
        findings.into_iter().map(|finding| format!("{}:{} {}", finding.path, finding.line, finding.sentence)).collect()
    }

    #[test]
    fn texts_that_nothing_asks_for_are_found() {
        let tree = Tree::of(&[
            (
                FIRST,
                "{\n  \"nav.home\": \"a\",\n  \"role.owner\": \"b\",\n  \"boot.failed\": \"c\",\n  \"nav.old\": \"d\"\n}",
            ),
            ("src/nav.rs", "//! Nav.\n// catalogue: role.*\nt(\"nav.home\"); // \"nav.old\""),
            ("public/boot.js", "text('boot.failed')"),
        ]);
        let found = sentences(used(&tree));
        assert!(
            found.len() == 1 && found[0].starts_with("public/locales/en.json:5 Nothing asks for nav.old;"),
            "{found:?}"
        );
    }

    #[test]
    fn keys_that_no_catalogue_has_are_found() {
        let tree = Tree::of(&[
            (FIRST, "{\n  \"nav.home\": \"a\"\n}"),
            (
                "src/nav.rs",
                "//! Nav.\nt(\"nav.home\");\nt(\"nav.hone\");\nread(\"nav.json\", \"index.html\", \"nav. x\", \"nav.\");",
            ),
        ]);
        assert_eq!(sentences(complete(&tree)), ["src/nav.rs:3 nav.hone is not in public/locales/en.json."]);
    }
}
