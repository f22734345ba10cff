//! "Filters": Country, Competency, Skill, each with counts, and what is on as chips.

use contract::api::resellers::{FacetValue, Facets};
use contract::order;
use contract::route::DirectoryView;
use leptos::prelude::*;

use super::directory::{Directory, focus_field};
use crate::i18n::{self, said, t, text, tf, tn};
use crate::parts::directory_words::ability_words;
use crate::ui::{Button, Chip, Chips, FilterMenu, FilterOption, Size, Text, Variant, live, lower};

/// A filter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Country,
    Competency,
    Skill,
}

impl By {
    const ALL: [By; 3] = [By::Country, By::Competency, By::Skill];

    const fn label(self) -> &'static str {
        match self {
            By::Country => "resellAdd.country",
            By::Competency => "resellAdd.competency",
            By::Skill => "resellAdd.skill",
        }
    }

    fn of(self, view: &mut DirectoryView) -> &mut Vec<String> {
        match self {
            By::Country => &mut view.country,
            By::Competency => &mut view.competency,
            By::Skill => &mut view.skill,
        }
    }

    fn facet(self, facets: &Facets) -> &[FacetValue] {
        match self {
            By::Country => &facets.country,
            By::Competency => &facets.competency,
            By::Skill => &facets.skill,
        }
    }

    /// A value as the person reads it.
    fn words(self, value: &str) -> String {
        if self == By::Country { i18n::country(value) } else { ability_words(value) }
    }
}

/// The three menus.
pub fn filters(directory: Directory) -> AnyView {
    let menus: Vec<AnyView> = By::ALL.iter().map(|by| menu(directory, *by)).collect();
    view! {
        // Of IDs that are given one by one nothing is left out.
        <div class="directory__filters" hidden=move || directory.several.with(Option::is_some) role="group" aria-labelledby="directory-filters">
            <span class="directory__filters-title" id="directory-filters">{text("resellAdd.filters")}</span>
            {menus}
        </div>
    }
    .into_any()
}

fn menu(directory: Directory, by: By) -> AnyView {
    let chosen = Signal::derive(move || directory.view.with(|view| by.of(&mut view.clone()).clone()));
    // A memo: each row of the menu looks its words up in it.
    let options = Memo::new(move |_| {
        let option = |value: &str, n: u64| FilterOption {
            value: value.to_owned(),
            label: by.words(value),
            count: i18n::number(n),
        };
        let mut options: Vec<FilterOption> = directory
            .facets
            .with(|facets| by.facet(facets).iter().map(|facet| option(&facet.value, facet.n)).collect());
        // What is chosen and finds nothing any more can still be taken back here.
        for value in chosen.get() {
            if !options.iter().any(|known| known.value == value) {
                options.push(option(&value, 0));
            }
        }
        order::sort_by_key(&mut options, |option| lower(&option.label));
        options
    });
    let words = Signal::derive(move || tn("filter.chosen", chosen.with(|list| list.len() as u64)));
    view! {
        <FilterMenu label=text(by.label()) options=options chosen=chosen chosen_words=words
            clear=text("filter.clear") find=text("filter.find") nothing=text("filter.nothing")
            on_change=Callback::new(move |values| directory.ask(|view| *by.of(view) = values))/>
    }
    .into_any()
}

/// The filters that are on.
pub fn chips(directory: Directory) -> AnyView {
    let on = Memo::new(move |_| {
        let mut view = directory.view.get();
        let values = |by: &By| by.of(&mut view).iter().map(|value| (*by, value.clone())).collect::<Vec<_>>();
        By::ALL.iter().flat_map(values).collect::<Vec<_>>()
    });
    live(move || {
        let on = on.get();
        if on.is_empty() || directory.several.with(Option::is_some) {
            return ().into_any();
        }
        let chips: Vec<AnyView> = on.into_iter().map(|(by, value)| chip(directory, by, value)).collect();
        view! {
            <div class="directory__chips">
                <Chips label=text("filter.on")>
                    {chips}
                    <Button label=text("filter.clearAll") variant=Variant::Subtle size=Size::Small on_press=move || {
                        focus_field();
                        directory.ask(|view| *view = DirectoryView { search: view.search.clone(), ..DirectoryView::default() });
                    }/>
                </Chips>
            </div>
        }
        .into_any()
    })
}

fn chip(directory: Directory, by: By, value: String) -> AnyView {
    let words: Text = {
        let value = value.clone();
        Signal::derive(move || by.words(&value))
    };
    let remove = Signal::derive(move || tf("filter.remove", &[("name", words.get().into())]));
    let gone = Callback::new(move |()| {
        let on: usize = directory.view.with_untracked(|view| {
            let mut view = view.clone();
            By::ALL.iter().map(|by| by.of(&mut view).len()).sum()
        });
        // With the last one the row of chips goes, which else would have the focus.
        if on == 1 {
            focus_field();
        }
        directory.ask(|view| by.of(view).retain(|other| *other != value));
    });
    view! { <Chip of=said(move || i18n::of(&t(by.label()))) value=words remove=remove on_remove=gone/> }.into_any()
}
