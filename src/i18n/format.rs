//! Dates, numbers and money as the reader's language writes them, by the browser's `Intl`.

use std::cell::RefCell;
use std::collections::HashMap;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use contract::locale::Locale;
use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use wasm_bindgen::{JsCast, JsValue};

use super::locale;

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum Style {
    DateInUtc,
    DateTime,
    LongDate,
    ShortDay,
}

thread_local! {
    // Making a format costs a hundred times what using it does.
    static FORMATS: RefCell<HashMap<(Locale, Style), Intl::DateTimeFormat>> = RefCell::new(HashMap::new());
    static REGIONS: RefCell<HashMap<Locale, Regions>> = RefCell::new(HashMap::new());
}

fn options(pairs: &[(&str, &str)]) -> Object {
    let object = Object::new();
    for (name, value) in pairs {
        // Setting a property of a fresh plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), &JsValue::from_str(value));
    }
    object
}

fn format(style: Style, date: &Date) -> String {
    let locale = locale();
    FORMATS.with_borrow_mut(|formats| {
        let format = formats.entry((locale, style)).or_insert_with(|| {
            let options = match style {
                Style::DateInUtc => options(&[("dateStyle", "medium"), ("timeZone", "UTC")]),
                Style::DateTime => options(&[("dateStyle", "medium"), ("timeStyle", "short")]),
                Style::LongDate => options(&[
                    ("weekday", "long"),
                    ("day", "numeric"),
                    ("month", "short"),
                    ("year", "numeric"),
                    ("timeZone", "UTC"),
                ]),
                Style::ShortDay => options(&[("day", "numeric"), ("month", "short"), ("timeZone", "UTC")]),
            };
            Intl::DateTimeFormat::new(&Array::of1(&JsValue::from_str(locale.word())), &options)
        });
        let formatted = format.format().call1(format, date).ok().and_then(|text| text.as_string());
        formatted.unwrap_or_default()
    })
}

fn utc_midnight(day: NaiveDate) -> Date {
    let ms = f64::from(day.num_days_from_ce() - 719_163) * 86_400_000.0;
    Date::new(&JsValue::from_f64(ms))
}

fn instant(at: DateTime<Utc>) -> Date {
    Date::new(&JsValue::from_f64(at.timestamp_millis() as f64))
}

/// A day that is a day everywhere, such as a deadline.
pub fn date(day: NaiveDate) -> String {
    format(Style::DateInUtc, &utc_midnight(day))
}

/// A day with its day of the week.
pub fn long_date(day: NaiveDate) -> String {
    format(Style::LongDate, &utc_midnight(day))
}

/// A day for the axis of a picture: day and month.
pub fn parts_of_day(day: NaiveDate) -> String {
    format(Style::ShortDay, &utc_midnight(day))
}

/// A moment in the reader's zone.
pub fn date_time(at: DateTime<Utc>) -> String {
    format(Style::DateTime, &instant(at))
}

/// Names of countries in a language.
struct Regions {
    names: Option<(JsValue, Function)>,
    /// What was asked already: a list asks for the same few thousands of times.
    known: HashMap<String, String>,
}

/// A country's name by its ISO 3166-1 code; the code itself where the browser knows no name.
pub fn country(code: &str) -> String {
    let locale = locale();
    REGIONS.with_borrow_mut(|regions| {
        let regions =
            regions.entry(locale).or_insert_with(|| Regions { names: regions_of(locale), known: HashMap::new() });
        if let Some(known) = regions.known.get(code) {
            return known.clone();
        }
        let name = regions.names.as_ref().and_then(|(names, of)| of.call1(names, &JsValue::from_str(code)).ok());
        let name = name.and_then(|name| name.as_string()).unwrap_or_else(|| code.to_owned());
        regions.known.insert(code.to_owned(), name.clone());
        name
    })
}

/// `Intl.DisplayNames` of regions with its method, where the browser has it.
fn regions_of(locale: Locale) -> Option<(JsValue, Function)> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    let class: Function = Reflect::get(&intl, &"DisplayNames".into()).ok()?.dyn_into().ok()?;
    let wanted = Array::of2(&JsValue::from_str(locale.word()), &options(&[("type", "region")]));
    let names = Reflect::construct(&class, &wanted).ok()?;
    let of = Reflect::get(&names, &"of".into()).ok()?.dyn_into().ok()?;
    Some((names, of))
}

/// A whole number.
pub fn number(n: u64) -> String {
    locale().number(n)
}

/// An amount in minor units of a currency; whole ones without decimals.
pub fn money(minor: u64, currency: &str) -> String {
    let options = options(&[("style", "currency"), ("currency", currency), ("trailingZeroDisplay", "stripIfInteger")]);
    let format = Intl::NumberFormat::new(&Array::of1(&JsValue::from_str(locale().word())), &options);
    // The browser knows how many decimals a currency has.
    let digits = Reflect::get(&format.resolved_options(), &JsValue::from_str("maximumFractionDigits"));
    let digits = digits.ok().and_then(|value| value.as_f64()).unwrap_or(2.0);
    let amount = minor as f64 / 10_f64.powi(digits as i32);
    let text = format.format().call1(&format, &JsValue::from_f64(amount)).ok().and_then(|text| text.as_string());
    text.unwrap_or_else(|| format!("{} {currency}", amount as u64))
}

/// The size of a file, such as "12.3 MB": decimal units, as file managers and limits count them.
pub fn file_size(bytes: u64) -> String {
    let (unit, display, one) = match bytes {
        0..1_000 => ("byte", "long", 1.0),
        1_000..1_000_000 => ("kilobyte", "short", 1_000.0),
        _ => ("megabyte", "short", 1_000_000.0),
    };
    let options =
        options(&[("style", "unit"), ("unit", unit), ("unitDisplay", display), ("maximumFractionDigits", "1")]);
    let format = Intl::NumberFormat::new(&Array::of1(&JsValue::from_str(locale().word())), &options);
    let amount = bytes as f64 / one;
    let text = format.format().call1(&format, &JsValue::from_f64(amount)).ok().and_then(|text| text.as_string());
    text.unwrap_or_else(|| format!("{} {unit}", amount as u64))
}
