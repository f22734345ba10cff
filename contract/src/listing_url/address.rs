//! Takes an address apart the way browsers do, as far as listings need it; the host is never guessed.

use percent_encoding::percent_decode_str;

use super::problem::ListingUrlProblem;
use super::{LIMIT, look_alike};

/// The parts of an address that was typed.
pub(super) struct Address {
    /// https, or no scheme at all: people copy addresses from bars that hide it.
    pub secure: bool,
    /// Lower case, without the dot that may end it, with the port where it is not the scheme's own.
    pub host: String,
    /// From the first slash on, as typed.
    rest: String,
}

impl Address {
    pub fn read(typed: &str) -> Result<Address, ListingUrlProblem> {
        if typed.len() > LIMIT {
            return Err(ListingUrlProblem::TooLong { limit: LIMIT });
        }
        let typed = first_of_several(typed).unwrap_or(typed);
        // Browsers drop line breaks inside an address; mail programs put them there. They read `\` as `/`.
        let text: String = typed.trim_matches(is_blank).chars().filter(|c| !matches!(c, '\t' | '\r' | '\n')).collect();
        let text = text.strip_prefix('<').and_then(|inner| inner.strip_suffix('>')).unwrap_or(&text).trim();
        if text.is_empty() {
            return Err(ListingUrlProblem::Empty);
        }
        let (scheme, after) = split_scheme(text);
        let secure = match scheme.to_ascii_lowercase().as_str() {
            "https" | "" => true,
            "http" => false,
            _ => return Err(ListingUrlProblem::NotAnAddress),
        };
        let after = after.trim_start_matches(['/', '\\']);
        let end = after.find(['/', '\\', '?', '#']).unwrap_or(after.len());
        let (authority, rest) = after.split_at(end);
        if text.contains(char::is_control) {
            return Err(ListingUrlProblem::NotAnAddress);
        }
        if text.contains(char::is_whitespace) {
            let begins = !authority.contains(char::is_whitespace) && authority.contains('.');
            return Err(if begins && !rest.is_empty() {
                ListingUrlProblem::SpaceInside
            } else {
                ListingUrlProblem::NotAnAddress
            });
        }
        if let Some((_, host)) = authority.rsplit_once('@') {
            return Err(ListingUrlProblem::UserInfo { host: host.to_lowercase() });
        }
        let host = read_host(authority, secure).ok_or(ListingUrlProblem::NotAnAddress)?;
        // One word without a scheme is a name or an ID, not a host.
        if scheme.is_empty() && !host.contains(['.', ':']) && (rest.is_empty() || host != "localhost") {
            return Err(ListingUrlProblem::NotAnAddress);
        }
        Ok(Address { secure, host, rest: rest.to_owned() })
    }

    /// The parts of the path, percent-decoded, without empty ones.
    pub fn segments(&self) -> Vec<String> {
        let end = self.rest.find(['?', '#']).unwrap_or(self.rest.len());
        let path = self.rest.get(..end).unwrap_or_default();
        path.split(['/', '\\']).filter(|part| !part.is_empty()).map(decode).collect()
    }

    /// The address as a link; the scheme is the storefront's.
    pub fn href(&self, secure: bool) -> String {
        format!("{}://{}{}", if secure { "https" } else { "http" }, self.host, self.rest)
    }
}

/// The first address in a text that has words before it, or in a list of addresses. A single address with something after
/// it is none of these: where it ends cannot be told.
pub(super) fn first_of_several(typed: &str) -> Option<&str> {
    let begins = |word: &str| {
        let word = word.trim_start_matches(OPENING);
        ["https://", "http://"]
            .iter()
            .any(|scheme| word.get(..scheme.len()).is_some_and(|w| w.eq_ignore_ascii_case(scheme)))
    };
    let words = || typed.split(is_blank).filter(|word| !word.is_empty());
    let several = words().filter(|word| begins(word)).count() > 1;
    let first = words().find(|word| begins(word))?;
    let alone = !several && words().next() == Some(first);
    (!alone).then(|| first.trim_start_matches(OPENING).trim_end_matches(CLOSING))
}

/// What stands before an address in a sentence.
const OPENING: &[char] = &['<', '(', '[', '"', '\'', '«', '“', '‘', '（', '：'];
/// What stands after it.
const CLOSING: &[char] =
    &['>', ')', ']', '"', '\'', '»', '”', '’', '）', '.', ',', ';', ':', '!', '?', '。', '，', '；'];

/// Twice, because links that went through a redirect carry `%257C` for `|`.
fn decode(part: &str) -> String {
    let once = percent_decode_str(part).decode_utf8_lossy();
    percent_decode_str(&once).decode_utf8_lossy().into_owned()
}

fn is_blank(c: char) -> bool {
    c.is_whitespace() || c.is_control() || look_alike::is_invisible(c)
}

/// `scheme:` and what follows; the scheme is empty where there is none. `host:port` has none.
fn split_scheme(text: &str) -> (&str, &str) {
    let Some((scheme, after)) = text.split_once(':') else { return ("", text) };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-'))
        && !after.starts_with(|c: char| c.is_ascii_digit());
    if is_scheme { (scheme, after) } else { ("", text) }
}

fn read_host(authority: &str, secure: bool) -> Option<String> {
    let (name, port) = match authority.rsplit_once(':') {
        Some((name, port)) if port.bytes().all(|b| b.is_ascii_digit()) => (name, port),
        _ => (authority, ""),
    };
    let name = name.strip_suffix('.').unwrap_or(name).to_lowercase();
    if name.is_empty() || name.contains(['<', '>', '"', ',', ';', '(', ')']) || name.starts_with('.') {
        return None;
    }
    let own_port = if secure { "443" } else { "80" };
    Some(if port.is_empty() || port == own_port { name } else { format!("{name}:{port}") })
}
