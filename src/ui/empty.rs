//! Nothing here, why, and the next step.

use leptos::prelude::*;

use super::icon::{Icon, IconSize};
use super::{Level, MaybeText, Text, live, new_id};

/// Why there is nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EmptyTone {
    /// There just is nothing yet.
    #[default]
    Plain,
    /// It did not load; read out at once.
    Error,
    /// Everything is done.
    Success,
    /// The reader may not see it.
    Locked,
}

/// How much room it takes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum EmptySize {
    /// As a screen.
    #[default]
    Normal,
    /// As a card.
    Small,
}

/// What stands in the place of a list or a screen.
#[component]
pub fn Empty(
    /// The picture.
    icon: &'static str,
    /// What is so.
    #[prop(into)]
    title: Text,
    /// Why, and what to do.
    #[prop(optional, into)]
    text: MaybeText,
    /// Why there is nothing.
    #[prop(optional)]
    tone: EmptyTone,
    /// How much room.
    #[prop(optional)]
    size: EmptySize,
    /// The heading's rank.
    #[prop(optional)]
    level: Level,
    /// The next steps.
    #[prop(optional)]
    actions: Option<AnyView>,
) -> impl IntoView {
    let tone_class = match tone {
        EmptyTone::Plain => "",
        EmptyTone::Error => " empty--error",
        EmptyTone::Success => " empty--success",
        EmptyTone::Locked => " empty--locked",
    };
    let size = match size {
        EmptySize::Normal => "",
        EmptySize::Small => " empty--small",
    };
    view! {
        <div class=format!("empty{tone_class}{size}") role=(tone == EmptyTone::Error).then_some("alert")>
            <span class="empty__picture"><Icon name=icon size=IconSize::Large/></span>
            {level.heading(new_id("empty"), "empty__title", title)}
            {live(move || text.get().map(|text| view! { <p class="empty__text">{text}</p> }))}
            {actions.map(|actions| view! { <div class="empty__actions">{actions}</div> })}
        </div>
    }
    .into_any()
}
