//! What each address shows and what it is called. Addresses themselves are spelled by `contract::route` alone.

use contract::access::Right;
use contract::route::{Route, SolutionsView};
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

/// The address that is open, followed.
#[derive(Clone, Copy)]
pub struct Here {
    /// With search and filters.
    pub route: Memo<Route>,
    /// Without them: changes only when another screen is to be shown.
    pub screen: Memo<Route>,
}

/// Provides the open address. Below `Router` only.
pub fn provide() -> Here {
    let location = use_location();
    let route = Memo::new(move |_| Route::parse(&location.pathname.get(), &location.search.get()));
    let screen = Memo::new(move |_| match route.get() {
        Route::Solutions(_) => Route::Solutions(SolutionsView::default()),
        other => other,
    });
    let here = Here { route, screen };
    provide_context(here);
    let navigate = use_navigate();
    provide_context(Go { navigate: StoredValue::new_local(Box::new(navigate)) });
    here
}

/// The open address.
pub fn use_here() -> Here {
    use_context().unwrap_or_else(|| {
        let route = Memo::new(|_| Route::Overview);
        Here { route, screen: route }
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
        Route::BulkMerge => "upcoming.bulkMerge",
        Route::Begin(_) => "upcoming.begin",
        Route::Merge(_) | Route::MergeRequest(..) => "upcoming.merge",
        Route::Discard(_) => "upcoming.discard",
        Route::Offers => "nav.offers",
        Route::NewOffer { .. } => "upcoming.newOffer",
        Route::Offer(..) => "upcoming.offer",
        Route::Resellers => "nav.resellers",
        Route::Toolkit => "nav.toolkit",
        Route::Publishers => "nav.publishers",
        Route::Help => "nav.help",
        Route::NewRequest => "upcoming.newRequest",
        Route::Request(_) => "upcoming.request",
        Route::Desk | Route::DeskCase(_) => "nav.desk",
        Route::SignIn { .. } => "signIn.title",
        Route::NotFound(_) => "notFound.title",
    }
}

/// The right that a screen asks for; `None` for screens that anyone may see.
pub const fn right(route: &Route) -> Option<Right> {
    match route {
        Route::SignIn { .. } | Route::NotFound(_) => None,
        Route::Desk | Route::DeskCase(_) => Some(Right::Desk),
        Route::Import { .. } | Route::BulkMerge => Some(Right::Edit),
        _ => Some(Right::Read),
    }
}
