//! The short message.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use std::time::Duration;

use cosell_page::ui::{ToastAct, ToastTone, ToastView};

use crate::support::{event, focused, mount, settle};

#[browser_test]
async fn it_speaks_by_its_tone_and_takes_no_focus() {
    let before = focused();
    for (tone, role) in [(ToastTone::Info, "status"), (ToastTone::Success, "status"), (ToastTone::Error, "alert")] {
        let page = mount(move || view! { <ToastView text="Words" tone action=None stay=None dismiss="Dismiss" on_dismiss=Callback::new(|()| ())/> }).await;
        assert_eq!(page.words(&format!("[role={role}]")), "Words");
        assert_eq!(focused(), before);
    }
}

#[browser_test]
async fn its_action_runs_and_takes_it_away() {
    let log = RwSignal::new(Vec::new());
    let say = move |word: &'static str| Callback::new(move |()| log.update(|log| log.push(word)));
    let action = move || Some(ToastAct { label: "Undo".into(), run: say("undone") });
    let page = mount(
        move || view! { <ToastView text="Gone" action=action() stay=None dismiss="Dismiss" on_dismiss=say("gone")/> },
    )
    .await;
    page.press(".toast__action").await;
    assert_eq!(log.get_untracked(), ["gone", "undone"]);
}

#[browser_test]
async fn it_goes_by_itself_and_waits_while_the_pointer_is_on_it() {
    let gone = RwSignal::new(0);
    let leave = Callback::new(move |()| gone.update(|n| *n += 1));
    let page = mount(move || view! { <ToastView text="Gone" action=None stay=Some(Duration::ZERO) dismiss="Dismiss" on_dismiss=leave/> }).await;
    assert_eq!(gone.get_untracked(), 1);
    page.find(".toast").dispatch_event(&event("mouseleave")).unwrap();
    page.find(".toast").dispatch_event(&event("mouseenter")).unwrap();
    settle().await;
    assert_eq!(gone.get_untracked(), 1, "the pointer came back in time");
    page.find(".toast").dispatch_event(&event("focusout")).unwrap();
    settle().await;
    assert_eq!(gone.get_untracked(), 2);
}

#[browser_test]
async fn the_focus_returns_to_where_it_came_from() {
    let shown = RwSignal::new(true);
    let leave = Callback::new(move |()| shown.set(false));
    let page = mount(move || view! {
        <button id="before">"Before"</button>
        {move || shown.get().then(|| view! { <ToastView text="Gone" action=None stay=None dismiss="Dismiss" on_dismiss=leave/> })}
    }).await;
    page.focus("#before").await;
    page.focus("[aria-label=Dismiss]").await;
    page.press("[aria-label=Dismiss]").await;
    assert!(page.maybe(".toast").is_none());
    assert_eq!(focused().id(), "before");
}
