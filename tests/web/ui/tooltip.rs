//! What a thing means.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::{Badge, Button, Dialog, Face, InfoTip, Tip, TooltipHost};

use crate::support::{Mounted, mount, settle};

fn open(page: &Mounted) -> bool {
    page.find("[role=tooltip]").matches(":popover-open").unwrap()
}

#[browser_test]
async fn focus_opens_it_describes_the_thing_and_leaving_closes_it() {
    let page = mount(|| view! { <InfoTip label="About the alias" tip=Tip::new("Only you see it.").title("Alias").next("Leave it.")/> <button id="after">"After"</button> <TooltipHost/> }).await;
    page.focus(".tip").await;
    assert!(open(&page));
    assert_eq!(page.named_by(".tip", "aria-describedby"), "AliasOnly you see it.Leave it.");
    assert!(page.maybe(".tip[data-tooltip-open]").is_some());
    page.focus("#after").await;
    assert!(!open(&page));
    assert_eq!(page.attribute(".tip", "aria-describedby"), None);
    assert!(page.maybe("[data-tooltip-open]").is_none());
}

#[browser_test]
async fn escape_hides_it_and_goes_no_further() {
    let page = mount(|| view! { <InfoTip label="About" tip=Tip::new("Words")/> <TooltipHost/> }).await;
    page.focus(".tip").await;
    assert!(page.key(".tip", "Escape").await, "taken");
    assert!(!open(&page));
    assert!(!page.key(".tip", "Escape").await, "nothing left to hide");
}

#[browser_test]
async fn a_name_is_not_told_twice_and_a_reason_is_described_already() {
    let page = mount(|| view! { <Button label="More" icon="more" face=Face::Icon/> <Button label="Merge" refusal="Not yet."/> <TooltipHost/> }).await;
    page.focus("[aria-label=More]").await;
    assert!(open(&page));
    assert_eq!(page.attribute("[aria-label=More]", "aria-describedby"), None);
    page.focus("[aria-disabled]").await;
    assert_eq!(page.words("[role=tooltip]"), "Not yet.");
    assert_ne!(page.attribute("[aria-disabled]", "aria-describedby").as_deref(), Some("tooltip-of-page"));
}

#[browser_test]
async fn a_press_opens_what_only_explains() {
    let page = mount(|| view! { <Badge word="Pending" tip=Tip::new("Nothing was done.")/> <TooltipHost/> }).await;
    page.press(".badge").await;
    assert!(open(&page));
    assert_eq!(page.words("[role=tooltip]"), "Nothing was done.");
}

#[browser_test]
async fn it_follows_its_thing_into_a_dialog_and_out_again() {
    let shown = RwSignal::new(true);
    let page = mount(move || view! {
        <InfoTip label="Outside" tip=Tip::new("Outside words")/>
        {move || shown.get().then(|| view! {
            <Dialog title="Inside" close="Close" on_close=Callback::new(|()| ())><InfoTip label="Inside" tip=Tip::new("Inside words")/></Dialog>
        })}
        <TooltipHost/>
    }).await;
    page.focus("dialog [aria-label=Inside]").await;
    assert_eq!(page.words("dialog [role=tooltip]"), "Inside words");
    shown.set(false);
    settle().await;
    page.focus("[aria-label=Outside]").await;
    let tip = document().get_element_by_id("tooltip-of-page").unwrap();
    assert!(tip.matches(":popover-open").unwrap());
    assert_eq!(tip.text_content().as_deref(), Some("Outside words"));
}

#[browser_test]
async fn a_second_host_adds_nothing() {
    let page = mount(|| view! { <TooltipHost/> <TooltipHost/> }).await;
    assert_eq!(page.count("[role=tooltip]"), 1);
    page.unmount().await;
    let page = mount(|| view! { <TooltipHost/> }).await;
    assert_eq!(page.count("[role=tooltip]"), 1);
}

#[browser_test]
async fn what_changes_while_it_is_open_is_told_anew_and_what_ends_hides_it() {
    let (text, title) = (RwSignal::new("Nothing was done."), RwSignal::new("Pending"));
    let page = mount(move || view! {
        <Badge word="State" tip=Tip::new(Signal::derive(move || text.get().to_owned())).title(Signal::derive(move || Some(title.get().to_owned())))/>
        <button id="plain" data-tooltip=move || Some(text.get()).filter(|text| !text.is_empty())>"Plain"</button>
        <TooltipHost/>
    }).await;
    page.press(".badge").await;
    assert_eq!(page.words("[role=tooltip]"), "PendingNothing was done.");
    text.set("It is live.");
    title.set("Merged");
    settle().await;
    assert!(open(&page));
    assert_eq!(page.words("[role=tooltip]"), "MergedIt is live.");
    page.focus("#plain").await;
    assert_eq!(page.words("[role=tooltip]"), "It is live.");
    text.set("");
    settle().await;
    assert!(!open(&page), "nothing is left to tell");
}
