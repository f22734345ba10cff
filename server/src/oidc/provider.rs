//! What a provider says of itself (OpenID Connect Discovery 1.0): asked for when it is needed, and kept for an hour.

use std::sync::Arc;

use jsonwebtoken::Algorithm;
use reqwest::Client;
use serde::Deserialize;
use tokio::sync::Mutex;
use url::Url;

use super::Trouble;
use crate::clock::Ms;
use crate::jwt::fetch;
use crate::jwt::key_set::{KeySet, NoKey, Source};
use crate::jwt::keys::Key;

/// How long what was said is believed, in milliseconds.
const AGE_MS: Ms = 3_600_000;
/// The pause after a description that did not come, in milliseconds.
const PAUSE_MS: Ms = 60_000;

/// The parts of the document that we need.
#[derive(Clone, Debug, Deserialize)]
pub struct Discovery {
    /// Who it is; must be whom we asked.
    pub issuer: String,
    /// Where people sign in.
    pub authorization_endpoint: Url,
    /// Where a code becomes tokens.
    pub token_endpoint: Url,
    /// Where its keys are.
    pub jwks_uri: Url,
    /// Where an access token becomes an address, for providers that keep it out of the ID token.
    pub userinfo_endpoint: Option<Url>,
}

/// A provider.
pub struct Provider {
    /// Its address, which is also its name.
    pub issuer: String,
    /// What fetches.
    pub http: Client,
    known: Mutex<Option<Known>>,
}

struct Known {
    at: Ms,
    discovery: Arc<Discovery>,
    keys: Arc<KeySet>,
}

impl Provider {
    /// Nothing is asked yet.
    pub fn new(issuer: String, http: Client) -> Provider {
        Provider { issuer, http, known: Mutex::new(None) }
    }

    /// What it says of itself.
    ///
    /// # Errors
    /// `Away` when it does not answer, or names addresses that others could listen to.
    pub async fn discovery(&self, now: Ms) -> Result<Arc<Discovery>, Trouble> {
        Ok(self.known(now).await?.0)
    }

    /// The key that a token names.
    ///
    /// # Errors
    /// `Away` or `Refused`.
    pub async fn key(&self, id: Option<&str>, algorithm: Algorithm, now: Ms) -> Result<Key, Trouble> {
        let (_, keys) = self.known(now).await?;
        let none = |none| match none {
            NoKey::Away => Trouble::Away("its keys cannot be read".to_owned()),
            none => Trouble::Refused(format!("no key for its token: {none:?}")),
        };
        keys.find(id, algorithm, now).await.map_err(none)
    }

    async fn known(&self, now: Ms) -> Result<(Arc<Discovery>, Arc<KeySet>), Trouble> {
        let mut known = self.known.lock().await;
        if let Some(known) = known.as_ref().filter(|known| now - known.at < AGE_MS) {
            return Ok((known.discovery.clone(), known.keys.clone()));
        }
        match self.ask().await {
            Ok(discovery) => {
                // The keys are kept as long as their address stays.
                let kept = known.take().filter(|known| known.discovery.jwks_uri == discovery.jwks_uri);
                let keys = kept.map_or_else(
                    || Arc::new(KeySet::new(Source::Url(discovery.jwks_uri.clone()), self.http.clone())),
                    |known| known.keys,
                );
                let discovery = Arc::new(discovery);
                *known = Some(Known { at: now, discovery: discovery.clone(), keys: keys.clone() });
                Ok((discovery, keys))
            }
            Err(trouble) => match known.as_mut() {
                Some(known) => {
                    // Nobody waits for it again before a minute has passed.
                    known.at = now - AGE_MS + PAUSE_MS;
                    Ok((known.discovery.clone(), known.keys.clone()))
                }
                None => Err(trouble),
            },
        }
    }

    async fn ask(&self) -> Result<Discovery, Trouble> {
        let address = format!("{}/.well-known/openid-configuration", self.issuer.trim_end_matches('/'));
        let url = Url::parse(&address).map_err(|error| Trouble::Away(error.to_string()))?;
        let bytes = fetch::get(&self.http, &url).await?;
        let discovery: Discovery =
            serde_json::from_slice(&bytes).map_err(|error| Trouble::Away(format!("its description: {error}")))?;
        if discovery.issuer != self.issuer {
            return Err(Trouble::Away(format!("it calls itself {:?}", discovery.issuer)));
        }
        let addresses = [&discovery.authorization_endpoint, &discovery.token_endpoint, &discovery.jwks_uri];
        for address in addresses.into_iter().chain(&discovery.userinfo_endpoint) {
            fetch::guard(address)?;
        }
        Ok(discovery)
    }
}
