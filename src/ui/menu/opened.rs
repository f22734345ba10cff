//! What keys and the browser do to a menu on the page.

use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, KeyboardEvent};

use crate::ui::{Axis, all, focus, has_focus, is_open, lower, next_place, place_below};

/// Milliseconds after which letters begin a new word.
const WORD_PAUSE: f64 = 500.0;

/// A menu on the page.
#[derive(Clone, Copy)]
pub(super) struct Opened {
    pub(super) button: NodeRef<html::Button>,
    pub(super) list: NodeRef<html::Div>,
    pub(super) open: RwSignal<bool>,
    /// Whether the list holds its entries: since somebody came near.
    pub(super) filled: RwSignal<bool>,
    /// The letters typed so far, and when the last one came, in milliseconds.
    typed: StoredValue<(String, f64)>,
}

impl Opened {
    pub(super) fn new() -> Opened {
        Opened {
            button: NodeRef::new(),
            list: NodeRef::new(),
            open: RwSignal::new(false),
            filled: RwSignal::new(false),
            typed: StoredValue::new((String::new(), 0.0)),
        }
    }

    fn list(self) -> Option<HtmlElement> {
        self.list.try_get_untracked().flatten().map(JsCast::unchecked_into)
    }

    fn items(self) -> Vec<Element> {
        self.list().map(|list| all(&list, "[role^=menuitem]")).unwrap_or_default()
    }

    /// The browser has opened or closed the list.
    pub(super) fn toggled(self) {
        let Some(list) = self.list() else { return };
        let open = is_open(&list);
        self.open.set(open);
        if open && !has_focus(&list) {
            self.enter(&list, "Home");
        }
    }

    /// Makes the entries: when somebody comes near the button, so that the very next key finds them. They stay then.
    pub(super) fn fill(self) {
        if !self.filled.get_untracked() {
            self.filled.set(true);
        }
    }

    /// Focuses the chosen entry, or the one that the key leads to.
    fn enter(self, list: &HtmlElement, key: &str) {
        if let Some(button) = self.button.get_untracked() {
            place_below(list, &button, 0.0);
        }
        let items = self.items();
        let chosen = items.iter().position(|item| item.get_attribute("aria-checked").as_deref() == Some("true"));
        let place = chosen.or_else(|| next_place(key, Axis::Column, 0, items.len()));
        if let Some(item) = place.and_then(|place| items.get(place)) {
            focus(item);
        }
    }

    /// Closes and gives the focus back.
    pub(super) fn close(self) {
        if let Some(list) = self.list().filter(|list| is_open(list)) {
            let _ = list.hide_popover();
        }
        if let Some(button) = self.button.get_untracked() {
            focus(&button);
        }
    }

    pub(super) fn key_on_button(self, event: &KeyboardEvent) {
        let to = match event.key().as_str() {
            "ArrowDown" => "Home",
            "ArrowUp" => "End",
            _ => return,
        };
        event.prevent_default();
        if let Some(list) = self.list() {
            // Fails only when it is open already.
            let _ = list.show_popover();
            self.enter(&list, to);
        }
    }

    pub(super) fn key_in_list(self, event: &KeyboardEvent) {
        let key = event.key();
        let items = self.items();
        let active = document().active_element();
        let at = items.iter().position(|item| Some(item) == active.as_ref());
        let to = match key.as_str() {
            // Without preventing it: the browser goes on from the button to what is next.
            "Tab" => return self.close(),
            "Escape" => {
                event.prevent_default();
                event.stop_propagation();
                return self.close();
            }
            // Space presses buttons, but not links.
            " " if active.as_ref().is_some_and(|active| active.tag_name() == "A") => {
                event.prevent_default();
                if let Some(link) = active.and_then(|active| active.dyn_into::<HtmlElement>().ok()) {
                    link.click();
                }
                return;
            }
            " " => return,
            _ if event.ctrl_key() || event.alt_key() || event.meta_key() => return,
            _ if key.chars().count() == 1 => self.typed(&key, at, &items, event.time_stamp()),
            // From outside of the entries Up leads to the last one.
            _ => next_place(
                &key,
                Axis::Column,
                at.unwrap_or(if key == "ArrowUp" { 0 } else { items.len().wrapping_sub(1) }),
                items.len(),
            ),
        };
        if let Some(item) = to.and_then(|to| items.get(to)) {
            event.prevent_default();
            focus(item);
        }
    }

    /// Where a letter leads: the next entry that begins with what was typed without a pause.
    fn typed(self, letter: &str, at: Option<usize>, items: &[Element], now: f64) -> Option<usize> {
        let word = self.typed.try_update_value(|(word, last)| {
            if now - *last > WORD_PAUSE {
                word.clear();
            }
            *last = now;
            word.push_str(&lower(letter));
            word.clone()
        })?;
        let labels: Vec<String> = items.iter().map(label_of).collect();
        find_by_beginning(&labels, at, &word)
    }
}

fn label_of(item: &Element) -> String {
    let label = item.query_selector(".menu__label").ok().flatten();
    label.and_then(|label| label.text_content()).unwrap_or_default()
}

/// The entry that typed letters lead to: with one letter (or the same again and again) the next one that begins with
/// it, with more the first from here on that begins with all of them.
pub fn find_by_beginning(labels: &[String], at: Option<usize>, typed: &str) -> Option<usize> {
    let first = typed.chars().next()?;
    let repeated = typed.chars().all(|letter| letter == first);
    let wanted = if repeated { first.to_string() } else { typed.to_owned() };
    let start = match at {
        Some(at) if repeated => at + 1,
        Some(at) => at,
        None => 0,
    };
    let count = labels.len();
    (0..count).map(|step| (start + step) % count).find(|&place| lower(labels[place].trim_start()).starts_with(&wanted))
}
