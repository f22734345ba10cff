//! The background work of an import: reads the file under a lease and stages what a commit would do. Writes nothing else.

use std::sync::Arc;

use axum::body::Bytes;
use contract::api::import::{ImportKind, ImportState, RowCounts};
use contract::csv::encoding::FileEncoding;
use contract::csv::problem::CsvProblemKind;
use contract::csv::sniff::sniff;

use super::carried::CarriedJudge;
use super::decode::EncodingGuess;
use super::failure::Failure;
use super::file::FileReader;
use super::mapped::{FileRow, Mapped};
use super::solutions::SolutionJudge;
use super::staged::{Judged, Staged, count};
use super::worded::part_count;
use crate::clock::Ms;
use crate::router::App;
use crate::secrets::NoRandom;
use crate::store::StoreError;
use crate::store::imports::{Job, ReadingEnd};

/// How long a server has a file for itself without a sign of life, in milliseconds. Longer than a wait for the database.
pub const LEASE_MS: Ms = 30_000;
/// How often a reading is begun before it is given up.
pub const ATTEMPTS_MAX: u64 = 5;
/// Rows of one transaction.
const BATCH: usize = 1_000;
/// The first piece of a file, from which the separator is guessed, and the others, in bytes.
const FIRST_PIECE: usize = 256 * 1024;
const PIECE: usize = 64 * 1024;
/// Cells of rows that wait for their batch, in bytes.
const WAITING_MAX: usize = 2 * 1024 * 1024;

/// Why the work stops.
#[derive(Debug, thiserror::Error)]
enum Stop {
    /// The job is gone, or another server reads it by now.
    #[error("the reading was overtaken")]
    Overtaken,
    /// The store failed: the lease lapses, and the next look at the job begins again.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// No id can be made.
    #[error(transparent)]
    Random(#[from] NoRandom),
    /// A step panicked.
    #[error("a step of the reading failed: {0}")]
    Step(#[from] tokio::task::JoinError),
    /// The file cannot be read.
    #[error("the file cannot be read: {0:?}")]
    Failed(Failure),
}

impl From<serde_json::Error> for Stop {
    fn from(error: serde_json::Error) -> Self {
        Stop::Store(error.into())
    }
}

/// Begins a reading in the background; `version` is the one that `start_reading` or `take_over_reading` gave.
pub fn begin(app: &Arc<App>, job: i64, version: u64) {
    let app = Arc::clone(app);
    tokio::spawn(async move {
        match read(&app, job, version).await {
            Ok(()) | Err(Stop::Overtaken) => {}
            Err(error) => tracing::warn!(%error, job, "an import is not read; the next look at it begins again"),
        }
    });
}

async fn read(app: &App, job: i64, version: u64) -> Result<(), Stop> {
    let found = app.db.read().await?.import_by_key(job).await?;
    let job = found.filter(|job| job.version == version).ok_or(Stop::Overtaken)?;
    let mut work = Work { app, job, counts: RowCounts::default(), rows_read: 0, problems: 0 };
    work.clear().await?;
    let mut reader = None;
    let failure = match work.file(&mut reader).await {
        Ok(()) => reader.as_ref().and_then(FileReader::header_failure),
        Err(Stop::Failed(failure)) => Some(failure),
        Err(stop) => return Err(stop),
    };
    work.end(reader, failure).await
}

struct Work<'a> {
    app: &'a App,
    job: Job,
    counts: RowCounts,
    rows_read: u64,
    problems: u64,
}

/// Whatever judges rows of the job's kind.
enum Judge {
    Solutions(Box<SolutionJudge>),
    Carried(Box<CarriedJudge>),
}

impl Work<'_> {
    /// Removes what an earlier reading staged.
    async fn clear(&self) -> Result<(), Stop> {
        let mut tx = self.app.db.write().await?;
        self.keep(&mut tx).await?;
        tx.clear_staging(self.job.pk).await?;
        Ok(tx.commit().await?)
    }

    /// Lengthens the lease within a transaction, which must not be committed when it is lost.
    async fn keep(&self, tx: &mut crate::store::Tx) -> Result<(), Stop> {
        let until = self.app.clock.now() + LEASE_MS;
        let kept = tx.keep_reading(self.job.pk, self.job.version, until, self.rows_read).await?;
        if kept { Ok(()) } else { Err(Stop::Overtaken) }
    }

    async fn part(&self, part: u32) -> Result<Bytes, Stop> {
        let data = self.app.db.read().await?.part(self.job.pk, part).await?;
        // Parts go with their job only.
        data.map(Bytes::from).ok_or(Stop::Overtaken)
    }

    /// Reads the whole file, piece by piece. What the reader knows stays in `kept` when it fails.
    async fn file(&mut self, kept: &mut Option<FileReader>) -> Result<(), Stop> {
        let parts = part_count(self.job.size);
        if parts > 0
            && let Some(found) = sniff(&self.part(0).await?)
        {
            return Err(Stop::Failed(CsvProblemKind::NotText { found }.into()));
        }
        let encoding = match self.job.settings.encoding {
            Some(encoding) => encoding,
            None => self.guess(parts).await?,
        };
        let mut reader = FileReader::new(self.job.kind.columns(), self.job.settings.clone(), encoding);
        if parts == 0 {
            return reader.feed(&[], true).map(drop).map_err(Stop::Failed);
        }
        let mut judge = None;
        let mut waiting = Vec::new();
        let mut piece = FIRST_PIECE;
        for number in 0..parts {
            let mut part = self.part(number).await?;
            while !part.is_empty() {
                let bytes = part.split_to(piece.min(part.len()));
                piece = PIECE;
                let last = number + 1 == parts && part.is_empty();
                let rows = reader.feed(&bytes, last);
                match rows {
                    Ok(rows) if reader.is_checkable() => waiting.extend(rows),
                    Ok(_) => {}
                    Err(failure) => {
                        *kept = Some(reader);
                        return Err(Stop::Failed(failure));
                    }
                }
                while waiting.len() >= BATCH || weight(&waiting) > WAITING_MAX || (last && !waiting.is_empty()) {
                    let batch = waiting.drain(..waiting.len().min(BATCH)).collect();
                    judge = Some(self.batch(&reader, judge, batch).await?);
                }
            }
            if reader.is_enough() {
                break;
            }
        }
        *kept = Some(reader);
        Ok(())
    }

    /// Guesses the encoding from all of the file.
    async fn guess(&self, parts: u32) -> Result<FileEncoding, Stop> {
        let mut guess = EncodingGuess::default();
        for number in 0..parts {
            let part = self.part(number).await?;
            let (back, found) = blocking(move || {
                let found = guess.look_at(&part);
                (guess, found)
            })
            .await?;
            guess = back;
            if let Some(found) = found {
                return Ok(found);
            }
        }
        Ok(FileEncoding::Utf8)
    }

    /// Judges rows and stages what came of them, in one transaction.
    async fn batch(&mut self, reader: &FileReader, judge: Option<Judge>, rows: Vec<FileRow>) -> Result<Judge, Stop> {
        let judge = match (judge, reader.mapped()) {
            (Some(judge), _) => judge,
            (None, Some(mapped)) => self.judge(mapped).await?,
            (None, None) => return Err(Stop::Overtaken),
        };
        let read = rows.len() as u64;
        let (judge, judged) = self.judged(judge, rows).await?;
        let mut staged: Vec<Staged> = Vec::new();
        for row in judged {
            count(&mut self.counts, &row);
            if let Judged::Staged(row) = row {
                staged.push(row);
            }
        }
        let problems = |row: &Staged| if let Staged::Rejected(row) = row { row.faults.len() as u64 } else { 0 };
        self.problems += staged.iter().map(problems).sum::<u64>();
        self.rows_read += read;
        let mut tx = self.app.db.write().await?;
        self.keep(&mut tx).await?;
        tx.stage(self.job.pk, self.job.kind, &staged).await?;
        tx.commit().await?;
        Ok(judge)
    }

    async fn judge(&self, mapped: Mapped) -> Result<Judge, Stop> {
        if self.job.kind != ImportKind::Solutions {
            return Ok(Judge::Carried(Box::new(CarriedJudge::new(self.job.kind, mapped))));
        }
        let mut tx = self.app.db.read().await?;
        let partner_ids = tx.partner_ids(self.job.company).await?;
        let people = tx.assignable(self.job.company).await?;
        Ok(Judge::Solutions(Box::new(SolutionJudge::new(mapped, partner_ids, people))))
    }

    async fn judged(&self, judge: Judge, rows: Vec<FileRow>) -> Result<(Judge, Vec<Judged>), Stop> {
        let mut tx = self.app.db.read().await?;
        match judge {
            Judge::Solutions(mut judge) => {
                let ids: Vec<&str> = rows.iter().map(|row| judge.id(row)).collect();
                let stored = tx.stored_solutions(self.job.company, &ids, judge.needs_children()).await?;
                drop(tx);
                blocking(move || {
                    let each = |row| {
                        let stored = stored.get(judge.id(&row));
                        judge.judge(row, stored)
                    };
                    let judged = rows.into_iter().map(each).collect::<Result<_, _>>()?;
                    Ok((Judge::Solutions(judge), judged))
                })
                .await?
            }
            Judge::Carried(mut judge) => {
                let ids: Vec<&str> = rows.iter().map(|row| judge.id(row)).collect();
                let parents = tx.parents(self.job.company, &ids).await?;
                let place = |row| {
                    let parent = parents.get(judge.id(&row));
                    judge.place(row, parent)
                };
                let placed: Vec<_> = rows.into_iter().map(place).collect();
                let wanted: Vec<_> = placed.iter().filter_map(|row| row.identity().cloned()).collect();
                let stored = tx.stored_carried(self.job.kind, &wanted).await?;
                drop(tx);
                blocking(move || {
                    let each = |row: super::carried::Placed| {
                        let stored = row.identity().and_then(|identity| stored.get(identity));
                        judge.judge(row, stored)
                    };
                    let judged = placed.into_iter().map(each).collect::<Result<_, _>>()?;
                    Ok((Judge::Carried(judge), judged))
                })
                .await?
            }
        }
    }

    /// Says how it ended. A file that failed keeps nothing staged.
    async fn end(mut self, reader: Option<FileReader>, failure: Option<Failure>) -> Result<(), Stop> {
        let mut tx = self.app.db.write().await?;
        self.keep(&mut tx).await?;
        if failure.is_some() {
            tx.clear_staging(self.job.pk).await?;
            (self.counts, self.problems) = (RowCounts::default(), 0);
        } else if let Some((line, faults)) = reader.as_ref().and_then(FileReader::header_faults) {
            tx.add_problems(self.job.pk, line, &faults).await?;
            self.problems += faults.len() as u64;
        }
        let end = ReadingEnd {
            state: if failure.is_some() { ImportState::Failed } else { ImportState::Review },
            reading: reader.map(|reader| reader.reading(self.counts)),
            failure,
            rows_read: self.rows_read,
            problems: self.problems,
        };
        if !tx.end_reading(self.job.pk, self.job.version, &end).await? {
            return Err(Stop::Overtaken);
        }
        Ok(tx.commit().await?)
    }
}

fn weight(rows: &[FileRow]) -> usize {
    rows.iter().flat_map(|row| &row.cells).map(String::len).sum()
}

/// Runs what keeps a processor busy apart from the threads that answer calls.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, Stop> {
    Ok(tokio::task::spawn_blocking(work).await?)
}
