//! Asking for merges: by offer, by address, tried out, in ones and many.

use contract::api::history::{EventKind, HistoryEntry};
use contract::api::list::Page;
use contract::api::merging::{Filed, MergePreview, SolutionFacts, Target};
use contract::api::path;
use contract::api::requests::MessageKind;
use contract::api::session::Session;
use contract::api::solutions::BulkResult;
use contract::listing_url::{Storefront, Storefronts};
use contract::refusal::Refusal;
use contract::solution::MigrationState::{self, *};
use contract::support::RequestState;
use serde_json::json;

use crate::support::acts::{to_offer, to_url};
use crate::support::{Settings, World};

const LISTING: &str = "https://appsource.microsoft.com/en-us/product/web-apps/northlake-systems.routes?tab=Overview";

#[tokio::test]
async fn a_request_is_filed_with_its_details_and_the_solution_waits() {
    let world = World::new().await;
    let owner = world.owner().await;
    let (id, offer) = (owner.id_of("S-011").await, owner.offer_id("fleet-insight").await);
    let body =
        json!({ "target": { "kind": "offer", "id": offer }, "text": " Please move all. ", "offerName": "Fleet" });
    let filed: Filed = owner.post(&path::merge(&id), &body).await.is(201).json();
    let row = owner.solution(&id).await.row;
    assert_eq!((row.state, row.offer.as_deref()), (Merging, Some(offer.as_str())));
    assert_eq!(row.request.as_deref(), Some(filed.number.as_str()));

    let request = owner.request(&filed.number).await;
    assert_eq!((request.request.state, request.request.due), (RequestState::Submitted, filed.due));
    assert_eq!((request.request.title.as_str(), request.request.by.as_str()), ("Route Planner", "Olivia Owner"));
    assert_eq!(request.offer.unwrap().external_id, "fleet-insight");
    let details = request.merge.unwrap();
    assert_eq!((details.offer_name.as_str(), details.solution_id.as_str()), ("Fleet", "S-011"));
    assert_eq!(details.target, Target::Offer { id: offer });
    let thread: Vec<_> =
        request.thread.iter().map(|entry| (entry.kind, entry.text.as_str(), entry.from_desk)).collect();
    assert_eq!(thread, [(MessageKind::Filed, "Please move all.", false)]);
    let due = contract::calendar::due(request.request.at, 2, &[]);
    assert_eq!(filed.due, due);
}

#[tokio::test]
async fn trying_out_changes_nothing_and_says_what_moves() {
    let world = World::new().await;
    let owner = world.owner().await;
    let (id, offer) = (owner.id_of("S-011").await, owner.offer_id("fleet-insight").await);
    let before = owner.solution(&id).await;
    let try_out = format!("{}?dryRun=true", path::merge(&id));
    let ask = owner.ask(axum::http::Method::POST, &try_out).json(&to_offer(&offer));
    let preview: MergePreview = ask.send().await.is(200).json();
    assert_eq!(preview.carries, before.carries);
    assert_eq!(preview.after.referrals.len(), preview.before.referrals.len() + 2);
    assert!(preview.after.contacts.iter().any(|moved| moved.record.email == "ines@northlake.example"));
    assert_eq!(preview.after.incentives, ["Co-sell incentive"]);
    assert_eq!(owner.solution(&id).await, before);
    let draft = owner.offer_id("harbour-planner").await;
    owner.post(&try_out, &to_offer(&draft)).await.refused(409, "targetNotLive");
}

#[tokio::test]
async fn an_address_that_leads_to_a_known_offer_is_that_offer() {
    let world = World::new().await;
    let owner = world.owner().await;
    let offer = owner.offer_id("fleet-insight").await;
    let url = " HTTPS://AppSource.Microsoft.com/fr-fr/product/web-apps/Northlake-Systems.Fleet-Insight?src=x ";
    let number = owner.merge(&owner.id_of("S-003").await, &to_url(url)).await;
    let details = owner.request(&number).await.merge.unwrap();
    assert_eq!(details.target, Target::Offer { id: offer });
    assert_eq!(details.listing_url.as_deref(), Some(url.trim()));

    let other = owner.id_of("S-004").await;
    let number = owner.merge(&other, &to_url(LISTING)).await;
    let details = owner.request(&number).await.merge.unwrap();
    assert_eq!(details.target, Target::Url { url: LISTING.into() });
    assert_eq!(owner.stands(&other).await, (Merging, None));
}

#[tokio::test]
async fn an_installation_reads_listings_of_its_own_and_of_storefronts_that_it_adds() {
    let added = ["https://portal.example", "https://shop.example/product/{id}"];
    let storefronts = Storefronts::default()
        .with(Storefront::installation(added[0]).unwrap())
        .with(Storefront::read(&format!("Shop={}", added[1])).unwrap());
    let world = World::with(Settings { storefronts: storefronts.clone(), ..Settings::default() }).await;
    let owner = world.owner().await;
    let session: Session = owner.read(path::SESSION).await;
    assert_eq!(session.storefronts, storefronts, "the page reads what the server reads");
    let offer = owner.offer_id("fleet-insight").await;
    for (solution, url) in [
        ("S-003", "https://portal.example/listing/northlake-systems.fleet-insight"),
        ("S-004", "https://shop.example/product/Northlake-Systems.Fleet-Insight?src=mail"),
    ] {
        let number = owner.merge(&owner.id_of(solution).await, &to_url(url)).await;
        let details = owner.request(&number).await.merge.unwrap();
        assert_eq!(details.target, Target::Offer { id: offer.clone() }, "{url}");
    }
    // The prefilled "URL for existing listing" of an offer that is chosen by its name is sent along.
    let number = owner.merge(&owner.id_of("S-011").await, &to_offer(&offer)).await;
    let details = owner.request(&number).await.merge.unwrap();
    assert_eq!(details.listing_url.as_deref(), Some("https://portal.example/listing/northlake-systems.fleet-insight"));
    let elsewhere = World::new().await;
    let owner = elsewhere.owner().await;
    let merge = path::merge(&owner.id_of("S-003").await);
    owner.post(&merge, &to_url("https://shop.example/product/a.b")).await.wrong_field("/target/url", "listingUrl");
}

#[tokio::test]
async fn what_is_no_target_is_told_beside_its_field() {
    let world = World::new().await;
    let (owner, rival) = (world.owner().await, world.rival().await);
    let merge = path::merge(&owner.id_of("S-003").await);
    for url in
        ["", "no address", "https://appsource.microsoft.com/en-us/", "https://appsource.evil.example/product/x/a.b"]
    {
        owner.post(&merge, &to_url(url)).await.wrong_field("/target/url", "listingUrl");
    }
    owner.post(&merge, &to_offer("unknown")).await.wrong_field("/target/id", "unknownOffer");
    // Another company's offer is as unknown.
    let theirs = rival.id_of("S-001").await;
    let offer = owner.offer_id("fleet-insight").await;
    rival.post(&path::merge(&theirs), &to_offer(&offer)).await.wrong_field("/target/id", "unknownOffer");
    let long = json!({ "target": { "kind": "offer", "id": offer }, "text": "x".repeat(4_001) });
    owner.post(&merge, &long).await.wrong_field("/text", "tooLong");
    assert_eq!(owner.stands(&owner.id_of("S-003").await).await, (Pending, None));
}

#[tokio::test]
async fn each_rule_refuses_with_its_reason() {
    let world = World::new().await;
    let (owner, viewer) = (world.owner().await, world.viewer().await);
    let live = to_offer(&owner.offer_id("fleet-insight").await);
    let draft = to_offer(&owner.offer_id("harbour-planner").await);
    let merge = |id: &str| path::merge(id);
    let pending = owner.id_of("S-003").await;
    viewer.post(&merge(&pending), &live).await.refused(403, "roleMayNot");
    owner.post(&merge(&pending), &draft).await.refused(409, "targetNotLive");
    owner.post(&merge("unknown"), &live).await.refused(404, "notFound");
    owner.post(&merge(&owner.id_of("S-001").await), &live).await.refused(409, "wrongState");
    owner.post(&merge(&owner.id_of("S-002").await), &live).await.refused(409, "wrongState");
    owner.post(&merge(&owner.id_of("S-009").await), &live).await.refused(409, "wrongState");
    let stale = json!({ "target": live["target"], "seenVersion": 99 });
    let reply = owner.post(&merge(&pending), &stale).await;
    reply.refused(412, "stale");
    assert_eq!(reply.header("etag"), owner.get(&path::solution(&pending)).await.header("etag"));

    let number = owner.merge(&pending, &live).await;
    let operator = world.operator().await;
    operator.decide(&number, json!({ "decision": "ask", "text": "Which edition?" })).await.is(200);
    owner.post(&merge(&pending), &live).await.refused(409, "requestStillOpen");
}

#[tokio::test]
async fn a_call_again_files_nothing_again() {
    let world = World::new().await;
    let owner = world.owner().await;
    let (id, body) = (owner.id_of("S-003").await, to_offer(&owner.offer_id("fleet-insight").await));
    let first = owner.post_once(&path::merge(&id), "one", &body).await.is(201);
    let again = owner.post_once(&path::merge(&id), "one", &body).await.is(201);
    assert_eq!((first.body, again.maybe("idempotent-replayed")), (again.body.clone(), Some("true")));
    let filed: Page<contract::api::requests::RequestRow> =
        owner.read(&format!("{}?mine=true&state=submitted", path::SUPPORT_REQUESTS)).await;
    assert_eq!(filed.items.iter().filter(|row| row.solution.as_deref() == Some(id.as_str())).count(), 1);
}

#[tokio::test]
async fn many_are_asked_for_at_once_each_for_itself() {
    let world = World::new().await;
    let owner = world.owner().await;
    let offer = owner.offer_id("fleet-insight").await;
    let target = json!({ "kind": "offer", "id": offer });
    let (one, two) = (owner.id_of("S-003").await, owner.id_of("S-004").await);
    let items = json!([
        { "id": one, "target": target },
        { "id": two, "target": { "kind": "url", "url": LISTING } },
        { "id": one, "target": target },
        { "id": owner.id_of("S-005").await, "target": target, "seenVersion": 7 },
        { "id": owner.id_of("S-006").await, "target": { "kind": "offer", "id": owner.offer_id("harbour-planner").await } },
        { "id": owner.id_of("S-010").await, "target": { "kind": "url", "url": "nonsense" } },
        { "id": owner.id_of("S-001").await, "target": target },
        { "id": "unknown", "target": target },
    ]);
    let body = json!({ "action": "merge", "items": items, "bundle": "afternoon", "text": "All of these" });
    let result: BulkResult = owner.post(path::SOLUTIONS_BULK, &body).await.is(200).json();
    let refusals: Vec<_> = result.items.iter().map(|item| item.refusal.clone()).collect();
    assert_eq!(
        refusals,
        [
            None,
            None,
            Some(Refusal::WrongState { state: Merging }),
            Some(Refusal::ChangedSince),
            Some(Refusal::TargetNotLive),
            Some(Refusal::NoListingUrl),
            Some(Refusal::WrongState { state: Merged }),
            Some(Refusal::NotThere),
        ]
    );
    assert!(result.items.iter().all(|item| item.done == item.number.is_some()));
    let request = owner.request(result.items[1].number.as_deref().unwrap()).await;
    assert_eq!((request.thread[0].text.as_str(), request.request.solution), ("All of these", Some(two)));
    let same = owner.request(result.items[0].number.as_deref().unwrap()).await.request.bundle;
    assert!(request.request.bundle.is_some() && request.request.bundle == same);
    assert_eq!(owner.stands(&owner.id_of("S-005").await).await, (Pending, None));
}

#[tokio::test]
async fn bounds_of_a_bundle_are_told() {
    let world = World::new().await;
    let owner = world.owner().await;
    let item = json!({ "id": "x", "target": { "kind": "url", "url": "x" } });
    let merge = |items: Vec<_>, bundle: &str| json!({ "action": "merge", "items": items, "bundle": bundle });
    owner.post(path::SOLUTIONS_BULK, &merge(vec![], "b")).await.wrong_field("/items", "itemCount");
    owner.post(path::SOLUTIONS_BULK, &merge(vec![item.clone(); 201], "b")).await.wrong_field("/items", "itemCount");
    owner.post(path::SOLUTIONS_BULK, &merge(vec![item.clone()], " ")).await.wrong_field("/bundle", "empty");
    owner.post(path::SOLUTIONS_BULK, &merge(vec![item], &"b".repeat(41))).await.wrong_field("/bundle", "tooLong");
}

#[tokio::test]
async fn the_counts_and_the_history_follow() {
    let world = World::new().await;
    let owner = world.owner().await;
    let id = owner.id_of("S-003").await;
    let open = || async { owner.read::<contract::api::overview::Overview>(path::OVERVIEW).await };
    let before = open().await;
    let number = owner.merge(&id, &to_offer(&owner.offer_id("fleet-insight").await)).await;
    let after = open().await;
    assert_eq!(after.counts.merging, before.counts.merging + 1);
    assert_eq!(after.open_by_day.last().map(|day| day.open), Some(after.counts.open()));
    let of = |subject: String| format!("{}?subject={subject}", path::HISTORY);
    let told: Page<HistoryEntry> = owner.read(&of(id)).await;
    let step: Vec<_> =
        [&told.items[0].before, &told.items[0].after].into_iter().flatten().map(String::as_str).collect();
    assert_eq!((told.items[0].kind, step.as_slice()), (EventKind::MergeRequested, ["pending", "merging"].as_slice()));
    let told: Page<HistoryEntry> = owner.read(&of(number)).await;
    assert_eq!(told.items[0].kind, EventKind::RequestFiled);
    assert_eq!(MigrationState::from_word(step[1]), Some(Merging));
}

#[tokio::test]
async fn what_is_read_of_a_solution_says_whether_its_request_is_open() {
    let world = World::new().await;
    let (owner, operator) = (world.owner().await, world.operator().await);
    let (id, offer) = (owner.id_of("S-011").await, owner.offer_id("fleet-insight").await);
    let open = || async {
        let facts: Vec<SolutionFacts> =
            owner.post(path::SOLUTION_FACTS, &json!({ "items": [id] })).await.is(200).json();
        (facts[0].request_open, owner.solution(&id).await.request_open)
    };
    assert_eq!(open().await, (false, false));
    let number = owner.merge(&id, &to_offer(&offer)).await;
    assert_eq!(open().await, (true, true));
    operator.decide(&number, json!({ "decision": "ask", "text": "Which edition?" })).await.is(200);
    assert_eq!((owner.stands(&id).await.0, open().await), (AttentionNeeded, (true, true)));
    owner.post(&path::request_answer(&number), &json!({ "text": "The first." })).await.is(201);
    operator.decide(&number, json!({ "decision": "refuse", "text": "Not the same." })).await.is(200);
    assert_eq!((owner.stands(&id).await.0, open().await), (AttentionNeeded, (false, false)));
}
