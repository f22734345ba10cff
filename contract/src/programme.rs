//! The migration programme's deadline and the pace that meets it.

use chrono::NaiveDate;

/// How much time is left and how much must be done in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Nothing is open.
    Finished,
    /// No deadline is set.
    NoDeadline,
    /// The deadline has passed with solutions still open.
    Overdue {
        /// Days since the deadline, at least one.
        days: u64,
    },
    /// The last day.
    Today,
    /// Time is left.
    Left {
        /// Days until the deadline, at least one.
        days: u64,
        /// Solutions a week that are enough, rounded up; never more than what is open.
        per_week: u64,
    },
}

impl Pace {
    /// The pace for `open` solutions on the day `today` (O: whole days, weeks of seven days, rounded up).
    pub fn of(open: u64, today: NaiveDate, deadline: Option<NaiveDate>) -> Pace {
        if open == 0 {
            return Pace::Finished;
        }
        let Some(deadline) = deadline else { return Pace::NoDeadline };
        let days = deadline.signed_duration_since(today).num_days();
        match days {
            0 => Pace::Today,
            d if d < 0 => Pace::Overdue { days: d.unsigned_abs() },
            d => {
                let days = d.unsigned_abs();
                Pace::Left { days, per_week: (open * 7).div_ceil(days).min(open) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, d).expect("a day")
    }

    #[test]
    fn the_pace_is_enough_and_not_absurd() {
        assert_eq!(Pace::of(43, day(1), NaiveDate::from_ymd_opt(2026, 4, 9)), Pace::Left { days: 39, per_week: 8 });
        assert_eq!(Pace::of(5, day(1), Some(day(3))), Pace::Left { days: 2, per_week: 5 });
        assert_eq!(Pace::of(5, day(3), Some(day(3))), Pace::Today);
        assert_eq!(Pace::of(5, day(4), Some(day(3))), Pace::Overdue { days: 1 });
        assert_eq!(Pace::of(0, day(4), Some(day(3))), Pace::Finished);
        assert_eq!(Pace::of(1, day(4), None), Pace::NoDeadline);
    }
}
