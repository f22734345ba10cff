//! Which parts a file has, how much of it is there, and how long the rest will take.

use contract::api::import::{ImportJob, PART_BYTES};

/// Where a part begins and ends in a file of `size` bytes.
pub fn range(part: u32, size: u64) -> (u64, u64) {
    let start = u64::from(part) * PART_BYTES;
    (start.min(size), (start + PART_BYTES).min(size))
}

/// Bytes that the server has.
pub fn there(job: &ImportJob) -> u64 {
    let missing: u64 = job.missing_parts.iter().map(|part| range(*part, job.size)).map(|(from, to)| to - from).sum();
    job.size.saturating_sub(missing)
}

/// How fast an upload goes, from where it began or went on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pace {
    began_ms: f64,
    had: u64,
}

/// Before that, in milliseconds, a guess would jump about.
const TOO_EARLY_MS: f64 = 1_500.0;

impl Pace {
    /// An upload that begins at a moment (milliseconds) with so many bytes there.
    pub const fn new(now_ms: f64, had: u64) -> Pace {
        Pace { began_ms: now_ms, had }
    }

    /// Seconds left, rounded up; nothing while it is too early to tell.
    pub fn rest(self, now_ms: f64, have: u64, size: u64) -> Option<u64> {
        let (took, sent) = (now_ms - self.began_ms, have.saturating_sub(self.had));
        if took < TOO_EARLY_MS || sent == 0 || have >= size {
            return None;
        }
        Some((took / 1_000.0 * (size - have) as f64 / sent as f64).ceil() as u64)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_part_is_shorter() {
        assert_eq!(range(0, 10), (0, 10));
        assert_eq!(range(1, PART_BYTES + 5), (PART_BYTES, PART_BYTES + 5));
        assert_eq!(range(3, 10), (10, 10));
    }

    #[test]
    fn the_rest_is_told_once_the_pace_is_known() {
        let pace = Pace::new(1_000.0, 100);
        assert_eq!(pace.rest(2_000.0, 300, 1_000), None);
        assert_eq!(pace.rest(5_000.0, 100, 1_000), None);
        assert_eq!(pace.rest(5_000.0, 300, 1_000), Some(14));
        assert_eq!(pace.rest(5_000.0, 1_000, 1_000), None);
    }
}
