//! The button with a list of actions.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::menu::find_by_beginning;
use cosell_page::ui::{Avatar, Face, Menu, MenuAct, MenuItem, MenuSection};

use crate::support::{focused, mount, settle};

fn words(all: &[&str]) -> Vec<String> {
    all.iter().map(|word| (*word).to_owned()).collect()
}

fn run(label: &'static str, log: RwSignal<Vec<&'static str>>) -> MenuItem {
    MenuItem::new(label, MenuAct::Run(Callback::new(move |()| log.update(|log| log.push(label)))))
}

#[browser_test]
fn letters_find_by_beginning() {
    let all = words(&["Export", "Edit", "Assign", "Élan"]);
    assert_eq!(find_by_beginning(&all, None, "a"), Some(2));
    assert_eq!(find_by_beginning(&all, Some(0), "e"), Some(1), "the next one");
    assert_eq!(find_by_beginning(&all, Some(1), "ee"), Some(0), "round again");
    assert_eq!(find_by_beginning(&all, Some(0), "ex"), Some(0), "more letters stay");
    assert_eq!(find_by_beginning(&all, Some(2), "é"), Some(3));
    assert_eq!(find_by_beginning(&all, None, "z"), None);
    assert_eq!(find_by_beginning(&[], None, "a"), None);
    assert_eq!(find_by_beginning(&all, None, ""), None);
}

#[browser_test]
async fn arrows_home_end_and_letters_move_the_focus() {
    let log = RwSignal::new(Vec::new());
    let sections = move || {
        vec![MenuSection::new(vec![run("Export", log), run("Edit", log)]), MenuSection::new(vec![run("Discard", log)])]
    };
    let page = mount(move || view! { <Menu label="Actions" sections=sections()/> }).await;
    let at = || focused().text_content().unwrap();
    assert_eq!(page.attribute(".menu__button", "aria-haspopup").as_deref(), Some("menu"));
    assert!(page.key(".menu__button", "ArrowDown").await);
    assert_eq!(page.attribute(".menu__button", "aria-expanded").as_deref(), Some("true"));
    assert_eq!(at(), "Export");
    for (key, there) in
        [("ArrowUp", "Discard"), ("ArrowDown", "Export"), ("End", "Discard"), ("Home", "Export"), ("d", "Discard")]
    {
        assert!(page.key(":focus", key).await);
        assert_eq!(at(), there, "after {key}");
    }
    assert!(page.key(":focus", "Escape").await);
    assert_eq!(at(), "Actions");
    assert_eq!(page.attribute(".menu__button", "aria-expanded").as_deref(), Some("false"));
    page.key(".menu__button", "ArrowUp").await;
    assert_eq!(at(), "Discard");
}

#[browser_test]
async fn choosing_closes_gives_the_focus_back_and_runs() {
    let log = RwSignal::new(Vec::new());
    let page =
        mount(move || view! { <Menu label="Actions" sections=vec![MenuSection::new(vec![run("Export", log)])]/> })
            .await;
    page.press(".menu__button").await;
    assert_eq!(focused().get_attribute("role").as_deref(), Some("menuitem"));
    page.press("[role=menuitem]").await;
    assert_eq!(log.get_untracked(), ["Export"]);
    assert_eq!(page.attribute(".menu__button", "aria-expanded").as_deref(), Some("false"));
    assert!(focused().class_list().contains("menu__button"));
}

#[browser_test]
async fn a_refused_entry_says_why_stays_open_and_does_nothing() {
    let log = RwSignal::new(Vec::new());
    let page = mount(move || view! { <Menu label="Actions" sections=vec![MenuSection::new(vec![run("Assign", log).refusal("You are a viewer.")])]/> }).await;
    page.press(".menu__button").await;
    assert_eq!(page.named_by("[role=menuitem]", "aria-describedby"), "You are a viewer.");
    page.press("[role=menuitem][aria-disabled=true]").await;
    assert!(log.get_untracked().is_empty());
    assert_eq!(page.attribute(".menu__button", "aria-expanded").as_deref(), Some("true"));
}

#[browser_test]
async fn choices_are_radio_entries_in_a_named_group_and_opening_leads_to_the_chosen_one() {
    let theme = RwSignal::new("Light");
    let choose = move |name: &'static str| {
        let chosen = Signal::derive(move || theme.get() == name);
        MenuItem::new(name, MenuAct::Choose { chosen, run: Callback::new(move |()| theme.set(name)) })
    };
    let sections = move || vec![MenuSection::titled("Theme", vec![choose("Dark"), choose("Light")])];
    let page = mount(move || view! { <Menu label="Account" sections=sections()/> }).await;
    assert_eq!(page.count("[role=menuitemradio]"), 0, "entries come with the first opening");
    page.press(".menu__button").await;
    assert_eq!(page.named_by("[role=group]", "aria-labelledby"), "Theme");
    assert_eq!(focused().text_content().as_deref(), Some("Light"));
    assert_eq!(focused().get_attribute("aria-checked").as_deref(), Some("true"));
    page.press("[role=menuitemradio]").await;
    assert_eq!(theme.get_untracked(), "Dark");
    assert_eq!(page.attribute("[role=menuitemradio]", "aria-checked").as_deref(), Some("true"));
}

#[browser_test]
async fn a_picture_is_silent_and_the_label_is_the_name() {
    let sections = || vec![MenuSection::new(Vec::new())];
    let picture = || view! { <Avatar name="Mira Gallen"/> }.into_any();
    let page =
        mount(move || view! { <Menu label="Account" face=Face::Icon picture=picture() sections=sections()/> }).await;
    assert_eq!(page.attribute(".menu__button", "aria-label"), None);
    assert_eq!(page.words(".menu__button > :not([aria-hidden])"), "Account");
    assert_eq!(page.attribute(".menu__button", "data-tooltip").as_deref(), Some("Account"));
}

#[browser_test]
async fn a_section_that_changes_leaves_the_others_and_the_focus_alone() {
    let log = RwSignal::new(Vec::new());
    let names = RwSignal::new(Vec::new());
    let late = Signal::derive(move || names.get().into_iter().map(|name| run(name, log)).collect::<Vec<_>>());
    let sections = move || vec![MenuSection::titled("Kept", late), MenuSection::new(vec![run("Keep", log)])];
    let page = mount(move || view! { <Menu label="Filters" sections=sections()/> }).await;
    page.key(".menu__button", "ArrowDown").await;
    assert_eq!(focused().text_content().as_deref(), Some("Keep"));
    assert_eq!((page.count(".menu__heading"), page.count("[role=group]")), (0, 1), "nothing of the empty section");
    names.set(vec!["Mine", "Yours"]);
    settle().await;
    assert_eq!(focused().text_content().as_deref(), Some("Keep"));
    assert_eq!((page.count(".menu__heading"), page.count("[role=menuitem]")), (1, 3));
    page.key(":focus", "ArrowUp").await;
    assert_eq!(focused().text_content().as_deref(), Some("Yours"));
}
