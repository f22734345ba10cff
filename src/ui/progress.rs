//! How far a long piece of work is.

use leptos::prelude::*;

use super::{MaybeText, Text, live, new_id};

/// What a piece of work is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum ProgressState {
    /// It goes on, and how far is known.
    #[default]
    Running,
    /// It goes on, and how far is not known.
    Busy,
    /// It is done.
    Done,
    /// It stopped.
    Failed,
}

/// A progress bar (role `progressbar`, in percent, with the count as its text) with label, count and time left as words.
#[component]
pub fn Progress(
    /// What is going on, such as "Reading rows".
    #[prop(into)]
    label: Text,
    /// How much is done.
    #[prop(into)]
    done: Signal<u64>,
    /// How much there is.
    #[prop(into)]
    total: Signal<u64>,
    /// Both in words, such as "4,210 of 10,000".
    #[prop(into)]
    count: Text,
    /// How long it will take, in words.
    #[prop(optional, into)]
    rest: MaybeText,
    /// What it is doing.
    #[prop(optional, into)]
    state: Signal<ProgressState>,
) -> impl IntoView {
    let id = new_id("progress");
    let percent = Signal::derive(move || percent(done.get(), total.get()));
    let known = Signal::derive(move || (state.get() != ProgressState::Busy).then(|| percent.get().to_string()));
    let word: MaybeText = Signal::derive(move || {
        let word = match state.get() {
            ProgressState::Running => return None,
            ProgressState::Busy => "busy",
            ProgressState::Done => "done",
            ProgressState::Failed => "error",
        };
        Some(word.to_owned())
    });
    view! {
        <div class="progress" data-state=word style:--value=Signal::derive(move || percent.get().to_string())>
            <div class="progress__head">
                <span class="progress__label" id=id.clone()>{label}</span>
                <span class="progress__count">{count}</span>
            </div>
            <div
                class="progress__track"
                role="progressbar"
                aria-labelledby=id
                aria-valuemin="0"
                aria-valuemax="100"
                aria-valuenow=known
                aria-valuetext=count
            >
                <div class="progress__bar"></div>
            </div>
            {live(move || rest.get().map(|rest| view! { <p class="progress__rest">{rest}</p> }))}
        </div>
    }
    .into_any()
}

/// Whole percent, rounded down, so that 100 means all; of nothing all is done.
pub fn percent(done: u64, total: u64) -> u64 {
    done.min(total).saturating_mul(100).checked_div(total).unwrap_or(100)
}
