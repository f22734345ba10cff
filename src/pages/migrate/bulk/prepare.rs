//! Reads what matching needs and matches in slices, so that no task holds the page up.

use std::collections::HashMap;

use contract::api::merging::SolutionFacts;
use contract::api::solutions::BULK_MAX;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::job::{Job, Kind};
use crate::parts::offers;
use crate::parts::wait::{Growing, idle};

/// How long one slice may take, in milliseconds.
const SLICE_MS: f64 = 8.0;

impl Job {
    /// Reads the facts of all rows; for merges finds their best matches.
    pub fn prepare(self) {
        let ids = self.saved.with_untracked(|saved| saved.ids.clone());
        if ids.is_empty() {
            return;
        }
        spawn_local(async move {
            let mut retries = Growing::retrying();
            for chunk in ids.chunks(BULK_MAX) {
                let read = loop {
                    match offers::facts(chunk.to_vec()).await {
                        Ok(read) => break read,
                        // What is typed and decided stays; the facts come when the server does.
                        Err(_) => self.pause.wait(retries.take()).await,
                    }
                    if self.facts.try_get_untracked().is_none() {
                        return;
                    }
                };
                // Reading the answer and drawing what it says are pieces of work of their own.
                idle().await;
                let more = read.into_iter().map(|facts| (facts.id.clone(), facts));
                if self.facts.try_update(|facts| facts.extend(more)).is_none() {
                    return;
                }
            }
            if self.kind == Kind::Merge {
                self.find().await;
            }
        });
    }

    /// Matches row by row, in slices.
    async fn find(self) {
        loop {
            match self.offers.rows.try_with_untracked(|_| self.offers.here()) {
                Some(true) => break,
                Some(false) => self.pause.wait(200).await,
                None => return,
            }
            if self.saved.try_get_untracked().is_none() {
                return;
            }
        }
        let ids = self.saved.with_untracked(|saved| saved.ids.clone());
        self.offers.read_for_matching_in_parts().await;
        let mut found = HashMap::new();
        let mut from = now();
        for id in ids {
            let Some(facts) = self.facts.try_with_untracked(|facts| facts.get(&id).cloned()) else { return };
            let best = untrack(|| self.best(&id, facts));
            found.insert(id, best);
            if now() - from > SLICE_MS {
                if self.compared.try_set(found.len()).is_some() {
                    return;
                }
                idle().await;
                from = now();
            }
        }
        idle().await;
        // All at once: the table is worked out anew with every change.
        let _ = self.matches.try_set(found);
    }

    fn best(self, id: &str, facts: Option<SolutionFacts>) -> Option<contract::matching::Match> {
        self.offers.suggest(&self.row(id)?, &facts?, 1).into_iter().next()
    }
}

fn now() -> f64 {
    js_sys::Date::now()
}
