//! Files of a request: shown, fetched by ticket, and added.

use contract::access::Right;
use contract::api::path;
use contract::api::requests::{ATTACHMENT_MAX, Attachment, RequestDetail};
use contract::api::solutions::TicketFor;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use web_sys::File;

use crate::api::{self, ApiError, Intent};
use crate::i18n::{self, file_size, said, text, tf};
use crate::parts::download::download;
use crate::session::use_session;
use crate::toast::use_toasts;
use crate::ui::{Dropzone, Icon, Message, MessageTone};

/// The card; whoever has the right may add files, posted where `path` says.
pub fn card(
    number: String,
    detail: Signal<RequestDetail>,
    (right, path): (Right, fn(&str) -> String),
    again: Callback<()>,
) -> AnyView {
    let files = Memo::new(move |_| detail.with(|detail| detail.attachments.clone()));
    let none = Memo::new(move |_| files.with(Vec::is_empty));
    let session = use_session();
    let at = StoredValue::new(path(&number));
    view! {
        <section class="card" aria-labelledby="files-title">
            <div class="card__title"><h2 id="files-title">{text("files.title")}</h2></div>
            <Show when=move || none.get()><p class="muted files__none">{text("files.none")}</p></Show>
            {list(number, files)}
            <Show when=move || session.may(right)>{add(at, again)}</Show>
        </section>
    }
    .into_any()
}

fn list(number: String, files: Memo<Vec<Attachment>>) -> AnyView {
    view! {
        <ul class="files">
            <For each=move || files.get() key=|file| file.id.clone() children=move |file| line(number.clone(), file)/>
        </ul>
    }
    .into_any()
}

fn line(request: String, file: Attachment) -> AnyView {
    let toasts = use_toasts();
    let (size, at, by) = (file.size, file.at, file.by.clone());
    let about = said(move || {
        let when = tf("panel.whenBy", &[("when", i18n::date_time(at).into()), ("name", by.as_str().into())]);
        format!("{} · {when}", file_size(size))
    });
    let what = TicketFor::Attachment { request, attachment: file.id };
    let fetch = move |_| {
        let what = what.clone();
        spawn_local(async move {
            if let Err(error) = download(&what).await {
                toasts.error(error.sentence());
            }
        });
    };
    let (name, label) = (file.name.clone(), file.name);
    view! {
        <li class="files__item">
            <Icon name="document"/>
            <div class="files__text">
                <button type="button" class="link files__name" aria-label=said(move || tf("files.download", &[("name", label.as_str().into())])) on:click=fetch>{name}</button>
                <span class="files__about">{about}</span>
            </div>
        </li>
    }
    .into_any()
}

/// What became of the last file.
#[derive(Clone, PartialEq)]
enum Adding {
    Nothing,
    Sending(String),
    Refused(String, String),
}

/// The place to drop a file. What is wrong with one is said by the server, who looks into it.
fn add(at: StoredValue<String>, again: Callback<()>) -> AnyView {
    let adding = RwSignal::new(Adding::Nothing);
    let toasts = use_toasts();
    let busy = Signal::derive(move || adding.with(|adding| matches!(adding, Adding::Sending(_))));
    let take = Callback::new(move |file: File| {
        let name = file.name();
        let path = at.get_value();
        if let Some(words) = too_large(&file) {
            return adding.set(Adding::Refused(name, words));
        }
        adding.set(Adding::Sending(name.clone()));
        spawn_local(async move {
            let answer = put(&path, file).await;
            let _ = adding.try_set(match answer {
                Ok(()) => {
                    toasts.success(tf("files.added", &[("name", name.as_str().into())]), None);
                    again.try_run(());
                    Adding::Nothing
                }
                Err(words) => Adding::Refused(name, words),
            });
        });
    });
    let help = Signal::derive(|| Some(tf("files.help", &[("size", file_size(ATTACHMENT_MAX).into())])));
    view! {
        <div class="files__add">
            <Dropzone label=text("files.drop") choose=text("files.drop.choose") help=help disabled=busy on_file=take/>
            <span class="files__state" role="status">
                {move || match adding.get() {
                    Adding::Sending(name) => Some(tf("files.sending", &[("name", name.into())])),
                    _ => None,
                }}
            </span>
            {move || match adding.get() {
                Adding::Refused(name, words) => Some(view! {
                    <Message tone=MessageTone::Error title=Signal::derive(move || Some(tf("files.refused", &[("name", name.as_str().into())])))>{words}</Message>
                }),
                _ => None,
            }}
        </div>
    }
    .into_any()
}

/// Why a file is not even sent.
pub fn too_large(file: &File) -> Option<String> {
    let large = file.size() as u64 > ATTACHMENT_MAX;
    large.then(|| tf("problem.tooLarge", &[("megabytes", (ATTACHMENT_MAX / 1_000_000).into())]))
}

/// Adds a file to the attachments at an address.
///
/// # Errors
/// A sentence about this file.
pub async fn put(at: &str, file: File) -> Result<(), String> {
    let name = file.name();
    let path = path::named(at, &name);
    let call = format!("{path} {}", file.size());
    match wasm_bindgen_futures::JsFuture::from(file.array_buffer()).await {
        Ok(bytes) => send(&path, &bytes, &call).await.map_err(|error| error.of_field()),
        Err(_) => Err(tf("import.file.gone", &[("name", name.as_str().into())])),
    }
}

/// Sends it; an answer that was lost is asked for once more with the same intent, which adds nothing twice, and so does
/// the same file given again.
async fn send(path: &str, bytes: &JsValue, call: &str) -> Result<(), ApiError> {
    let intent = Intent::of(call);
    let answer = match api::post_bytes(path, bytes, &intent).await {
        Err(ApiError::Offline) => api::post_bytes(path, bytes, &intent).await,
        answer => answer,
    };
    if answer.as_ref().err().is_none_or(ApiError::is_an_answer) {
        Intent::answered(call);
    }
    answer
}
