//! The place for a file.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::Dropzone;
use js_sys::Array;
use web_sys::File;

use crate::support::{Mounted, event, event_of, mount, settle};

async fn drop_file(page: &Mounted, name: &str) -> bool {
    let data = web_sys::DataTransfer::new().unwrap();
    let file = File::new_with_str_sequence(&Array::of1(&"a;b".into()), name).unwrap();
    let items = js_sys::Reflect::get(&data, &"items".into()).unwrap();
    let add: js_sys::Function = js_sys::Reflect::get(&items, &"add".into()).unwrap().into();
    add.call1(&items, &file).unwrap();
    let taken = !page
        .find(".dropzone")
        .dispatch_event(&event_of("DragEvent", "drop", &[("dataTransfer", data.into())]))
        .unwrap();
    settle().await;
    taken
}

#[browser_test]
async fn the_field_is_named_described_and_says_what_it_accepts() {
    let page = mount(|| view! { <Dropzone label="Drop a file, or" choose="choose one" help="50 MB" accept=".csv" on_file=Callback::new(|_| ())/> }).await;
    assert_eq!(page.attribute("input[type=file]", "aria-label").as_deref(), Some("Drop a file, or choose one"));
    assert_eq!(page.named_by("input", "aria-describedby"), "50 MB");
    assert_eq!(page.attribute("input", "accept").as_deref(), Some(".csv"));
}

#[browser_test]
async fn a_dropped_file_is_taken_and_the_browser_does_not_open_it() {
    let names = RwSignal::new(Vec::new());
    let take = Callback::new(move |file: File| names.update(|names| names.push(file.name())));
    let page = mount(move || view! { <Dropzone label="Drop" choose="choose" on_file=take/> }).await;
    assert!(drop_file(&page, "a.csv").await);
    assert!(drop_file(&page, "a.csv").await);
    assert_eq!(names.get_untracked(), ["a.csv", "a.csv"]);
}

#[browser_test]
async fn out_of_use_it_takes_nothing_and_still_keeps_the_browser_from_opening() {
    let taken = RwSignal::new(0);
    let take = Callback::new(move |_| taken.update(|n| *n += 1));
    let page = mount(move || view! { <Dropzone label="Drop" choose="choose" disabled=true on_file=take/> }).await;
    assert!(drop_file(&page, "a.csv").await);
    assert_eq!(taken.get_untracked(), 0);
    assert!(page.holds("input", "disabled"));
}

#[browser_test]
async fn it_shows_that_a_file_is_over_it() {
    let page = mount(|| view! { <Dropzone label="Drop" choose="choose" on_file=Callback::new(|_| ())/> }).await;
    page.find(".dropzone").dispatch_event(&event_of("DragEvent", "dragover", &[])).unwrap();
    settle().await;
    assert!(page.maybe(".dropzone[data-over]").is_some());
    page.find(".dropzone").dispatch_event(&event("dragleave")).unwrap();
    settle().await;
    assert!(page.maybe(".dropzone[data-over]").is_none());
}
