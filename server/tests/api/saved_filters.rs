//! Named filters of a person.

use axum::http::Method;
use contract::api::path;
use contract::api::solutions::{FILTER_NAME_MAX, FILTERS_MAX, SavedFilter};
use serde_json::json;

use crate::support::{Caller, Reply, World};

async fn save(caller: &Caller<'_>, name: &str, query: &str) -> Reply {
    caller.post(path::SAVED_FILTERS, &json!({ "name": name, "query": query })).await
}

async fn names(caller: &Caller<'_>) -> Vec<String> {
    caller.read::<Vec<SavedFilter>>(path::SAVED_FILTERS).await.into_iter().map(|filter| filter.name).collect()
}

#[tokio::test]
async fn filters_are_kept_by_name() {
    let world = World::new().await;
    let owner = world.owner().await;
    save(&owner, "Zed", "status=pending").await.is(201);
    save(&owner, "été", "search=%C3%A9cluse&sort=-status").await.is(201);
    let saved: SavedFilter = save(&owner, "  Done  ", "?status=merged&status=discarded").await.is(201).json();
    assert_eq!((saved.name.as_str(), saved.query.as_str()), ("Done", "status=merged&status=discarded"));
    assert_eq!(names(&owner).await, ["Done", "été", "Zed"], "in the order of folded names");
    // Another device has them too.
    assert_eq!(names(&world.owner().await).await.len(), 3);
}

#[tokio::test]
async fn one_of_the_same_name_is_replaced_and_keeps_its_id() {
    let world = World::new().await;
    let owner = world.owner().await;
    let first: SavedFilter = save(&owner, "Écluse", "status=pending").await.is(201).json();
    let second: SavedFilter = save(&owner, "ecluse", "status=merged").await.is(201).json();
    assert_eq!(first.id, second.id);
    assert_eq!(owner.read::<Vec<SavedFilter>>(path::SAVED_FILTERS).await, [second]);
}

#[tokio::test]
async fn only_what_the_address_of_solutions_holds_is_kept() {
    let world = World::new().await;
    let owner = world.owner().await;
    let query = "status=pending&next=%2F%2Fevil.example&status=nonsense&limit=3";
    let saved: SavedFilter = save(&owner, "Odd", query).await.is(201).json();
    assert_eq!(saved.query, "status=pending");
}

#[tokio::test]
async fn they_belong_to_a_person_in_a_company() {
    let world = World::new().await;
    let here = world.both("northlake").await;
    let saved: SavedFilter = save(&here, "Mine", "status=pending").await.is(201).json();
    let there = world.both("meridian").await;
    assert_eq!(names(&there).await, [] as [&str; 0]);
    for other in [&there, &world.owner().await, &world.rival().await] {
        other.delete(&path::saved_filter(&saved.id), "*").await.refused(404, "notFound");
        assert_eq!(names(other).await, [] as [&str; 0]);
    }
    assert_eq!(names(&here).await, ["Mine"]);
}

#[tokio::test]
async fn a_filter_is_removed_once() {
    let world = World::new().await;
    let viewer = world.viewer().await;
    let saved: SavedFilter = save(&viewer, "Mine", "status=pending").await.is(201).json();
    let path = path::saved_filter(&saved.id);
    viewer.ask(Method::DELETE, &path).send().await.refused(428, "headerMissing");
    viewer.delete(&path, "\"another version\"").await.refused(412, "stale");
    viewer.delete(&path, "*").await.is(204);
    viewer.delete(&path, "*").await.refused(404, "notFound");
    assert_eq!(names(&viewer).await, [] as [&str; 0]);
}

#[tokio::test]
async fn names_have_bounds() {
    let world = World::new().await;
    let owner = world.owner().await;
    save(&owner, " ", "").await.wrong_field("/name", "empty");
    save(&owner, &"é".repeat(FILTER_NAME_MAX), "").await.is(201);
    save(&owner, &"é".repeat(FILTER_NAME_MAX + 1), "").await.wrong_field("/name", "tooLong");
}

#[tokio::test]
async fn there_is_room_for_a_bounded_number() {
    let world = World::new().await;
    let owner = world.owner().await;
    for n in 0..FILTERS_MAX {
        save(&owner, &format!("Filter {n}"), "").await.is(201);
    }
    save(&owner, "One too many", "").await.wrong_field("/name", "tooManyFilters");
    // One that is there may still be changed.
    save(&owner, "Filter 3", "status=merged").await.is(201);
    assert_eq!(names(&owner).await.len() as u64, FILTERS_MAX);
}
