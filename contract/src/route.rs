//! Every address of the page: parsed and printed here and nowhere else, so that page, server and e-mails agree.

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::api::session::SignInError;
pub use crate::offers_view::OffersView;
pub use crate::requests_view::RequestsView;
pub use crate::resellers_view::{DirectoryView, ResellersView};
pub use crate::solutions_view::{SolutionsView, SortColumn};
pub use crate::sort::Sort;

/// What must be encoded inside one path segment (WHATWG URL path percent-encode set, and `/` and `%`).
const SEGMENT: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'/')
    .add(b'%')
    .add(b'\\');

word_enum! {
    /// The pages of an offer.
    OfferPage {
        Overview = "overview",
        Setup = "setup",
        Properties = "properties",
        Listing = "listing",
        PreviewAudience = "preview-audience",
        Plans = "plans",
        CoSell = "co-sell",
        Resell = "resell",
        Review = "review",
        History = "history",
        Compare = "compare",
    }
}

/// What a merge request points at, in the wizard's second step.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum MergeTarget {
    /// One of the company's offers.
    Offer(String),
    /// A listing address as typed.
    Url(String),
}

/// The dialogs and steps of "CSP reseller audience".
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum ResellStep {
    /// "Add authorized CSP partners", with what it searches.
    Add(DirectoryView),
    /// "Import CSPs".
    Import,
    /// "Copy from another offer", and comparing with it.
    Copy {
        /// The other offer, once it is chosen.
        from: Option<String>,
    },
    /// "Provide issue details": the request to support.
    Request,
    /// "Sync CSP audience": the exact list before it is sent.
    Sync,
}

/// An address of the page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Route {
    /// `/`
    Overview,
    /// `/report`: the printable proof of what was moved.
    Report,
    /// `/solutions`
    Solutions(SolutionsView),
    /// `/solutions/import`
    Import {
        /// A job to go on with, `?job=`.
        job: Option<String>,
    },
    /// `/solutions/bulk/merge`
    BulkMerge,
    /// `/solutions/bulk/discard`
    BulkDiscard,
    /// `/solutions/{id}/begin`
    Begin(String),
    /// `/solutions/{id}/merge`
    Merge(String),
    /// `/solutions/{id}/merge/request?offer=` or `?url=`
    MergeRequest(String, MergeTarget),
    /// `/solutions/{id}/discard`
    Discard(String),
    /// `/offers`
    Offers(OffersView),
    /// `/offers/new?from=`
    NewOffer {
        /// The solution that it is prefilled from.
        from: Option<String>,
    },
    /// `/offers/{id}/{page}`; `/offers/{id}` is its overview
    Offer(String, OfferPage),
    /// `/offers/{id}/resell/add`, `…/import`, `…/copy`, `…/request`, `…/sync`
    Resell(String, ResellStep),
    /// `/resellers`
    Resellers(ResellersView),
    /// `/resellers/compare?one=&other=`: the saved audiences of two offers beside each other.
    ResellersCompare {
        /// The one offer.
        one: Option<String>,
        /// The other offer.
        other: Option<String>,
    },
    /// `/resellers/apply?from=`: one audience for several offers.
    ResellersApply {
        /// The offer whose audience is taken.
        from: Option<String>,
    },
    /// `/toolkit`
    Toolkit,
    /// `/publishers`
    Publishers,
    /// `/help`
    Help(RequestsView),
    /// `/help/new?solution=`
    NewRequest {
        /// The solution that it is about.
        solution: Option<String>,
    },
    /// `/help/{number}`
    Request(String),
    /// `/desk`
    Desk(RequestsView),
    /// `/desk/calendar`: the desk's days off.
    DeskCalendar,
    /// `/desk/templates`: texts that operators use again.
    DeskTemplates,
    /// `/desk/{number}`
    DeskCase(String),
    /// `/sign-in`; the one-time code stands in the fragment, which no server log sees.
    SignIn {
        /// Where to go afterwards, `?next=`: an address of this page only.
        next: Option<String>,
        /// Why the company's own sign-in did not help, `?error=`.
        error: Option<SignInError>,
    },
    /// Anything else, as it was asked for.
    NotFound(String),
}

impl Route {
    /// Reads a path and a query string (with or without `?`). Never fails: what is not known is `NotFound`.
    pub fn parse(path: &str, query: &str) -> Route {
        let parts: Option<Vec<String>> = path
            .split('/')
            .filter(|part| !part.is_empty())
            .map(|part| percent_decode_str(part).decode_utf8().ok().map(|text| text.into_owned()))
            .collect();
        let query = query.trim_start_matches('?');
        parts
            .and_then(|parts| Route::from_parts(&parts.iter().map(String::as_str).collect::<Vec<_>>(), query))
            .unwrap_or_else(|| Route::NotFound(path.to_owned()))
    }

    fn from_parts(parts: &[&str], query: &str) -> Option<Route> {
        Some(match *parts {
            [] => Route::Overview,
            ["report"] => Route::Report,
            ["solutions"] => Route::Solutions(SolutionsView::from_query(query)),
            ["solutions", "import"] => Route::Import { job: value(query, "job") },
            ["solutions", "bulk", "merge"] => Route::BulkMerge,
            ["solutions", "bulk", "discard"] => Route::BulkDiscard,
            ["solutions", id, "begin"] => Route::Begin(id.into()),
            ["solutions", id, "merge"] => Route::Merge(id.into()),
            ["solutions", id, "merge", "request"] => Route::merge_request(id, query),
            ["solutions", id, "discard"] => Route::Discard(id.into()),
            ["offers"] => Route::Offers(OffersView::from_query(query)),
            ["offers", "new"] => Route::NewOffer { from: value(query, "from") },
            ["offers", id] => Route::Offer(id.into(), OfferPage::Overview),
            ["offers", id, page] => Route::Offer(id.into(), OfferPage::from_word(page)?),
            ["offers", id, "resell", "add"] => {
                Route::Resell(id.into(), ResellStep::Add(DirectoryView::from_query(query)))
            }
            ["offers", id, "resell", "import"] => Route::Resell(id.into(), ResellStep::Import),
            ["offers", id, "resell", "copy"] => {
                Route::Resell(id.into(), ResellStep::Copy { from: value(query, "from") })
            }
            ["offers", id, "resell", "request"] => Route::Resell(id.into(), ResellStep::Request),
            ["offers", id, "resell", "sync"] => Route::Resell(id.into(), ResellStep::Sync),
            ["resellers"] => Route::Resellers(ResellersView::from_query(query)),
            ["resellers", "compare"] => {
                Route::ResellersCompare { one: value(query, "one"), other: value(query, "other") }
            }
            ["resellers", "apply"] => Route::ResellersApply { from: value(query, "from") },
            ["toolkit"] => Route::Toolkit,
            ["publishers"] => Route::Publishers,
            ["help"] => Route::Help(RequestsView::from_query(query)),
            ["help", "new"] => Route::NewRequest { solution: value(query, "solution") },
            ["help", number] => Route::Request(number.into()),
            ["desk"] => Route::Desk(RequestsView::from_query(query)),
            ["desk", "calendar"] => Route::DeskCalendar,
            ["desk", "templates"] => Route::DeskTemplates,
            ["desk", number] => Route::DeskCase(number.into()),
            ["sign-in"] => Route::SignIn {
                next: value(query, "next").filter(|next| is_own_address(next)),
                error: value(query, "error").and_then(|word| SignInError::from_word(&word)),
            },
            _ => return None,
        })
    }

    /// Without an offer or an address the second step does not exist: the first one opens.
    fn merge_request(id: &str, query: &str) -> Route {
        match (value(query, "offer"), value(query, "url")) {
            (Some(offer), _) => Route::MergeRequest(id.into(), MergeTarget::Offer(offer)),
            (None, Some(url)) => Route::MergeRequest(id.into(), MergeTarget::Url(url)),
            (None, None) => Route::Merge(id.into()),
        }
    }

    /// The address of a part of the page, such as `/desk/10042#together`.
    pub fn part(&self, part: &str) -> String {
        format!("{}#{part}", self.href())
    }

    /// The address, with a leading slash; `parse` reads it back to the same route.
    pub fn href(&self) -> String {
        let one = |base: &str, id: &str, tail: &str| format!("{base}{}{tail}", utf8_percent_encode(id, SEGMENT));
        match self {
            Route::Overview => "/".into(),
            Route::Report => "/report".into(),
            Route::Solutions(view) => with_query("/solutions", &view.query()),
            Route::Import { job } => with_pair("/solutions/import", "job", job.as_deref()),
            Route::BulkMerge => "/solutions/bulk/merge".into(),
            Route::BulkDiscard => "/solutions/bulk/discard".into(),
            Route::Begin(id) => one("/solutions/", id, "/begin"),
            Route::Merge(id) => one("/solutions/", id, "/merge"),
            Route::MergeRequest(id, target) => {
                let (name, text) = match target {
                    MergeTarget::Offer(offer) => ("offer", offer),
                    MergeTarget::Url(url) => ("url", url),
                };
                with_pair(&one("/solutions/", id, "/merge/request"), name, Some(text))
            }
            Route::Discard(id) => one("/solutions/", id, "/discard"),
            Route::Offers(view) => with_query("/offers", &view.query()),
            Route::NewOffer { from } => with_pair("/offers/new", "from", from.as_deref()),
            Route::Offer(id, page) => one("/offers/", id, &format!("/{}", page.word())),
            Route::Resell(id, step) => step.href(&one("/offers/", id, "/resell")),
            Route::Resellers(view) => with_query("/resellers", &view.query()),
            Route::ResellersCompare { one, other } => {
                let mut query = form_urlencoded::Serializer::new(String::new());
                for (name, value) in [("one", one), ("other", other)] {
                    if let Some(value) = value {
                        query.append_pair(name, value);
                    }
                }
                with_query("/resellers/compare", &query.finish())
            }
            Route::ResellersApply { from } => with_pair("/resellers/apply", "from", from.as_deref()),
            Route::Toolkit => "/toolkit".into(),
            Route::Publishers => "/publishers".into(),
            Route::Help(view) => with_query("/help", &view.query()),
            Route::NewRequest { solution } => with_pair("/help/new", "solution", solution.as_deref()),
            Route::Request(number) => one("/help/", number, ""),
            Route::Desk(view) => with_query("/desk", &view.query()),
            Route::DeskCalendar => "/desk/calendar".into(),
            Route::DeskTemplates => "/desk/templates".into(),
            Route::DeskCase(number) => one("/desk/", number, ""),
            Route::SignIn { next, error } => {
                let mut query = form_urlencoded::Serializer::new(String::new());
                let next = next.as_deref().map(|next| ("next", next));
                query.extend_pairs(next.into_iter().chain(error.map(|error| ("error", error.word()))));
                with_query("/sign-in", &query.finish())
            }
            Route::NotFound(path) => path.clone(),
        }
    }

    /// The link that signs a person in once: the code is a fragment, so neither server nor proxy logs it.
    pub fn sign_in_link(base: &str, code: &str) -> String {
        format!("{}{}#code={code}", base.trim_end_matches('/'), Route::SignIn { next: None, error: None }.href())
    }
}

impl ResellStep {
    fn href(&self, page: &str) -> String {
        match self {
            ResellStep::Add(view) => with_query(&format!("{page}/add"), &view.query()),
            ResellStep::Import => format!("{page}/import"),
            ResellStep::Copy { from } => with_pair(&format!("{page}/copy"), "from", from.as_deref()),
            ResellStep::Request => format!("{page}/request"),
            ResellStep::Sync => format!("{page}/sync"),
        }
    }
}

/// Only a path of this page may be gone to after signing in; `//host` and `\` would leave it.
fn is_own_address(next: &str) -> bool {
    next.starts_with('/') && !next.starts_with("//") && !next.contains('\\')
}

fn value(query: &str, name: &str) -> Option<String> {
    form_urlencoded::parse(query.as_bytes())
        .find(|(key, value)| key == name && !value.is_empty())
        .map(|(_, value)| value.into_owned())
}

fn with_query(path: &str, query: &str) -> String {
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

fn with_pair(path: &str, name: &str, value: Option<&str>) -> String {
    let query = value.map(|value| form_urlencoded::Serializer::new(String::new()).append_pair(name, value).finish());
    with_query(path, &query.unwrap_or_default())
}
