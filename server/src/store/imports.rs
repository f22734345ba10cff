//! Import jobs: what is known of each, the parts of its file, and whose turn it is to read it.

pub mod commit;
pub mod facts;
pub mod review;
pub mod staging;

use contract::api::import::{ImportKind, ImportSettings, ImportState, NewImport, Reading};

use super::db::Row;
use super::{StoreError, Tx};
use crate::args;
use crate::clock::Ms;
use crate::imports::failure::Failure;
use crate::rights::Who;

/// How long a job is kept after somebody last did something with it, in milliseconds: seven days.
pub const KEEP_MS: Ms = 7 * 24 * 3_600_000;
/// Old jobs removed by one call, so that none waits long for it.
const SWEPT_AT_ONCE: u32 = 5;

/// A job as it is stored.
#[derive(Clone, Debug)]
pub struct Job {
    /// The job's key.
    pub pk: i64,
    /// Opaque id.
    pub id: String,
    /// Whose it is.
    pub company: i64,
    /// What the file holds.
    pub kind: ImportKind,
    /// The file's name.
    pub file_name: String,
    /// The file's size in bytes.
    pub size: u64,
    /// How far it has come.
    pub state: ImportState,
    /// When it was started.
    pub at: Ms,
    /// Who started it.
    pub by: String,
    /// How a person wants it read.
    pub settings: ImportSettings,
    /// What was made of it; `missing` holds ids of columns here.
    pub reading: Option<Reading>,
    /// Why it cannot be read.
    pub failure: Option<Failure>,
    /// Rows read so far.
    pub rows_read: u64,
    /// Problems found.
    pub problems: u64,
    /// Until when the server that reads it has it for itself.
    pub lease_until: Ms,
    /// Raised by every reading and by the commit.
    pub version: u64,
}

/// How a reading ended.
#[derive(Clone, Debug)]
pub struct ReadingEnd {
    /// Review or failed.
    pub state: ImportState,
    /// What was made of the file.
    pub reading: Option<Reading>,
    /// Why it cannot be read.
    pub failure: Option<Failure>,
    /// Rows read.
    pub rows_read: u64,
    /// Problems found.
    pub problems: u64,
}

const JOB: &str = "SELECT j.pk, j.id, j.company, j.kind, j.file_name, j.size, j.state, j.at, p.name, j.settings, j.reading, \
     j.failure, j.rows_read, j.problems, j.lease_until, j.version FROM import_job j JOIN person p ON p.pk = j.person ";

impl Tx {
    /// Notes a new job of which no part has come yet.
    pub async fn add_import(&mut self, who: &Who, id: &str, new: &NewImport, now: Ms) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO import_job (id, company, person, kind, file_name, size, state, at, touched_at) \
             VALUES ($1, $2, $3, $4, $5, $6, 'uploading', $7, $7)",
            args![id, who.company, who.person, new.kind.word(), &new.file_name, new.size, now],
        )
        .await
        .map(drop)
    }

    /// How many jobs of a company are neither committed nor failed.
    pub async fn count_open_imports(&mut self, company: i64) -> Result<u64, StoreError> {
        let row = self
            .row(
                "SELECT COUNT(*) FROM import_job WHERE company = $1 AND state IN ('uploading', 'reading', 'review')",
                args![company],
            )
            .await?;
        row.map_or(Ok(0), |row| row.count(0))
    }

    /// Removes a few of the jobs that nobody has touched for a week, of all companies.
    pub async fn sweep_imports(&mut self, now: Ms) -> Result<(), StoreError> {
        let old = self
            .rows(
                "SELECT pk FROM import_job WHERE touched_at < $1 ORDER BY touched_at LIMIT $2",
                args![now - KEEP_MS, SWEPT_AT_ONCE],
            )
            .await?;
        for row in old {
            self.delete_import(row.int(0)?).await?;
        }
        Ok(())
    }

    /// Removes a job with all that belongs to it.
    pub async fn delete_import(&mut self, job: i64) -> Result<(), StoreError> {
        self.clear_staging(job).await?;
        self.run("DELETE FROM import_part WHERE job = $1", args![job]).await?;
        self.run("DELETE FROM import_job WHERE pk = $1", args![job]).await.map(drop)
    }

    /// One of the company's jobs.
    pub async fn import_job(&mut self, company: i64, id: &str) -> Result<Option<Job>, StoreError> {
        let row = self.row(format!("{JOB}WHERE j.company = $1 AND j.id = $2"), args![company, id]).await?;
        row.as_ref().map(job).transpose()
    }

    /// A job by its key, for the server that reads it.
    pub async fn import_by_key(&mut self, pk: i64) -> Result<Option<Job>, StoreError> {
        let row = self.row(format!("{JOB}WHERE j.pk = $1"), args![pk]).await?;
        row.as_ref().map(job).transpose()
    }

    /// One of the company's jobs, kept from everybody else until this transaction ends.
    pub async fn lock_import(&mut self, company: i64, id: &str, now: Ms) -> Result<Option<Job>, StoreError> {
        self.run("UPDATE import_job SET touched_at = $3 WHERE company = $1 AND id = $2", args![company, id, now])
            .await?;
        self.import_job(company, id).await
    }

    /// The company's jobs, newest first, older than the key `before`.
    pub async fn imports(&mut self, company: i64, before: Option<i64>, limit: u32) -> Result<Vec<Job>, StoreError> {
        let before = before.unwrap_or(i64::MAX);
        let rows = self
            .rows(
                format!("{JOB}WHERE j.company = $1 AND j.pk < $2 ORDER BY j.pk DESC LIMIT $3"),
                args![company, before, limit],
            )
            .await?;
        rows.iter().map(job).collect()
    }

    /// Stores a part; one that is there already is replaced.
    pub async fn put_part(&mut self, job: i64, part: u32, data: &[u8]) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO import_part (job, part, data) VALUES ($1, $2, $3) \
             ON CONFLICT (job, part) DO UPDATE SET data = excluded.data",
            args![job, part, data],
        )
        .await
        .map(drop)
    }

    /// The bytes of a part, if it has come.
    pub async fn part(&mut self, job: i64, part: u32) -> Result<Option<Vec<u8>>, StoreError> {
        let row = self.row("SELECT data FROM import_part WHERE job = $1 AND part = $2", args![job, part]).await?;
        row.map(|row| Ok(row.bytes(0)?.to_vec())).transpose()
    }

    /// The parts that have come, in order.
    pub async fn parts(&mut self, job: i64) -> Result<Vec<u32>, StoreError> {
        let rows = self.rows("SELECT part FROM import_part WHERE job = $1 ORDER BY part", args![job]).await?;
        rows.iter()
            .map(|row| u32::try_from(row.int(0)?).map_err(|_| StoreError::Shape("a part has an impossible number")))
            .collect()
    }

    /// Sends a job to be read, and gives the version of that reading.
    pub async fn start_reading(
        &mut self,
        job: i64,
        settings: &ImportSettings,
        lease_until: Ms,
    ) -> Result<u64, StoreError> {
        let row = self
            .row(
                "UPDATE import_job SET state = 'reading', settings = $2, lease_until = $3, attempts = 1, version = version + 1, \
                 rows_read = 0, problems = 0, reading = '', failure = '' WHERE pk = $1 RETURNING version",
                args![job, serde_json::to_string(settings)?, lease_until],
            )
            .await?
            .ok_or(StoreError::Shape("an import is missing"))?;
        row.count(0)
    }

    /// Takes over a reading whose server let its lease lapse. Gives the new version, and how often it was begun by now.
    pub async fn take_over_reading(
        &mut self,
        job: i64,
        now: Ms,
        lease_until: Ms,
    ) -> Result<Option<(u64, u64)>, StoreError> {
        let row = self
            .row(
                "UPDATE import_job SET lease_until = $3, attempts = attempts + 1, version = version + 1, rows_read = 0 \
                 WHERE pk = $1 AND state = 'reading' AND lease_until < $2 RETURNING version, attempts",
                args![job, now, lease_until],
            )
            .await?;
        row.map(|row| Ok((row.count(0)?, row.count(1)?))).transpose()
    }

    /// Lengthens the lease; false when the job is gone or read by somebody else by now, and nothing may be written.
    pub async fn keep_reading(
        &mut self,
        job: i64,
        version: u64,
        lease_until: Ms,
        rows_read: u64,
    ) -> Result<bool, StoreError> {
        let kept = self
            .run(
                "UPDATE import_job SET lease_until = $3, rows_read = $4 WHERE pk = $1 AND version = $2 AND state = 'reading'",
                args![job, version, lease_until, rows_read],
            )
            .await?;
        Ok(kept == 1)
    }

    /// Ends a reading; false when it was overtaken.
    pub async fn end_reading(&mut self, job: i64, version: u64, end: &ReadingEnd) -> Result<bool, StoreError> {
        let reading = end.reading.as_ref().map_or(Ok(String::new()), serde_json::to_string)?;
        let failure = end.failure.as_ref().map_or(Ok(String::new()), serde_json::to_string)?;
        let ended = self
            .run(
                "UPDATE import_job SET state = $3, reading = $4, failure = $5, rows_read = $6, problems = $7, lease_until = 0 \
                 WHERE pk = $1 AND version = $2 AND state = 'reading'",
                args![job, version, end.state.word(), reading, failure, end.rows_read, end.problems],
            )
            .await?;
        Ok(ended == 1)
    }

    /// Fails a job before its file is complete, or without reading it at all.
    pub async fn fail_import(&mut self, job: i64, failure: &Failure) -> Result<(), StoreError> {
        self.run(
            "UPDATE import_job SET state = 'failed', failure = $2, version = version + 1 WHERE pk = $1",
            args![job, serde_json::to_string(failure)?],
        )
        .await
        .map(drop)
    }
}

fn job(row: &Row) -> Result<Job, StoreError> {
    let (reading, failure) = (row.text(10)?, row.text(11)?);
    Ok(Job {
        pk: row.int(0)?,
        id: row.text(1)?,
        company: row.int(2)?,
        kind: row.word(3, ImportKind::from_word)?,
        file_name: row.text(4)?,
        size: row.count(5)?,
        state: row.word(6, ImportState::from_word)?,
        at: row.int(7)?,
        by: row.text(8)?,
        settings: serde_json::from_str(&row.text(9)?)?,
        reading: if reading.is_empty() { None } else { Some(serde_json::from_str(&reading)?) },
        failure: if failure.is_empty() { None } else { Some(serde_json::from_str(&failure)?) },
        rows_read: row.count(12)?,
        problems: row.count(13)?,
        lease_until: row.int(14)?,
        version: row.count(15)?,
    })
}
