//! The Overview: counts, pace, prerequisites, who can help, what waits.

use chrono::NaiveDate;
use contract::access::Role;
use contract::api::overview::{Overview, WaitingReason};
use contract::api::path;
use contract::solution::{CoSellStatus, Counts, MigrationState};
use contract::workspace::CompanyKind;

use crate::support::sample::{self, MANAGER, OWNER, VIEWER};
use crate::support::{Caller, Settings, World};

const MINUTE: i64 = 60_000;

async fn overview(caller: &Caller<'_>) -> Overview {
    caller.read(path::OVERVIEW).await
}

#[tokio::test]
async fn the_counts_follow_the_states() {
    let world = World::new().await;
    let owner = world.owner().await;
    let shown = overview(&owner).await;
    let mut expected = Counts::default();
    for row in owner.rows().await {
        expected.add(row.state, 1);
    }
    assert_eq!(shown.counts, expected);
    assert_eq!((shown.counts.open(), shown.counts.done(), shown.counts.with_support()), (9, 2, 1));
    assert_eq!(owner.session.open_solutions, shown.counts.open());
    assert_eq!(shown.deadline, NaiveDate::from_ymd_opt(2031, 6, 30));
    assert_eq!(shown.today, server::clock::time(world.clock.now()).date_naive());
}

#[tokio::test]
async fn the_curve_ends_at_what_is_open_now() {
    let world = World::new().await;
    let curve = overview(&world.owner().await).await.open_by_day;
    let found: Vec<_> = curve.iter().map(|point| (point.day.to_string(), point.open)).collect();
    let expected = [
        ("2024-01-01", 12),
        ("2024-03-01", 11),
        ("2024-03-02", 10),
        ("2024-03-04", 9),
        ("2024-03-06", 10),
        ("2024-03-07", 9),
    ];
    let found: Vec<_> = found.iter().map(|(day, open)| (day.as_str(), *open)).collect();
    assert_eq!(found, expected, "days on which the number stayed are left out");
}

#[tokio::test]
async fn the_checks_are_read_from_the_server() {
    let world = World::new().await;
    let met = |shown: Overview| -> Vec<_> { shown.prerequisites.iter().map(|p| (p.kind.word(), p.met)).collect() };
    let all = [("membership", true), ("enrolled", true), ("publisher", true), ("role", true)];
    assert_eq!(met(overview(&world.owner().await).await), all);
    let viewer = [("membership", true), ("enrolled", true), ("publisher", true), ("role", false)];
    assert_eq!(met(overview(&world.viewer().await).await), viewer);
    let rival = [("membership", false), ("enrolled", false), ("publisher", false), ("role", true)];
    assert_eq!(met(overview(&world.rival().await).await), rival);
}

#[tokio::test]
async fn who_can_help_may_publish_and_can_be_reached() {
    let world = World::new().await;
    let mut tx = world.db.write().await.unwrap();
    let manager = tx.person_by_email(MANAGER).await.unwrap().unwrap();
    tx.set_disabled(manager, true, world.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    let shown = overview(&world.viewer().await).await;
    let helpers: Vec<_> = shown.helpers.iter().map(|person| (person.name.as_str(), person.role)).collect();
    let expected =
        [("Cleo Consultant", Role::Developer), ("Dana Developer", Role::Developer), ("Olivia Owner", Role::Owner)];
    assert_eq!(helpers, expected);
}

#[tokio::test]
async fn what_waits_begins_with_drafts_that_must_be_published() {
    let world = World::new().await;
    let shown = overview(&world.owner().await).await;
    let found: Vec<_> = shown.waiting.iter().map(|item| (item.name.as_str(), item.state, item.reason)).collect();
    let expected = [
        ("Harbour Planner", MigrationState::DraftCreated, WaitingReason::DraftCreated),
        ("Cold Chain Monitor", MigrationState::AttentionNeeded, WaitingReason::AttentionNeeded),
        ("Gestion d’entrepôt Écluse", MigrationState::Pending, WaitingReason::AssignedToMe),
    ];
    assert_eq!(found, expected);
    assert_eq!(shown.waiting_total, 3);
    // A colleague waits for other things.
    let developer = overview(&world.developer().await).await;
    assert!(developer.waiting.iter().any(|item| item.name == "Grain Ledger"));
    assert!(developer.waiting.iter().all(|item| item.name != "Gestion d’entrepôt Écluse"));
}

#[tokio::test]
async fn what_a_colleague_has_in_hand_waits_for_the_colleague() {
    let world = World::new().await;
    let (owner, developer) = (world.owner().await, world.developer().await);
    let names = |shown: Overview| -> Vec<String> { shown.waiting.into_iter().map(|item| item.name).collect() };
    let taken = overview(&owner).await.waiting.into_iter().find(|item| item.name == "Cold Chain Monitor").unwrap();
    owner.assign(std::slice::from_ref(&taken.id), Some(developer.id())).await.is(200);
    assert!(!names(overview(&owner).await).contains(&taken.name));
    assert!(names(overview(&developer).await).contains(&taken.name));
}

#[tokio::test]
async fn what_waits_says_where_it_goes_on() {
    let world = World::new().await;
    let owner = world.owner().await;
    let rows = owner.rows().await;
    for item in overview(&owner).await.waiting {
        let row = rows.iter().find(|row| row.id == item.id).unwrap();
        assert_eq!((item.offer, item.request), (row.offer.clone(), row.request.clone()), "{}", item.name);
    }
}

#[tokio::test]
async fn ten_are_shown_and_all_are_counted() {
    let world = World::new().await;
    let owner = world.owner().await;
    let pending = owner.rows().await.into_iter().filter(|row| row.state == MigrationState::Pending);
    let ids: Vec<String> = pending.map(|row| row.id).collect();
    owner.assign(&ids, Some(owner.id())).await.is(200);
    let mut workspace = sample::workspace();
    for n in 0..4 {
        let id = format!("W-{n}");
        let mut solution = sample::solution(&id, "One more", "4100001", None, CoSellStatus::InMarket);
        solution.assigned_to = Some(OWNER.into());
        workspace.companies[1].solutions.push(solution);
    }
    world.import(&workspace).await.unwrap();
    let shown = overview(&owner).await;
    assert_eq!((shown.waiting.len(), shown.waiting_total), (10, 13));
}

#[tokio::test]
async fn news_are_counted_since_the_visit_before() {
    let world = World::new().await;
    let viewer = world.viewer().await;
    assert_eq!(overview(&viewer).await.since_last_visit, None, "the first visit has none before it");
    let left = world.clock.now();

    // A pause that is too short to be a new visit.
    world.clock.advance(10 * MINUTE);
    assert_eq!(overview(&world.viewer().await).await.since_last_visit, None);

    world.clock.advance(31 * MINUTE);
    let mut workspace = sample::workspace();
    let mut fresh = sample::solution("N-1", "New one", "4100001", None, CoSellStatus::InMarket);
    fresh.arrived = None;
    workspace.companies[1].solutions.push(fresh);
    world.import(&workspace).await.unwrap();
    let since = overview(&world.viewer().await).await.since_last_visit.expect("a visit before");
    assert!(since.at.timestamp_millis() >= left);
    assert_eq!((since.arrived, since.done, since.attention), (1, 0, 0));
}

#[tokio::test]
async fn an_empty_company_has_an_overview_too() {
    let mut workspace = sample::workspace();
    let mut empty = sample::company("quiet", "Quiet", CompanyKind::Partner);
    empty.people = vec![sample::member("quinn@quiet.example", "Quinn", Role::Owner)];
    workspace.companies.push(empty);
    workspace.programme = None;
    let world = World::with(Settings { workspace, ..Settings::default() }).await;
    let shown = overview(&world.sign_in("quinn@quiet.example").await).await;
    assert_eq!((shown.counts.total(), shown.waiting_total, shown.open_by_day.len()), (0, 0, 0));
    assert_eq!(shown.deadline, None);
}

#[tokio::test]
async fn it_has_a_version_that_changes_with_what_it_shows() {
    let world = World::new().await;
    let owner = world.owner().await;
    let tag = owner.get(path::OVERVIEW).await.is(200).header("etag").to_owned();
    owner.get_unless(path::OVERVIEW, &tag).await.is(304);
    owner.assign(&[owner.id_of("S-003").await], Some(owner.id())).await.is(200);
    let changed = owner.get_unless(path::OVERVIEW, &tag).await.is(200);
    assert_ne!(changed.header("etag"), tag);
    // A colleague sees something else under another version.
    let viewer = world.sign_in(VIEWER).await;
    viewer.get_unless(path::OVERVIEW, changed.header("etag")).await.is(200);
}
