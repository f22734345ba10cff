//! Cosell inside another portal: which sites may show it, and whose tokens sign people in.

pub mod claims;
pub mod config;
pub mod origin;
pub mod visit;

use std::path::Path;

use claims::{Claims, Visitor};
use config::{BadIssuers, IssuerConfig};
use contract::access::Role;
use origin::{BadOrigin, Origin};

use crate::clock::Ms;
use crate::jwt::key_set::{KeySet, NoKey, ReadError, Source};
use crate::jwt::reason::Reason;
use crate::jwt::token::{claimed, verified};
use crate::jwt::{SKEW_S, fetch};
use crate::problem::Fault;

/// The longest time that a token may still be good for, in seconds: five minutes.
pub const LIFE_S: i64 = 300;
/// Types of tokens that are meant for us. Others, such as an access token's, were made for something else.
const TYPES: &[&str] = &["cosell+jwt", "JWT"];

/// How this installation may be embedded, read once at start.
#[derive(Debug, Default)]
pub struct Embed {
    /// Sites that may show the page in a frame.
    pub origins: Vec<Origin>,
    issuers: Vec<Issuer>,
}

/// Who signs tokens for people of a host.
#[derive(Debug)]
pub struct Issuer {
    /// As configured.
    pub config: IssuerConfig,
    keys: KeySet,
}

/// What keeps a server from starting.
#[derive(Debug, thiserror::Error)]
pub enum EmbedError {
    /// An origin.
    #[error(transparent)]
    Origin(#[from] BadOrigin),
    /// The file of issuers.
    #[error(transparent)]
    Issuers(#[from] BadIssuers),
    /// A file of keys.
    #[error("the keys of {issuer}: {error}")]
    Keys {
        /// Whose.
        issuer: String,
        /// What is wrong with them.
        error: ReadError,
    },
    /// The system's certificates.
    #[error("no calls to other servers are possible: {0}")]
    Client(#[from] reqwest::Error),
}

impl Embed {
    /// With the sites and the file of the command line. Keys in files are read now, those of servers when they are needed.
    ///
    /// # Errors
    /// See `EmbedError`.
    pub async fn new(origins: &[String], issuers: Option<&Path>, now: Ms) -> Result<Embed, EmbedError> {
        let origins = origins.iter().map(|origin| Origin::read(origin)).collect::<Result<_, _>>()?;
        let mut embed = Embed { origins, issuers: Vec::new() };
        let Some(file) = issuers else { return Ok(embed) };
        let client = fetch::client()?;
        for config in config::read(file)? {
            let keys = KeySet::new(config.keys.clone(), client.clone());
            if matches!(config.keys, Source::File(_)) {
                let named = |error| EmbedError::Keys { issuer: config.issuer.clone(), error };
                keys.read(now).await.map_err(named)?;
            }
            embed.issuers.push(Issuer { config, keys });
        }
        Ok(embed)
    }

    /// Every issuer with each company that it names.
    pub fn companies(&self) -> impl Iterator<Item = (&str, &str)> {
        let configs = self.issuers.iter().map(|issuer| &issuer.config);
        configs
            .flat_map(|config| config.organisations.values().map(|company| (config.issuer.as_str(), company.as_str())))
    }

    /// Checks a token: what stands in its header, its key and signature, for whom and for when it is.
    ///
    /// # Errors
    /// `TokenRefused` with the first reason that is found; `Busy` while the issuer's keys could never be read.
    pub async fn check(&self, token: &str, now: Ms) -> Result<(&Issuer, Visitor), Fault> {
        let refused = Fault::TokenRefused;
        let said = claimed(token).map_err(refused)?;
        if !said.kind.as_deref().is_some_and(|kind| TYPES.contains(&kind)) {
            return Err(refused(Reason::Type));
        }
        let issuer = self.issuers.iter().find(|issuer| issuer.config.issuer == said.issuer);
        let issuer = issuer.ok_or(refused(Reason::Issuer))?;
        let key = issuer.keys.find(said.key.as_deref(), said.algorithm, now).await.map_err(|none| match none {
            NoKey::Unknown => refused(Reason::Key),
            NoKey::Algorithm => refused(Reason::Algorithm),
            NoKey::Away => Fault::Busy,
        })?;
        let claims: Claims = verified(token, &key, &issuer.config.issuer, &issuer.config.audience).map_err(refused)?;
        claims.times().check(now.div_euclid(1_000), SKEW_S, LIFE_S).map_err(refused)?;
        Ok((issuer, claims.visitor().map_err(refused)?))
    }
}

impl Issuer {
    /// What a role in the host's words is here.
    ///
    /// # Errors
    /// `Role` for another word, and for the desk's role in any words.
    pub fn role(&self, word: &str) -> Result<Role, Reason> {
        let role = match &self.config.roles {
            Some(roles) => roles.get(word).copied(),
            None => Role::from_word(word),
        };
        role.filter(|role| role.is_given_by_hosts()).ok_or(Reason::Role)
    }
}
