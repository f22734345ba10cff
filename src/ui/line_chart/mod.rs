//! A figure over time.

mod plot;

use leptos::prelude::*;

use super::icon::{Icon, IconSize};
use super::table::{Column, Table};
use super::{MaybeText, Text, live};
pub use plot::{DateMark, Plot};

/// A figure on a date.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartPoint {
    /// When, in days from any fixed day.
    pub day: f64,
    /// The date as the reader's language writes it.
    pub date: String,
    /// The figure.
    pub value: u32,
}

/// A date by which the figure is to be 0.
#[derive(Clone, Debug, PartialEq)]
pub struct ChartDeadline {
    /// When, in the same days.
    pub day: f64,
    /// The date as the reader's language writes it.
    pub date: String,
}

/// The words of a chart.
#[derive(Clone, Copy)]
pub struct ChartWords {
    /// What the picture shows, in one sentence with its figures.
    pub name: Text,
    /// What the line is, such as "Open solutions"; also the heading of its column.
    pub line: Text,
    /// What the way to the deadline is, such as "Pace needed".
    pub pace: Text,
    /// What the deadline is.
    pub deadline: Text,
    /// What stands at the last point, such as "43 open".
    pub last: MaybeText,
    /// The heading of the column of dates.
    pub date: Text,
    /// The words that open the table.
    pub as_table: Text,
    /// A figure as the reader's language writes it.
    pub figure: fn(u32) -> String,
}

/// A line in steps from the first date to the last, with the pace that the deadline asks for. A picture with a name; the same
/// figures as a table behind the native disclosure (Enter and Space open it).
#[component]
pub fn LineChart(
    /// The figures in the order of their days.
    #[prop(into)]
    points: Signal<Vec<ChartPoint>>,
    /// When the figure is to be 0.
    #[prop(optional, into)]
    deadline: Signal<Option<ChartDeadline>>,
    /// The words.
    words: ChartWords,
) -> impl IntoView {
    let rows = move || {
        let row = |point: ChartPoint| {
            view! { <tr><th scope="row">{point.date}</th><td class="table__num">{(words.figure)(point.value)}</td></tr> }
        };
        points.get().into_iter().rev().map(row).collect_view()
    };
    let plot = Memo::new(move |_| Plot::of(&points.get(), deadline.get().as_ref()));
    let has = move |part: fn(&Plot) -> &str| plot.with(|plot| !part(plot).is_empty());
    view! {
        <figure class="line-chart">
            {live(move || plot.with(|plot| picture(plot, words)))}
            <ul class="line-chart__key" role="list">
                <li>{words.line}</li>
                {live(move || has(|plot| &plot.pace).then(|| view! { <li class="line-chart__key--pace">{words.pace}</li> }))}
                {live(move || has(|plot| &plot.deadline).then(|| view! { <li class="line-chart__key--deadline">{words.deadline}</li> }))}
            </ul>
            <details class="line-chart__table">
                <summary><Icon name="table" size=IconSize::Small/>{words.as_table}</summary>
                <Table
                    caption=words.name
                    caption_hidden=true
                    columns=vec![Column::words(words.date), Column::figures(words.line)]
                >
                    {rows}
                </Table>
            </details>
        </figure>
    }
    .into_any()
}

/// The drawing with its scale and dates, for the eye; its name says the same.
fn picture(plot: &Plot, words: ChartWords) -> AnyView {
    let scale = |(at, value): (f64, u32)| view! { <li style:--at=percent(at)>{(words.figure)(value)}</li> };
    let date = |mark: &DateMark| {
        let class = match mark {
            DateMark { deadline: true, .. } => "line-chart__date--deadline",
            DateMark { minor: true, .. } => "line-chart__date--minor",
            _ => "",
        };
        view! { <li class=class style:--at=percent(mark.at)>{mark.date.clone()}</li> }
    };
    let here = plot.last.map(|(x, y)| {
        view! {
            <span class="line-chart__point" style:--x=percent(x) style:--y=percent(y)></span>
            <span class="line-chart__label" style:--x=percent(x) style:--y=percent(y) aria-hidden="true"><span>{words.last}</span></span>
        }
    });
    view! {
        <div class="line-chart__plot">
            <ol class="line-chart__scale" aria-hidden="true">{plot.scale.iter().copied().map(scale).collect_view()}</ol>
            <svg class="line-chart__svg" viewBox="0 0 100 100" preserveAspectRatio="none" role="img" aria-label=words.name>
                <path class="line-chart__grid" d=plot.grid.clone()></path>
                <path class="line-chart__axis" d="M0 100H100"></path>
                <path class="line-chart__area" d=plot.area.clone()></path>
                <path class="line-chart__pace" d=plot.pace.clone()></path>
                <path class="line-chart__deadline" d=plot.deadline.clone()></path>
                <path class="line-chart__line" d=plot.line.clone()></path>
            </svg>
            {here}
        </div>
        <ol class="line-chart__dates" aria-hidden="true">{plot.dates.iter().map(date).collect_view()}</ol>
    }
    .into_any()
}

fn percent(value: f64) -> String {
    format!("{}%", super::hundredths(value))
}
