//! All solutions of the company in the browser: filled in the background, kept fresh, shared by every screen.

use columns::Store;
use contract::api::path;
use contract::api::people::Colleague;
use contract::api::solutions::{Changes, SolutionPage, SolutionRow};
use contract::route::SolutionsView;
use contract::solution::Counts;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{self, ApiError};
use crate::session::{SessionContext, use_session};

/// The first page: `boot.js` asks for the same address while the program is on its way.
const FIRST_PAGE: &str = "/api/v1/solutions?limit=1000";

/// How far the browser's copy has come.
#[derive(Clone, Debug, PartialEq)]
pub enum Fill {
    /// Rows are still coming.
    Filling {
        /// Rows that are here.
        have: u64,
        /// Rows in all, once the first page is here.
        total: Option<u64>,
    },
    /// All rows are here.
    Full,
    /// The rest did not come; what is here stays usable.
    Failed(ApiError),
}

/// The company's solutions.
#[derive(Clone, Copy)]
pub struct SolutionList {
    store: StoredValue<Store, LocalStorage>,
    session: SessionContext,
    /// Rises with every change of a row; follow it to look again.
    pub revision: RwSignal<u32>,
    /// How far it has come.
    pub fill: RwSignal<Fill>,
    /// Colleagues, by name.
    pub people: RwSignal<Vec<Colleague>>,
    /// The company whose rows are here, and a number that ends the fill of an earlier one.
    of: StoredValue<(Option<String>, u32)>,
    since: StoredValue<Option<u64>>,
    /// Ids that were selected for the bulk page that opens next, in the order of the list.
    pub chosen: StoredValue<Vec<String>>,
    /// How far the list was scrolled when its screen was left, and which view it showed.
    pub left_at: StoredValue<Option<(SolutionsView, f64)>>,
    /// How high its rows' part of the screen was when it was last seen: with the same height again nothing is drawn twice.
    pub height: StoredValue<f64>,
}

/// Provides the list, empty until a screen opens it.
pub fn provide() {
    let session = use_session();
    provide_context(SolutionList {
        store: StoredValue::new_local(Store::new()),
        session,
        revision: RwSignal::new(0),
        fill: RwSignal::new(Fill::Filling { have: 0, total: None }),
        people: RwSignal::new(Vec::new()),
        of: StoredValue::new((None, 0)),
        since: StoredValue::new(None),
        chosen: StoredValue::new(Vec::new()),
        left_at: StoredValue::new(None),
        height: StoredValue::new(600.0),
    });
}

/// The company's solutions; provided by the app.
pub fn use_solutions() -> Option<SolutionList> {
    use_context()
}

impl SolutionList {
    /// Opens the list for the session's company: fills it, or asks what changed since.
    pub fn open(self) {
        let Some(company) = self.session.get().map(|session| session.company.id) else { return };
        let same = self.of.with_value(|(of, _)| of.as_ref() == Some(&company));
        if same && self.fill.get_untracked() == Fill::Full {
            self.freshen();
            return;
        }
        let round = self.of.with_value(|(_, round)| round.wrapping_add(1));
        self.of.set_value((Some(company), round));
        self.store.set_value(Store::new());
        self.since.set_value(None);
        self.fill.set(Fill::Filling { have: 0, total: None });
        self.revision.update(|revision| *revision += 1);
        spawn_local(async move {
            if let Err(error) = self.fill(round).await
                && self.is_current(round)
            {
                self.failed(error);
            }
        });
        spawn_local(async move {
            if let Ok(people) = api::get::<Vec<Colleague>>(path::USERS).await {
                let names: Vec<_> = people.iter().map(|person| (person.id.clone(), person.name.clone())).collect();
                self.with(|store| store.set_names(&names));
                let _ = self.people.try_set(people);
            }
        });
    }

    async fn fill(self, round: u32) -> Result<(), ApiError> {
        let mut address = FIRST_PAGE.to_owned();
        let mut total = None;
        loop {
            let page: SolutionPage = api::get(&address).await?;
            if !self.is_current(round) {
                return Ok(());
            }
            total = total.or(page.total);
            if let Some(since) = page.since {
                self.since.set_value(Some(since));
            }
            let have = self.with(|store| {
                store.extend(&page.items);
                store.len() as u64
            });
            match page.next_cursor {
                Some(cursor) => {
                    self.fill.set(Fill::Filling { have, total });
                    address = format!("{FIRST_PAGE}&cursor={cursor}");
                }
                None => {
                    self.fill.set(Fill::Full);
                    self.freshen();
                    return Ok(());
                }
            }
        }
    }

    /// While rows are still coming, a narrowed view is asked of the server, so that nothing is missing from what it finds.
    pub fn ask_server(self, view: SolutionsView) {
        if !matches!(self.fill.get_untracked(), Fill::Filling { .. }) || !view.narrows() {
            return;
        }
        let round = self.of.with_value(|(_, round)| *round);
        spawn_local(async move {
            let address = format!("{FIRST_PAGE}&{}", view.query());
            if let Ok(page) = api::get::<SolutionPage>(&address).await
                && self.is_current(round)
            {
                self.with(|store| store.extend(&page.items));
            }
        });
    }

    /// Asks what changed and applies it.
    pub fn freshen(self) {
        let round = self.of.with_value(|(_, round)| *round);
        spawn_local(async move {
            loop {
                let Some(since) = self.since.try_get_value().flatten() else { return };
                let address = format!("{}?since={since}", path::SOLUTION_CHANGES);
                match api::get::<Changes>(&address).await {
                    Ok(changes) if self.is_current(round) => {
                        self.since.set_value(Some(changes.next));
                        self.with(|store| store.apply(&changes));
                        if !changes.more {
                            return;
                        }
                    }
                    Err(ApiError::SignedOut) => return self.session.ended(),
                    // The next look finds what this one missed.
                    _ => return,
                }
            }
        });
    }

    /// Shows a row as it will be, ahead of the server's word.
    pub fn put(self, row: &SolutionRow) {
        self.with(|store| {
            store.upsert(row);
        });
    }

    /// Works on the store and tells who follows it when something changed.
    pub fn with<T>(self, work: impl FnOnce(&mut Store) -> T) -> T {
        let mut changed = false;
        let out = self.store.try_update_value(|store| {
            let before = store.revision();
            let out = work(store);
            changed = store.revision() != before;
            out
        });
        if changed {
            let _ = self.revision.try_update(|revision| *revision = revision.wrapping_add(1));
        }
        // The list lives as long as the page, so there is always a store to work on.
        out.unwrap_or_else(|| wasm_bindgen::throw_str("the list of solutions is gone"))
    }

    /// Solutions by state, followed.
    pub fn counts(self) -> Counts {
        self.revision.track();
        self.with(|store| store.counts())
    }

    /// The name of a colleague, followed.
    pub fn name_of(self, id: &str) -> Option<String> {
        self.people.with(|people| people.iter().find(|person| person.id == id).map(|person| person.name.clone()))
    }

    fn failed(self, error: ApiError) {
        if error == ApiError::SignedOut {
            self.session.ended();
        } else {
            self.fill.set(Fill::Failed(error));
        }
    }

    fn is_current(self, round: u32) -> bool {
        self.of.try_get_value().is_some_and(|(_, now)| now == round)
    }
}
