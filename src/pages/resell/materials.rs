//! What resellers are given, and what the publisher owes them. Never part of what customers see.

use contract::api::audience::{MaterialField, Materials, OfferResell};
use contract::api::path;
use contract::problem::FieldProblem;
use leptos::prelude::*;

use super::put::Put;
use super::state::{Audience, Stored};
use crate::api::ApiError;
use crate::i18n::{said, t, text};
use crate::toast::use_toasts;
use crate::ui::{Button, Field, InputKind, Message, MessageTone, Press, TextInput, live};

/// The card with the form.
pub fn materials(audience: Audience, refusal: Signal<Option<String>>) -> AnyView {
    let saved = Memo::new(move |_| audience.base.with(|base| base.as_ref().map(|base| base.head.materials.clone())));
    let (url, name, email) = (RwSignal::new(String::new()), RwSignal::new(String::new()), RwSignal::new(String::new()));
    Effect::new(move |before: Option<Option<Materials>>| {
        let now = saved.get();
        // What is typed stays when something else of the audience changes.
        if before.is_none_or(|before| before != now)
            && let Some(materials) = &now
        {
            url.set(materials.marketing_url.clone());
            name.set(materials.contact_name.clone());
            email.set(materials.contact_email.clone());
        }
        now
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
        put.send(path::resell_materials(&audience.id.get_value()), body, move |saved| {
            audience.materials_saved(saved.value, saved.etag);
            toasts.success(t("resell.materials.saved"), None);
        });
    };
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

impl Audience {
    /// What saving the materials answered; changes of the list stay.
    fn materials_saved(self, head: OfferResell, etag: String) {
        if let Some(base) = self.base.get_untracked() {
            let stored = Stored { head, etag, ..base };
            self.base.set(Some(stored.clone()));
            self.stored.put(stored);
        }
    }
}
