//! A state as icon and word.

use leptos::prelude::*;

use super::Text;
use super::icon::Icon;
use super::tooltip::Tip;

/// The ground of a badge. The word says the same.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// White, with an edge.
    #[default]
    Neutral,
    /// Over and done with.
    Grey,
    /// Under way.
    Brand,
    /// Good.
    Green,
    /// Somebody is needed.
    Amber,
    /// Begun.
    Violet,
    /// Bad.
    Red,
}

impl Tone {
    /// The word that the stylesheet uses.
    pub const fn word(self) -> &'static str {
        match self {
            Tone::Neutral => "neutral",
            Tone::Grey => "grey",
            Tone::Brand => "brand",
            Tone::Green => "green",
            Tone::Amber => "amber",
            Tone::Violet => "violet",
            Tone::Red => "red",
        }
    }
}

/// How the keyboard reaches something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reach {
    /// With Tab.
    #[default]
    Tab,
    /// By what holds it, such as a grid, which moves the focus itself.
    Holder,
}

/// A state. With a `tip` it is a button that explains itself on hover, focus and press (the tooltip pattern of the
/// Authoring Practices; Escape hides the explanation); without, plain text.
#[component]
pub fn Badge(
    /// The state in a word.
    #[prop(into)]
    word: Text,
    /// Its ground.
    #[prop(optional)]
    tone: Tone,
    /// Its picture.
    #[prop(optional)]
    icon: Option<&'static str>,
    /// What it means.
    #[prop(optional)]
    tip: Option<Tip>,
    /// How the keyboard reaches the explanation.
    #[prop(optional)]
    reach: Reach,
) -> impl IntoView {
    let class = format!("badge badge--{}", tone.word());
    let inside = view! {
        {icon.map(|name| view! { <Icon name/> })}
        <span>{word}</span>
    };
    match tip {
        None => view! { <span class=class>{inside}</span> }.into_any(),
        Some(tip) => view! {
            <button
                type="button"
                class=class
                tabindex=match reach {
                    Reach::Tab => "0",
                    Reach::Holder => "-1",
                }
                data-tooltip=tip.text
                data-tooltip-title=tip.title
                data-tooltip-next=tip.next
            >
                {inside}
            </button>
        }
        .into_any(),
    }
}
