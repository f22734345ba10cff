//! Who waits for news of which company, and the bell that wakes them once a change is committed.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

/// One bell for each company that somebody waits for.
#[derive(Debug, Default)]
pub struct Wake {
    bells: Mutex<HashMap<i64, watch::Sender<()>>>,
}

impl Wake {
    fn bells(&self) -> MutexGuard<'_, HashMap<i64, watch::Sender<()>>> {
        // A panic elsewhere leaves the map whole: each change of it is one step.
        self.bells.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Listens for a company. Subscribe first and read the state afterwards, so that nothing falls in between.
    pub fn subscribe(&self, company: i64) -> watch::Receiver<()> {
        self.bells().entry(company).or_default().subscribe()
    }

    /// Wakes who waits for a company.
    pub fn company(&self, company: i64) {
        let mut bells = self.bells();
        if let Some(bell) = bells.get(&company)
            && bell.send(()).is_err()
        {
            // Nobody waits any more.
            bells.remove(&company);
        }
    }

    /// Wakes everyone, after a time in which changes may have gone unheard.
    pub fn everyone(&self) {
        self.bells().retain(|_, bell| bell.send(()).is_ok());
    }

    /// Companies that somebody waits for.
    pub fn awaited(&self) -> Vec<i64> {
        let mut bells = self.bells();
        bells.retain(|_, bell| bell.receiver_count() > 0);
        bells.keys().copied().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_those_who_wait_for_the_company_are_woken() {
        let wake = Wake::default();
        let (first, other) = (wake.subscribe(1), wake.subscribe(2));
        wake.company(1);
        assert!(first.has_changed().unwrap());
        assert!(!other.has_changed().unwrap());
        wake.everyone();
        assert!(other.has_changed().unwrap());
    }

    #[test]
    fn a_bell_goes_with_the_last_who_waits() {
        let wake = Wake::default();
        let (here, gone) = (wake.subscribe(1), wake.subscribe(2));
        drop(gone);
        assert_eq!(wake.awaited(), [1]);
        drop(here);
        wake.company(1);
        assert!(wake.bells().is_empty());
    }
}
