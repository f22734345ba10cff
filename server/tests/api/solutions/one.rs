//! One solution in full.

use contract::api::history::EventKind;
use contract::api::path;
use contract::solution::MigrationState;

use crate::support::World;
use crate::support::sample::at;

#[tokio::test]
async fn it_shows_everything_that_it_carries() {
    let world = World::new().await;
    let owner = world.owner().await;
    let solution = owner.solution(&owner.id_of("S-011").await).await;
    assert_eq!(solution.row.name, "Route Planner");
    assert_eq!(solution.publisher.as_deref(), Some("Northlake Systems Ltd"));
    assert_eq!(solution.keywords, ["routes", "vans"]);
    assert!(solution.listing_url.as_deref().is_some_and(|url| url.starts_with("https://appsource.")));
    assert_eq!(solution.updated.map(|day| day.to_string()).as_deref(), Some("2023-11-05"));
    let values: Vec<_> = solution.carries.referrals.iter().map(|referral| referral.value_minor).collect();
    assert_eq!(values, [1_250_000, 90_000], "two deals with one customer stay two");
    assert_eq!(solution.carries.collateral[0].title, "Routes in short");
    assert_eq!(solution.carries.contacts[0].email, "ines@northlake.example");
    assert_eq!(solution.carries.incentives, ["Co-sell incentive"]);
}

#[tokio::test]
async fn notes_and_timeline_come_newest_first() {
    let world = World::new().await;
    let owner = world.owner().await;
    let notes = owner.solution(&owner.id_of("S-011").await).await.notes;
    let found: Vec<_> = notes.iter().map(|note| (note.by.as_str(), note.mine)).collect();
    assert_eq!(found, [("Vera Viewer", false), ("Olivia Owner", true)]);

    let moved = owner.solution(&owner.id_of("S-001").await).await;
    let found: Vec<_> = moved.timeline.iter().map(|entry| (entry.kind, entry.by.as_deref())).collect();
    let expected = [
        (EventKind::Merged, Some("Otto Operator")),
        (EventKind::MergeRequested, Some("Olivia Owner")),
        (EventKind::Imported, None),
    ];
    assert_eq!(found, expected);
    assert_eq!(moved.timeline[0].at, at("2024-03-05T10:00:00Z"));
    assert_eq!(moved.timeline[0].before.as_deref(), Some(MigrationState::Merging.word()));
    assert_eq!(moved.timeline[0].after.as_deref(), Some(MigrationState::Merged.word()));
}

#[tokio::test]
async fn it_is_linked_to_its_offer() {
    let world = World::new().await;
    let owner = world.owner().await;
    let rows = owner.rows().await;
    let offer = |id: &str| rows.iter().find(|row| row.solution_id == id).unwrap().offer.clone();
    assert!(offer("S-001").is_some());
    assert_eq!(offer("S-001"), offer("S-002"), "two solutions may go into one offer");
    assert_ne!(offer("S-001"), offer("S-007"));
    assert_eq!(offer("S-003"), None);
}

#[tokio::test]
async fn not_there_and_not_yours_look_the_same() {
    let world = World::new().await;
    let owner = world.owner().await;
    let id = owner.id_of("S-001").await;
    let rival = world.rival().await;
    let foreign = rival.get(&path::solution(&id)).await.refused(404, "notFound");
    let unknown = rival.get(&path::solution("0000000000000000")).await.refused(404, "notFound");
    assert_eq!((foreign.title, foreign.detail), (unknown.title, unknown.detail));
    // The number of the legacy catalogue is not an id.
    owner.get(&path::solution("S-001")).await.refused(404, "notFound");
    owner.get(&path::solution(&id.to_uppercase())).await.refused(404, "notFound");
}

#[tokio::test]
async fn a_strange_id_is_not_a_fault_of_ours() {
    let world = World::new().await;
    let owner = world.owner().await;
    for id in ["%00", "%FF", "%2F", "%252F", "..%2F..", "'%20OR%201=1", "%F0%9F%98%80"] {
        let reply = owner.get(&format!("{}/{id}", path::SOLUTIONS)).await;
        assert!(matches!(reply.status, 400 | 404), "{id}: {} {}", reply.status, reply.text());
        assert_eq!(reply.header("content-type"), "application/problem+json", "{id}");
    }
}
