//! The keys of an issuer on a server of its own: fetched when needed, kept, changed, away.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::http::StatusCode;
use axum::response::IntoResponse as _;
use axum::routing::get;
use serde_json::{Value, json};
use server::embed::Embed;
use tokio::net::TcpListener;

use super::{key, refused};
use crate::support::World;
use crate::support::host::{Host, HostKey};

const MINUTE: i64 = 60_000;

/// A server that publishes keys, and counts how often it is asked.
struct Publisher {
    address: String,
    answer: Arc<Mutex<(StatusCode, String)>>,
    asked: Arc<AtomicUsize>,
}

impl Publisher {
    async fn start(keys: &[&HostKey]) -> Publisher {
        let answer = Arc::new(Mutex::new((StatusCode::OK, set(keys))));
        let asked = Arc::new(AtomicUsize::new(0));
        let (said, count) = (answer.clone(), asked.clone());
        let serve = get(move || {
            count.fetch_add(1, Ordering::SeqCst);
            let answer = said.lock().unwrap().clone();
            std::future::ready(answer.into_response())
        });
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/jwks.json", listener.local_addr().unwrap());
        let router = Router::new().route("/jwks.json", serve);
        tokio::spawn(async move { axum::serve(listener, router).await });
        Publisher { address, answer, asked }
    }

    fn says(&self, status: StatusCode, body: String) {
        *self.answer.lock().unwrap() = (status, body);
    }

    fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }

    async fn world(&self) -> World {
        Host::new(&json!({ "createAccounts": true, "jwks": self.address })).world().await
    }
}

fn set(keys: &[&HostKey]) -> String {
    let keys: Vec<Value> = keys.iter().map(|key| key.jwk()).collect();
    json!({ "keys": keys }).to_string()
}

/// A token that is good now.
fn token(world: &World, key: &HostKey) -> String {
    key.token(&world.claims("nora", "acme", "viewer"))
}

#[tokio::test]
async fn they_are_fetched_when_the_first_token_comes_and_kept() {
    let publisher = Publisher::start(&[key()]).await;
    let world = publisher.world().await;
    assert_eq!(publisher.asked(), 0);
    let good = token(&world, key());
    // Calls that meet wait for one fetching.
    let (a, b, c) = tokio::join!(world.who_is(&good), world.who_is(&good), world.who_is(&good));
    for reply in [a, b, c] {
        reply.is(200);
    }
    assert_eq!(publisher.asked(), 1);
    world.clock.advance(9 * MINUTE);
    world.who_is(&token(&world, key())).await.is(200);
    assert_eq!(publisher.asked(), 1);
    world.clock.advance(MINUTE);
    world.who_is(&token(&world, key())).await.is(200);
    assert_eq!(publisher.asked(), 2, "ten minutes old");
}

#[tokio::test]
async fn a_new_key_is_found_and_an_invented_one_asks_once_a_minute() {
    let (old, new, invented) = (HostKey::ec("old"), HostKey::ec("new"), HostKey::ec("invented"));
    let publisher = Publisher::start(&[&old]).await;
    let world = publisher.world().await;
    world.who_is(&token(&world, &old)).await.is(200);
    world.clock.advance(MINUTE);
    publisher.says(StatusCode::OK, set(&[&old, &new]));
    world.who_is(&token(&world, &new)).await.is(200);
    assert_eq!(publisher.asked(), 2);
    for _ in 0..5 {
        refused(&world.who_is(&token(&world, &invented)).await, "key");
    }
    assert_eq!(publisher.asked(), 2, "not within a minute");
    world.clock.advance(MINUTE);
    refused(&world.who_is(&token(&world, &invented)).await, "key");
    assert_eq!(publisher.asked(), 3);
    // A key that is withdrawn counts until the set is read again.
    publisher.says(StatusCode::OK, set(&[&new]));
    world.who_is(&token(&world, &old)).await.is(200);
    world.clock.advance(10 * MINUTE);
    refused(&world.who_is(&token(&world, &old)).await, "key");
    world.who_is(&token(&world, &new)).await.is(200);
}

#[tokio::test]
async fn what_was_known_stays_while_the_server_is_away() {
    let publisher = Publisher::start(&[key()]).await;
    let world = publisher.world().await;
    world.who_is(&token(&world, key())).await.is(200);
    let padding = "x".repeat(70_000);
    let bad = [
        (StatusCode::INTERNAL_SERVER_ERROR, set(&[key()])),
        (StatusCode::FOUND, set(&[key()])),
        (StatusCode::OK, "<html>".to_owned()),
        (StatusCode::OK, json!({ "keys": vec![key().jwk(); 33] }).to_string()),
        (StatusCode::OK, json!({ "keys": [key().jwk()], "padding": padding }).to_string()),
    ];
    for (turn, (status, body)) in bad.into_iter().enumerate() {
        publisher.says(status, body);
        world.clock.advance(10 * MINUTE);
        world.who_is(&token(&world, key())).await.is(200);
        assert_eq!(publisher.asked(), turn + 2);
    }
}

#[tokio::test]
async fn an_empty_set_withdraws_every_key() {
    let publisher = Publisher::start(&[key()]).await;
    let world = publisher.world().await;
    world.who_is(&token(&world, key())).await.is(200);
    publisher.says(StatusCode::OK, json!({ "keys": [] }).to_string());
    world.clock.advance(10 * MINUTE);
    refused(&world.who_is(&token(&world, key())).await, "key");
}

#[tokio::test]
async fn while_none_was_ever_read_the_caller_is_told_to_wait() {
    let publisher = Publisher::start(&[]).await;
    let world = publisher.world().await;
    for _ in 0..3 {
        let reply = world.who_is(&token(&world, key())).await;
        reply.refused(503, "busy");
        assert_eq!(reply.header("retry-after"), "2");
    }
    assert_eq!(publisher.asked(), 1);
    publisher.says(StatusCode::OK, set(&[key()]));
    world.clock.advance(5_000);
    world.who_is(&token(&world, key())).await.is(200);
}

#[tokio::test]
async fn a_set_of_one_key_needs_no_name() {
    let publisher = Publisher::start(&[key()]).await;
    let world = publisher.world().await;
    let claims = world.claims("nora", "acme", "viewer").to_string();
    let nameless = json!({ "alg": "ES256", "typ": "JWT" }).to_string();
    world.who_is(&key().forge(&nameless, &claims)).await.is(200);
    publisher.says(StatusCode::OK, set(&[key(), &HostKey::ed("second")]));
    world.clock.advance(10 * MINUTE);
    let claims = world.claims("nora", "acme", "viewer").to_string();
    world.who_is(&token(&world, key())).await.is(200);
    refused(&world.who_is(&key().forge(&nameless, &claims)).await, "key");
}

#[tokio::test]
async fn a_server_does_not_start_with_keys_that_cannot_be_read() {
    let host = Host::new(&json!({}));
    for (bad, said) in [
        (json!({ "keys": [] }), "found none"),
        (json!([]), "expected a JWK set"),
        (json!({ "keys": [key().jwk()], "padding": "x".repeat(70_000) }), "longer than"),
    ] {
        host.write("keys.json", &bad);
        let error = Embed::new(&[], Some(&host.issuers()), 0).await.err().unwrap().to_string();
        assert!(error.contains("https://host.example") && error.contains(said), "{error}");
    }
    let missing = Host::new(&json!({ "jwks": "none.json" }));
    let error = Embed::new(&[], Some(&missing.issuers()), 0).await.err().unwrap().to_string();
    assert!(error.contains("cannot be read"), "{error}");
}
