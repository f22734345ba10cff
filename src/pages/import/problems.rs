//! What is wrong with the file, by row and column.

use contract::api::import::RowProblem;
use contract::api::path;
use leptos::prelude::*;

use super::paged::{Paged, paged_view};
use super::state::ImportPage;
use crate::i18n::{self, said, text};
use crate::ui::{Card, Column, Level, Table, live};

/// The card with all problems. The server words them, so another language asks for them again.
#[component]
pub fn Problems(
    /// The page.
    page: ImportPage,
    /// The job's id.
    id: String,
) -> impl IntoView {
    view! {
        <Card title=text("import.problems") level=Level::Three>
            {live(move || {
                let _ = i18n::locale();
                view! { <Rows page id=id.clone()/> }
            })}
        </Card>
    }
}

#[component]
fn Rows(page: ImportPage, id: String) -> impl IntoView {
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
    paged_view(problems, table.into_any())
}

/// Roles are spelled out because narrow screens lay rows out as blocks, and some browsers then forget that they are rows.
#[component]
fn Row(problem: RowProblem) -> impl IntoView {
    view! {
        <tr role="row" data-tone="error">
            <th scope="row" role="rowheader" class="table__num table__narrow">
                <span class="import__line">{text("import.problems.line")}" "</span>
                {said(move || i18n::number(problem.line))}
            </th>
            <td role="cell" class="table__line">{problem.column.unwrap_or_default()}</td>
            <td role="cell" class="table__line">{problem.value.map(|value| view! { <code>{value}</code> })}</td>
            <td role="cell" class="import__wide">{problem.message}</td>
        </tr>
    }
}
