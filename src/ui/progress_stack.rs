//! All of something by state, as a bar and as figures.

use leptos::prelude::*;

use super::Text;

/// One state.
#[derive(Clone, Copy)]
pub struct StackPart {
    /// The word by which the stylesheet knows its colour, such as `merged`.
    pub state: &'static str,
    /// The state in a word.
    pub label: Text,
    /// How many are in it.
    pub count: Signal<u64>,
    /// The same as the reader's language writes it.
    pub figure: Text,
    /// Where these can be seen.
    pub href: Option<Text>,
}

/// A bar whose parts are as wide as their counts, for the eye only, and the same figures as a list.
#[component]
pub fn ProgressStack(
    /// What the list is about.
    #[prop(into)]
    label: Text,
    /// The states in their order.
    parts: Vec<StackPart>,
) -> impl IntoView {
    let piece = |part: StackPart| {
        let width = Signal::derive(move || part.count.get().to_string());
        // Nothing takes no room, not even the least that keeps small parts visible.
        let none = Signal::derive(move || part.count.get() == 0);
        view! { <span class="progress-stack__part" data-state=part.state hidden=none style:--value=width></span> }
    };
    let key = |part: StackPart| {
        let inside = view! {
            <span class="progress-stack__figure">{part.figure}</span>
            <span class="progress-stack__name"><span class="progress-stack__swatch"></span>{part.label}</span>
        };
        let inside = match part.href {
            Some(href) => view! { <a class="progress-stack__key" href=href>{inside}</a> }.into_any(),
            None => view! { <span class="progress-stack__key">{inside}</span> }.into_any(),
        };
        view! { <li data-state=part.state>{inside}</li> }
    };
    let bar = parts.iter().copied().map(piece).collect_view();
    view! {
        <div class="progress-stack">
            <div class="progress-stack__bar" aria-hidden="true">{bar}</div>
            <ul class="progress-stack__legend" role="list" aria-label=label>{parts.into_iter().map(key).collect_view()}</ul>
        </div>
    }
    .into_any()
}
