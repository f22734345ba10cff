//! What a person has typed and not yet sent: kept while they look at other screens, reload or sign in again, for this tab
//! only, until they sign out.

use std::collections::HashMap;

use leptos::prelude::*;

use crate::embed;
use crate::session::use_session;
use crate::storage;

/// Before the name of each text in the tab's storage.
const STORED: &str = "cosell.typed/";

/// The texts, by who typed them and where.
#[derive(Clone)]
struct Texts {
    owner: Owner,
    all: StoredValue<HashMap<String, RwSignal<String>>>,
}

/// Provides the place for texts, which lives as long as the page, and empties it when somebody signs out.
pub fn provide() {
    let Some(owner) = Owner::current() else { return };
    let all = StoredValue::new(HashMap::new());
    provide_context(Texts { owner, all });
    let signed_out = use_session().signed_out();
    Effect::new(move |before: Option<u32>| {
        let now = signed_out.get();
        if before.is_some_and(|before| before != now) {
            let texts: Vec<RwSignal<String>> = all.with_value(|all| all.values().copied().collect());
            texts.into_iter().for_each(|text| text.set(String::new()));
            // Those that no screen has opened since the page was loaded.
            storage::forget_for_tab(STORED);
        }
        now
    });
}

/// What this person has typed in a place, such as `answer/1042`; empty at first.
pub fn typed(place: &str) -> RwSignal<String> {
    let Some(texts) = use_context::<Texts>() else { return RwSignal::new(String::new()) };
    let who = use_session().get().map(|session| format!("{}/{}", session.person.id, session.company.id));
    let key = format!("{STORED}{}/{place}", who.unwrap_or_default());
    let known = texts.all.with_value(|all| all.get(&key).copied());
    known.unwrap_or_else(|| {
        let text = texts.owner.with(|| keep(&key));
        texts.all.update_value(|all| {
            all.insert(key, text);
        });
        text
    })
}

/// The same for a field that is filled in already: only what differs from that is kept, so that new facts show up where
/// nobody wrote over the old ones.
pub fn typed_over(place: &str, prefilled: String) -> RwSignal<String> {
    let kept = typed(place);
    let before = kept.get_untracked();
    let field = RwSignal::new(if before.is_empty() { prefilled.clone() } else { before });
    Effect::new(move |_| {
        let now = field.get();
        kept.set(if now == prefilled { String::new() } else { now });
    });
    field
}

/// A text that a reload of this tab finds again.
fn keep(key: &str) -> RwSignal<String> {
    let text = RwSignal::new(storage::get_for_tab(key).unwrap_or_default());
    let key = key.to_owned();
    Effect::new(move |before: Option<bool>| {
        let now = text.with(|text| {
            storage::set_for_tab(&key, text);
            !text.is_empty()
        });
        embed::unsaved(before.unwrap_or_default(), now);
        now
    });
    text
}
