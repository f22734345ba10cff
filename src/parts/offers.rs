//! The company's offers in the browser, and which of them a solution may be: asked for once, shared by every screen.

use contract::api::list::Page;
use contract::api::merging::{FactsOf, SolutionFacts, add_live_offers, live_offers, no_live_offers};
use contract::api::offers::OfferRow;
use contract::api::path;
use contract::api::solutions::SolutionRow;
use contract::listing_url::{KnownListing, ListingUrl};
use contract::matching::{Match, Offers};
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{self, ApiError, Intent};
use crate::load::Loaded;
use crate::parts::wait::idle;
use crate::session::{SessionContext, use_session};
use crate::storefronts::storefronts;

/// How long what was read is fresh enough, in milliseconds.
const FRESH_MS: f64 = 15_000.0;
/// How many are read for matching at a time.
const PART: usize = 50;

/// The company's offers.
#[derive(Clone, Copy)]
pub struct OfferList {
    /// All of them, as far as they are here.
    pub rows: RwSignal<Loaded<Vec<OfferRow>>>,
    session: SessionContext,
    of: StoredValue<(Option<String>, f64)>,
    /// The live ones as matching reads them; made when somebody asks.
    index: StoredValue<Option<Offers>, LocalStorage>,
}

/// Provides the list, empty until a screen opens it.
pub fn provide() {
    provide_context(OfferList {
        rows: RwSignal::new(Loaded::Loading),
        session: use_session(),
        of: StoredValue::new((None, 0.0)),
        index: StoredValue::new_local(None),
    });
}

/// The company's offers; provided by the app.
pub fn use_offers() -> Option<OfferList> {
    use_context()
}

impl OfferList {
    /// Reads the offers unless they are fresh.
    pub fn open(self) {
        let Some(company) = self.session.get().map(|session| session.company.id) else { return };
        let now = js_sys::Date::now();
        let (of, at) = self.of.get_value();
        if of.as_ref() != Some(&company) {
            self.rows.set(Loaded::Loading);
        } else if now - at < FRESH_MS {
            return;
        }
        self.of.set_value((Some(company), now));
        spawn_local(async move { self.take(all().await) });
    }

    /// Reads them again, fresh or not.
    pub fn again(self) {
        self.of.update_value(|(_, at)| *at = 0.0);
        self.open();
    }

    fn take(self, answer: Result<Vec<OfferRow>, ApiError>) {
        match answer {
            Ok(rows) => {
                if self.rows.with_untracked(|before| !matches!(before, Loaded::Ready(before) if *before == rows)) {
                    self.index.set_value(None);
                    self.rows.set(Loaded::Ready(rows));
                }
            }
            Err(ApiError::SignedOut) => self.session.ended(),
            Err(error) => {
                self.of.update_value(|(_, at)| *at = 0.0);
                // What is here stays usable.
                if self.rows.with_untracked(|before| !matches!(before, Loaded::Ready(_))) {
                    self.rows.set(Loaded::Failed(error));
                }
            }
        }
    }

    /// Looks at the offers that are here, followed.
    pub fn with<T>(self, look: impl FnOnce(&[OfferRow]) -> T) -> T {
        self.rows.with(|rows| look(if let Loaded::Ready(rows) = rows { rows } else { &[] }))
    }

    /// Whether they are here, followed.
    pub fn here(self) -> bool {
        self.rows.with(|rows| matches!(rows, Loaded::Ready(_)))
    }

    /// One of them, followed.
    pub fn get(self, id: &str) -> Option<OfferRow> {
        self.with(|rows| rows.iter().find(|offer| offer.id == id).cloned())
    }

    /// The known offer that an address leads to, followed.
    pub fn listed_at(self, url: &ListingUrl) -> Option<OfferRow> {
        self.with(|rows| {
            let urls: Vec<Option<ListingUrl>> =
                rows.iter().map(|offer| address_of(offer.listing_url.as_deref())).collect();
            let known = rows.iter().zip(&urls).map(|(offer, url)| KnownListing {
                publisher: &offer.publisher,
                offer: &offer.external_id,
                url: url.as_ref(),
            });
            url.find(known).and_then(|at| rows.get(at)).cloned()
        })
    }

    /// Whether offers are here and none of them is of this publisher, followed.
    pub fn is_foreign(self, publisher: &str) -> bool {
        self.with(|rows| !rows.is_empty() && !rows.iter().any(|offer| offer.publisher.eq_ignore_ascii_case(publisher)))
    }

    /// The live offers that a solution may be, best first; those that a person said are no match left out. Followed.
    pub fn suggest(self, row: &SolutionRow, facts: &SolutionFacts, limit: usize) -> Vec<Match> {
        self.rows.track();
        self.read_for_matching();
        self.index
            .with_value(|index| index.as_ref().map(|index| facts.suggest(row, index, &storefronts(), limit)))
            .unwrap_or_default()
    }

    /// Has the live offers read as matching wants them, unless they are.
    fn read_for_matching(self) {
        if self.index.with_value(Option::is_some) {
            return;
        }
        let index = self.with(|rows| live_offers(&self.company(), rows, &storefronts()));
        self.index.set_value(Some(index));
    }

    /// The same with pauses: reading 500 takes longer than the page may stand still.
    pub async fn read_for_matching_in_parts(self) {
        while self.index.try_with_value(Option::is_none) == Some(true) {
            let Some(Loaded::Ready(rows)) = self.rows.try_get_untracked() else { return };
            let mut index = no_live_offers(&untrack(|| self.company()), &rows);
            for part in rows.chunks(PART) {
                idle().await;
                add_live_offers(&mut index, part, &storefronts());
            }
            // Other ones may have come in the meantime.
            let same = |now: &Loaded<Vec<OfferRow>>| matches!(now, Loaded::Ready(now) if *now == rows);
            if self.rows.try_with_untracked(same) == Some(true) {
                let _ = self.index.try_set_value(Some(index));
            }
        }
    }

    fn company(self) -> String {
        self.session.get().map(|session| session.company.name).unwrap_or_default()
    }
}

async fn all() -> Result<Vec<OfferRow>, ApiError> {
    let first = format!("{}?limit=1000", path::OFFERS);
    let (mut address, mut rows) = (first.clone(), Vec::new());
    loop {
        let page: Page<OfferRow> = api::get(&address).await?;
        rows.extend(page.items);
        match page.next_cursor {
            Some(cursor) => address = format!("{first}&cursor={cursor}"),
            None => return Ok(rows),
        }
    }
}

fn address_of(url: Option<&str>) -> Option<ListingUrl> {
    ListingUrl::parse(url?, &storefronts()).ok()
}

/// What matching needs to know of solutions.
///
/// # Errors
/// See `ApiError`.
pub async fn facts(ids: Vec<String>) -> Result<Vec<SolutionFacts>, ApiError> {
    api::post(path::SOLUTION_FACTS, &FactsOf { items: ids }, &Intent::new()).await
}

/// The live offers that one solution may be, as soon as offers and facts are here.
#[derive(Clone, Copy)]
pub struct Best {
    found: Memo<Option<Vec<Match>>>,
    offers: Option<OfferList>,
}

impl Best {
    /// Asks for what is needed; without an answer there is no suggestion.
    pub fn of(id: &str, row: Signal<Option<SolutionRow>>) -> Best {
        let (offers, known) = (use_offers(), RwSignal::new(None::<SolutionFacts>));
        if let Some(offers) = offers {
            offers.open();
        }
        let id = id.to_owned();
        spawn_local(async move {
            if let Ok(read) = facts(vec![id]).await {
                let _ = known.try_set(read.into_iter().next());
            }
        });
        let found = Memo::new(move |_| {
            let offers = offers.filter(|offers| offers.here())?;
            Some(offers.suggest(&row.get()?, &known.get()?, 3))
        });
        Best { found, offers }
    }

    /// Best first, followed; nothing while something is missing.
    pub fn get(self) -> Option<Vec<Match>> {
        self.found.get()
    }

    /// The name of an offer, followed.
    pub fn name_of(self, offer: &str) -> String {
        self.offers.and_then(|offers| offers.get(offer)).map(|offer| offer.name).unwrap_or_default()
    }
}
