//! How the desk stands: open, overdue, and how long a decision takes.

use chrono::Utc;
use contract::api::requests::RequestRow;
use leptos::prelude::*;

use crate::i18n::{said, tf, tn};
use crate::pages::requests::Requests;
use crate::parts::request::is_overdue;

/// Open and overdue requests, and the middle of the hours from filing to decision.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Figures {
    open: u64,
    overdue: u64,
    median_hours: Option<u64>,
}

fn figures(rows: &[RequestRow]) -> Figures {
    let now = Utc::now();
    let count = |fits: &dyn Fn(&RequestRow) -> bool| rows.iter().filter(|row| fits(row)).count() as u64;
    let mut hours: Vec<u64> =
        rows.iter().filter_map(|row| Some((row.closed_at? - row.at).num_hours().max(0).unsigned_abs())).collect();
    hours.sort_unstable();
    Figures {
        open: count(&|row| row.state.is_open()),
        overdue: count(&|row| is_overdue(row, now)),
        median_hours: hours.get(hours.len() / 2).copied(),
    }
}

/// The figures as a line of words.
pub fn line(list: Requests) -> AnyView {
    let now = Memo::new(move |_| list.load.ready().map(|rows| figures(&rows)).unwrap_or_default());
    let open = said(move || tn("desk.open", now.get().open));
    let overdue = said(move || tn("desk.overdue", now.get().overdue));
    let took = said(move || {
        let hours = now.get().median_hours;
        hours.map_or_else(String::new, |hours| {
            let took = if hours < 48 { tn("desk.hours", hours) } else { tn("desk.days", hours / 24) };
            format!(" · {}", tf("desk.median", &[("time", took.into())]))
        })
    });
    let late = Signal::derive(move || (now.get().overdue > 0).then(|| "true".to_owned()));
    view! { <p class="desk__figures num">{open}" · "<span class="desk__late" data-late=late>{overdue}</span>{took}</p> }
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, Duration};
    use contract::support::{RequestKind, RequestState};

    #[test]
    fn the_median_is_of_decided_ones_alone() {
        let at = DateTime::UNIX_EPOCH;
        let row = |state, hours: Option<i64>| RequestRow {
            number: String::new(),
            kind: RequestKind::Merge,
            state,
            title: String::new(),
            at,
            by: String::new(),
            due: at,
            closed_at: hours.map(|hours| at + Duration::hours(hours)),
            solution: None,
            bundle: None,
            claimed_by: None,
            company: None,
        };
        let rows = [
            row(RequestState::Resolved, Some(3)),
            row(RequestState::Refused, Some(50)),
            row(RequestState::Resolved, Some(7)),
            row(RequestState::Submitted, None),
            row(RequestState::WaitingForPartner, None),
        ];
        assert_eq!(figures(&rows), Figures { open: 2, overdue: 1, median_hours: Some(7) });
        assert_eq!(figures(&[]), Figures::default());
    }
}
