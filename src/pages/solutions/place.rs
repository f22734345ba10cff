//! Where the list was left: how far it was scrolled and which cell was in hand, kept in the entry of the browser's history.

use std::time::Duration;

use contract::route::Route;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::JsValue;
use wasm_bindgen::closure::Closure;

use super::grid::{Sight, focus_cell};
use super::state::{Cell, ListState};
use crate::parts::solution_list::Fill;
use crate::route::Here;
use crate::ui::has_focus;

/// How long the list rests before its place is written: browsers refuse to be written to all the time.
const REST: Duration = Duration::from_millis(150);
/// What a place begins with, so that nothing else is taken for one.
const MARK: &str = "list";

/// A place in the list.
#[derive(Clone, Debug, PartialEq)]
struct Place {
    /// How far it was scrolled, in pixels.
    scroll: f64,
    /// The column of the cell that Tab reaches, from 0.
    column: usize,
    /// Whether the focus was on it.
    focused: bool,
    /// The id of its row; empty for the head.
    row: String,
}

impl Place {
    fn written(&self) -> String {
        format!("{MARK} {} {} {} {}", self.scroll.round() as i32, self.column, u8::from(self.focused), self.row)
    }

    fn read(text: &str) -> Option<Place> {
        let mut parts = text.splitn(5, ' ');
        if parts.next()? != MARK {
            return None;
        }
        let scroll = parts.next()?.parse::<i32>().ok()?.into();
        let column = parts.next()?.parse().ok()?;
        let focused = parts.next()? == "1";
        Some(Place { scroll, column, focused, row: parts.next()?.to_owned() })
    }
}

/// Goes back to the place that the history has for the open entry, and writes there where the list is.
pub fn keep(scroller: NodeRef<html::Div>, state: ListState, sight: Sight, here: Here) {
    let back = RwSignal::new(false);
    let view = state.view.get_untracked();
    // Where a link leads here anew, the same view opens where it was.
    let left = state.list.left_at.get_value().filter(|(left, _)| *left == view);
    let wanted = of_entry().or(left.map(|(_, scroll)| Place { scroll, column: 1, focused: false, row: String::new() }));
    Effect::new(move |_| {
        let coming = matches!(state.list.fill.get(), Fill::Filling { .. });
        if let (Some(scroller), false, false) = (scroller.get(), coming, back.get_untracked()) {
            let wanted = wanted.clone();
            // The body has its height when the effects of this change have run.
            request_animation_frame(move || {
                // Who scrolls while the rows still come is not pulled away.
                let rests = sight.scroll.try_get_untracked() == Some(0.0);
                if let Some(place) = wanted.filter(|_| rests) {
                    go_back(&scroller, state, sight, &place);
                }
                let _ = back.try_set(true);
            });
        }
    });
    let write = move || {
        if back.try_get_untracked() == Some(true)
            && let Some(Some(scroller)) = scroller.try_get_untracked()
            && let Some(place) = now(&scroller, state, sight)
        {
            to_entry(&place, here);
        }
    };
    Effect::new(move |_| {
        let _ = (back.get(), sight.scroll.get(), state.focus.get(), here.route.get());
        let timer = set_timeout_with_handle(write, REST);
        on_cleanup(move || {
            if let Ok(timer) = timer {
                timer.clear();
            }
        });
    });
    before_clicks(write);
    // From one view of the list to another the screen stays.
    let heard = window_event_listener(leptos::ev::popstate, move |_| {
        request_animation_frame(move || {
            if let (Some(Some(scroller)), Some(place)) = (scroller.try_get_untracked(), of_entry()) {
                go_back(&scroller, state, sight, &place);
            }
        });
    });
    on_cleanup(move || heard.remove());
    on_cleanup(move || {
        if let (Some(view), Some(scroll)) = (state.view.try_get_untracked(), sight.scroll.try_get_untracked()) {
            state.list.left_at.set_value(Some((view, scroll)));
        }
    });
}

/// Writes before a click does anything: it may lead away.
fn before_clicks(write: impl Fn() + 'static) {
    let heard = Closure::<dyn Fn()>::new(write);
    // This cannot fail: name and listener are valid.
    let _ = document().add_event_listener_with_callback_and_bool("click", heard.as_ref().unchecked_ref(), true);
    let heard = StoredValue::new_local(heard);
    on_cleanup(move || {
        heard.try_with_value(|heard| {
            document().remove_event_listener_with_callback_and_bool("click", heard.as_ref().unchecked_ref(), true)
        });
    });
}

fn now(scroller: &web_sys::Element, state: ListState, sight: Sight) -> Option<Place> {
    let focus = state.focus.try_get_untracked()?;
    Some(Place {
        scroll: sight.scroll.try_get_untracked()?,
        column: focus.column,
        focused: has_focus(scroller),
        row: focus.row.and_then(|row| state.id_at(row)).unwrap_or_default(),
    })
}

fn go_back(scroller: &web_sys::Element, state: ListState, sight: Sight, place: &Place) {
    scroller.set_scroll_top(place.scroll.round() as i32);
    sight.scroll.set(f64::from(scroller.scroll_top()));
    let Some(row) = state.place_of(&place.row) else { return };
    let cell = Cell { row: Some(row), column: place.column };
    state.focus.set(cell);
    // A person who has begun elsewhere stays there; the heading only has the focus because the screen is new.
    let free = document().active_element().is_none_or(|active| matches!(active.tag_name().as_str(), "BODY" | "H1"));
    if place.focused && free {
        let scroller = scroller.clone();
        // The row comes into the document when the effects of this change have run.
        request_animation_frame(move || _ = focus_cell(&scroller, cell));
    }
}

/// The place that the history has for the open entry.
fn of_entry() -> Option<Place> {
    Place::read(&window().history().ok()?.state().ok()?.as_string()?)
}

fn to_entry(place: &Place, here: Here) {
    let listed = matches!(here.route.try_get_untracked(), Some(Route::Solutions(_)));
    let shown = window().location().pathname().unwrap_or_default();
    // Another screen may have opened, or be about to.
    if listed
        && matches!(Route::parse(&shown, ""), Route::Solutions(_))
        && let Ok(history) = window().history()
    {
        // A frame may forbid it; the list then opens at its beginning.
        let _ = history.replace_state(&JsValue::from_str(&place.written()), "");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_read_as_it_was_written() {
        let place = Place { scroll: 1_240.0, column: 3, focused: true, row: "01a-b".into() };
        assert_eq!(Place::read(&place.written()), Some(place));
        let head = Place { scroll: 0.0, column: 8, focused: false, row: String::new() };
        assert_eq!(Place::read(&head.written()), Some(head));
    }

    #[test]
    fn what_others_left_there_is_no_place() {
        for other in ["", "list", "list x 1 1 a", "scroll 10 1 1 a"] {
            assert_eq!(Place::read(other), None, "{other}");
        }
    }
}
