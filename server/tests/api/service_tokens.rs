//! Tokens of programs: each opens its one route and nothing else, until it expires or is revoked.

use contract::access::TokenScope;
use contract::api::history::{EventKind, HistoryEntry};
use contract::api::list::Page;
use contract::api::path;
use contract::api::resellers::SalesTaken;
use serde_json::json;
use server::secrets;
use server::store::service_tokens::{NewToken, PREFIX};

use crate::openapi::operations;
use crate::support::market::sale;
use crate::support::{Reply, World};

const DAY_MS: i64 = 86_400_000;

/// A token of the desk, good for a day, as `cosell token create` makes it.
async fn token(world: &World, name: &str) -> String {
    let token = format!("{PREFIX}{}", secrets::code().unwrap());
    let now = world.clock.now();
    let mut tx = world.db.write().await.unwrap();
    let (company, _) = tx.company_kind("desk").await.unwrap().unwrap();
    let row = NewToken { name, scope: TokenScope::Sales, company, expires_at: now + DAY_MS };
    assert!(tx.add_service_token(row, secrets::hash(&token), now).await.unwrap());
    tx.commit().await.unwrap();
    token
}

async fn tell(world: &World, token: &str, key: &str) -> Reply {
    let body = json!({ "sales": [sale(0, "chosen", "Ferrostal")] });
    world.ask(axum::http::Method::POST, path::RESELLER_SALES).bearer(token).key(key).json(&body).send().await
}

#[tokio::test]
async fn a_program_tells_sales_and_history_names_it() {
    let world = World::market().await;
    let owner = world.owner().await;
    let chosen = owner.offer_id("chosen").await;
    let billing = token(&world, "Billing export").await;
    let taken: SalesTaken = tell(&world, &billing, "one").await.is(200).json();
    assert_eq!((taken.added, taken.known, taken.problems.len()), (1, 0, 0));
    assert_eq!(tell(&world, &billing, "one").await.is(200).header("idempotent-replayed"), "true");
    // Another program's key of the same name is another call.
    let other: SalesTaken = tell(&world, &token(&world, "Second").await, "one").await.is(200).json();
    assert_eq!((other.added, other.known), (0, 1));
    assert_eq!(owner.resell(&chosen).await.0.sold, 2);
    let history: Page<HistoryEntry> = owner.read(&format!("{}?subject={chosen}", path::HISTORY)).await;
    assert_eq!(history.items[0].by.as_deref(), Some("Billing export"));
}

#[tokio::test]
async fn nothing_else_is_open_to_it() {
    let world = World::market().await;
    let billing = token(&world, "Billing export").await;
    let mut closed = 0;
    for operation in operations() {
        let is_its_own = operation.path == path::RESELLER_SALES;
        if is_its_own || operation.value["security"].as_array().is_none_or(Vec::is_empty) {
            continue;
        }
        let path = crate::rights::fill(&operation.path, &|_| "unknown".to_owned());
        let ask = world.ask(operation.method.clone(), &path).bearer(&billing).key("k").header("if-match", "*");
        let problem = ask.json(&json!({})).send().await.refused(403, "tokenScope");
        assert!(problem.detail.contains("automated"), "{}", problem.detail);
        closed += 1;
    }
    assert!(closed > 70, "{closed}");
}

#[tokio::test]
async fn it_ends_by_itself_and_by_hand() {
    let world = World::market().await;
    let (short, revoked) = (token(&world, "Short").await, token(&world, "Leaked").await);
    let mut tx = world.db.write().await.unwrap();
    assert!(tx.revoke_service_token("Leaked", world.clock.now()).await.unwrap());
    assert!(!tx.revoke_service_token("Leaked", world.clock.now()).await.unwrap(), "it was revoked before");
    let desk = tx.company_kind("desk").await.unwrap().unwrap().0;
    let told = tx.history(desk, Some("Leaked"), None, None, 9).await.unwrap();
    let kinds: Vec<EventKind> = told.iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds, [EventKind::TokenRevoked, EventKind::TokenCreated]);
    tx.commit().await.unwrap();
    let refused = tell(&world, &revoked, "k").await;
    assert!(refused.refused(401, "tokenEnded").detail.contains("revoked"));
    assert_eq!(refused.header("www-authenticate"), "Bearer");
    // Its name is free again, and the new one is another token.
    tell(&world, &token(&world, "Leaked").await, "k").await.is(200);
    tell(&world, &revoked, "k").await.refused(401, "tokenEnded");
    tell(&world, &short, "k").await.is(200);
    world.clock.advance(DAY_MS);
    tell(&world, &short, "l").await.refused(401, "tokenEnded");
    tell(&world, &format!("{PREFIX}{}", secrets::code().unwrap()), "k").await.refused(401, "signedOut");
}

#[tokio::test]
async fn its_calls_are_limited_by_themselves() {
    let settings = crate::support::Settings {
        rate: 2,
        workspace: crate::support::market::workspace(),
        ..crate::support::Settings::default()
    };
    let world = World::with(settings).await;
    let (one, other) = (token(&world, "One").await, token(&world, "Other").await);
    for key in ["a", "b"] {
        tell(&world, &one, key).await.is(200);
    }
    tell(&world, &one, "c").await.refused(429, "tooMany");
    tell(&world, &other, "c").await.is(200);
}
