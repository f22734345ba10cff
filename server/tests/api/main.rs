//! The server as its callers meet it: the whole router, in process, on a fresh database for each test.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod support;

mod bulk;
mod changes;
mod etag;
mod headers;
mod health;
mod history;
mod idempotency;
mod limits;
mod notes;
mod openapi;
mod overview;
mod page;
mod problems;
mod report;
mod rights;
mod saved_filters;
mod session;
mod settings;
mod solutions;
mod store;
mod users;
mod workspace;
