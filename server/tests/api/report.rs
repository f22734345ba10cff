//! The report: the proof of what was moved, when and by whom.

use contract::api::history::ReportLine;
use contract::api::list::Page;
use contract::api::path;
use contract::fold::fold;
use contract::solution::Standing;

use crate::support::World;
use crate::support::sample::at;

#[tokio::test]
async fn pages_give_every_line_once_in_the_order_of_names() {
    let world = World::new().await;
    let owner = world.owner().await;
    let whole: Page<ReportLine> = owner.read(path::REPORT).await;
    assert_eq!(whole.total, Some(whole.items.len() as u64));
    assert_eq!(whole.next_cursor, None);
    let mut walked: Vec<ReportLine> = Vec::new();
    let mut cursor = None;
    loop {
        let tail = cursor.map_or(String::new(), |cursor: String| format!("&cursor={cursor}"));
        let page: Page<ReportLine> = owner.read(&format!("{}?limit=5{tail}", path::REPORT)).await;
        assert_eq!(page.total.is_some(), walked.is_empty(), "the total comes with the first page only");
        walked.extend(page.items);
        cursor = page.next_cursor;
        if cursor.is_none() {
            break;
        }
    }
    assert_eq!(walked, whole.items);
    let keys: Vec<_> = walked.iter().map(|line| fold(&line.name)).collect();
    assert!(keys.is_sorted(), "{keys:?}");
    let mut numbers: Vec<_> = walked.iter().map(|line| &line.solution_id).collect();
    numbers.sort_unstable();
    numbers.dedup();
    assert_eq!(numbers.len(), walked.len());
}

#[tokio::test]
async fn all_that_left_the_open_ones_is_proved() {
    let world = World::new().await;
    let owner = world.owner().await;
    let lines = owner.read::<Page<ReportLine>>(path::REPORT).await.items;
    for row in owner.rows().await.iter().filter(|row| row.state.standing() != Standing::Open) {
        let line = lines.iter().find(|line| line.solution_id == row.solution_id).expect("a line");
        assert_eq!(line.state, row.state);
        assert!(line.by.is_some(), "who brought {} there is named", line.name);
    }
    let merged = lines.iter().find(|line| line.solution_id == "S-001").unwrap();
    assert_eq!((merged.at, merged.by.as_deref()), (at("2024-03-05T10:00:00Z"), Some("Otto Operator")));
    assert_eq!(merged.offer.as_deref(), Some("Fleet Insight"));
}

#[tokio::test]
async fn what_a_solution_carries_is_counted() {
    let world = World::new().await;
    let lines = world.viewer().await.read::<Page<ReportLine>>(path::REPORT).await.items;
    if let Some(line) = lines.iter().find(|line| line.solution_id == "S-011") {
        assert_eq!((line.referrals, line.collateral, line.contacts), (2, 1, 1));
    }
    assert!(lines.iter().filter(|line| line.solution_id == "S-001").all(|line| line.referrals == 0));
}

#[tokio::test]
async fn bounds_and_cursors_are_checked() {
    let world = World::new().await;
    let owner = world.owner().await;
    for limit in ["0", "1001"] {
        owner.get(&format!("{}?limit={limit}", path::REPORT)).await.wrong_field("limit", "limit");
    }
    owner.get(&format!("{}?cursor=nonsense", path::REPORT)).await.wrong_field("cursor", "cursor");
    owner.get(&format!("{}?colour=blue", path::REPORT)).await.refused(400, "unreadable");
}
