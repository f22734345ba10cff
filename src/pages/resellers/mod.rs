//! "Resellers": every offer with its audience, saved and in force, and what each still needs.

pub mod apply;
mod compare;
mod row;

use contract::access::Right;
use contract::api::audience::{AudienceHead, OfferAudience};
use contract::audience::ChannelState;
use contract::fold::fold;
use contract::resellers_view::ResellersView;
use contract::route::Route;
use leptos::prelude::*;

use super::help::may_not;
use crate::i18n::{self, said, t, text, tn};
use crate::load::{Load, live_view};
use crate::news;
use crate::parts::audience::{audiences, option_words};
use crate::parts::searched::search_field;
use crate::parts::sorted::Sorted;
use crate::route::{Go, use_go, use_here};
use crate::ui::{ButtonLink, ChipToggle, Empty, FilterMenu, FilterOption, focus, live};

/// The overview's state: all offers, and what of them the address asks for.
#[derive(Clone, Copy)]
struct Overview {
    rows: Signal<Vec<OfferAudience>>,
    view: Memo<ResellersView>,
    sorted: Sorted,
    go: Go,
}

impl Overview {
    fn ask(self, change: impl FnOnce(&mut ResellersView)) {
        let mut view = self.view.get_untracked();
        change(&mut view);
        self.go.replace(&Route::Resellers(view));
    }

    /// The rows that fit.
    fn shown(self) -> Vec<OfferAudience> {
        let view = self.view.get();
        let words = fold(&view.search);
        let words: Vec<&str> = words.split_whitespace().collect();
        let fits = |row: &&OfferAudience| {
            let text = fold(&format!("{} {}", row.offer.name, row.offer.external_id));
            (view.all || row.eligibility.is_editable())
                && (view.state.is_empty() || state_of(row).is_some_and(|state| view.state.contains(&state)))
                && words.iter().all(|word| text.contains(word))
        };
        self.rows.with(|rows| rows.iter().filter(fits).cloned().collect())
    }
}

/// The option that counts: in force, or saved where nothing is in force yet; none where the publisher has no choice.
fn state_of(row: &OfferAudience) -> Option<ChannelState> {
    row.eligibility.is_editable().then(|| row.live.as_ref().unwrap_or(&row.draft).reseller_channel_state)
}

/// A page below "Resellers": the way back, its heading, a sentence about it, and what is on it.
fn below(title: &'static str, note: &'static str, inside: AnyView) -> AnyView {
    let back = Route::Resellers(ResellersView::default()).href();
    view! {
        <ul class="crumb">
            <li><a href=back>{text("nav.resellers")}</a></li>
            <li aria-current="page">{text(title)}</li>
        </ul>
        <div class="page-head">
            <div class="page-head__text">
                <h1 tabindex="-1">{text(title)}</h1>
                <p>{text(note)}</p>
            </div>
        </div>
        {inside}
    }
    .into_any()
}

/// The page.
#[component]
pub fn Resellers() -> impl IntoView {
    let load = Load::new(|| audiences(false)).follow(news::requests_changed());
    let apply = Signal::stored(Route::ResellersApply { from: None }.href());
    let compare = Signal::stored(Route::ResellersCompare { one: None, other: None }.href());
    view! {
        <div class="page-head">
            <div class="page-head__text">
                <h1 tabindex="-1">{text("nav.resellers")}</h1>
                <p>{text("resellers.note")}</p>
            </div>
            <div class="page-head__actions">
                <ButtonLink label=text("resellers.compare") href=compare icon="people"/>
                <ButtonLink label=text("resellers.apply") href=apply icon="copy" refusal=may_not(Right::Edit)/>
            </div>
        </div>
        {live_view(load, inside)}
    }
}

fn inside(rows: Signal<Vec<OfferAudience>>) -> AnyView {
    let here = use_here();
    let view = Memo::new(move |_| match here.route.get() {
        Route::Resellers(view) => view,
        _ => ResellersView::default(),
    });
    let go = use_go();
    let sorted = Sorted::new(
        move || view.with(|view| view.sort),
        move |sort| go.replace(&Route::Resellers(ResellersView { sort, ..view.get_untracked() })),
    );
    let overview = Overview { rows, view, sorted, go };
    let none = Memo::new(move |_| rows.with(Vec::is_empty));
    live(move || {
        if none.get() {
            let words = Signal::derive(|| Some(t("resellers.none.text")));
            return view! { <section class="card"><Empty icon="people" title=text("resellers.none") text=words/></section> }.into_any();
        }
        view! { {tools(overview)} {list(overview)} }.into_any()
    })
}

fn tools(overview: Overview) -> AnyView {
    let search = move || overview.view.with(|view| view.search.clone());
    let search = search_field("resellers.search", search, move |words| overview.ask(|view| view.search = words));
    let options = Signal::derive(move || {
        let count = |state: ChannelState| {
            let fits = |row: &&OfferAudience| state_of(row) == Some(state);
            overview.rows.with(|rows| rows.iter().filter(fits).count() as u64)
        };
        let option = |state: &ChannelState| FilterOption {
            value: state.word().to_owned(),
            label: option_words(*state),
            count: i18n::number(count(*state)),
        };
        ChannelState::ALL.iter().map(option).collect::<Vec<_>>()
    });
    let chosen = Signal::derive(move || {
        overview.view.with(|view| view.state.iter().map(|state| state.word().to_owned()).collect::<Vec<_>>())
    });
    let words = Signal::derive(move || tn("filter.chosen", chosen.with(|list| list.len() as u64)));
    let choose = Callback::new(move |values: Vec<String>| {
        overview.ask(|view| view.state = values.iter().filter_map(|word| ChannelState::from_word(word)).collect());
    });
    let found = Memo::new(move |_| overview.shown().len() as u64);
    view! {
        <div class="resellers__tools">
            {search}
            <FilterMenu label=text("resellers.option") options=options chosen=chosen chosen_words=words clear=text("filter.clear")
                find=text("filter.find") nothing=text("filter.nothing") on_change=choose/>
            <ChipToggle label=text("resellers.all") on=Signal::derive(move || overview.view.with(|view| view.all))
                on_change=Callback::new(move |on| overview.ask(|view| view.all = on))/>
            <span class="resellers__found" role="status">{said(move || tn("resellers.found", found.get()))}</span>
        </div>
    }
    .into_any()
}

/// The columns in their order.
const COLUMNS: [&str; 6] = [
    "offer.name",
    "resellers.inForce",
    "resellers.saved",
    "resellers.sold",
    "resellers.pending",
    "resellers.materials",
];

/// The rows that fit, in the order that is asked for.
fn sorted_rows(overview: Overview) -> Vec<OfferAudience> {
    let mut rows = overview.shown();
    let option = |head: &AudienceHead| (head.reseller_channel_state, head.resellers);
    overview.sorted.sort(&mut rows, |column, one, other| match column {
        1 => one.live.as_ref().map(option).cmp(&other.live.as_ref().map(option)),
        2 => option(&one.draft).cmp(&option(&other.draft)),
        3 => one.sold.cmp(&other.sold),
        4 => row::waits(one).cmp(&row::waits(other)),
        5 => one.materials_missing.len().cmp(&other.materials_missing.len()),
        _ => fold(&one.offer.name).cmp(&fold(&other.offer.name)),
    });
    rows
}

fn list(overview: Overview) -> AnyView {
    let nothing = Memo::new(move |_| overview.shown().is_empty());
    live(move || {
        if nothing.get() {
            let clear = view! {
                <button type="button" class="button" on:click=move |_| {
                    // The button goes with what it took away.
                    if let Some(field) = document().query_selector(".resellers__tools input").ok().flatten() {
                        focus(&field);
                    }
                    overview.ask(|view| *view = ResellersView { sort: view.sort, ..ResellersView::default() });
                }>
                    {text("resellAdd.clearSearch")}
                </button>
            };
            return view! { <section class="card"><Empty icon="filter" title=text("resellers.noneFits") actions=clear.into_any()/></section> }.into_any();
        }
        let heads: Vec<AnyView> = COLUMNS.iter().enumerate().map(|(at, key)| overview.sorted.head(at, key)).collect();
        view! {
            <section class="card card--flush" aria-label=text("nav.resellers")>
                <div class="table-scroller" tabindex="0" role="group" aria-label=text("nav.resellers")>
                    <table class="table table--rows resellers__table" role="table">
                        <thead role="rowgroup"><tr role="row">{heads}</tr></thead>
                        <tbody role="rowgroup"><For each=move || sorted_rows(overview) key=row::key children=row::row/></tbody>
                    </table>
                </div>
            </section>
        }
        .into_any()
    })
}

/// Draws a screen of this journey.
pub fn screen(screen: Route) -> AnyView {
    match screen {
        Route::ResellersApply { .. } => apply::Apply().into_any(),
        Route::ResellersCompare { .. } => compare::Compare().into_any(),
        _ => Resellers().into_any(),
    }
}
