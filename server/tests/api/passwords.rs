//! Signing in by e-mail address and password.

use axum::http::Method;
use contract::api::history::{EventKind, HistoryEntry};
use contract::api::list::Page;
use contract::api::path;
use contract::api::session::{Grant, SignIn};
use serde_json::json;
use server::passwords;
use server::store::passwords::DEVICE_MS;

use crate::support::sample::{DEVELOPER, OWNER};
use crate::support::{Reply, Settings, World};

const GOOD: &str = "correct horse battery";

/// A portal where the owner has a password.
async fn world() -> World {
    let world = World::new().await;
    set_password(&world, OWNER, GOOD).await;
    world
}

async fn set_password(world: &World, email: &str, password: &str) {
    let hash = passwords::hash(password).unwrap();
    let mut tx = world.db.write().await.unwrap();
    let person = tx.person_by_email(email).await.unwrap().unwrap();
    tx.set_password(person, &hash, world.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn show(world: &World, email: &str, password: &str) -> Reply {
    world.ask(Method::POST, path::SESSION).json(&SignIn::password(email, password)).send().await
}

/// The same from a browser that has a device cookie.
async fn show_from(world: &World, device: &str, email: &str, password: &str) -> Reply {
    let cookies = format!("theme=dark; cosell_device={device}");
    let ask = world.ask(Method::POST, path::SESSION).header("cookie", &cookies);
    ask.json(&SignIn::password(email, password)).send().await
}

/// The device cookie that an answer gives, with its attributes.
fn device_cookie(reply: &Reply) -> Option<&str> {
    let all = reply.headers.get_all("set-cookie").iter();
    all.map(|value| value.to_str().unwrap()).find(|cookie| cookie.contains("cosell_device="))
}

fn device_of(reply: &Reply) -> String {
    let cookie = device_cookie(reply).expect("a device cookie");
    cookie.split([';', '=']).nth(1).unwrap().to_owned()
}

/// A stranger tries an address until it has no tries left.
async fn use_up(world: &World, email: &str) {
    for _ in 0..=10 {
        let reply = show(world, email, "too short").await;
        if reply.status == 429 {
            return;
        }
        reply.refused(401, "passwordNotGood");
    }
    panic!("{email} has more than ten tries");
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

#[tokio::test]
async fn strangers_cannot_shut_out_a_browser_that_showed_the_password_before() {
    let world = world().await;
    let device = device_of(&show(&world, OWNER, GOOD).await.is(200));
    use_up(&world, OWNER).await;
    show(&world, OWNER, GOOD).await.refused(429, "tooMany");
    show_from(&world, "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", OWNER, GOOD).await.refused(429, "tooMany");
    show_from(&world, &device, OWNER, "wrong horse battery").await.refused(401, "passwordNotGood");
    let reply = show_from(&world, &device, &OWNER.to_uppercase(), GOOD).await.is(200);
    // The next time it is another one, so that a copy is worth nothing once the owner was here.
    let next = device_of(&reply);
    assert_ne!(next, device);
    show_from(&world, &device, OWNER, GOOD).await.refused(429, "tooMany");
    show_from(&world, &next, OWNER, GOOD).await.is(200);
}

#[tokio::test]
async fn another_server_on_the_database_knows_the_browser() {
    let world = world().await;
    let device = device_of(&show(&world, OWNER, GOOD).await.is(200));
    let other = world.another_server().await;
    use_up(&other, OWNER).await;
    show_from(&other, &device, OWNER, GOOD).await.is(200);
}

#[tokio::test]
async fn a_browser_is_known_for_its_own_account_only() {
    let world = world().await;
    set_password(&world, DEVELOPER, GOOD).await;
    let device = device_of(&show(&world, DEVELOPER, GOOD).await.is(200));
    for email in [OWNER, "nobody@northlake.example"] {
        let tries = async |password| show_from(&world, &device, email, password).await;
        for _ in 0..10 {
            let reply = tries("too short").await;
            reply.refused(401, "passwordNotGood");
            assert_eq!(reply.maybe("set-cookie"), None);
        }
        tries(GOOD).await.refused(429, "tooMany");
        show(&world, email, GOOD).await.refused(429, "tooMany");
    }
    show_from(&world, &device, DEVELOPER, GOOD).await.is(200);
}

#[tokio::test]
async fn a_known_browser_has_tries_of_its_own_and_no_more_of_them() {
    let world = world().await;
    let device = device_of(&show(&world, OWNER, GOOD).await.is(200));
    for _ in 0..10 {
        let reply = show_from(&world, &device, OWNER, "too short").await;
        reply.refused(401, "passwordNotGood");
        assert_eq!(reply.maybe("set-cookie"), None);
    }
    let reply = show_from(&world, &device, OWNER, GOOD).await;
    reply.refused(429, "tooMany");
    let wait: u64 = reply.header("retry-after").parse().unwrap();
    assert!((1..=61).contains(&wait), "{wait}");
    // Those of everybody else are as they were.
    show(&world, OWNER, GOOD).await.is(200);
}

#[tokio::test]
async fn a_browser_is_forgotten_with_the_password_that_it_showed() {
    let world = world().await;
    let person = world.db.read().await.unwrap().person_by_email(OWNER).await.unwrap().unwrap();
    let before = device_of(&show(&world, OWNER, GOOD).await.is(200));
    set_password(&world, OWNER, "another horse battery").await;
    let changed = device_of(&show(&world, OWNER, "another horse battery").await.is(200));
    let mut tx = world.db.write().await.unwrap();
    tx.set_disabled(person, true, world.clock.now()).await.unwrap();
    tx.set_disabled(person, false, world.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    let enabled = device_of(&show(&world, OWNER, "another horse battery").await.is(200));
    let mut tx = world.db.write().await.unwrap();
    assert!(tx.remove_password(person).await.unwrap());
    tx.commit().await.unwrap();
    set_password(&world, OWNER, GOOD).await;
    let again = device_of(&show(&world, OWNER, GOOD).await.is(200));
    use_up(&world, OWNER).await;
    for device in [&before, &changed, &enabled] {
        show_from(&world, device, OWNER, GOOD).await.refused(429, "tooMany");
    }
    let last = device_of(&show_from(&world, &again, OWNER, GOOD).await.is(200));
    world.clock.advance(DEVICE_MS);
    show_from(&world, &last, OWNER, GOOD).await.refused(429, "tooMany");
}

#[tokio::test]
async fn a_browser_that_showed_a_password_just_before_it_was_changed_is_not_known() {
    let world = world().await;
    let shown = passwords::hash(GOOD).unwrap();
    let mut tx = world.db.write().await.unwrap();
    let person = tx.person_by_email(OWNER).await.unwrap().unwrap();
    tx.keep_device(person, b"late".to_vec(), &shown, None, world.clock.now()).await.unwrap();
    assert_eq!(tx.device_of(b"late".to_vec(), world.clock.now()).await.unwrap(), None);
    tx.set_password(person, &shown, world.clock.now()).await.unwrap();
    tx.keep_device(person, b"known".to_vec(), &shown, None, world.clock.now()).await.unwrap();
    let email = tx.device_of(b"known".to_vec(), world.clock.now()).await.unwrap();
    assert_eq!(email.as_deref(), Some(OWNER));
}

#[tokio::test]
async fn the_device_cookie_is_only_for_signing_in_and_out_of_reach_of_scripts() {
    for https in [false, true] {
        let world = World::with(Settings { https, ..Settings::default() }).await;
        set_password(&world, OWNER, GOOD).await;
        let reply = show(&world, OWNER, GOOD).await.is(200);
        let cookie = device_cookie(&reply).unwrap();
        let parts: Vec<_> = cookie.split(';').map(str::trim).collect();
        let age = format!("Max-Age={}", DEVICE_MS / 1_000);
        for wanted in ["HttpOnly", "SameSite=Strict", "Path=/api/v1/session", &age] {
            assert!(parts.contains(&wanted), "{wanted} in {parts:?}");
        }
        assert_eq!(parts.contains(&"Secure"), https, "{parts:?}");
        assert_eq!(cookie.starts_with("__Secure-cosell_device="), https, "{cookie}");
        assert!(!cookie.contains("Domain"), "{cookie}");
        // Only a hash is stored.
        let mut tx = world.db.read().await.unwrap();
        let stored = tx.rows("SELECT token_hash FROM device", server::args![]).await.unwrap();
        assert_eq!(stored.len(), 1);
        assert_ne!(stored[0].bytes(0).unwrap(), device_of(&reply).as_bytes());
        // A link says nothing about a password.
        assert_eq!(device_cookie(&world.show_code(&world.code(OWNER).await).await.is(200)), None);
    }
}
