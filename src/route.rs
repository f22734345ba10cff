//! What each address shows and what it is called. Addresses themselves are spelled by `contract::route` alone.

use contract::access::Right;
use contract::route::{OfferPage, OffersView, RequestsView, ResellStep, ResellersView, Route, SolutionsView};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};
use leptos_router::location::{BrowserUrl, Location, LocationProvider};

/// The address that is open, followed.
#[derive(Clone, Copy)]
pub struct Here {
    /// With search and filters.
    pub route: Memo<Route>,
    /// Without them: changes only when another screen is to be shown.
    pub screen: Memo<Route>,
    /// What the browser's tab says before the portal's name, where a screen knows better than its route.
    pub title: RwSignal<Option<String>>,
}

/// Provides the open address. Below `Router` only.
pub fn provide() -> Here {
    let location = use_location();
    let route = Memo::new(move |_| Route::parse(&location.pathname.get(), &location.search.get()));
    let screen = Memo::new(move |_| match route.get() {
        // Dialogs stand over the list, which stays.
        Route::Solutions(_) | Route::Begin(_) | Route::Discard(_) => Route::Solutions(SolutionsView::default()),
        // Both steps are one wizard.
        Route::MergeRequest(id, _) => Route::Merge(id),
        Route::Resell(id, _) => Route::Offer(id, OfferPage::Resell),
        Route::Help(_) => Route::Help(RequestsView::default()),
        Route::Desk(_) => Route::Desk(RequestsView::default()),
        Route::Offers(_) => Route::Offers(OffersView::default()),
        Route::Resellers(_) => Route::Resellers(ResellersView::default()),
        // Another offer to compare leaves the screen.
        Route::ResellersCompare { .. } => Route::ResellersCompare { one: None, other: None },
        // Another source leaves what is ticked.
        Route::ResellersApply { .. } => Route::ResellersApply { from: None },
        // The same screen goes on with the job that it began.
        Route::Import { .. } => Route::Import { job: None },
        other => other,
    });
    let here = Here { route, screen, title: RwSignal::new(None) };
    provide_context(here);
    keep_address(&location);
    let navigate = use_navigate();
    provide_context(Go { navigate: StoredValue::new_local(Box::new(navigate)) });
    here
}

/// Keeps the browser's address in step with the screen. The router leaves it as it is until a set of its own routes is
/// ready, which this page does without, and where it takes a way forward for a way back.
fn keep_address(location: &Location) {
    let (path, search) = (location.pathname, location.search);
    let browser = use_context::<BrowserUrl>();
    Effect::new(move |_| {
        path.track();
        search.track();
        if let Some(browser) = &browser {
            browser.ready_to_complete();
        }
        request_animation_frame(move || {
            // As it is by now: Back and Forward may follow each other within a frame.
            let (Some(path), Some(search)) = (path.try_get_untracked(), search.try_get_untracked()) else { return };
            let query = if search.is_empty() { search } else { format!("?{search}") };
            let shown = window().location();
            if shown.pathname().is_ok_and(|now| now == path) && shown.search().is_ok_and(|now| now == query) {
                return;
            }
            if let Ok(history) = window().history() {
                // A frame may forbid it; the screen is the right one all the same.
                let _ = history.push_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&format!("{path}{query}")));
            }
        });
    });
}

/// The open address.
pub fn use_here() -> Here {
    use_context().unwrap_or_else(|| {
        let route = Memo::new(|_| Route::Overview);
        Here { route, screen: route, title: RwSignal::new(None) }
    })
}

type Navigate = Box<dyn Fn(&str, NavigateOptions)>;

/// Goes to addresses.
#[derive(Clone, Copy)]
pub struct Go {
    navigate: StoredValue<Navigate, LocalStorage>,
}

/// Goes to addresses.
pub fn use_go() -> Go {
    use_context().unwrap_or_else(|| Go { navigate: StoredValue::new_local(Box::new(|_, _| {})) })
}

impl Go {
    /// Goes on: the browser's back button comes back here.
    pub fn to(self, route: &Route) {
        self.navigate.with_value(|navigate| navigate(&route.href(), NavigateOptions::default()));
    }

    /// Puts another address in place of this one, such as a changed filter; the page stays where it is scrolled to.
    pub fn replace(self, route: &Route) {
        let options = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
        self.navigate.with_value(|navigate| navigate(&route.href(), options));
    }
}

/// The catalogue key of a screen's title.
pub const fn title_key(route: &Route) -> &'static str {
    match route {
        Route::Overview => "nav.overview",
        Route::Report => "report.title",
        Route::Solutions(_) => "nav.solutions",
        Route::Import { .. } => "import.title",
        Route::BulkMerge => "selection.merge",
        Route::Begin(_) => "begin.title",
        Route::Merge(_) | Route::MergeRequest(..) => "merge.title",
        Route::Discard(_) => "discard.title",
        Route::BulkDiscard => "selection.discard",
        Route::Offers(_) => "nav.offers",
        Route::NewOffer { .. } => "newOffer.title",
        Route::Offer(_, page) => offer_title_key(*page),
        Route::Resell(_, step) => match step {
            ResellStep::Add(_) => "resellAdd.title",
            ResellStep::Import => "resell.import",
            ResellStep::Copy { .. } => "resell.copy",
            ResellStep::Request => "resell.request.title",
            ResellStep::Sync => "resell.sync",
        },
        Route::Resellers(_) => "nav.resellers",
        Route::ResellersApply { .. } => "resellers.apply",
        Route::ResellersCompare { .. } => "resellers.compare",
        Route::Toolkit => "nav.toolkit",
        Route::Publishers => "nav.publishers",
        Route::Help(_) => "nav.help",
        Route::NewRequest { .. } => "help.new",
        Route::Request(_) => "help.request",
        Route::Desk(_) => "nav.desk",
        Route::DeskCase(_) => "desk.case",
        Route::DeskCalendar => "desk.calendar",
        Route::DeskTemplates => "desk.templates",
        Route::SignIn { .. } => "signIn.title",
        Route::NotFound(_) => "notFound.title",
    }
}

/// The catalogue key of what a page of an offer is called in the browser's tab.
const fn offer_title_key(page: OfferPage) -> &'static str {
    match page {
        OfferPage::Overview => "offerPage.overview",
        OfferPage::Setup => "offerPage.setup",
        OfferPage::Properties => "offerPage.properties",
        OfferPage::Listing => "offerPage.listing",
        OfferPage::PreviewAudience => "offerPage.preview-audience",
        OfferPage::Plans => "offerPage.plans",
        OfferPage::CoSell => "offerPage.co-sell",
        OfferPage::Resell => "resell.title",
        OfferPage::Review => "offerPage.review",
        OfferPage::History => "offerPage.history",
        OfferPage::Compare => "offerPage.compare",
    }
}

/// The right that a screen asks for; `None` for screens that anyone may see.
pub const fn right(route: &Route) -> Option<Right> {
    match route {
        Route::SignIn { .. } | Route::NotFound(_) => None,
        Route::Desk(_) | Route::DeskCase(_) | Route::DeskCalendar | Route::DeskTemplates => Some(Right::Desk),
        Route::Import { .. }
        | Route::BulkMerge
        | Route::BulkDiscard
        | Route::Merge(_)
        | Route::MergeRequest(..)
        | Route::Resell(..)
        | Route::ResellersApply { .. }
        | Route::NewOffer { .. } => Some(Right::Edit),
        _ => Some(Right::Read),
    }
}
