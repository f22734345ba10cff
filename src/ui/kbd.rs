//! A key of the keyboard.

use leptos::prelude::*;

/// A key as it is written on the keyboard.
#[component]
pub fn Kbd(
    /// What is written on it.
    #[prop(into)]
    key: String,
) -> impl IntoView {
    view! { <kbd class="kbd">{key}</kbd> }
}
