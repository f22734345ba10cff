//! Words without a control: found ones marked, and words for ears only.

use leptos::prelude::*;

use super::Text;

/// Words that only screen readers get.
#[component]
pub fn VisuallyHidden(
    /// The words.
    children: Children,
) -> impl IntoView {
    view! { <span class="visually-hidden">{children()}</span> }
}

/// A text with the places marked at which a search found something.
#[component]
pub fn Highlight(
    /// The text.
    #[prop(into)]
    text: Text,
    /// Where it is marked: byte ranges from start to before end, in any order. What fits no letters is left out.
    #[prop(into)]
    ranges: Signal<Vec<(usize, usize)>>,
) -> impl IntoView {
    let pieces = move || {
        let text = text.get();
        let view = |(piece, marked): (&str, bool)| {
            let piece = piece.to_owned();
            if marked { view! { <mark>{piece}</mark> }.into_any() } else { piece.into_any() }
        };
        ranges.with(|ranges| pieces(&text, ranges).into_iter().map(view).collect_view())
    };
    view! { <span class="highlight">{pieces}</span> }
}

/// Cuts a text at byte ranges: each piece with whether it is marked. Ranges that overlap count as one, and an end or
/// start inside of a letter leaves its range out.
pub fn pieces<'text>(text: &'text str, ranges: &[(usize, usize)]) -> Vec<(&'text str, bool)> {
    let mut sorted = ranges.to_vec();
    contract::order::sort(&mut sorted);
    let mut cut = Vec::new();
    let mut at = 0;
    for (start, end) in sorted {
        let start = start.max(at);
        let Some(marked) = text.get(start..end).filter(|marked| !marked.is_empty()) else { continue };
        if let Some(before) = text.get(at..start).filter(|before| !before.is_empty()) {
            cut.push((before, false));
        }
        cut.push((marked, true));
        at = end;
    }
    if let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        cut.push((rest, false));
    }
    cut
}

/// What is to be told to screen readers without moving the focus.
#[derive(Clone, Copy, Debug)]
pub struct Announcer {
    said: RwSignal<(u32, String)>,
}

impl Announcer {
    /// An announcer that has said nothing.
    #[expect(clippy::new_without_default, reason = "it makes a signal, which is nothing to do by the way")]
    pub fn new() -> Announcer {
        Announcer { said: RwSignal::new((0, String::new())) }
    }

    /// Says it, after what is being read; the same words again are said again.
    pub fn say(self, words: String) {
        self.said.update(|(count, said)| {
            *count = count.wrapping_add(1);
            *said = words;
        });
    }
}

/// The place of an announcer's words: a polite live region (role `status`), there before the first words.
#[component]
pub fn LiveRegion(
    /// Whose words.
    announcer: Announcer,
) -> impl IntoView {
    // Two places in turn: a screen reader takes the same words in the same place for nothing new.
    let place = move |odd: bool| {
        move || announcer.said.with(|(count, said)| if (count % 2 == 1) == odd { said.clone() } else { String::new() })
    };
    view! {
        <div class="visually-hidden" role="status" aria-live="polite">
            <span>{place(true)}</span>
            <span>{place(false)}</span>
        </div>
    }
}
