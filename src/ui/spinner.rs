//! A wheel for waits without a known end.

use leptos::prelude::*;

use super::Text;

/// How large the wheel is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SpinnerSize {
    /// 16 px.
    #[default]
    Normal,
    /// 32 px.
    Large,
}

/// A wheel that says what it is for.
#[component]
pub fn Spinner(
    /// What is waited for, such as "Loading".
    #[prop(into)]
    label: Text,
    /// How large.
    #[prop(optional)]
    size: SpinnerSize,
) -> impl IntoView {
    let class = match size {
        SpinnerSize::Normal => "spinner",
        SpinnerSize::Large => "spinner spinner--large",
    };
    view! { <span class=class role="img" aria-label=label></span> }
}
