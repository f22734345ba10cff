//! Tokens whose algorithm, key or signature is not what it must be.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, EncodingKey};
use serde_json::json;

use super::Cases;
use crate::support::host::{HostKey, ISSUER, KEYS, key, message, sealed};

pub(super) fn algorithms(cases: &mut Cases) {
    let claims = cases.claims.to_string();
    for name in ["none", "None", "NONE", "nOnE", ""] {
        let header = json!({ "alg": name, "typ": "cosell+jwt", "kid": "ec" }).to_string();
        let message = message(header.as_bytes(), claims.as_bytes());
        cases.add(format!("alg {name:?}, no signature"), format!("{message}."), "algorithm");
        cases.add(format!("alg {name:?}, signed"), sealed(&message, &key().sign(message.as_bytes())), "algorithm");
        cases.add(format!("alg {name:?}, two parts"), message, "malformed");
    }
    let secrets = [
        key().jwk().to_string().into_bytes(),
        key().public(),
        key().public()[1..].to_vec(),
        ISSUER.into(),
        vec![0; 32],
    ];
    for (name, algorithm) in [("HS256", Algorithm::HS256), ("HS384", Algorithm::HS384), ("HS512", Algorithm::HS512)] {
        for (number, secret) in secrets.iter().enumerate() {
            let header = json!({ "alg": name, "typ": "cosell+jwt", "kid": "ec" }).to_string();
            let message = message(header.as_bytes(), claims.as_bytes());
            let secret = EncodingKey::from_secret(secret);
            let signature = jsonwebtoken::crypto::sign(message.as_bytes(), &secret, algorithm).unwrap();
            cases.add(format!("{name} with secret {number}"), format!("{message}.{signature}"), "algorithm");
        }
    }
    let rsa_as_secret = EncodingKey::from_secret(&KEYS[2].public());
    let confused =
        message(json!({ "alg": "HS256", "typ": "JWT", "kid": "rsa" }).to_string().as_bytes(), claims.as_bytes());
    let signature = jsonwebtoken::crypto::sign(confused.as_bytes(), &rsa_as_secret, Algorithm::HS256).unwrap();
    cases.add("HS256 with the RSA key as secret", format!("{confused}.{signature}"), "algorithm");
    for name in [
        "RS256", "EdDSA", "ES384", "ES512", "ES256K", "RS384", "RS512", "PS256", "PS384", "PS512", "es256", "ES256 ",
        "Ed25519",
    ] {
        cases.field("alg", json!(name), "algorithm");
    }
    for other in &KEYS[1..] {
        let header = json!({ "alg": "ES256", "typ": "JWT", "kid": other.id });
        cases.add(format!("ES256 for the key {}", other.id), key().forge(&header.to_string(), &claims), "algorithm");
        let header = json!({ "alg": other.algorithm, "typ": "JWT", "kid": other.id });
        let what = format!("{} signed by another algorithm's key", other.algorithm);
        cases.add(what, key().forge(&header.to_string(), &claims), "signature");
    }
    let stronger = HostKey::ec384("ec");
    cases.add("ES384 by a key of the same name", stronger.token(&cases.claims), "algorithm");
    cases.field("alg", json!(null), "algorithm");
    cases.field("alg", json!(["ES256"]), "malformed");
    cases.field("alg", json!(256), "malformed");
    cases.text("no alg", &json!({ "typ": "JWT", "kid": "ec" }).to_string(), &claims, "algorithm");
}

pub(super) fn keys(cases: &mut Cases) {
    let long = "k".repeat(4_000);
    for name in [
        "unknown",
        "EC",
        "ec ",
        "",
        "../../etc/passwd",
        "/dev/null",
        "' OR 1=1 --",
        "ec\u{0}",
        "https://evil.example/k",
        "__proto__",
        &long,
    ] {
        cases.field("kid", json!(name), "key");
    }
    cases.field("kid", json!(null), "key");
    for odd in [json!(7), json!(["ec"]), json!({ "kid": "ec" }), json!(true)] {
        cases.field("kid", odd, "malformed");
    }
    let claims = cases.claims.to_string();
    cases.text("no kid", &json!({ "alg": "ES256", "typ": "JWT" }).to_string(), &claims, "key");
    let attacker = HostKey::ec("evil");
    for (name, value) in [
        ("jwk", attacker.jwk()),
        ("jku", json!("https://evil.example/jwks.json")),
        ("x5u", json!("https://evil.example/cert.pem")),
        ("x5c", json!([STANDARD.encode(attacker.public())])),
    ] {
        for (kid, reason) in [("ec", "signature"), ("evil", "key")] {
            let mut header = json!({ "alg": "ES256", "typ": "JWT", "kid": kid });
            header[name] = value.clone();
            cases.add(
                format!("{name} with the attacker's key as {kid}"),
                attacker.forge(&header.to_string(), &claims),
                reason,
            );
        }
        let mut header = json!({ "alg": "ES256", "typ": "JWT" });
        header[name] = value;
        cases.add(format!("{name} alone"), attacker.forge(&header.to_string(), &claims), "key");
    }
    cases.field("jwk", json!("ec"), "malformed");
    cases.field("x5c", json!("ec"), "malformed");
}

pub(super) fn signatures(cases: &mut Cases) {
    let message = cases.good_message();
    let good = key().sign(message.as_bytes());
    let mut flipped = good.clone();
    flipped[0] ^= 1;
    cases.add("first bit flipped", sealed(&message, &flipped), "signature");
    flipped = good.clone();
    flipped[63] ^= 0x80;
    cases.add("last byte flipped", sealed(&message, &flipped), "signature");
    let mut swapped = good[32..].to_vec();
    swapped.extend(&good[..32]);
    let doubled = [good.clone(), good.clone()].concat();
    let der = [&[0x30, 0x44, 0x02, 0x20], &good[..32], &[0x02, 0x20], &good[32..]].concat();
    for (what, signature) in [
        ("halves swapped", swapped),
        ("cut", good[..63].to_vec()),
        ("half", good[..32].to_vec()),
        ("one byte more", [good.clone(), vec![0]].concat()),
        ("doubled", doubled),
        ("DER", der),
        ("zeros", vec![0; 64]),
        ("ones", vec![0xff; 64]),
        ("none", vec![]),
        ("of other claims", key().sign(b"e30.e30")),
        ("of the claims alone", key().sign(message.split('.').nth(1).unwrap().as_bytes())),
        ("by another key", HostKey::ec("ec").sign(message.as_bytes())),
        ("by another algorithm", KEYS[1].sign(message.as_bytes())),
    ] {
        cases.add(format!("signature: {what}"), sealed(&message, &signature), "signature");
    }
    for other in &KEYS[1..] {
        let message =
            crate::support::host::message(other.header().to_string().as_bytes(), cases.claims.to_string().as_bytes());
        let mut signature = other.sign(message.as_bytes());
        signature[10] ^= 4;
        cases.add(format!("{} flipped", other.algorithm), sealed(&message, &signature), "signature");
        cases.add(format!("{} of zeros", other.algorithm), sealed(&message, &vec![0; signature.len()]), "signature");
    }
    let (good, mut more) = (cases.good(), cases.claims.clone());
    more["role"] = "owner".into();
    let parts: Vec<&str> = good.split('.').collect();
    let raised = URL_SAFE_NO_PAD.encode(more.to_string());
    cases.add("claims changed afterwards", format!("{}.{raised}.{}", parts[0], parts[2]), "signature");
    let header =
        URL_SAFE_NO_PAD.encode(json!({ "typ": "cosell+jwt", "kid": "ec", "alg": "ES256" , "x": 1 }).to_string());
    cases.add("header changed afterwards", format!("{header}.{}.{}", parts[1], parts[2]), "signature");
    let spaced = URL_SAFE_NO_PAD.encode(format!("{} ", cases.claims));
    cases.add("claims written anew", format!("{}.{spaced}.{}", parts[0], parts[2]), "signature");
}
