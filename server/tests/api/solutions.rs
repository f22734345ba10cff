//! The list of solutions by keyset, its filters and its search, and one solution in full.

mod filters;
mod one;
mod order;

use contract::api::list::Page;
use contract::api::path;
use contract::api::solutions::SolutionRow;

use crate::support::{Caller, World};

/// Walks all pages of a query and gives the rows in the order in which they came.
async fn walk(caller: &Caller<'_>, query: &str, limit: usize) -> Vec<SolutionRow> {
    let mut rows: Vec<SolutionRow> = Vec::new();
    let mut cursor = String::new();
    let mut total = None;
    loop {
        let page: Page<SolutionRow> = caller.read(&format!("{}?limit={limit}&{query}{cursor}", path::SOLUTIONS)).await;
        assert_eq!(page.total.is_some(), cursor.is_empty(), "the total comes with the first page only");
        total = total.or(page.total);
        assert!(page.items.len() <= limit);
        assert!(page.next_cursor.is_none() || page.items.len() == limit, "only the last page may be short");
        rows.extend(page.items);
        match page.next_cursor {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(total, Some(rows.len() as u64), "{query}");
    rows
}

#[tokio::test]
async fn a_page_is_fifty_unless_asked_otherwise() {
    let world = World::new().await;
    let mut workspace = crate::support::sample::workspace();
    let more = (0..60).map(|n| {
        let name = format!("Bulk {}", n % 7);
        crate::support::sample::solution(
            &format!("B-{n:02}"),
            &name,
            "4100001",
            None,
            contract::solution::CoSellStatus::InMarket,
        )
    });
    workspace.companies[1].solutions.extend(more);
    world.import(&workspace).await.unwrap();
    let owner = world.owner().await;
    let page: Page<SolutionRow> = owner.read(path::SOLUTIONS).await;
    assert_eq!((page.items.len(), page.total), (50, Some(72)));
    assert_eq!(walk(&owner, "", 1000).await.len(), 72);
    assert_eq!(walk(&owner, "sort=-name", 7).await.len(), 72);
}

#[tokio::test]
async fn bounds_and_cursors_are_checked() {
    let world = World::new().await;
    let owner = world.owner().await;
    for limit in ["0", "1001", "-1", "many", "99999999999"] {
        owner.get(&format!("{}?limit={limit}", path::SOLUTIONS)).await.wrong_field("limit", "limit");
    }
    for limit in ["1", "1000"] {
        owner.get(&format!("{}?limit={limit}", path::SOLUTIONS)).await.is(200);
    }
    // No base64; base64 of no JSON; of JSON of another shape.
    for cursor in ["%C3%A9", "AAAA", "e30", "MTI", ""] {
        owner.get(&format!("{}?cursor={cursor}", path::SOLUTIONS)).await.wrong_field("cursor", "cursor");
    }
}

#[tokio::test]
async fn writes_between_pages_neither_hide_nor_double_a_row() {
    let world = World::new().await;
    let owner = world.owner().await;
    let before = owner.rows().await;
    let mut seen = Vec::new();
    let mut cursor = String::new();
    loop {
        let page: Page<SolutionRow> = owner.read(&format!("{}?limit=3{cursor}", path::SOLUTIONS)).await;
        seen.extend(page.items.iter().map(|row| row.id.clone()));
        owner.assign(&seen, Some(owner.id())).await.is(200);
        match page.next_cursor {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(seen, before.iter().map(|row| row.id.clone()).collect::<Vec<_>>());
}

#[tokio::test]
async fn each_company_sees_its_own() {
    let world = World::new().await;
    assert_eq!(world.viewer().await.rows().await.len(), 12);
    let rival = world.rival().await;
    let rows = rival.rows().await;
    assert_eq!(rows.len(), 3);
    assert!(rows.iter().all(|row| row.partner_id == "5200001"));
    // A colleague of another company is nobody here.
    let owner = world.owner().await;
    let reply: Page<SolutionRow> = rival.read(&format!("{}?assignedTo={}", path::SOLUTIONS, owner.id())).await;
    assert_eq!((reply.items.len(), reply.total), (0, Some(0)));
}
