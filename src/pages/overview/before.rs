//! "Before you start": each check with its state from the server, a link to mend it, and who can help.

use contract::api::overview::{Prerequisite, PrerequisiteKind};
use contract::api::people::Colleague;
use leptos::prelude::*;

use crate::i18n::{self, said, t, text, tf};
use crate::session::use_session;
use crate::ui::Icon;

/// The card.
#[component]
pub fn BeforeYouStart(
    /// The four checks.
    prerequisites: Vec<Prerequisite>,
    /// Owners, managers and developers.
    helpers: Vec<Colleague>,
) -> impl IntoView {
    let items = prerequisites.into_iter().map(|check| view! { <Check check helpers=helpers.clone()/> }).collect_view();
    let people = helpers
        .iter()
        .map(|person| {
            let role = person.role;
            // catalogue: role.*
            view! {
                <li><a class="link" href=format!("mailto:{}", person.email)>{person.name.clone()}</a>
                " " <span class="muted small">{said(move || t(&format!("role.{}", role.word())))}</span></li>
            }
        })
        .collect_view();
    view! {
        <section class="card" aria-labelledby="before-title">
            <div class="card__title"><h2 id="before-title">{text("overview.before")}</h2></div>
            <ul class="check-list">{items}</ul>
            <details class="before__people">
                <summary><Icon name="chevron-right"/>{text("overview.whoCanHelp")}</summary>
                <ul>{people}</ul>
            </details>
        </section>
    }
}

#[component]
fn Check(check: Prerequisite, helpers: Vec<Colleague>) -> impl IntoView {
    let (state, icon) = if check.met { ("done", "checkmark-circle") } else { ("todo", "warning") };
    // catalogue: check.*
    let key = format!("check.{}.{state}", check.kind.word());
    view! {
        <li class="check-list__item" data-state=state>
            <span class="check-list__mark">
                <Icon name=icon/>
                <span class="visually-hidden">{text(if check.met { "check.done" } else { "check.todo" })}" "</span>
            </span>
            <div class="check-list__text">
                <span>{said(move || t(&key))}</span>
                {(!check.met).then(|| view! { <Mend kind=check.kind helpers/> })}
            </div>
        </li>
    }
}

/// A link that mends it, and the names of those who can.
#[component]
fn Mend(kind: PrerequisiteKind, helpers: Vec<Colleague>) -> impl IntoView {
    let programme = use_session().get().map(|session| session.programme);
    let (href, label) = match kind {
        PrerequisiteKind::Membership => (programme.and_then(|p| p.join_url), "check.membership.mend"),
        PrerequisiteKind::Enrolled => (programme.and_then(|p| p.enrol_url), "check.enrolled.mend"),
        PrerequisiteKind::Publisher => (programme.and_then(|p| p.publisher_url), "check.publisher.mend"),
        PrerequisiteKind::Role => (None, ""),
    };
    let names: Vec<String> = helpers
        .iter()
        .filter(|person| person.role.has(contract::access::Right::ManagePeople))
        .map(|person| person.name.clone())
        .collect();
    let names = i18n::list(&names);
    view! {
        {href.map(|href| view! {
            <a class="link" href=href target="_blank" rel="noopener noreferrer">
                {text(label)}" "<Icon name="open"/>
                <span class="visually-hidden">{text("link.newTab")}</span>
            </a>
        })}
        <span class="check-list__help">{said(move || tf("check.ask", &[("names", names.as_str().into())]))}</span>
    }
}
