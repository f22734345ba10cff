//! A plain table for lists that fit a page.

use leptos::prelude::*;

use super::{Text, new_id};

/// What a column holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Words.
    #[default]
    Words,
    /// Figures, at the end edge; their cells have the class `table__num` too.
    Figures,
}

/// A column.
#[derive(Clone, Copy)]
pub struct Column {
    /// Its heading.
    pub title: Text,
    /// What it holds.
    pub align: Align,
}

impl Column {
    /// A column of words.
    pub fn words(title: impl Into<Text>) -> Column {
        Column { title: title.into(), align: Align::Words }
    }

    /// A column of figures.
    pub fn figures(title: impl Into<Text>) -> Column {
        Column { title: title.into(), align: Align::Figures }
    }
}

/// A native table in a scroller of its own, which the keyboard reaches so that it can scroll it.
#[component]
pub fn Table(
    /// What the table shows; its caption and the scroller's name.
    #[prop(into)]
    caption: Text,
    /// Whether the caption is for screen readers only, because a heading says it already.
    #[prop(optional)]
    caption_hidden: bool,
    /// The columns.
    columns: Vec<Column>,
    /// The rows: `tr` elements with a `th` of scope `row` first.
    children: Children,
) -> impl IntoView {
    let id = new_id("table");
    let head = |column: Column| {
        let class = (column.align == Align::Figures).then_some("table__num");
        view! { <th scope="col" class=class>{column.title}</th> }
    };
    view! {
        <div class="table-scroller" role="region" tabindex="0" aria-labelledby=id.clone()>
            <table class="table">
                <caption id=id.clone() class=caption_hidden.then_some("visually-hidden")>{caption}</caption>
                <thead>
                    <tr>{columns.into_iter().map(head).collect_view()}</tr>
                </thead>
                <tbody>{children()}</tbody>
            </table>
        </div>
    }
    .into_any()
}
