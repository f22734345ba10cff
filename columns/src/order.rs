//! From the set of rows to show to their order.

use std::cmp::Ordering;

use contract::route::{Sort, SortColumn};

use crate::arena::Arena;
use crate::bits::Bits;
use crate::cells::{ABSENT, Cells};
use crate::intern::NONE;
use crate::store::{FOLDED_NAME, FOLDED_SOLUTION_ID, ID, Slot, Store};

impl Store {
    /// Puts up to `rows` new or changed rows into the kept orders, then tidies texts, and says whether nothing is left to do. Idle time is the
    /// place for it: a query does at once what the order that it needs still lacks. At 100,000 rows a budget of 2,048 takes up to 3 ms in
    /// WebAssembly (measured in Node 20) and a first fill 98 such steps.
    pub fn settle(&mut self, rows: usize) -> bool {
        if !self.by_name.is_settled() {
            self.settle_names(rows);
        } else if !self.by_solution_id.is_settled() {
            self.settle_solution_ids(rows);
        } else {
            self.texts.tidy(rows);
            self.folded.tidy(rows);
        }
        self.is_settled() && !self.texts.is_tidying() && !self.folded.is_tidying()
    }

    /// Whether a query finds every order ready, whatever it sorts by.
    pub fn is_settled(&self) -> bool {
        self.by_name.is_settled() && self.by_solution_id.is_settled()
    }

    fn settle_names(&mut self, rows: usize) {
        let (texts, folded) = (&self.texts, &self.folded);
        self.by_name.step(rows, &self.live, |a, b| by_name(texts, folded, a, b));
    }

    fn settle_solution_ids(&mut self, rows: usize) {
        let (texts, folded) = (&self.texts, &self.folded);
        let id = |row| folded.field(row, FOLDED_SOLUTION_ID);
        self.by_solution_id.step(rows, &self.live, |a, b| id(a).cmp(id(b)).then_with(|| by_name(texts, folded, a, b)));
    }

    /// The rows of `shown` in order. Equal values are ordered by folded name, then by id; a descending order is the exact reverse, except that
    /// empty values come last in both.
    pub(crate) fn ordered(&mut self, shown: &Bits, sort: Sort<SortColumn>) -> Vec<Slot> {
        if !self.by_name.is_settled() {
            self.settle_names(usize::MAX);
        }
        let ranks: Vec<u32> = match sort.column {
            SortColumn::Name => return self.by_text(shown, sort.descending, FOLDED_NAME),
            SortColumn::SolutionId => {
                if !self.by_solution_id.is_settled() {
                    self.settle_solution_ids(usize::MAX);
                }
                return self.by_text(shown, sort.descending, FOLDED_SOLUTION_ID);
            }
            SortColumn::PartnerId => self.partners.ranks().to_vec(),
            SortColumn::AssignedTo => self.people.ranks().to_vec(),
            // Enums are sorted in the order in which their values are shown.
            SortColumn::OfferType | SortColumn::CoSellStatus | SortColumn::Status => (0..u32::from(ABSENT)).collect(),
        };
        self.by_value(shown, sort, &ranks)
    }

    fn by_text(&self, shown: &Bits, descending: bool, field: usize) -> Vec<Slot> {
        let order = if field == FOLDED_NAME { self.by_name.order() } else { self.by_solution_id.order() };
        let filled = order.partition_point(|row| !self.folded.field(*row, field).is_empty());
        let (filled, empty) = order.split_at(filled);
        let mut out = Vec::with_capacity(shown.count());
        for part in [filled, empty] {
            let is_shown = |row: &&u32| shown.has(**row);
            if descending {
                out.extend(part.iter().rev().filter(is_shown).map(|row| Slot(*row)));
            } else {
                out.extend(part.iter().filter(is_shown).map(|row| Slot(*row)));
            }
        }
        out
    }

    /// Counting sort over the order of names: `ranks` holds the place of each value, `NONE` for an empty one, and nothing for no value.
    fn by_value(&self, shown: &Bits, sort: Sort<SortColumn>, ranks: &[u32]) -> Vec<Slot> {
        let rank = |cells: &Cells| ranks.get(value(cells, sort.column) as usize).copied().unwrap_or(NONE);
        // Place 0 of `ends` is for empty values, which are counted but not part of the run of values.
        let mut ends: Vec<u32> = vec![0];
        let index = |row: u32| self.cells.get(row as usize).map_or(0, |cells| rank(cells).wrapping_add(1) as usize);
        for row in shown.iter() {
            let index = index(row);
            if index >= ends.len() {
                ends.resize(index + 1, 0);
            }
            if let Some(n) = ends.get_mut(index) {
                *n += 1;
            }
        }
        ends.rotate_left(1);
        let mut sum = 0;
        for start in &mut ends {
            sum += std::mem::replace(start, sum);
        }
        ends.rotate_right(1);
        let filled = ends.first().map_or(0, |empty| *empty as usize);
        let mut out = vec![Slot(0); sum as usize];
        for row in self.by_name.order().iter().filter(|row| shown.has(**row)) {
            if let Some(next) = ends.get_mut(index(*row)) {
                if let Some(slot) = out.get_mut(*next as usize) {
                    *slot = Slot(*row);
                }
                *next += 1;
            }
        }
        if sort.descending {
            let (values, empty) = out.split_at_mut(filled);
            values.reverse();
            empty.reverse();
        }
        out
    }
}

/// By folded name, empty last, then by id: a total order.
fn by_name(texts: &Arena<5>, folded: &Arena<4>, a: u32, b: u32) -> Ordering {
    let name = |row| folded.field(row, FOLDED_NAME);
    let key = |row| (name(row).is_empty(), name(row));
    key(a).cmp(&key(b)).then_with(|| texts.field(a, ID).cmp(texts.field(b, ID)))
}

/// The number of a row's value in a column whose values are numbers.
#[inline]
fn value(cells: &Cells, column: SortColumn) -> u32 {
    match column {
        SortColumn::OfferType => u32::from(cells.offer_type),
        SortColumn::CoSellStatus => u32::from(cells.co_sell),
        SortColumn::PartnerId => cells.partner,
        SortColumn::AssignedTo => cells.assigned,
        SortColumn::Status | SortColumn::Name | SortColumn::SolutionId => u32::from(cells.state),
    }
}
