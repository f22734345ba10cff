//! Pieces that know the contract's types but neither addresses of the API nor pages.

pub mod download;
pub mod next_step;
pub mod records;
pub mod request;
pub mod solution_list;
pub mod state_badge;
pub mod timeline;
