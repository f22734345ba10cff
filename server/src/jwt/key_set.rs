//! The keys of one issuer: read when they are first needed, kept, and read again when they are old or one is unknown.

use std::path::PathBuf;
use std::sync::{Arc, PoisonError, RwLock};

use jsonwebtoken::Algorithm;
use reqwest::Client;
use tokio::sync::Mutex;
use url::Url;

use super::fetch::{self, DOCUMENT_BYTES_MAX, FetchError};
use super::keys::{self, Key, KeySetError};
use crate::clock::Ms;

/// After this time keys are read again, in milliseconds: ten minutes. So long a withdrawn key counts.
const AGE_MS: Ms = 10 * 60_000;
/// Keys that could not be read again for so long are believed no more, in milliseconds: an hour.
const BELIEVED_MS: Ms = 60 * 60_000;
/// The pause between two readings, in milliseconds: tokens with invented keys must not make us call at will.
const PAUSE_MS: Ms = 60_000;
/// The same while no key is known at all.
const FIRST_PAUSE_MS: Ms = 5_000;

/// Where keys come from.
#[derive(Clone, Debug)]
pub enum Source {
    /// A file of this machine.
    File(PathBuf),
    /// A server.
    Url(Url),
}

/// Why a set cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The server.
    #[error(transparent)]
    Fetch(#[from] FetchError),
    /// The file.
    #[error("it cannot be read: {0}")]
    File(#[from] std::io::Error),
    /// What is in it.
    #[error(transparent)]
    Content(#[from] KeySetError),
}

/// Why there is no key for a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoKey {
    /// No key has that name, or none is named where there are several.
    Unknown,
    /// The key is for another algorithm.
    Algorithm,
    /// No key could be read so far.
    Away,
}

/// The keys of one issuer.
#[derive(Debug)]
pub struct KeySet {
    source: Source,
    client: Client,
    known: RwLock<Known>,
    reading: Mutex<()>,
}

#[derive(Clone, Debug, Default)]
struct Known {
    keys: Arc<[Key]>,
    read_at: Option<Ms>,
    tried_at: Option<Ms>,
}

impl KeySet {
    /// Keys that are read when they are first needed.
    pub fn new(source: Source, client: Client) -> KeySet {
        KeySet { source, client, known: RwLock::default(), reading: Mutex::default() }
    }

    /// The key that a token names.
    ///
    /// # Errors
    /// See `NoKey`.
    pub async fn find(&self, id: Option<&str>, algorithm: Algorithm, now: Ms) -> Result<Key, NoKey> {
        let known = self.known();
        let found = known.pick(id, algorithm);
        let is_old = known.read_at.is_none_or(|at| now - at >= AGE_MS);
        match found {
            Ok(key) if !is_old => return Ok(key),
            // One call reads; all others go on with what is known meanwhile.
            Ok(key) => match self.reading.try_lock() {
                Ok(_reading) => self.read_again(now).await,
                Err(_) => return Ok(key),
            },
            Err(NoKey::Algorithm) => return Err(NoKey::Algorithm),
            Err(_) => {
                let _reading = self.reading.lock().await;
                // Who waited finds what the one before has read.
                if self.known().pick(id, algorithm).is_err() {
                    self.read_again(now).await;
                }
            }
        }
        self.known().pick(id, algorithm)
    }

    /// Reads the keys now, as at the start of the server.
    ///
    /// # Errors
    /// See `ReadError`.
    pub async fn read(&self, now: Ms) -> Result<(), ReadError> {
        let read = self.read_source().await;
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        known.tried_at = Some(now);
        known.keys = read?.into();
        known.read_at = Some(now);
        Ok(())
    }

    async fn read_again(&self, now: Ms) {
        let known = self.known();
        let pause = if known.read_at.is_none() { FIRST_PAUSE_MS } else { PAUSE_MS };
        if known.tried_at.is_some_and(|at| now - at < pause) {
            return;
        }
        let Err(error) = self.read(now).await else { return };
        tracing::warn!(source = ?self.source, %error, "the keys of an issuer cannot be read");
        let mut known = self.known.write().unwrap_or_else(PoisonError::into_inner);
        if known.read_at.is_some() && matches!(error, ReadError::Content(KeySetError::NoneFits)) {
            // All that there were are withdrawn, and that is an answer.
            (known.keys, known.read_at) = (Arc::default(), Some(now));
        } else if known.read_at.is_some_and(|at| now - at >= BELIEVED_MS) {
            (known.keys, known.read_at) = (Arc::default(), None);
        }
    }

    async fn read_source(&self) -> Result<Vec<Key>, ReadError> {
        let bytes = match &self.source {
            Source::Url(url) => fetch::get(&self.client, url).await?,
            Source::File(path) => tokio::fs::read(path).await?,
        };
        if bytes.len() > DOCUMENT_BYTES_MAX {
            return Err(FetchError::TooLarge.into());
        }
        Ok(keys::read(&bytes)?)
    }

    fn known(&self) -> Known {
        // Replaced as a whole, so that a panic elsewhere leaves it readable.
        self.known.read().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Known {
    fn pick(&self, id: Option<&str>, algorithm: Algorithm) -> Result<Key, NoKey> {
        if self.read_at.is_none() {
            return Err(NoKey::Away);
        }
        let named: Vec<&Key> = match id {
            Some(id) => self.keys.iter().filter(|key| key.id.as_deref() == Some(id)).collect(),
            None if self.keys.len() == 1 => self.keys.iter().collect(),
            None => Vec::new(),
        };
        let fits = named.iter().find(|key| key.algorithm == algorithm);
        match fits {
            Some(key) => Ok((*key).clone()),
            None if named.is_empty() => Err(NoKey::Unknown),
            None => Err(NoKey::Algorithm),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ONE: &str =
        r#"{"keys":[{"kty":"OKP","crv":"Ed25519","kid":"1","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"}]}"#;

    #[tokio::test]
    async fn withdrawn_keys_go_and_unreadable_ones_stay_for_an_hour() {
        let file = std::env::temp_dir().join(format!("cosell-keys-{}.json", std::process::id()));
        std::fs::write(&file, ONE).unwrap();
        let set = KeySet::new(Source::File(file.clone()), fetch::client().unwrap());
        let find = async |now: Ms| set.find(Some("1"), Algorithm::EdDSA, now).await.map(drop);
        assert_eq!(find(0).await, Ok(()));
        std::fs::write(&file, "not there just now").unwrap();
        assert_eq!(find(AGE_MS).await, Ok(()));
        assert_eq!(find(BELIEVED_MS - 1).await, Ok(()));
        assert_eq!(find(BELIEVED_MS + PAUSE_MS).await, Err(NoKey::Away));
        std::fs::write(&file, ONE).unwrap();
        assert_eq!(find(2 * BELIEVED_MS).await, Ok(()));
        std::fs::write(&file, r#"{"keys":[]}"#).unwrap();
        assert_eq!(find(2 * BELIEVED_MS + AGE_MS).await, Err(NoKey::Unknown));
        std::fs::remove_file(&file).unwrap();
    }
}
