//! Moments of the past, counted in business days before the sample's day, so that nobody works at the week-end.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};

use super::random::Random;

/// The first minute of a working day (UTC).
const OPENS: u32 = 7 * 60;
/// How many minutes a working day has.
const WORKS: u32 = 10 * 60;

/// The calendar as seen from the sample's day.
#[derive(Clone, Copy, Debug)]
pub struct Calendar {
    newest: NaiveDate,
}

impl Calendar {
    /// Everything lies before `today`, so that nothing happens in the future whatever the time of day is.
    pub fn new(today: NaiveDate) -> Self {
        Calendar { newest: working_day_until(back(today, 1)) }
    }

    /// The business day `ago` business days before the last one; 0 is the last one before the sample's day.
    pub fn day(self, ago: u32) -> NaiveDate {
        let mut day = back(self.newest, u64::from(ago / 5) * 7);
        for _ in 0..ago % 5 {
            day = working_day_until(back(day, 1));
        }
        day
    }

    /// A moment in the working hours of that day, to the second.
    pub fn moment(self, ago: u32, random: &mut Random) -> DateTime<Utc> {
        self.at(ago, random.below(WORKS)) + TimeDelta::seconds(i64::from(random.below(60)))
    }

    /// The moment `minutes` after the working day opens.
    pub fn at(self, ago: u32, minutes: u32) -> DateTime<Utc> {
        (self.day(ago).and_time(NaiveTime::MIN) + TimeDelta::minutes(i64::from(OPENS + minutes))).and_utc()
    }
}

/// The day itself when it is a working day, else the Friday before.
fn working_day_until(day: NaiveDate) -> NaiveDate {
    match day.weekday() {
        Weekday::Sat => back(day, 1),
        Weekday::Sun => back(day, 2),
        _ => day,
    }
}

/// The programme's last day: about six weeks ahead, on a working day.
pub fn deadline(today: NaiveDate) -> NaiveDate {
    let day = today.checked_add_days(Days::new(44)).unwrap_or(NaiveDate::MAX);
    working_day_until(day)
}

fn back(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_sub_days(Days::new(days)).unwrap_or(NaiveDate::MIN)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, d).expect("a day")
    }

    #[test]
    fn business_days_skip_the_week_end() {
        // 9 March 2026 is a Monday.
        let calendar = Calendar::new(day(9));
        assert_eq!(calendar.day(0), day(6));
        assert_eq!(calendar.day(4), day(2));
        assert_eq!(calendar.day(5), day(6) - Days::new(7));
        assert_eq!(Calendar::new(day(8)).day(0), day(6));
        assert_eq!(Calendar::new(day(7)).day(0), day(6));
        assert_eq!(Calendar::new(day(11)).day(1), day(9));
        assert_eq!(Calendar::new(day(11)).day(2), day(6));
    }

    #[test]
    fn the_deadline_is_a_working_day_about_six_weeks_ahead() {
        for d in 1..=14 {
            let last = deadline(day(d));
            assert!((42..=44).contains(&(last - day(d)).num_days()));
            assert!(!matches!(last.weekday(), Weekday::Sat | Weekday::Sun));
        }
    }
}
