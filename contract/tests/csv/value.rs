//! Values of cells: what is read, what is refused, and that written values are read again.

use chrono::{Datelike, NaiveDate};
use contract::csv::money::{AMOUNT_MAX, amount, amount_text, currency, decimals};
use contract::csv::problem::CellProblem;
use contract::csv::value::{count, date, email, https_url, iso, join_list, list, optional, time};
use proptest::prelude::*;

#[test]
fn lists_are_parted_by_semicolons() {
    assert_eq!(list(" a; b ;c;; ;d；e "), ["a", "b", "c;", "d", "e"]);
    assert_eq!(list(""), Vec::<String>::new());
    assert_eq!(join_list(["a", "b; c", "；"]), "a; b;; c; ；；");
}

#[test]
fn dates_are_read_where_only_one_reading_exists() {
    for (cell, expected) in [
        ("2026-11-21", "2026-11-21"),
        (" 2024-02-29 ", "2024-02-29"),
        ("2026/1/5", "2026-01-05"),
        ("2026年11月21日", "2026-11-21"),
        ("2026-11-21T23:30:00-05:00", "2026-11-21"),
        ("21/11/2026", "2026-11-21"),
        ("11/21/2026", "2026-11-21"),
        ("5/5/2026", "2026-05-05"),
    ] {
        assert_eq!(date(cell).map(iso).as_deref(), Ok(expected), "{cell}");
    }
    let ambiguous =
        CellProblem::AmbiguousDate { day_first: "2026-04-03".to_owned(), month_first: "2026-03-04".to_owned() };
    assert_eq!(date("03/04/2026"), Err(ambiguous.clone()));
    assert_eq!(time("3/4/2026"), Err(ambiguous));
    for cell in [
        "",
        "2026-02-30",
        "2026-1-5",
        "31/31/2026",
        "21/11/26",
        "45992",
        "21-11-2026",
        "2026-11",
        "a/b/2026",
        "+1/02/2026",
        "2026-11-21-",
        "日",
        "１/２/２０２６",
    ] {
        assert_eq!(date(cell), Err(CellProblem::NotADate), "{cell}");
    }
}

#[test]
fn times_are_moments_in_utc() {
    let shown = |cell| time(cell).map(|time| time.to_rfc3339());
    assert_eq!(shown("2026-11-21T23:30:00-05:00").as_deref(), Ok("2026-11-22T04:30:00+00:00"));
    assert_eq!(shown("2026-11-21").as_deref(), Ok("2026-11-21T00:00:00+00:00"));
    assert_eq!(shown("yesterday"), Err(CellProblem::NotATime));
}

#[test]
fn amounts_are_read_where_their_separators_have_one_meaning() {
    for (cell, currency, minor) in [
        ("0", "EUR", 0),
        ("1234.5", "USD", 123_450),
        ("1,234.50", "USD", 123_450),
        ("1 234,50", "EUR", 123_450),
        ("1\u{202F}234\u{A0}567,5", "EUR", 123_456_750),
        ("1.234,50", "EUR", 123_450),
        ("1'234.50", "CHF", 123_450),
        ("1,234", "USD", 123_400),
        ("1,234,567", "USD", 123_456_700),
        ("1.234.567", "EUR", 123_456_700),
        ("12,5", "EUR", 1_250),
        ("0.500", "EUR", 50),
        ("1234.500", "EUR", 123_450),
        ("1,234", "JPY", 1_234),
        ("500.000", "VND", 500_000),
        ("1234.00", "JPY", 1_234),
        ("1.234", "TND", 1_234),
        ("1,234.567", "KWD", 1_234_567),
        ("12,5", "TND", 12_500),
        ("90071992547409.91", "EUR", AMOUNT_MAX),
    ] {
        assert_eq!(amount(cell, currency), Ok(minor), "{cell} {currency}");
    }
}

#[test]
fn other_amounts_are_refused_with_the_reason() {
    use CellProblem::*;
    let decimals = |currency: &str, digits| TooManyDecimals { currency: currency.to_owned(), digits };
    for (cell, currency, problem) in [
        ("1.234", "USD", AmbiguousAmount),
        ("1,234", "TND", AmbiguousAmount),
        ("12.345", "EUR", AmbiguousAmount),
        ("1,234.567", "USD", decimals("USD", 2)),
        ("12.5", "JPY", decimals("JPY", 0)),
        ("0.0001", "KWD", decimals("KWD", 3)),
        ("-5", "EUR", NegativeAmount),
        ("−1 234,50", "EUR", NegativeAmount),
        ("90071992547409.92", "EUR", AmountTooLarge),
        ("99999999999999999999999999", "EUR", AmountTooLarge),
        ("", "EUR", NotAnAmount),
        ("-", "EUR", NotAnAmount),
        ("--5", "EUR", NotAnAmount),
        (".5", "EUR", NotAnAmount),
        ("5.", "EUR", NotAnAmount),
        ("1 23", "EUR", NotAnAmount),
        ("1,23,456", "EUR", NotAnAmount),
        ("1.234,567,8", "EUR", NotAnAmount),
        ("1 234'567", "EUR", NotAnAmount),
        ("12 €", "EUR", NotAnAmount),
        ("1e5", "EUR", NotAnAmount),
        ("#VALUE!", "EUR", NotAnAmount),
        ("１２", "EUR", NotAnAmount),
    ] {
        assert_eq!(amount(cell, currency), Err(problem), "{cell} {currency}");
    }
}

#[test]
fn currencies_are_those_of_the_standard() {
    assert_eq!(currency(" eur "), Ok("EUR"));
    for cell in ["", "€", "EURO", "XXX", "US", "EUR USD", "ABC"] {
        assert_eq!(currency(cell), Err(CellProblem::NotACurrency), "{cell}");
    }
    assert_eq!(["JPY", "EUR", "TND", "CLF"].map(decimals), [0, 2, 3, 4]);
}

#[test]
fn counts_are_whole_numbers_from_zero() {
    assert_eq!(["0", "12", "1,234", "1 234"].map(count), [Ok(0), Ok(12), Ok(1_234), Ok(1_234)]);
    for cell in ["", "-1", "1.5", "twelve", "1e3", "99999999999999999999"] {
        assert_eq!(count(cell), Err(CellProblem::NotACount), "{cell}");
    }
    assert_eq!(optional("  ", count), Ok(None));
    assert_eq!(optional("7", count), Ok(Some(7)));
    assert_eq!(optional("x", count), Err(CellProblem::NotACount));
}

#[test]
fn addresses_are_judged_by_their_shape() {
    for cell in ["ana@contoso.com", " o'neil+x.y@mail.contoso.co.uk ", "用户@例子.中国", "a@b.c"] {
        assert_eq!(email(cell), Ok(cell.trim()), "{cell}");
    }
    let long_name = format!("{}@contoso.com", "a".repeat(65));
    for cell in [
        "",
        "ana",
        "ana@",
        "@contoso.com",
        "ana@contoso",
        "a@b@c.d",
        "a b@c.d",
        "Ana <ana@c.d>",
        "a@-b.c",
        "a@b..c",
        "a@b.c,d@e.f",
        ".a@b.c",
        "a..b@c.d",
        &long_name,
    ] {
        assert_eq!(email(cell), Err(CellProblem::NotAnEmail), "{cell}");
    }
    for cell in
        ["https://contoso.com", "HTTPS://contoso.com:8443/a?b=c#d", " https://例子.中国/路径 ", "https://localhost/x"]
    {
        assert_eq!(https_url(cell), Ok(cell.trim()), "{cell}");
    }
    assert_eq!(https_url("http://contoso.com"), Err(CellProblem::NotHttps));
    for cell in [
        "",
        "contoso.com",
        "https://",
        "https://a b.com",
        "https://user@contoso.com",
        "https://contoso.com:0",
        "https://contoso.com:99999",
        "https://contoso.com:+1",
        "ftp://contoso.com",
        "javascript://contoso.com",
        "https://contoso.com/a b",
        "https:///x",
        "https://a\\b",
    ] {
        assert_eq!(https_url(cell), Err(CellProblem::NotAUrl), "{cell}");
    }
}

proptest! {
    #[test]
    fn written_amounts_are_read_again(minor in 0..=AMOUNT_MAX, currency in prop::sample::select(vec!["EUR", "JPY", "TND", "CLF"])) {
        prop_assert_eq!(amount(&amount_text(minor, currency), currency), Ok(minor));
        prop_assert_eq!(amount(&amount_text(minor % 100_000, currency), currency), Ok(minor % 100_000));
    }

    #[test]
    fn written_lists_are_read_again(items in proptest::collection::vec("[a;； -]{0,6}|\\PC{1,12}", 0..6)) {
        let items: Vec<String> = items.iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect();
        prop_assert_eq!(list(&join_list(&items)), items);
    }

    #[test]
    fn written_dates_are_read_again(days in 0_i32..3_000_000) {
        let day = NaiveDate::from_num_days_from_ce_opt(days).filter(|day| (0..=9999).contains(&day.year()));
        if let Some(day) = day {
            prop_assert_eq!(date(&iso(day)), Ok(day));
        }
    }

    #[test]
    fn any_cell_is_judged_without_a_panic(cell in prop_oneof![any::<String>(), "[0-9.,' :/@TZ年月日-]{0,14}"]) {
        let _ = (list(&cell), date(&cell), time(&cell), count(&cell), email(&cell).is_ok(), https_url(&cell).is_ok(), currency(&cell));
        for currency in ["EUR", "JPY", "TND"] {
            let _ = amount(&cell, currency);
        }
    }
}
