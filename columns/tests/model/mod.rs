//! The same answers by the plainest means: a list of rows, sorted and filtered anew each time.

use std::collections::BTreeMap;

use contract::api::solutions::SolutionRow;
use contract::fold::fold;
use contract::route::{SolutionsView, SortColumn};
use contract::search::Query;

/// Rows by id and names of colleagues by id.
#[derive(Clone, Debug, Default)]
pub struct Model {
    pub rows: BTreeMap<String, SolutionRow>,
    pub names: BTreeMap<String, String>,
}

/// A sort key; an empty text or a missing value is `None`.
type Key = Option<(usize, String)>;

impl Model {
    pub fn found<'a>(&'a self, search: &str) -> impl Iterator<Item = &'a SolutionRow> {
        let query = Query::parse(search);
        self.rows.values().filter(move |row| {
            query.matches(&format!("{}\n{}\n{}", fold(&row.name), fold(&row.solution_id), fold(&row.partner_id)))
        })
    }

    /// Ids in order.
    pub fn ids(&self, view: &SolutionsView) -> Vec<&str> {
        let mut rows: Vec<&SolutionRow> = self.found(&view.search).filter(|row| passes(row, view)).collect();
        let order = |row: &SolutionRow| {
            let key = self.key(row, view.sort.column);
            let name = fold(&row.name);
            (key.is_none(), key, name.is_empty(), name, row.id.clone())
        };
        rows.sort_by_key(|row| order(row));
        if view.sort.descending {
            let filled = rows.partition_point(|row| self.key(row, view.sort.column).is_some());
            rows[..filled].reverse();
            rows[filled..].reverse();
        }
        rows.into_iter().map(|row| row.id.as_str()).collect()
    }

    /// Rows with a value, counted under the view without the filter on that value.
    pub fn share(&self, without: &SolutionsView, has: impl Fn(&SolutionRow) -> bool) -> u32 {
        self.found(&without.search).filter(|row| passes(row, without) && has(row)).count() as u32
    }

    fn key(&self, row: &SolutionRow, column: SortColumn) -> Key {
        let text = |text: &str| Some((0, fold(text))).filter(|(_, text)| !text.is_empty());
        match column {
            SortColumn::Name => text(&row.name),
            SortColumn::SolutionId => text(&row.solution_id),
            SortColumn::PartnerId => text(&row.partner_id),
            SortColumn::OfferType => row.offer_type.map(|value| (value as usize, String::new())),
            SortColumn::CoSellStatus => Some((row.co_sell_status as usize, String::new())),
            SortColumn::Status => Some((row.state as usize, String::new())),
            SortColumn::AssignedTo => row.assigned_to.as_ref().and_then(|id| text(self.names.get(id).unwrap_or(id))),
        }
    }
}

fn passes(row: &SolutionRow, view: &SolutionsView) -> bool {
    let assigned = match view.assigned.as_deref() {
        None => true,
        Some("none") => row.assigned_to.is_none(),
        Some(id) => row.assigned_to.as_deref() == Some(id),
    };
    assigned
        && (view.status.is_empty() || view.status.contains(&row.state))
        && (view.offer_type.is_empty() || row.offer_type.is_some_and(|value| view.offer_type.contains(&value)))
        && (view.co_sell.is_empty() || view.co_sell.contains(&row.co_sell_status))
        && (view.partner.is_empty() || view.partner.contains(&row.partner_id))
}
