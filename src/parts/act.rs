//! One act of a person: sent once however often it is pressed, told in words when it fails, sent again under the same key.

use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::api::{self, ApiError, Intent};
use crate::session::{SessionContext, use_session};

/// An act and what has come of it.
#[derive(Clone, Copy)]
pub struct Act {
    /// Whether it is under way.
    pub busy: RwSignal<bool>,
    /// Why the last try failed.
    pub failure: RwSignal<Option<ApiError>>,
    session: SessionContext,
}

impl Act {
    /// An act that nobody has tried yet.
    pub fn idle() -> Act {
        Act { busy: RwSignal::new(false), failure: RwSignal::new(None), session: use_session() }
    }

    /// Sends it, unless it is under way. After a failure without an answer the same words go under the same key, so that
    /// what was done once stays done once.
    pub fn post<B: Serialize + 'static, T: DeserializeOwned + 'static>(
        self,
        path: String,
        body: B,
        then: impl FnOnce(T) + 'static,
    ) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        let words = format!("{path} {}", serde_json::to_string(&body).unwrap_or_default());
        let intent = Intent::of(&words);
        spawn_local(async move {
            let answer = api::post::<B, T>(&path, &body, &intent).await;
            // A refusal is an answer: what is tried next is another act.
            if answer.as_ref().err().is_none_or(ApiError::is_an_answer) {
                Intent::answered(&words);
            }
            if self.finish(answer.as_ref().err())
                && let Ok(value) = answer
            {
                then(value);
            }
        });
    }

    /// Whether the page that acted is still there to hear of it.
    fn finish(self, failed: Option<&ApiError>) -> bool {
        if failed == Some(&ApiError::SignedOut) {
            self.session.ended();
        }
        let _ = self.failure.try_set(failed.cloned());
        self.busy.try_set(false).is_none()
    }

    /// Looks again at what was shown whenever an act was refused because it is no longer so.
    pub fn overtaken(self, look_again: impl Fn() + 'static) {
        Effect::new(move |_| {
            if self
                .failure
                .with(|failure| failure.as_ref().is_some_and(|error| matches!(error.status(), Some(409 | 412))))
            {
                look_again();
            }
        });
    }

    /// The sentence of the last failure, followed.
    pub fn problem(self) -> Signal<Option<String>> {
        Signal::derive(move || self.failure.get().map(|error| error.sentence()))
    }
}
