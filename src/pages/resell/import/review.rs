//! What a file of resellers would do: figures by kind, what is wrong by row and column, and the rows.

use contract::api::audience_file::{ListEffect, ListPreview, ListRow};
use contract::api::import::RowProblem;
use leptos::html;
use leptos::prelude::*;

use super::file::Given;
use crate::i18n::{self, said, t, text, tf, tn};
use crate::parts::names::names;
use crate::ui::{Button, Card, Column, Icon, Level, Message, MessageTone, Size, Table, focus, live};

/// Rows that are shown before somebody asks for more: of both tables they are made in one task.
const SHOWN: usize = 30;

/// Figures by kind, problems, rows.
pub fn review(given: Given, preview: ListPreview) -> AnyView {
    if let Some(failure) = preview.failure {
        return view! { <Message tone=MessageTone::Error>{failure}</Message> }.into_any();
    }
    let (problems, count, rows) = (preview.problems, preview.problem_count, preview.rows);
    let mut counts = preview.counts;
    let figures: Vec<AnyView> = ListEffect::ALL
        .iter()
        .map(|effect| (*effect, *counts.of(*effect)))
        .filter(|(effect, n)| *n > 0 || matches!(effect, ListEffect::Added))
        .map(|(effect, n)| figure(effect, n))
        .collect();
    let all: u64 = ListEffect::ALL.iter().map(|effect| *counts.of(*effect)).sum();
    let need = preview.need.map(|need| {
        // catalogue: resell.verdict.*
        let words = said(move || t(&format!("resell.verdict.{}", need.verdict.word())));
        view! { <p class="muted">{text("resellImport.after")}" "{words}</p> }
    });
    // Who goes is seen before the rows of the file are.
    let going: Vec<String> =
        rows.iter().filter(|row| row.effect == ListEffect::Removed).map(|row| row.name.clone()).collect();
    let removed = counts.removed;
    let goes = (removed > 0).then(|| {
        let title = said(move || tn("resellImport.goes", removed));
        let more = removed.saturating_sub(going.len() as u64);
        let rest = (more > 0).then(|| view! { <p class="muted">{said(move || tn("resell.more", more))}</p> });
        view! { <Message tone=MessageTone::Warning><p>{title}</p>{names(title, Signal::stored(going))}{rest}</Message> }
    });
    view! {
        {goes}
        <dl class="import__figures">{figures}</dl>
        {need}
        {(count > 0).then(|| problems_card(given, problems, count))}
        {(!rows.is_empty()).then(|| rows_card(rows, all))}
    }
    .into_any()
}

/// The effect's name.
// catalogue: resell.import.*
fn effect_words(effect: ListEffect) -> String {
    t(&format!("resell.import.{}", effect.word()))
}

/// How an effect is drawn beside its words.
const fn look(effect: ListEffect) -> (&'static str, &'static str) {
    match effect {
        ListEffect::Added => ("figure--good", "add"),
        ListEffect::AlreadyThere => ("", "checkmark"),
        ListEffect::UnknownTenant | ListEffect::LeftProgramme | ListEffect::Invalid => ("figure--bad", "error"),
        ListEffect::Duplicate => ("", "info"),
        ListEffect::Removed => ("figure--bad", "delete"),
        ListEffect::SoldAndMissing => ("figure--brand", "shield"),
    }
}

fn figure(effect: ListEffect, n: u64) -> AnyView {
    let (class, icon) = look(effect);
    view! {
        <div class=format!("figure {class}")>
            <dt class="figure__name"><Icon name=icon/><span>{said(move || effect_words(effect))}</span></dt>
            <dd class="figure__number">{said(move || i18n::number(n))}</dd>
        </div>
    }
    .into_any()
}

/// A table that shows its first rows and more on demand.
fn long<T: Clone + Send + Sync + 'static>(
    all: Vec<T>,
    total: u64,
    caption: &'static str,
    columns: Vec<Column>,
    row: fn(T) -> AnyView,
) -> AnyView {
    let (shown, here) = (RwSignal::new(SHOWN), all.len());
    let all = StoredValue::new(all);
    let in_sight = move || all.with_value(|all| all.iter().take(shown.get()).cloned().enumerate().collect::<Vec<_>>());
    let words = said(move || {
        tf("import.shown", &[("shown", shown.get().min(here).into()), ("n", contract::catalogue::Arg::Count(total))])
    });
    let node = NodeRef::<html::Div>::new();
    let press = move || {
        shown.update(|shown| *shown += SHOWN);
        // The last rows take the button away, and with it the focus.
        let done = shown.get_untracked() >= here;
        let scroller = node.get_untracked().and_then(|node| node.query_selector(".table-scroller").ok().flatten());
        if let Some(scroller) = scroller.filter(|_| done) {
            focus(&scroller);
        }
    };
    view! {
        <div class="import__list" node_ref=node>
            <Table caption=text(caption) caption_hidden=true columns=columns>
                <For each=in_sight key=|(at, _)| *at children=move |(_, item)| row(item)/>
            </Table>
            <div class="import__more">
                <span class="muted num" role="status">{words}</span>
                {live(move || (shown.get() < here).then(|| view! {
                    <Button label=text("import.more") size=Size::Small on_press=press/>
                }))}
            </div>
        </div>
    }
    .into_any()
}

fn problems_card(given: Given, problems: Vec<RowProblem>, count: u64) -> AnyView {
    let columns = vec![
        Column::figures(text("import.problems.line")),
        Column::words(text("import.problems.column")),
        Column::words(text("import.problems.value")),
        Column::words(text("import.problems.problem")),
    ];
    let aside = view! { <Button label=text("import.download") icon="download" size=Size::Small on_press=move || given.save_rejected()/> };
    view! {
        <Card title=said(move || tn("resellImport.problems", count)) level=Level::Three aside=aside.into_any()>
            <p class="muted">{text("resellImport.staysOut")}</p>
            {long(problems, count, "import.problems.table", columns, problem_row)}
        </Card>
    }
    .into_any()
}

/// Roles are spelled out because narrow screens lay rows out as blocks, and some browsers then forget that they are rows.
fn problem_row(problem: RowProblem) -> AnyView {
    view! {
        <tr role="row" data-tone="error">
            {line_cell(Some(problem.line))}
            <td role="cell" class="table__line">{problem.column.unwrap_or_default()}</td>
            <td role="cell" class="table__line">{problem.value.map(|value| view! { <code>{value}</code> })}</td>
            <td role="cell" class="import__wide">{problem.message}</td>
        </tr>
    }
    .into_any()
}

fn line_cell(line: Option<u64>) -> AnyView {
    view! {
        <th scope="row" role="rowheader" class="table__num table__narrow">
            <span class="import__line">{text("import.problems.line")}" "</span>
            {said(move || line.map_or_else(|| t("resellImport.notInFile"), i18n::number))}
        </th>
    }
    .into_any()
}

fn rows_card(rows: Vec<ListRow>, all: u64) -> AnyView {
    let columns = vec![
        Column::figures(text("import.problems.line")),
        Column::words(text("resellImport.what")),
        Column::words(text("resellImport.partner")),
        Column::words(text("resellImport.tenantId")),
    ];
    view! {
        <Card title=text("resellImport.rows") level=Level::Three>
            {long(rows, all, "resellImport.rowsTable", columns, list_row)}
        </Card>
    }
    .into_any()
}

fn list_row(row: ListRow) -> AnyView {
    let (effect, (_, icon)) = (row.effect, look(row.effect));
    let id = row.tenant_id.map(|id| id.to_string()).unwrap_or_default();
    view! {
        <tr role="row">
            {line_cell(row.line)}
            <td role="cell" class="table__line"><span class="effect"><Icon name=icon/><span>{said(move || effect_words(effect))}</span></span></td>
            <td role="cell" class="table__line">{row.name}</td>
            <td role="cell"><code>{id}</code></td>
        </tr>
    }
    .into_any()
}
