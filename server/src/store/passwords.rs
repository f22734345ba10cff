//! Passwords of local accounts, as hashes, and the browsers that know them.

use super::{StoreError, Tx};
use crate::args;
use crate::clock::Ms;
use crate::secrets;

/// How long a browser is known after it last signed in with a password, in milliseconds: half a year.
pub const DEVICE_MS: Ms = 182 * 24 * 3_600_000;

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

    /// Keeps a password's hash in place of the one before, and forgets the browsers that knew that.
    pub async fn set_password(&mut self, person: i64, hash: &str, now: Ms) -> Result<(), StoreError> {
        self.forget_devices(person).await?;
        self.run(
            "INSERT INTO password (person, hash, set_at) VALUES ($1, $2, $3) \
             ON CONFLICT (person) DO UPDATE SET hash = excluded.hash, set_at = excluded.set_at",
            args![person, hash, now],
        )
        .await
        .map(drop)
    }

    /// Forgets a password, and the browsers that knew it; false when there was none.
    pub async fn remove_password(&mut self, person: i64) -> Result<bool, StoreError> {
        self.forget_devices(person).await?;
        Ok(self.run("DELETE FROM password WHERE person = $1", args![person]).await? > 0)
    }

    /// The e-mail address of the account whose password a browser showed before, while that is still its password and the
    /// account may sign in.
    pub async fn device_of(&mut self, token_hash: Vec<u8>, now: Ms) -> Result<Option<String>, StoreError> {
        let row = self
            .row(
                "SELECT p.email, w.hash, d.shown FROM device d JOIN person p ON p.pk = d.person \
                 JOIN password w ON w.person = p.pk WHERE d.token_hash = $1 AND d.expires_at > $2 AND p.disabled = 0",
                args![token_hash, now],
            )
            .await?;
        let Some(row) = row else { return Ok(None) };
        // A password that is changed while somebody signs in with the old one leaves a browser behind that knows only that.
        let is_current = secrets::hash(&row.text(1)?) == row.bytes(2)?;
        Ok(if is_current { Some(row.text(0)?) } else { None })
    }

    /// Knows a browser that showed the password with this hash, in place of what it was known by `before`.
    pub async fn keep_device(
        &mut self,
        person: i64,
        token_hash: Vec<u8>,
        shown: &str,
        before: Option<Vec<u8>>,
        now: Ms,
    ) -> Result<(), StoreError> {
        self.run(
            "DELETE FROM device WHERE person = $1 AND (token_hash = $2 OR expires_at <= $3)",
            args![person, before.unwrap_or_default(), now],
        )
        .await?;
        self.run(
            "INSERT INTO device (token_hash, person, shown, expires_at) VALUES ($1, $2, $3, $4)",
            args![token_hash, person, secrets::hash(shown), now + DEVICE_MS],
        )
        .await
        .map(drop)
    }

    /// Forgets the browsers that know a person's password.
    pub(super) async fn forget_devices(&mut self, person: i64) -> Result<(), StoreError> {
        self.run("DELETE FROM device WHERE person = $1", args![person]).await.map(drop)
    }
}
