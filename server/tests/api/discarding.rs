//! Giving solutions up and taking that back: state and links come back as they were.

use contract::api::path;
use contract::api::requests::MessageKind;
use contract::api::solutions::BulkResult;
use contract::refusal::Refusal;
use contract::solution::MigrationState::*;
use contract::support::RequestState;
use serde_json::json;

use crate::support::World;
use crate::support::acts::to_offer;

#[tokio::test]
async fn a_pending_one_goes_and_comes_back() {
    let world = World::new().await;
    let owner = world.owner().await;
    let id = owner.id_of("S-003").await;
    owner.discard(&id).await.is(200);
    assert_eq!(owner.stands(&id).await, (Discarded, None));
    owner.discard(&id).await.refused(409, "wrongState");
    owner.undo(&id).await.is(200);
    assert_eq!(owner.stands(&id).await, (Pending, None));
    owner.undo(&id).await.refused(409, "wrongState");
}

#[tokio::test]
async fn a_draft_stays_linked_out_of_sight() {
    let world = World::new().await;
    let owner = world.owner().await;
    let (id, draft) = (owner.id_of("S-007").await, owner.offer_id("harbour-planner").await);
    assert_eq!(owner.stands(&id).await, (DraftCreated, Some(draft.clone())));
    owner.discard(&id).await.is(200);
    assert_eq!(owner.stands(&id).await, (Discarded, None));
    assert!(owner.offer(&draft).await.solutions.is_empty());
    owner.undo(&id).await.is(200);
    assert_eq!(owner.stands(&id).await, (DraftCreated, Some(draft)));
}

#[tokio::test]
async fn an_open_question_is_cancelled_in_the_same_act() {
    let world = World::new().await;
    let (owner, developer, operator) = (world.owner().await, world.developer().await, world.operator().await);
    let id = owner.id_of("S-003").await;
    let number = owner.merge(&id, &to_offer(&owner.offer_id("fleet-insight").await)).await;
    owner.discard(&id).await.refused(409, "wrongState");
    operator.decide(&number, json!({ "decision": "ask", "text": "Which one?" })).await.is(200);
    // Whoever may edit may give a solution up, whoever asked.
    developer.discard(&id).await.is(200);
    let request = owner.request(&number).await;
    assert_eq!(request.request.state, RequestState::Cancelled);
    assert_eq!(request.thread.last().unwrap().kind, MessageKind::Cancelled);
    owner.undo(&id).await.is(200);
    // Attention needed comes back, the cancelled request does not.
    assert_eq!(owner.stands(&id).await, (AttentionNeeded, None));
    owner.post(&path::request_answer(&number), &json!({ "text": "This one" })).await.refused(409, "requestClosed");
    owner.merge(&id, &to_offer(&owner.offer_id("fleet-insight").await)).await;
}

#[tokio::test]
async fn roles_and_versions_are_asked() {
    let world = World::new().await;
    let (owner, viewer) = (world.owner().await, world.viewer().await);
    let id = owner.id_of("S-003").await;
    viewer.discard(&id).await.refused(403, "roleMayNot");
    let version = owner.solution(&id).await.version;
    let seen = |version: u64| json!({ "seenVersion": version });
    owner.post(&path::discard(&id), &seen(version + 1)).await.refused(412, "stale");
    owner.post(&path::discard(&id), &seen(version)).await.is(200);
    viewer.undo(&id).await.refused(403, "roleMayNot");
    owner.post(&path::undo_discard(&id), &seen(version)).await.refused(412, "stale");
    owner.post(&path::undo_discard(&id), &seen(version + 1)).await.is(200);
}

#[tokio::test]
async fn many_go_at_once_and_come_back_at_once() {
    let world = World::new().await;
    let owner = world.owner().await;
    let (one, two) = (owner.id_of("S-003").await, owner.id_of("S-007").await);
    let done = owner.id_of("S-001").await;
    let body = json!({ "action": "discard", "items": [
        { "id": one }, { "id": two, "seenVersion": 1 }, { "id": done }, { "id": "unknown" }, { "id": one }
    ] });
    let result: BulkResult = owner.post(path::SOLUTIONS_BULK, &body).await.is(200).json();
    let refusals: Vec<_> = result.items.iter().map(|item| item.refusal.clone()).collect();
    let wrong = |state| Some(Refusal::WrongState { state });
    assert_eq!(refusals, [None, None, wrong(Merged), Some(Refusal::NotThere), wrong(Discarded)]);
    let undo = json!({ "action": "undoDiscard", "items": [one, two, done] });
    let result: BulkResult = owner.post(path::SOLUTIONS_BULK, &undo).await.is(200).json();
    assert_eq!(result.items.iter().map(|item| item.done).collect::<Vec<_>>(), [true, true, false]);
    assert_eq!((owner.stands(&one).await.0, owner.stands(&two).await.0), (Pending, DraftCreated));
}
