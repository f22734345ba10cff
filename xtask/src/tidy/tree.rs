//! The project's files as the rules see them: path and text, nothing that Git ignores.

use std::fs;

use super::rust_source::Source;
use crate::{paths, process};

/// A text file.
#[derive(Clone, Debug)]
pub struct TextFile {
    /// From the root, with `/`.
    pub path: String,
    /// The whole text.
    pub text: String,
}

impl TextFile {
    /// The Rust source without its unit tests, which may name what the code may not.
    pub fn rust(&self) -> Source {
        Source::of(without_tests(&self.text))
    }
}

/// All files.
#[derive(Clone, Debug, Default)]
pub struct Tree {
    files: Vec<TextFile>,
    paths: Vec<String>,
}

impl Tree {
    /// What Git tracks and what it would track; a file that is not text counts by its path only.
    pub fn of_project() -> Result<Self, String> {
        let mut git = process::command("git");
        let listed = process::output(git.args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]))?;
        let mut tree = Self::default();
        for path in listed.split('\0').filter(|path| !path.is_empty()) {
            let Ok(bytes) = fs::read(paths::root().join(path)) else {
                continue;
            };
            tree.paths.push(path.to_owned());
            if let Ok(text) = String::from_utf8(bytes) {
                tree.files.push(TextFile { path: path.to_owned(), text });
            }
        }
        Ok(tree)
    }

    /// A tree of examples.
    #[cfg(test)]
    pub fn of(files: &[(&str, &str)]) -> Self {
        let files: Vec<_> =
            files.iter().map(|&(path, text)| TextFile { path: path.to_owned(), text: text.to_owned() }).collect();
        Self { paths: files.iter().map(|file| file.path.clone()).collect(), files }
    }

    /// All text files.
    pub fn files(&self) -> &[TextFile] {
        &self.files
    }

    /// The file at exactly this path.
    pub fn file(&self, path: &str) -> Option<&TextFile> {
        self.files.iter().find(|file| file.path == path)
    }

    /// The files under any of the folders whose name ends so, folders written with a `/` at the end.
    pub fn under<'a>(&'a self, folders: &'a [&str], ending: &'a str) -> impl Iterator<Item = &'a TextFile> {
        let inside = move |path: &str| folders.iter().any(|folder| path.starts_with(folder)) && path.ends_with(ending);
        self.files.iter().filter(move |file| inside(&file.path))
    }

    /// Whether the path is a file, or a folder with a file in it.
    pub fn has(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        self.paths
            .iter()
            .any(|file| file.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('/')))
    }

    /// All paths, of text and other files.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.paths.iter().map(String::as_str)
    }
}

/// The text up to the unit tests, which stand at the end of a file.
fn without_tests(text: &str) -> &str {
    let mut from = 0;
    while let Some(found) = text[from..].find("#[cfg(test)]") {
        let start = from + found;
        let rest = &text[start + "#[cfg(test)]".len()..];
        if rest.trim_start().starts_with("mod ") && rest.contains('{') {
            return &text[..start];
        }
        from = start + 1;
    }
    text
}

/// The line, from 1, of a place in the text.
pub fn line_of(text: &str, place: usize) -> usize {
    1 + text.bytes().take(place).filter(|&byte| byte == b'\n').count()
}

/// Where the words stand in the text as words: `io::` is in `std::io::Read`, `Instant` is not in `Instantly`.
pub fn words<'a>(text: &'a str, words: &'a str) -> impl Iterator<Item = usize> + 'a {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let first_is_word = words.starts_with(is_word);
    let last_is_word = words.ends_with(is_word);
    text.match_indices(words).map(|(place, _)| place).filter(move |&place| {
        let glued_before = first_is_word && text[..place].ends_with(is_word);
        let glued_after = last_is_word && text[place + words.len()..].starts_with(is_word);
        !glued_before && !glued_after
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_whole() {
        assert_eq!(words("Instantly Instant, MyInstant", "Instant").collect::<Vec<_>>(), [10]);
        assert_eq!(words("prefetch( fetch(", "fetch(").collect::<Vec<_>>(), [10]);
    }

    #[test]
    fn unit_tests_at_the_end_are_cut() {
        let text = "fn a() {}\n#[cfg(test)]\nuse x;\nfn b() {}\n#[cfg(test)]\nmod tests {\n fn c() {}\n}\n";
        assert!(without_tests(text).ends_with("fn b() {}\n"));
    }

    #[test]
    fn folders_are_there_through_their_files() {
        let tree = Tree::of(&[("src/ui/tabs.rs", "")]);
        assert!(tree.has("src/ui/") && tree.has("src") && tree.has("src/ui/tabs.rs"));
        assert!(!tree.has("src/ui/tab") && !tree.has("sr"));
    }
}
