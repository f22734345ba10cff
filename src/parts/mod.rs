//! Pieces that know the contract's types but neither addresses of the API nor pages.

pub mod act;
pub mod audience;
pub mod carries;
pub mod csp;
pub mod directory_words;
pub mod download;
pub mod draft;
pub mod list_mode;
pub mod match_view;
pub mod names;
pub mod next_step;
pub mod offers;
pub mod records;
pub mod request;
pub mod searched;
pub mod side_by_side;
pub mod solution_list;
pub mod sorted;
pub mod state_badge;
pub mod summary;
pub mod timeline;
pub mod wait;
