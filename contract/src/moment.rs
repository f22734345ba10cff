//! Days and instants as JSON carries them: RFC 3339 in the one spelling that the server writes. `chrono`'s own reader takes
//! many more spellings and weighs 15 kB in the page.

use chrono::{DateTime, NaiveDate, Utc};
use serde::de::{Deserialize, Deserializer, Error, Unexpected, Visitor};

/// A day such as `2026-11-21`.
pub fn day_of(text: &str) -> Option<NaiveDate> {
    let bytes = text.as_bytes();
    if bytes.len() != 10 || bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
        return None;
    }
    let year = i32::try_from(digits(bytes, 0, 4)?).ok()?;
    NaiveDate::from_ymd_opt(year, digits(bytes, 5, 7)?, digits(bytes, 8, 10)?)
}

/// An instant such as `2026-11-21T08:30:00Z`, with up to nine decimals of a second.
pub fn instant_of(text: &str) -> Option<DateTime<Utc>> {
    let day = day_of(text.get(..10)?)?;
    let bytes = text.strip_suffix('Z')?.as_bytes();
    if bytes.get(10) != Some(&b'T') || bytes.get(13) != Some(&b':') || bytes.get(16) != Some(&b':') {
        return None;
    }
    let decimals = bytes.len().saturating_sub(20);
    let nanos = match bytes.get(19) {
        None => 0,
        Some(b'.') if (1..=9).contains(&decimals) => {
            digits(bytes, 20, bytes.len())? * 10_u32.pow(9 - u32::try_from(decimals).ok()?)
        }
        Some(_) => return None,
    };
    let (hour, minute, second) = (digits(bytes, 11, 13)?, digits(bytes, 14, 16)?, digits(bytes, 17, 19)?);
    Some(day.and_hms_nano_opt(hour, minute, second, nanos)?.and_utc())
}

/// The number that the bytes from a place to before another spell.
fn digits(bytes: &[u8], from: usize, to: usize) -> Option<u32> {
    let digit = |byte: &u8| byte.is_ascii_digit().then(|| u32::from(byte - b'0'));
    bytes.get(from..to)?.iter().try_fold(0, |number: u32, byte| Some(number * 10 + digit(byte)?))
}

/// For `#[serde(deserialize_with)]`: a day.
pub(crate) fn day<'de, D: Deserializer<'de>>(from: D) -> Result<NaiveDate, D::Error> {
    from.deserialize_str(Read("a day such as 2026-11-21", day_of))
}

/// For `#[serde(deserialize_with)]`: a day that may be missing; the field needs `default` too.
pub(crate) fn maybe_day<'de, D: Deserializer<'de>>(from: D) -> Result<Option<NaiveDate>, D::Error> {
    struct Day(NaiveDate);
    impl<'de> Deserialize<'de> for Day {
        fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Day, D::Error> {
            day(from).map(Day)
        }
    }
    Ok(Option::<Day>::deserialize(from)?.map(|day| day.0))
}

/// For `#[serde(deserialize_with)]`: an instant.
pub(crate) fn instant<'de, D: Deserializer<'de>>(from: D) -> Result<DateTime<Utc>, D::Error> {
    from.deserialize_str(Read("an instant such as 2026-11-21T08:30:00Z", instant_of))
}

/// For `#[serde(deserialize_with)]`: an instant that may be missing; the field needs `default` too.
pub(crate) fn maybe_instant<'de, D: Deserializer<'de>>(from: D) -> Result<Option<DateTime<Utc>>, D::Error> {
    struct Moment(DateTime<Utc>);
    impl<'de> Deserialize<'de> for Moment {
        fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Moment, D::Error> {
            instant(from).map(Moment)
        }
    }
    Ok(Option::<Moment>::deserialize(from)?.map(|instant| instant.0))
}

/// What is expected, and how it is read.
struct Read<T>(&'static str, fn(&str) -> Option<T>);

impl<T> Visitor<'_> for Read<T> {
    type Value = T;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.0)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<T, E> {
        (self.1)(text).ok_or_else(|| E::invalid_value(Unexpected::Str(text), &self))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_chrono_writes_is_read(seconds in -62_135_596_800_i64..253_402_300_800, nanos in 0_u32..1_000_000_000, round in 0_u32..10) {
            let nanos = nanos / 10_u32.pow(round) * 10_u32.pow(round);
            let at = DateTime::from_timestamp(seconds, nanos).expect("in range");
            let written = serde_json::to_string(&at).expect("an instant is JSON");
            prop_assert_eq!(instant_of(written.trim_matches('"')), Some(at));
            let day = at.date_naive();
            let written = serde_json::to_string(&day).expect("a day is JSON");
            prop_assert_eq!(day_of(written.trim_matches('"')), Some(day));
        }

        #[test]
        fn nothing_is_read_that_chrono_refuses(text in "[0-9]{4}-[01][0-9]-[0-3][0-9](T[0-2][0-9]:[0-6][0-9]:[0-6][0-9](\\.[0-9]{1,10})?Z)?") {
            if let Some(day) = day_of(&text) {
                prop_assert_eq!(text.parse::<NaiveDate>().ok(), Some(day));
            }
            if let Some(at) = instant_of(&text) {
                prop_assert_eq!(text.parse::<DateTime<Utc>>().ok(), Some(at));
            }
        }
    }

    #[test]
    fn other_spellings_are_refused() {
        for text in ["", "2026-11-2", "2026-13-01", "2026-02-29", "2026-11-21x", "+026-11-21", "2026/11/21"] {
            assert_eq!(day_of(text), None, "{text}");
        }
        for text in [
            "2026-11-21",
            "2026-11-21T08:30:00",
            "2026-11-21T08:30:00.Z",
            "2026-11-21T24:00:00Z",
            "2026-11-21T08:30Z",
            "2026-11-21T08:30:00é",
        ] {
            assert_eq!(instant_of(text), None, "{text}");
        }
    }
}
