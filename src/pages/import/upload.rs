//! What goes on without the person: the upload, its continuation with the same file, and the first reading.

use contract::api::import::ImportJob;
use leptos::prelude::*;

use super::notes::NoteOfStep;
use super::parts_of_file::there;
use super::state::{ImportPage, Note};
use super::unfinished::DeleteButton;
use super::words::about;
use crate::i18n::{file_size, t, text, tf, tn};
use crate::parts::wait::rest_in_words;
use crate::ui::{Dropzone, Icon, Progress, ProgressState};

/// The file's name with what it is.
#[component]
pub fn FileBar(
    /// The page.
    page: ImportPage,
    /// What goes on with it.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let of_job = move |what: fn(&ImportJob) -> String| {
        Memo::new(move |_| page.job.with(|job| job.as_ref().map(what)).unwrap_or_default())
    };
    let name = of_job(|job| job.file_name.clone());
    let line = of_job(about);
    view! {
        <div class="card card--flat import__bar">
            <div class="import__file">
                <Icon name="document"/>
                <span class="import__name"><b>{name}</b><small class="muted">{line}</small></span>
            </div>
            {children.map(|children| children())}
        </div>
    }
}

/// How much of the file is there, and of how much.
fn sizes(page: ImportPage) -> Memo<(u64, u64)> {
    Memo::new(move |_| page.job.with(|job| job.as_ref().map_or((0, 0), |job| (there(job), job.size))))
}

fn held(page: ImportPage) -> Memo<bool> {
    Memo::new(move |_| page.note.with(|note| matches!(note, Some(Note::Retrying(_) | Note::Refused(_)))))
}

/// The upload.
#[component]
pub fn Upload(
    /// The page.
    page: ImportPage,
) -> impl IntoView {
    let sizes = sizes(page);
    let held = held(page);
    let count = Signal::derive(move || {
        let (have, size) = sizes.get();
        tf("import.sending.count", &[("done", file_size(have).into()), ("total", file_size(size).into())])
    });
    let rest = Signal::derive(move || page.rest.get().map(rest_in_words));
    let state = Signal::derive(move || if held.get() { ProgressState::Failed } else { ProgressState::Running });
    let label = Signal::derive(move || t(if held.get() { "import.sending.held" } else { "import.sending.label" }));
    view! {
        <h2 class="import__title" tabindex="-1">{text("import.sending.title")}</h2>
        <NoteOfStep page/>
        <FileBar page>
            <Progress label=label done=Signal::derive(move || sizes.get().0) total=Signal::derive(move || sizes.get().1)
                count=count rest=rest state=state/>
            <p class="small muted">{text("import.sending.leave")}</p>
        </FileBar>
        <div class="import__actions"><DeleteButton page/></div>
    }
}

/// The page was loaded again in the middle of an upload: the browser needs the file once more.
#[component]
pub fn FileAgain(
    /// The page.
    page: ImportPage,
) -> impl IntoView {
    let sizes = sizes(page);
    let name =
        Memo::new(move |_| page.job.with(|job| job.as_ref().map(|job| job.file_name.clone()).unwrap_or_default()));
    let sentence = move || {
        let (have, size) = sizes.get();
        tf(
            "import.wanted.text",
            &[("name", name.get().into()), ("done", file_size(have).into()), ("size", file_size(size).into())],
        )
    };
    view! {
        <h2 class="import__title" tabindex="-1">{text("import.wanted.title")}</h2>
        <NoteOfStep page/>
        <FileBar page/>
        <p>{sentence}</p>
        <Dropzone label=text("import.wanted.drop") choose=text("import.drop.choose") accept=".csv,.txt,.tsv,text/csv"
            on_file=Callback::new(move |file| page.go_on_with(file))/>
        <div class="import__actions"><DeleteButton page/></div>
    }
}

/// The server reads.
#[component]
pub fn FirstReading(
    /// The page.
    page: ImportPage,
) -> impl IntoView {
    let rows = Memo::new(move |_| page.job.with(|job| job.as_ref().map_or(0, |job| job.rows_read)));
    let held = held(page);
    let state = Signal::derive(move || if held.get() { ProgressState::Failed } else { ProgressState::Busy });
    view! {
        <h2 class="import__title" tabindex="-1">{text("import.reading.title")}</h2>
        <NoteOfStep page/>
        <FileBar page>
            <Progress label=text("import.reading.label") done=rows total=Signal::stored(0)
                count=Signal::derive(move || tn("import.reading.count", rows.get())) state=state/>
            <p class="small muted">{text("import.reading.leave")}</p>
        </FileBar>
        <div class="import__actions"><DeleteButton page/></div>
    }
}
