//! The file of issuers: whose tokens sign people in, and what their words mean here.

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};

use contract::access::Role;
use serde::Deserialize;
use url::Url;

use crate::jwt::fetch;
use crate::jwt::key_set::Source;

/// The longest issuer, audience or claim, in characters.
const WORD_MAX: usize = 255;

/// The file cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("the file of issuers {}: {what}", file.display())]
pub struct BadIssuers {
    file: PathBuf,
    what: String,
}

/// One entry of the file, as it is written.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Entry {
    issuer: String,
    audience: String,
    jwks: String,
    organisations: HashMap<String, String>,
    roles: Option<BTreeMap<String, String>>,
    #[serde(default)]
    create_accounts: bool,
}

/// One issuer, checked.
#[derive(Clone, Debug)]
pub struct IssuerConfig {
    /// `iss` of its tokens.
    pub issuer: String,
    /// `aud` of its tokens: this installation.
    pub audience: String,
    /// Where its keys are.
    pub keys: Source,
    /// Companies by `org`: public id or name.
    pub organisations: HashMap<String, String>,
    /// Roles by `role`; our own words when there is none.
    pub roles: Option<BTreeMap<String, Role>>,
    /// Whether people get an account at first sight.
    pub create_accounts: bool,
}

/// Reads the file.
///
/// # Errors
/// `BadIssuers`, with the place and what was expected there.
pub fn read(file: &Path) -> Result<Vec<IssuerConfig>, BadIssuers> {
    let bad = |what: String| BadIssuers { file: file.to_owned(), what };
    let bytes = std::fs::read(file).map_err(|error| bad(format!("it cannot be read: {error}")))?;
    let entries: Vec<Entry> =
        serde_json::from_slice(&bytes).map_err(|error| bad(format!("expected a list of issuers: {error}")))?;
    if entries.is_empty() {
        return Err(bad("expected at least one issuer".to_owned()));
    }
    let folder = file.parent().unwrap_or(Path::new("."));
    let mut issuers: Vec<IssuerConfig> = Vec::new();
    for (number, entry) in (1..).zip(entries) {
        let issuer = entry.checked(folder).map_err(|what| bad(format!("issuer {number}: {what}")))?;
        if issuers.iter().any(|other| other.issuer == issuer.issuer) {
            return Err(bad(format!("issuer {number}: {} stands there twice", issuer.issuer)));
        }
        issuers.push(issuer);
    }
    Ok(issuers)
}

impl Entry {
    fn checked(self, folder: &Path) -> Result<IssuerConfig, String> {
        word("issuer", &self.issuer)?;
        word("audience", &self.audience)?;
        if self.organisations.is_empty() {
            return Err("`organisations` must name at least one organisation and its company".to_owned());
        }
        for (organisation, company) in &self.organisations {
            word("organisations", organisation)?;
            word("organisations", company)?;
        }
        let roles =
            self.roles.map(|roles| roles.into_iter().map(|(claim, role)| given(claim, &role)).collect()).transpose()?;
        Ok(IssuerConfig {
            keys: source(&self.jwks, folder)?,
            issuer: self.issuer,
            audience: self.audience,
            organisations: self.organisations,
            roles,
            create_accounts: self.create_accounts,
        })
    }
}

/// A text of a sensible length on one line.
fn word(field: &str, text: &str) -> Result<(), String> {
    let length = text.chars().count();
    if (1..=WORD_MAX).contains(&length) && text.trim() == text && !text.contains(char::is_control) {
        Ok(())
    } else {
        Err(format!(
            "`{field}`: expected 1 to {WORD_MAX} characters on one line without spaces around them, found {text:?}"
        ))
    }
}

/// A role that a host may give.
fn given(claim: String, word: &str) -> Result<(String, Role), String> {
    match Role::from_word(word).filter(|role| role.is_given_by_hosts()) {
        Some(role) => Ok((claim, role)),
        None => {
            let words: Vec<_> =
                Role::ALL.iter().filter(|role| role.is_given_by_hosts()).map(|role| role.word()).collect();
            Err(format!("`roles`: {claim} means {word:?}, expected one of {}", words.join(", ")))
        }
    }
}

fn source(jwks: &str, folder: &Path) -> Result<Source, String> {
    word("jwks", jwks)?;
    if jwks.contains("://") {
        let url = Url::parse(jwks).map_err(|error| format!("`jwks`: {jwks} is no address: {error}"))?;
        fetch::guard(&url).map_err(|error| format!("`jwks`: {error}"))?;
        Ok(Source::Url(url))
    } else {
        Ok(Source::File(folder.join(jwks)))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn entry() -> Value {
        json!({
            "issuer": "https://portal.example", "audience": "https://cosell.example", "jwks": "keys.json",
            "organisations": { "acme": "northlake" }
        })
    }

    fn with(changes: Value) -> Value {
        let mut entry = entry();
        for (name, value) in changes.as_object().unwrap() {
            entry[name] = value.clone();
        }
        entry
    }

    fn check(entry: Value) -> Result<IssuerConfig, String> {
        let entry: Entry = serde_json::from_value(entry).map_err(|error| error.to_string())?;
        entry.checked(Path::new("/etc/cosell"))
    }

    #[test]
    fn what_stands_in_it_is_read() {
        let issuer = check(with(json!({ "roles": { "admin": "owner" }, "createAccounts": true }))).unwrap();
        assert!(matches!(&issuer.keys, Source::File(path) if path == Path::new("/etc/cosell/keys.json")));
        assert_eq!(issuer.roles.unwrap()["admin"], Role::Owner);
        assert!(issuer.create_accounts);
        let plain = check(with(json!({ "jwks": "https://portal.example/jwks.json" }))).unwrap();
        assert!(matches!(plain.keys, Source::Url(_)));
        assert!(plain.roles.is_none() && !plain.create_accounts);
    }

    #[test]
    fn each_fault_says_what_was_expected() {
        for (change, said) in [
            (json!({ "issuer": "" }), "`issuer`"),
            (json!({ "audience": " x" }), "`audience`"),
            (json!({ "organisations": {} }), "at least one organisation"),
            (json!({ "organisations": { "a": "" } }), "`organisations`"),
            (json!({ "roles": { "admin": "king" } }), "owner, manager, developer, viewer"),
            (json!({ "roles": { "admin": "operator" } }), "owner, manager, developer, viewer"),
            (json!({ "jwks": "http://portal.example/jwks.json" }), "must begin with https://"),
            (json!({ "jwks": "file:///etc/passwd" }), "must begin with https://"),
            (json!({ "createAcounts": true }), "createAcounts"),
            (json!({ "issuer": 1 }), "string"),
        ] {
            let found = check(with(change.clone())).err().unwrap_or_default();
            assert!(found.contains(said), "{change}: {found}");
        }
    }

    #[test]
    fn an_issuer_stands_there_once() {
        let file = std::env::temp_dir().join(format!("cosell_issuers_{}.json", std::process::id()));
        std::fs::write(&file, json!([entry(), entry()]).to_string()).unwrap();
        let twice = read(&file).err().map(|error| error.to_string()).unwrap_or_default();
        std::fs::write(&file, "[]").unwrap();
        let none = read(&file).err().map(|error| error.to_string()).unwrap_or_default();
        std::fs::remove_file(&file).unwrap();
        assert!(twice.contains("issuer 2: https://portal.example stands there twice"), "{twice}");
        assert!(none.contains("at least one issuer"), "{none}");
        assert!(read(&file).err().is_some_and(|error| error.to_string().contains("cannot be read")));
    }
}
