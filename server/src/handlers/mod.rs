//! One file a subject; a handler loads, decides, saves and replies.

pub mod attachments;
pub mod audience;
pub mod audience_import;
pub mod body;
pub mod bulk;
mod cookies;
pub mod desk;
pub mod desk_settings;
pub mod downloads;
pub mod drafts;
pub mod embed;
pub mod events;
pub mod health;
pub mod history;
pub mod imports;
pub mod migrate;
pub mod notifications;
pub mod offers;
pub mod oidc;
pub mod overview;
pub mod requests;
pub mod resellers;
pub mod sales;
pub mod saved_filters;
pub mod session;
pub mod solutions;
pub mod users;
