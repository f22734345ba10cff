//! What the Solutions screen knows: the view that is asked for, what it found, what is selected, opened and focused.

use std::collections::HashSet;
use std::time::Duration;

use columns::ResultSet;
use contract::route::{Route, SolutionsView, Sort, SortColumn};
use contract::solution::MigrationState;
use leptos::prelude::*;

use super::look::Look;
use super::window::{Layout, Opened};
use crate::parts::solution_list::SolutionList;
use crate::route::{Go, Here};

/// How long typing may go on before the address follows.
const ADDRESS_AFTER: Duration = Duration::from_millis(300);
/// The height of a panel before it is measured.
const PANEL: f64 = 180.0;

/// A cell: a row's place in the order or the head, and a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// `None` is the head.
    pub row: Option<usize>,
    /// From 0.
    pub column: usize,
}

/// A row that is opened.
#[derive(Clone, Debug, PartialEq)]
pub struct OpenRow {
    /// The solution's id.
    pub id: String,
    /// The panel's height once it is measured.
    pub height: f64,
}

/// The state of the screen.
#[derive(Clone, Copy)]
pub struct ListState {
    /// The company's solutions.
    pub list: SolutionList,
    /// Search, filters and order.
    pub view: RwSignal<SolutionsView>,
    /// Ids of selected rows.
    pub selected: RwSignal<HashSet<String>>,
    /// Opened rows.
    pub opened: RwSignal<Vec<OpenRow>>,
    /// The one cell that Tab reaches.
    pub focus: RwSignal<Cell>,
    /// How high rows and how wide columns are.
    pub look: Look,
    /// How far the ring of row elements is turned.
    pub turn: StoredValue<i64>,
    result: StoredValue<Option<ResultSet>, LocalStorage>,
    /// Rises when the result changes.
    found: RwSignal<u32>,
    /// Where a range of selected rows begins.
    anchor: StoredValue<usize>,
}

impl ListState {
    /// The state for the open address, kept in step with it.
    pub fn new(list: SolutionList, here: Here, go: Go) -> ListState {
        let view = match here.route.get_untracked() {
            Route::Solutions(view) => view,
            _ => SolutionsView::default(),
        };
        let state = ListState {
            list,
            view: RwSignal::new(view),
            selected: RwSignal::new(HashSet::new()),
            opened: RwSignal::new(Vec::new()),
            focus: RwSignal::new(Cell { row: Some(0), column: 1 }),
            look: Look::new(),
            turn: StoredValue::new(0),
            result: StoredValue::new_local(None),
            found: RwSignal::new(0),
            anchor: StoredValue::new(0),
        };
        state.follow_address(here, go);
        state.answer();
        state
    }

    fn follow_address(self, here: Here, go: Go) {
        Effect::new(move |_| {
            if let Route::Solutions(view) = here.route.get()
                && view != self.view.get_untracked()
            {
                self.view.set(view);
            }
        });
        Effect::new(move |_| {
            let view = self.view.get();
            let timer = set_timeout_with_handle(
                move || {
                    // Another screen may have opened in the meantime.
                    if let Some(Route::Solutions(now)) = here.route.try_get_untracked()
                        && now != view
                    {
                        go.replace(&Route::Solutions(view.clone()));
                    }
                },
                ADDRESS_AFTER,
            );
            on_cleanup(move || {
                if let Ok(timer) = timer {
                    timer.clear();
                }
            });
        });
    }

    /// Answers the view anew when it or the rows change; the focused row stays the same row.
    fn answer(self) {
        Effect::new(move |_| {
            let view = self.view.get();
            self.list.revision.track();
            let focused = self.focus.get_untracked().row;
            let before = self.result.get_value();
            let slot = before.as_ref().and_then(|result| result.slots().get(focused?).copied());
            let result = self.list.with(|store| store.query(&view, before.as_ref()));
            if let Some(row) = focused {
                let now =
                    slot.and_then(|slot| result.position(slot)).unwrap_or(row.min(result.len().saturating_sub(1)));
                self.turn.update_value(|turn| *turn += row as i64 - now as i64);
                self.focus.update(|focus| focus.row = Some(now));
            }
            self.result.set_value(Some(result));
            self.found.update(|found| *found = found.wrapping_add(1));
        });
        Effect::new(move |_| self.list.ask_server(self.view.get()));
    }

    /// Rises when the result changes; followed.
    pub fn found(self) -> u32 {
        self.found.get()
    }

    /// Looks at the result, followed.
    pub fn with_result<T>(self, look: impl FnOnce(Option<&ResultSet>) -> T) -> T {
        self.found.track();
        self.result.with_value(|result| look(result.as_ref()))
    }

    /// How many rows are found, followed.
    pub fn rows(self) -> usize {
        self.with_result(|result| result.map_or(0, ResultSet::len))
    }

    /// The id of the row at a place.
    pub fn id_at(self, at: usize) -> Option<String> {
        let slot = self.result.with_value(|result| result.as_ref()?.slots().get(at).copied())?;
        self.list.with(|store| store.row(slot).map(|row| row.id.to_owned()))
    }

    /// Id and name of the row at a place, when it is discarded.
    pub fn discarded_at(self, at: usize) -> Option<(String, String)> {
        let slot = self.result.with_value(|result| result.as_ref()?.slots().get(at).copied())?;
        self.list.with(|store| {
            let row = store.row(slot).filter(|row| row.state == MigrationState::Discarded)?;
            Some((row.id.to_owned(), row.name.to_owned()))
        })
    }

    /// Where the rows are, followed.
    pub fn layout(self) -> Layout {
        let rows = self.rows();
        let opened = self.opened.with(|opened| {
            let places =
                opened.iter().filter_map(|row| Some(Opened { at: self.place_of(&row.id)?, height: row.height }));
            places.collect()
        });
        Layout::new(rows, self.look.row(), opened)
    }

    /// The place of a solution among the found ones.
    pub fn place_of(self, id: &str) -> Option<usize> {
        let slot = self.list.with(|store| store.slot_of(id))?;
        self.result.with_value(|result| result.as_ref()?.position(slot))
    }

    /// Changes the view.
    pub fn ask(self, change: impl FnOnce(&mut SolutionsView)) {
        self.view.update(change);
    }

    /// Sorts by a column; again turns the order round.
    pub fn sort_by(self, column: SortColumn) {
        self.ask(|view| {
            let descending = view.sort.column == column && !view.sort.descending;
            view.sort = Sort { column, descending };
        });
    }

    /// Opens or closes a row's panel.
    pub fn toggle_open(self, id: &str) {
        self.opened.update(|opened| match opened.iter().position(|row| row.id == id) {
            Some(at) => drop(opened.remove(at)),
            None => opened.push(OpenRow { id: id.to_owned(), height: PANEL }),
        });
    }

    /// Selects a row or takes it out; with a range, all rows from the last one touched.
    pub fn toggle_selected(self, at: usize, range: bool) {
        let Some(id) = self.id_at(at) else { return };
        let from = if range { self.anchor.get_value() } else { at };
        let on = !self.selected.with_untracked(|selected| selected.contains(&id));
        let ids: Vec<String> = (from.min(at)..=from.max(at)).filter_map(|place| self.id_at(place)).collect();
        self.selected.update(|selected| {
            for id in ids {
                if on {
                    selected.insert(id);
                } else {
                    selected.remove(&id);
                }
            }
        });
        self.anchor.set_value(at);
    }

    /// Ids of selected rows: the found ones in their order, then the others.
    pub fn selected_in_order(self) -> Vec<String> {
        let mut left = self.selected.get_untracked();
        let slots: Vec<_> =
            self.result.with_value(|result| result.as_ref().map(|r| r.slots().to_vec()).unwrap_or_default());
        let mut ids: Vec<String> = self
            .list
            .with(|store| slots.iter().filter_map(|slot| store.row(*slot).and_then(|row| left.take(row.id))).collect());
        let mut rest: Vec<String> = left.into_iter().collect();
        contract::order::sort(&mut rest);
        ids.append(&mut rest);
        ids
    }

    /// Selects every row that is found, or none.
    pub fn select_all(self, on: bool) {
        let ids: HashSet<String> = if on {
            let slots: Vec<_> =
                self.result.with_value(|result| result.as_ref().map(|r| r.slots().to_vec()).unwrap_or_default());
            self.list
                .with(|store| slots.iter().filter_map(|slot| store.row(*slot).map(|row| row.id.to_owned())).collect())
        } else {
            HashSet::new()
        };
        self.selected.set(ids);
    }
}
