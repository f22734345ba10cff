//! How an import ended: with what was written, or with a file that cannot be read.

use contract::route::{Route, SolutionsView};
use leptos::prelude::*;

use super::notes::NoteOfStep;
use super::review::{DownloadRejected, Figures};
use super::state::ImportPage;
use super::unfinished::DeleteButton;
use super::upload::FileBar;
use crate::i18n::{said, text, tn};
use crate::ui::{Icon, Message, MessageTone, live};

/// The last step.
#[component]
pub fn Done(
    /// The page.
    page: ImportPage,
) -> impl IntoView {
    let counts = page.reading.with_untracked(|reading| reading.as_ref().map(|r| r.counts)).unwrap_or_default();
    let rejected = counts.rejected;
    view! {
        <div class="card import__done">
            <span class="empty__picture"><Icon name="checkmark"/></span>
            <h2 class="import__title" tabindex="-1">{said(move || tn("import.done.title", counts.to_write()))}</h2>
            {(rejected > 0).then(|| view! { <p class="muted">{said(move || tn("import.done.rejected", rejected))}</p> })}
            <div class="cluster">
                <a class="button button--primary" href=Route::Solutions(SolutionsView::default()).href()>{text("import.done.see")}</a>
                <a class="button" href=Route::Import { job: None }.href()>{text("import.another")}</a>
                {(rejected > 0).then(|| view! { <DownloadRejected page/> })}
            </div>
        </div>
        <FileBar page/>
        <Figures counts/>
    }
}

/// Why nothing can be read, and the ways on.
#[component]
pub fn Unreadable(
    /// The page.
    page: ImportPage,
) -> impl IntoView {
    let failure = Memo::new(move |_| page.job.with(|job| job.as_ref().and_then(|job| job.failure.clone())));
    view! {
        <h2 class="import__title" tabindex="-1">{text("import.unreadable.title")}</h2>
        <NoteOfStep page/>
        {live(move || failure.get().map(|sentence| view! { <Message tone=MessageTone::Error>{sentence}</Message> }))}
        <FileBar page/>
        <div class="import__actions">
            <DeleteButton page/>
            <a class="button button--primary" href=Route::Import { job: None }.href()>{text("import.another")}</a>
        </div>
    }
}
