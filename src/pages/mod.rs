//! The screens. Pages know routes and the API; what they are made of is in `parts` and `ui`.

pub mod import;
pub mod migrate;
pub mod not_found;
pub mod overview;
pub mod report;
pub mod sign_in;
pub mod solutions;
pub mod upcoming;
