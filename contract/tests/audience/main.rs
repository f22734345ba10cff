//! The rules of the CSP reseller audience: the whole transition table, tenant IDs, lists and files.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod eligible;
mod file;
mod list;
mod need;
mod tenant;

use contract::audience::tenant::{TenantId, TenantSet};

/// The reseller of a small number.
fn reseller(n: u8) -> TenantId {
    TenantId::parse(&format!("{n:08x}-0000-4000-8000-00000000000{n:x}")).expect("a tenant ID")
}

/// Resellers by the bits of a number.
fn set(bits: u8) -> TenantSet {
    (0..8).filter(|n| bits & (1 << n) != 0).map(reseller).collect()
}
