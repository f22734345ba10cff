//! Versions of what is read: `ETag`, 304, and who may share one.

use axum::http::Method;
use contract::api::path;
use serde_json::Value;

use crate::openapi::operations;
use crate::support::World;

#[tokio::test]
async fn a_known_version_is_not_sent_again() {
    let world = World::new().await;
    let owner = world.owner().await;
    let one = path::solution(&owner.id_of("S-001").await);
    for path in [one.as_str(), path::SOLUTIONS, path::OVERVIEW] {
        let first = owner.get(path).await.is(200);
        let tag = first.header("etag");
        assert!(tag.starts_with('"') && tag.ends_with('"'), "{tag}");
        let listed = format!("\"other\", W/{tag}");
        for known in [tag, &format!("W/{tag}"), &listed, "*"] {
            let reply = owner.get_unless(path, known).await.is(304);
            assert!(reply.body.is_empty());
            assert_eq!(reply.header("etag"), tag);
        }
        for unknown in ["\"other\"", "W/\"other\"", "", tag.trim_matches('"')] {
            assert_eq!(owner.get_unless(path, unknown).await.is(200).body, first.body, "{path} {unknown}");
        }
        // The browser may keep it but asks each time, and no proxy keeps it for others.
        let cache = first.header("cache-control");
        assert!(cache.contains("private") && cache.contains("no-cache"), "{cache}");
    }
}

/// What has no version: the session holds the server's time, so that no two answers are the same; an answer of the long poll
/// has a cursor instead; what leads to another sign-in and back only leads on. None is ever stored.
const UNVERSIONED: &[&str] = &[path::SESSION, path::EVENTS, path::SESSION_OIDC, path::SESSION_OIDC_CALLBACK];

#[tokio::test]
async fn everything_that_is_read_has_a_version() {
    let world = World::new().await;
    let (owner, operator) = (world.owner().await, world.operator().await);
    let id = owner.id_of("S-001").await;
    let mut met = 0;
    for operation in operations().iter().filter(|operation| operation.method == Method::GET) {
        if UNVERSIONED.contains(&operation.path.as_str()) {
            continue;
        }
        let path = operation.path.replace("/solutions/{id}", &format!("/solutions/{id}"));
        if path.contains('{') {
            continue;
        }
        let path = if path == path::OFFER_ID_CHECK { format!("{path}?id=free-one") } else { path };
        let reader = if path.starts_with("/api/v1/desk/") { &operator } else { &owner };
        let reply = reader.get(&path).await.is(200);
        reader.get_unless(&path, reply.header("etag")).await.is(304);
        met += 1;
    }
    assert!(met >= 7, "{met}");
}

#[tokio::test]
async fn a_change_makes_a_new_version_of_what_it_touches_only() {
    let world = World::new().await;
    let owner = world.owner().await;
    let touched = path::solution(&owner.id_of("S-003").await);
    let other = path::solution(&owner.id_of("S-004").await);
    let mut tags = Vec::new();
    for path in [touched.as_str(), path::SOLUTIONS, &other] {
        tags.push(owner.get(path).await.is(200).header("etag").to_owned());
    }
    owner.assign(&[owner.id_of("S-003").await], Some(owner.id())).await.is(200);
    owner.get_unless(&touched, &tags[0]).await.is(200);
    owner.get_unless(path::SOLUTIONS, &tags[1]).await.is(200);
    owner.get_unless(&other, &tags[2]).await.is(304);
}

#[tokio::test]
async fn a_version_tells_queries_companies_and_readers_apart() {
    let world = World::new().await;
    let (owner, manager, rival) = (world.owner().await, world.manager().await, world.rival().await);
    let tag = owner.get(path::SOLUTIONS).await.header("etag").to_owned();
    rival.get_unless(path::SOLUTIONS, &tag).await.is(200);
    owner.get_unless(&format!("{}?sort=-name", path::SOLUTIONS), &tag).await.is(200);
    owner.get_unless(&format!("{}?limit=3", path::SOLUTIONS), &tag).await.is(200);
    // "mine" of a note differs by reader.
    let one = path::solution(&owner.id_of("S-011").await);
    let tag = owner.get(&one).await.header("etag").to_owned();
    manager.get_unless(&one, &tag).await.is(200);
}

#[tokio::test]
async fn a_version_never_opens_what_is_closed() {
    let world = World::new().await;
    let (owner, rival) = (world.owner().await, world.rival().await);
    let one = path::solution(&owner.id_of("S-001").await);
    let tag = owner.get(&one).await.header("etag").to_owned();
    for known in [tag.as_str(), "*"] {
        rival.get_unless(&one, known).await.refused(404, "notFound");
        world.ask(Method::GET, &one).header("if-none-match", known).send().await.refused(401, "signedOut");
        world.operator().await.get_unless(path::SOLUTIONS, known).await.refused(403, "roleMayNot");
    }
}

#[tokio::test]
async fn the_version_in_the_body_rises_with_every_change() {
    let world = World::new().await;
    let owner = world.owner().await;
    let id = owner.id_of("S-003").await;
    let version = |value: Value| value["version"].as_u64().expect("a version");
    let mut last = version(owner.get(&path::solution(&id)).await.value());
    for assignee in [Some(owner.id()), None] {
        owner.assign(std::slice::from_ref(&id), assignee).await.is(200);
        let now = version(owner.get(&path::solution(&id)).await.value());
        assert!(now > last);
        last = now;
    }
}
