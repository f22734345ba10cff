//! Imports of the company that were begun and not finished: to go on with, or to delete.

use contract::api::import::{ImportJob, ImportState};
use contract::api::list::Page;
use contract::api::path;
use contract::route::Route;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::state::ImportPage;
use super::words::about;
use crate::api::{self, ApiError};
use crate::confirm::{Confirm, Question, use_confirm};
use crate::i18n::{t, text, tf};
use crate::load::{Failure, Load, Loaded};
use crate::toast::Toasts;
use crate::ui::{Badge, Button, Card, Icon, Size, Tone, focus, live};

async fn read() -> Result<Vec<ImportJob>, ApiError> {
    let page: Page<ImportJob> = api::get(path::IMPORTS).await?;
    Ok(page.items.into_iter().filter(|job| job.state != ImportState::Committed).collect())
}

/// The card; nothing while there are none.
#[component]
pub fn Unfinished(
    /// The page.
    page: ImportPage,
) -> impl IntoView {
    let jobs = Load::new(read);
    let confirm = use_confirm();
    let delete = Callback::new(move |job: ImportJob| ask(confirm, page.toasts, jobs, job));
    live(move || match jobs.get() {
        Loaded::Ready(list) if list.is_empty() => ().into_any(),
        Loaded::Loading => ().into_any(),
        Loaded::Failed(error) => view! { <Failure error retry=Callback::new(move |()| jobs.again())/> }.into_any(),
        Loaded::Ready(list) => view! {
            <Card title=text("import.unfinished")>
                <ul class="import__jobs">
                    {list.into_iter().map(|job| view! { <Job job delete/> }).collect_view()}
                </ul>
            </Card>
        }
        .into_any(),
    })
}

#[component]
fn Job(job: ImportJob, delete: Callback<ImportJob>) -> impl IntoView {
    let (tone, icon, state) = match job.state {
        ImportState::Uploading => (Tone::Amber, "upload", "import.state.uploading"),
        ImportState::Reading => (Tone::Brand, "sync", "import.state.reading"),
        ImportState::Failed => (Tone::Red, "error", "import.state.failed"),
        ImportState::Review | ImportState::Committed => (Tone::Violet, "list", "import.state.review"),
    };
    let name = job.file_name.clone();
    let of_file = move |key: &'static str| {
        let name = name.clone();
        move || tf(key, &[("name", name.as_str().into())])
    };
    let href = Route::Import { job: Some(job.id.clone()) }.href();
    let line = {
        let job = job.clone();
        move || about(&job)
    };
    let (go_on, delete_it) = (of_file("import.unfinished.continueName"), of_file("import.unfinished.deleteName"));
    let file_name = job.file_name.clone();
    view! {
        <li class="import__job">
            <Icon name="document"/>
            <span class="import__name"><b>{file_name}</b><small class="muted">{line}</small></span>
            <Badge word=text(state) tone=tone icon=icon/>
            <span class="cluster">
                <a class="button button--small" href=href aria-label=go_on>{text("import.unfinished.continue")}</a>
                <button type="button" class="button button--subtle button--small" aria-label=delete_it
                    on:click=move |_| delete.run(job.clone())>
                    <Icon name="delete"/>{text("import.unfinished.delete")}
                </button>
            </span>
        </li>
    }
}

/// Asks before a job is deleted, and deletes it.
fn ask(confirm: Confirm, toasts: Toasts, jobs: Load<Vec<ImportJob>>, job: ImportJob) {
    confirm.ask(Question {
        title: tf("import.delete.title", &[("name", job.file_name.as_str().into())]),
        text: t("import.delete.text"),
        go: t("import.delete"),
        run: Callback::new(move |()| {
            let id = job.id.clone();
            spawn_local(async move {
                match delete(&id).await {
                    Ok(()) => toasts.success(t("import.deleted"), None),
                    Err(error) => toasts.error(error.sentence()),
                }
                jobs.again();
                // Its row goes, and the focus with it.
                if let Some(heading) = document().query_selector(".import h2[tabindex]").ok().flatten() {
                    focus(&heading);
                }
            });
        }),
    });
}

/// Deletes a job unless it was written in the meantime, which another tab may have done.
async fn delete(id: &str) -> Result<(), ApiError> {
    let address = path::import(id);
    let seen = api::get_versioned::<ImportJob>(&address).await;
    match seen {
        Ok(seen) if seen.value.state == ImportState::Committed => Ok(()),
        Ok(seen) => api::delete(&address, &seen.etag).await,
        Err(error) if error.status() == Some(404) => Ok(()),
        Err(error) => Err(error),
    }
}

/// The button that deletes the open job, after a question.
#[component]
pub fn DeleteButton(
    /// The page.
    page: ImportPage,
) -> impl IntoView {
    let confirm = use_confirm();
    let press = move || {
        let name = page.job.with_untracked(|job| job.as_ref().map(|job| job.file_name.clone()).unwrap_or_default());
        confirm.ask(Question {
            title: tf("import.delete.title", &[("name", name.into())]),
            text: t("import.delete.text"),
            go: t("import.delete"),
            run: Callback::new(move |()| page.delete()),
        });
    };
    view! { <Button label=text("import.delete") icon="delete" size=Size::Normal on_press=press/> }
}
