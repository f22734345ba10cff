//! Buttons and links that look like one.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::{Button, ButtonLink, Face, Press, Variant};

use crate::support::{mount, settle};

#[browser_test]
async fn a_press_runs_once() {
    let presses = RwSignal::new(0);
    let page = mount(
        move || view! { <Button label="Go" variant=Variant::Primary on_press=move || presses.update(|n| *n += 1)/> },
    )
    .await;
    assert_eq!(page.attribute("button", "type").as_deref(), Some("button"));
    page.press("button.button--primary").await;
    assert_eq!(presses.get_untracked(), 1);
}

#[browser_test]
async fn an_icon_alone_has_its_name() {
    let page = mount(|| view! { <Button label="More" icon="more" face=Face::Icon/> }).await;
    assert_eq!(page.attribute("button.button--icon", "aria-label").as_deref(), Some("More"));
    assert_eq!(page.attribute("button", "data-tooltip").as_deref(), Some("More"));
    assert_eq!(page.words("button"), "");
}

#[browser_test]
async fn a_refused_button_keeps_the_focus_says_why_and_does_nothing() {
    let presses = RwSignal::new(0);
    let refusal = RwSignal::new(Some("Choose an offer first.".to_owned()));
    let page =
        mount(move || view! { <Button label="Merge" refusal on_press=move || presses.update(|n| *n += 1)/> }).await;
    assert_eq!(page.attribute("button", "aria-disabled").as_deref(), Some("true"));
    assert_eq!(page.named_by("button", "aria-describedby"), "Choose an offer first.");
    assert!(!page.holds("button", "disabled"));
    page.press("button").await;
    assert_eq!(presses.get_untracked(), 0);

    refusal.set(None);
    settle().await;
    assert_eq!(page.attribute("button", "aria-disabled"), None);
    assert_eq!(page.attribute("button", "aria-describedby"), None);
    page.press("button").await;
    assert_eq!(presses.get_untracked(), 1);
}

#[browser_test]
async fn a_busy_button_does_nothing() {
    let (busy, presses) = (RwSignal::new(true), RwSignal::new(0));
    let page = mount(move || view! { <Button label="Save" busy on_press=move || presses.update(|n| *n += 1)/> }).await;
    assert_eq!(page.attribute("button", "aria-busy").as_deref(), Some("true"));
    page.press("button").await;
    busy.set(false);
    settle().await;
    page.press("button").await;
    assert_eq!(presses.get_untracked(), 1);
}

#[browser_test]
async fn a_refused_submit_button_sends_no_form() {
    let (sent, refusal) = (RwSignal::new(0), RwSignal::new(Some("Not yet.".to_owned())));
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        sent.update(|n| *n += 1);
    };
    let page =
        mount(move || view! { <form on:submit=send><Button label="Send" kind=Press::Submit refusal/></form> }).await;
    page.press("button").await;
    assert_eq!(sent.get_untracked(), 0);
    refusal.set(None);
    settle().await;
    page.press("button").await;
    assert_eq!(sent.get_untracked(), 1);
}

#[browser_test]
async fn a_button_that_stays_down_says_both_ways() {
    let down = RwSignal::new(false);
    let page = mount(move || view! { <Button label="Pin" pressed=down/> <Button label="Plain"/> }).await;
    assert_eq!(page.attribute("button", "aria-pressed").as_deref(), Some("false"));
    down.set(true);
    settle().await;
    assert_eq!(page.attribute("button", "aria-pressed").as_deref(), Some("true"));
    assert_eq!(page.count("button:not([aria-pressed])"), 1);
}

#[browser_test]
async fn words_follow_the_language() {
    let label = RwSignal::new("Save".to_owned());
    let page = mount(move || view! { <Button label/> }).await;
    label.set("Enregistrer".to_owned());
    settle().await;
    assert_eq!(page.words("button"), "Enregistrer");
}

#[browser_test]
async fn a_refused_link_leads_nowhere_and_stays_reachable() {
    let refusal = RwSignal::new(Some("You are a viewer.".to_owned()));
    let page = mount(move || view! { <ButtonLink label="Begin" href="#begin" refusal/> }).await;
    assert_eq!(page.attribute("a.button", "href"), None);
    assert_eq!(page.attribute("a", "role").as_deref(), Some("link"));
    assert_eq!(page.attribute("a", "tabindex").as_deref(), Some("0"));
    assert_eq!(page.named_by("a", "aria-describedby"), "You are a viewer.");
    refusal.set(None);
    settle().await;
    assert_eq!(page.attribute("a", "href").as_deref(), Some("#begin"));
    assert_eq!(page.attribute("a", "role"), None);
}
