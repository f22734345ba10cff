//! Origins of sites, written as browsers write them.

use std::fmt;

use url::Url;

/// Scheme, host and port of a site (RFC 6454), in the form in which a browser names it to a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

/// A text that is no origin.
#[derive(Debug, thiserror::Error)]
#[error("--embed-origin takes an origin such as https://portal.example, and this is none: {0}")]
pub struct BadOrigin(String);

impl Origin {
    /// Reads an origin. Capital letters and a port that the scheme implies are taken as a browser takes them.
    ///
    /// # Errors
    /// `BadOrigin` for anything that is more or less than scheme, host and port.
    pub fn read(text: &str) -> Result<Origin, BadOrigin> {
        let bad = || BadOrigin(text.to_owned());
        let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://")).ok_or_else(bad)?;
        // An international name is written as browsers send it (xn--…): what stands here goes into a header.
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | ':' | '[' | ']');
        if host.is_empty() || !host.chars().all(is_plain) {
            return Err(bad());
        }
        let url = Url::parse(text).map_err(|_| bad())?;
        Ok(Origin(url.origin().ascii_serialization()))
    }

    /// As a browser writes it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_kept_as_a_browser_writes_it() {
        for (given, kept) in [
            ("https://Portal.Example", "https://portal.example"),
            ("https://portal.example:443", "https://portal.example"),
            ("http://localhost:3000", "http://localhost:3000"),
            ("https://[::1]:8443", "https://[::1]:8443"),
        ] {
            assert_eq!(Origin::read(given).unwrap().as_str(), kept);
        }
        for bad in ["https://", "https://:443", "https://a:b", "https://a:99999", "ftp://a.example", "https://a b"] {
            assert!(Origin::read(bad).is_err(), "{bad}");
        }
    }
}
