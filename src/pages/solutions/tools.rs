//! Search, filters, saved filters, and how many rows are in sight.

use columns::Facets;
use contract::route::SolutionsView;
use contract::solution::{CoSellStatus, MigrationState, OfferType};
use leptos::prelude::*;

use super::grid::Sight;
use super::saved::SavedFilters;
use super::state::ListState;
use crate::i18n::{self, said, t, text, tf, tn};
use crate::parts::searched::search_field;
use crate::parts::solution_list::Fill;
use crate::parts::state_badge::state_key;
use crate::ui::{FilterMenu, FilterOption, Icon, live};

/// The row of tools.
#[component]
pub fn Tools(
    /// The screen's state.
    state: ListState,
    /// What of the list is in sight.
    sight: Sight,
) -> impl IntoView {
    let search = move || state.view.with(|view| view.search.clone());
    let search = search_field("solutions.search", search, move |words| state.ask(|view| view.search = words));
    let facets = Memo::new(move |_| {
        state.list.revision.track();
        state.with_result(|result| {
            result.map(|result| state.list.with(|store| store.facets(result))).unwrap_or_default()
        })
    });
    view! {
        <div class="solutions__tools">
            {search}
            <div class="solutions__filters">
                <StatusFilter state facets/>
                <TypeFilter state facets/>
                <CoSellFilter state facets/>
                <PartnerFilter state facets/>
                <AssignedFilter state facets/>
                <SavedFilters state/>
            </div>
            <div class="solutions__sight"><RangeLine state sight/><CompactRows state/></div>
        </div>
    }
}

/// One filter: its options with counts, what is chosen, and how a choice changes the view.
fn filter_menu(
    state: ListState,
    label: &'static str,
    options: Signal<Vec<FilterOption>>,
    chosen: fn(&SolutionsView) -> Vec<String>,
    choose: fn(&mut SolutionsView, Vec<String>),
) -> AnyView {
    let chosen = Signal::derive(move || state.view.with(chosen));
    let words = Signal::derive(move || tn("filter.chosen", chosen.with(|list| list.len() as u64)));
    view! {
        <FilterMenu label=text(label) options=options chosen=chosen chosen_words=words
            clear=text("filter.clear") find=text("filter.find") nothing=text("filter.nothing")
            on_change=Callback::new(move |values| state.ask(|view| choose(view, values)))/>
    }
    .into_any()
}

fn option(value: &str, label: String, rows: u32) -> FilterOption {
    FilterOption { value: value.to_owned(), label, count: i18n::number(u64::from(rows)) }
}

fn words<T: Copy>(list: &[T], word: fn(T) -> &'static str) -> Vec<String> {
    list.iter().map(|value| word(*value).to_owned()).collect()
}

fn values<T>(words: &[String], from: fn(&str) -> Option<T>) -> Vec<T> {
    words.iter().filter_map(|word| from(word)).collect()
}

#[component]
fn StatusFilter(state: ListState, facets: Memo<Facets>) -> impl IntoView {
    let options = Signal::derive(move || {
        let facets = facets.get();
        MigrationState::ALL
            .iter()
            .map(|value| option(value.word(), t(state_key(*value)), facets.state(*value)))
            .collect()
    });
    filter_menu(
        state,
        "column.status",
        options,
        |view| words(&view.status, MigrationState::word),
        |view, chosen| {
            view.status = values(&chosen, MigrationState::from_word);
        },
    )
}

#[component]
fn TypeFilter(state: ListState, facets: Memo<Facets>) -> impl IntoView {
    let options = Signal::derive(move || {
        let facets = facets.get();
        let name = |value: &OfferType| t(&format!("offerType.{}", value.word()));
        OfferType::ALL.iter().map(|value| option(value.word(), name(value), facets.offer_type(*value))).collect()
    });
    filter_menu(
        state,
        "column.offerType",
        options,
        |view| words(&view.offer_type, OfferType::word),
        |view, chosen| {
            view.offer_type = values(&chosen, OfferType::from_word);
        },
    )
}

#[component]
fn CoSellFilter(state: ListState, facets: Memo<Facets>) -> impl IntoView {
    let options = Signal::derive(move || {
        let facets = facets.get();
        let name = |value: &CoSellStatus| t(&format!("coSell.{}", value.word()));
        CoSellStatus::ALL.iter().map(|value| option(value.word(), name(value), facets.co_sell(*value))).collect()
    });
    filter_menu(
        state,
        "column.coSellStatus",
        options,
        |view| words(&view.co_sell, CoSellStatus::word),
        |view, chosen| {
            view.co_sell = values(&chosen, CoSellStatus::from_word);
        },
    )
}

#[component]
fn PartnerFilter(state: ListState, facets: Memo<Facets>) -> impl IntoView {
    let options = Signal::derive(move || {
        facets.with(|facets| {
            facets.partners.iter().map(|share| option(&share.value, share.value.clone(), share.rows)).collect()
        })
    });
    filter_menu(state, "column.partnerId", options, |view| view.partner.clone(), |view, chosen| view.partner = chosen)
}

#[component]
fn AssignedFilter(state: ListState, facets: Memo<Facets>) -> impl IntoView {
    let options = Signal::derive(move || {
        let facets = facets.get();
        let mut options = vec![option("none", t("grid.nobody"), facets.unassigned)];
        options.extend(facets.people.iter().map(|share| {
            option(&share.value, state.list.name_of(&share.value).unwrap_or_else(|| share.value.clone()), share.rows)
        }));
        options
    });
    // One colleague at a time: the last one chosen counts.
    filter_menu(
        state,
        "column.assignedTo",
        options,
        |view| view.assigned.iter().cloned().collect(),
        |view, chosen| {
            let before = view.assigned.take();
            view.assigned = chosen.into_iter().rfind(|person| Some(person) != before.as_ref());
        },
    )
}

/// Low rows or high ones.
#[component]
fn CompactRows(state: ListState) -> impl IntoView {
    view! {
        <button type="button" class="button button--subtle button--icon" aria-label=text("solutions.compact")
            aria-pressed=move || state.look.compact.get().to_string() data-tooltip=text("solutions.compact")
            on:click=move |_| state.look.toggle_compact()>
            <Icon name="table"/>
        </button>
    }
}

/// "Showing 1-50 of 1,234": the rows in sight. Read out when the filters change, not while scrolling.
#[component]
fn RangeLine(state: ListState, sight: Sight) -> impl IntoView {
    let line = move || {
        let rows = state.rows();
        let (first, end) = state.layout().in_sight(sight.scroll.get(), sight.height.get());
        if rows == 0 {
            t("solutions.rangeNone")
        } else {
            tf("solutions.range", &[("from", (first + 1).into()), ("to", end.into()), ("n", rows.into())])
        }
    };
    // The widest that the line can become: room is kept for it, so that nothing moves while one scrolls.
    let widest = move || {
        let n: u64 = state.list.counts().total();
        tf("solutions.range", &[("from", n.into()), ("to", n.into()), ("n", n.into())])
    };
    let spoken = Memo::new(move |_| {
        state.view.track();
        tn("solutions.found", state.rows() as u64)
    });
    let filling = move || match state.list.fill.get() {
        Fill::Filling { have, total: Some(total) } => {
            Some(tf("solutions.filling", &[("have", have.into()), ("n", total.into())]))
        }
        _ => None,
    };
    view! {
        <span class="solutions__range">
            <span class="solutions__rows" aria-hidden="true" data-widest=widest>{line}</span>
            {live(move || filling().map(|text| view! { <span class="muted">" · "{text}</span> }))}
            <span class="visually-hidden" role="status">{said(move || spoken.get())}</span>
        </span>
    }
}
