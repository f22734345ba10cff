//! The server as its callers meet it: the whole router, in process, on a fresh database for each test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

mod attachments;
mod audience;
mod audience_import;
mod audience_model;
mod audience_requests;
mod bulk;
mod changes;
mod desk;
mod discarding;
mod drafts;
mod embed;
mod etag;
mod events;
mod headers;
mod health;
mod history;
mod hostile_tokens;
mod idempotency;
mod letters;
mod limits;
mod merging;
mod notes;
mod notifications;
mod offers;
mod openapi;
mod overview;
mod page;
mod passwords;
mod problems;
mod reminders;
mod report;
mod requests;
mod resellers;
mod rights;
mod saved_filters;
mod service_tokens;
mod session;
mod settings;
mod solutions;
mod store;
mod users;
mod workspace;
