//! Words, marked and announced.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::text::pieces;
use cosell_page::ui::{Announcer, Highlight, LiveRegion, VisuallyHidden};

use crate::support::{mount, settle};

#[browser_test]
fn a_text_is_cut_at_its_ranges() {
    assert_eq!(pieces("Insight Ledger", &[(8, 14), (0, 2)]), [("In", true), ("sight ", false), ("Ledger", true)]);
    assert_eq!(pieces("abc", &[(0, 2), (1, 3)]), [("ab", true), ("c", true)], "overlaps");
    assert_eq!(pieces("Café", &[(3, 5)]), [("Caf", false), ("é", true)]);
    assert_eq!(pieces("Café", &[(3, 4)]), [("Café", false)], "inside of a letter");
    assert_eq!(pieces("abc", &[(2, 9), (1, 1)]), [("abc", false)], "outside, empty");
    assert!(pieces("", &[(0, 0)]).is_empty());
}

#[browser_test]
async fn found_places_are_marked() {
    let ranges = RwSignal::new(vec![(0, 4)]);
    let page =
        mount(move || view! { <Highlight text="Café <b>" ranges/> <VisuallyHidden>"quiet"</VisuallyHidden> }).await;
    assert_eq!(page.count("mark"), 0, "inside of a letter");
    ranges.set(vec![(0, 5)]);
    settle().await;
    assert_eq!(page.words("mark"), "Café");
    assert_eq!(page.words(".highlight"), "Café <b>");
    assert_eq!(page.words(".visually-hidden"), "quiet");
}

#[browser_test]
async fn the_same_words_again_are_new_words() {
    let announcer = Announcer::new();
    let page = mount(move || view! { <LiveRegion announcer/> }).await;
    assert_eq!(page.words("[role=status][aria-live=polite]"), "");
    announcer.say("12 rows".to_owned());
    settle().await;
    assert_eq!(page.words("[role=status] span:first-child"), "12 rows");
    announcer.say("12 rows".to_owned());
    settle().await;
    assert_eq!(page.words("[role=status] span:first-child"), "");
    assert_eq!(page.words("[role=status] span:last-child"), "12 rows");
}
