//! Where the parts of a chart lie, in percent of the drawing from its upper start corner.

use super::{ChartDeadline, ChartPoint};
use crate::ui::hundredths;

/// A date under the drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct DateMark {
    /// Where, in percent.
    pub at: f64,
    /// The date in words.
    pub date: String,
    /// Whether it is left out where room is short.
    pub minor: bool,
    /// Whether it is the deadline.
    pub deadline: bool,
}

/// A chart, measured. Paths are in the syntax of SVG; empty ones draw nothing.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Plot {
    /// The line through all points, in steps: a figure stays until the next one.
    pub line: String,
    /// What lies under it.
    pub area: String,
    /// From the last point to 0 at the deadline; empty when there is nothing left or no time.
    pub pace: String,
    /// The deadline.
    pub deadline: String,
    /// The lines of the scale.
    pub grid: String,
    /// Height and figure of each line of the scale, from above.
    pub scale: Vec<(f64, u32)>,
    /// The dates.
    pub dates: Vec<DateMark>,
    /// The last point.
    pub last: Option<(f64, f64)>,
}

/// Parts of the scale.
const PARTS: u32 = 4;
/// Dates closer than this, in percent, would run into each other.
const APART: f64 = 16.0;

impl Plot {
    /// Measures a chart. A single day lies at the end, as today does; no points give an empty drawing.
    pub fn of(points: &[ChartPoint], deadline: Option<&ChartDeadline>) -> Plot {
        let (Some(first), Some(last)) = (points.first(), points.last()) else { return Plot::default() };
        // A deadline that has passed is drawn where it was.
        let end = deadline.map_or(last.day, |deadline| deadline.day.max(last.day));
        let length = end - first.day;
        let x = |day: f64| if length > 0.0 { ((day - first.day) / length * 100.0).clamp(0.0, 100.0) } else { 100.0 };
        let top = top_of_scale(points.iter().map(|point| point.value).max().unwrap_or_default());
        let y = |value: u32| 100.0 - f64::from(value) / f64::from(top) * 100.0;
        let at = |point: &ChartPoint| (x(point.day), y(point.value));
        let mut line = String::new();
        for (place, (x, y)) in points.iter().map(at).enumerate() {
            let (x, y) = (hundredths(x), hundredths(y));
            line.push_str(&if place == 0 { format!("M{x} {y}") } else { format!("H{x}V{y}") });
        }
        let (last_x, last_y) = at(last);
        let (left, right, height) = (hundredths(x(first.day)), hundredths(last_x), hundredths(last_y));
        let ahead = deadline.filter(|deadline| deadline.day > last.day && last.value > 0);
        let steps: Vec<(f64, u32)> =
            (0..=PARTS).map(|step| top / PARTS * (PARTS - step)).map(|value| (y(value), value)).collect();
        Plot {
            area: format!("{line}V100H{left}Z"),
            line,
            pace: ahead
                .map(|deadline| format!("M{right} {height}L{} 100", hundredths(x(deadline.day))))
                .unwrap_or_default(),
            deadline: deadline.map(|deadline| format!("M{} 0V100", hundredths(x(deadline.day)))).unwrap_or_default(),
            grid: steps
                .iter()
                .filter(|(_, value)| *value > 0)
                .map(|(at, _)| format!("M0 {}H100", hundredths(*at)))
                .collect(),
            scale: steps,
            dates: dates(points, deadline, x),
            last: Some((last_x, last_y)),
        }
    }
}

/// The top of the scale: the least that is not below the highest figure and whose parts are 1, 2 or 5 times a power of ten.
fn top_of_scale(highest: u32) -> u32 {
    let mut unit: u32 = 1;
    loop {
        for part in [1, 2, 5] {
            let top = unit.saturating_mul(part).saturating_mul(PARTS);
            if top >= highest || top > u32::MAX / 20 {
                return top;
            }
        }
        unit = unit.saturating_mul(10);
    }
}

/// The first date, the deadline, the last date, and what fits between them.
fn dates(points: &[ChartPoint], deadline: Option<&ChartDeadline>, x: impl Fn(f64) -> f64) -> Vec<DateMark> {
    let mark = |point: &ChartPoint, minor: bool| DateMark {
        at: x(point.day),
        date: point.date.clone(),
        minor,
        deadline: false,
    };
    let mut chosen: Vec<DateMark> = deadline
        .map(|deadline| DateMark { at: x(deadline.day), date: deadline.date.clone(), minor: false, deadline: true })
        .into_iter()
        .collect();
    let ends = points.first().into_iter().chain(points.last()).map(|point| mark(point, false));
    let between = points.iter().map(|point| mark(point, true));
    for candidate in ends.chain(between) {
        if chosen.iter().all(|other| (other.at - candidate.at).abs() >= APART) {
            chosen.push(candidate);
        }
    }
    contract::order::sort_by(&mut chosen, |one, other| one.at.total_cmp(&other.at));
    chosen
}
