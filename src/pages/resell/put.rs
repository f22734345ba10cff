//! Putting something of an audience in the place of what was read: once at a time, by its version.

use contract::api::audience::OfferResell;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;

use super::state::Audience;
use crate::api::{self, ApiError, Versioned};

/// Whether it is under way, and why the last try failed.
#[derive(Clone, Copy)]
pub struct Put {
    audience: Audience,
    /// Whether it is under way.
    pub busy: RwSignal<bool>,
    /// Why the last try failed.
    pub problem: RwSignal<Option<ApiError>>,
}

impl Put {
    /// Nothing was tried yet.
    pub fn new(audience: Audience) -> Put {
        Put { audience, busy: RwSignal::new(false), problem: RwSignal::new(None) }
    }

    /// Sends it, unless it is under way; `done` takes the answer.
    pub fn send<B: Serialize + 'static>(
        self,
        address: String,
        body: B,
        done: impl FnOnce(Versioned<OfferResell>) + 'static,
    ) {
        let etag = self.audience.base.with_untracked(|base| base.as_ref().map(|base| base.etag.clone()));
        let Some(etag) = etag.filter(|_| !self.busy.get_untracked()) else { return };
        self.busy.set(true);
        spawn_local(async move {
            let answer = api::put_versioned(&address, &body, &etag).await;
            let _ = self.busy.try_set(false);
            match answer {
                Ok(saved) => {
                    let _ = self.problem.try_set(None);
                    done(saved);
                }
                Err(error) => {
                    // What is stored by now is shown beside what is here.
                    if matches!(error.status(), Some(409 | 412)) {
                        self.audience.stored.again();
                    }
                    let _ = self.problem.try_set(Some(error));
                }
            }
        });
    }
}
