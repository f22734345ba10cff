//! The desk: its queue, claims, decisions, bundles, calendar and texts.

use contract::api::history::EventKind;
use contract::api::list::Page;
use contract::api::path;
use contract::api::requests::{BundleResult, Calendar, RequestRow, Templates};
use contract::api::solutions::BulkResult;
use contract::merge::Side;
use contract::offer::OfferStatus;
use contract::refusal::Refusal;
use contract::solution::MigrationState::*;
use contract::support::RequestState;
use serde_json::{Value, json};

use crate::support::acts::{to_offer, to_url};
use crate::support::sample::{self, member};
use crate::support::{Caller, Settings, World};

const LISTING: &str = "https://appsource.microsoft.com/en-us/product/web-apps/contoso.routes";
const SECOND: &str = "pia@desk.example";

/// With a second operator.
async fn world() -> World {
    let mut workspace = sample::workspace();
    workspace.companies[0].people.push(member(SECOND, "Pia Operator", contract::access::Role::Operator));
    World::with(Settings { workspace, ..Settings::default() }).await
}

async fn filed(owner: &Caller<'_>, solution: &str) -> (String, String) {
    let id = owner.id_of(solution).await;
    let number = owner.merge(&id, &to_offer(&owner.offer_id("fleet-insight").await)).await;
    (id, number)
}

fn external(publisher: &str, offer_id: &str) -> Value {
    let link = json!({ "kind": "external", "publisher": publisher, "offerId": offer_id,
        "offerType": "softwareAsAService", "name": "Contoso Routes" });
    json!({ "decision": "approve", "link": link })
}

#[tokio::test]
async fn approval_moves_everything_and_the_originals_stay() {
    let world = world().await;
    let (owner, operator) = (world.owner().await, world.operator().await);
    let offer = owner.offer_id("fleet-insight").await;
    let before = owner.offer(&offer).await;
    let (id, number) = filed(&owner, "S-011").await;
    let case = operator.case(&number).await;
    assert_eq!((case.approve_refusal.clone(), case.solution.as_ref().unwrap().notes.len()), (None, 0));
    let preview = case.preview.unwrap();
    let case = operator.approve(&number).await;
    assert_eq!(case.request.request.state, RequestState::Resolved);
    let solution = owner.solution(&id).await;
    assert_eq!((solution.row.state, solution.row.offer.as_ref()), (Merged, Some(&offer)));
    assert_eq!(solution.carries, preview.carries, "the originals stay");
    let after = owner.offer(&offer).await;
    assert_eq!(after.co_sell, preview.after, "what was shown is what happened");
    assert!(after.offer.version > before.offer.version);
    assert_eq!(after.co_sell.status, Some(solution.row.co_sell_status));
    assert!(after.co_sell.referrals.iter().all(|moved| moved.from.as_ref().is_some_and(|from| from.id == id)));
    assert!(after.solutions.iter().any(|linked| linked.id == id && linked.state == Merged));
    let told = |subject: String| format!("{}?subject={subject}", path::HISTORY);
    let of_offer: Page<contract::api::history::HistoryEntry> = owner.read(&told(offer)).await;
    assert_eq!(
        (of_offer.items[0].kind, of_offer.items[0].by.as_deref()),
        (EventKind::MovedIntoOffer, Some("Otto Operator"))
    );
    operator.decide(&number, json!({ "decision": "approve" })).await.refused(409, "requestClosed");
}

#[tokio::test]
async fn a_shared_contact_counts_on_the_chosen_side() {
    let mut workspace = sample::workspace();
    let mut twin =
        sample::solution("S-020", "Route Planner Lite", "4100001", None, contract::solution::CoSellStatus::InMarket);
    twin.contacts.clone_from(&workspace.companies[1].solutions[10].contacts);
    twin.contacts[0].email = "INES@northlake.example".into();
    workspace.companies[1].solutions.push(twin);
    let world = World::with(Settings { workspace, ..Settings::default() }).await;
    let (owner, operator) = (world.owner().await, world.operator().await);
    let offer = owner.offer_id("fleet-insight").await;
    let (first, number) = filed(&owner, "S-011").await;
    operator.approve(&number).await;
    let second = owner.id_of("S-020").await;
    let choices = json!({ "coSellStatus": "offer", "incentives": "both", "contacts": Side::Offer });
    let number = owner.merge(&second, &json!({ "target": { "kind": "offer", "id": offer }, "choices": choices })).await;
    operator.approve(&number).await;
    let aside = || async {
        let contacts = owner.offer(&offer).await.co_sell.contacts;
        contacts.into_iter().map(|moved| (moved.from.unwrap().id, moved.set_aside)).collect::<Vec<_>>()
    };
    assert_eq!(aside().await, [(first.clone(), false), (second.clone(), true)]);
    // What the first one brought goes: the other's contact counts then.
    let first_request = owner.solution(&first).await.row.request.unwrap();
    operator.decide(&first_request, json!({ "decision": "reopen", "text": "Wrong product" })).await.is(200);
    owner.delete(&path::moved_from(&offer, &first), "*").await.is(204);
    assert_eq!(aside().await, [(second, false)]);
}

#[tokio::test]
async fn a_reopened_merge_leaves_marked_records_that_go_by_hand_and_come_once() {
    let world = world().await;
    let (owner, operator) = (world.owner().await, world.operator().await);
    let offer = owner.offer_id("fleet-insight").await;
    let (id, number) = filed(&owner, "S-011").await;
    operator.decide(&number, json!({ "decision": "reopen", "text": "x" })).await.refused(409, "notMerged");
    operator.approve(&number).await;
    operator.decide(&number, json!({ "decision": "reopen", "text": " " })).await.refused(409, "reasonMissing");
    operator.decide(&number, json!({ "decision": "reopen", "text": "Wrong product" })).await.is(200);
    assert_eq!(owner.stands(&id).await, (Pending, None));
    let marked = |reopened: bool| {
        let (owner, offer) = (&owner, &offer);
        async move {
            let page = owner.offer(offer).await.co_sell;
            page.referrals
                .iter()
                .filter(|moved| moved.from.as_ref().is_some_and(|from| from.reopened == reopened))
                .count()
        }
    };
    assert_eq!((marked(true).await, marked(false).await), (2, 0));
    operator.decide(&number, json!({ "decision": "reopen", "text": "Again" })).await.refused(409, "wrongState");
    // Merged again, nothing stands twice.
    let number = owner.merge(&id, &to_offer(&offer)).await;
    operator.approve(&number).await;
    assert_eq!((marked(true).await, marked(false).await), (0, 2));
    owner.delete(&path::moved_from(&offer, &id), "*").await.refused(404, "notFound");
    operator.decide(&number, json!({ "decision": "reopen", "text": "Wrong after all" })).await.is(200);
    world.viewer().await.delete(&path::moved_from(&offer, &id), "*").await.refused(403, "roleMayNot");
    owner.delete(&path::moved_from(&offer, &id), "\"old\"").await.refused(412, "stale");
    let seen = owner.get(&path::offer(&offer)).await.header("etag").to_owned();
    owner.delete(&path::moved_from(&offer, &id), &seen).await.is(204);
    assert_eq!((marked(true).await, owner.solution(&id).await.carries.referrals.len()), (0, 2));
}

#[tokio::test]
async fn an_address_is_linked_on_approval() {
    let world = world().await;
    let (owner, rival, operator) = (world.owner().await, world.rival().await, world.operator().await);
    let id = owner.id_of("S-011").await;
    let number = owner.merge(&id, &to_url(LISTING)).await;
    let case = operator.case(&number).await;
    assert_eq!((case.approve_refusal, case.fit), (Some(Refusal::LinkMissing), None));
    let preview = case.preview.unwrap();
    assert_eq!((preview.before.referrals.len(), preview.after.referrals.len()), (0, 2), "what would move is shown");
    assert_eq!(case.publishers, ["northlake-systems"]);
    assert_eq!(case.offers.iter().map(|offer| offer.external_id.as_str()).collect::<Vec<_>>(), ["fleet-insight"]);
    operator.decide(&number, json!({ "decision": "approve" })).await.refused(409, "linkMissing");
    operator.decide(&number, external("contoso", "a")).await.wrong_field("/decision/link/offerId", "offerIdShort");
    operator
        .decide(&number, external("contoso", "fleet-insight"))
        .await
        .wrong_field("/decision/link/offerId", "offerIdTaken");
    let own = json!({ "offerType": "softwareAsAService", "alias": "Tides", "offerId": "tides",
        "publisher": { "kind": "new", "id": "meridian", "name": "Meridian" } });
    rival.post(&path::offer_from(&rival.id_of("S-001").await), &own).await.is(201);
    operator.decide(&number, external("meridian", "routes")).await.refused(409, "foreignPublisher");
    let unlive =
        json!({ "decision": "approve", "link": { "kind": "offer", "id": owner.offer_id("harbour-planner").await } });
    operator.decide(&number, unlive).await.refused(409, "targetNotLive");
    let unknown = json!({ "decision": "approve", "link": { "kind": "offer", "id": "unknown" } });
    operator.decide(&number, unknown).await.wrong_field("/decision/link/id", "unknownOffer");
    assert_eq!(owner.stands(&id).await, (Merging, None), "nothing of what was refused stays");

    operator.decide(&number, external("Contoso", "Routes")).await.is(200);
    let (state, offer) = owner.stands(&id).await;
    let detail = owner.offer(offer.as_deref().unwrap()).await;
    assert_eq!(
        (state, detail.offer.status, detail.offer.listing_url.as_deref()),
        (Merged, OfferStatus::External, Some(LISTING))
    );
    assert_eq!((detail.offer.publisher.as_str(), detail.co_sell.referrals.len()), ("contoso", 2));
    // From then on it is a full target, found by its address too.
    let number = owner.merge(&owner.id_of("S-003").await, &to_url(&format!("{LISTING}?src=mail"))).await;
    operator.approve(&number).await;
    let theirs = rival.merge(&rival.id_of("S-002").await, &to_url(LISTING)).await;
    operator.decide(&theirs, external("contoso", "routes")).await.refused(409, "foreignPublisher");
}

#[tokio::test]
async fn refusal_gives_the_links_back_and_wants_a_reason() {
    let world = world().await;
    let (owner, operator) = (world.owner().await, world.operator().await);
    let (id, number) = filed(&owner, "S-007").await;
    for decision in ["ask", "refuse"] {
        operator.decide(&number, json!({ "decision": decision, "text": " " })).await.refused(409, "reasonMissing");
    }
    let long = json!({ "decision": "refuse", "text": "x".repeat(4_001) });
    operator.decide(&number, long).await.wrong_field("/decision/text", "tooLong");
    operator.decide(&number, json!({ "decision": "refuse", "text": "Another product" })).await.is(200);
    assert_eq!(owner.stands(&id).await, (AttentionNeeded, Some(owner.offer_id("harbour-planner").await)));
    let request = owner.request(&number).await;
    assert_eq!(
        (request.request.state, request.thread.last().unwrap().text.as_str()),
        (RequestState::Refused, "Another product")
    );
    // A closed request can still be commented on, and the solution can be sent again.
    owner.post(&path::request_messages(&number), &json!({ "text": "Thanks" })).await.is(201);
    let (_, again) = filed(&owner, "S-007").await;
    assert_ne!(again, number);
}

#[tokio::test]
async fn a_target_that_is_live_no_longer_is_refused() {
    let world = world().await;
    let (owner, operator) = (world.owner().await, world.operator().await);
    let (id, number) = filed(&owner, "S-003").await;
    let mut tx = world.db.write().await.unwrap();
    tx.run("UPDATE offer SET live_since = NULL WHERE offer_id = 'fleet-insight'", vec![]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(operator.case(&number).await.approve_refusal, Some(Refusal::TargetNotLive));
    operator.decide(&number, json!({ "decision": "approve" })).await.refused(409, "targetNotLive");
    assert_eq!(owner.stands(&id).await.0, Merging);
}

#[tokio::test]
async fn of_two_operators_one_has_it_until_the_day_is_over() {
    let world = world().await;
    let (owner, otto, pia) = (world.owner().await, world.operator().await, world.sign_in(SECOND).await);
    let (_, number) = filed(&owner, "S-003").await;
    claim(&otto, &number, true).await.is(200);
    assert_eq!(owner.request(&number).await.request.state, RequestState::InProgress);
    claim(&pia, &number, true).await.refused(409, "claimedByOther");
    claim(&pia, &number, false).await.refused(409, "claimedByOther");
    let seen = pia.case(&number).await;
    assert_eq!((seen.mine, seen.request.request.claimed_by.as_deref()), (false, Some("Otto Operator")));
    assert_eq!(seen.approve_refusal, Some(Refusal::ClaimedByOther));
    pia.decide(&number, json!({ "decision": "approve" })).await.refused(409, "claimedByOther");
    claim(&otto, &number, false).await.is(200);
    claim(&otto, &number, false).await.is(200);
    assert_eq!(owner.request(&number).await.request.state, RequestState::Submitted);
    claim(&otto, &number, true).await.is(200);
    world.clock.advance(24 * 3_600_000);
    let (owner, pia) = (world.owner().await, world.sign_in(SECOND).await);
    assert_eq!(owner.request(&number).await.request.state, RequestState::Submitted, "a claim lapses after a day");
    assert!(queue(&pia, "state=submitted&unclaimed=true").await.items.iter().any(|row| row.number == number));
    claim(&pia, &number, true).await.is(200);
    let case = pia.case(&number).await;
    assert!(case.mine && case.claimed_until.is_some());
    pia.approve(&number).await;
}

async fn claim(operator: &Caller<'_>, number: &str, claimed: bool) -> crate::support::Reply {
    operator.post(&path::desk_claim(number), &json!({ "claimed": claimed })).await
}

async fn queue(operator: &Caller<'_>, query: &str) -> Page<RequestRow> {
    operator.read(&format!("{}?{query}", path::DESK_REQUESTS)).await
}

#[tokio::test]
async fn the_queue_shows_what_is_due_first_and_is_filtered() {
    let world = world().await;
    let (owner, rival, operator) = (world.owner().await, world.rival().await, world.operator().await);
    let ask = json!({ "title": "Tides", "text": "When?" });
    rival.post(path::SUPPORT_REQUESTS, &ask).await.is(201);
    let (_, number) = filed(&owner, "S-003").await;
    let titles = |page: Page<RequestRow>| page.items.into_iter().map(|row| row.title).collect::<Vec<_>>();
    assert_eq!(titles(queue(&operator, "open=true").await), ["Fleet Insight Pro", "Tides", "fleet insight pro"]);
    assert_eq!(titles(queue(&operator, "overdue=true").await), ["Fleet Insight Pro"]);
    assert_eq!(titles(queue(&operator, "kind=general").await), ["Tides"]);
    assert_eq!(titles(queue(&operator, "company=meridian").await), ["Tides"]);
    assert_eq!(titles(queue(&operator, "company=Meridian+Software").await), ["Tides"]);
    assert_eq!(titles(queue(&operator, "state=resolved").await), ["Fleet Insight"]);
    assert!(queue(&operator, "mine=true").await.items.is_empty());
    operator.post(&path::desk_claim(&number), &json!({ "claimed": true })).await.is(200);
    assert_eq!(titles(queue(&operator, "mine=true").await), ["fleet insight pro"]);
    assert_eq!(titles(queue(&operator, "open=true&unclaimed=true").await), ["Fleet Insight Pro", "Tides"]);
    let first = queue(&operator, "open=true&limit=2").await;
    assert_eq!((first.items[0].company.as_deref(), first.total), (Some("Northlake Systems"), Some(3)));
    let rest = queue(&operator, &format!("open=true&limit=2&cursor={}", first.next_cursor.unwrap())).await;
    assert_eq!((titles(rest.clone()), rest.total), (vec!["fleet insight pro".to_owned()], None));
}

#[tokio::test]
async fn what_waits_for_the_other_side_stands_behind() {
    let world = world().await;
    let (owner, operator) = (world.owner().await, world.operator().await);
    let (_, number) = filed(&owner, "S-003").await;
    let overdue = queue(&operator, "overdue=true").await.items[0].number.clone();
    operator.decide(&overdue, json!({ "decision": "ask", "text": "Which edition?" })).await.is(200);
    // Page by page as in one: where a list goes on says in which part of it.
    let walk = async |caller: &Caller<'_>, address: &str| {
        let (mut numbers, mut next) = (Vec::new(), format!("{address}&limit=1"));
        loop {
            let page: Page<RequestRow> = caller.read(&next).await;
            numbers.extend(page.items.into_iter().filter(|row| row.state.is_open()).map(|row| row.number));
            let Some(cursor) = page.next_cursor else { return numbers };
            next = format!("{address}&limit=1&cursor={cursor}");
        }
    };
    let at_the_desk = format!("{}?open=true", path::DESK_REQUESTS);
    assert_eq!(walk(&operator, &at_the_desk).await, [number.clone(), overdue.clone()]);
    let at_the_partner = format!("{}?sort=due", path::SUPPORT_REQUESTS);
    assert_eq!(walk(&owner, &at_the_partner).await, [overdue, number]);
}

#[tokio::test]
async fn what_changed_since_it_was_shown_is_not_decided() {
    let world = world().await;
    let (owner, operator) = (world.owner().await, world.operator().await);
    let (_, number) = filed(&owner, "S-003").await;
    let seen = operator.case(&number).await.request.version;
    owner.post(&path::request_messages(&number), &json!({ "text": "Wait" })).await.is(201);
    let body = |seen: u64| json!({ "decision": { "decision": "approve" }, "seenVersion": seen });
    operator.post(&path::desk_decision(&number), &body(seen)).await.refused(412, "stale");
    operator.post(&path::desk_decision(&number), &body(seen + 1)).await.is(200);
}

#[tokio::test]
async fn a_bundle_is_decided_at_once_with_exceptions() {
    let world = world().await;
    let (owner, rival, operator) = (world.owner().await, world.rival().await, world.operator().await);
    let target = json!({ "kind": "offer", "id": owner.offer_id("fleet-insight").await });
    let mut items = Vec::new();
    for solution in ["S-003", "S-004", "S-005"] {
        items.push(json!({ "id": owner.id_of(solution).await, "target": target }));
    }
    items.push(json!({ "id": owner.id_of("S-006").await, "target": { "kind": "url", "url": LISTING } }));
    let body = json!({ "action": "merge", "items": items, "bundle": "afternoon" });
    let sent: BulkResult = owner.post(path::SOLUTIONS_BULK, &body).await.is(200).json();
    let numbers: Vec<String> = sent.items.into_iter().filter_map(|item| item.number).collect();
    // The same name of another company's bundle is another bundle.
    let theirs = json!({ "id": rival.id_of("S-001").await, "target": { "kind": "url", "url": LISTING } });
    let other = json!({ "action": "merge", "items": [theirs], "bundle": "afternoon" });
    rival.post(path::SOLUTIONS_BULK, &other).await.is(200);

    let case = operator.case(&numbers[0]).await;
    assert_eq!(case.bundle.iter().map(|row| row.request.number.clone()).collect::<Vec<_>>(), numbers);
    let bundle = path::desk_bundle(&case.request.request.bundle.unwrap());
    let some = json!({ "decision": { "decision": "refuse", "text": "Not this one" }, "numbers": [numbers[0]] });
    let result: BundleResult = operator.post(&bundle, &some).await.is(200).json();
    assert_eq!(result.items.iter().map(|item| item.done).collect::<Vec<_>>(), [true]);
    let all = json!({ "decision": { "decision": "approve", "text": "Done" } });
    let result: BundleResult = operator.post(&bundle, &all).await.is(200).json();
    let found: Vec<_> = result.items.iter().map(|item| (item.number.as_str(), item.refusal.clone())).collect();
    assert_eq!(
        found,
        [(numbers[1].as_str(), None), (numbers[2].as_str(), None), (numbers[3].as_str(), Some(Refusal::LinkMissing))]
    );
    let mut tx = world.db.read().await.unwrap();
    let told = "SELECT kind, count FROM notification WHERE kind IN ('requestRefused', 'requestApproved') ORDER BY pk";
    let told = tx.rows(told, vec![]).await.unwrap();
    let told: Vec<_> = told.iter().map(|row| (row.text(0).unwrap(), row.int(1).unwrap())).collect();
    // Who asked is told once of both; the colleague who takes care of one of them, of that one.
    let approved = |count| ("requestApproved".to_owned(), count);
    assert_eq!(told, [("requestRefused".to_owned(), 1), approved(2), approved(1)]);
    drop(tx);
    let states = [owner.id_of("S-003").await, owner.id_of("S-004").await, owner.id_of("S-006").await];
    assert_eq!(owner.stands(&states[0]).await.0, AttentionNeeded);
    assert_eq!(owner.stands(&states[1]).await.0, Merged);
    assert_eq!(owner.stands(&states[2]).await.0, Merging);
    operator.post(&path::desk_bundle("northlake:other"), &all).await.refused(404, "notFound");
    let link = json!({ "decision": external("contoso", "routes") });
    operator.post(&bundle, &link).await.wrong_field("/decision/link", "noLink");
}

#[tokio::test]
async fn days_off_and_texts_are_kept_with_their_version() {
    let world = world().await;
    let operator = world.operator().await;
    let first = operator.get(path::DESK_CALENDAR).await.is(200);
    assert_eq!(first.json::<Calendar>(), Calendar::default());
    let days = json!({ "holidays": ["2031-12-25", "2031-01-01"] });
    operator.ask(axum::http::Method::PUT, path::DESK_CALENDAR).json(&days).send().await.refused(428, "headerMissing");
    let saved = operator.put(path::DESK_CALENDAR, first.header("etag"), &days).await.is(200);
    assert_eq!(saved.value()["holidays"], json!(["2031-01-01", "2031-12-25"]));
    assert_eq!(operator.get(path::DESK_CALENDAR).await.header("etag"), saved.header("etag"));
    operator.put(path::DESK_CALENDAR, "\"old\"", &days).await.is(200);
    operator.put(path::DESK_CALENDAR, first.header("etag"), &json!({ "holidays": [] })).await.refused(412, "stale");
    let twice = json!({ "holidays": ["2031-12-25", "2031-12-25"] });
    operator.put(path::DESK_CALENDAR, "*", &twice).await.wrong_field("/holidays", "holidays");

    let text = |name: &str, text: &str| json!({ "name": name, "text": text });
    let put = |templates: Value| {
        let operator = operator.clone();
        async move { operator.put(path::DESK_TEMPLATES, "*", &json!({ "templates": templates })).await }
    };
    put(json!([text(" Thanks ", "We moved it."), text("Sorry", "Not this one.")])).await.is(200);
    let stored: Templates = operator.read(path::DESK_TEMPLATES).await;
    assert_eq!((stored.templates.len(), stored.templates[0].name.as_str()), (2, "Thanks"));
    put(json!([text("A", "x"), text("a", "y")])).await.wrong_field("/templates/1/name", "templateName");
    put(json!([text("A", "")])).await.wrong_field("/templates/0/text", "empty");
    put(json!(vec![text("A", "x"); 51])).await.wrong_field("/templates", "templates");
}

#[tokio::test]
async fn a_general_request_is_answered_without_touching_a_solution() {
    let world = world().await;
    let (owner, operator) = (world.owner().await, world.operator().await);
    let ask = json!({ "title": "Invoices", "text": "Where?", "solution": owner.id_of("S-003").await });
    let number = owner.post(path::SUPPORT_REQUESTS, &ask).await.is(201).value()["number"].as_str().unwrap().to_owned();
    operator.decide(&number, json!({ "decision": "ask", "text": "Which ones?" })).await.is(200);
    operator.decide(&number, json!({ "decision": "approve" })).await.refused(409, "alreadyAsked");
    owner.post(&path::request_answer(&number), &json!({ "text": "All" })).await.is(201);
    operator.decide(&number, json!({ "decision": "approve", "text": "By mail" })).await.is(200);
    operator.decide(&number, json!({ "decision": "reopen", "text": "x" })).await.refused(409, "notMerged");
    assert_eq!(owner.stands(&owner.id_of("S-003").await).await, (Pending, None));
}

#[tokio::test]
async fn a_case_shows_how_the_offer_fits_and_what_was_refused_before() {
    let world = world().await;
    let (owner, operator) = (world.owner().await, world.operator().await);
    let offer = owner.offer_id("fleet-insight").await;
    let (id, first) = filed(&owner, "S-011").await;
    let case = operator.case(&first).await;
    assert!(case.earlier.is_empty());
    let there = case.linked.len();
    assert!(case.linked.iter().all(|linked| linked.id != id), "the solution itself is no other one");
    let fit = case.fit.unwrap();
    assert_eq!(fit.offer, offer);
    assert!(!fit.reasons.is_empty());
    operator.decide(&first, json!({ "decision": "refuse", "text": "Another edition." })).await.is(200);
    let second = owner.merge(&id, &to_offer(&offer)).await;
    let (_, other) = filed(&owner, "S-003").await;
    let case = operator.case(&second).await;
    let earlier: Vec<_> = case
        .earlier
        .iter()
        .map(|one| (one.request.number.as_str(), one.request.state, one.reason.as_deref()))
        .collect();
    assert_eq!(earlier, [(first.as_str(), RequestState::Refused, Some("Another edition."))]);
    assert_eq!(case.linked.len(), there + 1);
    assert!(case.linked.iter().any(|linked| linked.solution_id == "S-003"));
    assert!(operator.case(&other).await.earlier.is_empty(), "another solution's requests are not its own");
}

#[tokio::test]
async fn each_row_of_a_bundle_says_where_it_goes_and_what_speaks_against_it() {
    let world = world().await;
    let (owner, operator) = (world.owner().await, world.operator().await);
    let offer = owner.offer_id("fleet-insight").await;
    let items = json!([
        { "id": owner.id_of("S-011").await, "target": { "kind": "offer", "id": offer } },
        { "id": owner.id_of("S-003").await, "target": { "kind": "url", "url": LISTING } },
    ]);
    let body = json!({ "action": "merge", "items": items, "bundle": "spring", "text": "" });
    let sent: BulkResult = owner.post(path::SOLUTIONS_BULK, &body).await.is(200).json();
    let numbers: Vec<String> = sent.items.into_iter().filter_map(|item| item.number).collect();
    let case = operator.case(&numbers[0]).await;
    let rows: Vec<_> = case
        .bundle
        .iter()
        .map(|row| (row.request.number.as_str(), row.target.as_str(), row.score.is_some(), row.approve_refusal.clone()))
        .collect();
    let name = owner.offer(&offer).await.offer.name;
    assert_eq!(
        rows,
        [
            (numbers[0].as_str(), name.as_str(), true, None),
            (numbers[1].as_str(), LISTING, false, Some(Refusal::LinkMissing)),
        ]
    );
    operator.approve(&numbers[0]).await;
    let left: Vec<String> = operator.case(&numbers[0]).await.bundle.into_iter().map(|row| row.request.number).collect();
    assert_eq!(left, numbers[1..], "what is decided is no longer part of what is open");
}
