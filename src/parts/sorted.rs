//! Tables whose columns sort, as the address says: heads with a button each, and the column that counts.

use std::cmp::Ordering;

use contract::sort::{Column, Sort};
use leptos::prelude::*;

use crate::i18n::text;
use crate::ui::{Icon, IconSize, live};

/// By which column a table is sorted, from 0, and whether last first.
type By = (usize, bool);

/// The order of a table.
#[derive(Clone, Copy)]
pub struct Sorted {
    now: Signal<By>,
    ask: Callback<By>,
}

impl Sorted {
    /// The order that the address says; `ask` writes another one there. Columns count as they stand in their enum.
    pub fn new<C: Column + Send + Sync>(
        now: impl Fn() -> Sort<C> + Send + Sync + 'static,
        ask: impl Fn(Sort<C>) + Send + Sync + 'static,
    ) -> Sorted {
        let now = Signal::derive(move || {
            let Sort { column, descending } = now();
            (C::COLUMNS.iter().position(|one| *one == column).unwrap_or_default(), descending)
        });
        let ask = Callback::new(move |(column, descending): By| {
            ask(Sort { column: C::COLUMNS.get(column).copied().unwrap_or_default(), descending });
        });
        Sorted { now, ask }
    }

    /// Puts rows in order; `compare` is given the column, from 0. Followed. Rows that are alike keep their order.
    pub fn sort<T>(self, rows: &mut Vec<T>, compare: impl Fn(usize, &T, &T) -> Ordering) {
        let (column, down) = self.now.get();
        contract::order::sort_by(rows, |one, other| {
            let order = compare(column, one, other);
            if down { order.reverse() } else { order }
        });
    }

    /// The head of a column: pressing it sorts, pressing it again turns the order.
    pub fn head(self, column: usize, title: &'static str) -> AnyView {
        let sorted = Signal::derive(move || match self.now.get() {
            (now, _) if now != column => "none",
            (_, false) => "ascending",
            (_, true) => "descending",
        });
        let press = move |_| self.ask.run((column, self.now.get_untracked() == (column, false)));
        let icon = move || {
            let name = match sorted.get() {
                "ascending" => "arrow-up",
                "descending" => "arrow-down",
                _ => return ().into_any(),
            };
            view! { <Icon name size=IconSize::Small/> }.into_any()
        };
        view! {
            <th scope="col" role="columnheader" aria-sort=sorted>
                <button type="button" class="table__sort" on:click=press>{text(title)}{live(icon)}</button>
            </th>
        }
        .into_any()
    }
}
