//! The grid: a head, the rows in sight, panels of opened rows. The grid pattern of the ARIA Authoring Practices: one cell is
//! reached by Tab, arrows, Home, End, Page Up and Page Down lead to the others, Space selects, Enter opens.

use contract::access::Right;
use contract::route::SortColumn;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, HtmlElement};

use super::keys;
use super::panel::Panel;
use super::row::{RowElement, RowView};
use super::state::{Cell, ListState};
use super::window::{element, pool};
use crate::i18n::{said, t, text};
use crate::session::use_session;
use crate::ui::{Icon, hundredths};

/// The columns between the check box and the action, with their headings.
const COLUMNS: [(SortColumn, &str, &str); 7] = [
    (SortColumn::Name, "column.name", "grid__cell grid__cell--name"),
    (SortColumn::SolutionId, "column.solutionId", "grid__cell"),
    (SortColumn::PartnerId, "column.partnerId", "grid__cell"),
    (SortColumn::OfferType, "column.offerType", "grid__cell"),
    (SortColumn::CoSellStatus, "column.coSellStatus", "grid__cell"),
    (SortColumn::Status, "column.status", "grid__cell"),
    (SortColumn::AssignedTo, "column.assignedTo", "grid__cell"),
];

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
    watch_size(scroller, sight);
    keep_scroll(scroller, state, sight);
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
    view! {
        <div class="grid">
            <div class="grid__scroller" role="grid" tabindex="-1" node_ref=scroller aria-label=text("nav.solutions")
                aria-rowcount=move || (count.get() + 1).to_string() aria-colcount="9" aria-multiselectable="true"
                on:scroll=move |_| {
                    if let Some(scroller) = scroller.get_untracked() {
                        sight.scroll.set(f64::from(scroller.scroll_top()));
                    }
                }
                on:focusin=on_focus on:keydown=on_key>
                <Head state/>
                <div class="grid__body" role="rowgroup" style:--height=move || format!("{}px", hundredths(state.layout().height()))>
                    <For each=move || elements.get() key=|shown| *shown children=move |shown| view! { <RowElement shown state refusal/> }/>
                    <For each=move || state.opened.get() key=|row| row.id.clone() children=move |row| view! { <Panel id=row.id state/> }/>
                </div>
            </div>
            // Beside the grid, not in it: only rows may stand there.
            {move || (count.get() == 0).then(|| empty.run())}
            {children()}
        </div>
    }
}

/// Tells every element which row it shows.
fn fill_elements(elements: RwSignal<Vec<RwSignal<Option<RowView>>>>, state: ListState, sight: Sight) {
    // The elements live as long as the grid, not only until this effect runs again.
    let owner = Owner::current().unwrap_or_default();
    Effect::new(move |_| {
        let (scroll, height) = (sight.scroll.get(), sight.height.get());
        let focused = state.focus.get().row;
        let layout = state.layout();
        let wanted = pool(height);
        if elements.with_untracked(Vec::len) < wanted {
            owner.with(|| elements.update(|list| list.resize_with(wanted, || RwSignal::new(None))));
        }
        let elements = elements.get_untracked();
        let (first, end) = layout.kept(scroll, height);
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
                views[element(at, focused, elements.len())] = view;
            }
        });
        for (shown, view) in elements.iter().zip(views) {
            if shown.with_untracked(|before| *before != view) {
                shown.set(view);
            }
        }
    });
}

/// Comes back to where the list was scrolled when the same view opens again.
fn keep_scroll(scroller: NodeRef<html::Div>, state: ListState, sight: Sight) {
    Effect::new(move |_| {
        let Some(scroller) = scroller.get() else { return };
        let view = state.view.get_untracked();
        if let Some((_, scroll)) = state.list.left_at.get_value().filter(|(left, _)| *left == view) {
            // The body has its height when the effects of this change have run.
            request_animation_frame(move || scroller.set_scroll_top(scroll.round() as i32));
        }
    });
    on_cleanup(move || {
        if let (Some(view), Some(scroll)) = (state.view.try_get_untracked(), sight.scroll.try_get_untracked()) {
            state.list.left_at.set_value(Some((view, scroll)));
        }
    });
}

/// Follows the height of the scroller below its head.
fn watch_size(scroller: NodeRef<html::Div>, sight: Sight) {
    Effect::new(move |_| {
        let Some(scroller) = scroller.get() else { return };
        let measured = scroller.clone();
        let measure = move || {
            let head = measured.query_selector(".grid__head").ok().flatten().map_or(0, |head| head.client_height());
            let height = f64::from((measured.client_height() - head).max(0));
            if sight.height.try_get_untracked().is_some_and(|before| (before - height).abs() >= 1.0) {
                sight.height.set(height);
            }
        };
        measure();
        let on_resize: Closure<dyn Fn()> = Closure::new(measure);
        if let Ok(observer) = web_sys::ResizeObserver::new(on_resize.as_ref().unchecked_ref()) {
            observer.observe(&scroller);
            let kept = StoredValue::new_local(Some((observer, on_resize)));
            on_cleanup(move || {
                if let Some(Some((observer, _))) = kept.try_update_value(Option::take) {
                    observer.disconnect();
                }
            });
        }
    });
}

/// The head: select all, and a button for each column that sorts by it.
#[component]
fn Head(state: ListState) -> impl IntoView {
    let tab = move |column: usize| move || if state.focus.get() == (Cell { row: None, column }) { "0" } else { "-1" };
    let all = Memo::new(move |_| {
        let (rows, selected) = (state.rows(), state.selected.with(|selected| selected.len()));
        match selected {
            0 => Selected::None,
            n if n >= rows && rows > 0 => Selected::All,
            _ => Selected::Some,
        }
    });
    let headings = COLUMNS
        .into_iter()
        .enumerate()
        .map(|(index, (column, key, class))| {
            let sort = move || state.view.with(|view| view.sort);
            let order = Memo::new(move |_| (sort().column == column).then(|| sort().descending));
            view! {
                <div class=class role="columnheader" aria-colindex=(index + 2).to_string()
                    aria-sort=move || match order.get() {
                        Some(true) => "descending",
                        Some(false) => "ascending",
                        None => "none",
                    }>
                    <button type="button" class="grid__sort" tabindex=tab(index + 1) data-cell=format!("head:{}", index + 1)
                        on:click=move |_| state.sort_by(column)>
                        <span class="grid__text">{text(key)}</span>
                        {move || view! {
                            <Icon class="grid__arrow" name=match order.get() {
                                Some(true) => "arrow-down",
                                Some(false) => "arrow-up",
                                None => "arrow-sort",
                            }/>
                        }}
                    </button>
                </div>
            }
        })
        .collect_view();
    view! {
        <div class="grid__head" role="rowgroup">
            <div class="grid__head-row" role="row" aria-rowindex="1">
                <div class="grid__cell grid__cell--check" role="columnheader" aria-colindex="1">
                    <label class="checkbox checkbox--bare">
                        <input class="checkbox__box" type="checkbox" tabindex=tab(0) data-cell="head:0"
                            aria-label=said(move || t("grid.selectAll"))
                            prop:checked=move || all.get() == Selected::All
                            prop:indeterminate=move || all.get() == Selected::Some
                            on:click=move |_| state.select_all(all.get_untracked() != Selected::All)/>
                    </label>
                </div>
                {headings}
                <div class="grid__cell grid__cell--action" role="columnheader" aria-colindex="9" tabindex=tab(8) data-cell="head:8">
                    <span class="grid__text">{text("column.action")}</span>
                </div>
            </div>
        </div>
    }
}

/// How many of the found rows are selected.
#[derive(Clone, Copy, PartialEq)]
enum Selected {
    None,
    Some,
    All,
}

/// Focuses a cell of the grid once its row is in the document.
pub fn focus_cell(scroller: &Element, cell: Cell) {
    let row = cell.row.map_or_else(|| "head".to_owned(), |row| row.to_string());
    let found = scroller.query_selector(&format!("[data-cell=\"{row}:{}\"]", cell.column)).ok().flatten();
    if let Some(element) = found.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        let options = web_sys::FocusOptions::new();
        options.set_prevent_scroll(true);
        // A cell that cannot take the focus leaves it where it is.
        let _ = element.focus_with_options(&options);
    }
}
