//! `cargo xtask tidy`: the rules of the house that no compiler keeps, each with a name and a failing example in its tests.

mod boundaries;
mod catalogues;
mod colours;
mod documents;
mod look;
mod rust_source;
mod tree;

use std::process::ExitCode;

use crate::args::{Args, Spec};
use crate::process;
use tree::Tree;

/// What `tidy` accepts.
pub const SPEC: Spec = Spec {
    help: "cargo xtask tidy

Checks the rules of the house on all files that are or could be committed: who may speak HTTP, spell addresses
or write SQL; what contract and columns stay away from; colours, styles and catalogues; the parts of the page;
the documents. Prints path:line: sentence for each breach.",
    switches: &[],
    options: &[],
    hands_on: false,
};

/// A breach of a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Finding {
    /// From the root, with `/`.
    pub path: String,
    /// Counted from 1.
    pub line: usize,
    /// What is wrong and what to do.
    pub sentence: String,
}

impl Finding {
    fn new(path: &str, line: usize, sentence: impl Into<String>) -> Self {
        Self { path: path.to_owned(), line, sentence: sentence.into() }
    }
}

/// A rule: its name and what it finds.
struct Rule {
    name: &'static str,
    find: fn(&Tree) -> Vec<Finding>,
}

const RULES: &[Rule] = &[
    Rule { name: "http", find: boundaries::http },
    Rule { name: "addresses", find: boundaries::addresses },
    Rule { name: "sql", find: boundaries::sql },
    Rule { name: "purity", find: boundaries::purity },
    Rule { name: "colours", find: look::colours },
    Rule { name: "style attributes", find: look::style_attributes },
    Rule { name: "parts", find: look::parts },
    Rule { name: "catalogues agree", find: catalogues::agree },
    Rule { name: "catalogues used", find: catalogues::used },
    Rule { name: "catalogues complete", find: catalogues::complete },
    Rule { name: "map", find: documents::map },
    Rule { name: "marks", find: documents::marks },
    Rule { name: "openings", find: documents::openings },
];

/// The command.
pub fn run(_: &Args) -> Result<ExitCode, String> {
    Ok(if report()? { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Checks all rules and prints what is wrong; whether nothing is.
pub fn report() -> Result<bool, String> {
    let tree = Tree::of_project()?;
    let mut clean = true;
    for rule in RULES {
        let mut findings = (rule.find)(&tree);
        findings.sort();
        findings.dedup();
        for Finding { path, line, sentence } in findings {
            process::say(&format!("{path}:{line}: {sentence} [{}]", rule.name));
            clean = false;
        }
    }
    if clean {
        process::say(&format!("tidy: {} rules kept in {} files", RULES.len(), tree.files().len()));
    }
    Ok(clean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_project_breaks_no_rule_and_no_rule_breaks_on_it() {
        let tree = Tree::default();
        for rule in RULES {
            assert_eq!((rule.find)(&tree), [], "{}", rule.name);
        }
    }
}
