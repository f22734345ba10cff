//! The first step: what the file holds, and the file itself.

use contract::api::import::{FILE_BYTES_MAX, ImportKind, ROWS_MAX};
use contract::csv::header::Column;
use leptos::prelude::*;

use super::notes::NoteOfStep;
use super::state::{Doing, ImportPage};
use super::unfinished::Unfinished;
use super::words::{column_name, kind_name, listed};
use crate::i18n::{file_size, said, t, text, tf};
use crate::ui::{Dropzone, live};

/// Kind, file, and the imports that are not finished.
#[component]
pub fn FileStep(
    /// The page.
    page: ImportPage,
) -> impl IntoView {
    let telling = Signal::derive(move || page.doing.get() == Doing::Starting);
    let limits = Signal::derive(move || {
        let args = [("rows", ROWS_MAX.into()), ("size", file_size(FILE_BYTES_MAX).into())];
        Some(tf("import.drop.help", &args))
    });
    view! {
        <h2 class="import__title" tabindex="-1">{text("import.file.title")}</h2>
        <NoteOfStep page/>
        <Kinds page/>
        <div class="import__drop">
            <Dropzone label=text("import.drop") choose=text("import.drop.choose") help=limits accept=".csv,.txt,.tsv,text/csv"
                disabled=telling on_file=Callback::new(move |file| page.begin(file))/>
            <span class="visually-hidden" role="status">
                {live(move || telling.get().then(|| t("import.starting")))}
            </span>
            <Needs page/>
        </div>
        <Unfinished page/>
    }
}

/// What the file holds: a choice of four, each with its consequence.
#[component]
fn Kinds(page: ImportPage) -> impl IntoView {
    let card = move |kind: ImportKind| {
        // catalogue: import.kindHelp.*
        let help = move || t(&format!("import.kindHelp.{}", kind.word()));
        let help_id = format!("import-kind-{}", kind.word());
        let name_id = format!("import-kind-name-{}", kind.word());
        view! {
            <label class="radio-card">
                <input class="checkbox__box" type="radio" name="import-kind" value=kind.word()
                    aria-labelledby=name_id.clone() aria-describedby=help_id.clone()
                    prop:checked=move || page.kind.get() == kind
                    on:change=move |_| page.kind.set(kind)/>
                <span class="radio-card__text">
                    <span class="radio-card__title" id=name_id>{said(move || kind_name(kind))}</span>
                    <span class="radio-card__help" id=help_id>{help}</span>
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="import__kinds">
            <legend class="strong">{text("import.kind.legend")}</legend>
            <div class="radio-cards radio-cards--row">
                {ImportKind::ALL.iter().map(|kind| card(*kind)).collect_view()}
            </div>
        </fieldset>
    }
}

/// Which columns a file of the chosen kind has.
#[component]
fn Needs(page: ImportPage) -> impl IntoView {
    let names = move |wanted: fn(&Column) -> bool| {
        let kind = page.kind.get();
        let columns = kind.columns().columns.iter().filter(|column| wanted(column));
        listed(columns.map(|column| column_name(kind, column.id)))
    };
    view! {
        <p class="import__needs">
            <span>{said(move || tf("import.needs", &[("columns", names(|column| column.required).into())]))}</span>" "
            <span class="muted">{said(move || tf("import.mayHave", &[("columns", names(|column| !column.required).into())]))}</span>
        </p>
    }
}
