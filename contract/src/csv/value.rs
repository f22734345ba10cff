//! Reads the values of cells: lists, dates, counts, addresses. Each refuses what can be meant in two ways and says what
//! was expected.
//!
//! The cells are given without guard (`write::unguard`) and not blank; `optional` takes care of blank ones.

use std::borrow::Cow;

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc};

use super::money;
use super::problem::CellProblem;

/// `None` for a blank cell, else what `parse` makes of it.
pub fn optional<'c, T>(
    cell: &'c str,
    parse: impl FnOnce(&'c str) -> Result<T, CellProblem>,
) -> Result<Option<T>, CellProblem> {
    if cell.trim().is_empty() { Ok(None) } else { parse(cell).map(Some) }
}

/// The items of a list cell, trimmed, empty ones left out. Items stand apart by `;` (or the wide `；`); one that belongs
/// to an item is doubled.
pub fn list(cell: &str) -> Vec<String> {
    let mut items = Vec::new();
    let mut item = String::new();
    let mut chars = cell.chars().peekable();
    while let Some(c) = chars.next() {
        if !is_list_separator(c) || chars.next_if_eq(&c).is_some() {
            item.push(c);
            continue;
        }
        items.push(std::mem::take(&mut item));
    }
    items.push(item);
    items.iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
}

/// A list cell that `list` reads as these items, which are not blank and have no white space around them.
pub fn join_list<I: AsRef<str>>(items: impl IntoIterator<Item = I>) -> String {
    let mut cell = String::new();
    for item in items {
        if !cell.is_empty() {
            cell.push_str("; ");
        }
        for c in item.as_ref().chars() {
            cell.push(c);
            if is_list_separator(c) {
                cell.push(c);
            }
        }
    }
    cell
}

const fn is_list_separator(c: char) -> bool {
    matches!(c, ';' | '；')
}

/// A date: `2026-11-21`, `2026/11/21`, `2026年11月21日`, the date of an RFC 3339 time as written there, or `21/11/2026`
/// and `11/21/2026` where only one reading is in the calendar.
pub fn date(cell: &str) -> Result<NaiveDate, CellProblem> {
    let text = cell.trim();
    if let Ok(time) = DateTime::parse_from_rfc3339(text) {
        return Ok(time.date_naive());
    }
    let chinese: Cow<'_, str> = match text.strip_suffix('日') {
        Some(start) => Cow::Owned(start.replace(['年', '月'], "/")),
        None => Cow::Borrowed(text),
    };
    let dashes = chinese.contains('-');
    let parts: Vec<&str> = chinese.split(if dashes { '-' } else { '/' }).map(str::trim).collect();
    let [a, b, c] = parts[..] else { return Err(CellProblem::NotADate) };
    let lengths = (a.len(), b.len(), c.len());
    let (Some(x), Some(y), Some(z)) = (digits(a), digits(b), digits(c)) else { return Err(CellProblem::NotADate) };
    match lengths {
        (4, 2, 2) => calendar(x, y, z),
        (4, 1..=2, 1..=2) if !dashes => calendar(x, y, z),
        (1..=2, 1..=2, 4) if !dashes => either_order(x, y, z),
        _ => Err(CellProblem::NotADate),
    }
}

fn digits(text: &str) -> Option<u32> {
    if text.bytes().all(|b| b.is_ascii_digit()) { text.parse().ok() } else { None }
}

fn calendar(year: u32, month: u32, day: u32) -> Result<NaiveDate, CellProblem> {
    let year = i32::try_from(year).map_err(|_| CellProblem::NotADate)?;
    NaiveDate::from_ymd_opt(year, month, day).ok_or(CellProblem::NotADate)
}

fn either_order(first: u32, second: u32, year: u32) -> Result<NaiveDate, CellProblem> {
    match (calendar(year, second, first), calendar(year, first, second)) {
        (Ok(day_first), Ok(month_first)) if day_first != month_first => {
            Err(CellProblem::AmbiguousDate { day_first: iso(day_first), month_first: iso(month_first) })
        }
        (Ok(date), _) | (_, Ok(date)) => Ok(date),
        _ => Err(CellProblem::NotADate),
    }
}

/// The form in which exports write a date.
pub fn iso(date: NaiveDate) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

/// A moment: RFC 3339, or a date as `date` reads it, which means its first second in UTC.
pub fn time(cell: &str) -> Result<DateTime<Utc>, CellProblem> {
    if let Ok(time) = DateTime::parse_from_rfc3339(cell.trim()) {
        return Ok(time.to_utc());
    }
    match date(cell) {
        Ok(date) => Ok(date.and_time(NaiveTime::MIN).and_utc()),
        Err(CellProblem::NotADate) => Err(CellProblem::NotATime),
        Err(other) => Err(other),
    }
}

/// A whole number from zero up, with or without separators of thousands.
pub fn count(cell: &str) -> Result<u64, CellProblem> {
    money::minor_units(cell, 0).ok().and_then(|n| u64::try_from(n).ok()).ok_or(CellProblem::NotACount)
}

/// An e-mail address by its shape: one `@`, a name of at most 64 bytes, a domain with a dot; at most 254 bytes. Whether
/// it exists nobody asks here.
pub fn email(cell: &str) -> Result<&str, CellProblem> {
    let text = cell.trim();
    let forbidden = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '@' | '"' | '(' | ')' | ',' | ':' | ';' | '<' | '>' | '[' | ']' | '\\')
    };
    let good = text.split_once('@').is_some_and(|(name, domain)| {
        let dots_apart = !name.starts_with('.') && !name.ends_with('.') && !name.contains("..");
        (1..=64).contains(&name.len())
            && dots_apart
            && !name.contains(forbidden)
            && domain.contains('.')
            && is_host(domain)
    });
    if good && text.len() <= 254 { Ok(text) } else { Err(CellProblem::NotAnEmail) }
}

/// An https address by its shape: a host, perhaps a port, no user name or password, no blanks; at most 2,048 bytes.
/// Given back as written.
pub fn https_url(cell: &str) -> Result<&str, CellProblem> {
    let text = cell.trim();
    let Some((scheme, rest)) = text.split_once("://") else { return Err(CellProblem::NotAUrl) };
    let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let (host, port) = authority.split_once(':').map_or((authority, None), |(host, port)| (host, Some(port)));
    let good_port = port.is_none_or(|port| matches!(digits(port), Some(1..=65_535)));
    let good_text = text.len() <= 2048
        && !text.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '\\' | '"' | '<' | '>'));
    if !is_host(host) || !good_port || !good_text {
        return Err(CellProblem::NotAUrl);
    }
    match scheme {
        _ if scheme.eq_ignore_ascii_case("https") => Ok(text),
        _ if scheme.eq_ignore_ascii_case("http") => Err(CellProblem::NotHttps),
        _ => Err(CellProblem::NotAUrl),
    }
}

/// Labels of letters, digits and inner hyphens, parted by dots; letters beyond ASCII are left to the browser's rules.
fn is_host(host: &str) -> bool {
    host.len() <= 253
        && host.split('.').all(|label| {
            let good = |c: char| {
                c.is_ascii_alphanumeric() || c == '-' || (!c.is_ascii() && !c.is_whitespace() && !c.is_control())
            };
            (1..=63).contains(&label.len())
                && !label.starts_with('-')
                && !label.ends_with('-')
                && label.chars().all(good)
        })
}
