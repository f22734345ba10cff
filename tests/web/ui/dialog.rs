//! The native dialog.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::{Button, Dialog, DialogKind, Field, TextInput};

use crate::support::{event, focused, mount, settle};

fn opener_and_dialog(open: RwSignal<bool>, dirty: RwSignal<bool>) -> impl IntoView {
    let value = RwSignal::new(String::new());
    view! {
        <button id="opener" on:click=move |_| open.set(true)>"Open"</button>
        {move || open.get().then(|| view! {
            <Dialog title="Name it" close="Close" dirty on_close=Callback::new(move |()| open.set(false))
                actions=view! { <Button label="Cancel"/> }.into_any()>
                <Field label="Name"><TextInput value/></Field>
            </Dialog>
        })}
    }
}

#[browser_test]
async fn it_opens_named_with_the_first_field_focused_and_gives_the_focus_back() {
    let open = RwSignal::new(false);
    let page = mount(move || opener_and_dialog(open, RwSignal::new(false))).await;
    page.focus("#opener").await;
    page.press("#opener").await;
    assert!(page.find("dialog").matches(":modal").unwrap());
    assert_eq!(page.named_by("dialog", "aria-labelledby"), "Name it");
    assert_eq!(focused().tag_name(), "INPUT");
    page.press("[aria-label=Close]").await;
    assert!(page.maybe("dialog").is_none());
    assert_eq!(focused().id(), "opener");
}

#[browser_test]
async fn a_body_that_comes_later_gets_the_focus_unless_the_person_went_elsewhere() {
    for goes_away in [false, true] {
        let loading = RwSignal::new(true);
        let page = mount(move || view! {
            <Dialog title="Later" close="Close" on_close=Callback::new(|()| {}) loading=loading
                actions=view! { <button type="button" id="cancel">"Cancel"</button><button type="button" id="other">"Other"</button> }.into_any()>
                {move || (!loading.get()).then(|| view! { <input id="first"/> })}
            </Dialog>
        }).await;
        assert_eq!(focused().id(), "cancel");
        if goes_away {
            page.focus("#other").await;
        }
        loading.set(false);
        settle().await;
        settle().await;
        assert_eq!(focused().id(), if goes_away { "other" } else { "first" });
    }
}

#[browser_test]
async fn escape_asks_to_close_and_leaves_the_deed_to_its_owner() {
    let (open, asked) = (RwSignal::new(true), RwSignal::new(0));
    let page = mount(move || view! {
        {move || open.get().then(|| view! {
            <Dialog title="Stay" close="Close" on_close=Callback::new(move |()| asked.update(|n| *n += 1))>"Body"</Dialog>
        })}
    }).await;
    page.find("dialog").dispatch_event(&event("cancel")).unwrap();
    settle().await;
    assert_eq!(asked.get_untracked(), 1);
    assert!(page.holds("dialog", "open"));
}

#[browser_test]
async fn the_cancel_of_a_file_field_inside_closes_nothing() {
    let asked = RwSignal::new(0);
    let page = mount(move || view! {
        <Dialog title="File" close="Close" on_close=Callback::new(move |()| asked.update(|n| *n += 1))><input type="file"/></Dialog>
    }).await;
    page.find("input").dispatch_event(&event("cancel")).unwrap();
    settle().await;
    assert_eq!(asked.get_untracked(), 0);
}

#[browser_test]
async fn the_backdrop_closes_only_what_loses_nothing() {
    let (open, dirty) = (RwSignal::new(true), RwSignal::new(true));
    let page = mount(move || opener_and_dialog(open, dirty)).await;
    let press_backdrop = || {
        page.find("dialog").dispatch_event(&event("mousedown")).unwrap();
        page.find("dialog").dispatch_event(&event("click")).unwrap();
    };
    press_backdrop();
    settle().await;
    assert!(open.get_untracked());
    dirty.set(false);
    // Begun on the words, ended on the backdrop: marking text.
    page.find(".dialog__body").dispatch_event(&event("mousedown")).unwrap();
    page.find("dialog").dispatch_event(&event("click")).unwrap();
    settle().await;
    assert!(open.get_untracked());
    press_backdrop();
    settle().await;
    assert!(!open.get_untracked());
}

#[browser_test]
async fn a_question_is_an_alert_dialog_with_its_body_as_description() {
    let actions = || view! { <Button label="Cancel"/> <Button label="Discard"/> }.into_any();
    let page = mount(move || view! {
        <Dialog title="Discard?" close="Close" kind=DialogKind::Alert actions=actions() on_close=Callback::new(|()| ())>"It stays in history."</Dialog>
    }).await;
    assert_eq!(page.attribute("dialog", "role").as_deref(), Some("alertdialog"));
    assert_eq!(page.named_by("dialog", "aria-describedby"), "It stays in history.");
    assert_eq!(focused().text_content().as_deref(), Some("Cancel"));
}

#[browser_test]
async fn sending_the_form_runs_its_callback_and_loads_no_page() {
    let sent = RwSignal::new(0);
    let page = mount(move || view! {
        <Dialog title="Send" close="Close" on_close=Callback::new(|()| ()) on_submit=move || sent.update(|n| *n += 1)>"Body"</Dialog>
    }).await;
    assert!(!page.find("form").dispatch_event(&event("submit")).unwrap(), "prevented");
    settle().await;
    assert_eq!(sent.get_untracked(), 1);
}
