//! Parts that choose among several.

use leptos::prelude::*;

use super::{Stage, part};
use crate::ui::filter::{FilterMenu, FilterOption};
use crate::ui::steps::{Step, Steps};
use crate::ui::switcher::{SwitchOption, Switcher};
use crate::ui::tabs::{Tab, Tabs};

pub(super) fn parts(log: RwSignal<String>) -> AnyView {
    view! {
        {switchers()}
        {filters(log)}
        {tabs()}
        {steps()}
    }
    .into_any()
}

fn switchers() -> AnyView {
    let theme = RwSignal::new("system".to_owned());
    let option = |value, label: &'static str, icon| SwitchOption { value, label: label.into(), icon: Some(icon) };
    let options =
        vec![option("system", "System", "desktop"), option("light", "Light", "sun"), option("dark", "Dark", "moon")];
    part(
        "Switcher",
        Stage::Row,
        view! { <Switcher label="Theme" options value=theme on_choose=Callback::new(move |value| theme.set(value))/> },
    )
}

fn filters(log: RwSignal<String>) -> AnyView {
    let (status, country) = (RwSignal::new(vec!["pending".to_owned()]), RwSignal::new(Vec::<String>::new()));
    let option = |value: &str, label: &str, count: u32| FilterOption {
        value: value.into(),
        label: label.into(),
        count: count.to_string(),
    };
    let states =
        vec![option("pending", "Pending", 28), option("merging", "Merging", 21), option("merged", "Merged", 82)];
    let countries =
        ["Austria", "Belgium", "Chile", "Denmark", "Estonia", "France", "Germany", "Hungary", "Iceland", "Japan"];
    let countries: Vec<_> = countries.iter().zip(1..).map(|(name, count)| option(name, name, count)).collect();
    let view = |label: &'static str, options: Vec<FilterOption>, chosen: RwSignal<Vec<String>>| {
        let change = Callback::new(move |values: Vec<String>| {
            log.set(format!("{label}: {}", values.join(", ")));
            chosen.set(values);
        });
        let words = Signal::derive(move || format!("{} chosen", chosen.with(Vec::len)));
        view! {
            <FilterMenu
                label
                options
                chosen
                on_change=change
                chosen_words=words
                clear="Clear"
                find="Find a value"
                nothing="No value fits."
            />
        }
    };
    part("Filter", Stage::Row, view! { {view("Status", states, status)} {view("Country", countries, country)} })
}

fn tabs() -> AnyView {
    let chosen = RwSignal::new(0_usize);
    let offer = RwSignal::new(false);
    let refusal = Signal::derive(move || (!offer.get()).then(|| "Choose an offer first.".to_owned()));
    let tabs = vec![
        Tab::new("Action 1: Identify the existing offer"),
        Tab::new("Action 2: Request the merge").refusal(refusal),
        Tab::new("History"),
    ];
    let panel = move || match chosen.get() {
        0 => view! {
            <label class="checkbox">
                <input class="checkbox__box" type="checkbox" on:change=move |_| offer.set(true)/>
                <span class="checkbox__label">"I have an offer"</span>
            </label>
        }
        .into_any(),
        1 => "The request".into_any(),
        _ => "What happened".into_any(),
    };
    part(
        "Tabs",
        Stage::Column,
        view! { <Tabs label="Actions of the merge" tabs chosen on_choose=Callback::new(move |place| chosen.set(place))>{panel}</Tabs> },
    )
}

fn steps() -> AnyView {
    let current = RwSignal::new(2_usize);
    let all = || ["File", "Columns", "Problems", "Done"].map(Step::new).to_vec();
    let wrong = vec![
        Step::new("File"),
        Step { label: "Columns".into(), error: "2 columns are missing".into() },
        Step::new("Done"),
    ];
    part(
        "Steps",
        Stage::Column,
        view! {
            <Steps label="Import" steps=all() current done="done" on_go=Callback::new(move |place| current.set(place))/>
            <Steps label="Import without a way back" steps=all() current=1 done="done"/>
            <Steps label="Import with an error" steps=wrong current=2 done="done"/>
        },
    )
}
