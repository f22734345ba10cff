//! Answering a view: which rows are found, which of them are shown, and in what order.

use std::sync::Arc;

use contract::route::SolutionsView;
use contract::search::Query;

use crate::bits::Bits;
use crate::filter::Filter;
use crate::needle::Needle;
use crate::store::{Slot, Store};

/// The answer to a view, right for one revision of the store. Cheap to clone.
#[derive(Clone, Debug)]
pub struct ResultSet {
    view: Arc<SolutionsView>,
    query: Arc<Query>,
    /// What the search finds, whatever the filters say: another filter or order needs no search, and facets need it.
    found: Arc<Bits>,
    slots: Arc<[Slot]>,
    revision: u32,
}

impl ResultSet {
    /// How many rows are shown.
    pub fn len(&self) -> usize {
        self.slots.len()
    }

    /// Whether no row is shown.
    pub fn is_empty(&self) -> bool {
        self.slots.is_empty()
    }

    /// The slots of the rows shown, in order.
    pub fn slots(&self) -> &[Slot] {
        &self.slots
    }

    /// Where a row stands in the order, from 0; looks through the list.
    pub fn position(&self, slot: Slot) -> Option<usize> {
        self.slots.iter().position(|other| *other == slot)
    }

    /// What it is the answer to.
    pub fn view(&self) -> &SolutionsView {
        &self.view
    }

    /// The search as it was understood, for highlights.
    pub fn query(&self) -> &Query {
        &self.query
    }

    /// The revision of the store that it is right for.
    pub fn revision(&self) -> u32 {
        self.revision
    }

    pub(crate) fn found(&self) -> &Bits {
        &self.found
    }
}

/// A query under way. The store may change between its steps.
#[derive(Debug)]
pub struct QueryJob {
    view: SolutionsView,
    query: Query,
    needles: Vec<Needle>,
    /// What is surely found so far.
    found: Bits,
    /// Rows to look at, from `next` on.
    candidates: Bits,
    next: Option<u32>,
    revision: u32,
}

impl QueryJob {
    /// Begins to answer `view`. `previous` is any earlier result of the same store; what can be taken from it is.
    pub fn new(store: &Store, view: &SolutionsView, previous: Option<&ResultSet>) -> QueryJob {
        let query = Query::parse(&view.search);
        let mut needles: Vec<Needle> = query.words().map(|word| Needle::new(word, &store.frequencies)).collect();
        contract::order::sort_by_key(&mut needles, |needle| needle.commonness);
        let (mut found, mut candidates) = (Bits::default(), Bits::default());
        match previous {
            _ if query.is_empty() => found = store.live.clone(),
            Some(earlier) if *earlier.query == query => {
                found = Bits::clone(&earlier.found);
                for slot in store.changed_since(earlier.revision) {
                    found.remove(slot);
                    candidates.insert(slot);
                }
            }
            Some(earlier) if query.refines(&earlier.query) => {
                candidates = Bits::clone(&earlier.found);
                store.changed_since(earlier.revision).for_each(|slot| candidates.insert(slot));
            }
            _ => candidates = store.live.clone(),
        }
        let next = candidates.iter().next();
        QueryJob { view: view.clone(), query, needles, found, candidates, next, revision: store.revision() }
    }

    /// Searches up to `rows` more rows and says whether the search is through. All of 100,000 rows take 2 to 3 ms
    /// in WebAssembly (measured in Node 20).
    pub fn step(&mut self, store: &Store, rows: usize) -> bool {
        let Some(from) = self.next else { return true };
        let mut candidates = self.candidates.iter_from(from);
        for slot in candidates.by_ref().take(rows) {
            if matches(store, &self.needles, slot) {
                self.found.insert(slot);
            }
        }
        self.next = candidates.next();
        self.next.is_none()
    }

    /// Does what is left of the search, looks again at rows that changed meanwhile, filters and orders.
    pub fn finish(mut self, store: &mut Store) -> ResultSet {
        self.step(store, usize::MAX);
        for slot in store.changed_since(self.revision) {
            if matches(store, &self.needles, slot) {
                self.found.insert(slot);
            } else {
                self.found.remove(slot);
            }
        }
        let slots = if has_filters(&self.view) {
            let filter = Filter::new(store, &self.view);
            let mut shown = Bits::default();
            self.found.iter().filter(|slot| passes(store, &filter, *slot)).for_each(|slot| shown.insert(slot));
            store.ordered(&shown, self.view.sort)
        } else {
            store.ordered(&self.found, self.view.sort)
        };
        ResultSet {
            view: Arc::new(self.view),
            query: Arc::new(self.query),
            found: Arc::new(self.found),
            slots: slots.into(),
            revision: store.revision(),
        }
    }
}

impl Store {
    /// Answers a view at once. `previous` is any earlier result of this store; the closer the views, the less is done.
    pub fn query(&mut self, view: &SolutionsView, previous: Option<&ResultSet>) -> ResultSet {
        QueryJob::new(self, view, previous).finish(self)
    }

    /// The same view after rows or names changed; looks at the changed rows only.
    pub fn refresh(&mut self, result: &ResultSet) -> ResultSet {
        if result.revision == self.revision() { result.clone() } else { self.query(&result.view, Some(result)) }
    }
}

/// Whether more than the search narrows the list.
fn has_filters(view: &SolutionsView) -> bool {
    let lists =
        view.status.is_empty() && view.offer_type.is_empty() && view.co_sell.is_empty() && view.partner.is_empty();
    !lists || view.assigned.is_some()
}

/// Whether a row exists and holds every word.
#[inline]
fn matches(store: &Store, needles: &[Needle], slot: u32) -> bool {
    let (column, place) = store.folded.place(slot);
    store.live.has(slot) && needles.iter().all(|needle| needle.occurs(column, place.clone()))
}

#[inline]
fn passes(store: &Store, filter: &Filter, slot: u32) -> bool {
    store.cells.get(slot as usize).is_some_and(|cells| filter.against(cells) == 0)
}
