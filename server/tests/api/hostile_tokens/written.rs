//! Tokens that two readers could read differently, or nobody at all.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE, URL_SAFE_NO_PAD};
use serde_json::json;

use super::Cases;
use crate::support::host::{key, sealed};

pub(super) fn twice(cases: &mut Cases) {
    let (header, claims) = (cases.header.to_string(), cases.claims.to_string());
    for (name, first) in [
        ("iss", json!("https://evil.example")),
        ("aud", json!("https://other.example")),
        ("exp", json!(1)),
        ("sub", json!("someone")),
        ("role", json!("owner")),
        ("org", json!("globex")),
        ("name", json!("Someone")),
        ("nbf", json!(0)),
    ] {
        let again = format!("{{\"{name}\":{first},{}", &claims[1..]);
        let again = if name == "nbf" { again.replacen('{', "{\"nbf\":0,", 1) } else { again };
        cases.text(&format!("{name} twice, the other first"), &header, &again, "claims");
        let last = format!("{},\"{name}\":{first}}}", &claims[..claims.len() - 1]);
        let last = if name == "nbf" { last.replacen('{', "{\"nbf\":0,", 1) } else { last };
        cases.text(&format!("{name} twice, the other last"), &header, &last, "claims");
    }
    for (name, other) in [("alg", "none"), ("typ", "at+jwt"), ("kid", "evil")] {
        let again = format!("{{\"{name}\":\"{other}\",{}", &header[1..]);
        cases.text(&format!("{name} twice"), &again, &claims, "malformed");
    }
    for value in [json!(["exp"]), json!(["b64"]), json!([]), json!(null), json!("exp"), json!(true)] {
        cases.field("crit", value, "malformed");
    }
    let unencoded = json!({ "alg": "ES256", "typ": "JWT", "kid": "ec", "b64": false, "crit": ["b64"] }).to_string();
    cases.text("b64 false", &unencoded, &claims, "malformed");
}

pub(super) fn shapes(cases: &mut Cases) {
    let good = cases.good();
    let parts: Vec<String> = good.split('.').map(str::to_owned).collect();
    let (header, claims, signature) = (parts[0].as_str(), parts[1].as_str(), parts[2].as_str());
    let bytes = URL_SAFE_NO_PAD.decode(claims).unwrap();
    // A claim that makes the other alphabet differ.
    let mut odd = cases.claims.clone();
    odd["x"] = json!("???>>>");
    let odd = STANDARD.encode(odd.to_string());
    for (what, token) in [
        ("dots", "...".to_owned()),
        ("one dot", ".".to_owned()),
        ("two dots", "..".to_owned()),
        ("letters", "a.b.c".to_owned()),
        ("two parts", format!("{header}.{claims}")),
        ("four parts", format!("{good}.{signature}")),
        ("five parts, as if encrypted", format!("{header}.{claims}.{signature}.{claims}.{signature}")),
        ("a dot before", format!(".{good}")),
        ("a dot after", format!("{good}.")),
        ("no header", format!(".{claims}.{signature}")),
        ("no claims", format!("{header}..{signature}")),
        ("padded header", format!("{header}=.{claims}.{signature}")),
        ("padded claims", format!("{header}.{}=.{signature}", URL_SAFE.encode(&bytes))),
        ("padded signature", format!("{good}==")),
        ("standard alphabet", format!("{header}.{odd}.{signature}")),
        ("space inside", format!("{header}. {claims}.{signature}")),
        ("tab inside", format!("{header}.{claims}\t.{signature}")),
        ("two tokens", format!("{good} {good}")),
        ("comma", format!("{good},{good}")),
        ("quoted", format!("\"{good}\"")),
        ("percent-encoded", good.replace('.', "%2E") + ".x"),
        ("longer than allowed", format!("{good}{}", "A".repeat(9_000))),
        ("trailing bits", {
            let last = signature.chars().last().unwrap();
            let alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
            let next = alphabet.chars().nth(alphabet.find(last).unwrap() + 1).unwrap();
            format!("{}{next}", &good[..good.len() - 1])
        }),
    ] {
        cases.add(what, token, "malformed");
    }
    let (header, claims) = (cases.header.to_string(), cases.claims.to_string());
    let in_order = json!(["ES256", "cosell+jwt", "ec", null]).to_string();
    for (what, header, claims) in [
        ("header is a list", in_order.as_str(), claims.as_str()),
        ("header is a word", "\"ES256\"", &claims),
        ("header is empty", "", &claims),
        ("header with a mark before", &format!("\u{feff}{header}"), &claims),
        ("header with a space before", &format!(" {header}"), &claims),
        ("header with more after", &format!("{header}{header}"), &claims),
        ("claims are a list", &header, "[]"),
        ("claims are a number", &header, "7"),
        ("claims are null", &header, "null"),
        ("claims are empty", &header, ""),
        ("claims are cut", &header, &claims[..claims.len() - 1]),
        ("claims with more after", &header, &format!("{claims}{claims}")),
        ("claims are another token", &header, &good),
        ("claims with a comment", &header, &format!("{claims}//")),
        ("claims with single quotes", &header, &claims.replace('"', "'")),
        ("claims nested deeply", &header, &format!("{{\"x\":{}{}", "[".repeat(3_000), "]".repeat(3_000))),
    ] {
        cases.text(what, header, claims, "malformed");
    }
    let message = format!("{}.{}", URL_SAFE_NO_PAD.encode(&header), URL_SAFE_NO_PAD.encode([0x7b, 0xff, 0xfe, 0x7d]));
    cases.add("claims are no UTF-8", sealed(&message, &key().sign(message.as_bytes())), "malformed");
    cases.text("claims are an empty object", &header, "{}", "issuer");
}
