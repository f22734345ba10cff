//! The head of the grid: select all, and for each column a button that sorts by it and an edge that makes it wider.

use contract::route::SortColumn;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, PointerEvent};

use super::state::{Cell, ListState};
use crate::i18n::{said, t, text};
use crate::ui::{Icon, live};

/// The columns between the check box and the action, with their headings.
pub const COLUMNS: [(SortColumn, &str, &str); 7] = [
    (SortColumn::Name, "column.name", "grid__cell grid__cell--name"),
    (SortColumn::SolutionId, "column.solutionId", "grid__cell"),
    (SortColumn::PartnerId, "column.partnerId", "grid__cell"),
    (SortColumn::OfferType, "column.offerType", "grid__cell"),
    (SortColumn::CoSellStatus, "column.coSellStatus", "grid__cell"),
    (SortColumn::Status, "column.status", "grid__cell"),
    (SortColumn::AssignedTo, "column.assignedTo", "grid__cell"),
];

/// The head: select all, and a button for each column that sorts by it.
#[component]
pub fn Head(
    /// The screen's state.
    state: ListState,
) -> impl IntoView {
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
                        <span class="grid__text" data-tooltip-overflow="">{text(key)}</span>
                        {live(move || view! {
                            <Icon class="grid__arrow" name=match order.get() {
                                Some(true) => "arrow-down",
                                Some(false) => "arrow-up",
                                None => "arrow-sort",
                            }/>
                        })}
                    </button>
                    <Resizer state column=index + 1/>
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
                    <span class="grid__text" data-tooltip-overflow="">{text("column.action")}</span>
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

/// The edge of a column: it is pulled, and pressed twice it gives the column its own width back. Keys do the same from the
/// heading.
#[component]
fn Resizer(state: ListState, column: usize) -> impl IntoView {
    /// Where the pull began and how wide the column was, in pixels.
    #[derive(Clone, Copy)]
    struct Pull {
        from: i32,
        width: i32,
    }
    let pull = RwSignal::new(None::<Pull>);
    let begin = move |event: PointerEvent| {
        let edge = event.current_target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
        let Some(edge) = edge.filter(|_| event.button() == 0) else { return };
        let heading = edge.parent_element().and_then(|heading| heading.dyn_into::<HtmlElement>().ok());
        if let Some(heading) = heading {
            // Without it the pull ends where the pointer leaves the edge.
            let _ = edge.set_pointer_capture(event.pointer_id());
            pull.set(Some(Pull { from: event.client_x(), width: heading.offset_width() }));
        }
    };
    let go_on = move |event: PointerEvent| {
        if let Some(Pull { from, width }) = pull.get_untracked() {
            state.look.set_width(column, Some(width + event.client_x() - from));
        }
    };
    view! {
        <span class="grid__resizer" aria-hidden="true" data-dragging=move || pull.get().map(|_| "")
            on:mousedown=|event| event.prevent_default()
            on:pointerdown=begin on:pointermove=go_on
            on:pointerup=move |_| pull.set(None) on:pointercancel=move |_| pull.set(None)
            on:dblclick=move |_| state.look.set_width(column, None)></span>
    }
}
