//! Support requests as people see them: state, kind, due date.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use contract::api::requests::RequestRow;
use contract::support::{RequestKind, RequestState};
use leptos::prelude::*;

use crate::i18n::{self, said, t, tf};
use crate::ui::Icon;

/// The catalogue key of a state's name.
// catalogue: requestState.*
pub fn state_key(state: RequestState) -> String {
    format!("requestState.{}", state.word())
}

/// The catalogue key of a kind's name.
// catalogue: requestKind.*
pub fn kind_key(kind: RequestKind) -> String {
    format!("requestKind.{}", kind.word())
}

/// The state as icon and word, as the partner sees it: "Waiting for partner" would be about themselves.
pub fn partner_badge(state: RequestState) -> AnyView {
    if state == RequestState::WaitingForPartner {
        badge(state, "help.waitsForYou".to_owned())
    } else {
        state_badge(state)
    }
}

/// The state as icon and word.
pub fn state_badge(state: RequestState) -> AnyView {
    badge(state, state_key(state))
}

fn badge(state: RequestState, key: String) -> AnyView {
    let (class, icon) = match state {
        RequestState::Submitted => ("badge badge--neutral", "mail"),
        RequestState::InProgress => ("badge badge--brand", "sync"),
        RequestState::WaitingForPartner => ("badge badge--amber", "warning"),
        RequestState::Resolved => ("badge badge--green", "checkmark-circle"),
        RequestState::Refused => ("badge badge--red", "prohibited"),
        RequestState::Cancelled => ("badge badge--grey", "archive"),
    };
    view! { <span class=class><Icon name=icon/><span>{said(move || t(&key))}</span></span> }.into_any()
}

/// Whether support should have answered by now; while the partner is asked something, support waits.
pub fn is_overdue(row: &RequestRow, now: DateTime<Utc>) -> bool {
    matches!(row.state, RequestState::Submitted | RequestState::InProgress) && row.due < now
}

/// Until when support answers, or what became of it: icon and words.
pub fn due_view(row: &RequestRow) -> AnyView {
    let now = Utc::now();
    let (tone, icon, key, at) = match row.closed_at {
        Some(at) if !row.state.is_open() => ("", "checkmark", "due.closed", at),
        _ if row.state == RequestState::WaitingForPartner => ("amber", "clock", "due.waiting", row.due),
        _ if is_overdue(row, now) => ("red", "warning", "due.overdue", row.due),
        _ => ("", "clock", "due.by", row.due),
    };
    let words = said(move || match key {
        "due.by" => due_words(at, key, "due.byEnd"),
        "due.closed" => tf(key, &[("date", i18n::date_time(at).into())]),
        _ => tf(key, &[("date", due_date(at).into())]),
    });
    view! { <span class="due" data-tone=tone><Icon name=icon/><span>{words}</span></span> }.into_any()
}

/// The day that ends with a moment, where a due date is a midnight of the desk's calendar, which counts days of UTC.
fn day_that_ends(at: DateTime<Utc>) -> Option<NaiveDate> {
    if at.time() == NaiveTime::MIN { at.date_naive().pred_opt() } else { None }
}

/// A due date by itself: a moment, or the day that ends with it.
pub fn due_date(at: DateTime<Utc>) -> String {
    day_that_ends(at).map_or_else(|| i18n::date_time(at), i18n::date)
}

/// A due date in a sentence: by a moment, or by the end of a day.
pub fn due_words(at: DateTime<Utc>, by: &str, by_end: &str) -> String {
    match day_that_ends(at) {
        Some(day) => tf(by_end, &[("date", i18n::date(day).into())]),
        None => tf(by, &[("date", i18n::date_time(at).into())]),
    }
}

#[cfg(test)]
pub mod tests {
    use super::*;

    /// A request with a number in a state, filed and due when time began; tests say what else they need.
    pub fn row(number: &str, state: RequestState) -> RequestRow {
        let at = DateTime::UNIX_EPOCH;
        RequestRow {
            number: number.into(),
            kind: RequestKind::Merge,
            state,
            title: String::new(),
            at,
            by: String::new(),
            due: at,
            closed_at: None,
            solution: None,
            bundle: None,
            claimed_by: None,
            company: None,
        }
    }

    #[test]
    fn a_midnight_is_the_end_of_the_day_before() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().expect("a time");
        assert_eq!(day_that_ends(at("2026-11-25T00:00:00Z")), "2026-11-24".parse().ok());
        assert_eq!(day_that_ends(at("2026-11-25T00:00:01Z")), None);
    }

    #[test]
    fn only_what_support_owes_is_overdue() {
        let later = DateTime::UNIX_EPOCH + chrono::Duration::seconds(1);
        let overdue: Vec<_> = RequestState::ALL.iter().filter(|state| is_overdue(&row("1", **state), later)).collect();
        assert_eq!(overdue, [&RequestState::Submitted, &RequestState::InProgress]);
        assert!(!is_overdue(&row("1", RequestState::Submitted), DateTime::UNIX_EPOCH));
    }
}
