//! What happened to something, newest first.

use contract::api::history::HistoryEntry;
use leptos::prelude::*;

use crate::i18n::{self, said, tf};

/// The entries as a list.
pub fn timeline(entries: Vec<HistoryEntry>) -> AnyView {
    let items = entries
        .into_iter()
        .map(|entry| {
            // catalogue: event.*
            let key = format!("event.{}", entry.kind.word());
            let (before, after) = (entry.before.unwrap_or_default(), entry.after.unwrap_or_default());
            let (at, by) = (entry.at, entry.by);
            let words = said(move || tf(&key, &[("after", after.as_str().into()), ("before", before.as_str().into())]));
            let when = said(move || match &by {
                Some(by) => tf("panel.whenBy", &[("when", i18n::date_time(at).into()), ("name", by.as_str().into())]),
                None => i18n::date_time(at),
            });
            view! {
                <li class="timeline__item">
                    <span class="timeline__text">{words}</span>
                    <span class="timeline__time">{when}</span>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="timeline timeline--small">{items}</ol> }.into_any()
}
