//! Jobs as such: whose they are, how they are listed, how long they stay.

use axum::http::Method;
use contract::api::import::{ImportJob, ImportKind, ImportState};
use contract::api::list::Page;
use contract::api::path;
use contract::api::solutions::TicketFor;
use serde_json::json;
use server::store::imports::KEEP_MS;

use crate::support::World;

const FILE: &str = "Solution ID,Solution name,Partner ID\nJ-1,One,4100001\nJ-2,,4100001\n";

#[tokio::test]
async fn another_companys_job_is_not_there() {
    let world = World::new().await;
    let (owner, rival) = (world.owner().await, world.rival().await);
    let job = owner.bring(ImportKind::Solutions, FILE).await;
    for path in [path::import(&job.id), path::import_problems(&job.id), path::import_preview(&job.id)] {
        rival.get(&path).await.refused(404, "notFound");
    }
    rival.send_part(&job.id, 0, FILE.as_bytes()).await.refused(404, "notFound");
    rival.put(&path::import_settings(&job.id), "*", &json!({})).await.refused(404, "notFound");
    rival.commit(&job).await.refused(404, "notFound");
    rival.delete(&path::import(&job.id), "*").await.refused(404, "notFound");
    let what = TicketFor::ImportRejected { import: job.id.clone() };
    rival.download(&world, &what, "en").await.refused(404, "notFound");
    assert_eq!(rival.read::<Page<ImportJob>>(path::IMPORTS).await.items, []);
    owner.commit(&job).await.is(200);
}

#[tokio::test]
async fn a_viewer_looks_and_changes_nothing() {
    let world = World::new().await;
    let (owner, viewer) = (world.owner().await, world.viewer().await);
    let job = owner.bring(ImportKind::Solutions, FILE).await;
    assert_eq!(viewer.preview(&job.id).await.len(), 1);
    assert_eq!(viewer.problems(&job.id).await.len(), 1);
    viewer.commit(&job).await.refused(403, "roleMayNot");
    viewer.start(ImportKind::Solutions, 5).await.refused(403, "roleMayNot");
    viewer.delete(&path::import(&job.id), "*").await.refused(403, "roleMayNot");
}

#[tokio::test]
async fn the_newest_come_first_page_by_page() {
    let world = World::new().await;
    let owner = world.owner().await;
    let mut ids = Vec::new();
    for _ in 0..3 {
        ids.insert(0, owner.upload(ImportKind::Solutions, FILE.as_bytes()).await.id);
    }
    let all: Vec<ImportJob> = owner.all(&format!("{}?limit=2", path::IMPORTS)).await;
    assert_eq!(all.into_iter().map(|job| job.id).collect::<Vec<_>>(), ids);
}

#[tokio::test]
async fn starting_twice_with_one_key_is_one_job() {
    let world = World::new().await;
    let owner = world.owner().await;
    let new = json!({ "kind": "contacts", "fileName": " contacts.csv ", "size": 12 });
    let one: ImportJob = owner.post_once(path::IMPORTS, "intent", &new).await.is(201).json();
    let two: ImportJob = owner.post_once(path::IMPORTS, "intent", &new).await.is(201).json();
    assert_eq!((&one, one.file_name.as_str(), one.kind), (&two, "contacts.csv", ImportKind::Contacts));
    assert_eq!(owner.read::<Page<ImportJob>>(path::IMPORTS).await.items.len(), 1);
    let unknown = json!({ "kind": "sales", "fileName": "x", "size": 1 });
    owner.post(path::IMPORTS, &unknown).await.refused(400, "unreadable");
}

#[tokio::test]
async fn a_version_guards_what_changes_a_job() {
    let world = World::new().await;
    let owner = world.owner().await;
    let job = owner.bring(ImportKind::Solutions, FILE).await;
    let seen = owner.get(&path::import(&job.id)).await;
    let tag = seen.header("etag").to_owned();
    owner.get_unless(&path::import(&job.id), &tag).await.is(304);
    let settings = json!({ "separator": "comma" });
    owner.put(&path::import_settings(&job.id), &tag, &settings).await.is(200);
    owner.when_read(&job.id).await;
    owner.put(&path::import_settings(&job.id), &tag, &settings).await.refused(412, "stale");
    owner.delete(&path::import(&job.id), &tag).await.refused(412, "stale");
    owner.get_unless(&path::import(&job.id), &tag).await.is(200);
    let unguarded = owner.ask(Method::DELETE, &path::import(&job.id));
    unguarded.send().await.refused(428, "headerMissing");
}

#[tokio::test]
async fn unfinished_jobs_have_a_limit() {
    let world = World::new().await;
    let owner = world.owner().await;
    let mut last = None;
    for _ in 0..20 {
        last = Some(owner.start(ImportKind::Contacts, 9).await.is(201).json::<ImportJob>());
    }
    owner.start(ImportKind::Contacts, 9).await.refused(409, "tooManyImports");
    owner.delete(&path::import(&last.unwrap().id), "*").await.is(204);
    owner.start(ImportKind::Contacts, 9).await.is(201);
}

#[tokio::test]
async fn old_jobs_go_when_another_one_begins() {
    let world = World::new().await;
    let owner = world.owner().await;
    let job = owner.bring(ImportKind::Solutions, FILE).await;
    owner.commit(&job).await.is(200);
    world.clock.advance(KEEP_MS - 60_000);
    let owner = world.owner().await;
    owner.upload(ImportKind::Solutions, FILE.as_bytes()).await;
    let kept: ImportJob = owner.read(&path::import(&job.id)).await;
    assert_eq!(kept.state, ImportState::Committed);
    world.clock.advance(120_000);
    owner.upload(ImportKind::Solutions, FILE.as_bytes()).await;
    owner.get(&path::import(&job.id)).await.refused(404, "notFound");
    assert_eq!(owner.read::<Page<ImportJob>>(path::IMPORTS).await.items.len(), 2);
}
