//! Rules about the look: colours in one file, no style attributes, and a style file and a gallery place for each part.

use super::Finding;
use super::colours;
use super::tree::{Tree, line_of, words};

const TOKENS: &str = "style/tokens.css";

/// Colours are tokens: only style/tokens.css writes one.
pub fn colours(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    let sentence = |colour: &str| format!("{colour} is a colour; give it a name in {TOKENS} and use the name.");
    for file in tree.under(&["style/", "public/"], ".css").filter(|file| file.path != TOKENS) {
        let found = colours::in_css(&file.text);
        findings.extend(
            found.iter().map(|(at, colour)| Finding::new(&file.path, line_of(&file.text, *at), sentence(colour))),
        );
    }
    for file in tree.under(&["src/", "server/src/", "contract/src/"], ".rs") {
        for literal in file.rust().literals {
            let found = colours::in_text(&literal.text);
            findings.extend(found.iter().map(|(_, colour)| Finding::new(&file.path, literal.line, sentence(colour))));
        }
    }
    for file in tree
        .under(&["public/", "index.html"], "")
        .filter(|file| file.path.ends_with(".js") || file.path == "index.html")
    {
        let found = colours::in_text(&file.text);
        findings.extend(
            found.iter().map(|(at, colour)| Finding::new(&file.path, line_of(&file.text, *at), sentence(colour))),
        );
    }
    findings
}

/// The policy of the page blocks style attributes; `style:width=` sets a property and is not one.
pub fn style_attributes(tree: &Tree) -> Vec<Finding> {
    let mut findings = Vec::new();
    for file in tree.under(&["src/"], ".rs") {
        let code = file.rust().code;
        let places = words(&code, "style=").chain(code.match_indices(".style(\"").map(|(place, _)| place));
        let sentence = "The page's policy blocks style attributes; use a class, or style:property=.";
        findings.extend(places.map(|place| Finding::new(&file.path, line_of(&code, place), sentence)));
    }
    if let Some(file) = tree.file("index.html") {
        let sentence = "The page's policy blocks style attributes; use a class.";
        findings.extend(
            words(&file.text, "style=").map(|place| Finding::new(&file.path, line_of(&file.text, place), sentence)),
        );
    }
    findings
}

/// Every part in src/ui has its style file and its place in the gallery.
pub fn parts(tree: &Tree) -> Vec<Finding> {
    let gallery: String =
        tree.under(&["src/gallery.rs", "src/gallery/"], ".rs").map(|file| file.rust().code + "\n").collect();
    let mut parts: Vec<(&str, &str)> = tree.paths().filter_map(|path| Some((part_of(path)?, path))).collect();
    parts.dedup_by_key(|(part, _)| *part);
    let mut findings = Vec::new();
    for (part, path) in parts {
        let style = format!("style/ui/{}.css", part.replace('_', "-"));
        if !tree.has(&style) {
            findings.push(Finding::new(path, 1, format!("The part {part} has no style file {style}.")));
        }
        if words(&gallery, part).next().is_none() {
            findings.push(Finding::new(path, 1, format!("The part {part} has no place in src/gallery.")));
        }
    }
    findings
}

/// The part that a file belongs to: `src/ui/tabs.rs` and `src/ui/tabs/list.rs` are of `tabs`.
fn part_of(path: &str) -> Option<&str> {
    let inside = path.strip_prefix("src/ui/")?;
    let part = inside.split('/').next()?;
    let part = if inside.contains('/') { part } else { part.strip_suffix(".rs")? };
    (part != "mod").then_some(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(findings: &[Finding]) -> Vec<(&str, usize)> {
        findings.iter().map(|finding| (finding.path.as_str(), finding.line)).collect()
    }

    #[test]
    fn a_colour_outside_the_tokens_is_found() {
        let tree = Tree::of(&[
            (TOKENS, ":root { --a: #fff }"),
            ("style/ui/badge.css", "\n.badge { color: #fff }"),
            ("src/parts/ring.rs", "//! Ring.\nlet a = view! { <circle fill=\"#0f6cbd\"/> };"),
            ("index.html", "<html>\n<meta name=\"theme-color\" content=\"#0f6cbd\">"),
        ]);
        assert_eq!(places(&colours(&tree)), [("style/ui/badge.css", 2), ("src/parts/ring.rs", 2), ("index.html", 2)]);
    }

    #[test]
    fn a_style_attribute_is_found() {
        let view = "//! View.\nview! { <div style=\"width: 1px\" style:width=\"1px\"/> }\nlet style = 1;\ndiv().style(\"a\").style((\"width\", x))";
        let tree = Tree::of(&[("src/ui/bar.rs", view)]);
        assert_eq!(places(&style_attributes(&tree)), [("src/ui/bar.rs", 2), ("src/ui/bar.rs", 4)]);
    }

    #[test]
    fn a_part_without_style_or_gallery_is_found() {
        let tree = Tree::of(&[
            ("src/ui/mod.rs", ""),
            ("src/ui/combo_box.rs", ""),
            ("src/ui/tabs/mod.rs", ""),
            ("src/ui/tabs/list.rs", ""),
            ("style/ui/combo-box.css", ""),
            ("src/gallery/mod.rs", "use crate::ui::combo_box;"),
        ]);
        let sentences: Vec<_> = parts(&tree).into_iter().map(|finding| finding.sentence).collect();
        assert_eq!(
            sentences,
            ["The part tabs has no style file style/ui/tabs.css.", "The part tabs has no place in src/gallery."]
        );
    }
}
