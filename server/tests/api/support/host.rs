//! A portal around this one, as a test needs it: keys of all kinds, a file of issuers, tokens good and bad.

use std::fs;
use std::path::PathBuf;
use std::sync::LazyLock;

use aws_lc_rs::encoding::AsDer as _;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, ECDSA_P384_SHA384_FIXED_SIGNING, EcdsaKeyPair, EcdsaSigningAlgorithm,
    Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256, RsaKeyPair,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};
use server::clock::Clock;

use super::database::Folder;
use super::{Reply, Settings, World};

/// Who signs.
pub const ISSUER: &str = "https://host.example";
/// For whom.
pub const AUDIENCE: &str = "https://cosell.example";

enum Pair {
    Ec(EcdsaKeyPair),
    Ed(Ed25519KeyPair),
    Rsa(RsaKeyPair),
}

/// A key of the host.
pub struct HostKey {
    /// Its name.
    pub id: &'static str,
    /// Its algorithm.
    pub algorithm: &'static str,
    pair: Pair,
}

impl HostKey {
    /// For ES256.
    pub fn ec(id: &'static str) -> HostKey {
        HostKey { id, algorithm: "ES256", pair: Pair::Ec(curve(&ECDSA_P256_SHA256_FIXED_SIGNING)) }
    }

    /// For ES384, which is not accepted.
    pub fn ec384(id: &'static str) -> HostKey {
        HostKey { id, algorithm: "ES384", pair: Pair::Ec(curve(&ECDSA_P384_SHA384_FIXED_SIGNING)) }
    }

    /// For EdDSA.
    pub fn ed(id: &'static str) -> HostKey {
        let pair = Ed25519KeyPair::generate().expect("a key");
        HostKey { id, algorithm: "EdDSA", pair: Pair::Ed(pair) }
    }

    /// For RS256.
    pub fn rsa(id: &'static str) -> HostKey {
        let pair = RsaKeyPair::generate(KeySize::Rsa2048).expect("a key");
        HostKey { id, algorithm: "RS256", pair: Pair::Rsa(pair) }
    }

    /// The public half as a JWK.
    pub fn jwk(&self) -> Value {
        let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let mut jwk = match &self.pair {
            Pair::Ec(pair) => {
                let point = &pair.public_key().as_ref()[1..];
                let (x, y) = point.split_at(point.len() / 2);
                let curve = if x.len() == 32 { "P-256" } else { "P-384" };
                json!({ "kty": "EC", "crv": curve, "x": text(x), "y": text(y) })
            }
            Pair::Ed(pair) => json!({ "kty": "OKP", "crv": "Ed25519", "x": text(pair.public_key().as_ref()) }),
            Pair::Rsa(pair) => {
                let key = pair.public_key();
                let (n, e) = (key.modulus(), key.exponent());
                let bytes = |number: aws_lc_rs::io::Positive<'_>| text(number.big_endian_without_leading_zero());
                json!({ "kty": "RSA", "n": bytes(n), "e": bytes(e) })
            }
        };
        jwk["kid"] = self.id.into();
        jwk["alg"] = self.algorithm.into();
        jwk["use"] = "sig".into();
        jwk
    }

    /// The public half as bytes.
    pub fn public(&self) -> Vec<u8> {
        match &self.pair {
            Pair::Ec(pair) => pair.public_key().as_ref().to_vec(),
            Pair::Ed(pair) => pair.public_key().as_ref().to_vec(),
            Pair::Rsa(pair) => pair.public_key().as_der().expect("a key").as_ref().to_vec(),
        }
    }

    /// Signs.
    pub fn sign(&self, message: &[u8]) -> Vec<u8> {
        let random = SystemRandom::new();
        match &self.pair {
            Pair::Ec(pair) => pair.sign(&random, message).expect("a signature").as_ref().to_vec(),
            Pair::Ed(pair) => pair.sign(message).as_ref().to_vec(),
            Pair::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, message, &mut signature).expect("a signature");
                signature
            }
        }
    }

    /// A header of a good token.
    pub fn header(&self) -> Value {
        json!({ "alg": self.algorithm, "typ": "cosell+jwt", "kid": self.id })
    }

    /// A good token of such claims.
    pub fn token(&self, claims: &Value) -> String {
        self.forge(&self.header().to_string(), &claims.to_string())
    }

    /// A token of any header and claims, signed.
    pub fn forge(&self, header: &str, claims: &str) -> String {
        let message = message(header.as_bytes(), claims.as_bytes());
        sealed(&message, &self.sign(message.as_bytes()))
    }
}

fn curve(algorithm: &'static EcdsaSigningAlgorithm) -> EcdsaKeyPair {
    EcdsaKeyPair::generate(algorithm).expect("a key")
}

/// What is signed.
pub fn message(header: &[u8], claims: &[u8]) -> String {
    format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(claims))
}

/// With a signature.
pub fn sealed(message: &str, signature: &[u8]) -> String {
    format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// The keys that the host publishes: made once, because an RSA key takes its time.
pub static KEYS: LazyLock<[HostKey; 3]> = LazyLock::new(|| [HostKey::ec("ec"), HostKey::ed("ed"), HostKey::rsa("rsa")]);

/// The host's first key.
pub fn key() -> &'static HostKey {
    &KEYS[0]
}

/// Northlake is "acme" there, Meridian "globex"; "vendor" means the desk, which no host opens.
pub struct Host(Folder);

impl Host {
    /// With keys in a file.
    pub fn new(changes: &Value) -> Host {
        let host = Host(Folder::fresh());
        let keys: Vec<Value> = KEYS.iter().map(HostKey::jwk).collect();
        host.write("keys.json", &json!({ "keys": keys }));
        let mut entry = json!({
            "issuer": ISSUER, "audience": AUDIENCE, "jwks": "keys.json",
            "organisations": { "acme": "northlake", "globex": "Meridian Software", "vendor": "desk", "gone": "nobody" },
        });
        for (name, value) in changes.as_object().expect("changes") {
            entry[name] = value.clone();
        }
        host.write("issuers.json", &json!([entry]));
        host
    }

    /// Writes a file beside the others.
    pub fn write(&self, name: &str, value: &Value) {
        fs::write(self.0.path().join(name), value.to_string()).expect("a file");
    }

    /// The file of issuers.
    pub fn issuers(&self) -> PathBuf {
        self.0.path().join("issuers.json")
    }

    /// A portal that trusts the host. Its clock stands still: tokens last seconds, and a test may take longer.
    pub async fn world(&self) -> World {
        let clock = Clock::standing();
        World::with(Settings { embed_issuers: Some(self.issuers()), clock, ..Settings::default() }).await
    }
}

impl World {
    /// The clock in seconds.
    pub fn seconds(&self) -> i64 {
        self.clock.now() / 1_000
    }

    /// Claims of a good token.
    pub fn claims(&self, subject: &str, organisation: &str, role: &str) -> Value {
        json!({
            "iss": ISSUER, "aud": AUDIENCE, "exp": self.seconds() + 60, "sub": subject, "name": "Nora Visitor",
            "org": organisation, "role": role, "email": format!("{subject}@host.example"),
        })
    }

    /// Asks who a token stands for.
    pub async fn who_is(&self, token: &str) -> Reply {
        self.ask(axum::http::Method::GET, contract::api::path::SESSION).bearer(token).send().await
    }
}
