//! Drafts of wizards: what a person has typed, for one company.

use super::{StoreError, Tx};
use crate::args;
use crate::clock::Ms;
use crate::rights::Who;

/// How long a draft is kept after it was last touched, in milliseconds: 90 days.
const DRAFT_MS: Ms = 90 * 24 * 3_600_000;

/// A stored draft.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredDraft {
    /// Raised by every change; 0 for one that is not there.
    pub version: u64,
    /// What was typed.
    pub value: String,
}

impl Tx {
    /// A draft; an empty one of version 0 when it is not there.
    pub async fn draft(&mut self, who: &Who, key: &str) -> Result<StoredDraft, StoreError> {
        let row = self
            .row(
                "SELECT version, value FROM draft WHERE person = $1 AND company = $2 AND key = $3",
                args![who.person, who.company, key],
            )
            .await?;
        row.map_or(Ok(StoredDraft::default()), |row| Ok(StoredDraft { version: row.count(0)?, value: row.text(1)? }))
    }

    /// How many drafts a person has.
    pub async fn count_drafts(&mut self, who: &Who) -> Result<u64, StoreError> {
        let row = self
            .row("SELECT COUNT(*) FROM draft WHERE person = $1 AND company = $2", args![who.person, who.company])
            .await?;
        row.map_or(Ok(0), |row| row.count(0))
    }

    /// Writes the next version of a draft. Of two who saw the same version one wins; `false` for the other.
    pub async fn put_draft(
        &mut self,
        who: &Who,
        key: &str,
        seen: u64,
        value: &str,
        at: Ms,
    ) -> Result<bool, StoreError> {
        // A draft that was deleted begins again at a time, not at 1: its old versions must not come back to life.
        let written = self
            .run(
                "INSERT INTO draft (person, company, key, value, version, at) VALUES ($1, $2, $3, $4, $6, $6) \
                 ON CONFLICT (person, company, key) DO UPDATE SET value = excluded.value, version = draft.version + 1, \
                 at = excluded.at WHERE draft.version = $5",
                args![who.person, who.company, key, value, seen, at],
            )
            .await?;
        Ok(written > 0)
    }

    /// Removes a draft.
    pub async fn remove_draft(&mut self, who: &Who, key: &str) -> Result<(), StoreError> {
        self.run(
            "DELETE FROM draft WHERE person = $1 AND company = $2 AND key = $3",
            args![who.person, who.company, key],
        )
        .await
        .map(drop)
    }

    /// Forgets drafts that nobody touched for 90 days.
    pub async fn sweep_drafts(&mut self, now: Ms) -> Result<u64, StoreError> {
        self.run("DELETE FROM draft WHERE at <= $1", args![now - DRAFT_MS]).await
    }
}
