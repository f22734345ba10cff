//! Passwords of local accounts: how they are kept and looked at, and how often somebody may try.

use std::net::IpAddr;
use std::num::NonZeroU32;
use std::sync::Arc;
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher as _, PasswordVerifier as _};
use governor::clock::Clock as _;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use tokio::sync::Semaphore;

use crate::problem::Fault;
use crate::secrets;

/// The shortest and the longest password, in characters.
pub const LENGTH: std::ops::RangeInclusive<usize> = 12..=128;
/// How many are looked at at once: each takes 19 MiB of memory and a tenth of a second of a processor.
const AT_ONCE: usize = 2;
/// Tries for one address at once, and the time after which one more is free. Whoever knows the address can use them up.
const EACH_ADDRESS: (u32, Duration) = (10, Duration::from_secs(60));
/// The same for one browser that showed the account's password before: nobody else can use them up.
const EACH_DEVICE: (u32, Duration) = EACH_ADDRESS;
/// The same for one place in the network.
const EACH_PEER: (u32, Duration) = (30, Duration::from_secs(10));
/// Trips to the company's own sign-in from one place, where a whole office may be: each makes us call the provider.
const EACH_TRIP: (u32, Duration) = (300, Duration::from_millis(200));
/// Above this many names a limiter forgets those that have all their tries again.
const NAMES_MAX: usize = 10_000;
/// What is looked at for an account without a password, so that it takes as long. No password is known to fit.
const NOBODYS: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$bm9ib2R5IGhhcyB0aGlzIQ$Xn2mOaBFiZpAbUuVr0TzFfzUwAt3LqKPB4XGWYnBaXM";

/// A password that cannot be kept.
#[derive(Debug, thiserror::Error)]
pub enum BadPassword {
    /// Too short or too long.
    #[error("a password has {least} to {most} characters, this one has {found}", least = LENGTH.start(), most = LENGTH.end())]
    Length {
        /// How many characters it has.
        found: usize,
    },
    /// The system gives no random bytes, or no memory.
    #[error("the password cannot be kept: {0}")]
    Hash(#[from] argon2::password_hash::Error),
}

/// What is stored of a password: Argon2id with 19 MiB, two passes and one lane, as the OWASP cheat sheet on password storage
/// advises, and a salt of its own. Takes a tenth of a second.
///
/// # Errors
/// See `BadPassword`.
pub fn hash(password: &str) -> Result<String, BadPassword> {
    let length = password.chars().count();
    if !LENGTH.contains(&length) {
        return Err(BadPassword::Length { found: length });
    }
    Ok(Argon2::default().hash_password(password.as_bytes())?.to_string())
}

/// Whoever tries passwords.
pub struct Passwords {
    permits: Arc<Semaphore>,
    addresses: DefaultKeyedRateLimiter<Vec<u8>>,
    devices: DefaultKeyedRateLimiter<Vec<u8>>,
    peers: DefaultKeyedRateLimiter<IpAddr>,
    trips: DefaultKeyedRateLimiter<IpAddr>,
}

impl Default for Passwords {
    fn default() -> Passwords {
        Passwords {
            permits: Arc::new(Semaphore::new(AT_ONCE)),
            addresses: RateLimiter::keyed(quota(EACH_ADDRESS)),
            devices: RateLimiter::keyed(quota(EACH_DEVICE)),
            peers: RateLimiter::keyed(quota(EACH_PEER)),
            trips: RateLimiter::keyed(quota(EACH_TRIP)),
        }
    }
}

fn quota((burst, period): (u32, Duration)) -> Quota {
    let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
    Quota::with_period(period).map_or(Quota::per_minute(burst), |quota| quota.allow_burst(burst))
}

impl Passwords {
    /// Counts a try of a browser that showed the account's password before, by the hash of its cookie: as the scheme of device
    /// cookies by OWASP ("Slow Down Online Guessing Attacks with Device Cookies").
    ///
    /// # Errors
    /// 429 with the seconds to wait.
    pub fn count_device(&self, token_hash: &Vec<u8>) -> Result<(), Fault> {
        check(&self.devices, token_hash)
    }

    /// Counts a try of any other browser, whether there is such an account or not.
    ///
    /// # Errors
    /// 429 with the seconds to wait.
    pub fn count(&self, email: &str, peer: Option<IpAddr>) -> Result<(), Fault> {
        if let Some(peer) = peer {
            check(&self.peers, &network(peer))?;
        }
        check(&self.addresses, &secrets::hash(email))
    }

    /// Counts a call of the way to the company's own sign-in and back.
    ///
    /// # Errors
    /// 429 with the seconds to wait.
    pub fn count_trip(&self, peer: Option<IpAddr>) -> Result<(), Fault> {
        peer.map_or(Ok(()), |peer| check(&self.trips, &network(peer)))
    }

    /// Whether a password is the one that is stored; takes as long when nothing is.
    ///
    /// # Errors
    /// 500 when the work cannot be done.
    pub async fn fits(&self, stored: Option<String>, password: String) -> Result<bool, Fault> {
        let permit = self.permits.clone().acquire_owned().await.map_err(|_| Fault::Internal)?;
        let work = move || {
            // It goes with the work, not with the call: whoever hangs up leaves the work running.
            let _permit = permit;
            let is_somebodys = stored.is_some();
            let stored = stored.as_deref().unwrap_or(NOBODYS);
            let fits = PasswordHash::new(stored)
                .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
            fits && is_somebodys
        };
        tokio::task::spawn_blocking(work).await.map_err(|_| Fault::Internal)
    }
}

fn check<K: std::hash::Hash + Eq + Clone>(limiter: &DefaultKeyedRateLimiter<K>, key: &K) -> Result<(), Fault> {
    if limiter.len() > NAMES_MAX {
        limiter.retain_recent();
    }
    limiter
        .check_key(key)
        .map_err(|until| Fault::TooMany { retry_after: until.wait_time_from(limiter.clock().now()).as_secs() + 1 })
}

/// Who has an IPv6 address has 2^64 of them.
fn network(peer: IpAddr) -> IpAddr {
    match peer {
        IpAddr::V4(_) => peer,
        IpAddr::V6(address) => match address.to_ipv4_mapped() {
            Some(address) => IpAddr::V4(address),
            None => IpAddr::V6((address.to_bits() >> 64 << 64).into()),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobodys_hash_is_as_much_work_as_anybodys() {
        let own = hash("correct horse battery").unwrap();
        let (own, nobodys) = (PasswordHash::new(&own).unwrap(), PasswordHash::new(NOBODYS).unwrap());
        assert_eq!((own.algorithm, own.version), (nobodys.algorithm, nobodys.version));
        assert_eq!(own.params, nobodys.params);
        assert_eq!(own.hash.unwrap().len(), nobodys.hash.unwrap().len());
    }

    #[test]
    fn a_password_has_a_length() {
        assert!(matches!(hash("elevenchars"), Err(BadPassword::Length { found: 11 })));
        assert!(matches!(hash(&"é".repeat(129)), Err(BadPassword::Length { found: 129 })));
        let (one, other) = (hash("twelve chars").unwrap(), hash("twelve chars").unwrap());
        assert_ne!(one, other, "each has a salt of its own");
        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{one}");
    }

    #[test]
    fn one_network_counts_as_one() {
        let at = |text: &str| network(text.parse().unwrap());
        assert_eq!(at("2001:db8:1:2::5"), at("2001:db8:1:2:ffff::9"));
        assert_ne!(at("2001:db8:1:2::5"), at("2001:db8:1:3::5"));
        assert_eq!(at("::ffff:192.0.2.7"), at("192.0.2.7"));
    }
}
