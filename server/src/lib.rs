//! The Cosell server: decides and remembers. `router` shows every address on one screen; `store` holds the only SQL.

pub mod acts;
pub mod cli;
pub mod clock;
pub mod config;
pub mod embed;
pub mod etag;
pub mod handlers;
pub mod headers;
pub mod idempotency;
pub mod imports;
pub mod jwt;
pub mod mail;
pub mod media;
pub mod problem;
pub mod reminders;
pub mod rights;
pub mod router;
pub mod sample;
pub mod secrets;
pub mod spa;
pub mod store;
pub mod tasks;
pub mod texts;
pub mod waits;
pub mod wake;
