//! A general question to support.

use contract::access::Right;
use contract::api::list::Page;
use contract::api::merging::{Filed, TEXT_MAX};
use contract::api::path;
use contract::api::requests::{NewRequest, TITLE_MAX};
use contract::api::solutions::SolutionRow;
use contract::route::{RequestsView, Route, SolutionsView};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::may_not;
use super::writer::fault_of;
use crate::api::{self, ApiError, Intent};
use crate::i18n::{t, text, tf};
use crate::route::{use_go, use_here};
use crate::send::Send;
use crate::toast::use_toasts;
use crate::typed::typed;
use crate::ui::{Button, Field, Press, TextArea, TextInput, Variant, focus_id};

/// How many solutions are offered while one is typed.
const OFFERED: u32 = 8;

/// What is typed, and the solutions that fit.
#[derive(Clone, Copy)]
struct Form {
    title: RwSignal<String>,
    words: RwSignal<String>,
    solution: RwSignal<String>,
    offered: RwSignal<Vec<SolutionRow>>,
    title_fault: RwSignal<Option<String>>,
    words_fault: RwSignal<Option<String>>,
    solution_fault: RwSignal<Option<String>>,
}

/// How a solution stands in the field.
fn name_of(row: &SolutionRow) -> String {
    format!("{} · {}", row.solution_id, row.name)
}

impl Form {
    fn new() -> Form {
        Form {
            title: typed("help/new/title"),
            words: typed("help/new/text"),
            solution: typed("help/new/solution"),
            offered: RwSignal::new(Vec::new()),
            title_fault: RwSignal::new(None),
            words_fault: RwSignal::new(None),
            solution_fault: RwSignal::new(None),
        }
    }

    /// The solution that is named, if one is.
    fn chosen(self) -> Option<String> {
        let name = self.solution.get_untracked();
        self.offered.with_untracked(|rows| {
            rows.iter()
                .find(|row| name_of(row) == name.trim() || row.solution_id == name.trim())
                .map(|row| row.id.clone())
        })
    }

    /// Asks the server for solutions that fit what is typed.
    async fn offer(self, search: String) {
        let view = SolutionsView { search, ..SolutionsView::default() };
        let address = format!("{}?limit={OFFERED}&{}", path::SOLUTIONS, view.query());
        if let Ok(page) = api::get::<Page<SolutionRow>>(&address).await {
            let _ = self.offered.try_set(page.items);
        }
    }

    fn check_title(self) {
        let n = self.title.with_untracked(|title| title.trim().chars().count());
        self.title_fault.set(match n {
            0 => Some(t("field.empty")),
            n if n > TITLE_MAX => Some(tf("field.tooLong", &[("max", TITLE_MAX.into()), ("n", n.into())])),
            _ => None,
        });
    }

    fn check_words(self) {
        self.words_fault.set(self.words.with_untracked(|words| fault_of(words)));
    }

    /// Checks everything and focuses the first field that is not fine.
    fn is_fine(self) -> bool {
        self.check_title();
        self.check_words();
        let named = !self.solution.with_untracked(|name| name.trim().is_empty());
        self.solution_fault.set((named && self.chosen().is_none()).then(|| t("help.solution.unknown")));
        let fields =
            [(self.title_fault, "help-title"), (self.words_fault, "help-text"), (self.solution_fault, "help-solution")];
        let wrong = fields.into_iter().find(|(fault, _)| fault.with_untracked(Option::is_some));
        if let Some((_, id)) = wrong {
            focus_id(id);
        }
        wrong.is_none()
    }
}

/// Puts a solution into the field when the address names one.
fn prefill(form: Form) {
    let Route::NewRequest { solution: Some(id) } = use_here().route.get_untracked() else { return };
    spawn_local(async move {
        if let Ok(detail) = api::get::<contract::api::solutions::SolutionDetail>(&path::solution(&id)).await {
            form.solution.set(name_of(&detail.row));
            let _ = form.offered.try_set(vec![detail.row]);
        }
    });
}

/// The page.
#[component]
pub fn NewRequestPage() -> impl IntoView {
    let form = Form::new();
    prefill(form);
    let send = Send::new(None);
    let (go, toasts) = (use_go(), use_toasts());
    let refusal = may_not(Right::Edit);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if send.busy.get_untracked() || refusal.with_untracked(Option::is_some) || !form.is_fine() {
            return;
        }
        let body = NewRequest {
            title: form.title.get_untracked().trim().to_owned(),
            text: form.words.get_untracked(),
            solution: form.chosen(),
        };
        let said = format!("{body:?}");
        let intent = Intent::of(&said);
        send.busy.set(true);
        spawn_local(async move {
            let answer: Result<Filed, ApiError> = api::post(path::SUPPORT_REQUESTS, &body, &intent).await;
            let _ = send.busy.try_set(false);
            if answer.as_ref().err().is_none_or(ApiError::is_an_answer) {
                Intent::answered(&said);
            }
            match answer {
                Ok(filed) => {
                    for field in [form.title, form.words, form.solution] {
                        field.set(String::new());
                    }
                    toasts.success(tf("help.filed", &[("number", filed.number.as_str().into())]), None);
                    go.to(&Route::Request(filed.number));
                }
                Err(error) => send.failed(error),
            }
        });
    };
    let either = move |own: RwSignal<Option<String>>, pointer: &'static str| {
        let of_server = send.field(pointer);
        Signal::derive(move || own.get().or_else(|| of_server.get()))
    };
    let look = move |_| {
        let search = form.solution.get_untracked();
        if form.chosen().is_none() && search.trim().chars().count() > 1 {
            spawn_local(form.offer(search));
        }
    };
    view! {
        <nav aria-label=text("crumb.label")><ol class="crumb"><li><a href=Route::Help(RequestsView::default()).href()>{text("nav.help")}</a></li></ol></nav>
        <div class="page-head"><div class="page-head__text">
            <h1 tabindex="-1">{text("help.new")}</h1>
            <p>{text("help.new.note")}</p>
        </div></div>
        <form class="card help-form" novalidate on:submit=submit>
            <Field id="help-title" label=text("help.title") error=either(form.title_fault, "/title")>
                <TextInput value=form.title required=true on_leave=Callback::new(move |()| {
                    if form.title.with_untracked(|title| !title.is_empty()) { form.check_title() }
                })/>
            </Field>
            <Field id="help-text" label=text("help.text") error=either(form.words_fault, "/text")
                help=Signal::derive(move || tf("help.text.help", &[("max", TEXT_MAX.into())]))>
                <TextArea value=form.words rows=6 required=true on_leave=Callback::new(move |()| {
                    if form.words.with_untracked(|words| !words.is_empty()) { form.check_words() }
                })/>
            </Field>
            <div class="field" on:input=look>
                <label class="field__label" for="help-solution">{text("help.solution")}<small>{text("field.optional")}</small></label>
                <input class="input" id="help-solution" list="help-solutions" autocomplete="off"
                    aria-describedby="help-solution-help help-solution-error"
                    aria-invalid=move || either(form.solution_fault, "/solution").get().map(|_| "true")
                    prop:value=move || form.solution.get()
                    on:input=move |event| { form.solution.set(event_target_value(&event)); form.solution_fault.set(None); }/>
                <datalist id="help-solutions">
                    {move || form.offered.get().iter().map(|row| view! { <option value=name_of(row)></option> }).collect_view()}
                </datalist>
                <span class="field__help" id="help-solution-help">{text("help.solution.help")}</span>
                <span class="field__error" id="help-solution-error">
                    {move || form.solution_fault.get().map(|words| view! { <crate::ui::Icon name="error"/><span>{words}</span> })}
                </span>
            </div>
            {send.trouble(&["/title", "/text", "/solution"])}
            <div class="help-form__actions">
                <a class="button" href=Route::Help(RequestsView::default()).href()>{text("confirm.cancel")}</a>
                <Button label=text("help.submit") kind=Press::Submit variant=Variant::Primary busy=send.busy refusal=refusal/>
            </div>
        </form>
    }
}
