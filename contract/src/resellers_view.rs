//! Search and filters of the resellers' directory and of the overview "Resellers", as they stand in addresses.

use crate::audience::ChannelState;
use crate::sort::Sort;

/// What of the directory is shown: the query of `GET resellers`, `GET resellers/facets` and the dialog's address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct DirectoryView {
    /// What is typed into "Search by name or tenant ID", as typed.
    pub search: String,
    /// Countries by code; one of them.
    pub country: Vec<String>,
    /// Competencies by name; one of them.
    pub competency: Vec<String>,
    /// Skills by name; one of them.
    pub skill: Vec<String>,
}

impl DirectoryView {
    /// Whether anything narrows the list.
    pub fn narrows(&self) -> bool {
        *self != DirectoryView::default()
    }

    /// The query string without `?`; empty for the whole directory.
    pub fn query(&self) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        if !self.search.is_empty() {
            out.append_pair("search", &self.search);
        }
        for (name, values) in [("country", &self.country), ("competency", &self.competency), ("skill", &self.skill)] {
            for value in values {
                out.append_pair(name, value);
            }
        }
        out.finish()
    }

    /// Reads a query string; what is not understood is left out, so that an old link still opens.
    pub fn from_query(query: &str) -> DirectoryView {
        let mut view = DirectoryView::default();
        for (name, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            let list = match name.as_ref() {
                "search" => {
                    view.search = value.into_owned();
                    continue;
                }
                "country" => &mut view.country,
                "competency" => &mut view.competency,
                "skill" => &mut view.skill,
                _ => continue,
            };
            if !value.is_empty() && !list.iter().any(|known| *known == value) {
                list.push(value.into_owned());
            }
        }
        view
    }
}

columns! {
    /// Columns that the overview "Resellers" can be sorted by.
    AudienceColumn {
        Name = "name",
        InForce = "inForce",
        Saved = "saved",
        Sold = "sold",
        Waiting = "waiting",
        Materials = "materials",
    }
}

/// What the overview "Resellers" shows.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ResellersView {
    /// Words in name, alias or offer ID, as typed.
    pub search: String,
    /// Options in force or, for an offer that never was live, saved; none means all.
    pub state: Vec<ChannelState>,
    /// Also offers whose audience is not the publisher's to set.
    pub all: bool,
    /// The order.
    pub sort: Sort<AudienceColumn>,
}

impl ResellersView {
    /// The query string without `?`; empty for the plain overview.
    pub fn query(&self) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        if !self.search.is_empty() {
            out.append_pair("search", &self.search);
        }
        for state in &self.state {
            out.append_pair("state", state.word());
        }
        if self.all {
            out.append_pair("show", "all");
        }
        self.sort.tell(&mut out);
        out.finish()
    }

    /// Reads a query string; what is not understood is left out, so that an old link still opens.
    pub fn from_query(query: &str) -> ResellersView {
        let mut view = ResellersView::default();
        for (name, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            match (name.as_ref(), value.as_ref()) {
                ("search", typed) => view.search = typed.to_owned(),
                ("state", word) => {
                    let known = ChannelState::from_word(word).filter(|state| !view.state.contains(state));
                    view.state.extend(known);
                }
                ("show", "all") => view.all = true,
                ("sort", word) => view.sort = Sort::from_word(word).unwrap_or_default(),
                _ => {}
            }
        }
        view
    }
}
