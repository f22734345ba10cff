//! The grid: a head, the rows in sight, panels of opened rows. The grid pattern of the ARIA Authoring Practices: one cell is
//! reached by Tab, arrows, Home, End, Page Up and Page Down lead to the others, Space selects, Enter opens.

use std::time::Duration;

use contract::access::Right;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::head::Head;
use super::keys;
use super::panel::Panel;
use super::place;
use super::row::{RowElement, RowView};
use super::state::{Cell, ListState};
use super::window::{element, pool};
use crate::i18n::{said, text};
use crate::pages::migrate::undo_discard;
use crate::route::use_here;
use crate::session::use_session;
use crate::toast::use_toasts;
use crate::ui::{follow_size, hundredths, live};

/// What of the list is in sight.
#[derive(Clone, Copy)]
pub struct Sight {
    /// How far it is scrolled, in pixels.
    pub scroll: RwSignal<f64>,
    /// The height below the head, in pixels.
    pub height: RwSignal<f64>,
}

/// The grid.
#[component]
pub fn Grid(
    /// The screen's state.
    state: ListState,
    /// What of it is in sight.
    sight: Sight,
    /// What stands below the head when nothing is found.
    empty: ViewFn,
    /// What stands below the rows.
    children: Children,
) -> impl IntoView {
    let scroller: NodeRef<html::Div> = NodeRef::new();
    let session = use_session();
    let refusal =
        Signal::derive(move || session.get().and_then(|session| session.company.role.require(Right::Edit).err()));
    watch_size(scroller, sight, state);
    place::keep(scroller, state, sight, use_here());
    let grid: NodeRef<html::Div> = NodeRef::new();
    state.look.apply(grid);
    let elements: RwSignal<Vec<RwSignal<Option<RowView>>>> = RwSignal::new(Vec::new());
    fill_elements(elements, state, sight);
    let count = Signal::derive(move || state.rows());
    let on_focus = move |event: web_sys::FocusEvent| {
        if let Some(cell) = keys::cell_of(event.target()) {
            state.focus.set(cell);
        }
    };
    let on_key = move |event: web_sys::KeyboardEvent| {
        if let Some(scroller) = scroller.get_untracked() {
            keys::press(&event, state, sight, &scroller);
        }
    };
    let toasts = use_toasts();
    let on_click = move |event: web_sys::MouseEvent| {
        let Some(Cell { row: Some(at), column }) = keys::cell_of(event.target()) else { return };
        match column {
            0 => state.toggle_selected(at, event.shift_key()),
            1 => state.id_at(at).iter().for_each(|id| state.toggle_open(id)),
            8 if refusal.with_untracked(Option::is_none) => {
                if let Some((id, name)) = state.discarded_at(at) {
                    undo_discard(state.list, toasts, id, name);
                }
            }
            _ => {}
        }
    };
    view! {
        <div class="grid" class:grid--compact=move || state.look.compact.get() node_ref=grid>
            <div class="grid__scroller" role="grid" tabindex="-1" node_ref=scroller aria-label=text("nav.solutions")
                aria-rowcount=move || (count.get() + 1).to_string() aria-colcount="9" aria-multiselectable="true"
                on:scroll=move |_| {
                    if let Some(scroller) = scroller.get_untracked() {
                        sight.scroll.set(f64::from(scroller.scroll_top()));
                    }
                }
                on:focusin=on_focus on:keydown=on_key on:click=on_click>
                <Head state/>
                <div class="grid__body" role="rowgroup" style:--height=move || format!("{}px", hundredths(state.layout().height()))>
                    <For each=move || elements.get() key=|shown| *shown children=move |shown| view! { <RowElement shown state refusal/> }/>
                    <For each=move || state.opened.get() key=|row| row.id.clone() children=move |row| view! { <Panel id=row.id state/> }/>
                </div>
            </div>
            // Beside the grid, not in it: only rows may stand there.
            {live(move || (count.get() == 0).then(|| empty.run()))}
            <span class="visually-hidden" role="status">{said(move || state.look.said.get())}</span>
            {children()}
        </div>
    }
}

/// What the elements were told last.
struct Told {
    /// Of which result.
    found: u32,
    /// Which rows, first and one past the last.
    rows: (usize, usize),
    /// How many frames had been painted.
    frames: u32,
    /// Whether the rows that are kept ready wait for the next frame.
    waits: bool,
}

impl Told {
    /// Whether less than half of these rows are there.
    fn lacks(&self, (first, end): (usize, usize)) -> bool {
        let there = end.min(self.rows.1).saturating_sub(first.max(self.rows.0));
        2 * there < end - first
    }
}

/// Tells every element which row it shows.
fn fill_elements(elements: RwSignal<Vec<RwSignal<Option<RowView>>>>, state: ListState, sight: Sight) {
    // The elements live as long as the grid, not only until this effect runs again.
    let owner = Owner::current().unwrap_or_default();
    let painted = RwSignal::new(0_u32);
    Effect::new(move |before: Option<Told>| {
        let (frames, found) = (painted.get(), state.found());
        let (scroll, height) = (sight.scroll.get(), sight.height.get());
        let focused = state.focus.get().row;
        let layout = state.layout();
        let in_sight = layout.in_sight(scroll, height);
        // Where most is new, the rows in sight come first, in the frame of the press; those kept ready follow after it.
        let waits = before.as_ref().is_some_and(|told| told.waits && told.frames == frames);
        let in_haste = waits || before.is_none_or(|told| told.found != found || told.lacks(in_sight));
        let wanted = pool(height, state.look.row());
        let had = elements.with_untracked(Vec::len);
        if had < wanted {
            // In a longer ring the focused row would fall on another element.
            if let Some(row) = focused.filter(|_| had > 0) {
                let at = element(row, state.turn.get_value(), focused, had);
                state.turn.set_value(at as i64 - row as i64);
            }
            owner.with(|| elements.update(|list| list.resize_with(wanted, || RwSignal::new(None))));
        }
        let elements = elements.get_untracked();
        let turn = state.turn.get_value();
        let (first, end) = if in_haste { in_sight } else { layout.kept(scroll, height) };
        let rows = state.rows();
        // The focused row is never taken out of the document, wherever the list is scrolled to.
        let pinned = focused.filter(|row| *row < rows && !(first..end).contains(row));
        let mut views: Vec<Option<RowView>> = vec![None; elements.len()];
        state.with_result(|result| {
            let Some(result) = result else { return };
            for at in (first..end).chain(pinned) {
                let Some(slot) = result.slots().get(at).copied() else { continue };
                let top = layout.top(at);
                let view = state
                    .list
                    .with(|store| store.row(slot).map(|row| RowView::new(&row, at, top, result.query(), state)));
                views[element(at, turn, focused, elements.len())] = view;
            }
        });
        // What was ready out of sight may wait there for a frame, where a row still is and nothing comes over it.
        let is_shown = |at: usize| (first..end).contains(&at) || pinned == Some(at);
        let may_wait = |old: &RowView| old.at < rows && !is_shown(old.at) && old.top == layout.top(old.at);
        for (shown, view) in elements.iter().zip(views) {
            let waits = in_haste && view.is_none() && shown.with_untracked(|old| old.as_ref().is_some_and(may_wait));
            if !waits && shown.with_untracked(|before| *before != view) {
                shown.set(view);
            }
        }
        if in_haste && !waits {
            // The frame is asked for before it is painted, the time-out comes after it.
            let next = move || _ = painted.try_update(|frames| *frames = frames.wrapping_add(1));
            request_animation_frame(move || set_timeout(next, Duration::ZERO));
        }
        Told { found, rows: (first, end), frames, waits: in_haste }
    });
}

/// Follows the height of the scroller below its head.
fn watch_size(scroller: NodeRef<html::Div>, sight: Sight, state: ListState) {
    follow_size(scroller, move |scroller| {
        let head = scroller.query_selector(".grid__head").ok().flatten().map_or(0, |head| head.client_height());
        let height = f64::from((scroller.client_height() - head).max(0));
        state.list.height.set_value(height);
        if sight.height.try_get_untracked().is_some_and(|before| (before - height).abs() >= 1.0) {
            sight.height.set(height);
        }
    });
}

/// Focuses a cell of the grid; false when its row is not in the document.
pub fn focus_cell(scroller: &Element, cell: Cell) -> bool {
    let row = cell.row.map_or_else(|| "head".to_owned(), |row| row.to_string());
    // A row out of sight keeps the places that it had.
    let cell = format!("[role=row]:not([hidden]) [data-cell=\"{row}:{}\"]", cell.column);
    let found = scroller.query_selector(&cell).ok().flatten();
    let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) else { return false };
    let options = web_sys::FocusOptions::new();
    options.set_prevent_scroll(true);
    // A cell that cannot take the focus leaves it where it is.
    let _ = element.focus_with_options(&options);
    true
}
