//! Rules about documents and files: the map is true, no marks of unfinished work or of one machine.

use super::Finding;
use super::tree::{TextFile, Tree, words};

const MAP: &str = "ARCHITECTURE.md";
const MAP_LINES: usize = 120;

/// Written by builds, so not in a clone.
const OUTPUTS: &[&str] = &["dist", "target", "data", "node_modules"];

/// ARCHITECTURE.md is short, and every path in it exists.
pub fn map(tree: &Tree) -> Vec<Finding> {
    let Some(file) = tree.file(MAP) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    let lines = file.text.lines().count();
    if lines > MAP_LINES {
        findings.push(Finding::new(MAP, lines, format!("{lines} lines; the map stays within {MAP_LINES}.")));
    }
    for (number, line) in file.text.lines().enumerate() {
        // Every second part between backticks is code.
        for code in line.split('`').skip(1).step_by(2).filter(|code| is_path(code)) {
            if !tree.has(code.trim_start_matches("./")) {
                findings.push(Finding::new(MAP, number + 1, format!("{code} does not exist.")));
            }
        }
    }
    findings
}

/// Whether the code means a path of this project: not an address, a command, a pattern or a placeholder.
fn is_path(code: &str) -> bool {
    let looks = code.contains('/') || [".rs", ".md", ".toml"].iter().any(|ending| code.ends_with(ending));
    let other = code.starts_with('/')
        || code.contains("://")
        || code.contains("::")
        || code.contains([' ', '*', '<', '{', '(', '$', '…', '?', '=']);
    let output = code.split('/').next().is_some_and(|first| OUTPUTS.contains(&first));
    looks && !other && !output
}

/// Marks of unfinished work, and folders of one machine. Written in halves, so that this file does not break its own rule.
const MARKS: &[(&str, &str)] = &[
    (concat!("TO", "DO"), "Finish it or file an issue; no marks of unfinished work."),
    (concat!("FIX", "ME"), "Finish it or file an issue; no marks of unfinished work."),
    (concat!("to", "do!("), "Finish it; no marks of unfinished work."),
    (concat!("unimpl", "emented!("), "Finish it; no marks of unfinished work."),
    (concat!("db", "g!("), "Remove the debug output."),
    (concat!("/ro", "ot/"), "This path is of one machine."),
    (concat!("/ho", "me/"), "This path is of one machine."),
    (concat!("/wo", "rk/"), "This path is of one machine."),
    (concat!("../sha", "red"), "This path is outside the project."),
];

/// No marks of unfinished work and no path of one machine in any file that a person wrote.
pub fn marks(tree: &Tree) -> Vec<Finding> {
    let written =
        |file: &&TextFile| !["lock", "lock.json", ".svg", ".csv"].iter().any(|ending| file.path.ends_with(ending));
    let mut findings = Vec::new();
    for file in tree.files().iter().filter(written) {
        for (number, line) in file.text.lines().enumerate() {
            for (mark, sentence) in MARKS {
                if words(line, mark).next().is_some() {
                    findings.push(Finding::new(&file.path, number + 1, *sentence));
                }
            }
        }
    }
    findings
}

/// Every Rust file opens with a sentence that says what it is for.
pub fn openings(tree: &Tree) -> Vec<Finding> {
    let closed = tree.under(&[""], ".rs").filter(|file| !file.text.trim_start().starts_with("//!"));
    closed.map(|file| Finding::new(&file.path, 1, "Open the file with one //! sentence.")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(findings: &[Finding]) -> Vec<(&str, usize)> {
        findings.iter().map(|finding| (finding.path.as_str(), finding.line)).collect()
    }

    #[test]
    fn a_path_that_went_away_is_found_in_the_map() {
        let text = "`src/app.rs` and `server/src/store/`\n`src/gone.rs`, `/solutions`, `style/ui/*.css`, `cargo xtask a/b`\n`dist/` `solutions/{id}` `README.md`\n";
        let tree = Tree::of(&[(MAP, text), ("src/app.rs", ""), ("server/src/store/mod.rs", "")]);
        assert_eq!(lines(&map(&tree)), [(MAP, 2), (MAP, 3)]);
        assert_eq!(lines(&map(&Tree::of(&[(MAP, &"\n".repeat(121))]))), [(MAP, 121)]);
    }

    #[test]
    fn marks_of_unfinished_work_and_of_one_machine_are_found() {
        let text =
            format!("//! A.\n// {} later\nlet a = \"{}x\";\n// TODOS\n", concat!("TO", "DO"), concat!("/ro", "ot/"));
        let tree = Tree::of(&[("src/a.rs", &text), ("e2e/package-lock.json", concat!("TO", "DO"))]);
        assert_eq!(lines(&marks(&tree)), [("src/a.rs", 2), ("src/a.rs", 3)]);
    }

    #[test]
    fn a_file_without_an_opening_sentence_is_found() {
        let tree = Tree::of(&[("src/a.rs", "//! A.\n"), ("tests/web/b.rs", "// B\n")]);
        assert_eq!(lines(&openings(&tree)), [("tests/web/b.rs", 1)]);
    }
}
