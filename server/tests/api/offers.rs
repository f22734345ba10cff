//! Offers: the list, making a draft from a solution, removing one, and what people say of matches.

use axum::http::Method;
use contract::api::history::EventKind;
use contract::api::list::Page;
use contract::api::merging::SolutionFacts;
use contract::api::offers::{IdCheck, OfferDetail, OfferRow, PublisherRow};
use contract::api::path;
use contract::matching::{Match, Reason, STRONG};
use contract::offer::OfferStatus;
use contract::solution::MigrationState::*;
use serde_json::{Value, json};

use crate::support::World;
use crate::support::acts::to_offer;

fn draft(offer_id: &str, publisher: Value) -> Value {
    json!({ "offerType": "softwareAsAService", "publisher": publisher, "offerId": offer_id, "alias": "Grain draft" })
}

fn ours() -> Value {
    json!({ "kind": "existing", "id": "northlake-systems" })
}

#[tokio::test]
async fn the_list_goes_by_name_in_pages_and_is_searched() {
    let world = World::new().await;
    let owner = world.owner().await;
    let first: Page<OfferRow> = owner.read(&format!("{}?limit=1", path::OFFERS)).await;
    assert_eq!((first.items[0].name.as_str(), first.total), ("Fleet Insight", Some(2)));
    let cursor = first.next_cursor.unwrap();
    let second: Page<OfferRow> = owner.read(&format!("{}?limit=1&cursor={cursor}", path::OFFERS)).await;
    assert_eq!((second.items[0].status, second.next_cursor, second.total), (OfferStatus::Draft, None, None));
    let found: Page<OfferRow> = owner.read(&format!("{}?search=PLANNER%20harb", path::OFFERS)).await;
    assert_eq!(found.items.iter().map(|offer| offer.external_id.as_str()).collect::<Vec<_>>(), ["harbour-planner"]);
    owner.get(&format!("{}?colour=blue", path::OFFERS)).await.refused(400, "unreadable");
    owner.get(&format!("{}?limit=0", path::OFFERS)).await.wrong_field("limit", "limit");
    let publishers: Vec<PublisherRow> = owner.read(path::PUBLISHERS).await;
    assert_eq!(publishers.iter().map(|one| one.id.as_str()).collect::<Vec<_>>(), ["northlake-systems"]);
}

#[tokio::test]
async fn a_draft_is_made_from_a_solution() {
    let world = World::new().await;
    let owner = world.owner().await;
    let id = owner.id_of("S-004").await;
    let made: OfferDetail = owner.post(&path::offer_from(&id), &draft("grain-ledger", ours())).await.is(201).json();
    assert_eq!((made.offer.status, made.ever_published), (OfferStatus::Draft, false));
    assert_eq!(made.solutions[0].id, id);
    assert_eq!(owner.stands(&id).await, (DraftCreated, Some(made.offer.id.clone())));
    assert_eq!(owner.offer(&made.offer.id).await, made);
    let kinds: Vec<_> = owner.solution(&id).await.timeline.iter().map(|entry| entry.kind).collect();
    assert_eq!(kinds[0], EventKind::DraftCreated);
    owner.post(&path::offer_from(&id), &draft("another", ours())).await.refused(409, "wrongState");
}

#[tokio::test]
async fn a_draft_is_made_from_nothing() {
    let world = World::new().await;
    let owner = world.owner().await;
    let before = owner.read::<Page<OfferRow>>(path::OFFERS).await.items.len();
    let body = draft("grain-ledger", ours());
    let send = || owner.ask(Method::POST, path::OFFERS).header("Idempotency-Key", "empty-draft").json(&body).send();
    let made: OfferDetail = send().await.is(201).json();
    assert_eq!((made.offer.status, made.ever_published), (OfferStatus::Draft, false));
    assert!(made.solutions.is_empty());
    assert_eq!(send().await.is(201).json::<OfferDetail>(), made, "sent twice");
    assert_eq!(owner.read::<Page<OfferRow>>(path::OFFERS).await.items.len(), before + 1);
    owner.post(path::OFFERS, &draft("grain-ledger", ours())).await.wrong_field("/offerId", "offerIdTaken");
    let seen = owner.get(&path::offer(&made.offer.id)).await.header("etag").to_owned();
    owner.delete(&path::offer(&made.offer.id), &seen).await.is(204);
    // Without a solution that names one, a new publisher carries all partner IDs of the company.
    let new = json!({ "kind": "new", "id": "northlake-labs", "name": "Northlake Labs" });
    let made: OfferDetail = owner.post(path::OFFERS, &draft("lab-one", new)).await.is(201).json();
    assert_eq!(made.offer.partner_ids, ["4100001", "4100002"]);
}

#[tokio::test]
async fn matches_are_told_with_reasons_until_somebody_says_no() {
    let world = World::new().await;
    let (owner, viewer, rival) = (world.owner().await, world.viewer().await, world.rival().await);
    let id = owner.id_of("S-001").await;
    let (live, draft) = (owner.offer_id("fleet-insight").await, owner.offer_id("harbour-planner").await);
    let found: Vec<Match> = viewer.read(&path::matches(&id)).await;
    assert_eq!(found[0].offer, live);
    assert!(found[0].score >= STRONG && found[0].reasons.contains(&Reason::SamePartnerId), "{found:?}");
    assert!(found.iter().all(|one| one.offer != draft), "only live offers: {found:?}");
    owner.ask(Method::PUT, &path::match_said(&id, &live)).json(&json!({ "isMatch": false })).send().await.is(200);
    assert!(viewer.read::<Vec<Match>>(&path::matches(&id)).await.is_empty());
    viewer.get(&format!("{}?limit=0", path::matches(&id))).await.wrong_field("limit", "limit");
    rival.get(&path::matches(&id)).await.refused(404, "notFound");
}

#[tokio::test]
async fn a_new_publisher_carries_the_partner_id() {
    let world = World::new().await;
    let (owner, rival) = (world.owner().await, world.rival().await);
    let new = json!({ "kind": "new", "id": "northlake-labs", "name": "Northlake Labs" });
    let id = owner.id_of("S-003").await;
    let made: OfferDetail = owner.post(&path::offer_from(&id), &draft("lab-one", new.clone())).await.is(201).json();
    assert_eq!((made.offer.publisher.as_str(), made.offer.partner_ids), ("northlake-labs", vec!["4100002".to_owned()]));
    // A publisher's ID is unique in the whole installation; an offer ID in its company.
    let theirs = rival.id_of("S-001").await;
    rival.post(&path::offer_from(&theirs), &draft("lab-one", new)).await.wrong_field("/publisher/id", "publisherTaken");
    let own = json!({ "kind": "new", "id": "meridian", "name": "Meridian" });
    rival.post(&path::offer_from(&theirs), &draft("lab-one", own)).await.is(201);
}

#[tokio::test]
async fn every_wrong_field_is_told_at_once() {
    let world = World::new().await;
    let owner = world.owner().await;
    let make = path::offer_from(&owner.id_of("S-004").await);
    let body = json!({ "offerType": "softwareAsAService", "publisher": { "kind": "new", "id": "A", "name": "" },
        "offerId": "Fleet Insight", "alias": "x".repeat(121) });
    let problem = owner.post(&make, &body).await.refused(422, "fields");
    let found: Vec<_> = problem.errors.iter().map(|error| (error.pointer.as_str(), error.code.as_str())).collect();
    assert_eq!(found, [("/offerId", "offerIdCharacter"), ("/alias", "tooLong"), ("/publisher/id", "offerIdCharacter")]);
    owner.post(&make, &draft("fleet-insight", ours())).await.wrong_field("/offerId", "offerIdTaken");
    let unknown = json!({ "kind": "existing", "id": "nobody" });
    owner.post(&make, &draft("fresh", unknown)).await.wrong_field("/publisher/id", "unknownPublisher");
    let nameless = json!({ "kind": "new", "id": "fresh", "name": " " });
    owner.post(&make, &draft("fresh", nameless)).await.wrong_field("/publisher/name", "empty");
    let free = |id: &str| format!("{}?id={id}", path::OFFER_ID_CHECK);
    assert_eq!(owner.read::<IdCheck>(&free("fleet-insight")).await, IdCheck { free: false });
    assert_eq!(owner.read::<IdCheck>(&free("fresh")).await, IdCheck { free: true });
    owner.get(&free("ab")).await.wrong_field("id", "offerIdShort");
    assert_eq!(owner.stands(&owner.id_of("S-004").await).await, (Pending, None));
}

#[tokio::test]
async fn a_draft_that_is_removed_leaves_its_solution_pending() {
    let world = World::new().await;
    let owner = world.owner().await;
    let (id, offer) = (owner.id_of("S-007").await, owner.offer_id("harbour-planner").await);
    let at = path::offer(&offer);
    owner.ask(Method::DELETE, &at).send().await.refused(428, "headerMissing");
    owner.delete(&at, "\"old\"").await.refused(412, "stale");
    let seen = owner.get(&at).await.header("etag").to_owned();
    owner.delete(&at, &seen).await.is(204);
    assert_eq!(owner.stands(&id).await, (Pending, None));
    owner.get(&at).await.refused(404, "notFound");
    let live = path::offer(&owner.offer_id("fleet-insight").await);
    owner.delete(&live, "*").await.refused(409, "offerWasPublished");
}

#[tokio::test]
async fn a_draft_that_is_removed_does_not_come_back_with_its_solution() {
    let world = World::new().await;
    let owner = world.owner().await;
    let (live, draft_id) = (owner.offer_id("fleet-insight").await, owner.offer_id("harbour-planner").await);
    let given_up = owner.id_of("S-007").await;
    owner.discard(&given_up).await.is(200);
    let other = owner.id_of("S-004").await;
    let made: OfferDetail = owner.post(&path::offer_from(&other), &draft("second", ours())).await.is(201).json();
    let number = owner.merge(&other, &to_offer(&live)).await;
    owner.delete(&path::offer(&draft_id), "*").await.is(204);
    owner.delete(&path::offer(&made.offer.id), "*").await.is(204);
    owner.undo(&given_up).await.is(200);
    assert_eq!(owner.stands(&given_up).await, (Pending, None));
    owner.post(&path::request_cancel(&number), &json!({})).await.is(200);
    assert_eq!(owner.stands(&other).await, (Pending, None));
}

#[tokio::test]
async fn no_match_is_remembered_and_taken_back() {
    let world = World::new().await;
    let (owner, viewer) = (world.owner().await, world.viewer().await);
    let (id, offer) = (owner.id_of("S-011").await, owner.offer_id("fleet-insight").await);
    let facts = || async {
        let body = json!({ "items": ["unknown", id] });
        viewer.post(path::SOLUTION_FACTS, &body).await.is(200).json::<Vec<SolutionFacts>>()
    };
    let before = facts().await;
    let counts: Vec<_> =
        before.iter().map(|one| (one.referrals, one.collateral, one.contacts, one.incentives)).collect();
    assert_eq!(counts, [(2, 1, 1, 1)]);
    let carried = viewer.solution(&id).await.carries.referrals;
    let euros = carried.iter().filter(|deal| deal.currency == "EUR").map(|deal| deal.value_minor).sum::<u64>();
    let worth = |currency: &str| before[0].worth.iter().find(|sum| sum.currency == currency).map(|sum| sum.value_minor);
    assert_eq!((worth("EUR"), before[0].worth.len()), (Some(euros), 1), "{carried:?}");
    let say = |is_match: bool| {
        owner.ask(Method::PUT, &path::match_said(&id, &offer)).json(&json!({ "isMatch": is_match })).send()
    };
    say(false).await.is(200);
    let after = facts().await;
    assert_eq!((&after[0].not_matches, after[0].version > before[0].version), (&vec![offer.clone()], true));
    say(false).await.is(200);
    assert_eq!(facts().await, after, "saying it twice changes nothing");
    say(true).await.is(200);
    assert!(facts().await[0].not_matches.is_empty());
    let kinds: Vec<_> = owner.solution(&id).await.timeline.iter().take(2).map(|entry| entry.kind).collect();
    assert_eq!(kinds, [EventKind::MatchRestored, EventKind::MatchDismissed]);
}
