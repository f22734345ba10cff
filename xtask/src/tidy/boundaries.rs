//! Rules about who may do what: HTTP, addresses, SQL, and the crates that only reckon.

use super::Finding;
use super::tree::{TextFile, Tree, line_of, words};

/// The page's own code.
const PAGE: &[&str] = &["src/"];

/// Only `src/api` speaks HTTP in the page, and only `boot.js` of the scripts.
pub fn http(tree: &Tree) -> Vec<Finding> {
    let rust = tree.under(PAGE, ".rs").filter(|file| file.path != "src/api.rs" && !file.path.starts_with("src/api/"));
    let mut findings = Vec::new();
    for file in rust {
        let code = file.rust().code;
        for pattern in
            ["gloo_net", "XmlHttpRequest", "fetch(", "fetch_with_", "EventSource", "WebSocket", "send_beacon"]
        {
            findings.extend(found(
                file,
                &code,
                pattern,
                "Only src/api.rs speaks HTTP; call it through a function there.",
            ));
        }
    }
    let scripts = tree
        .under(&["public/", "index.html"], "")
        .filter(|file| file.path.ends_with(".js") || file.path == "index.html");
    for file in scripts.filter(|file| file.path != "public/boot.js") {
        for pattern in ["fetch(", "XMLHttpRequest", "EventSource", "sendBeacon"] {
            findings.extend(found(file, &file.text, pattern, "Of the scripts only public/boot.js speaks HTTP."));
        }
    }
    findings
}

/// The first words of the page's addresses.
const SCREENS: &[&str] = &["solutions", "offers", "resellers", "toolkit", "publishers", "help", "desk", "sign-in"];

/// Only `contract::route` spells the page's addresses.
pub fn addresses(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.under(PAGE, ".rs").filter(|file| file.path != "src/api.rs" && !file.path.starts_with("src/api/")) {
        for literal in file.rust().literals {
            if is_address(&literal.text) {
                let sentence =
                    format!("\"{}\" spells an address; contract::route makes it from a Route.", literal.text);
                findings.push(Finding::new(&file.path, literal.line, sentence));
            }
        }
    }
    findings
}

fn is_address(text: &str) -> bool {
    let Some(path) = text.strip_prefix('/') else {
        return false;
    };
    let first = path.split(['/', '?', '#', '{']).next().unwrap_or_default();
    SCREENS.contains(&first)
}

/// Only `server/src/store` has SQL.
pub fn sql(tree: &Tree) -> Vec<Finding> {
    let crates = ["src/", "contract/src/", "columns/src/", "server/src/"];
    let mut findings = Vec::new();
    for file in tree.under(&crates, ".rs") {
        if file.path == "server/src/store.rs" || file.path.starts_with("server/src/store/") {
            continue;
        }
        let source = file.rust();
        findings.extend(found(file, &source.code, "sqlx::", "Only server/src/store talks to a database."));
        for literal in source.literals.iter().filter(|literal| is_sql(&literal.text)) {
            findings.push(Finding::new(&file.path, literal.line, "Only server/src/store has SQL."));
        }
    }
    findings
}

fn is_sql(text: &str) -> bool {
    let has = |pattern| words(text, pattern).next().is_some();
    has("SELECT ") || has("INSERT INTO") || has("DELETE FROM") || (has("UPDATE ") && has("SET "))
}

/// What neither contract nor columns may touch: files, network, clock, other layers.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::net",
    "std::io",
    "std::env",
    "std::process",
    "std::thread",
    "SystemTime",
    "Instant",
    "Utc::now",
    "Local::now",
    "async fn",
    "tokio",
    "leptos",
    "axum",
    "sqlx",
    "gloo_net",
    "web_sys",
];

/// The modules of IMPURE when they are named inside `use std::{...}`.
const IMPURE_STD: &[&str] = &["fs", "net", "io", "env", "process", "thread"];

/// Contract and columns have no I/O, no clock and no framework: time is passed in.
pub fn purity(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.under(&["contract/src/", "columns/src/"], ".rs") {
        let code = file.rust().code;
        for pattern in IMPURE {
            let sentence =
                format!("{pattern} has no place here: contract and columns have no I/O, no clock and no framework.");
            findings.extend(found(file, &code, pattern, &sentence));
        }
        for (place, module) in grouped_std(&code) {
            let sentence = format!("std::{module} has no place here: contract and columns have no I/O.");
            findings.push(Finding::new(&file.path, line_of(&code, place), sentence));
        }
    }
    for file in tree.under(&["contract/Cargo.toml", "columns/Cargo.toml"], "") {
        let dependencies = file.text.split("[dev-dependencies]").next().unwrap_or_default();
        for (number, line) in dependencies.lines().enumerate() {
            let name = line.split(['=', '.', ' ']).next().unwrap_or_default();
            if ["tokio", "leptos", "axum", "sqlx", "gloo-net", "web-sys", "reqwest"].contains(&name) {
                let sentence = format!("{name} has no place here: contract and columns have no I/O and no framework.");
                findings.push(Finding::new(&file.path, number + 1, sentence));
            }
        }
    }
    findings
}

/// Modules of `IMPURE_STD` at the first level of `std::{a, b::{c}}`.
fn grouped_std(code: &str) -> Vec<(usize, &'static str)> {
    let mut found = Vec::new();
    for start in words(code, "std::{") {
        let mut depth = 0;
        let inside = start + "std::{".len();
        let end = code[inside..].find(|c| {
            depth += i32::from(c == '{') - i32::from(c == '}');
            depth < 0
        });
        let group = &code[inside..end.map_or(code.len(), |end| inside + end)];
        let mut depth = 0;
        let top: String = group
            .chars()
            .map(|c| {
                depth += i32::from(c == '{');
                let shown = if depth == 0 { c } else { ' ' };
                depth -= i32::from(c == '}');
                shown
            })
            .collect();
        let names = top.split(',').map(|item| item.trim().split("::").next().unwrap_or_default());
        found.extend(
            names.filter_map(|name| IMPURE_STD.iter().find(|&&module| module == name)).map(|&module| (start, module)),
        );
    }
    found
}

fn found(file: &TextFile, text: &str, pattern: &str, sentence: &str) -> Vec<Finding> {
    words(text, pattern).map(|place| Finding::new(&file.path, line_of(text, place), sentence)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(findings: &[Finding]) -> Vec<(&str, usize)> {
        findings.iter().map(|finding| (finding.path.as_str(), finding.line)).collect()
    }

    #[test]
    fn http_outside_api_is_found() {
        let tree = Tree::of(&[
            (
                "src/pages/solutions.rs",
                "//! Page.\nuse gloo_net::http::Request;\n// fetch(\nlet s = \"fetch(\"; prefetch();\n",
            ),
            ("src/api.rs", "use gloo_net::http::Request;"),
            ("src/api/import.rs", "window.fetch_with_str(x)"),
            ("public/boot.js", "fetch('/x')"),
            ("public/embed/v1.js", "\nwindow.fetch('/x')"),
        ]);
        assert_eq!(lines(&http(&tree)), [("src/pages/solutions.rs", 2), ("public/embed/v1.js", 2)]);
    }

    #[test]
    fn an_address_spelt_in_the_page_is_found() {
        let page = "//! Page.\nlet a = \"/solutions\";\nlet b = \"/helpful\";\nlet c = format!(\"/offers/{id}\");\n#[cfg(test)]\nmod tests { const A: &str = \"/desk\"; }";
        let tree = Tree::of(&[
            ("src/shell/nav.rs", page),
            ("contract/src/route.rs", "\"/solutions\""),
            ("src/api.rs", "\"/solutions\""),
        ]);
        assert_eq!(lines(&addresses(&tree)), [("src/shell/nav.rs", 2), ("src/shell/nav.rs", 4)]);
    }

    #[test]
    fn sql_outside_the_store_is_found() {
        let handler = "//! Handler.\nlet q = \"SELECT 1\";\nsqlx::query(q);\nlet w = \"Select an offer from the list\";\nlet u = \"UPDATE a SET b = 1\";";
        let tree = Tree::of(&[
            ("server/src/handlers/a.rs", handler),
            ("server/src/store/a.rs", handler),
            ("server/tests/a.rs", handler),
        ]);
        assert_eq!(
            lines(&sql(&tree)),
            [("server/src/handlers/a.rs", 3), ("server/src/handlers/a.rs", 2), ("server/src/handlers/a.rs", 5)]
        );
    }

    #[test]
    fn a_clock_or_a_file_in_contract_is_found() {
        let rule = "//! Rule.\nuse std::{collections::{HashMap}, io::Read};\nlet now = Utc::now();\n/// Not SystemTime.\nstruct Instantly;";
        let tree = Tree::of(&[
            ("contract/src/a.rs", rule),
            ("columns/Cargo.toml", "[dependencies]\nleptos.workspace = true\n[dev-dependencies]\ntokio = \"1\"\n"),
            ("contract/tests/a.rs", "std::fs::read(x)"),
        ]);
        assert_eq!(
            lines(&purity(&tree)),
            [("contract/src/a.rs", 3), ("contract/src/a.rs", 2), ("columns/Cargo.toml", 2)]
        );
    }
}
