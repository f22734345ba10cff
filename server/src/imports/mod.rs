//! CSV imports: a file is read in pieces, judged row by row against what is stored, and staged; a commit writes it later.
//!
//! `task` does it in the background under a lease; the other files are pure: bytes, settings and facts in, rows and
//! problems out. `store::imports` keeps jobs, parts and staged rows.

pub mod audience;
pub mod carried;
pub mod cells;
pub mod decode;
pub mod failure;
pub mod fault;
pub mod file;
pub mod mapped;
pub mod money;
pub mod rejected;
pub mod resellers;
pub mod sales;
pub mod solutions;
pub mod staged;
pub mod task;
pub mod whole;
pub mod worded;
