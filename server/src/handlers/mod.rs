//! One file a subject; a handler loads, decides, saves and replies.

pub mod body;
pub mod downloads;
pub mod health;
pub mod history;
pub mod imports;
pub mod overview;
pub mod saved_filters;
pub mod session;
pub mod solutions;
pub mod users;
