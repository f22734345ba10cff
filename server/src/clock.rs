//! The time, asked for in one place so that tests can set it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use chrono::{DateTime, TimeZone, Utc};

/// Milliseconds since 1970 in UTC: how times are stored.
pub type Ms = i64;

/// The system's clock, plus an offset that only tests move; or one that stands still but for that, so that a slow machine
/// changes nothing about what a test sees.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    standing: Option<Ms>,
    offset: Arc<AtomicI64>,
}

impl Clock {
    /// One that stands still at this moment, for tests.
    pub fn standing() -> Clock {
        Clock { standing: Some(Utc::now().timestamp_millis()), offset: Arc::default() }
    }

    /// Now.
    pub fn now(&self) -> Ms {
        self.standing.unwrap_or_else(|| Utc::now().timestamp_millis()) + self.offset.load(Ordering::Relaxed)
    }

    /// Moves this clock forward, for tests of what ends.
    pub fn advance(&self, ms: Ms) {
        self.offset.fetch_add(ms, Ordering::Relaxed);
    }
}

/// A stored time as the API writes it. A time that chrono cannot hold becomes 1970, because a page must still open.
pub fn time(ms: Ms) -> DateTime<Utc> {
    Utc.timestamp_millis_opt(ms).single().unwrap_or_default()
}
