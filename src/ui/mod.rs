//! The parts that screens are made of. They know neither addresses nor the API nor the catalogue: all words come in.

pub mod avatar;
pub mod badge;
pub mod button;
pub mod card;
pub mod checkbox;
pub mod chip;
pub mod dialog;
pub mod dropzone;
pub mod empty;
pub mod field;
pub mod filter;
pub mod icon;
pub mod input;
pub mod kbd;
pub mod line_chart;
pub mod menu;
pub mod message;
pub mod progress;
pub mod progress_stack;
pub mod search_box;
pub mod select;
pub mod skeleton;
pub mod spinner;
pub mod steps;
pub mod switcher;
pub mod table;
pub mod tabs;
pub mod text;
pub mod toast;
pub mod tooltip;

use std::cell::Cell;
use std::rc::Rc;

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, FocusOptions, HtmlElement, ResizeObserver};

pub use avatar::{Avatar, AvatarSize};
pub use badge::{Badge, Reach, Tone};
pub use button::{Button, ButtonLink, Face, Press, Size, Variant};
pub use card::{Card, CardLook};
pub use checkbox::{Checkbox, CheckboxLook};
pub use chip::{Chip, ChipToggle, Chips};
pub use dialog::{Dialog, DialogKind, DialogSize};
pub use dropzone::Dropzone;
pub use empty::{Empty, EmptySize, EmptyTone};
pub use field::{Field, FieldLink};
pub use filter::{FilterMenu, FilterOption};
pub use icon::{Icon, IconSize};
pub use input::{InputKind, TextArea, TextInput};
pub use kbd::Kbd;
pub use line_chart::{ChartDeadline, ChartPoint, ChartWords, LineChart};
pub use menu::{Menu, MenuAct, MenuEdge, MenuItem, MenuSection};
pub use message::{Message, MessageTone};
pub use progress::{Progress, ProgressState};
pub use progress_stack::{ProgressStack, StackPart};
pub use search_box::{SearchBox, SearchList, SearchLook};
pub use select::{Choice, Select, SelectSize};
pub use skeleton::{Shape, Skeleton, Waiting};
pub use spinner::{Spinner, SpinnerSize};
pub use steps::{Step, Steps};
pub use switcher::{SwitchOption, Switcher};
pub use table::{Align, Column, Table};
pub use tabs::{Tab, Tabs};
pub use text::{Announcer, Highlight, LiveRegion, VisuallyHidden};
pub use toast::{ToastAct, ToastTone, ToastView};
pub use tooltip::{InfoTip, Tip, TooltipHost};

/// Words that a part shows or says. A signal, so that the language changes under an open page.
pub type Text = Signal<String>;

/// Words that may be missing, such as the error of a field.
pub type MaybeText = Signal<Option<String>>;

/// The rank of a heading below the page's own.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Level {
    /// `h2`
    #[default]
    Two,
    /// `h3`
    Three,
}

impl Level {
    /// A heading of this rank.
    pub(crate) fn heading(self, id: String, class: &'static str, title: Text) -> AnyView {
        match self {
            Level::Two => view! { <h2 id=id class=class>{title}</h2> }.into_any(),
            Level::Three => view! { <h3 id=id class=class>{title}</h3> }.into_any(),
        }
    }
}

/// Whether an arrow key moves along a row or a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Axis {
    /// Left and right.
    Row,
    /// Up and down.
    Column,
}

/// Where an arrow key, Home or End leads from place `at` in a ring of `count`; `None` for other keys and empty rings.
pub fn next_place(key: &str, axis: Axis, at: usize, count: usize) -> Option<usize> {
    if count == 0 {
        return None;
    }
    match (key, axis) {
        ("ArrowRight", Axis::Row) | ("ArrowDown", Axis::Column) => Some((at + 1) % count),
        ("ArrowLeft", Axis::Row) | ("ArrowUp", Axis::Column) => Some((at + count - 1) % count),
        ("Home", _) => Some(0),
        ("End", _) => Some(count - 1),
        _ => None,
    }
}

thread_local! {
    static LAST_ID: Cell<u32> = const { Cell::new(0) };
}

/// An id that no other element of the page has; `part` only makes it readable.
pub(crate) fn new_id(part: &str) -> String {
    LAST_ID.with(|last| {
        last.set(last.get().wrapping_add(1));
        format!("{part}-{}", last.get())
    })
}

/// The value of an attribute that stands only while something is so.
pub(crate) fn when(on: impl Into<Signal<bool>>) -> MaybeText {
    let on = on.into();
    Signal::derive(move || on.get().then(|| "true".to_owned()))
}

/// The value of an attribute that says both ways.
pub(crate) fn either(on: impl Into<Signal<bool>>) -> Text {
    let on = on.into();
    Signal::derive(move || if on.get() { "true" } else { "false" }.to_owned())
}

/// A number with two decimals, as styles and drawings take it. The formatting of floats in `core` would cost 10 kB.
pub fn hundredths(value: f64) -> String {
    let all = (value * 100.0).round() as i64;
    let sign = if all < 0 { "-" } else { "" };
    let (whole, rest) = (all.unsigned_abs() / 100, all.unsigned_abs() % 100);
    format!("{sign}{whole}.{rest:02}")
}

/// A text in lower case, for comparing what people type; by the browser, whose tables are there already.
pub(crate) fn lower(text: &str) -> String {
    js_sys::JsString::from(text).to_lower_case().into()
}

/// A view that follows what it is made of. All such views are of one type: a bare closure among the children would have the
/// machinery of an effect and a view compiled for it alone.
pub fn live<V: IntoAny>(view: impl Fn() -> V + Send + Sync + 'static) -> AnyView {
    fn erased(view: Box<dyn Fn() -> AnyView + Send + Sync>) -> AnyView {
        (move || view()).into_any()
    }
    erased(Box::new(move || view().into_any()))
}

/// Focuses an element; one that is gone or cannot take the focus leaves it where it is.
pub(crate) fn focus(element: &Element) {
    if let Some(element) = element.dyn_ref::<HtmlElement>() {
        let _ = element.focus();
    }
}

/// Focuses the element of an id.
pub(crate) fn focus_id(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        focus(&element);
    }
}

/// Whether nothing has the focus though the page has it. In a frame whose host is typed into, nothing is lost.
fn is_focus_lost() -> bool {
    let page = document();
    page.has_focus().unwrap_or(false) && page.active_element().is_none_or(|active| active.tag_name() == "BODY")
}

/// Focuses what a selector finds with the next frame, where what had the focus is gone by then.
pub(crate) fn catch_focus(selector: impl Into<String>) {
    let selector = selector.into();
    request_animation_frame(move || {
        if let Some(found) = document().query_selector(&selector).ok().flatten().filter(|_| is_focus_lost()) {
            focus(&found);
        }
    });
}

/// The same for what news may take away: called before it is drawn, and nothing happens where nothing had the focus. Whoever reads, or
/// types in the host around a frame, stays there.
pub(crate) fn catch_held_focus(selector: &'static str) {
    if !is_focus_lost() {
        catch_focus(selector);
    }
}

/// Called before the elements of a list are put into another order: what has the focus keeps it, though the browser takes it
/// from an element that is moved.
pub(crate) fn hold_focus() {
    let held = document().active_element().and_then(|held| held.dyn_into::<HtmlElement>().ok());
    queue_microtask(move || {
        if let Some(held) = held.filter(|held| held.is_connected() && is_focus_lost()) {
            // Whoever reads further down stays there.
            let options = FocusOptions::new();
            options.set_prevent_scroll(true);
            let _ = held.focus_with_options(&options);
        }
    });
}

/// The heading of the page.
pub(crate) const HEADING: &str = "main h1";

/// All elements below `root` that a selector fits, in their order.
pub(crate) fn all(root: &Element, selector: &str) -> Vec<Element> {
    let mut found = Vec::new();
    let mut next = root.first_element_child();
    while let Some(child) = next {
        let inside = all(&child, selector);
        next = child.next_element_sibling();
        if child.matches(selector).unwrap_or(false) {
            found.push(child);
        }
        found.extend(inside);
    }
    found
}

/// Whether the focus is on the element or inside of it.
pub(crate) fn has_focus(element: &Element) -> bool {
    document().active_element().is_some_and(|active| element.contains(Some(&active)))
}

/// Tells a popover where its button is, for browsers that cannot anchor by themselves: in `--x` a place along the
/// button (0 its start, 1 its end), in `--y` its lower edge, both in CSS pixels.
pub(crate) fn place_below(popover: &HtmlElement, anchor: &Element, along: f64) {
    let at = anchor.get_bounding_client_rect();
    for (name, value) in [("--x", at.x() + along * at.width()), ("--y", at.y() + at.height())] {
        // A style that cannot be set leaves the list in the corner, readable.
        let _ = popover.style().set_property(name, &format!("{}px", hundredths(value)));
    }
}

/// Runs with an element once it is there, and whenever its size changes.
pub fn follow_size(node: NodeRef<html::Div>, run: impl Fn(&HtmlElement) + 'static) {
    follow(node, Rc::new(run));
}

fn follow(node: NodeRef<html::Div>, run: Rc<dyn Fn(&HtmlElement)>) {
    let run = StoredValue::new_local(run);
    Effect::new(move |_| {
        let Some(element) = node.get() else { return };
        let element: HtmlElement = (*element).clone();
        let Some(run) = run.try_get_value() else { return };
        // The observer tells the first size too, when the browser has laid out everything anyway.
        let measured = element.clone();
        let on_resize: Closure<dyn Fn()> = Closure::new(move || run(&measured));
        if let Ok(observer) = ResizeObserver::new(on_resize.as_ref().unchecked_ref()) {
            observer.observe(&element);
            let kept = StoredValue::new_local(Some((observer, on_resize)));
            on_cleanup(move || {
                if let Some(Some((observer, _))) = kept.try_update_value(Option::take) {
                    observer.disconnect();
                }
            });
        }
    });
}

/// Whether a popover is open.
pub(crate) fn is_open(popover: &Element) -> bool {
    popover.matches(":popover-open").unwrap_or(false)
}

#[cfg(test)]
mod tests {
    use super::hundredths;

    #[test]
    fn hundredths_are_those_of_the_standard_library() {
        for value in [0.0, 0.004, 0.006, 1.0, 12.345, 99.999, 100.0, -0.004, -0.5, -12.34, 4_000_000.0] {
            let expected = format!("{value:.2}");
            assert_eq!(hundredths(value), expected.strip_prefix("-0.00").map_or(expected.as_str(), |_| "0.00"));
        }
    }
}
