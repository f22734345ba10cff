//! Search and order of the list of offers, as they stand in its address.

use crate::sort::Sort;

columns! {
    /// Columns that the list of offers can be sorted by.
    OfferColumn {
        Name = "name",
        Status = "status",
        OfferType = "offerType",
        Audience = "audience",
        CoSellStatus = "coSellStatus",
        Changed = "changed",
    }
}

/// What the list of offers shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct OffersView {
    /// Words in name, publisher or offer ID, as typed.
    pub search: String,
    /// The order.
    pub sort: Sort<OfferColumn>,
}

impl OffersView {
    /// The query string without `?`; empty for the plain list.
    pub fn query(&self) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        if !self.search.is_empty() {
            out.append_pair("search", &self.search);
        }
        self.sort.tell(&mut out);
        out.finish()
    }

    /// Reads a query string; what is not understood is left out, so that an old link still opens.
    pub fn from_query(query: &str) -> OffersView {
        let mut view = OffersView::default();
        for (name, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            match name.as_ref() {
                "search" => view.search = value.into_owned(),
                "sort" => view.sort = Sort::from_word(&value).unwrap_or_default(),
                _ => {}
            }
        }
        view
    }
}
