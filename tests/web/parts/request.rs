//! State, due date and thread of a support request.

use chrono::{DateTime, Duration, Utc};
use contract::api::requests::{Message, MessageKind, RequestRow};
use contract::support::{RequestKind, RequestState};
use cosell_page::pages::help::{Asker, thread_view};
use cosell_page::parts::request::{due_view, state_badge};
use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use crate::support::{mount, settle};

fn row(state: RequestState, due: DateTime<Utc>) -> RequestRow {
    RequestRow {
        number: "1".into(),
        kind: RequestKind::Merge,
        state,
        title: "Board".into(),
        at: due,
        by: "Ana".into(),
        due,
        closed_at: None,
        solution: None,
        bundle: None,
        claimed_by: None,
        company: None,
    }
}

fn message(id: &str, kind: MessageKind, text: &str, from_desk: bool) -> Message {
    let at = DateTime::UNIX_EPOCH;
    Message { id: id.into(), at, by: "Ana Ruiz".into(), from_desk, kind, text: text.into() }
}

#[browser_test]
async fn overdue_is_icon_and_word() {
    let late = row(RequestState::Submitted, Utc::now() - Duration::hours(1));
    let page = mount(move || due_view(&late)).await;
    assert_eq!(page.words(".due"), "due.overdue");
    assert!(page.maybe(".due svg").is_some());
    let soon = row(RequestState::Submitted, Utc::now() + Duration::hours(1));
    assert_eq!(mount(move || due_view(&soon)).await.words(".due"), "due.by");
}

#[browser_test]
async fn every_state_is_icon_and_word() {
    for state in RequestState::ALL {
        let page = mount(move || state_badge(*state)).await;
        assert_eq!(page.words(".badge"), format!("requestState.{}", state.word()));
        assert!(page.maybe(".badge svg").is_some(), "{state:?}");
    }
}

#[browser_test]
async fn a_thread_grows_without_drawing_again_what_is_there() {
    let thread = RwSignal::new(vec![message("1", MessageKind::Filed, "Please <b>merge</b>.", false)]);
    let page = mount(move || thread_view(thread.into(), Asker::Reader)).await;
    assert_eq!(page.words(".thread__text"), "Please <b>merge</b>.");
    let first = page.find(".thread li");
    thread.update(|thread| {
        thread.push(message("2", MessageKind::Claimed, "", true));
        thread.push(message("3", MessageKind::Question, "Which edition?", true));
    });
    settle().await;
    assert_eq!(page.count(".thread li"), 3);
    assert!(page.find(".thread li").is_same_node(Some(&first)));
    assert_eq!(page.count(".thread__step"), 1);
    // Only what the other side wrote is marked as theirs.
    assert_eq!(page.count(".thread__message[data-theirs]"), 1);
}
