//! The desk's calendar: business days between a request and its answer.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, Utc, Weekday};

/// How many business days support has for an answer (S: two).
pub const ANSWER_DAYS: u32 = 2;

/// Whether the desk works on a day: no weekend and no holiday.
pub fn is_business_day(day: NaiveDate, holidays: &[NaiveDate]) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !holidays.contains(&day)
}

/// The moment until which an answer is due: the same time of day `days` business days later (S). What comes in on a day
/// off counts from the morning of the next business day (O). Days are those of UTC.
pub fn due(from: DateTime<Utc>, days: u32, holidays: &[NaiveDate]) -> DateTime<Utc> {
    let mut day = from.date_naive();
    let mut time = from.time();
    if !is_business_day(day, holidays) {
        time = NaiveTime::MIN;
        day = next_business_day(day, holidays);
    }
    for _ in 0..days {
        day = next_business_day(day, holidays);
    }
    day.and_time(time).and_utc()
}

/// The first business day after a day. A calendar without any business day in a year is taken as one without holidays.
fn next_business_day(day: NaiveDate, holidays: &[NaiveDate]) -> NaiveDate {
    let within_a_year = (1..=366).filter_map(|n| day.checked_add_days(Days::new(n)));
    within_a_year
        .clone()
        .find(|day| is_business_day(*day, holidays))
        .unwrap_or_else(|| within_a_year.clone().find(|day| is_business_day(*day, &[])).unwrap_or(day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> DateTime<Utc> {
        text.parse().expect("a time")
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a day")
    }

    #[test]
    fn weekends_and_holidays_do_not_count() {
        let monday = at("2026-11-02T09:30:00Z");
        assert_eq!(due(monday, 2, &[]), at("2026-11-04T09:30:00Z"));
        assert_eq!(due(monday, 2, &[day("2026-11-03")]), at("2026-11-05T09:30:00Z"));
        assert_eq!(due(at("2026-11-06T17:00:00Z"), 2, &[]), at("2026-11-10T17:00:00Z"), "Friday to Tuesday");
    }

    #[test]
    fn what_comes_on_a_day_off_counts_from_the_next_morning() {
        assert_eq!(due(at("2026-11-07T12:00:00Z"), 2, &[]), at("2026-11-11T00:00:00Z"), "Saturday to Wednesday");
        assert_eq!(due(at("2026-11-03T12:00:00Z"), 2, &[day("2026-11-03")]), at("2026-11-06T00:00:00Z"));
    }

    #[test]
    fn a_calendar_full_of_holidays_still_ends() {
        let start = day("2026-01-01");
        let all: Vec<_> = (0..800).filter_map(|n| start.checked_add_days(Days::new(n))).collect();
        assert!(due(at("2026-01-05T00:00:00Z"), 2, &all) > at("2026-01-05T00:00:00Z"));
    }
}
