//! What people are told in the portal.

use axum::http::Method;
use contract::api::news::{NewsKind, Notifications};
use contract::api::path;
use serde_json::json;

use crate::support::{Caller, Reply, World};

/// Gives solutions to a colleague and leaves them there.
pub async fn give(caller: &Caller<'_>, solutions: &[&str], to: &Caller<'_>) {
    let mut ids = Vec::new();
    for solution in solutions {
        ids.push(caller.id_of(solution).await);
    }
    caller.assign(&ids, Some(to.id())).await.is(200);
}

async fn told(caller: &Caller<'_>) -> Notifications {
    caller.read(path::NOTIFICATIONS).await
}

async fn read(caller: &Caller<'_>, id: &str) -> Reply {
    caller.ask(Method::PUT, path::NOTIFICATIONS_READ).json(&json!({ "id": id })).send().await
}

#[tokio::test]
async fn a_colleague_learns_what_was_given_to_them_at_once() {
    let world = World::new().await;
    let (owner, developer) = (world.owner().await, world.developer().await);
    give(&owner, &["S-001", "S-002", "S-003"], &developer).await;
    let news = told(&developer).await;
    assert_eq!((news.items.len(), news.unread), (1, 1));
    let item = &news.items[0];
    assert_eq!((item.kind, item.count, item.read), (NewsKind::Assigned, 3, false));
    assert_eq!((item.by.as_deref(), item.name.as_str()), (Some("Olivia Owner"), "Fleet Insight"));
    // What they have already tells them nothing, and nobody is told what they did themselves.
    give(&owner, &["S-001"], &developer).await;
    give(&owner, &["S-004"], &owner).await;
    assert_eq!(told(&developer).await.items.len(), 1);
    assert_eq!(told(&owner).await.items.len(), 0);
}

#[tokio::test]
async fn pages_go_from_new_to_old() {
    let world = World::new().await;
    let (owner, developer) = (world.owner().await, world.developer().await);
    for solution in ["S-001", "S-002", "S-003", "S-005", "S-006"] {
        give(&owner, &[solution], &developer).await;
    }
    let all: Vec<String> = told(&developer).await.items.into_iter().map(|item| item.id).collect();
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let page: Notifications = developer.read(&format!("{}?limit=2{cursor}", path::NOTIFICATIONS)).await;
        assert_eq!(page.unread, 5);
        seen.extend(page.items.into_iter().map(|item| item.id));
        let Some(next) = page.next_cursor else { break };
        cursor = format!("&cursor={next}");
    }
    assert_eq!((seen.len(), &seen), (5, &all));
    developer.get(&format!("{}?limit=0", path::NOTIFICATIONS)).await.wrong_field("limit", "limit");
}

#[tokio::test]
async fn what_was_shown_is_seen_and_what_came_later_is_not() {
    let world = World::new().await;
    let (owner, developer) = (world.owner().await, world.developer().await);
    give(&owner, &["S-001"], &developer).await;
    let shown = told(&developer).await.items[0].id.clone();
    give(&owner, &["S-002"], &developer).await;
    for _ in 0..2 {
        read(&developer, &shown).await.is(204);
        let news = told(&developer).await;
        let seen: Vec<bool> = news.items.iter().map(|item| item.read).collect();
        assert_eq!((seen.as_slice(), news.unread), ([false, true].as_slice(), 1));
    }
    read(&developer, "nonsense").await.wrong_field("/id", "unknownNotification");
}

#[tokio::test]
async fn they_are_a_persons_own_in_a_company() {
    let world = World::new().await;
    let (owner, here) = (world.owner().await, world.both("northlake").await);
    give(&owner, &["S-001"], &here).await;
    let id = told(&here).await.items[0].id.clone();
    let there = world.both("meridian").await;
    for other in [&there, &owner, &world.rival().await] {
        assert_eq!(told(other).await.items.len(), 0);
        read(other, &id).await.is(204);
    }
    assert_eq!(told(&here).await.unread, 1, "nobody else can mark them as seen");
}
