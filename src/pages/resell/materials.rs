//! What resellers are given, and what the publisher owes them. Never part of what customers see.

use contract::api::audience::{MaterialField, Materials, OfferResell};
use contract::api::path;
use contract::problem::FieldProblem;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::put::Put;
use super::state::{Audience, Stored};
use crate::api::ApiError;
use crate::i18n::{said, t, text, tf};
use crate::json;
use crate::toast::use_toasts;
use crate::typed::typed;
use crate::ui::{Button, Field, InputKind, Message, MessageTone, Press, TextInput, focus, live};

/// The card with the form.
pub fn materials(audience: Audience, refusal: Signal<Option<String>>) -> AnyView {
    // As the server has them by now, whatever is changed on the audience beside them.
    let saved = Memo::new(move |_| audience.stored.ready().map(|stored| stored.head.materials));
    let kept = typed(&format!("resell/{}/materials", audience.id.get_value()));
    let fields = Fields::default();
    let Fields { url, name, email } = fields;
    Effect::new(move |begun: Option<bool>| {
        let begun = begun.unwrap_or_default();
        let Some(now) = saved.get() else { return begun };
        if !begun && let Ok(Kept { typed, over }) = kept.with_untracked(|text| json::read::<Kept>(text)) {
            fields.put(&typed, &over);
        } else if !begun {
            fields.put(&now, &now);
        }
        fields.follow(&now);
        true
    });
    Effect::new(move |_| {
        let now = Kept { typed: fields.words(|field| field.typed), over: fields.words(|field| field.over) };
        let text = if now.typed == now.over { String::new() } else { serde_json::to_string(&now).unwrap_or_default() };
        if saved.with_untracked(Option::is_some) && kept.with_untracked(|before| *before != text) {
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
        let trimmed = |field: Typed| field.typed.get_untracked().trim().to_owned();
        let body =
            Materials { marketing_url: trimmed(url), contact_name: trimmed(name), contact_email: trimmed(email) };
        let etag = untrack(|| audience.stored.ready()).map(|stored| stored.etag);
        put.send(path::resell_materials(&audience.id.get_value()), body.clone(), etag, move |saved| {
            // Without the spaces around it, unless more was typed meanwhile.
            for (field, sent) in [(url, body.marketing_url), (name, body.contact_name), (email, body.contact_email)] {
                if field.typed.with_untracked(|typed| typed.trim() == sent) {
                    field.typed.set(sent.clone());
                }
                field.over.set(sent);
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
    let closed = Signal::derive(move || refusal.with(Option::is_some));
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
                <Field label=text("resell.materials.url") error=fault("/marketingUrl")><TextInput value=url.typed kind=InputKind::Url read_only=closed/></Field>
                {other(url, saved, |saved| &saved.marketing_url)}
                <Field label=text("resell.materials.name") error=fault("/contactName")><TextInput value=name.typed read_only=closed/></Field>
                {other(name, saved, |saved| &saved.contact_name)}
                <Field label=text("resell.materials.email") error=fault("/contactEmail")><TextInput value=email.typed kind=InputKind::Email read_only=closed/></Field>
                {other(email, saved, |saved| &saved.contact_email)}
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

/// A field, and the saved text that it is typed over: the one that the person has seen.
#[derive(Clone, Copy, Default)]
struct Typed {
    typed: RwSignal<String>,
    over: RwSignal<String>,
}

/// The form's fields.
#[derive(Clone, Copy, Default)]
struct Fields {
    url: Typed,
    name: Typed,
    email: Typed,
}

/// What is typed and not saved, as it is kept for the tab.
#[derive(Serialize, Deserialize)]
struct Kept {
    typed: Materials,
    over: Materials,
}

impl Fields {
    fn each(self, of: &Materials) -> [(Typed, &String); 3] {
        [(self.url, &of.marketing_url), (self.name, &of.contact_name), (self.email, &of.contact_email)]
    }

    fn put(self, typed: &Materials, over: &Materials) {
        for ((field, typed), (_, over)) in self.each(typed).into_iter().zip(self.each(over)) {
            field.typed.set(typed.clone());
            field.over.set(over.clone());
        }
    }

    fn words(self, of: fn(Typed) -> RwSignal<String>) -> Materials {
        let word = |field: Typed| of(field).get();
        Materials { marketing_url: word(self.url), contact_name: word(self.name), contact_email: word(self.email) }
    }

    /// Takes what somebody else saved into each field in which nothing else was typed.
    fn follow(self, now: &Materials) {
        for (field, now) in self.each(now) {
            let typed = field.typed.get_untracked();
            if typed == *now || field.over.with_untracked(|over| *over == typed) {
                field.typed.set(now.clone());
                field.over.set(now.clone());
            }
        }
    }
}

/// That somebody else saved another text where this person types: both are seen before one is saved over the other.
fn other(field: Typed, saved: Memo<Option<Materials>>, of: fn(&Materials) -> &String) -> AnyView {
    let other = Memo::new(move |_| {
        let now = saved.with(|saved| saved.as_ref().map(|saved| of(saved).clone()))?;
        (now != field.over.get() && now != field.typed.get()).then_some(now)
    });
    let words = move |value: String| match value.as_str() {
        "" => t("resell.materials.otherEmpty"),
        value => tf("resell.materials.other", &[("value", value.into())]),
    };
    view! {
        <div role="status">{live(move || other.get().map(|value| {
            view! { <Message tone=MessageTone::Warning>{said(move || words(value.clone()))}</Message> }
        }))}</div>
    }
    .into_any()
}

impl Audience {
    /// What saving the materials answered: the audience beside them stays as it is, saved or not.
    fn materials_saved(self, head: OfferResell, etag: String) {
        if let Some(now) = untrack(|| self.stored.ready()) {
            self.stored.put(Stored { head, etag, ..now });
        }
    }
}
