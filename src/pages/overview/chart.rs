//! Open solutions over time: a line with dates, the pace that meets the deadline, and the same figures as a table.

use chrono::{Days, NaiveDate};
use contract::api::overview::OpenOnDay;
use leptos::prelude::*;

use crate::i18n::{self, said, text, tf, tn};
use crate::ui::hundredths;

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
    let shown = (!days.is_empty()).then(|| view! { <Chart days today deadline open/> });
    view! {
        <section class="card" aria-labelledby="open-title">
            <div class="card__title"><h2 id="open-title">{text("overview.openOverTime")}</h2></div>
            {match shown {
                Some(chart) => chart.into_any(),
                None => view! { <p class="muted">{text("overview.noHistory")}</p> }.into_any(),
            }}
        </section>
    }
}

/// Days and numbers as percents of the picture.
struct Frame {
    first: NaiveDate,
    span: f64,
    top: u64,
}

impl Frame {
    fn x(&self, day: NaiveDate) -> f64 {
        day.signed_duration_since(self.first).num_days() as f64 / self.span * 100.0
    }

    fn y(&self, open: u64) -> f64 {
        100.0 - open as f64 / self.top as f64 * 100.0
    }
}

/// The smallest of 1, 2, 5, 10, 20, … times four that holds the number, so that the scale has round figures.
fn scale_top(most: u64) -> u64 {
    let mut step = 1;
    loop {
        for factor in [1, 2, 5] {
            if step * factor * 4 >= most {
                return step * factor * 4;
            }
        }
        step *= 10;
    }
}

#[component]
fn Chart(days: Vec<OpenOnDay>, today: NaiveDate, deadline: Option<NaiveDate>, open: u64) -> impl IntoView {
    let first = days[0].day;
    let last =
        deadline.filter(|day| *day > today).unwrap_or(today).max(first.checked_add_days(Days::new(1)).unwrap_or(first));
    let frame = Frame {
        first,
        span: last.signed_duration_since(first).num_days() as f64,
        top: scale_top(days.iter().map(|day| day.open).max().unwrap_or(1).max(1)),
    };
    // Between two changes the number stays, so the line goes in steps.
    let mut line = String::new();
    for (index, day) in days.iter().enumerate() {
        let (x, y) = (frame.x(day.day), frame.y(day.open));
        line.push_str(&if index == 0 {
            format!("M{} {}", hundredths(x), hundredths(y))
        } else {
            format!("H{}V{}", hundredths(x), hundredths(y))
        });
    }
    line.push_str(&format!("H{}", hundredths(frame.x(today))));
    let area = format!("{line}V100H0Z");
    let here = (frame.x(today), frame.y(open));
    let pace = deadline
        .filter(|day| *day > today && open > 0)
        .map(|day| format!("M{} {}L{} 100", hundredths(here.0), hundredths(here.1), hundredths(frame.x(day))));
    let limit = deadline.filter(|day| *day > today).map(|day| format!("M{} 0V100", hundredths(frame.x(day))));
    let scale = (0..=4_u64)
        .rev()
        .map(|quarter| {
            let value = frame.top / 4 * quarter;
            view! { <li style:--at=format!("{}%", hundredths(frame.y(value)))>{said(move || i18n::number(value))}</li> }
        })
        .collect_view();
    let from = days[0];
    let name = move || {
        tf(
            "overview.chartName",
            &[
                ("from", from.open.into()),
                ("fromDate", i18n::date(from.day).into()),
                ("to", open.into()),
                ("toDate", i18n::date(today).into()),
            ],
        )
    };
    let (has_pace, has_deadline) = (pace.is_some(), limit.is_some());
    view! {
        <figure class="line-chart">
            <div class="line-chart__plot">
                <ol class="line-chart__scale" aria-hidden="true">{scale}</ol>
                <svg class="line-chart__svg" viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label=name>
                    <path class="line-chart__grid" d="M0 0H100M0 25H100M0 50H100M0 75H100"></path>
                    <path class="line-chart__axis" d="M0 100H100"></path>
                    <path class="line-chart__area" d=area></path>
                    {pace.map(|d| view! { <path class="line-chart__pace" d=d></path> })}
                    {limit.map(|d| view! { <path class="line-chart__deadline" d=d></path> })}
                    <path class="line-chart__line" d=line></path>
                </svg>
                <span class="line-chart__point" aria-hidden="true" style:--x=format!("{}%", hundredths(here.0)) style:--y=format!("{}%", hundredths(here.1))></span>
                <span class="line-chart__label" aria-hidden="true" style:--x=format!("{}%", hundredths(here.0)) style:--y=format!("{}%", hundredths(here.1))>
                    <span>{said(move || tn("overview.openNow", open))}</span>
                </span>
            </div>
            <Dates frame today deadline=deadline.filter(|day| *day > today)/>
            <ul class="line-chart__key">
                <li>{text("overview.openOverTime")}</li>
                {has_pace.then(|| view! { <li class="line-chart__key--pace">{text("overview.paceNeeded")}</li> })}
                {has_deadline.then(|| view! { <li class="line-chart__key--deadline">{text("overview.deadlineWord")}</li> })}
            </ul>
            <Figures days/>
        </figure>
    }
}

/// The axis: the first day, today, the deadline, and a day between where there is room.
#[component]
fn Dates(frame: Frame, today: NaiveDate, deadline: Option<NaiveDate>) -> impl IntoView {
    let first = frame.first;
    let between = first.checked_add_days(Days::new(today.signed_duration_since(first).num_days().unsigned_abs() / 2));
    let mut days = vec![(first, "")];
    if let Some(day) = between.filter(|day| frame.x(*day) > 18.0) {
        days.push((day, "line-chart__date--minor"));
    }
    if deadline.is_none_or(|day| frame.x(day) - frame.x(today) > 14.0) && frame.x(today) > 14.0 {
        days.push((today, ""));
    }
    if let Some(day) = deadline {
        days.push((day, "line-chart__date--deadline"));
    }
    let dates = days
        .into_iter()
        .map(|(day, class)| {
            view! { <li class=class style:--at=format!("{}%", hundredths(frame.x(day)))>{said(move || i18n::parts_of_day(day))}</li> }
        })
        .collect_view();
    view! { <ol class="line-chart__dates" aria-hidden="true">{dates}</ol> }
}

/// The same figures as text.
#[component]
fn Figures(days: Vec<OpenOnDay>) -> impl IntoView {
    let rows = days
        .into_iter()
        .rev()
        .map(|day| {
            view! {
                <tr><td>{said(move || i18n::date(day.day))}</td><td class="table__num">{said(move || i18n::number(day.open))}</td></tr>
            }
        })
        .collect_view();
    view! {
        <details class="line-chart__table">
            <summary>{text("overview.asTable")}</summary>
            <div class="table-scroller" tabindex="0" role="group" aria-label=text("overview.openOverTime")>
                <table class="table table--compact">
                    <thead><tr><th scope="col">{text("overview.date")}</th><th scope="col" class="table__num">{text("overview.openWord")}</th></tr></thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}
