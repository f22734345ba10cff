//! The filters of a list of requests.

use std::time::Duration;

use contract::api::request_lists::{Counted, RequestFacets};
use contract::route::RequestsView;
use contract::support::{RequestKind, RequestState};
use leptos::prelude::*;

use super::{Requests, Side};
use crate::i18n::{self, t, text, tn};
use crate::parts::request::{kind_key, state_key};
use crate::ui::{ChipToggle, FilterMenu, FilterOption, SearchBox};

/// How long nothing is typed before it is searched, in milliseconds.
const PAUSE_MS: u64 = 120;

/// The row of filters, and how many requests they show.
#[component]
pub fn Tools(
    /// The list.
    list: Requests,
) -> impl IntoView {
    let states = options(list, |facets| {
        let option =
            |state: &RequestState| option(state.word(), t(&state_key(*state)), n_of(&facets.state, state.word()));
        RequestState::ALL.iter().map(option).collect()
    });
    let kinds = options(list, |facets| {
        let there = RequestKind::ALL.iter().map(|kind| (kind, n_of(&facets.kind, kind.word()))).filter(|(_, n)| *n > 0);
        there.map(|(kind, n)| option(kind.word(), t(&kind_key(*kind)), n)).collect()
    });
    let companies = options(list, |facets| {
        facets.company.iter().map(|company| option(&company.value, company.value.clone(), company.n)).collect()
    });
    let found = Memo::new(move |_| list.listed().found);
    let desk = list.side == Side::Desk;
    let typed = RwSignal::new(list.view.with_untracked(|view| view.search.clone()));
    // Searched once the person stops for a moment.
    let look = Callback::new(move |()| {
        let words = typed.get_untracked();
        let search = move || {
            if typed.try_get_untracked().is_some_and(|now| now == words) {
                list.ask(|view| view.search = words);
            }
        };
        set_timeout(search, Duration::from_millis(PAUSE_MS));
    });
    // "Clear all" empties the field too.
    Effect::new(move |before: Option<bool>| {
        let empty = list.view.with(|view| view.search.is_empty());
        if empty && before == Some(false) {
            typed.set(String::new());
        }
        empty
    });
    view! {
        <div class="requests__tools" role="group" aria-label=text("requests.filters")>
            {desk.then(|| view! { <SearchBox label=text("requests.search") clear=text("search.clear") value=typed on_input=look/> })}
            {menu(list, "column.status", states, |view| words(&view.state, RequestState::word),
                |view, chosen| view.state = chosen.iter().filter_map(|word| RequestState::from_word(word)).collect())}
            {menu(list, "requests.kind", kinds, |view| words(&view.kind, RequestKind::word),
                |view, chosen| view.kind = chosen.iter().filter_map(|word| RequestKind::from_word(word)).collect())}
            {desk.then(|| menu(list, "shell.company", companies, |view| view.company.clone(), |view, chosen| view.company = chosen))}
            {desk.then(|| toggle(list, "requests.overdue", |view| &mut view.overdue))}
            {desk.then(|| toggle(list, "requests.unclaimed", |view| &mut view.unclaimed))}
            {toggle(list, if desk { "requests.takenByMe" } else { "requests.mine" }, |view| &mut view.mine)}
            <span class="requests__found" role="status">{i18n::said(move || tn("requests.found", found.get()))}</span>
        </div>
    }
}

fn option(value: &str, label: String, n: u64) -> FilterOption {
    FilterOption { value: value.to_owned(), label, count: i18n::number(n) }
}

fn n_of(counted: &[Counted], value: &str) -> u64 {
    counted.iter().find(|counted| counted.value == value).map_or(0, |counted| counted.n)
}

fn options(list: Requests, of: fn(&RequestFacets) -> Vec<FilterOption>) -> Signal<Vec<FilterOption>> {
    Signal::derive(move || of(&list.listed().facets))
}

fn words<T: Copy>(values: &[T], word: fn(T) -> &'static str) -> Vec<String> {
    values.iter().map(|value| word(*value).to_owned()).collect()
}

fn menu(
    list: Requests,
    label: &'static str,
    options: Signal<Vec<FilterOption>>,
    chosen: fn(&RequestsView) -> Vec<String>,
    choose: fn(&mut RequestsView, Vec<String>),
) -> AnyView {
    let chosen = Signal::derive(move || list.view.with(chosen));
    let chosen_words = Signal::derive(move || tn("filter.chosen", chosen.with(|list| list.len() as u64)));
    view! {
        <FilterMenu label=text(label) options=options chosen=chosen chosen_words=chosen_words
            clear=text("filter.clear") find=text("filter.find") nothing=text("filter.nothing")
            on_change=Callback::new(move |values| list.ask(|view| choose(view, values)))/>
    }
    .into_any()
}

fn toggle(list: Requests, label: &'static str, of: fn(&mut RequestsView) -> &mut bool) -> AnyView {
    let on = Signal::derive(move || *of(&mut list.view.get()));
    view! { <ChipToggle label=text(label) on=on on_change=Callback::new(move |now| list.ask(|view| *of(view) = now))/> }
        .into_any()
}
