//! A picture from the sprite.

use leptos::prelude::*;

/// How large an icon is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum IconSize {
    /// 20 px, or what the part around it says.
    #[default]
    Normal,
    /// 16 px.
    Small,
    /// 32 px.
    Large,
}

/// A picture beside words, in their colour; `boot.js` has put the sprite into the page. It says nothing itself: a control that shows only an icon has its own name.
#[component]
pub fn Icon(
    /// The name in the sprite, such as `search`.
    name: &'static str,
    /// How large.
    #[prop(optional)]
    size: IconSize,
    /// A further class, of the part around it.
    #[prop(optional)]
    class: &'static str,
) -> impl IntoView {
    let class = match size {
        IconSize::Normal => format!("icon {class}"),
        IconSize::Small => format!("icon icon--small {class}"),
        IconSize::Large => format!("icon icon--large {class}"),
    };
    view! {
        <svg class=class aria-hidden="true">
            <use_ href=format!("#i-{name}")></use_>
        </svg>
    }
}
