//! A token in its compact form (RFC 7515, 7.1): strictly read, and its signature checked.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{Algorithm, Validation, decode, decode_header};
use serde::de::{DeserializeOwned, IgnoredAny};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

use super::keys::Key;
use super::reason::Reason;

/// The longest token, in bytes.
pub const TOKEN_BYTES_MAX: usize = 8_192;

/// What a token says of itself, before anything of it is believed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// ES256, EdDSA or RS256.
    pub algorithm: Algorithm,
    /// Its type.
    pub kind: Option<String>,
    /// The name of its key.
    pub key: Option<String>,
    /// Who issued it.
    pub issuer: String,
}

/// A field that is there twice, or of another type, makes the whole unreadable: two readers must never differ about it.
#[derive(Deserialize)]
struct Header {
    alg: Option<String>,
    typ: Option<String>,
    kid: Option<String>,
    #[serde(default, deserialize_with = "there")]
    crit: bool,
}

#[derive(Deserialize)]
struct Issuer {
    #[serde(default)]
    iss: Value,
}

/// Whether a field is there at all, `null` included.
fn there<'de, D: Deserializer<'de>>(deserializer: D) -> Result<bool, D::Error> {
    IgnoredAny::deserialize(deserializer).map(|_| true)
}

/// Reads what a token says of itself.
///
/// # Errors
/// `Malformed`, `Algorithm`, `Claims` for claims that stand there twice, and `Issuer` without one.
pub fn claimed(token: &str) -> Result<Claimed, Reason> {
    if token.len() > TOKEN_BYTES_MAX {
        return Err(Reason::Malformed);
    }
    let parts: Vec<&str> = token.split('.').collect();
    let [header, claims, signature] = parts[..] else { return Err(Reason::Malformed) };
    URL_SAFE_NO_PAD.decode(signature).map_err(|_| Reason::Malformed)?;
    let header: Header = serde_json::from_slice(&object(header)?).map_err(|_| Reason::Malformed)?;
    // What must be understood (RFC 7515, 4.1.11) is nothing that we know.
    if header.crit || decode_header(token).is_err_and(|error| !is_algorithm(error.kind(), header.alg.as_deref())) {
        return Err(Reason::Malformed);
    }
    let algorithm = match header.alg.as_deref() {
        Some("ES256") => Algorithm::ES256,
        Some("EdDSA") => Algorithm::EdDSA,
        Some("RS256") => Algorithm::RS256,
        _ => return Err(Reason::Algorithm),
    };
    let claims = object(claims)?;
    let read: Result<Issuer, _> = serde_json::from_slice(&claims);
    let issuer = read.map_err(|error| if error.is_data() { Reason::Claims } else { Reason::Malformed })?;
    let issuer = issuer.iss.as_str().ok_or(Reason::Issuer)?.to_owned();
    Ok(Claimed { algorithm, kind: header.typ, key: header.kid, issuer })
}

/// The library reads no header of an algorithm that it does not know; that is told apart from one that is broken.
fn is_algorithm(kind: &ErrorKind, algorithm: Option<&str>) -> bool {
    let known = algorithm.is_some_and(|algorithm| algorithm.parse::<Algorithm>().is_ok());
    matches!(kind, ErrorKind::Json(_)) && !known
}

/// A part that must be a JSON object.
fn object(part: &str) -> Result<Vec<u8>, Reason> {
    let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|_| Reason::Malformed)?;
    // A list would be taken for the fields in their order.
    if bytes.first() == Some(&b'{') { Ok(bytes) } else { Err(Reason::Malformed) }
}

/// Checks signature, issuer and audience, and reads the claims. Their times are left to the caller, who has the clock.
///
/// # Errors
/// `Signature`, `Issuer`, `Audience`, or `Claims` when they are not what `C` asks for.
pub fn verified<C: DeserializeOwned>(token: &str, key: &Key, issuer: &str, audience: &str) -> Result<C, Reason> {
    let mut validation = Validation::new(key.algorithm);
    validation.validate_exp = false;
    validation.set_required_spec_claims(&["iss", "aud"]);
    validation.set_issuer(&[issuer]);
    validation.set_audience(&[audience]);
    match decode::<C>(token, &key.verifier, &validation) {
        Ok(data) => Ok(data.claims),
        Err(error) => Err(match error.kind() {
            ErrorKind::InvalidAlgorithm => Reason::Algorithm,
            ErrorKind::InvalidIssuer => Reason::Issuer,
            ErrorKind::InvalidAudience => Reason::Audience,
            ErrorKind::MissingRequiredClaim(name) if name == "aud" => Reason::Audience,
            ErrorKind::MissingRequiredClaim(_) | ErrorKind::Json(_) | ErrorKind::InvalidClaimFormat(_) => {
                Reason::Claims
            }
            ErrorKind::Base64(_) | ErrorKind::Utf8(_) | ErrorKind::InvalidToken => Reason::Malformed,
            _ => Reason::Signature,
        }),
    }
}

/// The moments of a token, in seconds since 1970.
#[derive(Clone, Copy, Debug, Deserialize)]
pub struct Times {
    /// When it ends.
    pub exp: i64,
    /// When it begins.
    pub nbf: Option<i64>,
    /// When it was made.
    pub iat: Option<i64>,
}

impl Times {
    /// Checks the moments against the clock, `skew` seconds either way. No token may last longer than `longest` seconds from now.
    ///
    /// # Errors
    /// `Expired`, `NotYet`, `TooLong`.
    pub fn check(&self, now_s: i64, skew: i64, longest: i64) -> Result<(), Reason> {
        let ahead = |moment: Option<i64>| moment.is_some_and(|moment| moment > now_s + skew);
        if self.exp <= now_s - skew {
            Err(Reason::Expired)
        } else if ahead(self.nbf) || ahead(self.iat) {
            Err(Reason::NotYet)
        } else if self.exp > now_s + skew + longest {
            Err(Reason::TooLong)
        } else {
            Ok(())
        }
    }
}
