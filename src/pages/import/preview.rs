//! The rows that an import would add or change, with what each would change.

use contract::api::import::{FieldChange, ImportKind, PreviewRow, RowCounts, RowEffect};
use contract::api::path;
use leptos::prelude::*;

use super::paged::{Paged, paged_view};
use super::state::ImportPage;
use super::words::column_name;
use crate::i18n::{self, said, t, text, tf};
use crate::ui::{Badge, Card, Column, Icon, IconSize, Level, SwitchOption, Switcher, Table, Tip, Tone, live};

/// The card with what would be written. Rows that change something come first: they are what a person has to look at.
#[component]
pub fn Preview(
    /// The page.
    page: ImportPage,
    /// The job's id.
    id: String,
    /// The rows.
    counts: RowCounts,
) -> impl IntoView {
    let effect = RwSignal::new(if counts.changed > 0 { RowEffect::Changed } else { RowEffect::New });
    let option = |effect: RowEffect, key: &'static str, n: u64| SwitchOption {
        value: effect.word(),
        label: Signal::derive(move || tf(key, &[("n", n.into())])),
        icon: None,
    };
    let options = vec![
        option(RowEffect::Changed, "import.preview.changed", counts.changed),
        option(RowEffect::New, "import.preview.new", counts.new),
    ];
    let choose = Callback::new(move |word: String| {
        if let Some(chosen) = RowEffect::from_word(&word) {
            effect.set(chosen);
        }
    });
    let aside = if counts.new > 0 && counts.changed > 0 {
        view! {
            <Switcher label=text("import.preview.show") options=options on_choose=choose
                value=Signal::derive(move || effect.get().word().to_owned())/>
        }
        .into_any()
    } else {
        view! { <span class="card__note">{options.into_iter().find(|o| o.value == effect.get_untracked().word()).map(|o| o.label)}</span> }
            .into_any()
    };
    view! {
        <Card title=text("import.preview") level=Level::Three aside=aside>
            {live(move || {
                // The server words what changes, so another language asks for it again.
                let _ = i18n::locale();
                view! { <Rows page id=id.clone() effect=effect.get()/> }
            })}
        </Card>
    }
}

/// The rows of one effect.
#[component]
fn Rows(page: ImportPage, id: String, effect: RowEffect) -> impl IntoView {
    let rows =
        Paged::<PreviewRow>::new(format!("{}?effect={}", path::import_preview(&id), effect.word()), page.announcer);
    let kind = page.kind.get_untracked();
    let caption = match effect {
        RowEffect::Changed => "import.preview.changedRows",
        _ => "import.preview.newRows",
    };
    let mut columns = vec![
        Column::figures(text("import.problems.line")),
        Column::words(text("import.column.solutionId")),
        Column::words(Signal::derive(move || column_name(kind, title_column(kind)))),
    ];
    if effect == RowEffect::Changed {
        columns.push(Column::words(text("import.preview.changes")));
    }
    let table = view! {
        <Table caption=text(caption) caption_hidden=true columns=columns>
            <For each=move || rows.items.get() key=|(at, _)| *at children=move |(_, row)| view! { <Row row kind effect/> }/>
        </Table>
    };
    paged_view(rows, table.into_any())
}

/// The column that says what a row is called.
const fn title_column(kind: ImportKind) -> &'static str {
    match kind {
        ImportKind::Solutions | ImportKind::Contacts => "name",
        ImportKind::Referrals => "customer",
        ImportKind::Collateral => "title",
    }
}

#[component]
fn Row(row: PreviewRow, kind: ImportKind, effect: RowEffect) -> impl IntoView {
    let line = row.line;
    let changes = (effect == RowEffect::Changed).then(|| {
        let changes = row.changes.into_iter().map(|change| view! { <Change change kind/> }).collect_view();
        view! { <td role="cell" class="import__wide"><ul class="changes">{changes}</ul></td> }
    });
    view! {
        <tr role="row">
            <th scope="row" role="rowheader" class="table__num table__narrow">
                <span class="import__line">{text("import.problems.line")}" "</span>
                {said(move || i18n::number(line))}
            </th>
            <td role="cell" class="table__line">{row.solution_id}</td>
            <td role="cell" class="table__line">{row.name}</td>
            {changes}
        </tr>
    }
}

/// One field: before, then after.
#[component]
fn Change(change: FieldChange, kind: ImportKind) -> impl IntoView {
    let side = |text: String, class: &'static str| {
        let empty = text.is_empty();
        view! {
            <span class=class class:muted=empty>
                {live(move || if empty { t("import.change.empty") } else { text.clone() })}
            </span>
        }
    };
    let column = change.column;
    view! {
        <li class="changes__one">
            <span class="changes__column">{said(move || column_name(kind, &column))}</span>
            {side(change.before, "changes__before")}
            <Icon name="arrow-right" size=IconSize::Small/>
            <span class="visually-hidden">{text("import.change.becomes")}</span>
            {side(change.after, "changes__after")}
            {change.set_here.then(|| view! { <Badge word=text("import.change.setHere") tone=Tone::Amber icon="person" tip=Tip::new(text("import.change.setHere.tip"))/> })}
        </li>
    }
}
