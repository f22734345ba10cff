//! One row element of the grid. It is filled anew when another row comes into its place; the element stays.

mod face;

use std::ops::Range;

use columns::RowRef;
use contract::locale::Locale;
use contract::migration::NextStep;
use contract::refusal::Refusal;
use contract::search::Query;
use contract::solution::{CoSellStatus, MigrationState, OfferType};
use leptos::html;
use leptos::prelude::*;

use self::face::Face;
use super::state::ListState;
use crate::i18n;
use crate::parts::next_step::next_route;

/// Everything that one row shows.
#[derive(Clone, Debug, PartialEq)]
pub struct RowView {
    /// Its place in the order, from 0.
    pub at: usize,
    /// Its upper edge in pixels.
    pub top: f64,
    /// The solution's id.
    pub id: String,
    name: Marked,
    solution_id: Marked,
    partner_id: Marked,
    offer_type: Option<OfferType>,
    co_sell: CoSellStatus,
    state: MigrationState,
    assigned: Option<String>,
    step: NextStep,
    href: String,
    selected: bool,
    open: bool,
}

/// A text with what the search found in it.
#[derive(Clone, Debug, Default, PartialEq)]
struct Marked {
    text: String,
    marks: Vec<Range<usize>>,
}

impl Marked {
    fn new(text: &str, query: &Query) -> Marked {
        let marks = if query.is_empty() { Vec::new() } else { query.highlights(text) };
        Marked { text: text.to_owned(), marks }
    }

    /// The text in pieces, and whether the search found them.
    fn pieces(&self) -> Vec<(&str, bool)> {
        let mut pieces = Vec::new();
        let mut from = 0;
        for mark in &self.marks {
            pieces.extend([(&self.text[from..mark.start], false), (&self.text[mark.clone()], true)]);
            from = mark.end;
        }
        pieces.push((&self.text[from..], false));
        pieces.retain(|(piece, _)| !piece.is_empty());
        pieces
    }
}

impl RowView {
    /// The view of a row at a place.
    pub fn new(row: &RowRef<'_>, at: usize, top: f64, query: &Query, state: ListState) -> RowView {
        let step = NextStep::of(row.state);
        RowView {
            at,
            top,
            id: row.id.to_owned(),
            name: Marked::new(row.name, query),
            solution_id: Marked::new(row.solution_id, query),
            partner_id: Marked::new(row.partner_id, query),
            offer_type: row.offer_type,
            co_sell: row.co_sell_status,
            state: row.state,
            assigned: row.assigned_to.map(|id| state.list.name_of(id).unwrap_or_default()),
            step,
            href: next_route(row.state, row.id, row.offer, row.request).href(),
            selected: state.selected.with(|selected| selected.contains(row.id)),
            open: state.opened.with(|opened| opened.iter().any(|open| open.id == row.id)),
        }
    }
}

/// What a row element shows by now.
struct Painted {
    row: RowView,
    /// The column that Tab reaches, where it is one of this row's.
    here: Option<usize>,
    /// Why this person may not act.
    refusal: Option<Refusal>,
    /// In which language.
    locale: Locale,
}

/// The element for one of the rows in sight. Its cells are not views, each with effects of its own, but are written by one
/// effect that compares: a sort, a keystroke or a scroll changes all rows in sight within a frame.
#[component]
pub fn RowElement(
    /// What it shows; nothing takes it out of sight.
    shown: RwSignal<Option<RowView>>,
    /// The screen's state.
    state: ListState,
    /// Why this person may not act, if they may not.
    refusal: Signal<Option<Refusal>>,
) -> impl IntoView {
    let node: NodeRef<html::Div> = NodeRef::new();
    let here = Memo::new(move |_| {
        let focus = state.focus.get();
        shown.with(|row| row.as_ref().is_some_and(|row| focus.row == Some(row.at))).then_some(focus.column)
    });
    let mut face = None;
    Effect::new(move |before: Option<Option<Painted>>| {
        let before = before.flatten();
        let element = node.get()?;
        let Some(row) = shown.get() else {
            face.iter().for_each(Face::hide);
            return before;
        };
        // Its cells are made when it first shows something.
        if face.is_none() {
            face = Face::build(&element);
        }
        let face = face.as_ref()?;
        let now = Painted { row, here: here.get(), refusal: refusal.get(), locale: i18n::locale() };
        face.paint(before.as_ref(), &now);
        Some(now)
    });
    view! { <div class="grid__row" role="row" hidden="" node_ref=node></div> }
}
