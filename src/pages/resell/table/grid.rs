//! The grid of an offer's resellers: its head, the rows in sight, and the keys that lead through its cells.

use std::sync::Arc;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, EventTarget, KeyboardEvent};

use super::super::line::Line;
use super::{By, View};
use crate::i18n::text;
use crate::pages::solutions::keys::{Cell, lead};
use crate::pages::solutions::window::{Layout, element};
use crate::ui::{Icon, IconSize, focus, follow_size, hundredths, live};

mod row;

/// How much room the table has, and with it the way in which a row is laid out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// All cells beside each other.
    Wide,
    /// What belongs together below each other.
    Middle,
    /// A phone: a row is a block.
    Narrow,
}

impl Room {
    /// Of a table so many pixels wide.
    const fn of(width: i32) -> Room {
        match width {
            ..480 => Room::Narrow,
            480..840 => Room::Middle,
            _ => Room::Wide,
        }
    }

    /// The word that the stylesheet knows.
    const fn word(self) -> &'static str {
        match self {
            Room::Wide => "wide",
            Room::Middle => "middle",
            Room::Narrow => "narrow",
        }
    }

    /// The height of a row in pixels; the stylesheet's `--row` is the same.
    const fn row(self) -> f64 {
        match self {
            Room::Wide => 52.0,
            Room::Middle => 80.0,
            Room::Narrow => 116.0,
        }
    }
}
/// The height of the view until it is measured.
pub const VIEW: f64 = 900.0;
/// A list of so many rows is shown whole, without a window of its own.
const WHOLE: usize = 50;
/// Elements for rows: one for each of a whole list, and one for what would share that of the focused row.
const ELEMENTS: usize = WHOLE + 1;
/// The last column: what can be done with a row.
const LAST: usize = 5;

/// The grid pattern of the ARIA Authoring Practices: Tab reaches one cell, arrows, Home, End, Page Up and Page Down lead to
/// the others.
pub fn grid(view: View, refusal: Signal<Option<String>>) -> AnyView {
    let node = NodeRef::<html::Div>::new();
    watch(view, node);
    let heads: Vec<AnyView> =
        By::ALL.into_iter().enumerate().map(|(column, (by, key))| head(view, by, key, column)).collect();
    let held = Memo::new(move |_| in_sight(view));
    let rows: Vec<AnyView> = (0..ELEMENTS)
        .map(|element| {
            let shown = Memo::new(move |_| held.with(|held| held.get(element).cloned().flatten()));
            live(move || shown.get().map(|(at, row)| row::row(view, at, &row, refusal)))
        })
        .collect();
    let height =
        Signal::derive(move || format!("{}px", hundredths(view.lines.with(Vec::len) as f64 * row_height(view))));
    let count = Signal::derive(move || (view.lines.with(Vec::len) + 1).to_string());
    let long = Memo::new(move |_| view.lines.with(Vec::len) > WHOLE);
    let mark = |on: bool| on.then_some("true");
    let on_focus = move |event: web_sys::FocusEvent| {
        if let Some(cell) = cell_of(event.target()) {
            view.focus.set(cell);
        }
    };
    view! {
        <div class="resell-table" role="grid" aria-label=text("resell.table") aria-rowcount=count node_ref=node
            data-long=Signal::derive(move || mark(long.get())) data-room=Signal::derive(move || view.room.get().word())
            on:scroll=move |_| measure(view, node) on:focusin=on_focus on:keydown=move |event| press(&event, view, node)
            on:click=move |_| request_animation_frame(move || keep_focus(view, node))>
            <div class="resell-table__head" role="rowgroup"><div class="resell-table__row" role="row" data-row="head" aria-rowindex="1">
                {heads}
                <span role="columnheader" class="resell-table__plain">{text("column.status")}</span>
                <span role="columnheader" class="visually-hidden">{text("resell.action")}</span>
            </div></div>
            <div class="resell-table__body" role="rowgroup" style:block-size=height>
                {rows}
            </div>
        </div>
    }
    .into_any()
}

fn row_height(view: View) -> f64 {
    view.room.get().row()
}

/// The rows that are in the document, each in its element: all of a short list, of a long one those about the window, and
/// the one with the focus. A row that stays keeps its element, for one that is moved in the document loses the focus.
fn in_sight(view: View) -> Vec<Option<(usize, Arc<Line>)>> {
    let ((top, height), row) = (view.scroll.get(), row_height(view));
    let focused = view.focus.get().row;
    let mut held = vec![None; ELEMENTS];
    view.lines.with(|lines| {
        let all = lines.len();
        let (first, end) = if all > WHOLE { Layout::new(all, row, Vec::new()).kept(top, height) } else { (0, all) };
        // Of a window higher than any screen the lower rows are left out.
        let end = end.min(first + WHOLE);
        let apart = focused.filter(|at| *at < all && !(first..end).contains(at));
        for at in (first..end).chain(apart) {
            let place = held.get_mut(element(at, 0, focused, ELEMENTS));
            if let (Some(place), Some(line)) = (place, lines.get(at)) {
                *place = Some((at, line.clone()));
            }
        }
    });
    held
}

fn measure(view: View, node: NodeRef<html::Div>) {
    // The page may be gone by now.
    let Some(node) = node.try_get_untracked().flatten() else { return };
    let now = (f64::from(node.scroll_top()), f64::from(node.client_height()).max(VIEW));
    if view.scroll.get_untracked() != now {
        view.scroll.set(now);
    }
    let room = Room::of(node.client_width());
    if view.room.get_untracked() != room {
        view.room.set(room);
    }
}

/// Follows the size of the table, and keeps the cell with the focus inside the list.
fn watch(view: View, node: NodeRef<html::Div>) {
    let first = std::cell::Cell::new(true);
    follow_size(node, move |_| {
        if first.replace(false) {
            // With the frame that shows it: now it would be laid out in the task that has just made all of it.
            request_animation_frame(move || measure(view, node));
        } else {
            measure(view, node);
        }
    });
    Effect::new(move |_| {
        let last = view.lines.with(Vec::len).saturating_sub(1);
        let cell = view.focus.get_untracked();
        if cell.row.is_some_and(|row| row > last) {
            view.focus.set(Cell { row: Some(last), ..cell });
        }
    });
}

/// The cell that an event comes from.
fn cell_of(target: Option<EventTarget>) -> Option<Cell> {
    let element = target?.dyn_into::<Element>().ok()?.closest("[data-col]").ok()??;
    let column = element.get_attribute("data-col")?.parse().ok()?;
    let row = element.closest("[data-row]").ok()??.get_attribute("data-row")?;
    Some(Cell { row: row.parse().ok(), column })
}

fn press(event: &KeyboardEvent, view: View, node: NodeRef<html::Div>) {
    if event.alt_key() || event.meta_key() || cell_of(event.target()).is_none() {
        return;
    }
    let (rows, from) = (view.lines.with_untracked(Vec::len), view.focus.get_untracked());
    let page = if rows > WHOLE { node.get_untracked().map_or(0, |node| node.client_height()) } else { VIEW as i32 };
    let page = (f64::from(page) / untrack(|| row_height(view))) as usize;
    let end = if from.row.is_none() { LAST - 2 } else { LAST };
    let Some(mut to) = lead(&event.key(), event.ctrl_key(), from, end, rows, page.max(1)) else { return };
    if to.row.is_none() {
        to.column = to.column.min(LAST - 2);
    }
    event.prevent_default();
    view.focus.set(to);
    // The row comes into the document when the effects of this change have run.
    request_animation_frame(move || focus_cell(view, node));
}

/// A row that was never saved goes with what takes it out: the one in its place has the focus then.
fn keep_focus(view: View, node: NodeRef<html::Div>) {
    if document().active_element().is_none_or(|active| active.tag_name() == "BODY") {
        focus_cell(view, node);
    }
}

/// Focuses the cell that Tab reaches; the browser scrolls it into sight.
fn focus_cell(view: View, node: NodeRef<html::Div>) {
    let (Some(node), Some(cell)) = (node.get_untracked(), view.focus.try_get_untracked()) else { return };
    let row = cell.row.map_or_else(|| "head".to_owned(), |row| row.to_string());
    if let Ok(Some(found)) = node.query_selector(&format!("[data-row=\"{row}\"] [data-col=\"{}\"]", cell.column)) {
        focus(&found);
    }
}

/// Whether Tab reaches a cell, for its `tabindex`.
fn tab_stop(view: View, row: Signal<Option<usize>>, column: usize) -> Signal<&'static str> {
    Signal::derive(move || if view.focus.get() == (Cell { row: row.get(), column }) { "0" } else { "-1" })
}

fn head(view: View, by: By, key: &'static str, column: usize) -> AnyView {
    let sorted = Signal::derive(move || {
        let (now, down) = view.sort.get();
        Some(match (now == by, down) {
            (false, _) => "none",
            (true, false) => "ascending",
            (true, true) => "descending",
        })
    });
    let press = move |_| view.sort.update(|(now, down)| *down = std::mem::replace(now, by) == by && !*down);
    let icon = move || match sorted.get() {
        Some("ascending") => view! { <Icon name="arrow-up" size=IconSize::Small/> }.into_any(),
        Some("descending") => view! { <Icon name="arrow-down" size=IconSize::Small/> }.into_any(),
        _ => ().into_any(),
    };
    let tab = tab_stop(view, Signal::stored(None), column);
    view! {
        <span role="columnheader" aria-sort=sorted>
            <button type="button" class="table__sort" data-col=column.to_string() tabindex=tab on:click=press>{text(key)}{live(icon)}</button>
        </span>
    }
    .into_any()
}
