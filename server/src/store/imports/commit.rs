//! The one transaction that writes an import: sets of staged rows go where they belong, with history, counter and tally.

use contract::api::history::EventKind;
use contract::api::import::{ImportKind, RowCounts};
use contract::solution::MigrationState;

use super::super::history::{Actor, Event};
use super::super::overview::open_delta;
use super::super::{StoreError, Tx};
use super::Job;
use crate::args;
use crate::clock::Ms;

/// What a commit wrote.
#[derive(Clone, Copy, Debug)]
struct Writing<'a> {
    job: &'a Job,
    change: u64,
    at: Ms,
}

impl Tx {
    /// Whether something that the reading compared with has changed since, so that the preview is no longer true.
    pub async fn import_is_stale(&mut self, job: &Job) -> Result<bool, StoreError> {
        const CHANGED: &str = "SELECT 1 FROM import_row r LEFT JOIN solution s ON s.pk = r.solution AND s.company = $2 \
             WHERE r.job = $1 AND r.effect <> 'rejected' AND r.solution IS NOT NULL \
             AND (s.pk IS NULL OR s.change_no <> r.seen_change) LIMIT 1";
        const TAKEN: &str = "SELECT 1 FROM import_row r JOIN solution s ON s.company = $2 AND s.solution_id = r.solution_id \
             WHERE r.job = $1 AND r.effect = 'new' AND r.solution IS NULL LIMIT 1";
        const FOREIGN: &str = "SELECT 1 FROM import_row r LEFT JOIN solution s ON s.pk = r.solution \
             WHERE r.job = $1 AND r.partner_id IS NOT NULL AND (s.pk IS NULL OR s.partner_id <> r.partner_id) \
             AND NOT EXISTS (SELECT 1 FROM partner_id p WHERE p.partner_id = r.partner_id AND p.company = $2) LIMIT 1";
        const LEFT: &str = "SELECT 1 FROM import_row r LEFT JOIN solution s ON s.pk = r.solution \
             WHERE r.job = $1 AND r.assigned_to IS NOT NULL AND (s.assigned_to IS NULL OR s.assigned_to <> r.assigned_to) \
             AND NOT EXISTS (SELECT 1 FROM membership m WHERE m.person = r.assigned_to AND m.company = $2) LIMIT 1";
        for question in [CHANGED, TAKEN, FOREIGN, LEFT] {
            if self.row(question, args![job.pk, job.company]).await?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Writes the new and changed rows of a job that is not stale, and closes it. Rejected rows stay for the download.
    pub async fn commit_import(
        &mut self,
        job: &Job,
        change: u64,
        actor: &Actor,
        at: Ms,
        counts: RowCounts,
    ) -> Result<(), StoreError> {
        let writing = Writing { job, change, at };
        match job.kind {
            ImportKind::Solutions => self.write_solutions(writing, actor, counts.new).await?,
            ImportKind::Referrals => self.write_carried(writing, actor, EventKind::ReferralsImported).await?,
            ImportKind::Collateral => self.write_carried(writing, actor, EventKind::CollateralImported).await?,
            ImportKind::Contacts => self.write_carried(writing, actor, EventKind::ContactsImported).await?,
        }
        let written = counts.to_write().to_string();
        let event = Event {
            kind: EventKind::ImportCommitted,
            subject: &job.id,
            name: &job.file_name,
            before: None,
            after: Some(&written),
        };
        self.record(job.company, actor, at, event).await?;
        self.run("DELETE FROM import_row WHERE job = $1 AND effect <> 'rejected'", args![job.pk]).await?;
        self.run("DELETE FROM import_part WHERE job = $1", args![job.pk]).await?;
        self.run("UPDATE import_job SET state = 'committed', version = version + 1 WHERE pk = $1", args![job.pk])
            .await
            .map(drop)
    }

    async fn write_solutions(&mut self, writing: Writing<'_>, actor: &Actor, new: u64) -> Result<(), StoreError> {
        let Writing { job, change, at } = writing;
        self.run(
            "INSERT INTO solution (company, id, solution_id, solution_id_key, name, name_key, partner_id, offer_type, co_sell_status, \
             state_at, assigned_to, assigned_key, publisher, keywords, listing_url, updated, incentives, summary, search_key, change_no) \
             SELECT $2, subject, solution_id, solution_id_key, name, name_key, partner_id, offer_type, co_sell_status, \
             $3, assigned_to, assigned_key, publisher, keywords, listing_url, updated, incentives, summary, search_key, $4 \
             FROM import_row WHERE job = $1 AND effect = 'new' ORDER BY line",
            args![job.pk, job.company, at, change],
        )
        .await?;
        self.run(
            "UPDATE solution SET name = r.name, name_key = r.name_key, partner_id = r.partner_id, offer_type = r.offer_type, \
             co_sell_status = r.co_sell_status, assigned_to = r.assigned_to, assigned_key = r.assigned_key, \
             assigned_here = CASE WHEN solution.assigned_to IS NOT DISTINCT FROM r.assigned_to THEN solution.assigned_here ELSE 0 END, \
             publisher = r.publisher, keywords = r.keywords, listing_url = r.listing_url, updated = r.updated, \
             incentives = r.incentives, summary = r.summary, search_key = r.search_key, \
             version = solution.version + 1, change_no = $2 \
             FROM import_row AS r WHERE r.job = $1 AND r.effect = 'changed' AND solution.pk = r.solution",
            args![job.pk, change],
        )
        .await?;
        self.run(
            "INSERT INTO history (company, at, person, by_name, kind, subject, subject_name, before, after) \
             SELECT $2, $3, $4, $5, CASE effect WHEN 'new' THEN $6 ELSE $7 END, subject, name, \
             CASE effect WHEN 'new' THEN NULL ELSE before END, CASE effect WHEN 'new' THEN $8 ELSE after END \
             FROM import_row WHERE job = $1 AND effect <> 'rejected' ORDER BY line",
            args![
                job.pk,
                job.company,
                at,
                actor.person,
                actor.name.clone(),
                EventKind::Imported.word(),
                EventKind::Updated.word(),
                MigrationState::Pending.word()
            ],
        )
        .await?;
        // A new solution is pending; a changed one keeps its state.
        let opened = open_delta(None, Some(MigrationState::Pending)) * new.cast_signed();
        self.tally_open(job.company, at, opened).await
    }

    async fn write_carried(&mut self, writing: Writing<'_>, actor: &Actor, kind: EventKind) -> Result<(), StoreError> {
        let Writing { job, change, at } = writing;
        self.run(
            "INSERT INTO carried (company, solution, kind, ident, nth, data) SELECT $2, solution, $3, ident, nth, data \
             FROM import_row WHERE job = $1 AND effect = 'new' ORDER BY line",
            args![job.pk, job.company, job.kind.word()],
        )
        .await?;
        self.run(
            "UPDATE carried SET data = r.data FROM import_row AS r \
             WHERE r.job = $1 AND r.effect = 'changed' AND carried.pk = r.carried",
            args![job.pk],
        )
        .await?;
        self.run(
            "UPDATE solution SET version = version + 1, change_no = $2 WHERE pk IN \
             (SELECT solution FROM import_row WHERE job = $1 AND effect <> 'rejected')",
            args![job.pk, change],
        )
        .await?;
        let who = args![job.pk, job.company, at, actor.person, actor.name.clone(), kind.word()];
        // What is overwritten is kept one by one; what is only added is told as a number for each solution.
        self.run(
            "INSERT INTO history (company, at, person, by_name, kind, subject, subject_name, before, after) \
             SELECT $2, $3, $4, $5, $6, subject, solution_name, name || ': ' || before, name || ': ' || after \
             FROM import_row WHERE job = $1 AND effect = 'changed' ORDER BY line",
            who.clone(),
        )
        .await?;
        self.run(
            "INSERT INTO history (company, at, person, by_name, kind, subject, subject_name, before, after) \
             SELECT $2, $3, $4, $5, $6, subject, MAX(solution_name), NULL, '+' || CAST(COUNT(*) AS TEXT) \
             FROM import_row WHERE job = $1 AND effect = 'new' GROUP BY subject ORDER BY MIN(line)",
            who,
        )
        .await
        .map(drop)
    }
}
