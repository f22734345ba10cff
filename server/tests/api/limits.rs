//! Bounds of what the server takes: how large, of what kind, how often.

use axum::http::Method;
use contract::api::path;
use contract::api::session::{Session, SignIn};
use serde_json::json;
use server::router::BODY_MAX;

use crate::support::{Settings, World};

#[tokio::test]
async fn a_body_that_is_too_large_is_refused() {
    let world = World::new().await;
    let owner = world.owner().await;
    let body = |length: usize| {
        let mut body = br#"{"name":"Mine","query":"""#.to_vec();
        body.truncate(body.len() - 1);
        body.resize(length - 2, b'x');
        body.extend(br#""}"#);
        body
    };
    let ask = || owner.ask(Method::POST, path::SAVED_FILTERS).key("one");
    let problem = ask().body("application/json", body(BODY_MAX + 1)).send().await.refused(413, "tooLarge");
    assert!(problem.detail.contains('1'), "the limit is named: {}", problem.detail);
    ask().body("application/json", body(BODY_MAX)).send().await.is(201);
    // Nobody has to sign in to be told.
    let large = json!({ "code": "x".repeat(BODY_MAX) });
    world.ask(Method::POST, path::SESSION).json(&large).send().await.refused(413, "tooLarge");
}

#[tokio::test]
async fn only_json_is_taken() {
    let world = World::new().await;
    let owner = world.owner().await;
    let body = r#"{"name":"Mine","query":""}"#;
    let ask = || owner.ask(Method::POST, path::SAVED_FILTERS).key("one");
    for kind in ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", "multipart/form-data", ""] {
        let problem = ask().body(kind, body).send().await.refused(415, "mediaType");
        assert!(problem.detail.contains("application/json"), "{}", problem.detail);
    }
    for kind in ["application/json", "Application/JSON", "application/json; charset=utf-8"] {
        ask().body(kind, body).send().await.is(201);
    }
    let bare = owner.ask(Method::POST, path::SAVED_FILTERS).key("two").send().await;
    bare.refused(415, "mediaType");
}

#[tokio::test]
async fn json_that_cannot_be_read_says_where() {
    let world = World::new().await;
    let owner = world.owner().await;
    let ask = || owner.ask(Method::POST, path::SAVED_FILTERS).key("one");
    for body in ["", "{", "{\"name\":\"Mine\",}", "null", "[]", "{\"name\":\"\u{1}\"}"] {
        let problem = ask().body("application/json", body).send().await.refused(400, "unreadable");
        assert!(problem.detail.contains("line 1"), "{body}: {}", problem.detail);
    }
    let latin1: &[u8] = b"{\"name\":\"caf\xe9\",\"query\":\"\"}";
    ask().body("application/json", latin1).send().await.refused(400, "unreadable");
}

#[tokio::test]
async fn a_field_that_is_not_known_is_named() {
    let world = World::new().await;
    let owner = world.owner().await;
    let id = owner.id_of("S-003").await;
    let sign_in = json!({ "code": "x", "colour": "blue" });
    world.ask(Method::POST, path::SESSION).json(&sign_in).send().await.refused(400, "unreadable");
    let refresh =
        world.ask(Method::POST, path::SESSION_REFRESH).cookie(&owner.cookie).json(&json!({ "colour": "blue" }));
    refresh.send().await.refused(400, "unreadable");
    owner.put(path::SETTINGS, "*", &json!({ "locale": "fr", "colour": "blue" })).await.refused(400, "unreadable");
    let note = json!({ "text": "Hello", "colour": "blue" });
    let problem = owner.post(&path::notes(&id), &note).await.refused(400, "unreadable");
    assert!(problem.detail.contains("colour"), "{}", problem.detail);
    let filter = json!({ "name": "Mine", "query": "", "colour": "blue" });
    owner.post(path::SAVED_FILTERS, &filter).await.refused(400, "unreadable");
    let missing = owner.post(path::SAVED_FILTERS, &json!({ "name": "Mine" })).await.refused(400, "unreadable");
    assert!(missing.detail.contains("query"), "{}", missing.detail);
}

#[tokio::test]
async fn who_calls_too_often_is_told_when_to_come_back() {
    let world = World::with(Settings { rate: 3, ..Settings::default() }).await;
    let (owner, manager) = (world.owner().await, world.manager().await);
    for _ in 0..3 {
        owner.get(path::SESSION).await.is(200);
    }
    let reply = owner.get(path::SESSION).await;
    reply.refused(429, "tooMany");
    let wait: u64 = reply.header("retry-after").parse().expect("seconds");
    assert!((2..=20).contains(&wait), "three a minute: one in twenty seconds, not {wait}");
    // The limit is the person's, on every device and route.
    let phone = world.owner().await;
    phone.get(path::OVERVIEW).await.refused(429, "tooMany");
    manager.get(path::SESSION).await.is(200);
    // Who is signed out is told so first.
    world.get(path::SESSION).await.refused(401, "signedOut");
}

#[tokio::test]
async fn a_token_comes_in_one_shape() {
    let world = World::new().await;
    let owner = world.owner().await;
    let with = |value: String| world.ask(Method::GET, path::SESSION).header("authorization", &value).send();
    with(format!("bearer {}", owner.token)).await.is(200).json::<Session>();
    let refused = [
        owner.token.clone(),
        format!("Basic {}", owner.token),
        format!("Token {}", owner.token),
        "Bearer".to_owned(),
        "Bearer ".to_owned(),
        format!("Bearer {}x", owner.token),
        format!("Bearer {}", owner.token.to_uppercase()),
    ];
    for value in refused {
        let reply = with(value.clone()).await;
        reply.refused(401, "signedOut");
        assert!(reply.header("www-authenticate").starts_with("Bearer"), "{value}");
    }
    // Never in an address, where logs would keep it.
    world.get(&format!("{}?access_token={}", path::SESSION, owner.token)).await.refused(401, "signedOut");
    let code = SignIn::code(owner.token.clone());
    world.ask(Method::POST, path::SESSION).json(&code).send().await.refused(401, "codeNotGood");
}
