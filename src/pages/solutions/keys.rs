//! Keys of the grid.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, KeyboardEvent};

use super::grid::{Sight, focus_cell};
pub use super::state::Cell;
use super::state::ListState;
use crate::app::focus_heading;

/// The last column, from 0.
const LAST: usize = 8;

/// The cell that an event comes from; events inside a panel belong to the panel.
pub fn cell_of(target: Option<EventTarget>) -> Option<Cell> {
    let element = target?.dyn_into::<Element>().ok()?;
    let text = element.closest("[data-cell]").ok()??.get_attribute("data-cell")?;
    let (row, column) = text.split_once(':')?;
    let row = if row == "head" { None } else { Some(row.parse().ok()?) };
    Some(Cell { row, column: column.parse().ok()? })
}

/// Where a key leads from a cell of a grid whose last column is `end`, with so many rows, of which a page is in sight.
pub fn lead(key: &str, with_ctrl: bool, from: Cell, end: usize, rows: usize, page: usize) -> Option<Cell> {
    let last = rows.checked_sub(1);
    let to_row = |row: Option<usize>| Some(Cell { row, ..from });
    match (key, with_ctrl) {
        ("ArrowLeft", _) => Some(Cell { column: from.column.saturating_sub(1), ..from }),
        ("ArrowRight", _) => Some(Cell { column: (from.column + 1).min(end), ..from }),
        ("ArrowUp", _) => to_row(from.row.and_then(|row| row.checked_sub(1))),
        ("ArrowDown", _) => to_row(from.row.map_or(last.map(|_| 0), |row| last.map(|last| (row + 1).min(last)))),
        ("PageUp", _) => to_row(Some(from.row?.saturating_sub(page))),
        ("PageDown", _) => to_row(Some((from.row.unwrap_or(0) + page).min(last?))),
        ("Home", true) => Some(Cell { row: last.map(|_| 0), column: 0 }),
        ("End", true) => Some(Cell { row: last, column: end }),
        ("Home", false) => Some(Cell { column: 0, ..from }),
        ("End", false) => Some(Cell { column: end, ..from }),
        _ => None,
    }
}

/// Does what a key asks for.
pub fn press(event: &KeyboardEvent, state: ListState, sight: Sight, scroller: &Element) {
    if cell_of(event.target()).is_none() {
        return;
    }
    // Keys may come faster than the focus follows them.
    let from = state.focus.get_untracked();
    if event.alt_key() || event.meta_key() {
        return;
    }
    if from.row.is_none() && event.shift_key() && state.look.press(&event.key(), from.column, scroller) {
        event.prevent_default();
        return;
    }
    let page = (sight.height.get_untracked() / state.look.row()).floor().max(1.0) as usize;
    let rows = state.rows();
    if let Some(cell) = lead(&event.key(), event.ctrl_key(), from, LAST, rows, page) {
        event.prevent_default();
        go_to(cell, state, sight, scroller);
        return;
    }
    let Some(row) = from.row else { return };
    match event.key().as_str() {
        // The check box answers Space by itself.
        " " if from.column != 0 => {
            event.prevent_default();
            state.toggle_selected(row, event.shift_key());
        }
        // The buttons answer Enter by themselves.
        "Enter" if !matches!(from.column, 1 | 8) => {
            event.prevent_default();
            if let Some(id) = state.id_at(row) {
                state.toggle_open(&id);
            }
        }
        "a" if event.ctrl_key() => {
            event.prevent_default();
            state.select_all(true);
        }
        _ => {}
    }
}

/// Brings a cell into sight and focuses it.
fn go_to(cell: Cell, state: ListState, sight: Sight, scroller: &Element) {
    if let Some(row) = cell.row
        && let Some(to) = state.layout().reveal(row, sight.scroll.get_untracked(), sight.height.get_untracked())
    {
        scroller.set_scroll_top(to.round() as i32);
        // The browser tells of the scroll only with the next frame; the row is needed now.
        sight.scroll.set(f64::from(scroller.scroll_top()));
    }
    state.focus.set(cell);
    // At once where it is in the document, so that the very next key is this cell's.
    if focus_cell(scroller, cell) {
        return;
    }
    let scroller = scroller.clone();
    // The row comes into the document when the effects of this change have run.
    request_animation_frame(move || _ = focus_cell(&scroller, state.focus.try_get_untracked().unwrap_or(cell)));
}

/// After a dialog over the list: when what opened it is no longer there, the row's action has the focus, else the heading.
pub fn focus_action(id: &str, state: ListState, sight: Sight) {
    let id = id.to_owned();
    // The dialog gives the focus back first, and the row shows its new state.
    request_animation_frame(move || {
        if document().active_element().is_some_and(|active| active.tag_name() != "BODY") {
            return;
        }
        let scroller = document().query_selector(".grid__scroller").ok().flatten();
        match (scroller, state.place_of(&id)) {
            (Some(scroller), Some(row)) => go_to(Cell { row: Some(row), column: LAST }, state, sight, &scroller),
            _ => focus_heading(),
        }
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(row: usize, column: usize) -> Cell {
        Cell { row: Some(row), column }
    }

    #[test]
    fn arrows_stay_inside_and_reach_the_head() {
        assert_eq!(lead("ArrowUp", false, at(0, 3), 8, 5, 2), Some(Cell { row: None, column: 3 }));
        assert_eq!(lead("ArrowDown", false, Cell { row: None, column: 3 }, 8, 5, 2), Some(at(0, 3)));
        assert_eq!(lead("ArrowDown", false, at(4, 3), 8, 5, 2), Some(at(4, 3)));
        assert_eq!(lead("ArrowLeft", false, at(4, 0), 8, 5, 2), Some(at(4, 0)));
        assert_eq!(lead("ArrowRight", false, at(4, 8), 8, 5, 2), Some(at(4, 8)));
        assert_eq!(
            lead("ArrowDown", false, Cell { row: None, column: 3 }, 8, 0, 2),
            Some(Cell { row: None, column: 3 })
        );
    }

    #[test]
    fn pages_and_ends() {
        assert_eq!(lead("PageDown", false, at(1, 2), 8, 100, 20), Some(at(21, 2)));
        assert_eq!(lead("PageDown", false, at(95, 2), 8, 100, 20), Some(at(99, 2)));
        assert_eq!(lead("PageUp", false, at(5, 2), 8, 100, 20), Some(at(0, 2)));
        assert_eq!(lead("End", true, at(5, 2), 8, 100, 20), Some(at(99, 8)));
        assert_eq!(lead("Home", true, at(5, 2), 8, 100, 20), Some(at(0, 0)));
        assert_eq!(lead("Home", false, at(5, 2), 8, 100, 20), Some(at(5, 0)));
        assert_eq!(lead("x", false, at(5, 2), 8, 100, 20), None);
    }
}
