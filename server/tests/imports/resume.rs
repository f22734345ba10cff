//! Breaks: parts that come late, twice or wrong, and readings that another server goes on with.

use axum::http::Method;
use contract::api::import::{ImportJob, ImportKind, ImportState, PART_BYTES};
use contract::api::path;
use serde_json::json;
use server::imports::task::{ATTEMPTS_MAX, LEASE_MS};
use server::store::db::Value;

use crate::files::counts;
use crate::support::World;

/// A file of three parts: long names are rejected, so little is staged.
fn large() -> Vec<u8> {
    let filler = "y".repeat(4_000);
    let mut file = b"Solution ID,Solution name,Partner ID\n".to_vec();
    for n in 0..600 {
        file.extend(format!("R-{n},{filler},4100001\nG-{n},Good {n},4100001\n").bytes());
    }
    assert_eq!(file.len().div_ceil(PART_BYTES as usize), 3);
    file
}

#[tokio::test]
async fn an_upload_goes_on_with_what_is_missing() {
    let world = World::new().await;
    let owner = world.owner().await;
    let file = large();
    let parts: Vec<&[u8]> = file.chunks(PART_BYTES as usize).collect();
    let job: ImportJob = owner.start(ImportKind::Solutions, file.len()).await.is(201).json();
    assert_eq!((job.state, job.missing_parts.as_slice()), (ImportState::Uploading, &[0, 1, 2][..]));
    owner.send_part(&job.id, 1, parts[1]).await.is(200);
    // Another colleague, another day: the list says what is missing.
    let manager = world.manager().await;
    let found: Vec<ImportJob> = manager.all(&format!("{}?limit=1", path::IMPORTS)).await;
    assert_eq!((found.len(), found[0].missing_parts.as_slice()), (1, &[0, 2][..]));
    assert_eq!(found[0].by, "Olivia Owner");
    manager.send_part(&job.id, 2, parts[2]).await.is(200);
    let again: ImportJob = owner.send_part(&job.id, 1, parts[1]).await.is(200).json();
    assert_eq!(again.missing_parts, [0]);
    let last: ImportJob = owner.send_part(&job.id, 0, parts[0]).await.is(200).json();
    assert_ne!(last.state, ImportState::Uploading);
    // The answer to the last part got lost: asked again, it is the same part.
    owner.send_part(&job.id, 0, parts[0]).await.is(200);
    owner.send_part(&job.id, 2, &vec![b'x'; parts[2].len()]).await.refused(409, "importNotUploading");
    let read = owner.when_read(&job.id).await;
    assert_eq!(read.reading.unwrap().counts, counts(600, 0, 0, 600));
}

#[tokio::test]
async fn parts_of_the_wrong_shape_are_refused() {
    let world = World::new().await;
    let owner = world.owner().await;
    let job: ImportJob = owner.start(ImportKind::Solutions, PART_BYTES as usize + 10).await.is(201).json();
    let part = vec![b'a'; PART_BYTES as usize];
    owner.send_part(&job.id, 0, &part[1..]).await.wrong_field("part", "partSize");
    owner.send_part(&job.id, 1, &part).await.wrong_field("part", "partSize");
    owner.send_part(&job.id, 2, b"x").await.wrong_field("part", "partNumber");
    owner.send_part(&job.id, 0, &[part.as_slice(), b"x"].concat()).await.refused(413, "tooLarge");
    let ask = || owner.ask(Method::PUT, &path::import_part(&job.id, 0));
    ask().header("if-match", "*").body("text/csv", part.clone()).send().await.refused(415, "mediaType");
    ask().body("application/octet-stream", part.clone()).send().await.refused(428, "headerMissing");
    ask().header("if-match", "\"old\"").body("application/octet-stream", part).send().await.refused(412, "stale");
    let job: ImportJob = owner.read(&path::import(&job.id)).await;
    assert_eq!(job.missing_parts, [0, 1]);
    owner.get(&path::import_problems(&job.id)).await.refused(409, "importNotReady");
    owner.put(&path::import_settings(&job.id), "*", &json!({})).await.refused(409, "importNotReady");
}

/// What a server leaves behind that dies in the middle of reading: the state, a lease, some staged rows.
async fn leave_half_read(world: &World, id: &str, lease_until: i64) {
    let mut tx = world.db.write().await.unwrap();
    let values = vec![Value::from(id), Value::from(lease_until)];
    let sql = "UPDATE import_job SET state = 'reading', lease_until = $2, reading = '', rows_read = 7 WHERE id = $1";
    assert_eq!(tx.run(sql, values).await.unwrap(), 1);
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_reading_whose_server_died_is_begun_again() {
    let world = World::new().await;
    let owner = world.owner().await;
    let before = owner.bring(ImportKind::Solutions, large()).await;
    leave_half_read(&world, &before.id, world.clock.now() + LEASE_MS).await;
    let held: ImportJob = owner.read(&path::import(&before.id)).await;
    assert_eq!((held.state, held.version), (ImportState::Reading, before.version), "another server has it still");
    world.clock.advance(LEASE_MS + 1);
    let viewer = world.viewer().await;
    let after = viewer.when_read(&before.id).await;
    assert_eq!(after.version, before.version + 1);
    assert_eq!(after.reading, before.reading);
    assert_eq!(owner.preview(&before.id).await.len(), 600);
    assert_eq!(owner.problems(&before.id).await.len(), 600);
    owner.commit(&before).await.refused(409, "importStale");
    owner.commit(&after).await.is(200);
}

#[tokio::test]
async fn a_reading_that_never_ends_is_given_up() {
    let world = World::new().await;
    let owner = world.owner().await;
    let job = owner.bring(ImportKind::Solutions, large()).await;
    for _ in 1..ATTEMPTS_MAX {
        leave_half_read(&world, &job.id, 0).await;
        assert_eq!(owner.when_read(&job.id).await.state, ImportState::Review);
    }
    leave_half_read(&world, &job.id, 0).await;
    let failed = owner.when_read(&job.id).await;
    assert_eq!(failed.state, ImportState::Failed);
    assert!(failed.failure.unwrap().contains("never came to an end"));
    // A person may still try.
    assert_eq!(owner.set(&job.id, &json!({})).await.state, ImportState::Review);
}

#[tokio::test]
async fn a_reading_that_is_overtaken_writes_nothing_more() {
    let world = World::new().await;
    let owner = world.owner().await;
    let job = owner.upload(ImportKind::Solutions, &large()).await;
    // While the first reading is under way, a person wants it otherwise, twice.
    for separator in ["semicolon", "comma"] {
        owner.put(&path::import_settings(&job.id), "*", &json!({ "separator": separator })).await.is(200);
    }
    let read = owner.when_read(&job.id).await;
    assert_eq!(read.reading.as_ref().unwrap().counts, counts(600, 0, 0, 600));
    assert_eq!(owner.preview(&job.id).await.len(), 600);
    assert_eq!(owner.problems(&job.id).await.len(), 600);
    owner.commit(&read).await.is(200);
}

#[tokio::test]
async fn a_job_that_is_deleted_while_it_is_read_leaves_nothing() {
    let world = World::new().await;
    let owner = world.owner().await;
    let job = owner.upload(ImportKind::Solutions, &large()).await;
    owner.delete(&path::import(&job.id), "*").await.is(204);
    owner.get(&path::import(&job.id)).await.refused(404, "notFound");
    let other = owner.bring(ImportKind::Solutions, "Solution ID,Solution name,Partner ID\nO-1,One,4100001\n").await;
    owner.commit(&other).await.is(200);
    let mut tx = world.db.read().await.unwrap();
    for table in
        ["SELECT COUNT(*) FROM import_row", "SELECT COUNT(*) FROM import_part", "SELECT COUNT(*) FROM import_problem"]
    {
        assert_eq!(tx.row(table, vec![]).await.unwrap().unwrap().int(0).unwrap(), 0, "{table}");
    }
}
