//! Files that go with a new request: chosen before there is a request, added as soon as there is one.

use contract::api::path;
use contract::api::requests::ATTACHMENT_MAX;
use leptos::prelude::*;
use web_sys::File;

use crate::i18n::{file_size, said, text, tf};
use crate::pages::help::attachments::{put, too_large};
use crate::toast::Toasts;
use crate::ui::{Button, Dropzone, Face, Icon, Message, MessageTone, Size, Variant};

/// The chosen files, in the order of choosing. A reload forgets them: the browser does not give them out again.
#[derive(Clone, Copy)]
pub struct Chosen {
    files: StoredValue<Vec<File>, LocalStorage>,
    names: RwSignal<Vec<String>>,
    refused: RwSignal<Option<(String, String)>>,
}

impl Chosen {
    /// None yet.
    pub fn none() -> Chosen {
        Chosen {
            files: StoredValue::new_local(Vec::new()),
            names: RwSignal::new(Vec::new()),
            refused: RwSignal::new(None),
        }
    }

    fn take(self, file: File) {
        let name = file.name();
        self.refused.set(too_large(&file).map(|why| (name.clone(), why)));
        if self.refused.with_untracked(Option::is_some) {
            return;
        }
        self.remove(&name);
        self.files.update_value(|files| files.push(file));
        self.names.update(|names| names.push(name));
    }

    fn remove(self, name: &str) {
        self.files.update_value(|files| files.retain(|file| file.name() != name));
        self.names.update(|names| names.retain(|other| other != name));
    }

    /// Adds them to the request; what is wrong with one is said and keeps no other back.
    pub async fn send(self, number: &str, toasts: Toasts) {
        let at = path::request_attachments(number);
        for file in self.files.try_get_value().unwrap_or_default() {
            let name = file.name();
            if let Err(why) = put(&at, file).await {
                toasts.error(tf("files.refusedWhy", &[("name", name.into()), ("why", why.into())]));
            }
        }
    }
}

/// The place to drop files, and those that are chosen.
pub fn fields(chosen: Chosen, busy: Signal<bool>) -> AnyView {
    let help = Signal::derive(|| Some(tf("files.help", &[("size", file_size(ATTACHMENT_MAX).into())])));
    let line = move |name: String| {
        let (label, gone) = (name.clone(), name.clone());
        view! {
            <li class="files__item">
                <Icon name="document"/>
                <span class="files__text">{name}</span>
                <Button label=said(move || tf("files.remove", &[("name", label.as_str().into())])) face=Face::Icon icon="dismiss"
                    variant=Variant::Subtle size=Size::Small on_press=move || chosen.remove(&gone)/>
            </li>
        }
    };
    view! {
        <div class="files__add">
            <Dropzone label=text("files.drop") choose=text("files.drop.choose") help=help disabled=busy
                on_file=Callback::new(move |file| chosen.take(file))/>
            <ul class="files">
                <For each=move || chosen.names.get() key=String::clone children=line/>
            </ul>
            {move || chosen.refused.get().map(|(name, why)| view! {
                <Message tone=MessageTone::Error title=Signal::derive(move || Some(tf("files.refused", &[("name", name.as_str().into())])))>{why}</Message>
            })}
        </div>
    }
    .into_any()
}
