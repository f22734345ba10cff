//! A new request to support: a general one here, the others where what they are about is at hand.

mod files;
mod form;

use contract::access::Right;
use contract::api::merging::{Filed, TEXT_MAX};
use contract::api::path;
use contract::api::requests::{NewRequest, QuestionKind};
use contract::route::{RequestsView, ResellersView, Route};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::may_not;
use crate::api::{self, ApiError, Intent};
use crate::i18n::{t, text, tf};
use crate::parts::summary::summary;
use crate::route::use_go;
use crate::toast::use_toasts;
use crate::ui::{Button, ButtonLink, Field, Icon, Message, MessageTone, Press, TextArea, TextInput, Variant, focus_id};
use files::Chosen;
use form::{Form, KINDS, name_of};

/// The page.
#[component]
pub fn NewRequestPage() -> impl IntoView {
    let (form, files) = (Form::open(), Chosen::none());
    let (go, toasts) = (use_go(), use_toasts());
    let refusal = may_not(Right::Edit);
    let tried = RwSignal::new(false);
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if form.send.busy.get_untracked() || refusal.with_untracked(Option::is_some) {
            return;
        }
        if !form.is_fine() {
            tried.set(true);
            return request_animation_frame(|| focus_id("help-summary"));
        }
        let body = NewRequest {
            kind: if untrack(|| form.kind()) == KINDS[2] { QuestionKind::Csp } else { QuestionKind::General },
            title: form.title.get_untracked().trim().to_owned(),
            text: form.words.get_untracked(),
            solution: untrack(|| form.chosen().filter(|_| form.is_of_solution())),
        };
        let said = format!("{body:?}");
        let intent = Intent::of(&said);
        form.send.busy.set(true);
        spawn_local(async move {
            let answer: Result<Filed, ApiError> = api::post(path::SUPPORT_REQUESTS, &body, &intent).await;
            if answer.as_ref().err().is_none_or(ApiError::is_an_answer) {
                Intent::answered(&said);
            }
            match answer {
                Ok(filed) => {
                    files.send(&filed.number, toasts).await;
                    form.forget();
                    toasts.success(tf("help.filed", &[("number", filed.number.as_str().into())]), None);
                    go.to(&Route::Request(filed.number));
                }
                Err(error) => form.send.failed(error),
            }
            let _ = form.send.busy.try_set(false);
        });
    };
    let of_solution = Memo::new(move |_| form.is_of_solution());
    let merges = Memo::new(move |_| form.kind() == KINDS[1]);
    let in_words = move || {
        view! {
            {words(form)}
            {files::fields(files, form.send.busy.into())}
            {form.send.trouble(&["/title", "/text", "/solution"])}
            <div class="help-form__actions">
                <a class="button" href=Route::Help(RequestsView::default()).href()>{text("confirm.cancel")}</a>
                <Button label=text("help.submit") kind=Press::Submit variant=Variant::Primary busy=form.send.busy refusal=refusal/>
            </div>
        }
    };
    view! {
        <nav aria-label=text("crumb.label")><ol class="crumb"><li><a href=Route::Help(RequestsView::default()).href()>{text("nav.help")}</a></li></ol></nav>
        <div class="page-head"><div class="page-head__text">
            <h1 tabindex="-1">{text("help.new")}</h1>
            <p>{text("help.new.note")}</p>
        </div></div>
        <form class="card help-form" novalidate on:submit=submit>
            {summary("help-summary", tried.into(), form.wrong())}
            {kinds(form)}
            {move || if of_solution.get() { solution(form) } else { to_resell().into_any() }}
            {move || if merges.get() { to_merge(form).into_any() } else { in_words().into_any() }}
        </form>
    }
}

/// What it is about. A merge is asked for in the solution's wizard, where everything is at hand.
fn kinds(form: Form) -> AnyView {
    // catalogue: help.about.*, help.aboutHelp.*
    let card = |kind: &'static str| {
        let (title, help) = (format!("help.about.{kind}"), format!("help.aboutHelp.{kind}"));
        let (title_id, help_id) = (format!("about-{kind}"), format!("about-{kind}-help"));
        view! {
            <label class="radio-card">
                <input class="checkbox__box" type="radio" name="about" aria-labelledby=title_id.clone() aria-describedby=help_id.clone()
                    prop:checked=move || form.kind() == kind on:change=move |_| form.kind.set(kind.to_owned())/>
                <span class="radio-card__text">
                    <span class="radio-card__title" id=title_id>{move || t(&title)}</span>
                    <span class="radio-card__help" id=help_id>{move || t(&help)}</span>
                </span>
            </label>
        }
    };
    view! {
        <fieldset class="help-kinds">
            <legend class="strong">{text("help.about")}</legend>
            <div class="radio-cards radio-cards--row">{KINDS.map(card).collect_view()}</div>
        </fieldset>
    }
    .into_any()
}

/// The way to the wizard of the chosen solution.
fn to_merge(form: Form) -> impl IntoView {
    let href = Signal::derive(move || form.chosen().map(|id| Route::Merge(id).href()).unwrap_or_default());
    let refusal = Signal::derive(move || form.chosen().is_none().then(|| t("help.chooseSolution")));
    view! {
        <Message tone=MessageTone::Info>{text("help.toMerge.text")}</Message>
        <div class="help-form__actions">
            <a class="button" href=Route::Help(RequestsView::default()).href()>{text("confirm.cancel")}</a>
            <ButtonLink label=text("help.toMerge") variant=Variant::Primary href=href refusal=refusal/>
        </div>
    }
}

/// The way to where a change of resellers is asked for, prefilled.
fn to_resell() -> impl IntoView {
    let href = Signal::stored(Route::Resellers(ResellersView::default()).href());
    let actions = view! { <ButtonLink label=text("help.toResell") href=href/> }.into_any();
    view! { <Message tone=MessageTone::Info actions=actions>{text("help.toResell.text")}</Message> }
}

/// Title and details.
fn words(form: Form) -> AnyView {
    view! {
        <Field id="help-title" label=text("help.title") error=form.error(1)>
            <TextInput value=form.title required=true on_leave=Callback::new(move |()| {
                if form.title.with_untracked(|title| !title.is_empty()) { form.check(1) }
            })/>
        </Field>
        <Field id="help-text" label=text("help.text") error=form.error(2)
            help=Signal::derive(move || tf("help.text.help", &[("max", TEXT_MAX.into())]))>
            <TextArea value=form.words rows=6 required=true on_leave=Callback::new(move |()| {
                if form.words.with_untracked(|words| !words.is_empty()) { form.check(2) }
            })/>
        </Field>
    }
    .into_any()
}

/// The solution that it is about, chosen from what fits the typed words.
fn solution(form: Form) -> AnyView {
    let error = form.error(0);
    view! {
        <div class="field">
            <label class="field__label" for="help-solution">{text("help.solution")}
                {move || (form.kind() != KINDS[1]).then(|| view! { <small>{text("field.optional")}</small> })}
            </label>
            <input class="input" id="help-solution" list="help-solutions" autocomplete="off"
                aria-describedby="help-solution-help help-solution-error"
                aria-invalid=move || error.get().map(|_| "true")
                prop:value=move || form.solution.get()
                on:input=move |event| { form.solution.set(event_target_value(&event)); form.clear(0); form.look(); }/>
            <datalist id="help-solutions">
                {move || form.offered.get().iter().map(|row| view! { <option value=name_of(row)></option> }).collect_view()}
            </datalist>
            <span class="field__help" id="help-solution-help">{text("help.solution.help")}</span>
            <span class="field__error" id="help-solution-error">
                {move || error.get().map(|words| view! { <Icon name="error"/><span>{words}</span> })}
            </span>
        </div>
    }
    .into_any()
}
