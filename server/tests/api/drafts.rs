//! Drafts of wizards.

use contract::api::news::{DRAFT_MAX, Draft};
use contract::api::path;
use serde_json::json;
use server::tasks::clear;

use crate::support::{Caller, Reply, World};

const KEY: &str = "merge:s-001";

async fn put(caller: &Caller<'_>, key: &str, seen: &str, value: &str) -> Reply {
    caller.put(&path::draft(key), seen, &json!({ "value": value })).await
}

async fn get(caller: &Caller<'_>) -> (String, String) {
    let reply = caller.get(&path::draft(KEY)).await.is(200);
    (reply.header("etag").to_owned(), reply.json::<Draft>().value)
}

#[tokio::test]
async fn what_was_typed_is_there_after_a_reload_and_in_a_second_tab() {
    let world = World::new().await;
    let owner = world.owner().await;
    let (empty, nothing) = get(&owner).await;
    assert_eq!(nothing, "");
    let typed = "{\"name\":\"Écluse 车队\"}";
    let tag = put(&owner, KEY, &empty, typed).await.is(200).header("etag").to_owned();
    assert_ne!(tag, empty);
    let second = world.owner().await;
    assert_eq!(get(&second).await, (tag.clone(), typed.to_owned()));
    second.get_unless(&path::draft(KEY), &tag).await.is(304);
    second.delete(&path::draft(KEY), &tag).await.is(204);
    assert_eq!(get(&owner).await, (empty, String::new()));
    // A version from before does not fit one that begins anew.
    let (again, _) = get(&owner).await;
    let anew = put(&owner, KEY, &again, "anew").await.is(200).header("etag").to_owned();
    assert_ne!(anew, tag);
    put(&owner, KEY, &tag, "old").await.refused(412, "stale");
}

#[tokio::test]
async fn of_two_tabs_one_wins_and_the_other_sees_both_versions() {
    let world = World::new().await;
    let owner = world.owner().await;
    let (empty, _) = get(&owner).await;
    let first = put(&owner, KEY, &empty, "first").await.is(200).header("etag").to_owned();
    let reply = put(&owner, KEY, &empty, "second").await;
    assert_eq!(reply.refused(412, "stale").stored.as_deref(), Some("first"));
    assert_eq!(reply.header("etag"), first);
    // An answer that got lost: the same again is no conflict.
    assert_eq!(put(&owner, KEY, &empty, "first").await.is(200).header("etag"), first);
    let second = put(&owner, KEY, &first, "second").await.is(200).header("etag").to_owned();
    assert_eq!(get(&owner).await, (second.clone(), "second".to_owned()));
    owner.delete(&path::draft(KEY), &first).await.refused(412, "stale");
    owner
        .ask(axum::http::Method::PUT, &path::draft(KEY))
        .json(&json!({ "value": "x" }))
        .send()
        .await
        .refused(428, "headerMissing");
    owner.ask(axum::http::Method::DELETE, &path::draft(KEY)).send().await.refused(428, "headerMissing");
}

#[tokio::test]
async fn of_two_writers_at_the_same_moment_one_wins() {
    let world = World::new().await;
    let owner = world.owner().await;
    for round in 0..5 {
        let (tag, _) = get(&owner).await;
        let (one, two) = (format!("one {round}"), format!("two {round}"));
        let (one, two) = tokio::join!(put(&owner, KEY, &tag, &one), put(&owner, KEY, &tag, &two));
        let mut seen = [one.status, two.status];
        seen.sort_unstable();
        assert_eq!(seen, [200, 412]);
    }
}

#[tokio::test]
async fn a_draft_belongs_to_a_person_in_a_company() {
    let world = World::new().await;
    let here = world.both("northlake").await;
    put(&here, KEY, "*", "mine").await.is(200);
    for other in [&world.both("meridian").await, &world.owner().await, &world.rival().await] {
        assert_eq!(get(other).await.1, "");
        other.delete(&path::draft(KEY), "*").await.is(204);
    }
    assert_eq!(get(&here).await.1, "mine");
}

#[tokio::test]
async fn keys_sizes_and_numbers_have_bounds() {
    let world = World::new().await;
    let owner = world.owner().await;
    for wrong in ["A", "a b", "é", "a.b", &"a".repeat(81)] {
        put(&owner, wrong, "*", "x").await.wrong_field("key", "draftKey");
        owner.get(&path::draft(wrong)).await.wrong_field("key", "draftKey");
        owner.delete(&path::draft(wrong), "*").await.wrong_field("key", "draftKey");
    }
    // The largest one is as large in whatever way it is written in JSON.
    put(&owner, KEY, "*", &"\"".repeat(DRAFT_MAX)).await.is(200);
    put(&owner, KEY, "*", &"\u{1}".repeat(DRAFT_MAX / 2)).await.is(200);
    put(&owner, KEY, "*", &"x".repeat(DRAFT_MAX + 1)).await.wrong_field("/value", "draftSize");
    for n in 1..100 {
        put(&owner, &format!("d-{n}"), "*", "x").await.is(200);
    }
    put(&owner, "one-too-many", "*", "x").await.refused(409, "tooManyDrafts");
    put(&owner, "d-7", "*", "changed").await.is(200);
}

#[tokio::test]
async fn what_nobody_touched_for_ninety_days_is_cleared() {
    const DAY: i64 = 24 * 3_600_000;
    let world = World::new().await;
    put(&world.owner().await, "old", "*", "old").await.is(200);
    world.clock.advance(60 * DAY);
    put(&world.owner().await, KEY, "*", "young").await.is(200);
    assert_eq!(clear(&world.app).await.unwrap(), 0);
    world.clock.advance(31 * DAY);
    assert_eq!(clear(&world.app).await.unwrap(), 1);
    assert_eq!(get(&world.owner().await).await.1, "young");
}
