//! What is remembered: the only place that holds SQL. Each file holds the statements of one subject.

pub mod acting;
pub mod attachments;
pub mod audience;
pub mod audience_lists;
pub mod co_sell;
pub mod companies;
mod counted;
pub mod db;
pub mod desk;
pub mod drafts;
pub mod exports;
pub mod history;
pub mod idempotency;
pub mod identities;
pub mod imports;
pub mod letters;
pub mod listening;
pub mod matches;
pub mod migrate;
pub mod news;
mod notes;
pub mod offers;
pub mod overview;
pub mod passwords;
pub mod past_requests;
pub mod people;
pub mod reminders;
pub mod request_lists;
pub mod requests;
pub mod resellers;
pub mod sales;
pub mod saved_filters;
pub mod service_tokens;
pub mod sessions;
pub mod solutions;
pub mod threads;
pub mod tickets;
pub mod workspace;

pub use db::{Db, Tx};

/// What can go wrong between us and the database.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The address is neither `sqlite:` nor `postgres://`.
    #[error("the database address must begin with sqlite: or postgres://")]
    Address,
    /// The database was written by a newer program.
    #[error("this database has schema {found}, and this program knows schema {known} at most: use a newer program")]
    Newer {
        /// The schema in the database.
        found: i64,
        /// The newest schema of this program.
        known: i64,
    },
    /// A row does not have the shape that the statement promises.
    #[error("unexpected row: {0}")]
    Shape(&'static str),
    /// A text holds U+0000, which PostgreSQL does not store; both databases refuse it alike.
    #[error("the character U+0000 cannot be stored")]
    Unstorable,
    /// Stored JSON cannot be read.
    #[error("unreadable JSON in the database: {0}")]
    Json(#[from] serde_json::Error),
    /// What the driver says.
    #[error(transparent)]
    Driver(#[from] sqlx::Error),
}

impl StoreError {
    /// Whether waiting and trying again may help: the writer is taken, or the database is away.
    pub fn is_busy(&self) -> bool {
        match self {
            StoreError::Driver(sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_)) => true,
            // SQLite: 5 is SQLITE_BUSY; PostgreSQL: 55P03 lock_not_available, 57P03 cannot_connect_now, 40001 serialization.
            StoreError::Driver(sqlx::Error::Database(error)) => {
                matches!(error.code().as_deref(), Some("5" | "517" | "55P03" | "57P03" | "40001"))
            }
            _ => false,
        }
    }
}
