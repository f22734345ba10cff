//! Open solutions over time, with the pace that meets the deadline.

use chrono::{Datelike, NaiveDate};
use contract::api::overview::OpenOnDay;
use leptos::prelude::*;

use crate::i18n::{self, said, text, tf, tn};
use crate::ui::{ChartDeadline, ChartPoint, ChartWords, LineChart};

/// The card.
#[component]
pub fn OpenChart(
    /// Open solutions at the end of each day on which the number changed.
    days: Vec<OpenOnDay>,
    /// The server's day.
    today: NaiveDate,
    /// The programme's last day.
    deadline: Option<NaiveDate>,
    /// Open solutions now.
    open: u64,
) -> impl IntoView {
    view! {
        <section class="card" aria-labelledby="open-title">
            <div class="card__title"><h2 id="open-title">{text("overview.openOverTime")}</h2></div>
            {match days.first().copied() {
                Some(from) => chart(with_today(days, today, open), from, today, deadline),
                None => view! { <p class="muted">{text("overview.noHistory")}</p> }.into_any(),
            }}
        </section>
    }
}

/// The line goes on to today, though nothing changed since.
fn with_today(mut days: Vec<OpenOnDay>, today: NaiveDate, open: u64) -> Vec<OpenOnDay> {
    days.retain(|day| day.day < today);
    days.push(OpenOnDay { day: today, open });
    days
}

fn chart(days: Vec<OpenOnDay>, from: OpenOnDay, today: NaiveDate, deadline: Option<NaiveDate>) -> AnyView {
    let open = days.last().map_or(0, |day| day.open);
    let name = said(move || {
        tf(
            "overview.chartName",
            &[
                ("from", from.open.into()),
                ("fromDate", i18n::date(from.day).into()),
                ("to", open.into()),
                ("toDate", i18n::date(today).into()),
            ],
        )
    });
    let words = ChartWords {
        name,
        line: text("overview.openOverTime"),
        pace: text("overview.paceNeeded"),
        deadline: text("overview.deadlineWord"),
        last: said(move || tn("overview.openNow", open)).into(),
        date: text("overview.date"),
        as_table: text("overview.asTable"),
        figure: |value| i18n::number(u64::from(value)),
    };
    let at = |day: NaiveDate| f64::from(day.num_days_from_ce());
    let points = Signal::derive(move || {
        let point = |day: &OpenOnDay| ChartPoint {
            day: at(day.day),
            date: i18n::parts_of_day(day.day),
            // No company comes near four thousand million solutions.
            value: u32::try_from(day.open).unwrap_or(u32::MAX),
        };
        days.iter().map(point).collect::<Vec<_>>()
    });
    // A deadline that has passed asks for no pace.
    let ahead = deadline.filter(|day| *day > today);
    let deadline =
        Signal::derive(move || ahead.map(|day| ChartDeadline { day: at(day), date: i18n::parts_of_day(day) }));
    view! { <LineChart points deadline words/> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_ends_today_with_what_is_open_now() {
        let day = |day: u32, open: u64| OpenOnDay { day: NaiveDate::from_ymd_opt(2026, 3, day).unwrap(), open };
        let today = day(9, 0).day;
        assert_eq!(with_today(vec![day(1, 8), day(4, 6)], today, 6), [day(1, 8), day(4, 6), day(9, 6)]);
        assert_eq!(with_today(vec![day(1, 8), day(9, 7)], today, 6), [day(1, 8), day(9, 6)]);
    }
}
