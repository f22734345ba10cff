//! Solutions by state, counted once for each value of a company's counter: counting 100,000 takes longer than reading a page.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use contract::solution::Counts;

/// Companies that are remembered at most; one more begins anew.
const COMPANIES_MAX: usize = 1_000;

/// What was counted last for each company, with the counter that it was counted at.
#[derive(Debug, Default)]
pub(super) struct Counted(Mutex<HashMap<i64, (u64, Counts)>>);

impl Counted {
    /// What was counted at this value of the counter.
    pub(super) fn at(&self, company: i64, change: u64) -> Option<Counts> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&company).copied();
        known.filter(|(at, _)| *at == change).map(|(_, counts)| counts)
    }

    /// Remembers what a transaction counted that sees nothing but committed changes.
    pub(super) fn keep(&self, company: i64, change: u64, counts: Counts) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= COMPANIES_MAX {
            known.clear();
        }
        known.insert(company, (change, counts));
    }
}
