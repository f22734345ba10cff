//! What is wrong with the file, by row and column.

use contract::api::import::RowProblem;
use contract::api::path;
use leptos::prelude::*;

use super::paged::{Paged, paged_view};
use super::state::ImportPage;
use crate::i18n::{self, text};
use crate::ui::{Card, Column, Level, Table};

/// The card with all problems.
#[component]
pub fn Problems(
    /// The page.
    page: ImportPage,
    /// The job's id.
    id: String,
) -> impl IntoView {
    let problems = Paged::<RowProblem>::new(path::import_problems(&id), page.announcer);
    let columns = vec![
        Column::figures(text("import.problems.line")),
        Column::words(text("import.problems.column")),
        Column::words(text("import.problems.value")),
        Column::words(text("import.problems.problem")),
    ];
    let table = view! {
        <Table caption=text("import.problems.table") caption_hidden=true columns=columns>
            <For each=move || problems.items.get() key=|(at, _)| *at children=|(_, problem)| view! { <Row problem/> }/>
        </Table>
    };
    view! {
        <Card title=text("import.problems") level=Level::Three>
            {paged_view(problems, table.into_any())}
        </Card>
    }
}

#[component]
fn Row(problem: RowProblem) -> impl IntoView {
    view! {
        <tr data-tone="error">
            <th scope="row" class="table__num table__narrow">{move || i18n::number(problem.line)}</th>
            <td class="table__line">{problem.column.unwrap_or_default()}</td>
            <td class="table__line">{problem.value.map(|value| view! { <code>{value}</code> })}</td>
            <td class="import__sentence">{problem.message}</td>
        </tr>
    }
}
