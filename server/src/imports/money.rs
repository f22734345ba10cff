//! An amount and its currency, which stand in two columns and are read together.

use contract::csv::money;

use super::fault::{FaultKind, RowFault};
use super::mapped::{FileRow, Mapped, value_at};

/// The column of the currency, in every kind of file that has one.
const CURRENCY: &str = "currency";

/// An amount of a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Money {
    /// In minor units of the currency; zero for an empty cell.
    pub minor: u64,
    /// ISO 4217.
    pub currency: Option<String>,
}

/// Reads the amount of a row from its `column`. `stored` is the currency to keep where the file has no column for it.
/// `None` when the file has no such column, or when something is wrong, which is added to `faults`.
pub fn read(
    mapped: &Mapped,
    row: &FileRow,
    column: &str,
    stored: Option<&str>,
    faults: &mut Vec<RowFault>,
) -> Option<Money> {
    let at = mapped.place(column)?;
    let currency = match mapped.place(CURRENCY) {
        None => stored.filter(|currency| !currency.is_empty()),
        Some(at) => match value_at(row, at) {
            "" => None,
            cell => match money::currency(cell) {
                Ok(currency) => Some(currency),
                Err(problem) => {
                    faults.push(RowFault::in_cell(at, problem, cell));
                    return None;
                }
            },
        },
    };
    let cell = value_at(row, at);
    let minor = match (cell, currency) {
        ("", _) => Ok(0),
        (_, None) => Err(FaultKind::CurrencyMissing),
        // An amount is never below zero.
        (cell, Some(currency)) => money::amount(cell, currency).map(i64::unsigned_abs).map_err(FaultKind::from),
    };
    match minor {
        Ok(minor) => Some(Money { minor, currency: currency.map(str::to_owned) }),
        Err(kind) => {
            faults.push(RowFault::in_cell(at, kind, cell));
            None
        }
    }
}

/// Whether the cells of amount and currency say what is stored.
pub fn is_as_stored(mapped: &Mapped, row: &FileRow, column: &str, stored: impl Fn(&str) -> String) -> bool {
    let same = |column: &str| mapped.place(column).is_none_or(|at| value_at(row, at) == stored(column).trim());
    same(column) && same(CURRENCY)
}
