//! Asking support for a change of an audience, and the desk that makes it.

use contract::api::audience_request::CspDetails;
use contract::api::news::{NewsKind, Notifications};
use contract::api::path;
use contract::audience::ChannelState;
use contract::refusal::Refusal;
use contract::support::{RequestKind, RequestState};
use serde_json::json;

use crate::support::World;
use crate::support::market::{tenants, wanted};

#[tokio::test]
async fn a_reseller_that_never_sold_is_removed_by_the_desk() {
    let world = World::market().await;
    let (owner, operator) = (world.owner().await, world.operator().await);
    let chosen = owner.offer_id("chosen").await;
    owner.ask_for_draft(&chosen).await.refused(409, "needsNoRequest");
    owner.save(&chosen, &wanted(ChannelState::Some, &[0, 1])).await.is(200);
    let version = owner.resell(&chosen).await.0.version;
    let dry = format!("{}?dryRun=true", path::resell_request(&chosen));
    let prefilled: CspDetails = owner.post(&dry, &json!({ "seenVersion": version })).await.is(200).json();
    assert_eq!((prefilled.kind, prefilled.count), (RequestKind::CspDeauthorize, 1));
    assert_eq!(prefilled.resellers[0].name, "Cobalt Services");
    let number = owner.asked_for_draft(&chosen).await;
    owner.ask_for_draft(&chosen).await.refused(409, "audienceRequestOpen");
    assert_eq!(owner.resell(&chosen).await.0.request.unwrap().number, number);
    let request = owner.request(&number).await;
    assert_eq!((request.request.kind, request.request.title.as_str()), (RequestKind::CspDeauthorize, "chosen"));
    assert_eq!(request.csp.unwrap(), prefilled);
    let case = operator.case(&number).await;
    assert_eq!((case.approve_refusal, case.request.csp.unwrap().offer), (None, chosen.clone()));
    assert_eq!(operator.approve(&number).await.request.request.state, RequestState::Resolved);
    assert_eq!(owner.live(&chosen).await, tenants(&[0, 1]));
    assert_eq!(owner.resell(&chosen).await.0.request, None);
}

#[tokio::test]
async fn from_any_to_specific_those_that_sold_are_added() {
    let world = World::market().await;
    let (owner, operator) = (world.owner().await, world.operator().await);
    let open = owner.offer_id("open").await;
    owner.save(&open, &wanted(ChannelState::Some, &[3])).await.is(200);
    let number = owner.asked_for_draft(&open).await;
    // One more sells while support looks at it.
    operator.sells(4, "open").await.is(200);
    operator.approve(&number).await;
    let (page, _) = owner.resell(&open).await;
    assert_eq!(page.live.unwrap().reseller_channel_state, ChannelState::Some);
    assert_eq!(owner.live(&open).await, tenants(&[1, 2, 3, 4]));
    // The saved list has them too, so that it does not ask for the impossible.
    assert_eq!(owner.drafted(&open).await, tenants(&[1, 2, 3, 4]));
}

#[tokio::test]
async fn an_offer_that_was_sold_does_not_leave_the_programme() {
    let world = World::market().await;
    let (owner, operator) = (world.owner().await, world.operator().await);
    let open = owner.offer_id("open").await;
    owner.save(&open, &wanted(ChannelState::None, &[])).await.is(200);
    let number = owner.asked_for_draft(&open).await;
    let sold = Refusal::ResellersSold { n: 2, names: "Blue Harbour IT, Cobalt Services".into() };
    assert_eq!(operator.case(&number).await.approve_refusal, Some(sold));
    operator.decide(&number, json!({ "decision": "approve" })).await.refused(409, "resellersSold");
    assert_eq!(owner.resell(&open).await.0.live.unwrap().reseller_channel_state, ChannelState::All);
    operator.decide(&number, json!({ "decision": "refuse", "text": "They have customers." })).await.is(200);
    assert_eq!(owner.resell(&open).await.0.request, None);
}

#[tokio::test]
async fn a_sale_while_the_desk_looks_stops_the_approval_and_is_told() {
    let world = World::market().await;
    let (developer, operator) = (world.developer().await, world.operator().await);
    let chosen = developer.offer_id("chosen").await;
    developer.save(&chosen, &wanted(ChannelState::Some, &[0, 1])).await.is(200);
    let number = developer.asked_for_draft(&chosen).await;
    operator.sells(2, "chosen").await.is(200);
    operator.sells(0, "chosen").await.is(200);
    operator.decide(&number, json!({ "decision": "approve" })).await.refused(409, "resellersSold");
    assert_eq!(developer.live(&chosen).await, tenants(&[0, 1, 2]));
    let news: Notifications = developer.read(path::NOTIFICATIONS).await;
    let told: Vec<_> = news.items.iter().filter(|item| item.kind == NewsKind::ResellerSold).collect();
    assert_eq!(told[0].request.as_deref(), Some(number.as_str()));
    // Taken back, the list is as it was; the draft asks for what cannot be and says so.
    developer.post(&path::request_cancel(&number), &json!({})).await.is(200);
    developer.ask_for_draft(&chosen).await.refused(409, "resellersSold");
}

#[tokio::test]
async fn from_specific_to_any_and_to_none() {
    let world = World::market().await;
    let (owner, operator) = (world.owner().await, world.operator().await);
    let closed = owner.offer_id("closed").await;
    owner.save(&closed, &wanted(ChannelState::Some, &[5, 6])).await.is(200);
    owner.sync(&closed).await.is(200);
    owner.save(&closed, &wanted(ChannelState::All, &[5, 6])).await.is(200);
    let number = owner.asked_for_draft(&closed).await;
    assert_eq!(operator.case(&number).await.request.csp.unwrap().to, ChannelState::All);
    operator.approve(&number).await;
    assert_eq!(owner.resell(&closed).await.0.live.unwrap().reseller_channel_state, ChannelState::All);
    owner.save(&closed, &wanted(ChannelState::None, &[])).await.is(200);
    let number = owner.asked_for_draft(&closed).await;
    operator.approve(&number).await;
    assert_eq!(owner.resell(&closed).await.0.live.unwrap().reseller_channel_state, ChannelState::None);
}

#[tokio::test]
async fn a_question_and_its_answer_leave_the_audience_alone() {
    let world = World::market().await;
    let (owner, operator) = (world.owner().await, world.operator().await);
    let chosen = owner.offer_id("chosen").await;
    owner.save(&chosen, &wanted(ChannelState::Some, &[1, 2])).await.is(200);
    let number = owner.asked_for_draft(&chosen).await;
    operator.decide(&number, json!({ "decision": "ask", "text": "Are you sure?" })).await.is(200);
    owner.ask_for_draft(&chosen).await.refused(409, "audienceRequestOpen");
    owner.post(&path::request_answer(&number), &json!({ "text": "Yes." })).await.is(201);
    operator.approve(&number).await;
    assert_eq!(owner.live(&chosen).await, tenants(&[1, 2]));
    operator.decide(&number, json!({ "decision": "reopen", "text": "No." })).await.refused(409, "notMerged");
}

#[tokio::test]
async fn the_desk_sees_what_its_approval_does() {
    let world = World::market().await;
    let (owner, operator) = (world.owner().await, world.operator().await);
    let open = owner.offer_id("open").await;
    owner.save(&open, &wanted(ChannelState::Some, &[1, 3])).await.is(200);
    let number = owner.asked_for_draft(&open).await;
    // One more sells while support looks at it: it is part of the list from then on.
    operator.sells(4, "open").await.is(200);
    let csp = operator.case(&number).await.request.csp.unwrap();
    assert_eq!(csp.count, 4);
    let effect = csp.effect.unwrap();
    let after = effect.after.unwrap();
    assert_eq!(effect.live.reseller_channel_state, ChannelState::All);
    assert_eq!((after.reseller_channel_state, after.resellers), (ChannelState::Some, 4));
    assert_eq!((effect.loses.every, effect.loses.count), (true, 4));
    assert_eq!(effect.stays.count, 2);
    assert_eq!((effect.stays.resellers.len(), effect.touched.len() as u64), (2, effect.customers));
    assert!(effect.stays.resellers.iter().all(|one| one.sold_since.is_some()));
    assert_eq!(effect.drift, None);
    operator.approve(&number).await;
    assert_eq!(owner.live(&open).await, tenants(&[1, 2, 3, 4]));
    assert_eq!(operator.case(&number).await.request.csp.unwrap().effect, None);
}

#[tokio::test]
async fn a_draft_that_was_changed_since_is_shown_beside_the_request() {
    let world = World::market().await;
    let (owner, operator) = (world.owner().await, world.operator().await);
    let chosen = owner.offer_id("chosen").await;
    owner.save(&chosen, &wanted(ChannelState::Some, &[1])).await.is(200);
    let number = owner.asked_for_draft(&chosen).await;
    let open = owner.resell(&chosen).await.0.request.unwrap().asked.unwrap();
    assert_eq!((open.to, open.resellers), (ChannelState::Some, tenants(&[0, 2])));
    assert_eq!(operator.case(&number).await.request.csp.unwrap().effect.unwrap().drift, None);
    owner.save(&chosen, &wanted(ChannelState::Some, &[1, 2])).await.is(200);
    let effect = operator.case(&number).await.request.csp.unwrap().effect.unwrap();
    let drift = effect.drift.unwrap();
    assert_eq!((drift.asked_count, drift.now_count, drift.back), (2, 1, tenants(&[2])));
    assert_eq!(effect.back[0].name, "Cobalt Services");
}

#[tokio::test]
async fn a_request_that_cannot_be_approved_names_who_stands_in_the_way() {
    let world = World::market().await;
    let owner = world.owner().await;
    let open = owner.offer_id("open").await;
    owner.save(&open, &wanted(ChannelState::None, &[])).await.is(200);
    let version = owner.resell(&open).await.0.version;
    let dry = format!("{}?dryRun=true", path::resell_request(&open));
    let prefilled: CspDetails = owner.post(&dry, &json!({ "seenVersion": version })).await.is(200).json();
    let effect = prefilled.effect.unwrap();
    assert_eq!(effect.after, None);
    let names: Vec<_> = effect.stays.resellers.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["Blue Harbour IT", "Cobalt Services"]);
}
