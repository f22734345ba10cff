//! Shapes of the JSON API (base `/api/v1`): camelCase keys, RFC 3339 UTC times, opaque string ids, money in minor units.

pub mod audience;
pub mod audience_apply;
pub mod audience_file;
pub mod audience_request;
pub mod bulk;
pub mod embed;
pub mod history;
pub mod import;
pub mod list;
pub mod merging;
pub mod news;
pub mod offers;
pub mod overview;
pub mod path;
pub mod people;
pub mod request_lists;
pub mod requests;
pub mod resellers;
pub mod saved_filters;
pub mod session;
pub mod solutions;
