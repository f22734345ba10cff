//! Where one is in a wizard.

use leptos::prelude::*;

use super::icon::Icon;
use super::{MaybeText, Text, live};

/// A step.
#[derive(Clone, Copy)]
pub struct Step {
    /// Its name.
    pub label: Text,
    /// What is wrong in it, for screen readers; nothing while it is fine.
    pub error: MaybeText,
}

impl Step {
    /// A step in which nothing is wrong.
    pub fn new(label: impl Into<Text>) -> Step {
        Step { label: label.into(), error: MaybeText::default() }
    }
}

/// An ordered list; the step that is open has `aria-current="step"`, those before it are buttons that lead back when
/// `on_go` is given.
#[component]
pub fn Steps(
    /// What the list is of, such as "Import".
    #[prop(into)]
    label: Text,
    /// The steps.
    steps: Vec<Step>,
    /// The place of the open one, from 0; behind the last one all are done.
    #[prop(into)]
    current: Signal<usize>,
    /// What is said of a step behind the person, such as "done".
    #[prop(into)]
    done: Text,
    /// Leads back to the step of a place.
    #[prop(optional)]
    on_go: Option<Callback<usize>>,
) -> impl IntoView {
    let item = move |(place, step): (usize, Step)| {
        let state = Memo::new(move |_| match (step.error.with(Option::is_some), place.cmp(&current.get())) {
            (true, _) => "error",
            (false, std::cmp::Ordering::Less) => "done",
            (false, std::cmp::Ordering::Equal) => "current",
            (false, std::cmp::Ordering::Greater) => "todo",
        });
        let open = Signal::derive(move || (place == current.get()).then(|| "step".to_owned()));
        let inside = move || {
            let (icon, said) = match state.get() {
                "done" => (Some("checkmark"), Some(done.get())),
                "error" => (Some("error"), step.error.get()),
                _ => (None, None),
            };
            view! {
                <span class="steps__mark">{icon.map(|name| view! { <Icon name/> })}</span>
                <span class="steps__label">{step.label}</span>
                {said.map(|said| view! { <span class="visually-hidden">" "{said}</span> })}
            }
        };
        let behind = Memo::new(move |_| place < current.get());
        view! {
            <li class="steps__item" data-state=Signal::derive(move || state.get().to_owned()) aria-current=open>
                {live(move || match on_go.filter(|_| behind.get()) {
                    Some(go) => view! {
                        <button type="button" class="steps__link" on:click=move |_| go.run(place)>{inside}</button>
                    }
                    .into_any(),
                    None => view! { <span class="steps__link">{inside}</span> }.into_any(),
                })}
            </li>
        }
    };
    view! { <ol class="steps" aria-label=label>{steps.into_iter().enumerate().map(item).collect_view()}</ol> }
        .into_any()
}
