//! Passwords of local accounts, as hashes.

use super::{StoreError, Tx};
use crate::args;
use crate::clock::Ms;

/// What signing in by password looks at.
#[derive(Clone, Debug)]
pub struct Account {
    /// The person's key.
    pub person: i64,
    /// Whether signing in is switched off.
    pub disabled: bool,
    /// The hash of the password, if there is one.
    pub hash: Option<String>,
}

impl Tx {
    /// The account of an e-mail address.
    pub async fn account(&mut self, email: &str) -> Result<Option<Account>, StoreError> {
        let row = self
            .row(
                "SELECT p.pk, p.disabled, w.hash FROM person p LEFT JOIN password w ON w.person = p.pk WHERE p.email = $1",
                args![email],
            )
            .await?;
        row.map(|row| Ok(Account { person: row.int(0)?, disabled: row.flag(1)?, hash: row.opt_text(2)? })).transpose()
    }

    /// Keeps a password's hash in place of the one before.
    pub async fn set_password(&mut self, person: i64, hash: &str, now: Ms) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO password (person, hash, set_at) VALUES ($1, $2, $3) \
             ON CONFLICT (person) DO UPDATE SET hash = excluded.hash, set_at = excluded.set_at",
            args![person, hash, now],
        )
        .await
        .map(drop)
    }

    /// Forgets a password; false when there was none.
    pub async fn remove_password(&mut self, person: i64) -> Result<bool, StoreError> {
        Ok(self.run("DELETE FROM password WHERE person = $1", args![person]).await? > 0)
    }
}
