//! The commit: once, on what was looked at, all of it or nothing.

use axum::http::Method;
use contract::api::history::HistoryEntry;
use contract::api::import::{CommitImport, ImportJob, ImportKind, ImportState};
use contract::api::list::Page;
use contract::api::overview::Overview;
use contract::api::path;
use serde_json::json;

use crate::files::counts;
use crate::support::{Caller, World};

const FILE: &str = "Solution ID,Solution name,Partner ID\nK-1,One,4100001\nK-2,Two,4100001\nS-003,Renamed,4100002\nS-004,Grain Ledger,4100001\n";

async fn picture(owner: &Caller<'_>) -> (Vec<contract::api::solutions::SolutionRow>, Vec<HistoryEntry>, u64) {
    let history: Page<HistoryEntry> = owner.read(&format!("{}?limit=1000", path::HISTORY)).await;
    (owner.rows().await, history.items, owner.read::<Overview>(path::OVERVIEW).await.counts.open())
}

#[tokio::test]
async fn twice_with_one_key_is_once() {
    let world = World::new().await;
    let owner = world.owner().await;
    let job = owner.bring(ImportKind::Solutions, FILE).await;
    let body = CommitImport { seen_version: job.version };
    let first = owner.post_once(&path::import_commit(&job.id), "the intent", &body).await.is(200);
    let after = picture(&owner).await;
    let second = owner.post_once(&path::import_commit(&job.id), "the intent", &body).await.is(200);
    assert_eq!((second.maybe("idempotent-replayed"), &second.body), (Some("true"), &first.body));
    assert_eq!(picture(&owner).await, after);
    let other = CommitImport { seen_version: job.version + 1 };
    owner.post_once(&path::import_commit(&job.id), "the intent", &other).await.refused(422, "keyReused");
    owner.commit(&job).await.refused(409, "importCommitted");
    owner.put(&path::import_settings(&job.id), "*", &json!({})).await.refused(409, "importCommitted");
    assert!(owner.preview(&job.id).await.is_empty());
    let ask = owner.ask(Method::POST, &path::import_commit(&job.id)).json(&body);
    ask.send().await.refused(428, "headerMissing");
}

#[tokio::test]
async fn two_people_at_once_is_once() {
    let world = World::new().await;
    let (owner, manager) = (world.owner().await, world.manager().await);
    let job = owner.bring(ImportKind::Solutions, FILE).await;
    let (one, two) = tokio::join!(owner.commit(&job), manager.commit(&job));
    let mut statuses = [one.status, two.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 409]);
    assert_eq!(owner.rows().await.len(), 14);
}

#[tokio::test]
async fn what_changed_since_is_looked_at_again() {
    let world = World::new().await;
    let (owner, manager) = (world.owner().await, world.manager().await);
    let seen = owner.bring(ImportKind::Solutions, FILE).await;
    manager.assign(&[owner.id_of("S-003").await], Some(manager.id())).await.is(200);
    let before = picture(&owner).await;
    owner.commit(&seen).await.refused(409, "importStale");
    assert_eq!(picture(&owner).await, before);
    let again = owner.when_read(&seen.id).await;
    assert_eq!((again.version, again.reading.as_ref().unwrap().counts), (seen.version + 1, counts(2, 1, 1, 0)));
    owner.commit(&seen).await.refused(409, "importStale");
    owner.commit(&again).await.is(200);
    let changed = owner.solution(&owner.id_of("S-003").await).await;
    assert_eq!((changed.row.name.as_str(), changed.row.assigned_to.as_deref()), ("Renamed", Some(manager.id())));
}

#[tokio::test]
async fn what_does_not_matter_to_the_file_is_no_change() {
    let world = World::new().await;
    let (owner, manager) = (world.owner().await, world.manager().await);
    let seen = owner.bring(ImportKind::Solutions, FILE).await;
    // A note on a row that changes, and a colleague for a row that stays as it is.
    let note = json!({ "text": "Look at this." });
    manager.post(&path::notes(&owner.id_of("S-003").await), &note).await.is(201);
    manager.assign(&[owner.id_of("S-004").await], None).await.is(200);
    owner.commit(&seen).await.is(200);
    let kept = owner.solution(&owner.id_of("S-004").await).await;
    assert_eq!(kept.row.assigned_to, None);
}

#[tokio::test]
async fn an_id_that_was_taken_meanwhile_is_looked_at_again() {
    let world = World::new().await;
    let owner = world.owner().await;
    let (one, two) = (owner.bring(ImportKind::Solutions, FILE).await, owner.bring(ImportKind::Solutions, FILE).await);
    owner.commit(&one).await.is(200);
    owner.commit(&two).await.refused(409, "importStale");
    let again = owner.when_read(&two.id).await;
    assert_eq!(again.reading.as_ref().unwrap().counts, counts(0, 0, 4, 0));
    owner.commit(&again).await.is(200);
}

#[tokio::test]
async fn a_colleague_who_left_meanwhile_is_looked_at_again() {
    let world = World::new().await;
    let owner = world.owner().await;
    let file = "Solution ID,Solution name,Partner ID,Assigned to\nL-1,Left,4100001,Vera Viewer\n";
    let job = owner.bring(ImportKind::Solutions, file).await;
    let mut tx = world.db.write().await.unwrap();
    tx.run("DELETE FROM membership WHERE person = (SELECT pk FROM person WHERE name = 'Vera Viewer')", vec![])
        .await
        .unwrap();
    tx.commit().await.unwrap();
    owner.commit(&job).await.refused(409, "importStale");
    let again = owner.when_read(&job.id).await;
    assert_eq!(again.reading.unwrap().counts, counts(0, 0, 0, 1));
}

#[tokio::test]
async fn when_it_fails_in_the_middle_nothing_is_written() {
    let world = World::new().await;
    let owner = world.owner().await;
    let job = owner.bring(ImportKind::Solutions, FILE).await;
    let before = picture(&owner).await;
    // The tally is the last of the facts to be written: without its table the solutions are in already when it fails.
    let rename = |from: &'static str, to: &'static str| {
        let db = &world.db;
        async move {
            let mut tx = db.write().await.unwrap();
            tx.script(format!("ALTER TABLE {from} RENAME TO {to}")).await.unwrap();
            tx.commit().await.unwrap();
        }
    };
    rename("open_tally", "away").await;
    let body = CommitImport { seen_version: job.version };
    owner.post_once(&path::import_commit(&job.id), "the intent", &body).await.refused(500, "internal");
    rename("away", "open_tally").await;
    assert_eq!(picture(&owner).await, before);
    let still: ImportJob = owner.read(&path::import(&job.id)).await;
    assert_eq!((still.state, still.version), (ImportState::Review, job.version));
    // The same intent, tried again, goes through.
    owner.post_once(&path::import_commit(&job.id), "the intent", &body).await.is(200);
    assert_eq!(owner.rows().await.len(), 14);
}
