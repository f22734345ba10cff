//! Providers, router and shell on one screen.

use contract::access::Right;
use contract::route::{RequestsView, Route};
use leptos::prelude::*;
use leptos_router::components::Router;

use crate::i18n::{said, t, text};
use crate::load::Failure;
use crate::route::{self, Here};
use crate::session::{self, Looking, SessionContext};
use crate::shell::Shell;
use crate::ui::live;
use crate::{confirm, embed, lazy, news, theme, toast, typed};

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    theme::provide();
    toast::provide();
    confirm::provide();
    let at = window().location().pathname().unwrap_or_default();
    let session = session::provide(matches!(Route::parse(&at, ""), Route::SignIn { .. }));
    crate::parts::solution_list::provide();
    crate::parts::offers::provide();
    typed::provide();
    news::provide(session);
    view! { <Router><Inside session/></Router> }
}

/// What needs the router.
#[component]
fn Inside(session: SessionContext) -> impl IntoView {
    let here = route::provide();
    // A dialog has a title of its own, a changed filter has not.
    let title = Memo::new(move |_| route::title_key(&here.route.get()));
    let title = move || here.title.get().unwrap_or_else(|| t(title.get()));
    Effect::new(move |_| document().set_title(&format!("{} - Cosell", title())));
    follow_screens(here);
    lazy::fetch_rest(session);
    let alone = Memo::new(move |_| {
        matches!(here.screen.get(), Route::SignIn { .. }) || session.looking().get() == Looking::Nobody
    });
    #[cfg(feature = "gallery")]
    if window().location().pathname().is_ok_and(|path| path == "/gallery") {
        return view! { <crate::gallery::Gallery/> }.into_any();
    }
    live(move || {
        if alone.get() {
            if embed::is_framed() { lazy::signed_out(session) } else { lazy::sign_in(session) }
        } else {
            view! { <Shell session><Screen here session/></Shell> }.into_any()
        }
    })
}

/// The screen of the open address, for people who may see it.
#[component]
fn Screen(here: Here, session: SessionContext) -> impl IntoView {
    // The person, not the whole session: a renewed token must not build the page again.
    let state = Memo::new(move |_| match session.looking().get() {
        Looking::Asking | Looking::Nobody => Gate::Closed,
        Looking::Unknown(error) => Gate::Failed(error),
        Looking::Somebody(session) => Gate::Open(session.company.id.clone(), session.company.role),
    });
    live(move || match state.get() {
        Gate::Closed => ().into_any(),
        Gate::Failed(error) => view! {
            <h1 class="visually-hidden" tabindex="-1">{text(route::title_key(&here.screen.get()))}</h1>
            <Failure error retry=Callback::new(move |()| session.ask())/>
        }
        .into_any(),
        Gate::Open(_, role) => {
            let screen = here.screen.get();
            match route::right(&screen) {
                // An operator's home is the desk.
                Some(Right::Read) if role.has(Right::Desk) && screen == Route::Overview => {
                    show(&Route::Desk(RequestsView::default()))
                }
                Some(right) if !role.has(right) => view! { <NotAllowed role right/> }.into_any(),
                _ => show(&screen),
            }
        }
    })
}

#[derive(Clone, PartialEq)]
enum Gate {
    Closed,
    Failed(crate::api::ApiError),
    Open(String, contract::access::Role),
}

/// A first visit is to Overview or Solutions; the code of everything else comes when it is opened.
fn show(screen: &Route) -> AnyView {
    let later = screen.clone();
    match screen {
        Route::Overview => lazy::overview(later),
        Route::Solutions(_) => lazy::solutions(later),
        Route::Report | Route::Import { .. } => lazy::files(later),
        Route::Merge(_) | Route::NewOffer { .. } | Route::BulkMerge | Route::BulkDiscard => lazy::migrate(later),
        Route::Help(_) | Route::NewRequest { .. } | Route::Request(_) => lazy::help(later),
        Route::Desk(_) | Route::DeskCase(_) | Route::DeskCalendar | Route::DeskTemplates => lazy::desk(later),
        Route::Offers(_) | Route::Offer(..) | Route::Publishers => lazy::offers(later),
        Route::Resellers(_) | Route::ResellersApply { .. } | Route::ResellersCompare { .. } => lazy::resellers(later),
        _ => lazy::other(later),
    }
}

/// The screen exists, but not for this role.
#[component]
fn NotAllowed(role: contract::access::Role, right: Right) -> impl IntoView {
    let refusal = contract::refusal::Refusal::RoleMayNot { role, right };
    let (back, label) = match right {
        Right::Desk => (Route::Help(RequestsView::default()), "nav.help"),
        _ => (Route::Overview, if role.has(Right::Desk) { "nav.desk" } else { "nav.overview" }),
    };
    view! {
        <div class="page-head"><div class="page-head__text">
            <h1 tabindex="-1">{text("load.notAllowed")}</h1>
            <p>{said(move || crate::i18n::tf(&refusal.key(), &refusal.args()))}</p>
        </div></div>
        <a class="button" href=back.href()>{text(label)}</a>
    }
}

/// After going to another screen the heading has the focus, so that screen readers begin there.
fn follow_screens(here: Here) {
    Effect::new(move |before: Option<Route>| {
        let screen = here.screen.get();
        if before.is_some_and(|before| before != screen) {
            request_animation_frame(focus_heading);
        }
        screen
    });
}

/// Whether the screen's heading has the focus.
pub fn heading_is_focused() -> bool {
    document().active_element().is_some_and(|element| element.matches("main h1").unwrap_or(false))
}

/// Puts the focus on the screen's heading.
pub fn focus_heading() {
    if let Some(heading) = document().query_selector("main h1").ok().flatten() {
        crate::ui::focus(&heading);
    }
}
