//! How a person likes the list: rows of which height, columns of which width. Kept on the device.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::head::COLUMNS;
use super::window::{COMPACT, ROW};
use crate::i18n::{t, tf};
use crate::storage;

/// Where the height of rows is kept.
const ROWS_STORED_AS: &str = "cosell.compactRows";
/// Where the widths of columns are kept, one after the other; 0 is the width that the stylesheet gives.
const WIDTHS_STORED_AS: &str = "cosell.columnWidths";
/// The width of a column, in pixels.
const WIDTHS: std::ops::RangeInclusive<u16> = 64..=640;
/// How much one press of a key changes, in pixels.
const STEP: i32 = 16;

/// Widths by column, in pixels; `None` is what the stylesheet gives.
type Widths = [Option<u16>; COLUMNS.len()];

/// Height of rows and widths of columns.
#[derive(Clone, Copy)]
pub struct Look {
    /// Whether rows are low.
    pub compact: RwSignal<bool>,
    widths: RwSignal<Widths>,
    /// What was done to a column, for who does not see it.
    pub said: RwSignal<String>,
}

impl Look {
    /// As it was left on this device.
    pub fn new() -> Look {
        let stored = storage::get(WIDTHS_STORED_AS).unwrap_or_default();
        Look {
            compact: RwSignal::new(storage::get(ROWS_STORED_AS).as_deref() == Some("on")),
            widths: RwSignal::new(read(&stored)),
            said: RwSignal::new(String::new()),
        }
    }

    /// The height of a row in pixels, followed.
    pub fn row(self) -> f64 {
        if self.compact.get() { COMPACT } else { ROW }
    }

    /// Makes rows low, or high again.
    pub fn toggle_compact(self) {
        self.compact.update(|compact| *compact = !*compact);
        storage::set(ROWS_STORED_AS, if self.compact.get_untracked() { "on" } else { "off" });
    }

    /// Gives the grid the widths, now and whenever they change.
    pub fn apply(self, grid: NodeRef<leptos::html::Div>) {
        Effect::new(move |_| {
            let Some(grid) = grid.get() else { return };
            for (column, width) in self.widths.get().into_iter().enumerate() {
                let name = format!("--width-{}", column + 1);
                let style = HtmlElement::style(&grid);
                // A style that cannot be set leaves the column as wide as it was.
                let _ = match width {
                    Some(width) => style.set_property(&name, &format!("{width}px")),
                    None => style.remove_property(&name).map(drop),
                };
            }
        });
    }

    /// Makes a column (1 is the first after the check box) so many pixels wide; `None` gives back its own width.
    pub fn set_width(self, column: usize, width: Option<i32>) {
        let width = width.map(|width| width.clamp(i32::from(*WIDTHS.start()), i32::from(*WIDTHS.end())) as u16);
        self.widths.update(|widths| {
            if let Some(own) = column.checked_sub(1).and_then(|place| widths.get_mut(place)) {
                *own = width;
            }
        });
        storage::set(WIDTHS_STORED_AS, &self.widths.with_untracked(written));
    }

    /// Shift with an arrow on a heading makes its column wider or narrower; whether the key was one of these.
    pub fn press(self, key: &str, column: usize, scroller: &Element) -> bool {
        let step = match key {
            "ArrowLeft" => -STEP,
            "ArrowRight" => STEP,
            _ => return false,
        };
        let Some((_, name, _)) = column.checked_sub(1).and_then(|place| COLUMNS.get(place)) else { return false };
        let heading = scroller.query_selector(&format!("[role=columnheader][aria-colindex=\"{}\"]", column + 1));
        let Some(heading) = heading.ok().flatten().and_then(|heading| heading.dyn_into::<HtmlElement>().ok()) else {
            return false;
        };
        self.set_width(column, Some(heading.offset_width() + step));
        let width = self.widths.with_untracked(|widths| widths[column - 1].unwrap_or_default());
        self.said.set(tf("grid.width", &[("name", t(name).into()), ("n", u64::from(width).into())]));
        true
    }
}

fn written(widths: &Widths) -> String {
    widths.map(|width| width.unwrap_or_default().to_string()).join(" ")
}

fn read(stored: &str) -> Widths {
    let mut widths = [None; COLUMNS.len()];
    for (own, width) in widths.iter_mut().zip(stored.split(' ')) {
        *own = width.parse().ok().filter(|width| WIDTHS.contains(width));
    }
    widths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_read_as_they_were_written() {
        let widths = [None, Some(120), None, None, Some(640), None, None];
        assert_eq!(read(&written(&widths)), widths);
        assert_eq!(read("nonsense 99999 12"), [None; 7]);
        assert_eq!(read(""), [None; 7]);
    }
}
