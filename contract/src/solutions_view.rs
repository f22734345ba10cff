//! Search, filters and order of Solutions, as they stand in its address and in saved filters.

use crate::solution::{CoSellStatus, MigrationState, OfferType};
use crate::sort::Sort;

columns! {
    /// Columns that Solutions can be sorted by.
    SortColumn {
        Name = "name",
        SolutionId = "solutionId",
        PartnerId = "partnerId",
        OfferType = "offerType",
        CoSellStatus = "coSellStatus",
        Status = "status",
        AssignedTo = "assignedTo",
    }
}

/// Search, filters and order of Solutions as they stand in its address and in saved filters.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct SolutionsView {
    /// What is typed into "Search solutions", as typed.
    pub search: String,
    /// Shown states; none means all.
    pub status: Vec<MigrationState>,
    /// Shown offer types; none means all.
    pub offer_type: Vec<OfferType>,
    /// Shown co-sell statuses; none means all.
    pub co_sell: Vec<CoSellStatus>,
    /// Shown partner IDs; none means all.
    pub partner: Vec<String>,
    /// Shown colleague (a person's id, or `none` for nobody); none means all.
    pub assigned: Option<String>,
    /// The order.
    pub sort: Sort<SortColumn>,
}

impl SolutionsView {
    /// Whether anything narrows the list.
    pub fn narrows(&self) -> bool {
        !self.search.trim().is_empty()
            || !self.status.is_empty()
            || !self.offer_type.is_empty()
            || !self.co_sell.is_empty()
            || !self.partner.is_empty()
            || self.assigned.is_some()
    }

    /// The query string without `?`; empty for the plain list.
    pub fn query(&self) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        if !self.search.is_empty() {
            out.append_pair("search", &self.search);
        }
        for state in &self.status {
            out.append_pair("status", state.word());
        }
        for offer_type in &self.offer_type {
            out.append_pair("offerType", offer_type.word());
        }
        for status in &self.co_sell {
            out.append_pair("coSellStatus", status.word());
        }
        for partner in &self.partner {
            out.append_pair("partnerId", partner);
        }
        if let Some(person) = &self.assigned {
            out.append_pair("assignedTo", person);
        }
        self.sort.tell(&mut out);
        out.finish()
    }

    /// Reads a query string; what is not understood is left out, so that an old link still opens.
    pub fn from_query(query: &str) -> SolutionsView {
        let mut view = SolutionsView::default();
        for (name, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            match name.as_ref() {
                "search" => view.search = value.into_owned(),
                "status" => push_known(&mut view.status, MigrationState::from_word(&value)),
                "offerType" => push_known(&mut view.offer_type, OfferType::from_word(&value)),
                "coSellStatus" => push_known(&mut view.co_sell, CoSellStatus::from_word(&value)),
                "partnerId" => push_known(&mut view.partner, Some(value.into_owned())),
                "assignedTo" => view.assigned = Some(value.into_owned()),
                "sort" => view.sort = Sort::from_word(&value).unwrap_or_default(),
                _ => {}
            }
        }
        view
    }
}

fn push_known<T: PartialEq>(list: &mut Vec<T>, value: Option<T>) {
    if let Some(value) = value.filter(|value| !list.contains(value)) {
        list.push(value);
    }
}
