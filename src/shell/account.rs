//! The account menu (who, which company, theme, shortcuts, sign out) and the language menu.

use contract::api::path;
use contract::api::session::Settings;
use contract::locale::Locale;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api;
use crate::i18n::{self, said, t, text};
use crate::session::SessionContext;
use crate::theme::{Theme, use_theme};
use crate::toast::use_toasts;
use crate::ui::{Avatar, AvatarSize, Face, Menu, MenuAct, MenuEdge, MenuItem, MenuSection, Variant, live};

/// The language, changed live and remembered for the person.
#[component]
pub fn LanguageMenu() -> impl IntoView {
    let toasts = use_toasts();
    let choose = move |locale: Locale| {
        spawn_local(async move {
            match i18n::choose(locale).await {
                // For e-mails and other devices; this one has it already, so a failure here changes nothing for the reader.
                Ok(()) => drop(api::put::<_, Settings>(path::SETTINGS, &Settings { locale }, "*").await),
                Err(error) => toasts.error(error.sentence()),
            }
        });
    };
    let items = Locale::ALL
        .iter()
        .map(|locale| {
            let locale = *locale;
            let chosen = Signal::derive(move || i18n::locale() == locale);
            // Each language in its own words, so that one finds it whatever the page speaks.
            let label = Signal::derive(move || locale.own_name().to_owned());
            MenuItem::new(label, MenuAct::Choose { chosen, run: Callback::new(move |()| choose(locale)) })
        })
        .collect::<Vec<_>>();
    let sections = StoredValue::new(vec![MenuSection::new(items)]);
    view! {
        <Menu label=text("shell.language") icon="globe" face=Face::Icon variant=Variant::Subtle edge=MenuEdge::End
            sections=Signal::derive(move || sections.get_value())/>
    }
}

/// Who is signed in, and what concerns them.
#[component]
pub fn AccountMenu(
    /// The session of this tab.
    session: SessionContext,
    /// Opens the list of shortcuts.
    help: RwSignal<bool>,
) -> impl IntoView {
    let name = Memo::new(move |_| session.get().map(|session| session.person.name).unwrap_or_default());
    let label = Signal::derive(move || i18n::tf("shell.account", &[("name", name.get().into())]));
    let sections = Signal::derive(move || {
        let mut sections = Vec::new();
        sections.extend(companies(session));
        sections.push(themes());
        sections.push(MenuSection::new(vec![
            MenuItem::new(text("shortcuts.title"), MenuAct::Run(Callback::new(move |()| help.set(true))))
                .icon("keyboard")
                .hint("?"),
            MenuItem::new(text("shell.signOut"), MenuAct::Run(sign_out(session))).icon("sign-out"),
        ]));
        sections
    });
    view! {
        <Menu label=label face=Face::Icon variant=Variant::Subtle edge=MenuEdge::End sections=sections
            picture=view! { <Avatar name=name/> }.into_any()
            head=view! { <Person session/> }.into_any()/>
    }
}

#[component]
fn Person(session: SessionContext) -> impl IntoView {
    live(move || {
        session.get().map(|session| {
            let role = session.company.role;
            view! {
                <div class="menu__person">
                    <Avatar name=Signal::stored(session.person.name.clone()) size=AvatarSize::Large/>
                    <span>
                        <b>{session.person.name}</b><br/>
                        <span class="small muted">{session.person.email}</span><br/>
                        // catalogue: role.*
                        <span class="small muted">{session.company.name}", "{said(move || t(&format!("role.{}", role.word())))}</span>
                    </span>
                </div>
            }
        })
    })
}

/// The person's companies, when there is a choice.
pub(super) fn companies(session: SessionContext) -> Option<MenuSection> {
    let now = session.get()?;
    if now.companies.len() < 2 {
        return None;
    }
    let toasts = use_toasts();
    let items: Vec<MenuItem> = now
        .companies
        .iter()
        .map(|company| {
            let (id, name) = (company.id.clone(), company.name.clone());
            let current = id == now.company.id;
            let run = Callback::new(move |()| {
                let id = id.clone();
                spawn_local(async move {
                    if let Err(error) = session.switch(id).await {
                        toasts.error(error.sentence());
                    }
                });
            });
            MenuItem::new(Signal::stored(name), MenuAct::Choose { chosen: Signal::stored(current), run })
        })
        .collect();
    Some(MenuSection::titled(text("shell.company"), items))
}

fn themes() -> MenuSection {
    let theme = use_theme();
    let items: Vec<MenuItem> = Theme::ALL
        .into_iter()
        .map(|choice| {
            let chosen = Signal::derive(move || theme.get() == choice);
            MenuItem::new(
                text(choice.key()),
                MenuAct::Choose { chosen, run: Callback::new(move |()| theme.set(choice)) },
            )
        })
        .collect();
    MenuSection::titled(text("shell.theme"), items)
}

/// Signs the person out.
pub(super) fn sign_out(session: SessionContext) -> Callback<()> {
    let toasts = use_toasts();
    Callback::new(move |()| {
        spawn_local(async move {
            if let Err(error) = session.sign_out().await {
                toasts.error(error.sentence());
            }
        });
    })
}
