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
        let put = Put { audience, busy: RwSignal::new(false), problem: RwSignal::new(None) };
        // That there is no connection is no longer true then.
        let online = window_event_listener(leptos::ev::online, move |_| {
            if put.problem.with_untracked(|problem| *problem == Some(ApiError::Offline)) {
                put.problem.set(None);
            }
        });
        on_cleanup(move || online.remove());
        put
    }

    /// Forgets why the last try failed, as soon as something else is wanted.
    pub fn clear(self) {
        if self.problem.with_untracked(Option::is_some) {
            self.problem.set(None);
        }
    }

    /// Sends it, unless it is under way, under the version that the person worked on; `done` takes the answer.
    pub fn send<B: Serialize + 'static>(
        self,
        address: String,
        body: B,
        etag: Option<String>,
        done: impl FnOnce(Versioned<OfferResell>) + 'static,
    ) {
        let Some(etag) = etag.filter(|_| !self.busy.get_untracked()) else { return };
        self.busy.set(true);
        spawn_local(async move {
            let answer = api::put_versioned(&address, &body, &etag).await;
            // The page may be gone by now, and with it who would hear of it.
            if self.busy.try_set(false).is_some() {
                return;
            }
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
