//! The navigation, beside the content or in a drawer on small screens.

use contract::access::Right;
use contract::route::{OffersView, RequestsView, ResellersView, Route, SolutionsView};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::embed;
use crate::i18n::{self, said, text};
use crate::lazy;
use crate::news::use_news;
use crate::parts::solution_list::{Fill, use_solutions};
use crate::route::use_here;
use crate::session::SessionContext;
use crate::ui::{Icon, live};

/// One place in the navigation: where it leads, its text, its icon and the icon's filled twin.
struct Place {
    route: fn() -> Route,
    label: &'static str,
    icon: &'static str,
    filled: &'static str,
}

const PARTNER: [Place; 7] = [
    Place { route: || Route::Overview, label: "nav.overview", icon: "home", filled: "home-filled" },
    Place {
        route: || Route::Solutions(SolutionsView::default()),
        label: "nav.solutions",
        icon: "list",
        filled: "list-filled",
    },
    Place { route: || Route::Offers(OffersView::default()), label: "nav.offers", icon: "tag", filled: "tag-filled" },
    Place {
        route: || Route::Resellers(ResellersView::default()),
        label: "nav.resellers",
        icon: "people",
        filled: "people-filled",
    },
    Place { route: || Route::Toolkit, label: "nav.toolkit", icon: "toolbox", filled: "toolbox-filled" },
    Place { route: || Route::Publishers, label: "nav.publishers", icon: "building", filled: "building-filled" },
    Place {
        route: || Route::Help(RequestsView::default()),
        label: "nav.help",
        icon: "question",
        filled: "question-filled",
    },
];

const DESK: [Place; 1] =
    [Place { route: || Route::Desk(RequestsView::default()), label: "nav.desk", icon: "desk", filled: "desk-filled" }];

/// The place under which a screen lies.
fn home_of(route: &Route) -> Route {
    match route {
        Route::Report | Route::Overview => Route::Overview,
        Route::Solutions(_)
        | Route::Import { .. }
        | Route::BulkMerge
        | Route::BulkDiscard
        | Route::Begin(_)
        | Route::Merge(_)
        | Route::MergeRequest(..)
        | Route::Discard(_) => Route::Solutions(SolutionsView::default()),
        Route::Offers(_) | Route::NewOffer { .. } | Route::Offer(..) | Route::Resell(..) => {
            Route::Offers(OffersView::default())
        }
        Route::Resellers(_) | Route::ResellersApply { .. } | Route::ResellersCompare { .. } => {
            Route::Resellers(ResellersView::default())
        }
        Route::Help(_) | Route::NewRequest { .. } | Route::Request(_) => Route::Help(RequestsView::default()),
        Route::Desk(_) | Route::DeskCase(_) | Route::DeskCalendar | Route::DeskTemplates => {
            Route::Desk(RequestsView::default())
        }
        other => other.clone(),
    }
}

/// The lists: what the company sees, and the desk for operators.
#[component]
pub fn NavLists(
    /// The session of this tab.
    session: SessionContext,
) -> impl IntoView {
    let reads = Memo::new(move |_| session.may(Right::Read));
    let decides = Memo::new(move |_| session.may(Right::Desk));
    view! {
        <Show when=move || reads.get()>
            <ul class="nav__list">{PARTNER.map(|place| view! { <NavItem place session/> }).collect_view()}</ul>
        </Show>
        <Show when=move || decides.get()>
            <ul class="nav__list">{DESK.map(|place| view! { <NavItem place session/> }).collect_view()}</ul>
        </Show>
    }
}

#[component]
fn NavItem(place: Place, session: SessionContext) -> impl IntoView {
    let here = use_here();
    let route = (place.route)();
    let href = route.href();
    let counts = matches!(route, Route::Solutions(_));
    let current = Memo::new(move |_| home_of(&here.screen.get()) == route);
    // Only the figure, so that a renewed session does not draw the link again.
    let (list, news) = (use_solutions(), use_news());
    let open = Memo::new(move |_| {
        // Once all rows are here, they know best; the news are two seconds behind, the session is as old as the token.
        let counted = list.filter(|list| counts && list.fill.get() == Fill::Full).map(|list| list.counts().open());
        let heard = || news.and_then(|news| news.open_solutions.get());
        counted
            .or_else(heard)
            .or_else(|| session.get().map(|session| session.open_solutions))
            .filter(|open| counts && *open > 0)
    });
    view! {
        <li>
            <a class="nav__link" href=href aria-current=move || current.get().then_some("page")>
                {live(move || view! { <Icon name=if current.get() { place.filled } else { place.icon }/> })}
                <span class="nav__label">{text(place.label)}</span>
                {live(move || open.get().map(|open| view! {
                    <span class="nav__count" aria-label=said(move || i18n::tn("overview.headline", open))>{said(move || i18n::number(open))}</span>
                }))}
            </a>
        </li>
    }
}

/// The navigation as a drawer; any link closes it.
#[component]
pub fn Drawer(
    /// The session of this tab.
    session: SessionContext,
    /// Whether it is open.
    open: RwSignal<bool>,
) -> impl IntoView {
    let dialog: NodeRef<leptos::html::Dialog> = NodeRef::new();
    Effect::new(move |_| {
        let Some(dialog) = dialog.get() else { return };
        // Opening an open dialog is refused by the browser, and that is the state we want.
        if open.get() && !dialog.open() {
            let _ = dialog.show_modal();
        } else if !open.get() && dialog.open() {
            dialog.close();
        }
    });
    let close_after_link = move |event: web_sys::MouseEvent| {
        let on_link = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        if on_link.is_some_and(|element| element.closest("a").ok().flatten().is_some()) {
            open.set(false);
        }
    };
    let company = Memo::new(move |_| session.get().map(|session| session.company.name));
    view! {
        <dialog class="drawer" node_ref=dialog aria-label=text("nav.main") on:close=move |_| open.set(false) on:click=close_after_link>
            <div class="drawer__head">
                <button type="button" class="button button--subtle button--icon" aria-label=text("nav.close") on:click=move |_| open.set(false)>
                    <Icon name="dismiss"/>
                </button>
                <span class="wordmark"><span class="wordmark__sign" aria-hidden="true"></span>"Cosell"</span>
            </div>
            <nav class="nav" aria-label=text("nav.main")><NavLists session/></nav>
            <div class="drawer__foot">
                {live(move || company.get())}
                {embed::is_framed().then(|| lazy::sign_out_soon(session))}
            </div>
        </dialog>
    }
}
