//! What is read again changes in place: nothing typed is lost and the focus stays.

use std::cell::Cell;
use std::rc::Rc;

use cosell_page::api::ApiError;
use cosell_page::load::{Load, live_view};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use crate::support::{Mounted, focused, mount, settle};

/// A page that shows a number, which is read from `answers` one after the other, beside a field.
async fn page(answers: Vec<Result<u32, ApiError>>, news: RwSignal<u64>) -> Mounted {
    let next = Rc::new(Cell::new(0));
    mount(move || {
        let load = Load::new(move || {
            let at = next.get();
            next.set(at + 1);
            let answer = answers.get(at).cloned().unwrap_or(Err(ApiError::Offline));
            async move { answer }
        })
        .follow(news.into());
        live_view(load, |now| view! { <output>{move || now.get()}</output><input/> }.into_any())
    })
    .await
}

#[browser_test]
async fn news_change_the_words_and_keep_the_field() {
    let news = RwSignal::new(1);
    let page = page(vec![Ok(1), Ok(2)], news).await;
    settle().await;
    assert_eq!(page.words("output"), "1");
    page.focus("input").await;
    page.type_into("input", "half a sentence").await;
    let field = page.find("input");
    news.set(2);
    settle().await;
    assert_eq!(page.words("output"), "2");
    assert_eq!(page.value("input"), "half a sentence");
    assert!(page.find("input").is_same_node(Some(&field)));
    assert!(focused().is_same_node(Some(&field)));
}

#[browser_test]
async fn a_failed_look_leaves_what_is_shown() {
    let news = RwSignal::new(1);
    let page = page(vec![Ok(1)], news).await;
    settle().await;
    news.set(2);
    settle().await;
    assert_eq!(page.words("output"), "1");
    assert!(page.maybe("[role=alert]").is_none());
}

#[browser_test]
async fn what_did_not_come_can_be_tried_again() {
    let page = page(vec![Err(ApiError::Offline), Ok(7)], RwSignal::new(1)).await;
    settle().await;
    assert!(page.maybe("[role=alert]").is_some());
    page.press("[role=alert] button").await;
    settle().await;
    assert_eq!(page.words("output"), "7");
}
