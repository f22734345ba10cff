//! Support requests of a company: lists, threads, answers, taking back.

use contract::api::list::Page;
use contract::api::merging::Filed;
use contract::api::path;
use contract::api::request_lists::{Counted, RequestFacets};
use contract::api::requests::{Message, MessageKind, RequestRow};
use contract::refusal::Refusal;
use contract::solution::MigrationState::*;
use contract::support::{RequestKind, RequestState};
use serde_json::json;

use crate::support::acts::to_offer;
use crate::support::{Caller, World};

async fn list(caller: &Caller<'_>, query: &str) -> Page<RequestRow> {
    caller.read(&format!("{}?{query}", path::SUPPORT_REQUESTS)).await
}

#[tokio::test]
async fn what_the_file_tells_of_the_past_stands_in_the_list() {
    let world = World::new().await;
    let (viewer, rival) = (world.viewer().await, world.rival().await);
    let all = list(&viewer, "").await;
    let found: Vec<_> = all.items.iter().map(|row| (row.title.as_str(), row.state)).collect();
    assert_eq!(
        found,
        [
            ("Cold Chain Monitor", RequestState::Refused),
            ("Fleet Insight Pro", RequestState::Submitted),
            ("Fleet Insight", RequestState::Resolved),
        ]
    );
    let row = viewer.rows().await.into_iter().find(|row| row.solution_id == "S-001").unwrap();
    assert_eq!(row.request.as_deref(), Some(all.items[2].number.as_str()));
    assert_eq!(viewer.request(&all.items[2].number).await.thread.len(), 2);
    assert!(list(&rival, "").await.items.is_empty());
    rival.get(&path::support_request(&all.items[0].number)).await.refused(404, "notFound");
    for number in ["0", "10000", "-1", "1e4", "99999", "99999999999999999999", "x"] {
        viewer.get(&path::support_request(number)).await.refused(404, "notFound");
    }
}

#[tokio::test]
async fn the_list_is_filtered_and_paged() {
    let world = World::new().await;
    let (owner, manager) = (world.owner().await, world.manager().await);
    let ask = json!({ "title": "Invoices", "text": "Where are they?" });
    manager.post(path::SUPPORT_REQUESTS, &ask).await.is(201);
    let titles = |page: Page<RequestRow>| page.items.into_iter().map(|row| row.title).collect::<Vec<_>>();
    assert_eq!(titles(list(&owner, "kind=general").await), ["Invoices"]);
    assert_eq!(titles(list(&owner, "open=true").await), ["Invoices", "Fleet Insight Pro"]);
    assert_eq!(titles(list(&owner, "state=refused&state=resolved").await), ["Cold Chain Monitor", "Fleet Insight"]);
    assert_eq!(titles(list(&manager, "mine=true").await), ["Invoices", "Fleet Insight Pro"]);
    let first = list(&owner, "limit=3").await;
    assert_eq!((first.items.len(), first.total), (3, Some(4)));
    let rest = list(&owner, &format!("limit=3&cursor={}", first.next_cursor.unwrap())).await;
    assert_eq!((titles(rest.clone()), rest.next_cursor), (vec!["Fleet Insight".to_owned()], None));
    for query in ["kind=merger", "open=yes", "colour=blue"] {
        owner.get(&format!("{}?{query}", path::SUPPORT_REQUESTS)).await.refused(400, "unreadable");
    }
}

#[tokio::test]
async fn pages_of_one_give_the_whole_list_in_either_order() {
    let world = World::new().await;
    let (owner, operator) = (world.owner().await, world.operator().await);
    for (caller, at) in [(&owner, path::SUPPORT_REQUESTS), (&operator, path::DESK_REQUESTS)] {
        for sort in ["-at", "due"] {
            let first = format!("{at}?sort={sort}");
            let whole: Page<RequestRow> = caller.read(&first).await;
            let (mut rows, mut address) = (Vec::new(), format!("{first}&limit=1"));
            loop {
                let page: Page<RequestRow> = caller.read(&address).await;
                rows.extend(page.items);
                let Some(cursor) = page.next_cursor else { break };
                address = format!("{first}&limit=1&cursor={cursor}");
            }
            assert_eq!(rows, whole.items, "{at} by {sort}");
            assert_eq!(whole.total, Some(rows.len() as u64));
            let open: Vec<bool> = rows.iter().map(|row| row.state.is_open()).collect();
            let expected = if sort == "due" { [true, false, false] } else { [false, true, false] };
            assert_eq!(open, expected, "{at} by {sort}");
        }
        caller.get(&format!("{at}?sort=title")).await.refused(400, "unreadable");
    }
}

#[tokio::test]
async fn words_are_found_however_they_are_written() {
    let world = World::new().await;
    let (owner, operator, rival) = (world.owner().await, world.operator().await, world.rival().await);
    let ask = json!({ "title": "Écluse", "text": "When?" });
    let filed: Filed = rival.post(path::SUPPORT_REQUESTS, &ask).await.is(201).json();
    let found = |at: &str, search: &str| format!("{at}?search={search}");
    let titles = |page: Page<RequestRow>| page.items.into_iter().map(|row| row.title).collect::<Vec<_>>();
    let cold: Page<RequestRow> = owner.read(&found(path::SUPPORT_REQUESTS, "MONITOR%20cold")).await;
    assert_eq!((cold.total, titles(cold)), (Some(1), vec!["Cold Chain Monitor".to_owned()]));
    for search in ["ecluse", "meridian", &format!("%23{}", filed.number)] {
        assert_eq!(titles(operator.read(&found(path::DESK_REQUESTS, search)).await), ["Écluse"], "{search}");
    }
    // What another company asks is not found.
    assert!(titles(owner.read(&found(path::SUPPORT_REQUESTS, "ecluse")).await).is_empty());
    let first: Page<RequestRow> = owner.read(&found(path::SUPPORT_REQUESTS, "fleet&limit=1")).await;
    assert_eq!(first.total, Some(2));
    let cursor = first.next_cursor.unwrap();
    let rest: Page<RequestRow> =
        owner.read(&found(path::SUPPORT_REQUESTS, &format!("fleet&limit=1&cursor={cursor}"))).await;
    assert_eq!((first.items[0].title.as_str(), titles(rest)), ("Fleet Insight Pro", vec!["Fleet Insight".to_owned()]));
}

#[tokio::test]
async fn what_there_is_of_what_is_counted() {
    let world = World::new().await;
    let (owner, operator, rival) = (world.owner().await, world.operator().await, world.rival().await);
    rival.post(path::SUPPORT_REQUESTS, &json!({ "title": "Tides", "text": "When?" })).await.is(201);
    let counts = |list: &[Counted]| list.iter().map(|one| (one.value.clone(), one.n)).collect::<Vec<_>>();
    let ours: RequestFacets = owner.read(path::SUPPORT_REQUEST_FACETS).await;
    let states = [("refused", 1), ("resolved", 1), ("submitted", 1)].map(|(word, n)| (word.to_owned(), n));
    assert_eq!(counts(&ours.state), states);
    assert_eq!((counts(&ours.kind), ours.all()), (vec![("merge".to_owned(), 3)], 3));
    assert_eq!((ours.open, ours.overdue, ours.company.len()), (1, 1, 0));
    let all: RequestFacets = operator.read(path::DESK_REQUEST_FACETS).await;
    assert_eq!((all.open, all.overdue, all.all()), (2, 1, 4));
    let companies = [("Meridian Software", 1), ("Northlake Systems", 3)].map(|(name, n)| (name.to_owned(), n));
    assert_eq!(counts(&all.company), companies);
    let took = owner.read::<Page<RequestRow>>(path::SUPPORT_REQUESTS).await.items;
    let mut hours: Vec<u64> =
        took.iter().filter_map(|row| Some((row.closed_at? - row.at).num_hours().unsigned_abs())).collect();
    hours.sort_unstable();
    assert_eq!((ours.median_hours, all.median_hours), (Some(hours[1]), Some(hours[1])), "of {hours:?}");
    // What is taken back at once was decided by nobody.
    for title in ["One", "Two", "Three"] {
        let filed: Filed =
            owner.post(path::SUPPORT_REQUESTS, &json!({ "title": title, "text": "Never mind." })).await.is(201).json();
        owner.post(&format!("{}/{}/cancel", path::SUPPORT_REQUESTS, filed.number), &json!({})).await.is(200);
    }
    let ours: RequestFacets = owner.read(path::SUPPORT_REQUEST_FACETS).await;
    assert_eq!(ours.median_hours, Some(hours[1]));
}

#[tokio::test]
async fn a_question_of_any_kind_can_be_asked() {
    let world = World::new().await;
    let (owner, viewer, rival) = (world.owner().await, world.viewer().await, world.rival().await);
    let id = owner.id_of("S-003").await;
    let body = json!({ "title": " Which edition? ", "text": "We have two.", "solution": id });
    let filed: Filed = owner.post(path::SUPPORT_REQUESTS, &body).await.is(201).json();
    let request = viewer.request(&filed.number).await;
    assert_eq!((request.request.kind, request.request.title.as_str()), (RequestKind::General, "Which edition?"));
    assert_eq!((request.request.solution, request.merge), (Some(id.clone()), None));
    assert_eq!(viewer.stands(&id).await, (Pending, None));
    let about_csp = json!({ "kind": "csp", "title": "Resellers", "text": "Who may sell?" });
    let filed: Filed = owner.post(path::SUPPORT_REQUESTS, &about_csp).await.is(201).json();
    assert_eq!(viewer.request(&filed.number).await.request.kind, RequestKind::Csp);
    let found: Vec<_> = list(&viewer, "kind=csp").await.items.into_iter().map(|row| row.number).collect();
    assert_eq!(found, std::slice::from_ref(&filed.number));
    let approve = json!({ "decision": { "decision": "approve", "text": "Anyone." } });
    world.operator().await.post(&path::desk_decision(&filed.number), &approve).await.is(200);
    assert_eq!(viewer.request(&filed.number).await.request.state, RequestState::Resolved);
    let by_hand = json!({ "kind": "merge", "title": "Merge", "text": "Please" });
    owner.post(path::SUPPORT_REQUESTS, &by_hand).await.refused(400, "unreadable");
    viewer.post(path::SUPPORT_REQUESTS, &body).await.refused(403, "roleMayNot");
    rival.post(path::SUPPORT_REQUESTS, &body).await.wrong_field("/solution", "unknownSolution");
    let file = |title: &str, text: &str| json!({ "title": title, "text": text });
    owner.post(path::SUPPORT_REQUESTS, &file(" ", "x")).await.wrong_field("/title", "empty");
    owner.post(path::SUPPORT_REQUESTS, &file(&"x".repeat(201), "x")).await.wrong_field("/title", "tooLong");
    owner.post(path::SUPPORT_REQUESTS, &file("x", "")).await.wrong_field("/text", "empty");
}

#[tokio::test]
async fn a_thread_is_written_by_both_sides_and_a_question_is_answered_once() {
    let world = World::new().await;
    let (owner, developer, operator) = (world.owner().await, world.developer().await, world.operator().await);
    let id = owner.id_of("S-003").await;
    let number = owner.merge(&id, &to_offer(&owner.offer_id("fleet-insight").await)).await;
    let say = |text: &str| json!({ "text": text });
    developer.post(&path::request_answer(&number), &say("Early")).await.refused(409, "nothingAsked");
    let comment: Message = developer.post(&path::request_messages(&number), &say("Hello")).await.is(201).json();
    assert_eq!((comment.kind, comment.by.as_str(), comment.from_desk), (MessageKind::Comment, "Dana Developer", false));
    operator.post(&path::desk_messages(&number), &say("Hello back")).await.is(201);
    operator.decide(&number, json!({ "decision": "ask", "text": "Which edition?" })).await.is(200);
    assert_eq!(owner.stands(&id).await.0, AttentionNeeded);
    let request = owner.request(&number).await;
    assert_eq!((request.request.state, request.answer_refusal), (RequestState::WaitingForPartner, None));
    developer.post(&path::request_answer(&number), &say(" ")).await.wrong_field("/text", "empty");
    developer.post(&path::request_answer(&number), &say("The second")).await.is(201);
    developer.post(&path::request_answer(&number), &say("The third")).await.refused(409, "nothingAsked");
    let request = owner.request(&number).await;
    let kinds: Vec<_> = request.thread.iter().map(|entry| (entry.kind, entry.from_desk)).collect();
    assert_eq!(
        kinds,
        [
            (MessageKind::Filed, false),
            (MessageKind::Comment, false),
            (MessageKind::Comment, true),
            (MessageKind::Question, true),
            (MessageKind::Answer, false),
        ]
    );
    assert_eq!((owner.stands(&id).await.0, request.request.state), (Merging, RequestState::InProgress));
    // The partner does not see who of the desk works on it, the desk does.
    assert_eq!(request.request.claimed_by, None);
    assert_eq!(operator.case(&number).await.request.request.claimed_by.as_deref(), Some("Otto Operator"));
}

#[tokio::test]
async fn who_asked_or_leads_takes_a_request_back() {
    let world = World::new().await;
    let (owner, developer, both) = (world.owner().await, world.developer().await, world.both("northlake").await);
    let id = owner.id_of("S-007").await;
    let draft = owner.offer_id("harbour-planner").await;
    let live = owner.offer_id("fleet-insight").await;
    let number = developer.merge(&id, &to_offer(&live)).await;
    assert_eq!(owner.stands(&id).await, (Merging, Some(live.clone())));
    let cancel = path::request_cancel(&number);
    assert_eq!(both.request(&number).await.cancel_refusal, Some(Refusal::NotYourRequest));
    both.post(&cancel, &json!({})).await.refused(409, "notYourRequest");
    world.viewer().await.post(&cancel, &json!({})).await.refused(403, "roleMayNot");
    developer.post(&cancel, &json!({})).await.is(200);
    assert_eq!(owner.stands(&id).await, (DraftCreated, Some(draft)));
    developer.post(&cancel, &json!({})).await.refused(409, "requestClosed");
    let number = developer.merge(&id, &to_offer(&live)).await;
    owner.post(&path::request_cancel(&number), &json!({})).await.is(200);
    assert_eq!(owner.request(&number).await.request.state, RequestState::Cancelled);
}

#[tokio::test]
async fn days_off_of_the_desk_do_not_count() {
    let world = World::new().await;
    let (owner, operator) = (world.owner().await, world.operator().await);
    let today = chrono::DateTime::<chrono::Utc>::from_timestamp_millis(world.clock.now()).unwrap().date_naive();
    let days: Vec<_> = (0..30).filter_map(|n| today.checked_add_days(chrono::Days::new(n))).collect();
    operator.put(path::DESK_CALENDAR, "*", &json!({ "holidays": days })).await.is(200);
    let ask = json!({ "title": "Invoices", "text": "Where are they?" });
    let filed: Filed = owner.post(path::SUPPORT_REQUESTS, &ask).await.is(201).json();
    assert!(filed.due.date_naive() > *days.last().unwrap(), "{}", filed.due);
}
