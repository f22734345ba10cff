//! Signing in by e-mail address and password.

use axum::http::Method;
use contract::api::history::{EventKind, HistoryEntry};
use contract::api::list::Page;
use contract::api::path;
use contract::api::session::{Grant, SignIn};
use serde_json::json;
use server::passwords;

use crate::support::sample::{DEVELOPER, OWNER};
use crate::support::{Reply, World};

const GOOD: &str = "correct horse battery";

/// A portal where the owner has a password.
async fn world() -> World {
    let world = World::new().await;
    let hash = passwords::hash(GOOD).unwrap();
    let mut tx = world.db.write().await.unwrap();
    let person = tx.person_by_email(OWNER).await.unwrap().unwrap();
    tx.set_password(person, &hash, world.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    world
}

async fn show(world: &World, email: &str, password: &str) -> Reply {
    world.ask(Method::POST, path::SESSION).json(&SignIn::password(email, password)).send().await
}

#[tokio::test]
async fn the_right_one_signs_in_and_history_tells() {
    let world = world().await;
    let reply = show(&world, &format!(" {} ", OWNER.to_uppercase()), GOOD).await.is(200);
    let grant: Grant = reply.json();
    assert_eq!(grant.session.person.email, OWNER);
    let cookie = reply.header("set-cookie");
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let value = cookie.split([';', '=']).nth(1).unwrap();
    world.refresh(value, None).await.is(200);
    let history: Page<HistoryEntry> =
        world.ask(Method::GET, path::HISTORY).bearer(&grant.token).send().await.is(200).json();
    assert_eq!(history.items[0].kind, EventKind::SignedIn);
}

#[tokio::test]
async fn nobody_learns_what_was_wrong() {
    let world = world().await;
    let wrong = show(&world, OWNER, "wrong horse battery");
    let (unknown, without) =
        (show(&world, "nobody@northlake.example", GOOD), show(&world, DEVELOPER, "any other password"));
    let (short, long) = (show(&world, OWNER, ""), "x".repeat(129));
    let mut details = Vec::new();
    for reply in [wrong.await, unknown.await, without.await, short.await, show(&world, OWNER, &long).await] {
        assert_eq!(reply.maybe("set-cookie"), None);
        details.push(reply.refused(401, "passwordNotGood").detail);
    }
    let mut tx = world.db.write().await.unwrap();
    let person = tx.person_by_email(OWNER).await.unwrap().unwrap();
    tx.set_disabled(person, true, world.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    details.push(show(&world, OWNER, GOOD).await.refused(401, "passwordNotGood").detail);
    assert!(details.iter().all(|detail| *detail == details[0]), "{details:?}");
}

#[tokio::test]
async fn tries_are_counted_for_each_address_whether_it_is_there_or_not() {
    let world = world().await;
    for email in [OWNER, "nobody@northlake.example"] {
        for _ in 0..10 {
            show(&world, email, "too short").await.refused(401, "passwordNotGood");
        }
        let reply = show(&world, email, GOOD).await;
        reply.refused(429, "tooMany");
        let wait: u64 = reply.header("retry-after").parse().unwrap();
        assert!((1..=61).contains(&wait), "{wait}");
    }
    // Another address is free, and so is the other way in.
    show(&world, DEVELOPER, "too short").await.refused(401, "passwordNotGood");
    world.sign_in(OWNER).await;
}

#[tokio::test]
async fn a_body_says_one_way() {
    let world = world().await;
    for body in [
        json!({}),
        json!({ "email": OWNER }),
        json!({ "password": GOOD }),
        json!({ "code": "x", "email": OWNER, "password": GOOD }),
        json!({ "email": OWNER, "password": GOOD, "more": 1 }),
        json!({ "email": [OWNER], "password": GOOD }),
    ] {
        world.ask(Method::POST, path::SESSION).json(&body).send().await.refused(400, "unreadable");
    }
    let body = SignIn::password(OWNER, GOOD);
    let ask = world.ask(Method::POST, path::SESSION).header("origin", "https://evil.example").json(&body);
    ask.send().await.refused(403, "foreignOrigin");
}
