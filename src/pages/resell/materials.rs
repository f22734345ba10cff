//! What resellers are given, and what the publisher owes them. Never part of what customers see.

use contract::api::audience::{MaterialField, Materials, OfferResell};
use contract::api::path;
use contract::problem::FieldProblem;
use leptos::prelude::*;

use super::put::Put;
use super::state::{Audience, Stored};
use crate::api::ApiError;
use crate::i18n::{said, t, text};
use crate::json;
use crate::toast::use_toasts;
use crate::typed::typed;
use crate::ui::{Button, Field, InputKind, Message, MessageTone, Press, TextInput, focus, live};

/// The card with the form.
pub fn materials(audience: Audience, refusal: Signal<Option<String>>) -> AnyView {
    // As the server has them by now, whatever is changed on the audience beside them.
    let saved = Memo::new(move |_| audience.stored.ready().map(|stored| stored.head.materials));
    let (url, name, email) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    let here = move || Materials { marketing_url: url.get(), contact_name: name.get(), contact_email: email.get() };
    let kept = typed(&format!("resell/{}/materials", audience.id.get_value()));
    Effect::new(move |before: Option<Option<Materials>>| {
        let now = saved.get()?;
        match before.flatten() {
            // What is typed stays when somebody else saves another field.
            Some(before) => {
                follow(url, &before.marketing_url, &now.marketing_url);
                follow(name, &before.contact_name, &now.contact_name);
                follow(email, &before.contact_email, &now.contact_email);
            }
            None => {
                let typed = kept.with_untracked(|text| json::read::<Materials>(text)).unwrap_or_else(|_| now.clone());
                url.set(typed.marketing_url);
                name.set(typed.contact_name);
                email.set(typed.contact_email);
            }
        }
        Some(now)
    });
    Effect::new(move |_| {
        let here = here();
        let Some(saved) = saved.get() else { return };
        let text = if here == saved { String::new() } else { serde_json::to_string(&here).unwrap_or_default() };
        if kept.with_untracked(|before| *before != text) {
            kept.set(text);
        }
    });
    let put = Put::new(audience);
    let (busy, problem) = (put.busy, put.problem);
    let toasts = use_toasts();
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        if refusal.with_untracked(Option::is_some) {
            return;
        }
        let trimmed = |field: RwSignal<String>| field.get_untracked().trim().to_owned();
        let body =
            Materials { marketing_url: trimmed(url), contact_name: trimmed(name), contact_email: trimmed(email) };
        let etag = untrack(|| audience.stored.ready()).map(|stored| stored.etag);
        put.send(path::resell_materials(&audience.id.get_value()), body.clone(), etag, move |saved| {
            // Without the spaces around it, unless more was typed meanwhile.
            for (field, sent) in [(url, body.marketing_url), (name, body.contact_name), (email, body.contact_email)] {
                if field.with_untracked(|typed| typed.trim() == sent) {
                    field.set(sent);
                }
            }
            audience.materials_saved(saved.value, saved.etag);
            toasts.success(t("resell.materials.saved"), None);
        });
    };
    // The first field that is wrong gets the focus: what is wrong stands beside it.
    Effect::new(move |_| {
        if problem.with(|problem| matches!(problem, Some(ApiError::Refused(problem)) if !problem.errors.is_empty())) {
            request_animation_frame(|| {
                if let Some(field) = document().query_selector(".resell__materials [aria-invalid=true]").ok().flatten()
                {
                    focus(&field);
                }
            });
        }
    });
    let fault = move |pointer: &'static str| {
        Signal::derive(move || {
            problem.with(|problem| match problem {
                Some(ApiError::Refused(problem)) => problem
                    .errors
                    .iter()
                    .find(|field| field.pointer == pointer)
                    .map(|field: &FieldProblem| field.message.clone()),
                _ => None,
            })
        })
    };
    let whole = Signal::derive(move || {
        problem.get().filter(|error| !matches!(error, ApiError::Refused(problem) if !problem.errors.is_empty()))
    });
    let missing = Memo::new(move |_| {
        audience.base.with(|base| base.as_ref().map(|base| base.head.materials_missing.clone()).unwrap_or_default())
    });
    // catalogue: resell.missing.*
    let lacks =
        move |field: MaterialField| view! { <li>{said(move || t(&format!("resell.missing.{}", field.word())))}</li> };
    view! {
        <section class="card" aria-labelledby="materials-title">
            <div class="card__title"><h3 id="materials-title">{text("resell.materials")}</h3></div>
            <p class="muted">{text("resell.materials.note")}</p>
            {live(move || {
                let missing = missing.get();
                (!missing.is_empty()).then(|| view! {
                    <Message tone=MessageTone::Warning><p>{text("resell.missing")}</p><ul>{missing.into_iter().map(lacks).collect::<Vec<_>>()}</ul></Message>
                })
            })}
            <form class="resell__materials" novalidate on:submit=submit>
                <Field label=text("resell.materials.url") error=fault("/marketingUrl")><TextInput value=url kind=InputKind::Url/></Field>
                <Field label=text("resell.materials.name") error=fault("/contactName")><TextInput value=name/></Field>
                <Field label=text("resell.materials.email") error=fault("/contactEmail")><TextInput value=email kind=InputKind::Email/></Field>
                <div role="alert">{live(move || whole.get().map(|error| view! { <Message tone=MessageTone::Error>{said(move || error.sentence())}</Message> }))}</div>
                <Button label=text("resell.materials.save") kind=Press::Submit busy=busy refusal=refusal/>
            </form>
        </section>
        <section class="card" aria-labelledby="duties-title">
            <div class="card__title"><h3 id="duties-title">{text("resell.duties")}</h3></div>
            <ul class="resell__duties">
                <li>{text("resell.duties.support")}</li>
                <li>{text("resell.duties.contact")}</li>
                <li>{text("resell.duties.advised")}</li>
            </ul>
        </section>
    }
    .into_any()
}

/// Takes what somebody else saved into a field in which nothing else was typed.
fn follow(field: RwSignal<String>, before: &str, now: &str) {
    if before != now && field.with_untracked(|typed| typed == before) {
        field.set(now.to_owned());
    }
}

impl Audience {
    /// What saving the materials answered: the audience beside them stays as it is, saved or not.
    fn materials_saved(self, head: OfferResell, etag: String) {
        if let Some(now) = untrack(|| self.stored.ready()) {
            self.stored.put(Stored { head, etag, ..now });
        }
    }
}
