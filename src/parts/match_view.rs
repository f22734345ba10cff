//! How well an offer fits, in a figure and in words.

use contract::matching::{Match, Reason};
use leptos::prelude::*;

use crate::i18n::{said, tf};
use crate::ui::Icon;

/// The score as a ring.
#[component]
pub fn Score(
    /// The score, 0 to 100.
    score: u8,
) -> impl IntoView {
    let tone = match score {
        70.. => "ring ring--small ring--green",
        40..70 => "ring ring--small ring--amber",
        _ => "ring ring--small ring--grey",
    };
    view! {
        <span class=tone style:--value=score.to_string()>
            <span aria-hidden="true">{score}</span>
            <span class="visually-hidden">{said(move || tf("match.score", &[("n", u64::from(score).into())]))}</span>
        </span>
    }
}

/// The reasons, the weightiest first; those against it marked.
#[component]
pub fn Reasons(
    /// The reasons.
    reasons: Vec<Reason>,
) -> impl IntoView {
    let chip = |reason: Reason| {
        let (class, icon) = if reason.is_for() { ("fit", "checkmark") } else { ("fit fit--against", "warning") };
        view! { <li class=class><Icon name=icon/><span>{said(move || tf(&reason.key(), &reason.args()))}</span></li> }
    };
    view! { <ul class="fits">{reasons.into_iter().map(chip).collect_view()}</ul> }
}

/// Score and reasons of a match that stands in a row.
#[component]
pub fn MatchLine(
    /// The match.
    found: Match,
    /// The offer's name.
    name: String,
) -> impl IntoView {
    view! {
        <div class="match-line">
            <Score score=found.score/>
            <div class="match-line__text"><b>{name}</b><Reasons reasons=found.reasons/></div>
        </div>
    }
}
