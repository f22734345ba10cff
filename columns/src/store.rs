//! The rows: what comes in, changes and goes, and how one is read.

use contract::api::solutions::{Changes, SolutionRow};
use contract::fold::{fold, fold_into};
use contract::solution::{Counts, MigrationState};

use crate::arena::Arena;
use crate::bits::Bits;
use crate::cells::Cells;
use crate::index::TextIndex;
use crate::intern::{Interned, NONE};
use crate::needle::Frequencies;
use crate::rank::Rank;
use crate::row::RowRef;

/// Where a row is kept. It stays the same while the row exists; after its removal it may be given to another row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(pub(crate) u32);

/// Fields of the written texts.
pub(crate) const ID: usize = 0;
const SOLUTION_ID: usize = 1;
const NAME: usize = 2;
const OFFER: usize = 3;
const REQUEST: usize = 4;

/// Fields of the folded texts, which stand in this order in the text that is searched.
pub(crate) const FOLDED_NAME: usize = 0;
pub(crate) const FOLDED_SOLUTION_ID: usize = 2;
/// Stands between the folded fields. Folded text holds no line break, so no word reaches from one field into the next.
const BETWEEN: &str = "\n";

/// All solutions of one company, by column.
#[derive(Debug, Default)]
pub struct Store {
    /// As written: id, solution ID, name, offer, request.
    pub(crate) texts: Arena<5>,
    /// Folded: name, separator, solution ID, separator and partner ID.
    pub(crate) folded: Arena<4>,
    pub(crate) frequencies: Frequencies,
    pub(crate) cells: Vec<Cells>,
    pub(crate) live: Bits,
    /// The revision at which each slot last changed.
    changed: Vec<u32>,
    free: Vec<u32>,
    ids: TextIndex,
    pub(crate) partners: Interned,
    pub(crate) people: Interned,
    /// Names of colleagues by id, sorted by id.
    names: Vec<(String, String)>,
    pub(crate) by_name: Rank,
    pub(crate) by_solution_id: Rank,
    counts: [u64; MigrationState::ALL.len()],
    revision: u32,
    /// Reused for folding, so that a row costs no allocation.
    scratch: String,
}

impl Store {
    /// A store without rows.
    pub fn new() -> Store {
        Store::default()
    }

    /// Makes room for so many rows in all, best after the first page, whose texts tell how long texts are.
    pub fn reserve(&mut self, rows: usize) {
        let more = rows.saturating_sub(self.cells.len());
        self.cells.reserve(more);
        self.changed.reserve(more);
        self.texts.reserve(rows);
        self.folded.reserve(rows);
        self.by_name.reserve(rows);
        self.by_solution_id.reserve(rows);
        let texts = &self.texts;
        self.ids.reserve(rows, |row| texts.field(row, ID));
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.cells.len() - self.free.len()
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Raised by whatever changes a row or an order; a result with the same one is still right.
    pub fn revision(&self) -> u32 {
        self.revision
    }

    /// How many rows are in each state.
    pub fn counts(&self) -> Counts {
        let mut counts = Counts::default();
        MigrationState::ALL.iter().zip(self.counts).for_each(|(state, n)| counts.add(*state, n));
        counts
    }

    /// Bytes held, for measuring.
    pub fn memory(&self) -> usize {
        let columns = self.texts.memory()
            + self.folded.memory()
            + self.cells.capacity() * size_of::<Cells>()
            + self.live.memory();
        let lists = (self.changed.capacity() + self.free.capacity()) * 4 + self.ids.memory();
        columns
            + lists
            + self.partners.memory()
            + self.people.memory()
            + self.by_name.memory()
            + self.by_solution_id.memory()
    }

    /// The slot of the row with this id.
    pub fn slot_of(&self, id: &str) -> Option<Slot> {
        self.ids.find(id, |row| self.texts.field(row, ID)).map(Slot)
    }

    /// The row in a slot; `None` when it was removed.
    pub fn row(&self, slot: Slot) -> Option<RowRef<'_>> {
        let cells = self.cells.get(slot.0 as usize)?;
        let text = |field| self.texts.field(slot.0, field);
        Some(RowRef {
            slot,
            id: text(ID),
            solution_id: text(SOLUTION_ID),
            name: text(NAME),
            partner_id: self.partners.text(cells.partner),
            offer_type: cells.offer_type(),
            co_sell_status: cells.co_sell()?,
            state: cells.state()?,
            assigned_to: (cells.assigned != NONE).then(|| self.people.text(cells.assigned)),
            offer: Some(text(OFFER)).filter(|text| !text.is_empty()),
            request: Some(text(REQUEST)).filter(|text| !text.is_empty()),
        })
    }

    /// Puts a page of rows in; the same as `upsert` for each of them.
    pub fn extend<'a>(&mut self, rows: impl IntoIterator<Item = &'a SolutionRow>) {
        for row in rows {
            self.upsert(row);
        }
    }

    /// Applies what the server says has changed.
    pub fn apply(&mut self, changes: &Changes) {
        self.extend(&changes.rows);
        for id in &changes.gone {
            self.remove(id);
        }
    }

    /// Puts a row in, or in the place of the one with the same id. Nothing happens when it is the same already.
    pub fn upsert(&mut self, row: &SolutionRow) -> Slot {
        let known = self.slot_of(&row.id);
        let slot = known.unwrap_or_else(|| self.open_slot(&row.id));
        let texts_changed = known.is_none() || !self.has_texts(slot, row);
        // Taken before the old ones are given back, so that a value that stays is never without rows.
        let partner = self.partners.take(&row.partner_id, fold);
        let names = &self.names;
        let assigned = row.assigned_to.as_deref().map_or(NONE, |id| self.people.take(id, |id| name_key(names, id)));
        let old = self.exchange_cells(slot, Cells::new(row, partner, assigned));
        if texts_changed {
            let fields = [
                &row.id,
                &row.solution_id,
                &row.name,
                row.offer.as_deref().unwrap_or(""),
                row.request.as_deref().unwrap_or(""),
            ];
            self.texts.put(slot.0, fields);
        }
        if texts_changed || old.partner != partner {
            self.put_folded(slot, row, known.is_none());
        }
        if texts_changed || self.cells.get(slot.0 as usize) != Some(&old) {
            self.mark(slot);
        }
        slot
    }

    /// Takes the row with this id out and says whether it was there.
    pub fn remove(&mut self, id: &str) -> bool {
        let Some(slot) = self.slot_of(id) else { return false };
        let texts = &self.texts;
        self.ids.remove(id, |row| texts.field(row, ID));
        self.exchange_cells(slot, Cells::FREE);
        self.live.remove(slot.0);
        self.by_name.forget(slot.0);
        self.by_solution_id.forget(slot.0);
        self.texts.clear(slot.0);
        self.folded.clear(slot.0);
        self.free.push(slot.0);
        self.mark(slot);
        true
    }

    /// Tells the names of colleagues, `(id, name)`, by which "Assigned to" is sorted. Who is not named is sorted by id.
    pub fn set_names(&mut self, names: &[(String, String)]) {
        self.names = names.to_vec();
        contract::order::sort(&mut self.names);
        let names = &self.names;
        if self.people.set_keys(|id| name_key(names, id)) {
            self.revision += 1;
        }
    }

    /// Slots that changed after a revision, removed ones included.
    pub(crate) fn changed_since(&self, revision: u32) -> impl Iterator<Item = u32> {
        let known = if revision == self.revision { &[] } else { self.changed.as_slice() };
        known.iter().zip(0..).filter(move |(at, _)| **at > revision).map(|(_, slot)| slot)
    }

    fn open_slot(&mut self, id: &str) -> Slot {
        let slot = self.free.pop().unwrap_or_else(|| {
            self.cells.push(Cells::FREE);
            self.changed.push(0);
            self.cells.len() as u32 - 1
        });
        let texts = &self.texts;
        self.ids.insert(id, slot, |row| texts.field(row, ID));
        self.live.insert(slot);
        Slot(slot)
    }

    fn has_texts(&self, slot: Slot, row: &SolutionRow) -> bool {
        let is = |field, text: &str| self.texts.field(slot.0, field) == text;
        is(NAME, &row.name)
            && is(SOLUTION_ID, &row.solution_id)
            && is(OFFER, row.offer.as_deref().unwrap_or(""))
            && is(REQUEST, row.request.as_deref().unwrap_or(""))
    }

    fn exchange_cells(&mut self, slot: Slot, new: Cells) -> Cells {
        let Some(cells) = self.cells.get_mut(slot.0 as usize) else { return Cells::FREE };
        let old = std::mem::replace(cells, new);
        self.partners.give_back(old.partner);
        self.people.give_back(old.assigned);
        if let Some(n) = self.counts.get_mut(usize::from(old.state)) {
            *n -= 1;
        }
        if let Some(n) = self.counts.get_mut(usize::from(new.state)) {
            *n += 1;
        }
        old
    }

    /// Writes the folded texts and, where they differ, gives the row a new place in the orders.
    fn put_folded(&mut self, slot: Slot, row: &SolutionRow, is_new: bool) {
        let mut all = std::mem::take(&mut self.scratch);
        all.clear();
        fold_into(&mut all, &row.name);
        let name_end = all.len();
        all.push_str(BETWEEN);
        let id_start = all.len();
        fold_into(&mut all, &row.solution_id);
        let id_end = all.len();
        all.push_str(BETWEEN);
        fold_into(&mut all, &row.partner_id);
        if is_new || self.folded.whole(slot.0) != all {
            let cut = |from: usize, to: usize| all.get(from..to).unwrap_or_default();
            let (name, solution_id) = (cut(0, name_end), cut(id_start, id_end));
            let name_changed = is_new || self.folded.field(slot.0, FOLDED_NAME) != name;
            // Names decide between equal solution IDs.
            if name_changed || self.folded.field(slot.0, FOLDED_SOLUTION_ID) != solution_id {
                self.by_solution_id.touch(slot.0, solution_id);
            }
            if name_changed {
                self.by_name.touch(slot.0, name);
            }
            self.frequencies.count(&all);
            self.folded.put(slot.0, [name, BETWEEN, solution_id, cut(id_end, all.len())]);
        }
        self.scratch = all;
    }

    fn mark(&mut self, slot: Slot) {
        self.revision += 1;
        if let Some(changed) = self.changed.get_mut(slot.0 as usize) {
            *changed = self.revision;
        }
    }
}

/// The sort key of a colleague: the folded name, or the folded id while no name is known.
fn name_key(names: &[(String, String)], id: &str) -> String {
    let named = names.binary_search_by(|(known, _)| known.as_str().cmp(id)).ok().and_then(|at| names.get(at));
    fold(named.map_or(id, |(_, name)| name))
}
