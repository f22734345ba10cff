//! Two operators at one case: the second is told who was first and what that person did.

use contract::api::requests::{DeskCase, Message, MessageKind};
use leptos::prelude::*;

use super::decision::{acts, why_not};
use crate::i18n::{self, said, t, tf};
use crate::send::Send;

/// What somebody did, in a sentence.
// catalogue: desk.did.*
fn did(entry: &Message) -> String {
    let args = [("name", entry.by.as_str().into()), ("date", i18n::date_time(entry.at).into())];
    tf(&format!("desk.did.{}", entry.kind.word()), &args)
}

/// What came after the entries that were seen, and what can be done now.
fn met(case: &DeskCase, seen: usize) -> Option<String> {
    let newer = case.request.thread.get(seen..).filter(|newer| !newer.is_empty())?;
    let mut words: Vec<String> = newer.iter().map(did).collect();
    let open = acts(case);
    words.push(if open.is_empty() {
        t("desk.decided")
    } else if open.iter().all(|act| why_not(case, *act).is_some()) {
        t("desk.did.wait")
    } else {
        t("desk.did.again")
    });
    Some(words.join(" "))
}

/// Why a decision did not go through: what another did first, as soon as that is read, or the server's sentence.
pub fn trouble(case: Signal<DeskCase>, seen: RwSignal<usize>, send: Send, shown: &'static [&'static str]) -> AnyView {
    let first = Memo::new(move |_| if send.is_overtaken() { case.with(|case| met(case, seen.get())) } else { None });
    send.trouble_or(shown, first.into())
}

/// Who closed a case and how, and whether anything is left to decide.
pub fn closed(case: Signal<DeskCase>) -> AnyView {
    let words = said(move || {
        case.with(|case| {
            let ends = [MessageKind::Approved, MessageKind::Refused, MessageKind::Cancelled, MessageKind::Reopened];
            let last = case.request.thread.iter().rev().find(|entry| ends.contains(&entry.kind));
            let done = last.map(did).unwrap_or_default();
            if acts(case).is_empty() { format!("{done} {}", t("desk.decided")) } else { done }
        })
    });
    view! { <p>{words}</p> }.into_any()
}
