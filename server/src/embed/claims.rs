//! What a host's token says about a person.

use serde::Deserialize;

use crate::jwt::reason::Reason;
use crate::jwt::token::Times;

/// The longest subject, name, organisation or role, in characters.
const WORD_MAX: usize = 255;
/// The most organisations of one token.
const ORGANISATIONS_MAX: usize = 100;

/// The claims as they are written.
#[derive(Debug, Deserialize)]
pub struct Claims {
    sub: String,
    name: String,
    org: Organisations,
    role: String,
    email: Option<String>,
    exp: i64,
    nbf: Option<i64>,
    iat: Option<i64>,
}

#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Organisations {
    One(String),
    Several(Vec<String>),
}

/// A person of a host, as its token describes them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visitor {
    /// Who it is at the host, for ever.
    pub subject: String,
    /// The name.
    pub name: String,
    /// The organisations, the one that is looked at first.
    pub organisations: Vec<String>,
    /// The role, in the host's words.
    pub role: String,
    /// The e-mail address, in small letters.
    pub email: Option<String>,
}

impl Claims {
    /// When the token is good.
    pub const fn times(&self) -> Times {
        Times { exp: self.exp, nbf: self.nbf, iat: self.iat }
    }

    /// The person.
    ///
    /// # Errors
    /// `Claims` when one is empty, too long or not on one line.
    pub fn visitor(self) -> Result<Visitor, Reason> {
        let organisations = match self.org {
            Organisations::One(one) => vec![one],
            Organisations::Several(several) => several,
        };
        if organisations.is_empty() || organisations.len() > ORGANISATIONS_MAX {
            return Err(Reason::Claims);
        }
        let name = self.name.trim().to_owned();
        let email = self.email.map(|email| address(&email)).transpose()?;
        let words = [&self.sub, &name, &self.role].into_iter().chain(&organisations);
        if words.into_iter().all(|word| is_word(word)) {
            Ok(Visitor { subject: self.sub, name, organisations, role: self.role, email })
        } else {
            Err(Reason::Claims)
        }
    }
}

fn is_word(text: &str) -> bool {
    (1..=WORD_MAX).contains(&text.chars().count()) && !text.contains(char::is_control)
}

/// An e-mail address as accounts have it.
fn address(text: &str) -> Result<String, Reason> {
    let address = text.trim().to_lowercase();
    let has_both_sides = address.split_once('@').is_some_and(|(left, right)| !left.is_empty() && !right.is_empty());
    if has_both_sides && is_word(&address) && !address.contains(char::is_whitespace) {
        Ok(address)
    } else {
        Err(Reason::Claims)
    }
}
