//! Imports from the first byte to the commit, through the whole router, on a fresh database for each test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

/// The portal, its people and its sample workspace, as the other tests of the API have them.
#[path = "../api"]
#[allow(dead_code, reason = "the other tests use what these do not")]
mod shared {
    pub mod support;
}
use shared::support;

mod bad_input;
mod carried;
mod commit;
mod encodings;
mod files;
mod jobs;
mod large;
mod rejected;
mod resume;
mod round_trip;
mod rows;
mod solutions;
