//! Files on their way in: sent in parts, waited for, committed.

use axum::http::Method;
use contract::api::import::{
    CommitImport, ImportJob, ImportKind, ImportState, NewImport, PART_BYTES, PreviewRow, RowCounts, RowProblem,
};
use contract::api::list::Page;
use contract::api::path;
use contract::api::solutions::{Ticket, TicketFor};

use crate::support::{Caller, Reply, World};

/// Counts of a reading.
pub const fn counts(new: u64, changed: u64, unchanged: u64, rejected: u64) -> RowCounts {
    RowCounts { new, changed, unchanged, rejected }
}

impl Caller<'_> {
    /// Begins an import of a file of that size.
    pub async fn start(&self, kind: ImportKind, size: usize) -> Reply {
        let new = NewImport { kind, file_name: "solutions.csv".into(), size: size as u64 };
        self.post(path::IMPORTS, &new).await
    }

    /// Sends one part.
    pub async fn send_part(&self, id: &str, part: u32, bytes: &[u8]) -> Reply {
        let ask = self.ask(Method::PUT, &path::import_part(id, part)).header("if-match", "*");
        ask.body("application/octet-stream", bytes.to_vec()).send().await
    }

    /// Begins an import and sends all of the file.
    pub async fn upload(&self, kind: ImportKind, bytes: &[u8]) -> ImportJob {
        let mut job: ImportJob = self.start(kind, bytes.len()).await.is(201).json();
        for (part, bytes) in (0..).zip(bytes.chunks(PART_BYTES as usize)) {
            job = self.send_part(&job.id, part, bytes).await.is(200).json();
            if job.state == ImportState::Failed {
                break;
            }
        }
        job
    }

    /// The job once it has been read.
    pub async fn when_read(&self, id: &str) -> ImportJob {
        loop {
            let job: ImportJob = self.read(&path::import(id)).await;
            if !matches!(job.state, ImportState::Uploading | ImportState::Reading) {
                return job;
            }
            tokio::task::yield_now().await;
        }
    }

    /// Imports a file as far as the review or the failure.
    pub async fn bring(&self, kind: ImportKind, bytes: impl AsRef<[u8]>) -> ImportJob {
        let job = self.upload(kind, bytes.as_ref()).await;
        self.when_read(&job.id).await
    }

    /// Reads the file again in another way.
    pub async fn set(&self, id: &str, settings: &serde_json::Value) -> ImportJob {
        self.put(&path::import_settings(id), "*", settings).await.is(200);
        self.when_read(id).await
    }

    /// Confirms what was looked at.
    pub async fn commit(&self, job: &ImportJob) -> Reply {
        self.post(&path::import_commit(&job.id), &CommitImport { seen_version: job.version }).await
    }

    /// Imports a file to the end and insists on what it does.
    pub async fn import(&self, kind: ImportKind, bytes: impl AsRef<[u8]>, expected: RowCounts) -> ImportJob {
        let job = self.bring(kind, bytes).await;
        assert_eq!(job.state, ImportState::Review, "{:?}", job.failure);
        let found = job.reading.as_ref().expect("a reading").counts;
        assert_eq!(found, expected, "{:?}", self.problems(&job.id).await);
        self.commit(&job).await.is(200).json()
    }

    /// All problems of a job.
    pub async fn problems(&self, id: &str) -> Vec<RowProblem> {
        self.all(&format!("{}?limit=1000", path::import_problems(id))).await
    }

    /// All of the preview of a job.
    pub async fn preview(&self, id: &str) -> Vec<PreviewRow> {
        self.all(&format!("{}?limit=1000", path::import_preview(id))).await
    }

    /// All pages of a list.
    pub async fn all<T: serde::de::DeserializeOwned>(&self, path: &str) -> Vec<T> {
        let mut page: Page<T> = self.read(path).await;
        let mut items = page.items;
        while let Some(cursor) = page.next_cursor {
            page = self.read(&format!("{path}&cursor={cursor}")).await;
            items.append(&mut page.items);
        }
        items
    }

    /// Downloads a file by ticket, for a reader of that language.
    pub async fn download(&self, world: &World, what: &TicketFor, language: &str) -> Reply {
        let ask = self.ask(Method::POST, path::TICKETS).key("download").header("accept-language", language);
        let ticket: Ticket = ask.json(what).send().await.is(201).json();
        world.get(&ticket.href).await
    }
}

/// Line, column, code and value of each problem.
pub fn short(problems: &[RowProblem]) -> Vec<(u64, &str, &str, &str)> {
    problems
        .iter()
        .map(|problem| {
            let column = problem.column.as_deref().unwrap_or("-");
            (problem.line, column, problem.code.as_str(), problem.value.as_deref().unwrap_or("-"))
        })
        .collect()
}
