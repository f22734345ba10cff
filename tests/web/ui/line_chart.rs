//! The figure over time.

use leptos::prelude::*;
use wasm_bindgen_test::wasm_bindgen_test as browser_test;

use cosell_page::ui::line_chart::Plot;
use cosell_page::ui::{ChartDeadline, ChartPoint, ChartWords, LineChart};

use crate::support::mount;

fn points(figures: &[(u32, u32)]) -> Vec<ChartPoint> {
    figures
        .iter()
        .map(|(day, value)| ChartPoint { day: f64::from(*day), date: format!("d{day}"), value: *value })
        .collect()
}

fn deadline(day: f64) -> ChartDeadline {
    ChartDeadline { day, date: "end".to_owned() }
}

#[browser_test]
fn the_scale_has_round_figures_above_the_highest() {
    let figures = |highest| {
        Plot::of(&points(&[(0, highest)]), None).scale.into_iter().map(|(_, value)| value).collect::<Vec<_>>()
    };
    assert_eq!(figures(71), [80, 60, 40, 20, 0]);
    assert_eq!(figures(0), [4, 3, 2, 1, 0]);
    assert_eq!(figures(100_000), [200_000, 150_000, 100_000, 50_000, 0]);
    assert!(figures(u32::MAX)[0] > u32::MAX / 20, "ends");
}

#[browser_test]
fn lines_run_from_the_first_day_to_the_deadline() {
    let plot = Plot::of(&points(&[(10, 80), (60, 40)]), Some(&deadline(110.0)));
    assert_eq!(plot.line, "M0.00 0.00H50.00V50.00");
    assert_eq!(plot.area, "M0.00 0.00H50.00V50.00V100H0.00Z");
    assert_eq!(plot.pace, "M50.00 50.00L100.00 100");
    assert_eq!(plot.deadline, "M100.00 0V100");
    assert_eq!(plot.last, Some((50.0, 50.0)));
}

#[browser_test]
fn a_deadline_that_has_passed_asks_for_no_pace() {
    let plot = Plot::of(&points(&[(0, 80), (100, 40)]), Some(&deadline(50.0)));
    assert_eq!(plot.pace, "");
    assert_eq!(plot.deadline, "M50.00 0V100");
}

#[browser_test]
fn nothing_left_asks_for_no_pace() {
    let plot = Plot::of(&points(&[(0, 80), (50, 0)]), Some(&deadline(100.0)));
    assert_eq!(plot.pace, "");
}

#[browser_test]
fn nothing_and_a_single_day_are_drawn_without_numbers_that_are_none() {
    assert_eq!(Plot::of(&[], None), Plot::default());
    let plot = Plot::of(&points(&[(5, 3)]), None);
    assert_eq!(plot.last.map(|(x, _)| x), Some(100.0));
    assert!(!plot.line.contains("NaN"));
    assert_eq!(plot.area, "M100.00 25.00V100H100.00Z", "without width");
}

#[browser_test]
fn dates_keep_their_distance() {
    let many: Vec<(u32, u32)> = (0..100).map(|day| (day, 10)).collect();
    let dates = Plot::of(&points(&many), Some(&deadline(105.0))).dates;
    assert!(dates.windows(2).all(|pair| pair[1].at - pair[0].at >= 16.0));
    assert!(dates.last().is_some_and(|mark| mark.deadline));
    assert!(!dates[0].minor);
}

#[browser_test]
async fn the_picture_has_a_name_and_the_table_the_same_figures() {
    let words = || ChartWords {
        name: "Open fell from 8 to 4".into(),
        line: "Open".into(),
        pace: "Pace".into(),
        deadline: "Deadline".into(),
        last: "4 open".into(),
        date: "Date".into(),
        as_table: "Show as a table".into(),
        figure: |value| format!("= {value}"),
    };
    let page = mount(move || view! { <LineChart points=points(&[(0, 8), (9, 4)]) words=words()/> }).await;
    assert_eq!(page.attribute("svg[role=img]", "aria-label").as_deref(), Some("Open fell from 8 to 4"));
    assert_eq!(page.words("details summary"), "Show as a table");
    assert_eq!(page.count("tbody tr"), 2);
    assert_eq!(page.words("tbody tr:first-child td"), "= 4", "the newest first");
    assert_eq!(page.count(".line-chart__key li"), 1, "without a deadline no pace");
}
