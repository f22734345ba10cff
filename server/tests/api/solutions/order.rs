//! Every order, forwards and backwards, in pages.

use std::collections::HashMap;

use contract::api::path;
use contract::api::people::Colleague;
use contract::api::solutions::SolutionRow;
use contract::fold::fold;
use contract::route::{Sort, SortColumn};
use contract::solution::{CoSellStatus, MigrationState, OfferType};

use super::walk;
use crate::support::World;

/// What a row is sorted by, as the page sorts it: folded text, or the place of a value among all; `None` comes last in both directions.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Text(String),
    Place(Option<usize>),
}

fn place<T: PartialEq>(all: &[T], value: &T) -> Key {
    Key::Place(all.iter().position(|other| other == value))
}

fn key(row: &SolutionRow, column: SortColumn, names: &HashMap<String, String>) -> Option<Key> {
    match column {
        SortColumn::Name => Some(Key::Text(fold(&row.name))),
        SortColumn::SolutionId => Some(Key::Text(fold(&row.solution_id))),
        SortColumn::PartnerId => Some(Key::Text(fold(&row.partner_id))),
        SortColumn::OfferType => row.offer_type.as_ref().map(|value| place(OfferType::ALL, value)),
        SortColumn::CoSellStatus => Some(place(CoSellStatus::ALL, &row.co_sell_status)),
        SortColumn::Status => Some(place(MigrationState::ALL, &row.state)),
        SortColumn::AssignedTo => row.assigned_to.as_ref().map(|id| Key::Text(fold(&names[id]))),
    }
}

#[tokio::test]
async fn pages_give_each_row_once_in_every_order() {
    let world = World::new().await;
    let owner = world.owner().await;
    let people: Vec<Colleague> = owner.read(path::USERS).await;
    let names: HashMap<_, _> = people.into_iter().map(|person| (person.id, person.name)).collect();
    let mut all: Vec<_> = owner.rows().await.into_iter().map(|row| row.id).collect();
    all.sort_unstable();
    for &column in SortColumn::ALL {
        for descending in [false, true] {
            let sort = Sort { column, descending }.word();
            for limit in [1, 5, 12, 1000] {
                let rows = walk(&owner, &format!("sort={sort}"), limit).await;
                let mut ids: Vec<_> = rows.iter().map(|row| row.id.clone()).collect();
                ids.sort_unstable();
                assert_eq!(ids, all, "{sort} by {limit}: each row once");
                let keys: Vec<_> = rows.iter().map(|row| key(row, column, &names)).collect();
                let filled: Vec<_> = keys.iter().take_while(|key| key.is_some()).collect();
                assert!(keys[filled.len()..].iter().all(Option::is_none), "{sort}: empty values come last: {keys:?}");
                let in_order =
                    if descending { filled.is_sorted_by(|a, b| a >= b) } else { filled.is_sorted_by(|a, b| a <= b) };
                assert!(in_order, "{sort} by {limit}: {filled:?}");
            }
        }
    }
}

#[tokio::test]
async fn a_descending_order_is_the_reverse_among_filled_rows() {
    let world = World::new().await;
    let owner = world.owner().await;
    for column in [SortColumn::Name, SortColumn::SolutionId, SortColumn::PartnerId] {
        let forwards = walk(&owner, &format!("sort={}", column.word()), 4).await;
        let mut backwards = walk(&owner, &format!("sort=-{}", column.word()), 4).await;
        backwards.reverse();
        assert_eq!(forwards, backwards, "{column:?}");
    }
}

#[tokio::test]
async fn an_order_goes_with_filters_and_search() {
    let world = World::new().await;
    let owner = world.owner().await;
    for query in ["status=pending&sort=-assignedTo", "search=planner&sort=offerType", "partnerId=4100002&sort=-status"]
    {
        let whole = walk(&owner, query, 1000).await;
        for limit in [1, 2, 3] {
            assert_eq!(walk(&owner, query, limit).await, whole, "{query} by {limit}");
        }
    }
}
