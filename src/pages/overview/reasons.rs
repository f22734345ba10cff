//! Why to move, in a few words.

use leptos::prelude::*;

use crate::i18n::text;
use crate::ui::Icon;

const REASONS: [(&str, &str, &str); 4] = [
    ("people", "reasons.channels", "reasons.channels.text"),
    ("tag", "reasons.store", "reasons.store.text"),
    ("edit", "reasons.own", "reasons.own.text"),
    ("gift", "reasons.rewards", "reasons.rewards.text"),
];

/// The card.
#[component]
pub fn Reasons() -> impl IntoView {
    let items = REASONS
        .into_iter()
        .map(|(icon, title, body)| {
            view! { <li><Icon name=icon/><div><b>{text(title)}</b><p>{text(body)}</p></div></li> }
        })
        .collect_view();
    view! {
        <section class="card" aria-labelledby="reasons-title">
            <div class="card__title"><h2 id="reasons-title">{text("reasons.title")}</h2></div>
            <ul class="reasons">{items}</ul>
        </section>
    }
}
