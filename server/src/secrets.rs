//! Random codes and their hashes: only hashes are stored, so that a stolen database signs nobody in.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::TryRng as _;
use rand::rngs::SysRng;
use sha2::{Digest, Sha256};

/// The system gives no random bytes: nothing secret can be made.
#[derive(Debug, thiserror::Error)]
#[error("the system's random generator does not answer")]
pub struct NoRandom;

fn random<const N: usize>() -> Result<[u8; N], NoRandom> {
    let mut bytes = [0; N];
    SysRng.try_fill_bytes(&mut bytes).map_err(|_| NoRandom)?;
    Ok(bytes)
}

/// A secret of 256 bits, for URLs and headers.
pub fn code() -> Result<String, NoRandom> {
    Ok(URL_SAFE_NO_PAD.encode(random::<32>()?))
}

/// An opaque public id of 80 bits: 16 letters and digits, so that ids tell nothing about how many there are.
pub fn id() -> Result<String, NoRandom> {
    const DIGITS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    Ok(random::<16>()?.iter().map(|byte| char::from(DIGITS[usize::from(byte & 31)])).collect())
}

/// What is stored of a code.
pub fn hash(code: &str) -> Vec<u8> {
    Sha256::digest(code.as_bytes()).to_vec()
}

/// A fingerprint of a body, for idempotency.
pub fn fingerprint(body: &[u8]) -> Vec<u8> {
    Sha256::digest(body).to_vec()
}
