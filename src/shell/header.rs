//! The header: word mark, search over everything, language, account.

use contract::access::Right;
use contract::route::{Route, SolutionsView};
use leptos::prelude::*;

use super::account::{AccountMenu, LanguageMenu};
use super::bell::Bell;
use crate::embed;
use crate::i18n::text;
use crate::lazy;
use crate::route::use_go;
use crate::session::SessionContext;
use crate::ui::{Icon, live};

/// The header.
#[component]
pub fn Header(
    /// The session of this tab.
    session: SessionContext,
    /// Opens the drawer.
    drawer: RwSignal<bool>,
    /// Opens the list of shortcuts.
    help: RwSignal<bool>,
) -> impl IntoView {
    let company = Memo::new(move |_| session.get().map(|session| session.company.name));
    // The page around a frame has a name, a language and an account of its own.
    let framed = embed::is_framed();
    view! {
        <header class="header">
            <button type="button" class="button button--subtle button--icon header__menu" aria-haspopup="dialog"
                aria-label=text("nav.open") on:click=move |_| drawer.set(true)>
                <Icon name="navigation"/>
            </button>
            <a class="wordmark" href=Route::Overview.href() hidden=framed>
                <span class="wordmark__sign" aria-hidden="true"></span>
                <span class="wordmark__text">"Cosell"</span>
            </a>
            <GlobalSearch session/>
            <span class="header__company">{live(move || company.get())}</span>
            <div class="header__tools">
                <Bell session/>
                {if framed {
                    lazy::company_switch_soon(session)
                } else {
                    view! { <LanguageMenu/><AccountMenu session help/> }.into_any()
                }}
            </div>
        </header>
    }
}

/// Search over everything; until there are more kinds of things, it looks for solutions.
#[component]
fn GlobalSearch(session: SessionContext) -> impl IntoView {
    let go = use_go();
    // The desk sees no partner's list.
    let closed = Memo::new(move |_| session.get().is_some_and(|session| !session.company.role.has(Right::Read)));
    let typed = RwSignal::new(String::new());
    let submit = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        go.to(&Route::Solutions(SolutionsView { search: typed.get_untracked(), ..SolutionsView::default() }));
        typed.set(String::new());
    };
    view! {
        <form class="header__search" role="search" hidden=closed on:submit=submit>
            <div class="search-box search-box--quiet">
                <Icon name="search"/>
                <input class="search-box__input" id="global-search" type="search" autocomplete="off"
                    aria-label=text("shell.search") placeholder=text("shell.search")
                    prop:value=move || typed.get() on:input=move |event| typed.set(event_target_value(&event))/>
                <kbd class="kbd" aria-hidden="true">"/"</kbd>
            </div>
        </form>
    }
}
