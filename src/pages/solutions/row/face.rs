//! The elements of a row and how they are written: only what differs from what they show.

use std::array::from_fn;

use contract::migration::NextStep;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement};

use super::{Marked, Painted, RowView};
use crate::i18n::{of, t, tf};
use crate::parts::next_step::next_step_key;
use crate::parts::state_badge::{state_help_key, state_key, state_look};
use crate::ui::avatar::{initials, tone};
use crate::ui::{focus, hundredths};

const SVG: &str = "http://www.w3.org/2000/svg";

/// The columns: which of their elements takes the focus is told by `stops`.
const COLUMNS: usize = 9;

/// The elements of a row.
pub(super) struct Face {
    row: HtmlElement,
    check: HtmlInputElement,
    expand: Element,
    name: Element,
    solution_id: Element,
    partner_id: Element,
    offer_type: Element,
    co_sell: Element,
    badge: Element,
    badge_icon: Element,
    badge_word: Element,
    person: Element,
    avatar: Element,
    assigned: Element,
    action: Element,
    /// The two actions: one leads on, one acts at once. One of them is in the document.
    link: Element,
    button: Element,
    /// What takes the focus in each column.
    stops: [Element; COLUMNS],
}

fn element(tag: &str, class: &str) -> Option<Element> {
    let element = document().create_element(tag).ok()?;
    element.set_class_name(class);
    Some(element)
}

/// An element inside another one.
fn inside(parent: &Element, tag: &str, class: &str) -> Option<Element> {
    let child = element(tag, class)?;
    parent.append_child(&child).ok()?;
    Some(child)
}

/// A text that is cut where it does not fit, and then told whole by a tooltip.
fn cut_text(parent: &Element) -> Option<Element> {
    let text = inside(parent, "span", "grid__text")?;
    put(&text, "data-tooltip-overflow", "");
    Some(text)
}

/// A picture of the sprite inside another element; gives what names it.
fn icon(parent: &Element) -> Option<Element> {
    let svg = document().create_element_ns(Some(SVG), "svg").ok()?;
    let part = document().create_element_ns(Some(SVG), "use").ok()?;
    put(&svg, "class", "icon");
    put(&svg, "aria-hidden", "true");
    svg.append_child(&part).ok()?;
    parent.append_child(&svg).ok()?;
    Some(part)
}

/// Sets an attribute. The names are all of our own, so that the browser refuses none.
fn put(element: &Element, name: &str, value: &str) {
    let _ = element.set_attribute(name, value);
}

/// Sets an attribute, or takes it away.
fn put_or_not(element: &Element, name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

/// Sets the only text of an element.
fn say(element: &Element, text: &str) {
    match element.first_child() {
        Some(node) => node.set_node_value(Some(text)),
        None => element.set_text_content(Some(text)),
    }
}

/// Sets a text with what the search found in it.
fn mark(element: &Element, before: Option<&Marked>, now: &Marked) {
    if before == Some(now) {
        return;
    }
    if now.marks.is_empty() && before.is_none_or(|before| before.marks.is_empty()) {
        return say(element, &now.text);
    }
    element.set_text_content(None);
    for (piece, found) in now.pieces() {
        let around = if found { inside(element, "mark", "") } else { None };
        match around {
            Some(around) => around.set_text_content(Some(piece)),
            // A document that takes no further text shows the rest.
            None => drop(element.append_with_str_1(piece)),
        }
    }
}

impl Face {
    /// Makes the cells of a row.
    pub(super) fn build(row: &HtmlElement) -> Option<Face> {
        let kinds = ["check", "name", "num", "num", "", "", "", "", "action"];
        let cells: Vec<Element> = kinds
            .iter()
            .enumerate()
            .map(|(at, kind)| {
                let class =
                    if kind.is_empty() { "grid__cell".to_owned() } else { format!("grid__cell grid__cell--{kind}") };
                let cell = inside(row, "div", &class)?;
                put(&cell, "role", "gridcell");
                put(&cell, "aria-colindex", &(at + 1).to_string());
                Some(cell)
            })
            .collect::<Option<_>>()?;
        let label = inside(&cells[0], "label", "checkbox checkbox--bare")?;
        let check = inside(&label, "input", "checkbox__box")?.dyn_into::<HtmlInputElement>().ok()?;
        check.set_type("checkbox");
        let expand = inside(&cells[1], "button", "grid__expand")?;
        put(&expand, "type", "button");
        put(&icon(&expand)?, "href", "#i-chevron-right");
        let badge = inside(&cells[6], "span", "")?;
        let badge_icon = icon(&badge)?;
        let badge_word = inside(&badge, "span", "")?;
        let avatar = inside(&cells[7], "span", "avatar avatar--small")?;
        put(&avatar, "aria-hidden", "true");
        let link = element("a", "")?;
        let button = element("button", "button button--small")?;
        put(&button, "type", "button");
        let mut stops: [Element; COLUMNS] = from_fn(|column| cells[column].clone());
        stops[0] = check.clone().into();
        stops[1] = expand.clone();
        stops[6] = badge.clone();
        stops[8] = link.clone();
        cells[8].append_child(&link).ok()?;
        for stop in stops.iter().chain([&button]) {
            put(stop, "tabindex", "-1");
        }
        Some(Face {
            row: row.clone(),
            check,
            expand,
            name: cut_text(&cells[1])?,
            solution_id: cut_text(&cells[2])?,
            partner_id: cut_text(&cells[3])?,
            offer_type: cut_text(&cells[4])?,
            co_sell: cut_text(&cells[5])?,
            badge,
            badge_icon,
            badge_word,
            assigned: cut_text(&cells[7])?,
            person: cells[7].clone(),
            avatar,
            action: cells[8].clone(),
            link,
            button,
            stops,
        })
    }

    /// Takes the row out of sight; its cells stay as they are.
    pub(super) fn hide(&self) {
        self.row.set_hidden(true);
    }

    /// Writes what differs from what is there.
    pub(super) fn paint(&self, before: Option<&Painted>, now: &Painted) {
        self.row.set_hidden(false);
        // Words of the language are written anew with it.
        let same = before.filter(|before| before.locale == now.locale);
        let (was, spoken, row) = (before.map(|before| &before.row), same.map(|same| &same.row), &now.row);
        self.place(was, row);
        self.standing(was, row);
        mark(&self.name, was.map(|was| &was.name), &row.name);
        mark(&self.solution_id, was.map(|was| &was.solution_id), &row.solution_id);
        mark(&self.partner_id, was.map(|was| &was.partner_id), &row.partner_id);
        if spoken.is_none_or(|was| was.name.text != row.name.text) {
            let named = |key| tf(key, &[("name", row.name.text.as_str().into())]);
            put(&self.check, "aria-label", &named("grid.select"));
            put(&self.expand, "aria-label", &named("grid.details"));
        }
        self.words(spoken, row);
        self.action(same, now);
        if before.is_none_or(|before| before.here != now.here) {
            // Only one cell of the grid is reached by Tab; arrows lead to the others.
            for (column, stop) in self.stops.iter().enumerate() {
                put(stop, "tabindex", if now.here == Some(column) { "0" } else { "-1" });
            }
            put(&self.button, "tabindex", if now.here == Some(COLUMNS - 1) { "0" } else { "-1" });
        }
    }

    fn place(&self, was: Option<&RowView>, row: &RowView) {
        if was.is_none_or(|was| was.top != row.top) {
            // A place that cannot be set leaves the row where it was.
            let _ = self.row.style().set_property("--top", &format!("{}px", hundredths(row.top)));
        }
        if was.is_none_or(|was| was.at != row.at) {
            put(&self.row, "aria-rowindex", &(row.at + 2).to_string());
            for (column, stop) in self.stops.iter().enumerate() {
                put(stop, "data-cell", &format!("{}:{column}", row.at));
            }
            put(&self.button, "data-cell", &format!("{}:{}", row.at, COLUMNS - 1));
        }
    }

    fn standing(&self, was: Option<&RowView>, row: &RowView) {
        if was.is_none_or(|was| was.selected != row.selected) {
            put(&self.row, "aria-selected", if row.selected { "true" } else { "false" });
        }
        // A press has turned the box by itself already.
        if self.check.checked() != row.selected {
            self.check.set_checked(row.selected);
        }
        if was.is_none_or(|was| was.open != row.open) {
            put(&self.expand, "aria-expanded", if row.open { "true" } else { "false" });
            put_or_not(&self.row, "data-expanded", row.open.then_some(""));
        }
    }

    fn words(&self, was: Option<&RowView>, row: &RowView) {
        if was.is_none_or(|was| was.offer_type != row.offer_type) {
            self.offer_type.set_class_name(if row.offer_type.is_none() {
                "grid__text grid__none"
            } else {
                "grid__text"
            });
            // catalogue: offerType.*
            let kind = row.offer_type.map(|kind| t(&format!("offerType.{}", kind.word())));
            say(&self.offer_type, &kind.unwrap_or_else(|| t("grid.notSet")));
        }
        if was.is_none_or(|was| was.co_sell != row.co_sell) {
            // catalogue: coSell.*
            say(&self.co_sell, &t(&format!("coSell.{}", row.co_sell.word())));
        }
        if was.is_none_or(|was| was.state != row.state) {
            let (class, icon) = state_look(row.state);
            self.badge.set_class_name(class);
            put(&self.badge_icon, "href", &format!("#i-{icon}"));
            let word = t(state_key(row.state));
            say(&self.badge_word, &word);
            put(&self.badge, "data-tooltip-title", &word);
            put(&self.badge, "data-tooltip", &t(state_help_key(row.state)));
        }
        if was.is_none_or(|was| was.assigned != row.assigned) {
            self.assigned.set_class_name(if row.assigned.is_none() { "grid__text grid__none" } else { "grid__text" });
            match &row.assigned {
                // Colleagues may still be on their way.
                Some(name) if name.trim().is_empty() => {
                    say(&self.assigned, "");
                    self.avatar.remove();
                }
                Some(name) => {
                    say(&self.assigned, name);
                    say(&self.avatar, &initials(name));
                    put_or_not(&self.avatar, "data-tone", tone(name).map(|tone| tone.to_string()).as_deref());
                    // It stands before the name; where it does already, nothing moves.
                    if self.avatar.parent_element().is_none() {
                        let _ = self.person.prepend_with_node_1(&self.avatar);
                    }
                }
                None => {
                    say(&self.assigned, &t("grid.nobody"));
                    self.avatar.remove();
                }
            }
        }
    }

    /// The action: its element, where it leads, and why it does not.
    fn action(&self, before: Option<&Painted>, now: &Painted) {
        let row = &now.row;
        let acts_at_once = row.step == NextStep::UndoDiscard;
        let (element, other) = if acts_at_once { (&self.button, &self.link) } else { (&self.link, &self.button) };
        if other.parent_element().is_some() {
            // The focus that was on the old action is on the new one.
            let had_focus = document().active_element().as_ref() == Some(other);
            let _ = self.action.replace_child(element, other);
            if had_focus {
                focus(element);
            }
        }
        let was = before.map(|before| &before.row);
        let same_step = was.is_some_and(|was| was.step == row.step);
        if !same_step {
            let strong = if row.step == NextStep::Begin { " button--primary" } else { "" };
            element.set_class_name(&format!("button button--small{strong}"));
            say(element, &t(next_step_key(row.step)));
        }
        if !same_step || was.is_none_or(|was| was.name.text != row.name.text) {
            put(element, "aria-label", &format!("{}{}", of(&row.name.text), t(next_step_key(row.step))));
        }
        if same_step && before.is_some_and(|before| before.refusal == now.refusal && before.row.href == row.href) {
            return;
        }
        let refused = now.refused();
        put_or_not(element, "aria-disabled", refused.map(|_| "true"));
        put_or_not(element, "data-tooltip", refused.map(|why| tf(&why.key(), &why.args())).as_deref());
        if !acts_at_once {
            put_or_not(element, "href", refused.is_none().then_some(&*row.href));
            put_or_not(element, "role", refused.map(|_| "link"));
        }
    }
}

impl Painted {
    /// Why the action cannot be taken: looking is always allowed.
    fn refused(&self) -> Option<&contract::refusal::Refusal> {
        let acts = matches!(self.row.step, NextStep::Begin | NextStep::Continue | NextStep::UndoDiscard);
        self.refusal.as_ref().filter(|_| acts)
    }
}
