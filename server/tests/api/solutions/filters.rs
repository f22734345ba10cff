//! Filters and search.

use contract::api::path;
use contract::api::solutions::SolutionRow;
use contract::solution::{CoSellStatus, MigrationState, OfferType};

use super::walk;
use crate::support::{Caller, World};

/// The Solution IDs that a query shows, sorted.
async fn shown(caller: &Caller<'_>, query: &str) -> Vec<String> {
    let mut ids: Vec<_> = walk(caller, query, 5).await.into_iter().map(|row| row.solution_id).collect();
    ids.sort_unstable();
    ids
}

/// The Solution IDs of the rows that pass, sorted.
fn passing(rows: &[SolutionRow], pass: impl Fn(&SolutionRow) -> bool) -> Vec<String> {
    let mut ids: Vec<_> = rows.iter().filter(|row| pass(row)).map(|row| row.solution_id.clone()).collect();
    ids.sort_unstable();
    ids
}

#[tokio::test]
async fn each_value_of_each_filter_shows_its_rows() {
    let world = World::new().await;
    let owner = world.owner().await;
    let rows = owner.rows().await;
    for value in MigrationState::ALL {
        assert_eq!(shown(&owner, &format!("status={}", value.word())).await, passing(&rows, |row| row.state == *value));
    }
    for value in OfferType::ALL {
        let expected = passing(&rows, |row| row.offer_type == Some(*value));
        assert_eq!(shown(&owner, &format!("offerType={}", value.word())).await, expected);
    }
    for value in CoSellStatus::ALL {
        let expected = passing(&rows, |row| row.co_sell_status == *value);
        assert_eq!(shown(&owner, &format!("coSellStatus={}", value.word())).await, expected);
    }
    for value in ["4100001", "4100002", "5200001", "none"] {
        let expected = passing(&rows, |row| row.partner_id == value);
        assert_eq!(shown(&owner, &format!("partnerId={value}")).await, expected);
    }
}

#[tokio::test]
async fn values_of_one_filter_add_up_and_filters_narrow_each_other() {
    let world = World::new().await;
    let owner = world.owner().await;
    assert_eq!(shown(&owner, "status=merged&status=discarded").await, ["S-001", "S-009"]);
    assert_eq!(shown(&owner, "status=merged&status=merged").await, ["S-001"]);
    let narrow = "status=pending&offerType=softwareAsAService&coSellStatus=coSellReady&partnerId=4100001";
    assert_eq!(shown(&owner, narrow).await, ["S-005"]);
    assert_eq!(shown(&owner, "status=pending&status=merged&partnerId=4100002&search=fleet").await, ["S-003"]);
}

#[tokio::test]
async fn the_colleague_who_takes_care_is_a_filter() {
    let world = World::new().await;
    let owner = world.owner().await;
    let rows = owner.rows().await;
    assert_eq!(shown(&owner, &format!("assignedTo={}", owner.id())).await, ["S-005"]);
    assert_eq!(shown(&owner, "assignedTo=none").await, passing(&rows, |row| row.assigned_to.is_none()));
    assert_eq!(shown(&owner, "assignedTo=nobody-of-ours").await, [] as [&str; 0]);
    owner.assign(&[owner.id_of("S-003").await], Some(owner.id())).await.is(200);
    assert_eq!(shown(&owner, &format!("assignedTo={}", owner.id())).await, ["S-003", "S-005"]);
}

#[tokio::test]
async fn search_folds_case_and_accents_and_takes_words_in_any_order() {
    let world = World::new().await;
    let owner = world.owner().await;
    let cases: &[(&str, &[&str])] = &[
        ("fleet", &["S-001", "S-002", "S-003"]),
        ("PRO%20Insight", &["S-002", "S-003"]),
        ("ecluse%20gestion", &["S-005"]),
        ("%C3%89CLUSE", &["S-005"]),
        ("d%27entrepot", &["S-005"]),
        ("%E6%B4%9E%E5%AF%9F", &["S-006"]),
        // Part of a word is enough.
        ("lann", &["S-007", "S-010", "S-011", "s-012"]),
        ("planner%20cotton", &["S-010", "s-012"]),
        // Numbers of solutions and partners, in any case.
        ("S-012", &["s-012"]),
        ("4100002%20cold", &["S-008"]),
        // A phrase in quotes.
        ("%22insight%20pro%22", &["S-002", "S-003"]),
        ("%22pro%20insight%22", &[]),
        ("nothing-like-this", &[]),
        ("%20%20", &ALL),
        // What a phrase of two fields would be is none.
        ("%22pro%20s-002%22", &[]),
    ];
    for (typed, expected) in cases {
        assert_eq!(shown(&owner, &format!("search={typed}")).await, *expected, "{typed}");
    }
}

const ALL: [&str; 12] =
    ["S-001", "S-002", "S-003", "S-004", "S-005", "S-006", "S-007", "S-008", "S-009", "S-010", "S-011", "s-012"];

#[tokio::test]
async fn signs_that_databases_know_mean_themselves() {
    let world = World::new().await;
    let owner = world.owner().await;
    let cases: &[(&str, &[&str])] = &[
        ("%25", &["S-010"]),
        ("100%25", &["S-010"]),
        ("_", &["S-010"]),
        ("cotton_planner", &["S-010"]),
        ("!", &[]),
        ("%27%3B--", &[]),
        ("%5C", &[]),
        ("*", &[]),
    ];
    for (typed, expected) in cases {
        assert_eq!(shown(&owner, &format!("search={typed}")).await, *expected, "{typed}");
    }
}

#[tokio::test]
async fn a_strange_query_is_never_a_fault_of_ours() {
    let world = World::new().await;
    let owner = world.owner().await;
    let words: Vec<String> = (0..1_500).map(|n| format!("w{n:04}z")).collect();
    let long = "x".repeat(60_000);
    let queries = [
        "search=%00".to_owned(),
        "partnerId=%00".to_owned(),
        "partnerId=a%00b".to_owned(),
        "assignedTo=%00".to_owned(),
        "search=%FF%FE".to_owned(),
        "sort=&status=&offerType=".to_owned(),
        format!("search={}", words.join("+")),
        format!("search={long}"),
    ];
    for query in queries {
        let reply = owner.get(&format!("{}?{query}", path::SOLUTIONS)).await;
        let start: String = query.chars().take(40).collect();
        assert!(matches!(reply.status, 200 | 400 | 422), "{start}: {} {}", reply.status, reply.text());
        if reply.status != 200 {
            assert_eq!(reply.header("content-type"), "application/problem+json", "{start}");
        }
    }
}
