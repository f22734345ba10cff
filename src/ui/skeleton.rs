//! The shape of what is coming.

use leptos::prelude::*;

use super::Text;

/// What is coming.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Shape {
    /// A line of words.
    #[default]
    Line,
    /// A heading.
    Title,
    /// A picture or a card.
    Block,
    /// A badge.
    Badge,
    /// A person.
    Circle,
}

/// One shape. The stylesheet keeps it unseen for the first moment, so that a short wait does not flicker.
#[component]
pub fn Skeleton(
    /// What is coming.
    #[prop(optional)]
    shape: Shape,
    /// How wide, in percent of what is around it.
    #[prop(default = 100)]
    width: u8,
) -> impl IntoView {
    let class = match shape {
        Shape::Line => "skeleton",
        Shape::Title => "skeleton skeleton--title",
        Shape::Block => "skeleton skeleton--block",
        Shape::Badge => "skeleton skeleton--badge",
        Shape::Circle => "skeleton skeleton--circle",
    };
    view! { <span class=class aria-hidden="true" style:--width=format!("{width}%")></span> }
}

/// Shapes with the word that screen readers get in their place.
#[component]
pub fn Waiting(
    /// What is said, such as "Loading".
    #[prop(into)]
    label: Text,
    /// The shapes.
    children: Children,
) -> impl IntoView {
    view! {
        <div role="status" aria-busy="true">
            <span class="visually-hidden">{label}</span>
            {children()}
        </div>
    }
    .into_any()
}
