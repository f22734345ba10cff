//! Parts that show figures.

use leptos::prelude::*;

use super::{Stage, part};
use crate::ui::line_chart::{ChartDeadline, ChartPoint, ChartWords, LineChart};
use crate::ui::progress::{Progress, ProgressState};
use crate::ui::progress_stack::{ProgressStack, StackPart};

pub(super) fn parts() -> AnyView {
    view! {
        {part("Progress", Stage::Column, view! {
            <Progress label="Reading rows" done=4_210_u64 total=10_000_u64 count="4,210 of 10,000" rest="About 12 s left"/>
            <Progress label="Asking the server" done=0_u64 total=0_u64 count="" state=ProgressState::Busy/>
            <Progress label="Import" done=10_u64 total=10_u64 count="10 of 10" state=ProgressState::Done/>
            <Progress label="Upload" done=3_u64 total=10_u64 count="3 of 10" rest="The connection broke." state=ProgressState::Failed/>
        })}
        {stack()}
        {charts()}
    }
    .into_any()
}

fn stack() -> AnyView {
    let states = [
        ("merged", "Merged", 82_u64),
        ("merging", "Merging", 21),
        ("draftCreated", "Draft created", 9),
        ("attentionNeeded", "Attention needed", 6),
        ("pending", "Pending", 28),
        ("discarded", "Discarded", 0),
    ];
    let part_of = |(state, label, count): (&'static str, &'static str, u64)| StackPart {
        state,
        label: label.into(),
        count: count.into(),
        figure: count.to_string().into(),
        href: (state != "discarded").then(|| "#progress-stack".into()),
    };
    part(
        "Progress stack",
        Stage::Column,
        view! { <ProgressStack label="Solutions by state" parts=states.map(part_of).to_vec()/> },
    )
}

fn charts() -> AnyView {
    let days = [(0, 71), (5, 70), (10, 68), (15, 64), (26, 63), (38, 55), (50, 51), (62, 43)];
    let points: Vec<ChartPoint> = days
        .iter()
        .map(|(day, value)| ChartPoint { day: f64::from(*day), date: format!("Day {day}"), value: *value })
        .collect();
    let words = ChartWords {
        name: "Open solutions fell from 71 to 43 in 62 days".into(),
        line: "Open solutions".into(),
        pace: "Pace needed".into(),
        deadline: "Deadline".into(),
        last: "43 open".into(),
        date: "Date".into(),
        as_table: "Show as a table".into(),
        figure: |value| value.to_string(),
    };
    let once = vec![ChartPoint { day: 0.0, date: "Today".to_owned(), value: 12 }];
    let alone = ChartWords { name: "12 solutions are open today".into(), last: "12 open".into(), ..words };
    part(
        "Line chart",
        Stage::Column,
        view! {
            <LineChart points deadline=Some(ChartDeadline { day: 101.0, date: "30 Dec".to_owned() }) words/>
            <LineChart points=once words=alone/>
        },
    )
}
