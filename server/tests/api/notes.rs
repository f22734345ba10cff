//! Notes of colleagues.

use axum::http::Method;
use contract::api::history::EventKind;
use contract::api::path;
use contract::api::solutions::{NOTE_MAX, Note};
use serde_json::json;

use crate::support::{Caller, World};

async fn leave(caller: &Caller<'_>, solution: &str, text: &str) -> Note {
    caller.post(&path::notes(solution), &json!({ "text": text })).await.is(201).json()
}

fn note_path(solution: &str, note: &str) -> String {
    format!("{}/{note}", path::notes(solution))
}

#[tokio::test]
async fn colleagues_read_what_was_left_newest_first() {
    let world = World::new().await;
    let (owner, developer) = (world.owner().await, world.developer().await);
    let id = owner.id_of("S-003").await;
    let first = leave(&owner, &id, "Is this <b>still</b> sold?").await;
    assert_eq!((first.by.as_str(), first.mine), ("Olivia Owner", true));
    leave(&developer, &id, "Yes: 车队 & « naïf » 😀").await;
    let notes = world.viewer().await.solution(&id).await.notes;
    let found: Vec<_> = notes.iter().map(|note| (note.text.as_str(), note.by.as_str(), note.mine)).collect();
    let expected =
        [("Yes: 车队 & « naïf » 😀", "Dana Developer", false), ("Is this <b>still</b> sold?", "Olivia Owner", false)];
    assert_eq!(found, expected, "text is text, as typed");
    assert_eq!(owner.solution(&id).await.notes[1], first);
}

#[tokio::test]
async fn a_note_raises_the_version_and_stands_in_the_timeline() {
    let world = World::new().await;
    let owner = world.owner().await;
    let id = owner.id_of("S-003").await;
    let before = owner.get(&path::solution(&id)).await.is(200);
    let note = leave(&owner, &id, "First").await;
    let after = owner.get_unless(&path::solution(&id), before.header("etag")).await.is(200);
    assert_ne!(after.header("etag"), before.header("etag"));
    owner.delete(&note_path(&id, &note.id), after.header("etag")).await.is(204);
    let end = owner.get_unless(&path::solution(&id), after.header("etag")).await.is(200);
    assert_ne!(end.header("etag"), before.header("etag"));
    let solution = owner.solution(&id).await;
    assert!(solution.notes.is_empty());
    let kinds: Vec<_> = solution.timeline.iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds, [EventKind::NoteRemoved, EventKind::NoteAdded, EventKind::Imported]);
    assert_eq!(solution.timeline[0].by.as_deref(), Some("Olivia Owner"));
}

#[tokio::test]
async fn only_who_wrote_a_note_removes_it() {
    let world = World::new().await;
    let (owner, manager) = (world.owner().await, world.manager().await);
    let id = owner.id_of("S-003").await;
    let note = leave(&owner, &id, "Mine").await;
    manager.delete(&note_path(&id, &note.id), "*").await.refused(404, "notFound");
    // Neither through another solution, nor twice.
    let other = owner.id_of("S-004").await;
    owner.delete(&note_path(&other, &note.id), "*").await.refused(404, "notFound");
    owner.delete(&note_path(&id, &note.id), "*").await.is(204);
    owner.delete(&note_path(&id, &note.id), "*").await.refused(404, "notFound");
}

#[tokio::test]
async fn removing_names_the_version_that_was_seen() {
    let world = World::new().await;
    let (owner, manager) = (world.owner().await, world.manager().await);
    let id = owner.id_of("S-003").await;
    let note = leave(&owner, &id, "Mine").await;
    let path = note_path(&id, &note.id);
    owner.ask(Method::DELETE, &path).send().await.refused(428, "headerMissing");
    let seen = owner.get(&path::solution(&id)).await.header("etag").to_owned();
    leave(&manager, &id, "One more").await;
    let stale = owner.delete(&path, &seen).await;
    stale.refused(412, "stale");
    assert_eq!(stale.header("etag"), owner.get(&path::solution(&id)).await.header("etag"));
    owner.delete(&path, &format!("W/{}", stale.header("etag"))).await.is(204);
}

#[tokio::test]
async fn a_note_has_a_text_of_bounded_length() {
    let world = World::new().await;
    let owner = world.owner().await;
    let id = owner.id_of("S-003").await;
    let path = path::notes(&id);
    for text in ["", "  \n\t "] {
        owner.post(&path, &json!({ "text": text })).await.wrong_field("/text", "empty");
    }
    // Characters are counted, not bytes.
    let long = "洞".repeat(NOTE_MAX);
    assert_eq!(leave(&owner, &id, &long).await.text, long);
    owner.post(&path, &json!({ "text": format!("{long}x") })).await.wrong_field("/text", "tooLong");
    assert_eq!(owner.solution(&id).await.notes.len(), 1);
}

#[tokio::test]
async fn a_text_that_no_database_holds_is_refused() {
    let world = World::new().await;
    let owner = world.owner().await;
    let id = owner.id_of("S-003").await;
    let reply = owner.post(&path::notes(&id), &json!({ "text": "a\u{0}b" })).await;
    assert!(matches!(reply.status, 400 | 422), "{} {}", reply.status, reply.text());
    assert!(owner.solution(&id).await.notes.is_empty());
}

#[tokio::test]
async fn a_note_needs_a_solution_of_ones_own() {
    let world = World::new().await;
    let (owner, rival) = (world.owner().await, world.rival().await);
    let id = owner.id_of("S-003").await;
    let note = leave(&owner, &id, "Ours").await;
    let body = json!({ "text": "Peek" });
    rival.post(&path::notes(&id), &body).await.refused(404, "notFound");
    rival.post(&path::notes("unknown"), &body).await.refused(404, "notFound");
    rival.delete(&note_path(&id, &note.id), "*").await.refused(404, "notFound");
    assert_eq!(owner.solution(&id).await.notes.len(), 1);
}

#[tokio::test]
async fn who_may_not_edit_leaves_none() {
    let world = World::new().await;
    let viewer = world.viewer().await;
    let id = viewer.id_of("S-003").await;
    viewer.post(&path::notes(&id), &json!({ "text": "Hello" })).await.refused(403, "roleMayNot");
}
