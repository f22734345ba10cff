//! One row element of the grid. It is filled anew when another row comes into its place; the element stays.

use std::ops::Range;

use columns::RowRef;
use contract::migration::NextStep;
use contract::refusal::Refusal;
use contract::search::Query;
use contract::solution::{CoSellStatus, MigrationState, OfferType};
use leptos::html;
use leptos::prelude::*;

use super::state::{Cell, ListState};
use crate::i18n::{self, said, t, text};
use crate::pages::migrate::undo_discard;
use crate::parts::next_step::{next_route, next_step_key};
use crate::parts::state_badge::{state_help_key, state_key, state_look};
use crate::toast::use_toasts;
use crate::ui::{Avatar, AvatarSize, Icon, focus, hundredths, live};

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

    fn view(&self) -> AnyView {
        if self.marks.is_empty() {
            return self.text.clone().into_any();
        }
        let mut pieces = Vec::new();
        let mut from = 0;
        for mark in &self.marks {
            pieces.push(self.text[from..mark.start].to_owned().into_any());
            pieces.push(view! { <mark>{self.text[mark.clone()].to_owned()}</mark> }.into_any());
            from = mark.end;
        }
        pieces.push(self.text[from..].to_owned().into_any());
        pieces.into_any()
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

/// The element for one of the rows in sight.
#[component]
pub fn RowElement(
    /// What it shows; nothing takes it out of sight.
    shown: RwSignal<Option<RowView>>,
    /// The screen's state.
    state: ListState,
    /// Why this person may not act, if they may not.
    refusal: Signal<Option<Refusal>>,
) -> impl IntoView {
    let toasts = use_toasts();
    let action: NodeRef<html::Div> = NodeRef::new();
    let with = move |read: fn(&RowView) -> String| shown.with(|row| row.as_ref().map(read).unwrap_or_default());
    let cell = move |column: usize| {
        // Only one cell of the grid is reached by Tab; arrows lead to the others.
        let here = move || shown.with(|row| row.as_ref().map(|row| Cell { row: Some(row.at), column }));
        move || if here().is_some_and(|here| here == state.focus.get()) { "0" } else { "-1" }
    };
    let place = move |column: usize| move || shown.with(|row| row.as_ref().map(|row| format!("{}:{column}", row.at)));
    let toggle_selected = move |event: web_sys::MouseEvent| {
        if let Some(at) = shown.with_untracked(|row| row.as_ref().map(|row| row.at)) {
            state.toggle_selected(at, event.shift_key());
        }
    };
    let toggle_open = move |_| {
        if let Some(id) = shown.with_untracked(|row| row.as_ref().map(|row| row.id.clone())) {
            state.toggle_open(&id);
        }
    };
    let named = move |key: &'static str| {
        move || shown.with(|row| row.as_ref().map(|row| i18n::tf(key, &[("name", row.name.text.as_str().into())])))
    };
    let selected = Memo::new(move |_| shown.with(|row| row.as_ref().is_some_and(|row| row.selected)));
    let open = Memo::new(move |_| shown.with(|row| row.as_ref().is_some_and(|row| row.open)));
    let status = Memo::new(move |_| shown.with(|row| row.as_ref().map(|row| row.state)));
    let step = Memo::new(move |_| shown.with(|row| row.as_ref().map(|row| row.step)));
    keep_focus(action, shown, step, state);
    let assigned = Memo::new(move |_| shown.with(|row| row.as_ref().and_then(|row| row.assigned.clone())));
    view! {
        <div class="grid__row" role="row"
            hidden=move || shown.with(Option::is_none)
            style:--top=move || with(|row| format!("{}px", hundredths(row.top)))
            aria-rowindex=move || with(|row| (row.at + 2).to_string())
            aria-selected=move || selected.get().to_string()
            data-expanded=move || open.get().then_some("")>
            <div class="grid__cell grid__cell--check" role="gridcell" aria-colindex="1">
                <label class="checkbox checkbox--bare">
                    <input class="checkbox__box" type="checkbox" tabindex=cell(0) data-cell=place(0)
                        prop:checked=move || selected.get() aria-label=named("grid.select") on:click=toggle_selected/>
                </label>
            </div>
            <div class="grid__cell grid__cell--name" role="gridcell" aria-colindex="2">
                <button type="button" class="grid__expand" tabindex=cell(1) data-cell=place(1)
                    aria-expanded=move || open.get().to_string() aria-label=named("grid.details") on:click=toggle_open>
                    <Icon name="chevron-right"/>
                </button>
                <span class="grid__text" data-tooltip-overflow="">{live(move || shown.with(|row| row.as_ref().map(|row| row.name.view())))}</span>
            </div>
            <div class="grid__cell grid__cell--num" role="gridcell" aria-colindex="3" tabindex=cell(2) data-cell=place(2)>
                <span class="grid__text" data-tooltip-overflow="">{live(move || shown.with(|row| row.as_ref().map(|row| row.solution_id.view())))}</span>
            </div>
            <div class="grid__cell grid__cell--num" role="gridcell" aria-colindex="4" tabindex=cell(3) data-cell=place(3)>
                <span class="grid__text" data-tooltip-overflow="">{live(move || shown.with(|row| row.as_ref().map(|row| row.partner_id.view())))}</span>
            </div>
            <div class="grid__cell" role="gridcell" aria-colindex="5" tabindex=cell(4) data-cell=place(4)>
                <span class="grid__text" data-tooltip-overflow="" class:grid__none=move || shown.with(|row| row.as_ref().is_some_and(|row| row.offer_type.is_none()))>
                    // catalogue: offerType.*
                    {said(move || with(|row| row.offer_type.map_or_else(|| t("grid.notSet"), |kind| t(&format!("offerType.{}", kind.word())))))}
                </span>
            </div>
            <div class="grid__cell" role="gridcell" aria-colindex="6" tabindex=cell(5) data-cell=place(5)>
                // catalogue: coSell.*
                <span class="grid__text" data-tooltip-overflow="">{said(move || with(|row| t(&format!("coSell.{}", row.co_sell.word()))))}</span>
            </div>
            <div class="grid__cell" role="gridcell" aria-colindex="7">
                {live(move || status.get().map(|status| {
                    let (class, icon) = state_look(status);
                    view! {
                        <span class=class tabindex=cell(6) data-cell=place(6)
                            data-tooltip-title=text(state_key(status)) data-tooltip=text(state_help_key(status))>
                            <Icon name=icon/><span>{text(state_key(status))}</span>
                        </span>
                    }
                }))}
            </div>
            <div class="grid__cell" role="gridcell" aria-colindex="8" tabindex=cell(7) data-cell=place(7)>
                {live(move || match assigned.get() {
                    Some(name) => view! {
                        <Avatar name=Signal::stored(name.clone()) size=AvatarSize::Small/><span class="grid__text" data-tooltip-overflow="">{name}</span>
                    }.into_any(),
                    None => view! { <span class="grid__text grid__none" data-tooltip-overflow="">{text("grid.nobody")}</span> }.into_any(),
                })}
            </div>
            <div class="grid__cell grid__cell--action" role="gridcell" aria-colindex="9" node_ref=action>
                {live(move || step.get().map(|step| {
                    let acts = matches!(step, NextStep::Begin | NextStep::Continue | NextStep::UndoDiscard);
                    let class = if step == NextStep::Begin { "button button--small button--primary" } else { "button button--small" };
                    let refused = Signal::derive(move || refusal.get().filter(|_| acts));
                    if step == NextStep::UndoDiscard {
                        // It leads nowhere: it acts at once.
                        let undo = move |_| {
                            if refused.with_untracked(Option::is_none)
                                && let Some(row) = shown.get_untracked()
                            {
                                undo_discard(state.list, toasts, row.id, row.name.text);
                            }
                        };
                        return view! {
                            <button type="button" class=class tabindex=cell(8) data-cell=place(8) on:click=undo
                                aria-disabled=move || refused.get().map(|_| "true")
                                data-tooltip=move || refused.get().map(|why| i18n::tf(&why.key(), &why.args()))
                                aria-label=move || with(|row| row.name.text.clone()) + ": " + &t(next_step_key(step))>
                                {text(next_step_key(step))}
                            </button>
                        }
                        .into_any();
                    }
                    view! {
                        <a class=class tabindex=cell(8) data-cell=place(8)
                            href=move || refused.get().is_none().then(|| with(|row| row.href.clone()))
                            role=move || refused.get().map(|_| "link")
                            aria-disabled=move || refused.get().map(|_| "true")
                            data-tooltip=move || refused.get().map(|why| i18n::tf(&why.key(), &why.args()))
                            aria-label=move || with(|row| row.name.text.clone()) + ": " + &t(next_step_key(step))>
                            {text(next_step_key(step))}
                        </a>
                    }
                    .into_any()
                }))}
            </div>
        </div>
    }
}

/// When an act changes what a row offers, the focus that was on the old action is on the new one.
fn keep_focus(
    action: NodeRef<html::Div>,
    shown: RwSignal<Option<RowView>>,
    step: Memo<Option<NextStep>>,
    state: ListState,
) {
    Effect::new(move |before: Option<Option<NextStep>>| {
        let now = step.get();
        let here = shown.with_untracked(|row| row.as_ref().map(|row| Cell { row: Some(row.at), column: 8 }));
        if before.is_some_and(|before| before != now) && here == Some(state.focus.get_untracked()) {
            request_animation_frame(move || {
                let lost = document().active_element().is_none_or(|active| active.tag_name() == "BODY");
                let button = action.get_untracked().and_then(|cell| cell.query_selector("[data-cell]").ok().flatten());
                if let Some(button) = button.filter(|_| lost) {
                    focus(&button);
                }
            });
        }
        now
    });
}
