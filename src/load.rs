//! Reading something for a page: loading, ready, failed with a way on. One enum, so that no page forgets a state.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::ApiError;
use crate::i18n::{said, t, text};
use crate::session::use_session;
use crate::ui::live;

/// What has come of a read.
#[derive(Clone, Debug, PartialEq)]
pub enum Loaded<T> {
    /// Nothing yet.
    Loading,
    /// Here it is.
    Ready(T),
    /// It did not come.
    Failed(ApiError),
}

type Read<T> = Rc<dyn Fn() -> Pin<Box<dyn Future<Output = Result<T, ApiError>>>>>;

/// Something that is read and can be read again. What is shown stays while it is read again.
pub struct Load<T: Clone + Send + Sync + 'static> {
    state: RwSignal<Loaded<T>>,
    read: StoredValue<Read<T>, LocalStorage>,
}

impl<T: Clone + Send + Sync + 'static> Clone for Load<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Clone + Send + Sync + 'static> Copy for Load<T> {}

impl<T: Clone + Send + Sync + 'static> Load<T> {
    /// Begins to read.
    pub fn new<F>(read: impl Fn() -> F + 'static) -> Load<T>
    where
        F: Future<Output = Result<T, ApiError>> + 'static,
    {
        let read: Read<T> = Rc::new(move || Box::pin(read()));
        let load = Load { state: RwSignal::new(Loaded::Loading), read: StoredValue::new_local(read) };
        load.again();
        load
    }

    /// Reads again.
    pub fn again(self) {
        let session = use_session();
        let Some(read) = self.read.try_get_value() else { return };
        spawn_local(async move {
            let answer = read().await;
            if matches!(answer, Err(ApiError::SignedOut)) {
                session.ended();
                return;
            }
            // The page may be gone by now.
            let _ = self.state.try_update(|state| match (answer, &state) {
                (Ok(value), _) => *state = Loaded::Ready(value),
                // A failed refresh leaves what is shown.
                (Err(_), Loaded::Ready(_)) => {}
                (Err(error), _) => *state = Loaded::Failed(error),
            });
        });
    }

    /// Reads again whenever a number changes, such as one that the news raise.
    pub fn follow(self, raised: Signal<u64>) -> Load<T> {
        Effect::new(move |before: Option<u64>| {
            let now = raised.get();
            if before.is_some_and(|before| before != now) {
                self.again();
            }
            now
        });
        self
    }

    /// What has come of it, followed.
    pub fn get(self) -> Loaded<T> {
        self.state.get()
    }

    /// What was read, followed.
    pub fn ready(self) -> Option<T> {
        self.state.with(|state| match state {
            Loaded::Ready(value) => Some(value.clone()),
            _ => None,
        })
    }

    /// Why what needs it cannot be pressed, followed: it is on its way, or did not come.
    pub fn missing(self) -> Option<String> {
        self.state.with(|state| match state {
            Loaded::Ready(_) => None,
            Loaded::Loading => Some(t("load.loading")),
            Loaded::Failed(_) => Some(t("load.failed")),
        })
    }

    /// Follows every read, also one that brings the same again.
    pub fn track(self) {
        self.state.track();
    }

    /// Puts a newer value in its place, such as what a write answered.
    pub fn put(self, value: T) {
        self.state.set(Loaded::Ready(value));
    }
}

fn skeleton() -> AnyView {
    view! {
        <div class="skeleton-block" role="status">
            <span class="visually-hidden">{text("load.loading")}</span>
            <div class="skeleton skeleton--title"></div>
            <div class="skeleton"></div>
            <div class="skeleton"></div>
        </div>
    }
    .into_any()
}

/// Shows what is loaded, a skeleton before, and a sentence with "Try again" when it failed.
pub fn load_view<T: Clone + PartialEq + Send + Sync + 'static>(
    load: Load<T>,
    show: impl Fn(T) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    // The skeleton's own style keeps it unseen for the first 200 ms.
    live(move || match load.get() {
        Loaded::Loading => skeleton(),
        Loaded::Ready(value) => show(value),
        Loaded::Failed(error) => view! { <Failure error retry=Callback::new(move |()| load.again())/> }.into_any(),
    })
}

/// Shows what is loaded as `load_view`, but builds the view once: a newer value changes what follows the signal, so that
/// focus and typed words stay where they are.
pub fn live_view<T: Clone + PartialEq + Send + Sync + 'static>(
    load: Load<T>,
    show: impl Fn(Signal<T>) -> AnyView + Send + Sync + 'static,
) -> impl IntoView {
    let first = Memo::new(move |first: Option<&Option<T>>| match first {
        Some(Some(value)) => Some(value.clone()),
        _ => load.ready(),
    });
    let failed = Memo::new(move |_| match load.get() {
        Loaded::Failed(error) => Some(error),
        _ => None,
    });
    move || match (first.get(), failed.get()) {
        (Some(value), _) => {
            let now = Memo::new(move |_| load.ready().unwrap_or_else(|| value.clone()));
            show(now.into())
        }
        (None, Some(error)) => view! { <Failure error retry=Callback::new(move |()| load.again())/> }.into_any(),
        (None, None) => skeleton(),
    }
}

/// A sentence about what failed, and a way on.
#[component]
pub fn Failure(
    /// What went wrong.
    error: ApiError,
    /// Tries again.
    retry: Callback<()>,
) -> impl IntoView {
    let not_allowed = error.status() == Some(403);
    let gone = error.status() == Some(404);
    let heading = move || {
        if not_allowed {
            t("load.notAllowed")
        } else if gone {
            t("load.notFound")
        } else {
            t("load.failed")
        }
    };
    view! {
        <div class="empty" role="alert">
            <p class="empty__title">{heading}</p>
            <p class="empty__text">{said(move || error.sentence())}</p>
            <Show when=move || !not_allowed && !gone>
                <button type="button" class="button" on:click=move |_| retry.run(())>{text("load.tryAgain")}</button>
            </Show>
        </div>
    }
}
