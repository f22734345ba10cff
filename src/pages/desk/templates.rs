//! Texts that operators use again.

use contract::api::path;
use contract::api::requests::{Template, Templates};
use contract::fold::fold;
use contract::route::{RequestsView, Route};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{self, Versioned};
use crate::i18n::{said, t, text, tf};
use crate::load::{Load, live_view};
use crate::pages::help::writer::fault_in;
use crate::send::Send;
use crate::toast::{Toasts, use_toasts};
use crate::typed::typed;
use crate::ui::{Button, Field, Press, TextArea, TextInput, Variant, catch_focus, focus_id};

/// The longest name, in characters.
const NAME_MAX: usize = 60;

/// Texts and the version that they were read with.
type Texts = (Vec<Template>, String);

/// The page.
#[component]
pub fn TemplatesPage() -> impl IntoView {
    let load = Load::new(|| async {
        api::get_versioned::<Templates>(path::DESK_TEMPLATES).await.map(|read| (read.value.templates, read.etag))
    });
    view! {
        <nav aria-label=text("crumb.label")><ol class="crumb"><li><a href=Route::Desk(RequestsView::default()).href()>{text("nav.desk")}</a></li></ol></nav>
        <div class="page-head"><div class="page-head__text">
            <h1 tabindex="-1">{text("desk.templates")}</h1>
            <p>{text("desk.templates.note")}</p>
        </div></div>
        {live_view(load, move |read| texts(load, read))}
    }
}

/// The form for a new or changed text, and all texts.
#[derive(Clone, Copy)]
struct Form {
    load: Load<Texts>,
    read: Signal<Texts>,
    name: RwSignal<String>,
    words: RwSignal<String>,
    /// The name of the text that is being changed; empty for a new one.
    of: RwSignal<String>,
    name_fault: RwSignal<Option<String>>,
    words_fault: RwSignal<Option<String>>,
    send: Send,
    toasts: Toasts,
}

impl Form {
    /// Saves all texts; `one` is what is typed, when it is among them.
    fn save(self, templates: Vec<Template>, done: String, one: Option<Template>) {
        if self.send.busy.get_untracked() {
            return;
        }
        let toasts = self.toasts;
        self.send.busy.set(true);
        self.send.clear();
        let etag = self.read.with_untracked(|(_, etag)| etag.clone());
        spawn_local(async move {
            let answer =
                api::put_versioned::<_, Templates>(path::DESK_TEMPLATES, &Templates { templates }, &etag).await;
            let _ = self.send.busy.try_set(false);
            match answer {
                Ok(Versioned { value, etag }) => {
                    self.load.put((value.templates, etag));
                    if let Some(one) = one {
                        self.saved(one);
                    }
                    toasts.success(done, None);
                    // The button of a text that was removed is gone.
                    catch_focus("#template-name");
                }
                Err(error) => self.send.failed(error),
            }
        });
    }

    /// Empties the form, unless more was typed while it was under way: then that goes on from what is saved.
    fn saved(self, one: Template) {
        if self.words.try_get_untracked() == Some(one.text) && self.name.with_untracked(|name| name.trim() == one.name)
        {
            self.begin(Template { name: String::new(), text: String::new() });
        } else {
            let _ = self.of.try_set(one.name);
        }
    }

    /// Begins to change a text; one without a name is a new one.
    fn begin(self, one: Template) {
        self.of.set(one.name.clone());
        self.name.set(one.name);
        self.words.set(one.text);
        self.name_fault.set(None);
        self.words_fault.set(None);
    }

    /// Puts what is typed in the place of the text that is being changed, or beside the others.
    fn add(self) {
        let (name, words) = (self.name.get_untracked().trim().to_owned(), self.words.get_untracked());
        let n = name.chars().count();
        self.name_fault.set(match n {
            0 => Some(tf("field.emptyNamed", &[("field", t("desk.templates.name").into())])),
            n if n > NAME_MAX => Some(tf("field.tooLong", &[("max", NAME_MAX.into()), ("n", n.into())])),
            _ => None,
        });
        self.words_fault.set(fault_in("desk.templates.text", &words));
        if self.name_fault.with_untracked(Option::is_some) || self.words_fault.with_untracked(Option::is_some) {
            return;
        }
        let mut all = self.read.with_untracked(|(all, _)| all.clone());
        let done = tf("desk.templates.saved", &[("name", name.as_str().into())]);
        let (of, key) = (self.of.get_untracked(), fold(&name));
        if all.iter().any(|one| one.name != of && fold(&one.name) == key) {
            return self.name_fault.set(Some(t("field.templateName")));
        }
        let new = Template { name, text: words };
        match all.iter_mut().find(|one| one.name == of) {
            Some(one) => *one = new.clone(),
            None => all.push(new.clone()),
        }
        self.save(all, done, Some(new));
    }
}

fn texts(load: Load<Texts>, read: Signal<Texts>) -> AnyView {
    let form = Form {
        load,
        read,
        name: typed("desk/template/name"),
        words: typed("desk/template/text"),
        of: typed("desk/template/of"),
        name_fault: RwSignal::new(None),
        words_fault: RwSignal::new(None),
        send: Send::new(Some(Callback::new(move |()| load.again()))),
        toasts: use_toasts(),
    };
    let list = Memo::new(move |_| read.with(|(all, _)| all.clone()));
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        form.add();
    };
    view! {
        <section class="card desk-list">
            <form class="desk-list__form" novalidate on:submit=submit>
                <Field id="template-name" label=text("desk.templates.name") error=form.name_fault><TextInput value=form.name/></Field>
                <Field label=text("desk.templates.text") error=form.words_fault><TextArea value=form.words rows=4/></Field>
                {form.send.trouble(&[])}
                <div class="decision__actions">
                    <Show when=move || !form.of.with(String::is_empty)>
                        <Button label=text("desk.templates.leave") on_press=move || form.begin(Template { name: String::new(), text: String::new() })/>
                    </Show>
                    <Button label=text("desk.templates.save") kind=Press::Submit variant=Variant::Primary busy=form.send.busy/>
                </div>
            </form>
            <Show when=move || list.with(Vec::is_empty)><p class="muted">{text("desk.templates.none")}</p></Show>
            <ul class="desk-list__items">
                <For each=move || list.get() key=|one| (one.name.clone(), one.text.clone()) children=move |one| line(form, one)/>
            </ul>
        </section>
    }
    .into_any()
}

/// One text with its ways to change and remove it.
fn line(form: Form, one: Template) -> AnyView {
    let of = StoredValue::new(one.clone());
    let named =
        move |key: &'static str| said(move || tf(key, &[("name", of.with_value(|one| one.name.clone()).into())]));
    let edit = move |_| {
        form.begin(of.get_value());
        focus_id("template-name");
    };
    let remove = move |_| {
        let name = of.with_value(|one| one.name.clone());
        let all = form.read.with_untracked(|(all, _)| all.iter().filter(|other| other.name != name).cloned().collect());
        if form.of.with_untracked(|of| *of == name) {
            // What is typed stays, as a new text.
            form.of.set(String::new());
        }
        form.save(all, tf("desk.templates.removed", &[("name", name.into())]), None);
    };
    view! {
        <li class="desk-list__item">
            <div class="desk-list__text"><b>{one.name}</b><p class="thread__text muted">{one.text}</p></div>
            <div class="desk-list__acts">
                <button type="button" class="button button--subtle button--small" aria-label=named("desk.templates.change") on:click=edit>{text("desk.change")}</button>
                <button type="button" class="button button--subtle button--small" aria-label=named("desk.templates.remove") on:click=remove>{text("desk.remove")}</button>
            </div>
        </li>
    }
    .into_any()
}
