//! Splits Rust source into code and string literals, so that rules look at the one and not into the other.

/// A string literal as written, without quotes and without undoing escapes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Literal {
    /// The line of its first quote, from 1.
    pub line: usize,
    /// What stands between the quotes.
    pub text: String,
}

/// Rust source, split.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Source {
    /// The source with comments and the insides of strings blanked; lines stay where they were.
    pub code: String,
    /// All string literals in their order.
    pub literals: Vec<Literal>,
    /// The text of all comments, each line ended.
    pub comments: String,
}

impl Source {
    /// Splits a text; what does not parse as Rust is taken as code.
    pub fn of(text: &str) -> Self {
        let mut scanner = Scanner { chars: text.chars().collect(), place: 0, line: 1, source: Self::default() };
        scanner.scan();
        scanner.source
    }
}

struct Scanner {
    chars: Vec<char>,
    place: usize,
    line: usize,
    source: Source,
}

impl Scanner {
    fn peek(&self, ahead: usize) -> char {
        self.chars.get(self.place + ahead).copied().unwrap_or('\0')
    }

    /// Takes one character; blanked ones leave a space, so that columns and lines stay.
    fn take(&mut self, keep: bool) -> char {
        let c = self.peek(0);
        self.place += 1;
        self.line += usize::from(c == '\n');
        self.source.code.push(if keep || c == '\n' { c } else { ' ' });
        c
    }

    /// Takes characters as code.
    fn take_all(&mut self, count: usize) {
        for _ in 0..count {
            self.take(true);
        }
    }

    fn scan(&mut self) {
        let mut previous = ' ';
        while self.place < self.chars.len() {
            let c = self.peek(0);
            let starts_word = !previous.is_alphanumeric() && previous != '_';
            previous = c;
            match c {
                '/' if self.peek(1) == '/' => self.line_comment(),
                '/' if self.peek(1) == '*' => self.block_comment(),
                '"' => self.string(0, false),
                '\'' => self.quote(),
                'r' | 'b' | 'c' if starts_word => self.prefixed(),
                _ => {
                    self.take(true);
                }
            }
        }
    }

    fn line_comment(&mut self) {
        while self.place < self.chars.len() && self.peek(0) != '\n' {
            let c = self.take(false);
            self.source.comments.push(c);
        }
        self.source.comments.push('\n');
    }

    fn block_comment(&mut self) {
        let mut depth = 0;
        while self.place < self.chars.len() {
            let step: i32 = match (self.peek(0), self.peek(1)) {
                ('/', '*') => 1,
                ('*', '/') => -1,
                _ => 0,
            };
            depth += step;
            for _ in 0..=step.abs() {
                let c = self.take(false);
                self.source.comments.push(c);
            }
            if depth == 0 {
                break;
            }
        }
        self.source.comments.push('\n');
    }

    /// A string after `hashes` number signs; a raw one has no escapes.
    fn string(&mut self, hashes: usize, raw: bool) {
        let line = self.line;
        self.take(true);
        let mut text = String::new();
        while self.place < self.chars.len() {
            let c = self.peek(0);
            if c == '\\' && !raw {
                text.push(self.take(false));
                text.push(self.take(false));
                continue;
            }
            if c == '"' && (1..=hashes).all(|ahead| self.peek(ahead) == '#') {
                self.take(true);
                self.take_all(hashes);
                break;
            }
            text.push(self.take(false));
        }
        self.source.literals.push(Literal { line, text });
    }

    /// What begins with r, b or c: a string with that prefix, or just a word.
    fn prefixed(&mut self) {
        let mut ahead = 1;
        let mut raw = self.peek(0) == 'r';
        if !raw && self.peek(1) == 'r' {
            raw = true;
            ahead = 2;
        }
        let mut hashes = 0;
        while raw && self.peek(ahead + hashes) == '#' {
            hashes += 1;
        }
        if self.peek(ahead + hashes) == '"' {
            self.take_all(ahead + hashes);
            self.string(hashes, raw);
        } else {
            self.take(true);
        }
    }

    /// A character literal, whose quote must not open a string, or a lifetime.
    fn quote(&mut self) {
        let length = if self.peek(1) == '\\' {
            (2..12).find(|&ahead| self.peek(ahead) == '\'' && ahead > 2).map(|ahead| ahead + 1)
        } else {
            (self.peek(2) == '\'').then_some(3)
        };
        for _ in 0..length.unwrap_or(1) {
            self.take(length.is_none());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literals(text: &str) -> Vec<String> {
        Source::of(text).literals.into_iter().map(|literal| literal.text).collect()
    }

    #[test]
    fn code_comments_and_strings_come_apart() {
        let source = Source::of("let a = \"x // y\"; // SELECT \"z\"\n/* one /* two */ \"q\" */ let b = 1;");
        assert_eq!(source.literals, [Literal { line: 1, text: "x // y".to_owned() }]);
        assert!(!source.code.contains("SELECT") && source.code.contains("let b = 1;"));
        assert!(source.comments.contains("// SELECT \"z\"\n") && source.comments.contains("\"q\""));
    }

    #[test]
    fn raw_strings_escapes_and_prefixes() {
        assert_eq!(
            literals(r####"r#"a "quoted" b"# "c\"d" b"e" br##"f"# g"## c"h""####),
            ["a \"quoted\" b", "c\\\"d", "e", "f\"# g", "h"]
        );
    }

    #[test]
    fn quotes_of_characters_and_lifetimes_open_nothing() {
        assert_eq!(literals("fn f<'a>(x: &'a str) { g('\"', '\\'', '\\u{1F600}', \"s\") }"), ["s"]);
        assert_eq!(literals("let r#type = attr\"t\"; for x in rows { \"u\" }"), ["t", "u"]);
    }

    #[test]
    fn lines_stay_where_they_were() {
        let source = Source::of("\"a\nb\"\n\"c\"");
        assert_eq!(source.code.lines().count(), 3);
        assert_eq!(source.literals[1].line, 3);
    }
}
