//! Tables whose columns sort: heads with a button each, and the column that counts.

use std::cmp::Ordering;

use leptos::prelude::*;

use crate::i18n::text;
use crate::ui::{Icon, IconSize, live};

/// By which column a table is sorted, and whether last first.
#[derive(Clone, Copy)]
pub struct Sorted {
    now: RwSignal<(usize, bool)>,
}

impl Sorted {
    /// By a column, first first.
    pub fn by(column: usize) -> Sorted {
        Sorted { now: RwSignal::new((column, false)) }
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
        let press = move |_| self.now.update(|(now, down)| *down = std::mem::replace(now, column) == column && !*down);
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
