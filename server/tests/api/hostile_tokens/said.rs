//! Tokens whose claims or type are not what they must be.

use serde_json::json;

use super::Cases;
use crate::support::host::{AUDIENCE, ISSUER, key};
use crate::support::sample::OPERATOR;

pub(super) fn audiences(cases: &mut Cases) {
    for other in [
        "https://other.example",
        "https://cosell.example/",
        "https://cosell.example/api",
        "https://cosell.exampl",
        "https://cosell.example.evil.example",
        "http://cosell.example",
        "HTTPS://COSELL.EXAMPLE",
        " https://cosell.example",
        "https://cosell.example\u{0}",
        "*",
        "",
    ] {
        cases.claim("aud", json!(other), "audience");
        cases.claim("aud", json!([other]), "audience");
    }
    for value in [
        json!([]),
        json!({ "aud": AUDIENCE }),
        json!(7),
        json!(null),
        json!(true),
        json!([[AUDIENCE]]),
        json!([AUDIENCE, 7]),
    ] {
        cases.claim("aud", value, "audience");
    }
    cases.without("aud", "audience");
}

pub(super) fn times(cases: &mut Cases, now: i64) {
    for past in [now - 5, now - 6, now - 3_600, 0, -1, i64::MIN] {
        cases.claim("exp", json!(past), "expired");
    }
    for far in [now + 306, now + 3_600, now + 86_400 * 3_650, i64::MAX] {
        cases.claim("exp", json!(far), "tooLong");
    }
    for ahead in [now + 6, now + 60, i64::MAX] {
        cases.claim("nbf", json!(ahead), "notYet");
        cases.claim("iat", json!(ahead), "notYet");
    }
    let soon = (now + 60) as f64;
    for odd in [
        json!(soon),
        json!(soon + 0.5),
        json!((now + 60).to_string()),
        json!([now + 60]),
        json!({}),
        json!(true),
        json!(u64::MAX),
        json!(1e300),
        json!(""),
    ] {
        for name in ["exp", "nbf", "iat"] {
            cases.claim(name, odd.clone(), "claims");
        }
    }
    cases.claim("exp", json!(null), "claims");
    cases.without("exp", "claims");
    let huge = cases.claims.to_string().replacen("\"exp\":", "\"exp\":1e999,\"was\":", 1);
    cases.text("exp 1e999", &cases.header.to_string(), &huge, "claims");
    let milliseconds = (now + 60) * 1_000;
    cases.claim("exp", json!(milliseconds), "tooLong");
}

pub(super) fn issuers_and_types(cases: &mut Cases) {
    for other in [
        "https://evil.example",
        "https://host.example/",
        "http://host.example",
        "HTTPS://HOST.EXAMPLE",
        "https://host.example\u{0}",
        " https://host.example",
        "",
    ] {
        cases.claim("iss", json!(other), "issuer");
    }
    for odd in [json!(null), json!(7), json!([ISSUER]), json!({ "iss": ISSUER }), json!(true)] {
        cases.claim("iss", odd, "issuer");
    }
    cases.without("iss", "issuer");
    for other in [
        "at+jwt",
        "logout+jwt",
        "id+jwt",
        "dpop+jwt",
        "secevent+jwt",
        "jwt",
        "Jwt",
        "COSELL+JWT",
        "application/cosell+jwt",
        "cosell+jwt ",
        "JWE",
        "",
    ] {
        cases.field("typ", json!(other), "type");
    }
    cases.field("typ", json!(null), "type");
    for odd in [json!(7), json!(["JWT"]), json!({})] {
        cases.field("typ", odd, "malformed");
    }
    cases.text("no typ", &json!({ "alg": "ES256", "kid": "ec" }).to_string(), &cases.claims.to_string(), "type");
}

pub(super) fn claims(cases: &mut Cases) {
    let long = "x".repeat(256);
    for name in ["sub", "name", "role"] {
        for odd in [
            json!(""),
            json!(long),
            json!(["a"]),
            json!({ "a": 1 }),
            json!(null),
            json!(7),
            json!(true),
            json!("a\nb"),
            json!("a\u{0}b"),
        ] {
            cases.claim(name, odd, "claims");
        }
        cases.without(name, "claims");
    }
    cases.claim("name", json!("   "), "claims");
    for odd in [
        json!(""),
        json!([]),
        json!([""]),
        json!([["acme"]]),
        json!(["acme", 7]),
        json!(vec!["acme"; 101]),
        json!({ "acme": true }),
        json!(null),
        json!(7),
        json!(long),
    ] {
        cases.claim("org", odd, "claims");
    }
    cases.without("org", "claims");
    for odd in [
        json!(""),
        json!("nora"),
        json!("@host.example"),
        json!("nora@"),
        json!("a b@host.example"),
        json!(7),
        json!(["nora@host.example"]),
        json!(format!("{long}@host.example")),
    ] {
        cases.claim("email", odd, "claims");
    }
    for role in ["operator", "Owner", "OWNER", "admin", "owner ", "__proto__", "constructor"] {
        cases.claim("role", json!(role), "role");
    }
    for organisation in
        ["unknown", "northlake", "ACME", "acme ", "vendor", "gone", "desk", "__proto__", "constructor", "toString"]
    {
        cases.claim("org", json!(organisation), "organisation");
        cases.claim("org", json!([organisation]), "organisation");
    }
    cases.claim("email", json!(OPERATOR), "person");
    for name in ["sub", "role", "org"] {
        let mut hidden = cases.claims.clone();
        let value = hidden.as_object_mut().unwrap().remove(name).unwrap();
        hidden["__proto__"] = json!({ name: value });
        cases.add(format!("{name} in __proto__"), key().token(&hidden), "claims");
    }
}
