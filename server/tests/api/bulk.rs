//! Acts on many solutions: each item is done or refused by itself.

use axum::http::Method;
use contract::api::history::{EventKind, HistoryEntry};
use contract::api::list::Page;
use contract::api::path;
use contract::api::solutions::{BULK_MAX, BulkResult};
use serde_json::json;

use crate::support::World;

#[tokio::test]
async fn solutions_are_given_to_a_colleague_and_taken_back() {
    let world = World::new().await;
    let (owner, developer) = (world.owner().await, world.developer().await);
    let ids = [owner.id_of("S-003").await, owner.id_of("S-005").await];
    let result: BulkResult = owner.assign(&ids, Some(developer.id())).await.is(200).json();
    let done: Vec<_> = result.items.iter().map(|item| (item.id.as_str(), item.done)).collect();
    assert_eq!(done, [(ids[0].as_str(), true), (ids[1].as_str(), true)], "in the order given");
    for id in &ids {
        assert_eq!(owner.solution(id).await.row.assigned_to.as_deref(), Some(developer.id()));
    }
    owner.assign(&ids, None).await.is(200);
    assert_eq!(owner.solution(&ids[0]).await.row.assigned_to, None);
}

#[tokio::test]
async fn what_is_not_there_is_not_done_and_hinders_nothing() {
    let world = World::new().await;
    let (owner, rival) = (world.owner().await, world.rival().await);
    let foreign = rival.id_of("S-001").await;
    let ids = ["unknown".to_owned(), owner.id_of("S-003").await, foreign.clone()];
    let result: BulkResult = owner.assign(&ids, Some(owner.id())).await.is(200).json();
    let done: Vec<_> = result.items.iter().map(|item| item.done).collect();
    assert_eq!(done, [false, true, false]);
    assert_eq!(owner.solution(&ids[1]).await.row.assigned_to.as_deref(), Some(owner.id()));
    assert_eq!(rival.solution(&foreign).await.row.assigned_to, None);
    assert_eq!(rival.solution(&foreign).await.timeline.len(), 1);
}

#[tokio::test]
async fn who_had_it_and_who_has_it_stand_in_the_history() {
    let world = World::new().await;
    let (owner, manager) = (world.owner().await, world.manager().await);
    let id = owner.id_of("S-005").await;
    let ids = std::slice::from_ref(&id);
    manager.assign(ids, Some(manager.id())).await.is(200);
    // Giving it to who has it changes nothing, so nothing is written down.
    manager.assign(ids, Some(manager.id())).await.is(200);
    manager.assign(ids, None).await.is(200);
    let entries = owner.read::<Page<HistoryEntry>>(&format!("{}?subject={id}", path::HISTORY)).await.items;
    let found: Vec<_> = entries
        .iter()
        .take(2)
        .map(|e| (e.kind, e.by.as_deref(), e.before.as_deref(), e.after.as_deref(), e.subject_name.as_str()))
        .collect();
    let name = "Gestion d’entrepôt Écluse";
    let (olivia, marc) = (Some("Olivia Owner"), Some("Marc Manager"));
    assert_eq!(
        found,
        [(EventKind::Unassigned, marc, marc, None, name), (EventKind::Assigned, marc, olivia, marc, name)]
    );
    assert_eq!(entries[2].kind, EventKind::Imported);
}

#[tokio::test]
async fn only_a_colleague_can_be_given_something() {
    let world = World::new().await;
    let (owner, rival) = (world.owner().await, world.rival().await);
    let id = owner.id_of("S-003").await;
    for person in [rival.id(), "unknown", "", "none"] {
        owner.assign(std::slice::from_ref(&id), Some(person)).await.wrong_field("/assignee", "unknownColleague");
    }
    assert_eq!(owner.solution(&id).await.row.assigned_to, None);
}

#[tokio::test]
async fn the_number_of_items_has_bounds() {
    let world = World::new().await;
    let owner = world.owner().await;
    owner.assign(&[], None).await.wrong_field("/items", "itemCount");
    let many: Vec<String> = (0..=BULK_MAX).map(|n| format!("id{n}")).collect();
    owner.assign(&many, None).await.wrong_field("/items", "itemCount");
    let result: BulkResult = owner.assign(&many[..BULK_MAX], None).await.is(200).json();
    assert!(result.items.len() == BULK_MAX && result.items.iter().all(|item| !item.done));
}

#[tokio::test]
async fn an_item_named_twice_is_done_once() {
    let world = World::new().await;
    let owner = world.owner().await;
    let id = owner.id_of("S-003").await;
    let result: BulkResult = owner.assign(&[id.clone(), id.clone()], Some(owner.id())).await.is(200).json();
    assert_eq!(result.items.len(), 2);
    let assigned = owner.solution(&id).await.timeline.into_iter().filter(|entry| entry.kind == EventKind::Assigned);
    assert_eq!(assigned.count(), 1);
}

#[tokio::test]
async fn what_is_not_understood_is_refused_whole() {
    let world = World::new().await;
    let owner = world.owner().await;
    let id = owner.id_of("S-003").await;
    let bodies = [
        json!({}),
        json!({ "action": "explode", "items": [id] }),
        json!({ "action": "assign", "items": id, "assignee": null }),
        json!({ "action": "assign", "items": [1], "assignee": null }),
        json!({ "action": "assign", "items": [id], "assignee": owner.id(), "colour": "blue" }),
    ];
    for body in bodies {
        owner.post(path::SOLUTIONS_BULK, &body).await.refused(400, "unreadable");
    }
    assert_eq!(owner.solution(&id).await.row.assigned_to, None);
}

#[tokio::test]
async fn it_needs_a_key() {
    let world = World::new().await;
    let owner = world.owner().await;
    let body = json!({ "action": "assign", "items": [owner.id_of("S-003").await], "assignee": owner.id() });
    let ask = || owner.ask(Method::POST, path::SOLUTIONS_BULK).json(&body);
    ask().send().await.refused(428, "headerMissing");
    ask().key("").send().await.refused(428, "headerMissing");
    assert_eq!(owner.solution(&owner.id_of("S-003").await).await.row.assigned_to, None);
}
