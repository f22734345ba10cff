//! Tokens that others sign: reading them, the keys of who signs, and what can be wrong.

pub mod fetch;
pub mod key_set;
pub mod keys;
pub mod reason;
pub mod token;

/// How far the clocks of two servers may be apart, in seconds.
pub const SKEW_S: i64 = 5;
