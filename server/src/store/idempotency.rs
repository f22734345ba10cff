//! Answers of calls that created or decided something, stored with the effect and repeated for a day.

use super::{StoreError, Tx};
use crate::args;
use crate::clock::Ms;

/// How long an answer is repeated, in milliseconds: a day.
const KEEP_MS: Ms = 24 * 3_600_000;

/// A call's place in the store: person, company and route.
#[derive(Clone, Debug)]
pub struct Scope<'a> {
    /// The person.
    pub person: i64,
    /// The company of the token.
    pub company: i64,
    /// Method and path.
    pub route: &'a str,
    /// The `Idempotency-Key`.
    pub key: &'a str,
}

/// What is known of a key.
#[derive(Debug)]
pub enum Claim {
    /// This call is the first: it holds the key until the transaction ends.
    First,
    /// An earlier call is finished.
    Stored {
        /// The fingerprint of its body.
        body_hash: Vec<u8>,
        /// Its status.
        status: u16,
        /// Its answer.
        body: Vec<u8>,
    },
}

impl Tx {
    /// Claims a key. A second call waits here until the first one ends (SQLite: for the write lock; PostgreSQL: for the row).
    pub async fn claim(&mut self, scope: &Scope<'_>, body_hash: &[u8], now: Ms) -> Result<Claim, StoreError> {
        self.run("DELETE FROM idempotency WHERE at < $1", args![now - KEEP_MS]).await?;
        let claimed = self
            .run(
                "INSERT INTO idempotency (person, company, route, key, body_hash, status, body, at) \
                 VALUES ($1, $2, $3, $4, $5, 0, $6, $7) ON CONFLICT DO NOTHING",
                args![scope.person, scope.company, scope.route, scope.key, body_hash, Vec::new(), now],
            )
            .await?;
        if claimed == 1 {
            return Ok(Claim::First);
        }
        let row = self
            .row(
                "SELECT body_hash, status, body FROM idempotency WHERE person = $1 AND company = $2 AND route = $3 AND key = $4",
                args![scope.person, scope.company, scope.route, scope.key],
            )
            .await?
            .ok_or(StoreError::Shape("a claimed key is missing"))?;
        Ok(Claim::Stored {
            body_hash: row.bytes(0)?.to_vec(),
            status: u16::try_from(row.int(1)?).unwrap_or(200),
            body: row.bytes(2)?.to_vec(),
        })
    }

    /// Stores the answer beside the effect.
    pub async fn keep_answer(&mut self, scope: &Scope<'_>, status: u16, body: &[u8]) -> Result<(), StoreError> {
        self.run(
            "UPDATE idempotency SET status = $5, body = $6 WHERE person = $1 AND company = $2 AND route = $3 AND key = $4",
            args![scope.person, scope.company, scope.route, scope.key, i64::from(status), body],
        )
        .await
        .map(drop)
    }
}
