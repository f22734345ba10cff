//! A surface for one subject.

use leptos::prelude::*;

use super::{Level, Text, new_id};

/// How a card lies on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CardLook {
    /// With room inside and a soft shadow.
    #[default]
    Plain,
    /// Without room inside, for tables.
    Flush,
    /// Without a shadow.
    Flat,
}

/// A region named by its heading.
#[component]
pub fn Card(
    /// Its heading.
    #[prop(into)]
    title: Text,
    /// The heading's rank.
    #[prop(optional)]
    level: Level,
    /// How it lies on the page.
    #[prop(optional)]
    look: CardLook,
    /// What stands at the end of the heading's row: a link, a note.
    #[prop(optional)]
    aside: Option<AnyView>,
    /// A further class, of the page.
    #[prop(optional)]
    class: &'static str,
    /// What it holds.
    children: Children,
) -> impl IntoView {
    let id = new_id("card");
    let look = match look {
        CardLook::Plain => "",
        CardLook::Flush => " card--flush",
        CardLook::Flat => " card--flat",
    };
    view! {
        <section class=format!("card{look} {class}") aria-labelledby=id.clone()>
            <div class="card__title">
                {level.heading(id.clone(), "", title)}
                {aside}
            </div>
            {children()}
        </section>
    }
    .into_any()
}
