//! Notes of colleagues on one solution.

use contract::access::Right;
use contract::api::path;
use contract::api::solutions::{NewNote, Note, SolutionDetail};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{self, ApiError, Intent};
use crate::i18n::{self, said, text};
use crate::load::Load;
use crate::session::use_session;
use crate::toast::use_toasts;
use crate::typed::typed;
use crate::ui::{Avatar, AvatarSize, Icon, catch_focus, live};

/// The notes with a field for a new one.
#[component]
pub fn Notes(
    /// The solution's id.
    id: String,
    /// Newest first, with the solution's version.
    notes: Memo<(Vec<Note>, String)>,
    /// Reads the solution again.
    load: Load<(SolutionDetail, String)>,
) -> impl IntoView {
    let session = use_session();
    let may = move || session.may(Right::Edit);
    let none = move || notes.with(|(notes, _)| notes.is_empty());
    let base = path::notes(&id);
    let field = field_of(&id);
    let each = move || notes.with(|(notes, _)| notes.clone());
    let etag = Signal::derive(move || notes.with(|(_, etag)| etag.clone()));
    let view = move |note: Note| {
        let address = format!("{base}/{}", note.id);
        view! { <NoteView note address etag field=field.clone() load/> }
    };
    view! {
        <div class="notes">
            <For each key=|note| note.id.clone() children=view/>
            <Show when=move || none() && !may()><p class="carries--none">{text("notes.none")}</p></Show>
            <Show when=may><AddNote id=id.clone() load/></Show>
        </div>
    }
}

/// The id of the field for a new one.
fn field_of(id: &str) -> String {
    format!("note-{id}")
}

#[component]
fn NoteView(
    note: Note,
    address: String,
    etag: Signal<String>,
    field: String,
    load: Load<(SolutionDetail, String)>,
) -> impl IntoView {
    let toasts = use_toasts();
    let pressed = StoredValue::new(false);
    let remove = move |_| {
        let (address, etag) = (address.clone(), etag.get_untracked());
        pressed.set_value(true);
        spawn_local(async move {
            if let Err(error) = api::delete(&address, &etag).await {
                toasts.error(error.sentence());
            }
            load.again();
        });
    };
    // The button goes with the note. Who went on elsewhere stays there.
    on_cleanup(move || {
        if pressed.try_get_value() == Some(true) {
            catch_focus(format!("#{field}"));
        }
    });
    let (by, at) = (note.by.clone(), note.at);
    view! {
        <div class="note">
            <Avatar name=Signal::stored(note.by) size=AvatarSize::Small/>
            <span class="note__by"><b>{by}</b>", "{said(move || i18n::date_time(at))}
                {note.mine.then(|| view! {
                    <button type="button" class="button button--subtle button--icon button--small" aria-label=text("notes.remove") on:click=remove>
                        <Icon name="delete"/>
                    </button>
                })}
            </span>
            <p class="note__text">{note.text}</p>
        </div>
    }
}

#[component]
fn AddNote(id: String, load: Load<(SolutionDetail, String)>) -> impl IntoView {
    let toasts = use_toasts();
    let typed = typed(&format!("note/{id}"));
    let problem = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let address = path::notes(&id);
    let field = field_of(&id);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        if typed.with_untracked(|text| text.trim().is_empty()) {
            return problem.set(Some(i18n::t("notes.empty")));
        }
        busy.set(true);
        let address = address.clone();
        spawn_local(async move {
            let body = NewNote { text: typed.get_untracked() };
            let call = format!("{address} {}", body.text);
            let answer = api::post::<_, Note>(&address, &body, &Intent::of(&call)).await;
            if answer.as_ref().err().is_none_or(ApiError::is_an_answer) {
                Intent::answered(&call);
            }
            match answer {
                Ok(_) => {
                    // What was typed since is another note.
                    if typed.with_untracked(|text| *text == body.text) {
                        typed.set(String::new());
                    }
                    let _ = problem.try_set(None);
                    toasts.success(i18n::t("notes.added"), None);
                    load.again();
                }
                Err(ApiError::Refused(refused)) if !refused.errors.is_empty() => {
                    let _ = problem.try_set(refused.errors.first().map(|error| error.message.clone()));
                }
                Err(error) => drop(problem.try_set(Some(error.sentence()))),
            }
            let _ = busy.try_set(false);
        });
    };
    view! {
        <form class="notes__add" on:submit=submit>
            <textarea class="input" id=field.clone() rows="1" aria-label=text("notes.add") placeholder=text("notes.add")
                aria-invalid=move || problem.get().map(|_| "true") aria-describedby=format!("{field}-problem")
                prop:value=move || typed.get() on:input=move |event| typed.set(event_target_value(&event))></textarea>
            <button class="button" aria-busy=move || busy.get().then_some("true")><span>{text("notes.save")}</span></button>
            <span class="field__error" id=format!("{field}-problem") role="alert">
                {live(move || problem.get().map(|problem| view! { <Icon name="error"/><span>{problem}</span> }))}
            </span>
        </form>
    }
}
