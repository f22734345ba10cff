//! Public keys out of a JWK set (RFC 7517): only those that can check a signature that we accept.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, KeyAlgorithm, KeyOperations, PublicKeyUse};
use jsonwebtoken::{Algorithm, DecodingKey};
use serde::Deserialize;
use serde_json::Value;

/// The most keys of one set.
pub const KEYS_MAX: usize = 32;
/// The smallest and the largest RSA modulus, in bits.
const RSA_BITS: std::ops::RangeInclusive<usize> = 2_048..=8_192;

/// A key that checks signatures of one algorithm.
#[derive(Clone, Debug)]
pub struct Key {
    /// Its name, where it has one.
    pub id: Option<String>,
    /// ES256, EdDSA or RS256.
    pub algorithm: Algorithm,
    /// What checks.
    pub verifier: DecodingKey,
}

/// Why a set cannot be used.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeySetError {
    /// It is no JWK set.
    #[error("expected a JWK set, {{\"keys\": […]}}: {0}")]
    Unreadable(String),
    /// Too many keys.
    #[error("expected at most {KEYS_MAX} keys, found {0}")]
    TooMany(usize),
    /// No key fits.
    #[error("expected a public key for ES256 (P-256), EdDSA (Ed25519) or RS256 (2,048 bits or more), found none")]
    NoneFits,
}

#[derive(Deserialize)]
struct Set {
    keys: Vec<Value>,
}

/// Reads a set. Keys for other purposes may be in it and are passed over.
///
/// # Errors
/// See `KeySetError`.
pub fn read(bytes: &[u8]) -> Result<Vec<Key>, KeySetError> {
    let set: Set = serde_json::from_slice(bytes).map_err(|error| KeySetError::Unreadable(error.to_string()))?;
    if set.keys.len() > KEYS_MAX {
        return Err(KeySetError::TooMany(set.keys.len()));
    }
    let keys: Vec<Key> = set.keys.into_iter().filter_map(key).collect();
    if keys.is_empty() { Err(KeySetError::NoneFits) } else { Ok(keys) }
}

/// The key, if it is one that checks signatures by an algorithm that we accept.
fn key(value: Value) -> Option<Key> {
    if value.get("d").is_some() {
        tracing::warn!("a key set shows a private key: that key is passed over, and should be replaced");
        return None;
    }
    let jwk: Jwk = serde_json::from_value(value).ok()?;
    let may_sign = matches!(jwk.common.public_key_use, None | Some(PublicKeyUse::Signature))
        && jwk.common.key_operations.as_ref().is_none_or(|list| list.contains(&KeyOperations::Verify));
    let (algorithm, named) = match &jwk.algorithm {
        AlgorithmParameters::EllipticCurve(point) if point.curve == EllipticCurve::P256 => (size(&point.x) == Some(32)
            && size(&point.y) == Some(32))
        .then_some((Algorithm::ES256, KeyAlgorithm::ES256))?,
        AlgorithmParameters::OctetKeyPair(point) if point.curve == EllipticCurve::Ed25519 => {
            (size(&point.x) == Some(32)).then_some((Algorithm::EdDSA, KeyAlgorithm::EdDSA))?
        }
        AlgorithmParameters::RSA(number) => {
            bits(&number.n).filter(|bits| RSA_BITS.contains(bits)).map(|_| (Algorithm::RS256, KeyAlgorithm::RS256))?
        }
        _ => return None,
    };
    if !may_sign || jwk.common.key_algorithm.is_some_and(|said| said != named) {
        return None;
    }
    let verifier = DecodingKey::from_jwk(&jwk).ok()?;
    Some(Key { id: jwk.common.key_id, algorithm, verifier })
}

/// How many bytes a part of a key has.
fn size(text: &str) -> Option<usize> {
    URL_SAFE_NO_PAD.decode(text).ok().map(|bytes| bytes.len())
}

/// How many bits a number has.
fn bits(text: &str) -> Option<usize> {
    let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    let first = bytes.get(zeros)?;
    Some((bytes.len() - zeros) * 8 - first.leading_zeros() as usize)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn ec(more: Value) -> Value {
        // The example of RFC 7517, appendix A.1.
        let mut key = json!({
            "kty": "EC", "crv": "P-256",
            "x": "MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4", "y": "4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM"
        });
        for (name, value) in more.as_object().unwrap() {
            key[name] = value.clone();
        }
        key
    }

    fn rsa(bytes: usize) -> Value {
        json!({ "kty": "RSA", "e": "AQAB", "n": URL_SAFE_NO_PAD.encode(vec![0xff; bytes]) })
    }

    fn accepted(key: Value) -> bool {
        read(json!({ "keys": [key] }).to_string().as_bytes()).is_ok()
    }

    #[test]
    fn a_key_is_used_for_what_it_is_for() {
        for good in [
            ec(json!({})),
            ec(json!({ "use": "sig", "alg": "ES256", "kid": "1" })),
            ec(json!({ "key_ops": ["verify"], "x-more": 1 })),
            rsa(256),
            rsa(512),
            json!({ "kty": "OKP", "crv": "Ed25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" }),
        ] {
            assert!(accepted(good.clone()), "{good}");
        }
        for bad in [
            ec(json!({ "use": "enc" })),
            ec(json!({ "key_ops": ["sign"] })),
            ec(json!({ "alg": "ES384" })),
            ec(json!({ "alg": "HS256" })),
            ec(json!({ "alg": "none" })),
            ec(json!({ "crv": "P-384" })),
            ec(json!({ "crv": "secp256k1" })),
            ec(json!({ "x": "AAAA" })),
            ec(json!({ "kty": "RSA" })),
            ec(json!({ "d": "870MB6gfuTJ4HtUnUvYMyJpr5eUZNP4Bk43bVdj3eAE" })),
            rsa(255),
            rsa(1_025),
            json!({ "kty": "oct", "k": "c2VjcmV0", "alg": "HS256" }),
            json!({ "kty": "OKP", "crv": "X25519", "x": "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo" }),
            json!("key"),
            json!({}),
        ] {
            assert!(!accepted(bad.clone()), "{bad}");
        }
    }

    #[test]
    fn a_set_is_bounded() {
        let set = |n: usize| json!({ "keys": vec![ec(json!({})); n] }).to_string();
        assert_eq!(read(set(KEYS_MAX).as_bytes()).map(|keys| keys.len()).ok(), Some(KEYS_MAX));
        assert_eq!(read(set(KEYS_MAX + 1).as_bytes()).err(), Some(KeySetError::TooMany(KEYS_MAX + 1)));
        assert_eq!(read(b"{\"keys\":[]}").err(), Some(KeySetError::NoneFits));
        for bad in ["", "[]", "{}", "<html>", "{\"keys\":{}}"] {
            assert!(matches!(read(bad.as_bytes()), Err(KeySetError::Unreadable(_))), "{bad}");
        }
    }
}
