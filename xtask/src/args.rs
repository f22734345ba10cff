//! Reads the arguments of one command: switches, options with a value, and what is handed on.

/// What a command accepts.
pub struct Spec {
    /// The text that `--help` prints.
    pub help: &'static str,
    /// Names without a value, such as `--fast`.
    pub switches: &'static [&'static str],
    /// Names with a value, such as `--listen`; both `--listen X` and `--listen=X` are read.
    pub options: &'static [&'static str],
    /// Whether anything else is handed on instead of refused.
    pub hands_on: bool,
}

/// The arguments as given, every name known to the command's `Spec`.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Args {
    switches: Vec<String>,
    values: Vec<(String, String)>,
    rest: Vec<String>,
}

/// What the person asked for.
#[derive(Debug, PartialEq, Eq)]
pub enum Request {
    /// The command's help text.
    Help,
    /// The command itself.
    Run(Args),
}

impl Spec {
    /// Reads the words that follow the command's name; the error is a sentence for the person.
    pub fn read(&self, words: &[String]) -> Result<Request, String> {
        let mut args = Args::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            let (name, inline) = match word.split_once('=') {
                Some((name, value)) if name.starts_with("--") => (name, Some(value.to_owned())),
                _ => (word.as_str(), None),
            };
            if self.switches.contains(&name) && inline.is_none() {
                args.switches.push(name.to_owned());
            } else if self.options.contains(&name) {
                let value = inline.or_else(|| words.next().cloned());
                let value = value.ok_or_else(|| format!("{name} needs a value."))?;
                args.values.push((name.to_owned(), value));
            } else if name == "--help" || name == "-h" {
                return Ok(Request::Help);
            } else if self.hands_on {
                args.rest.push(word.clone());
            } else {
                return Err(format!("{word} is not known here; --help shows what is."));
            }
        }
        Ok(Request::Run(args))
    }
}

impl Args {
    /// Whether the switch was given.
    pub fn has(&self, name: &str) -> bool {
        self.switches.iter().any(|given| given == name)
    }

    /// The option's value; the last one wins.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.values.iter().rev().find(|(given, _)| given == name).map(|(_, value)| value.as_str())
    }

    /// What the command hands on.
    pub fn rest(&self) -> &[String] {
        &self.rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPEC: Spec = Spec { help: "", switches: &["--fast"], options: &["--only"], hands_on: false };

    fn read(words: &[&str]) -> Result<Request, String> {
        SPEC.read(&words.iter().map(|&word| word.to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn switches_and_both_spellings_of_an_option() -> Result<(), String> {
        let Request::Run(args) = read(&["--fast", "--only", "fmt", "--only=tidy"])? else {
            return Err("help was not asked for".to_owned());
        };
        assert!(args.has("--fast"));
        assert_eq!(args.value("--only"), Some("tidy"));
        assert_eq!(args.value("--other"), None);
        Ok(())
    }

    #[test]
    fn a_missing_value_an_unknown_word_and_a_switch_with_a_value_are_refused() {
        assert!(read(&["--only"]).is_err());
        assert!(read(&["--slow"]).is_err());
        assert!(read(&["--fast=yes"]).is_err());
    }

    #[test]
    fn help_wins_and_the_rest_is_handed_on_where_allowed() -> Result<(), String> {
        assert_eq!(read(&["--fast", "-h"])?, Request::Help);
        let spec = Spec { hands_on: true, ..SPEC };
        let Request::Run(args) = spec.read(&["--quick".to_owned(), "grid".to_owned()])? else {
            return Err("help was not asked for".to_owned());
        };
        assert_eq!(args.rest(), ["--quick", "grid"]);
        Ok(())
    }
}
