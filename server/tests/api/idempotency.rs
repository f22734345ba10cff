//! A call that comes twice has its effect once.

use axum::http::Method;
use contract::api::path;
use contract::api::solutions::Note;
use contract::locale::Locale;
use serde_json::{Value, json};

use crate::support::{Caller, Reply, World};

const DAY: i64 = 24 * 3_600_000;

fn note(text: &str) -> Value {
    json!({ "text": text })
}

async fn leave(caller: &Caller<'_>, solution: &str, key: &str, text: &str) -> Reply {
    caller.post_once(&path::notes(solution), key, &note(text)).await
}

async fn count(caller: &Caller<'_>, solution: &str) -> usize {
    caller.solution(solution).await.notes.len()
}

#[tokio::test]
async fn the_answer_is_repeated_byte_for_byte() {
    let world = World::new().await;
    let owner = world.owner().await;
    let id = owner.id_of("S-003").await;
    let first = leave(&owner, &id, "one", "Hello").await.is(201);
    assert_eq!(first.maybe("idempotent-replayed"), None);
    for _ in 0..2 {
        let again = leave(&owner, &id, "one", "Hello").await.is(201);
        assert_eq!(again.header("idempotent-replayed"), "true");
        assert_eq!((&again.body, again.header("content-type")), (&first.body, first.header("content-type")));
    }
    assert_eq!(count(&owner, &id).await, 1);
}

#[tokio::test]
async fn every_call_that_decides_is_repeated() {
    let world = World::new().await;
    let owner = world.owner().await;
    let bulk = json!({ "action": "assign", "items": [owner.id_of("S-003").await], "assignee": owner.id() });
    let filter = json!({ "name": "Mine", "query": "status=pending" });
    for (path, body) in [(path::SOLUTIONS_BULK, bulk), (path::SAVED_FILTERS, filter)] {
        let first = owner.post_once(path, "one", &body).await;
        let again = owner.post_once(path, "one", &body).await;
        assert_eq!(again.header("idempotent-replayed"), "true");
        assert_eq!((again.status, &again.body), (first.status, &first.body));
    }
}

#[tokio::test]
async fn another_body_under_the_same_key_is_refused() {
    let world = World::new().await;
    let owner = world.owner().await;
    let id = owner.id_of("S-003").await;
    leave(&owner, &id, "one", "Hello").await.is(201);
    leave(&owner, &id, "one", "Hello!").await.refused(422, "keyReused");
    assert_eq!(count(&owner, &id).await, 1);
}

#[tokio::test]
async fn a_call_that_comes_while_the_first_runs_waits_and_repeats() {
    let world = World::new().await;
    let owner = world.owner().await;
    let id = owner.id_of("S-003").await;
    let twice = || leave(&owner, &id, "one", "Hello");
    let replies: [Reply; 4] = tokio::join!(twice(), twice(), twice(), twice()).into();
    for reply in &replies {
        assert_eq!((reply.status, &reply.body), (201, &replies[0].body), "{}", reply.text());
    }
    let repeated = replies.iter().filter(|reply| reply.maybe("idempotent-replayed") == Some("true")).count();
    assert_eq!((repeated, count(&owner, &id).await), (3, 1));
}

#[tokio::test]
async fn calls_with_keys_of_their_own_all_run() {
    let world = World::new().await;
    let (owner, manager) = (world.owner().await, world.manager().await);
    let id = owner.id_of("S-003").await;
    let replies: [Reply; 4] = tokio::join!(
        leave(&owner, &id, "one", "a"),
        leave(&owner, &id, "two", "b"),
        leave(&manager, &id, "one", "c"),
        leave(&manager, &id, "two", "d"),
    )
    .into();
    assert!(replies.iter().all(|reply| reply.status == 201 && reply.maybe("idempotent-replayed").is_none()));
    assert_eq!(count(&owner, &id).await, 4);
}

#[tokio::test]
async fn a_refusal_is_not_kept() {
    let world = World::new().await;
    let owner = world.owner().await;
    let id = owner.id_of("S-003").await;
    let body = |assignee: &str| json!({ "action": "assign", "items": [id], "assignee": assignee });
    for _ in 0..2 {
        let reply = owner.post_once(path::SOLUTIONS_BULK, "one", &body("unknown")).await;
        reply.wrong_field("/assignee", "unknownColleague");
        assert_eq!(reply.maybe("idempotent-replayed"), None);
    }
    // The key is free for what was meant.
    let done = owner.post_once(path::SOLUTIONS_BULK, "one", &body(owner.id())).await.is(200);
    assert_eq!(done.maybe("idempotent-replayed"), None);

    leave(&owner, "unknown", "two", "Hello").await.refused(404, "notFound");
    leave(&owner, "unknown", "two", "Hello!").await.refused(404, "notFound");
}

#[tokio::test]
async fn a_key_belongs_to_a_person_and_a_route() {
    let world = World::new().await;
    let (owner, manager) = (world.owner().await, world.manager().await);
    let (one, other) = (owner.id_of("S-003").await, owner.id_of("S-004").await);
    let mine: Note = leave(&owner, &one, "same", "Hello").await.is(201).json();
    let elsewhere: Note = leave(&owner, &other, "same", "Hello").await.is(201).json();
    let theirs: Note = leave(&manager, &one, "same", "Hello").await.is(201).json();
    assert!(mine.id != elsewhere.id && mine.id != theirs.id);
    let filter = json!({ "name": "Mine", "query": "" });
    owner.post_once(path::SAVED_FILTERS, "same", &filter).await.is(201);
    assert_eq!(theirs.by, "Marc Manager");
}

#[tokio::test]
async fn a_key_belongs_to_the_company_looked_at() {
    let mut workspace = crate::support::sample::workspace();
    let member = workspace.companies[2].people.iter_mut().find(|member| member.email == crate::support::sample::BOTH);
    member.unwrap().role = contract::access::Role::Developer;
    let world = World::with(crate::support::Settings { workspace, ..Default::default() }).await;
    let filter = json!({ "name": "Mine", "query": "" });
    for company in ["northlake", "meridian"] {
        let caller = world.both(company).await;
        let reply = caller.post_once(path::SAVED_FILTERS, "same", &filter).await.is(201);
        assert_eq!(reply.maybe("idempotent-replayed"), None, "{company}");
    }
}

#[tokio::test]
async fn an_answer_is_kept_for_a_day() {
    let world = World::new().await;
    let owner = world.owner().await;
    let id = owner.id_of("S-003").await;
    let first = leave(&owner, &id, "one", "Hello").await.is(201);
    world.clock.advance(DAY - 60_000);
    // Another session of the same person meets the same answer.
    let owner = world.owner().await;
    let again = leave(&owner, &id, "one", "Hello").await.is(201);
    assert_eq!((again.header("idempotent-replayed"), &again.body), ("true", &first.body));
    world.clock.advance(120_000);
    let late = leave(&owner, &id, "one", "Hello").await.is(201);
    assert_eq!(late.maybe("idempotent-replayed"), None);
    assert_eq!(count(&owner, &id).await, 2);
}

#[tokio::test]
async fn a_repeated_answer_still_needs_the_right() {
    let world = World::new().await;
    let developer = world.developer().await;
    let id = developer.id_of("S-003").await;
    leave(&developer, &id, "one", "Hello").await.is(201);
    let mut workspace = crate::support::sample::workspace();
    workspace.companies[1].people[2].role = contract::access::Role::Viewer;
    world.import(&workspace).await.unwrap();
    leave(&developer, &id, "one", "Hello").await.refused(403, "roleMayNot");
}

#[tokio::test]
async fn without_a_usable_key_nothing_happens() {
    let world = World::new().await;
    let owner = world.owner().await;
    let id = owner.id_of("S-003").await;
    let ask = || owner.ask(Method::POST, &path::notes(&id)).json(&note("Hello"));
    ask().send().await.refused(428, "headerMissing");
    for key in ["", "  ", &"k".repeat(101)] {
        ask().key(key).send().await.refused(428, "headerMissing");
    }
    assert_eq!(count(&owner, &id).await, 0);
    ask().key(&"k".repeat(100)).send().await.is(201);
}

#[tokio::test]
async fn sessions_and_settings_need_no_key() {
    let world = World::new().await;
    let owner = world.owner().await;
    owner.put(path::SETTINGS, "*", &contract::api::session::Settings { locale: Locale::Fr }).await.is(200);
    world.refresh(&owner.cookie, None).await.is(200);
}
