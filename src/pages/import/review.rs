//! The third step: what the rows would do, what is wrong with the others, and the one button that writes.

use contract::api::import::RowCounts;
use contract::api::solutions::TicketFor;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::notes::NoteOfStep;
use super::preview::Preview;
use super::problems::Problems;
use super::state::{Doing, ImportPage};
use super::unfinished::DeleteButton;
use super::upload::FileBar;
use crate::i18n::{self, said, t, text, tn};
use crate::parts::download::download;
use crate::ui::{Button, Icon, Message, MessageTone, Variant, live};

/// The step. Another reading makes it anew.
#[component]
pub fn ReviewStep(
    /// The page.
    page: ImportPage,
) -> impl IntoView {
    let id = page.job.with_untracked(|job| job.as_ref().map(|job| job.id.clone())).unwrap_or_default();
    let counts = page.reading.with_untracked(|reading| reading.as_ref().map(|r| r.counts)).unwrap_or_default();
    let (rejected, to_write) = (counts.rejected, counts.to_write());
    let problems_id = id.clone();
    view! {
        <h2 class="import__title" tabindex="-1">{text("import.review.title")}</h2>
        <NoteOfStep page/>
        <FileBar page/>
        <Figures counts/>
        {(rejected > 0).then(|| view! { <Problems page id=problems_id/> })}
        {(to_write > 0).then(|| view! { <Preview page id counts/> })}
        {(to_write == 0).then(|| view! {
            <Message tone=MessageTone::Info>{said(move || nothing(counts))}</Message>
        })}
        <Actions page counts/>
    }
}

/// Why there is nothing to import.
fn nothing(counts: RowCounts) -> String {
    t(if counts.rejected == 0 { "import.review.allKnown" } else { "import.review.noneGood" })
}

/// Rows by what would happen with them.
#[component]
pub fn Figures(
    /// The rows.
    counts: RowCounts,
) -> impl IntoView {
    let figure = |class: &'static str, icon: Option<&'static str>, n: u64, key: &'static str| {
        view! {
            <div class=format!("figure {class}")>
                <dt class="figure__name">{icon.map(|name| view! { <Icon name/> })}<span>{text(key)}</span></dt>
                <dd class="figure__number">{said(move || i18n::number(n))}</dd>
            </div>
        }
    };
    let bad = if counts.rejected > 0 { "figure--bad" } else { "" };
    view! {
        <dl class="import__figures">
            {figure("", None, counts.total(), "import.figure.rows")}
            {figure("figure--good", Some("add"), counts.new, "import.figure.new")}
            {figure("figure--brand", Some("edit"), counts.changed, "import.figure.changed")}
            {figure("", Some("checkmark"), counts.unchanged, "import.figure.unchanged")}
            {figure(bad, Some("error"), counts.rejected, "import.figure.rejected")}
        </dl>
    }
}

/// What can be done now: the promise is beside the button that it is about.
#[component]
fn Actions(page: ImportPage, counts: RowCounts) -> impl IntoView {
    let to_write = counts.to_write();
    let writing = Signal::derive(move || page.doing.get() == Doing::Writing);
    let refusal = Signal::derive(move || (to_write == 0).then(|| nothing(counts)));
    view! {
        {(to_write > 0).then(|| view! { <p class="import__promise muted">{text("import.review.promise")}</p> })}
        <span class="visually-hidden" role="status">{live(move || writing.get().then(|| tn("import.writing", to_write)))}</span>
        <div class="import__actions">
            <DeleteButton page/>
            {(counts.rejected > 0).then(|| view! { <DownloadRejected page/> })}
            <Button label=Signal::derive(move || tn("import.review.go", to_write)) variant=Variant::Primary
                busy=writing refusal=refusal on_press=move || page.write()/>
        </div>
    }
}

/// The rows with problems as a file, with their reasons.
#[component]
pub fn DownloadRejected(
    /// The page.
    page: ImportPage,
) -> impl IntoView {
    let press = move || {
        let Some(import) = page.job.with_untracked(|job| job.as_ref().map(|job| job.id.clone())) else { return };
        spawn_local(async move {
            if let Err(error) = download(&TicketFor::ImportRejected { import }).await {
                page.toasts.error(error.sentence());
            }
        });
    };
    view! { <Button label=text("import.download") icon="download" on_press=press/> }
}
