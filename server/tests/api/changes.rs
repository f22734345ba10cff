//! What changed since a number: the calls that keep a browser's copy fresh.

use std::collections::BTreeMap;

use contract::api::path;
use contract::api::solutions::{Changes, SolutionRow};
use contract::solution::CoSellStatus;

use crate::support::sample;
use crate::support::{Caller, World};

/// A browser's copy of the rows.
#[derive(Default)]
struct Copy {
    rows: BTreeMap<String, SolutionRow>,
    since: u64,
    calls: usize,
}

impl Copy {
    /// The number first, then the list, as the page does it.
    async fn of(caller: &Caller<'_>) -> Copy {
        let start: Changes = caller.read(path::SOLUTION_CHANGES).await;
        assert!(start.rows.is_empty() && start.gone.is_empty() && !start.more);
        let rows = caller.rows().await.into_iter().map(|row| (row.id.clone(), row)).collect();
        Copy { rows, since: start.next, calls: 0 }
    }

    /// Applies one answer; says whether there is more.
    async fn step(&mut self, caller: &Caller<'_>, limit: usize) -> bool {
        let changes: Changes =
            caller.read(&format!("{}?since={}&limit={limit}", path::SOLUTION_CHANGES, self.since)).await;
        assert!(changes.next >= self.since, "the number never falls");
        assert!(changes.next > self.since || !changes.more, "more without progress would never end");
        for row in changes.rows {
            self.rows.insert(row.id.clone(), row);
        }
        for id in changes.gone {
            self.rows.remove(&id);
        }
        self.since = changes.next;
        self.calls += 1;
        changes.more
    }

    async fn catch_up(&mut self, caller: &Caller<'_>, limit: usize) {
        while self.step(caller, limit).await {}
    }

    async fn assert_fresh(&self, caller: &Caller<'_>) {
        let stored: BTreeMap<_, _> = caller.rows().await.into_iter().map(|row| (row.id.clone(), row)).collect();
        assert_eq!(self.rows, stored);
    }
}

async fn ids(caller: &Caller<'_>) -> Vec<String> {
    caller.rows().await.into_iter().map(|row| row.id).collect()
}

#[tokio::test]
async fn nothing_new_is_an_empty_answer() {
    let world = World::new().await;
    let owner = world.owner().await;
    let start: Changes = owner.read(path::SOLUTION_CHANGES).await;
    let same: Changes = owner.read(&format!("{}?since={}", path::SOLUTION_CHANGES, start.next)).await;
    assert_eq!(same, Changes { rows: vec![], gone: vec![], next: start.next, more: false });
}

#[tokio::test]
async fn from_the_beginning_all_rows_come() {
    let world = World::new().await;
    let owner = world.owner().await;
    let mut copy = Copy::default();
    copy.catch_up(&owner, 1000).await;
    copy.assert_fresh(&owner).await;
}

#[tokio::test]
async fn only_rows_that_changed_come() {
    let world = World::new().await;
    let owner = world.owner().await;
    let start: Changes = owner.read(path::SOLUTION_CHANGES).await;
    let id = owner.id_of("S-003").await;
    owner.assign(std::slice::from_ref(&id), Some(owner.id())).await.is(200);
    // What is so already is no change.
    owner.assign(&[owner.id_of("S-005").await], Some(owner.id())).await.is(200);
    let changes: Changes = owner.read(&format!("{}?since={}", path::SOLUTION_CHANGES, start.next)).await;
    let found: Vec<_> = changes.rows.iter().map(|row| (&row.id, row.assigned_to.as_deref())).collect();
    assert_eq!(found, [(&id, Some(owner.id()))]);
}

#[tokio::test]
async fn many_changes_come_in_pages() {
    let world = World::new().await;
    let owner = world.owner().await;
    let mut copy = Copy::of(&owner).await;
    for id in ids(&owner).await {
        owner.assign(&[id], Some(owner.id())).await.is(200);
    }
    copy.catch_up(&owner, 3).await;
    assert!(copy.calls >= 4, "{} calls for eleven rows by three", copy.calls);
    copy.assert_fresh(&owner).await;
}

#[tokio::test]
async fn a_change_larger_than_a_page_comes_whole() {
    let world = World::new().await;
    let owner = world.owner().await;
    let all = ids(&owner).await;
    for limit in [1, 2, 3, 5, 8, 12] {
        let mut copy = Copy::of(&owner).await;
        owner.assign(&all[..2], None).await.is(200);
        owner.assign(&all[2..10], Some(owner.id())).await.is(200);
        owner.assign(&all[10..], Some(owner.id())).await.is(200);
        owner.assign(&all[..2], Some(owner.id())).await.is(200);
        owner.assign(&all[..10], None).await.is(200);
        owner.assign(&all[5..], Some(owner.id())).await.is(200);
        copy.catch_up(&owner, limit).await;
        copy.assert_fresh(&owner).await;
        owner.assign(&all, None).await.is(200);
    }
}

#[tokio::test]
async fn nothing_is_missed_while_others_write() {
    let world = World::new().await;
    let (owner, manager) = (world.owner().await, world.manager().await);
    let all = ids(&owner).await;
    for limit in [1, 2, 4, 1000] {
        let mut copy = Copy::of(&owner).await;
        for turn in 0..12_usize {
            let some: Vec<String> = all.iter().skip(turn % 5).step_by(1 + turn % 3).cloned().collect();
            let to = [Some(owner.id()), None, Some(manager.id())][turn % 3];
            manager.assign(&some, to).await.is(200);
            // One page between two writes: the copy lags behind, and must still lose nothing.
            copy.step(&owner, limit).await;
        }
        copy.catch_up(&owner, limit).await;
        copy.assert_fresh(&owner).await;
    }
}

async fn keep_writing(caller: &Caller<'_>, all: &[String], offset: usize) {
    for turn in 0..10 {
        let some: Vec<String> = all.iter().skip((turn + offset) % 7).step_by(2).cloned().collect();
        let to = if turn % 2 == 0 { Some(caller.id()) } else { None };
        caller.assign(&some, to).await.is(200);
    }
}

#[tokio::test]
async fn nothing_is_missed_while_several_write_at_once() {
    let world = World::new().await;
    let (owner, manager, developer) = (world.owner().await, world.manager().await, world.developer().await);
    let all = ids(&owner).await;
    let mut copy = Copy::of(&owner).await;
    let reading = async {
        for _ in 0..20 {
            copy.step(&owner, 3).await;
        }
    };
    tokio::join!(
        keep_writing(&manager, &all, 0),
        keep_writing(&developer, &all, 3),
        keep_writing(&owner, &all, 5),
        reading
    );
    copy.catch_up(&owner, 3).await;
    copy.assert_fresh(&owner).await;
}

#[tokio::test]
async fn rows_that_come_and_go_are_told() {
    let world = World::new().await;
    let owner = world.owner().await;
    let mut copy = Copy::of(&owner).await;
    let mut workspace = sample::workspace();
    workspace.companies[1].solutions.push(sample::solution("N-1", "New", "4100001", None, CoSellStatus::InMarket));
    world.import(&workspace).await.unwrap();
    copy.catch_up(&owner, 5).await;
    assert_eq!(copy.rows.len(), 13);
    copy.assert_fresh(&owner).await;

    // No call removes a solution yet; the store's own record of what is gone is enough to tell the copies.
    let id = owner.id_of("N-1").await;
    let mut tx = world.db.write().await.unwrap();
    let row = tx.row("SELECT company FROM solution WHERE id = $1", server::args![&id]).await.unwrap().unwrap();
    let company = row.int(0).unwrap();
    let change = tx.next_change(company).await.unwrap();
    tx.run("DELETE FROM solution WHERE id = $1", server::args![&id]).await.unwrap();
    let gone = "INSERT INTO solution_gone (company, id, change_no) VALUES ($1, $2, $3)";
    tx.run(gone, server::args![company, &id, change]).await.unwrap();
    tx.commit().await.unwrap();
    copy.catch_up(&owner, 5).await;
    copy.assert_fresh(&owner).await;
    assert_eq!(copy.rows.len(), 12);
}

#[tokio::test]
async fn one_company_never_hears_of_another() {
    let world = World::new().await;
    let (owner, rival) = (world.owner().await, world.rival().await);
    let before: Changes = rival.read(path::SOLUTION_CHANGES).await;
    owner.assign(&ids(&owner).await, Some(owner.id())).await.is(200);
    let after: Changes = rival.read(&format!("{}?since=0", path::SOLUTION_CHANGES)).await;
    assert_eq!(after.next, before.next, "each company counts for itself");
    assert!(after.rows.iter().all(|row| row.partner_id == "5200001"));
    assert_eq!(after.rows.len(), 3);
}

#[tokio::test]
async fn bounds_are_checked() {
    let world = World::new().await;
    let owner = world.owner().await;
    for limit in ["0", "1001"] {
        owner.get(&format!("{}?since=0&limit={limit}", path::SOLUTION_CHANGES)).await.wrong_field("limit", "limit");
    }
    for query in ["since=-1", "since=now", "since=0&colour=blue"] {
        owner.get(&format!("{}?{query}", path::SOLUTION_CHANGES)).await.refused(400, "unreadable");
    }
}
