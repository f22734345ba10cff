//! A person as initials.

use leptos::prelude::*;

use super::live;

use super::Text;
use super::icon::Icon;

/// How large.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum AvatarSize {
    /// 28 px.
    #[default]
    Normal,
    /// 22 px, in rows.
    Small,
    /// 40 px.
    Large,
}

/// A person; an empty name is nobody.
#[component]
pub fn Avatar(
    /// The full name.
    #[prop(into)]
    name: Text,
    /// How large.
    #[prop(optional)]
    size: AvatarSize,
    /// What it says where it stands alone, such as the name; beside a name it says nothing.
    #[prop(optional, into)]
    says: Option<Text>,
) -> impl IntoView {
    let size = match size {
        AvatarSize::Normal => "",
        AvatarSize::Small => " avatar--small",
        AvatarSize::Large => " avatar--large",
    };
    let nobody = Signal::derive(move || name.with(|name| name.trim().is_empty()));
    view! {
        <span
            class=Signal::derive(move || format!("avatar{size}{}", if nobody.get() { " avatar--none" } else { "" }))
            data-tone=Signal::derive(move || tone(&name.get()).map(|tone| tone.to_string()))
            role=says.map(|_| "img")
            aria-label=says
            aria-hidden=says.is_none().then_some("true")
        >
            {live(move || if nobody.get() { view! { <Icon name="person"/> }.into_any() } else { initials(&name.get()).into_any() })}
        </span>
    }
    .into_any()
}

/// The first letters of the first and the last word; of a name without spaces in Chinese its first character.
pub fn initials(name: &str) -> String {
    let mut words = name.split_whitespace().filter_map(|word| word.chars().next());
    let first = words.next();
    first.into_iter().chain(words.next_back()).collect()
}

/// One of five grounds, always the same for a name; the fifth is the stylesheet's own.
pub fn tone(name: &str) -> Option<u32> {
    let sum = name.chars().fold(0_u32, |sum, letter| sum.wrapping_mul(31).wrapping_add(u32::from(letter)));
    Some(sum % 5).filter(|tone| *tone < 4 && !name.trim().is_empty())
}
