//! Single promises of the store that the comparison with a list does not reach: names alone changing, and tables long enough to move their text.

use columns::{QueryJob, Store};
use contract::api::solutions::SolutionRow;
use contract::route::{SolutionsView, Sort, SortColumn};
use contract::solution::{CoSellStatus, MigrationState};

fn row(n: usize, name: String) -> SolutionRow {
    SolutionRow {
        id: format!("id-{n}"),
        solution_id: format!("SOL-{:05}", n * 7_919 % 10_007),
        name,
        partner_id: format!("P{}", n % 3),
        offer_type: None,
        co_sell_status: CoSellStatus::InMarket,
        state: MigrationState::Pending,
        assigned_to: Some(format!("person-{}", n % 2)),
        offer: None,
        request: None,
    }
}

fn sorted_by(column: SortColumn) -> SolutionsView {
    SolutionsView { sort: Sort { column, descending: false }, ..SolutionsView::default() }
}

fn ids(store: &Store, slots: &[columns::Slot]) -> Vec<String> {
    slots.iter().filter_map(|slot| store.row(*slot)).map(|row| row.id.to_owned()).collect()
}

fn with_ids(numbers: &[usize]) -> Vec<String> {
    numbers.iter().map(|n| format!("id-{n}")).collect()
}

#[test]
fn a_colleagues_new_name_moves_rows_when_the_result_is_refreshed() {
    let mut store = Store::new();
    store.extend(&[row(0, "a".into()), row(1, "b".into())]);
    let names = |first: &str, second: &str| {
        [("person-1".to_owned(), second.to_owned()), ("person-0".to_owned(), first.to_owned())]
    };
    store.set_names(&names("Amal", "Béa"));
    let before = store.query(&sorted_by(SortColumn::AssignedTo), None);
    assert_eq!(ids(&store, before.slots()), ["id-0", "id-1"]);
    store.set_names(&names("Zoé", "Béa"));
    let after = store.refresh(&before);
    assert_eq!(ids(&store, after.slots()), ["id-1", "id-0"]);
    assert_eq!(
        store.facets(&after).people.iter().map(|share| share.value.as_str()).collect::<Vec<_>>(),
        ["person-1", "person-0"]
    );
}

#[test]
fn what_is_the_same_already_leaves_results_right() {
    let mut store = Store::new();
    store.upsert(&row(0, "a".into()));
    let revision = store.revision();
    store.upsert(&row(0, "a".into()));
    assert!(!store.remove("unknown"));
    assert_eq!(store.revision(), revision);
}

#[test]
fn long_tables_stay_right_while_every_row_is_renamed() {
    const ROWS: usize = 3_000;
    let name =
        |n: usize, round: usize| format!("Solution {} of round {round} for {}", n * 31 % ROWS, "customers ".repeat(4));
    let mut store = Store::new();
    store.extend((0..ROWS).map(|n| row(n, name(n, 0))).collect::<Vec<_>>().iter());
    store.reserve(ROWS * 2);
    for round in 1..6 {
        let renamed = round * 500;
        for n in 0..renamed {
            store.upsert(&row(n, name(n, round)));
        }
        while !store.settle(700) {}
        let search = SolutionsView { search: format!("solution \"round {round}\""), ..SolutionsView::default() };
        let mut job = QueryJob::new(&store, &search, None);
        while !job.step(&store, 100) {}
        let found = job.finish(&mut store);
        let mut expected: Vec<usize> = (0..renamed).collect();
        expected.sort_by_key(|n| name(*n, round));
        // Compared without printing both: thousands of ids tell nobody anything.
        assert!(ids(&store, found.slots()) == with_ids(&expected), "by name, round {round}");

        let all = store.query(&sorted_by(SortColumn::SolutionId), Some(&found));
        let mut expected: Vec<usize> = (0..ROWS).collect();
        expected.sort_by_key(|n| n * 7_919 % 10_007);
        assert!(ids(&store, all.slots()) == with_ids(&expected), "by solution ID, round {round}");
    }
    let bytes_a_row = store.memory() / ROWS;
    assert!(bytes_a_row < 700, "{bytes_a_row} bytes a row");
}
