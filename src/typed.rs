//! What a person has typed and not yet sent: kept while they look at other screens or sign in again, for this tab only.

use std::collections::HashMap;

use leptos::prelude::*;

use crate::session::use_session;

/// The texts, by who typed them and where.
#[derive(Clone)]
struct Texts {
    owner: Owner,
    all: StoredValue<HashMap<String, RwSignal<String>>>,
}

/// Provides the place for texts, which lives as long as the page.
pub fn provide() {
    if let Some(owner) = Owner::current() {
        provide_context(Texts { owner, all: StoredValue::new(HashMap::new()) });
    }
}

/// What this person has typed in a place, such as `answer/1042`; empty at first.
pub fn typed(place: &str) -> RwSignal<String> {
    let Some(texts) = use_context::<Texts>() else { return RwSignal::new(String::new()) };
    let who = use_session().get().map(|session| format!("{}/{}", session.person.id, session.company.id));
    let key = format!("{}/{place}", who.unwrap_or_default());
    let known = texts.all.with_value(|all| all.get(&key).copied());
    known.unwrap_or_else(|| {
        let text = texts.owner.with(|| RwSignal::new(String::new()));
        texts.all.update_value(|all| {
            all.insert(key, text);
        });
        text
    })
}
