//! Files to and from a real spreadsheet program: what people save there is read here, what is exported here opens there.
//!
//! These tests start LibreOffice, so that nothing runs them unasked: `cargo xtask test` does, in its step `spreadsheet`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

/// The portal, its people and its sample workspace, as the other tests of the API have them.
#[path = "../api"]
#[allow(dead_code, reason = "the other tests use what these do not")]
mod shared {
    pub mod support;
}
/// How files of solutions are brought, as the tests of imports have it.
#[path = "../imports/files.rs"]
#[allow(dead_code, reason = "the other tests use what these do not")]
mod files;
use shared::support;

mod incoming;
mod office;
mod outgoing;
