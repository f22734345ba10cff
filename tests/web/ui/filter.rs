//! The button with a list to tick.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::{FilterMenu, FilterOption};
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

use crate::support::{focused, mount, settle};

fn option(value: &str, count: u32) -> FilterOption {
    FilterOption { value: value.to_owned(), label: value.to_uppercase(), count: count.to_string() }
}

fn filter(options: RwSignal<Vec<FilterOption>>, chosen: RwSignal<Vec<String>>) -> impl IntoView {
    let words = Signal::derive(move || format!("{} chosen", chosen.with(Vec::len)));
    view! {
        <FilterMenu label="Status" options chosen on_change=Callback::new(move |values| chosen.set(values)) chosen_words=words
            clear="Clear" find="Find" nothing="No value fits."/>
    }
}

#[browser_test]
async fn the_name_says_how_many_are_chosen() {
    let (options, chosen) = (RwSignal::new(vec![option("a", 1), option("b", 2)]), RwSignal::new(Vec::new()));
    let page = mount(move || filter(options, chosen)).await;
    assert_eq!(page.words(".filter__button"), "Status");
    assert!(page.maybe("[data-active]").is_none());
    chosen.set(vec!["b".to_owned()]);
    settle().await;
    assert_eq!(page.words(".filter__button .visually-hidden"), "1 chosen");
    assert_eq!(page.attribute(".filter__chosen", "aria-hidden").as_deref(), Some("true"));
    assert!(page.maybe(".filter__button[data-active]").is_some());
}

#[browser_test]
async fn ticking_keeps_the_order_of_the_list() {
    let (options, chosen) =
        (RwSignal::new(vec![option("a", 1), option("b", 2), option("c", 3)]), RwSignal::new(vec!["c".to_owned()]));
    let page = mount(move || filter(options, chosen)).await;
    assert_eq!(page.count("li"), 0, "a closed list holds nothing");
    page.press(".filter__button").await;
    page.press("li:first-child input").await;
    assert_eq!(chosen.get_untracked(), ["a", "c"]);
    page.press("li:last-child input").await;
    assert_eq!(chosen.get_untracked(), ["a"]);
    page.press(".filter__foot button").await;
    assert!(chosen.get_untracked().is_empty());
    assert!(!page.holds("li:first-child input", "checked"));
}

#[browser_test]
async fn opening_and_closing_is_told() {
    let (options, chosen) = (RwSignal::new(vec![option("a", 1)]), RwSignal::new(Vec::new()));
    let page = mount(move || filter(options, chosen)).await;
    assert_eq!(page.attribute(".filter__button", "aria-expanded").as_deref(), Some("false"));
    page.press(".filter__button").await;
    assert_eq!(page.attribute(".filter__button", "aria-expanded").as_deref(), Some("true"));
    assert_eq!(page.attribute(".filter__panel", "role").as_deref(), Some("group"));
    page.focus("li input").await;
    assert!(page.key("li input", "Escape").await);
    assert_eq!(page.attribute(".filter__button", "aria-expanded").as_deref(), Some("false"));
    assert!(focused().class_list().contains("filter__button"));
}

#[browser_test]
async fn new_counts_leave_the_focus_where_it_is() {
    let (options, chosen) = (RwSignal::new(vec![option("a", 1), option("b", 2)]), RwSignal::new(Vec::new()));
    let page = mount(move || filter(options, chosen)).await;
    page.press(".filter__button").await;
    page.focus("li:last-child input").await;
    let before = focused();
    options.set(vec![option("a", 10), option("b", 20)]);
    settle().await;
    assert_eq!(page.words("li:last-child .filter__count"), "20");
    assert_eq!(focused(), before);
}

#[browser_test]
async fn long_lists_have_a_field_to_find_a_value() {
    let many: Vec<_> = ('a'..='j').map(|letter| option(&letter.to_string(), 1)).collect();
    let (options, chosen) = (RwSignal::new(many), RwSignal::new(Vec::new()));
    let page = mount(move || filter(options, chosen)).await;
    page.press(".filter__button").await;
    assert_eq!(page.count("li"), 10);
    page.type_into("input[type=search]", "C").await;
    assert_eq!(page.words("li .checkbox__label"), "C");
    page.type_into("input[type=search]", "xyz").await;
    assert_eq!(page.words("li"), "No value fits.");
    options.set(vec![option("a", 1)]);
    settle().await;
    assert!(page.maybe("input[type=search]").is_none());
}

#[browser_test]
async fn it_closes_when_the_focus_goes_elsewhere() {
    let (options, chosen) = (RwSignal::new(vec![option("a", 1)]), RwSignal::new(Vec::new()));
    let page = mount(move || view! { {filter(options, chosen)} <button id="after">"After"</button> }).await;
    page.press(".filter__button").await;
    page.focus("li input").await;
    page.find("#after").unchecked_into::<HtmlElement>().focus().unwrap();
    settle().await;
    assert_eq!(page.attribute(".filter__button", "aria-expanded").as_deref(), Some("false"));
    assert_eq!(focused().id(), "after");
}
