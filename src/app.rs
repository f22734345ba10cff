//! Providers, router and shell on one screen.

use contract::access::Right;
use contract::route::{RequestsView, Route};
use leptos::prelude::*;
use leptos_router::components::Router;

use crate::i18n::{said, t, text};
use crate::load::Failure;
use crate::pages;
use crate::route::{self, Here};
use crate::session::{self, Looking, SessionContext};
use crate::shell::Shell;
use crate::ui::live;
use crate::{confirm, news, theme, toast, typed};

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
    let alone = Memo::new(move |_| {
        matches!(here.screen.get(), Route::SignIn { .. }) || session.looking().get() == Looking::Nobody
    });
    #[cfg(feature = "gallery")]
    if window().location().pathname().is_ok_and(|path| path == "/gallery") {
        return view! { <crate::gallery::Gallery/> }.into_any();
    }
    live(move || {
        if alone.get() {
            pages::sign_in::SignIn(pages::sign_in::SignInProps { session }).into_any()
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
                Some(right) if !role.has(right) => view! { <NotAllowed role/> }.into_any(),
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

fn show(screen: &Route) -> AnyView {
    match screen {
        Route::Overview => pages::overview::OverviewPage().into_any(),
        Route::Report => pages::report::Report().into_any(),
        Route::Solutions(_) => pages::solutions::Solutions().into_any(),
        Route::Import { .. } => pages::import::Import().into_any(),
        Route::Merge(id) => {
            let id = id.clone();
            view! { <pages::migrate::MergePage id/> }.into_any()
        }
        Route::NewOffer { from } => {
            let from = from.clone();
            view! { <pages::migrate::NewOfferPage from/> }.into_any()
        }
        Route::BulkMerge => pages::migrate::BulkMergePage().into_any(),
        Route::BulkDiscard => pages::migrate::BulkDiscardPage().into_any(),
        Route::Help(_) => pages::help::Help().into_any(),
        Route::NewRequest { .. } => pages::help::new::NewRequestPage().into_any(),
        Route::Request(number) => pages::help::one::one(number.clone()),
        Route::Desk(_) => pages::desk::Desk().into_any(),
        Route::DeskCase(number) => pages::desk::case::case(number.clone()),
        Route::DeskCalendar => pages::desk::calendar::CalendarPage().into_any(),
        Route::DeskTemplates => pages::desk::templates::TemplatesPage().into_any(),
        Route::Offers => pages::offers::Offers().into_any(),
        Route::Offer(id, page) => pages::offers::frame::frame(id.clone(), *page),
        Route::Publishers => pages::publishers::Publishers().into_any(),
        Route::NotFound(_) => pages::not_found::NotFound().into_any(),
        other => {
            let route = other.clone();
            view! { <pages::upcoming::Upcoming route/> }.into_any()
        }
    }
}

/// The screen exists, but not for this role.
#[component]
fn NotAllowed(role: contract::access::Role) -> impl IntoView {
    let refusal = contract::refusal::Refusal::RoleMayNot { role, right: Right::Edit };
    view! {
        <div class="page-head"><div class="page-head__text"><h1 tabindex="-1">{text("load.notAllowed")}</h1></div></div>
        <p>{said(move || crate::i18n::tf(&refusal.key(), &refusal.args()))}</p>
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

/// Puts the focus on the screen's heading.
pub fn focus_heading() {
    if let Some(heading) = document().query_selector("main h1").ok().flatten() {
        crate::ui::focus(&heading);
    }
}
