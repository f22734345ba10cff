//! Reads and writes amounts of money in minor units, with the currencies and decimals of ISO 4217.

use super::problem::CellProblem;

/// The currency codes in use (ISO 4217, without funds, metals and test codes).
const CURRENCIES: &str = "\
AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLF CLP CNY COP CRC CUP CVE CZK \
DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW \
KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR \
PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS \
VED VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

/// The largest amount: every reader of JSON keeps whole numbers up to here exactly.
pub const AMOUNT_MAX: i64 = (1 << 53) - 1;

/// A currency code in upper case, from a cell that has it in any case.
pub fn currency(cell: &str) -> Result<&'static str, CellProblem> {
    let code = cell.trim();
    CURRENCIES.split(' ').find(|known| known.eq_ignore_ascii_case(code)).ok_or(CellProblem::NotACurrency)
}

/// How many decimals a currency has: its minor unit is that power of ten smaller. Two where nothing else is known.
pub fn decimals(currency: &str) -> u32 {
    match currency {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "VND" | "VUV"
        | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        "CLF" => 4,
        _ => 2,
    }
}

/// An amount from zero up in minor units of a currency. Reads `1234.5`, `1,234.50`, `1.234,50`, `1 234,50`, `1'234.50`.
/// One separator before exactly three digits is taken for thousands where the currency has fewer decimals, except a
/// point where it has two: programs write that for decimals too, so it is refused as ambiguous, like a comma where the
/// currency has three.
pub fn amount(cell: &str, currency: &str) -> Result<i64, CellProblem> {
    let digits = decimals(currency);
    minor_units(cell, digits).map_err(|problem| match problem {
        CellProblem::TooManyDecimals { .. } => CellProblem::TooManyDecimals { currency: currency.to_owned(), digits },
        other => other,
    })
}

/// An amount as exports write it: a point before the decimals, all of which the currency has, no separators of
/// thousands.
pub fn amount_text(minor: i64, currency: &str) -> String {
    let digits = decimals(currency);
    let unit = 10_u64.pow(digits);
    let sign = if minor < 0 { "-" } else { "" };
    let (whole, rest) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
    if digits == 0 {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{rest:0width$}", width = digits as usize)
    }
}

/// Reads an amount with so many decimals; the currency of `tooManyDecimals` is left empty.
pub(super) fn minor_units(cell: &str, decimals: u32) -> Result<i64, CellProblem> {
    let text = plain_separators(cell.trim());
    let (negative, text) = match text.strip_prefix(['-', '\u{2212}']) {
        Some(rest) => (true, rest),
        None => (false, text.as_str()),
    };
    let (whole, fraction) = split(text, decimals)?;
    if negative {
        return Err(CellProblem::NegativeAmount);
    }
    let kept = fraction.trim_end_matches('0');
    if kept.len() > decimals as usize {
        return Err(CellProblem::TooManyDecimals { currency: String::new(), digits: decimals });
    }
    let mut minor: i64 = 0;
    let padding = std::iter::repeat_n(b'0', decimals as usize - kept.len());
    for digit in whole.bytes().chain(kept.bytes()).chain(padding) {
        minor = minor * 10 + i64::from(digit - b'0');
        if minor > AMOUNT_MAX {
            return Err(CellProblem::AmountTooLarge);
        }
    }
    Ok(minor)
}

/// All blanks that part thousands as a space, all apostrophes as `'`.
fn plain_separators(text: &str) -> String {
    let plain = |c| match c {
        '\u{A0}' | '\u{2009}' | '\u{202F}' => ' ',
        '’' => '\'',
        _ => c,
    };
    text.chars().map(plain).collect()
}

/// The digits before and after the decimal separator.
fn split(text: &str, decimals: u32) -> Result<(String, &str), CellProblem> {
    let (whole, fraction) = match decimal_separator(text, decimals)? {
        Some(at) => (&text[..at], &text[at + 1..]),
        None => (text, "0"),
    };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    let thousands = whole.chars().find(|c| !c.is_ascii_digit());
    let good = match thousands {
        None => digits(whole),
        Some(separator @ (' ' | '\'' | '.' | ',')) => {
            let mut groups = whole.split(separator);
            let first = groups.next().is_some_and(|first| digits(first) && first.len() <= 3);
            first && groups.all(|group| digits(group) && group.len() == 3)
        }
        Some(_) => false,
    };
    if !good || !digits(fraction) {
        return Err(CellProblem::NotAnAmount);
    }
    Ok((whole.chars().filter(char::is_ascii_digit).collect(), fraction))
}

/// Where the decimal separator stands: the last point or comma, unless it parts thousands.
fn decimal_separator(text: &str, decimals: u32) -> Result<Option<usize>, CellProblem> {
    let Some(at) = text.rfind(['.', ',']) else { return Ok(None) };
    let separator = &text[at..=at];
    if text.matches(separator).count() > 1 {
        return Ok(None);
    }
    let lone = text[..at].bytes().all(|b| b.is_ascii_digit());
    let like_thousands = lone && (1..=3).contains(&at) && !text.starts_with('0') && text.len() - at == 4;
    match (like_thousands, separator, decimals) {
        (false, ..) => Ok(Some(at)),
        (true, ".", 3..) => Ok(Some(at)),
        (true, _, 0) | (true, ",", 1..=2) => Ok(None),
        _ => Err(CellProblem::AmbiguousAmount),
    }
}
