//! Get help: every support request of the company, for all of its people.

pub mod attachments;
pub mod new;
pub mod one;
pub mod side;
mod thread;
pub mod writer;

use contract::access::Right;
use contract::api::requests::RequestRow;
use contract::route::Route;
use leptos::prelude::*;

use super::requests::{Requests, Side, Tools, now_of};
use crate::i18n::{said, text, tf};
use crate::load::live_view;
use crate::session::use_session;
use crate::ui::{ButtonLink, Empty, MaybeText, Variant, hold_focus, live};

pub use thread::{Asker, message_kind_key, thread_view};
pub use writer::{Writing, writer};

/// Why the reader may not ask, answer or decide; nothing when they may.
pub fn may_not(right: Right) -> MaybeText {
    let session = use_session();
    Signal::derive(move || {
        let role = session.get()?.company.role;
        role.require(right).err().map(|refusal| tf(&refusal.key(), &refusal.args()))
    })
}

/// The page.
#[component]
pub fn Help() -> impl IntoView {
    let list = Requests::new(Side::Company);
    let new = || {
        let href = Signal::stored(Route::NewRequest { solution: None }.href());
        view! { <ButtonLink label=text("help.new") href=href variant=Variant::Primary icon="add" refusal=may_not(Right::Edit)/> }
    };
    view! {
        <div class="page-head">
            <div class="page-head__text">
                <h1 tabindex="-1">{text("nav.help")}</h1>
                <p>{text("help.note")}</p>
            </div>
            <div class="page-head__actions">{new()}</div>
        </div>
        {live_view(list.load, move |listed| {
            let none = Memo::new(move |_| listed.with(|listed| listed.facets.all() == 0));
            (move || if none.get() {
                view! { <section class="card"><Empty icon="question" title=text("help.none") text=Signal::derive(|| Some(crate::i18n::t("help.none.text"))) actions=new().into_any()/></section> }.into_any()
            } else {
                view! { <Tools list/> {list.failed()} {all(list)} }.into_any()
            })
            .into_any()
        })}
    }
}

/// The requests that the filters show.
fn all(list: Requests) -> AnyView {
    let rows = Memo::new(move |_| list.listed().rows);
    let none = Memo::new(move |_| rows.with(Vec::is_empty));
    let lines = move || {
        hold_focus();
        rows.get()
    };
    let item = move |row: RequestRow| list.item(now_of(rows, row));
    view! {
        <section class="card card--flush requests" aria-label=said(|| crate::i18n::t("help.requests"))>
            {live(move || if none.get() {
                list.none_fits()
            } else {
                view! { <ul class="requests__list"><For each=lines key=|row| row.number.clone() children=item/></ul> }.into_any()
            })}
        </section>
        {list.more()}
    }
    .into_any()
}

/// Draws a screen of this journey.
pub fn screen(screen: Route) -> AnyView {
    match screen {
        Route::NewRequest { .. } => new::NewRequestPage().into_any(),
        Route::Request(number) => one::one(number),
        _ => Help().into_any(),
    }
}
