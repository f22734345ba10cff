//! Filters of a list of support requests, for Get help and for the desk, as they stand in its address.

use crate::support::{RequestKind, RequestState};

/// The longest search, in characters.
pub const SEARCH_MAX: usize = 500;

/// What of a list of requests is shown. Nothing chosen means everything; the desk shows open ones then.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct RequestsView {
    /// Shown states.
    pub state: Vec<RequestState>,
    /// Shown kinds.
    pub kind: Vec<RequestKind>,
    /// Shown companies by name, at the desk.
    pub company: Vec<String>,
    /// Only those of the reader: filed by them, or at the desk claimed by them.
    pub mine: bool,
    /// Only those that nobody has claimed, at the desk.
    pub unclaimed: bool,
    /// Only those that support should have answered by now.
    pub overdue: bool,
    /// Only those in which these words occur, as typed.
    pub search: String,
}

impl RequestsView {
    /// Whether anything narrows the list.
    pub fn narrows(&self) -> bool {
        *self != RequestsView::default()
    }

    /// The query string without `?`; empty for the plain list.
    pub fn query(&self) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        for state in &self.state {
            out.append_pair("state", state.word());
        }
        for kind in &self.kind {
            out.append_pair("kind", kind.word());
        }
        for company in &self.company {
            out.append_pair("company", company);
        }
        for (on, word) in [(self.mine, "mine"), (self.unclaimed, "unclaimed"), (self.overdue, "overdue")] {
            if on {
                out.append_pair("only", word);
            }
        }
        if !self.search.is_empty() {
            out.append_pair("search", &self.search);
        }
        out.finish()
    }

    /// What the API is asked for these filters, without `?`: the desk sees open requests unless other states are chosen.
    pub fn asked(&self, desk: bool) -> String {
        let mut out = form_urlencoded::Serializer::new(String::new());
        out.append_pair("sort", "due");
        if desk && self.state.is_empty() {
            out.append_pair("open", "true");
        }
        for (on, word) in [(self.mine, "mine"), (self.unclaimed, "unclaimed"), (self.overdue, "overdue")] {
            if on {
                out.append_pair(word, "true");
            }
        }
        let states = self.state.iter().map(|state| ("state", state.word()));
        let kinds = self.kind.iter().map(|kind| ("kind", kind.word()));
        out.extend_pairs(states.chain(kinds));
        out.extend_pairs(self.company.iter().map(|company| ("company", company)));
        let search: String = self.search.trim().chars().take(SEARCH_MAX).collect();
        if !search.is_empty() {
            out.append_pair("search", &search);
        }
        out.finish()
    }

    /// Reads a query string; what is not understood is left out, so that an old link still opens.
    pub fn from_query(query: &str) -> RequestsView {
        let mut view = RequestsView::default();
        for (name, value) in form_urlencoded::parse(query.trim_start_matches('?').as_bytes()) {
            match (name.as_ref(), value.as_ref()) {
                ("state", word) => view.state.extend(RequestState::from_word(word)),
                ("kind", word) => view.kind.extend(RequestKind::from_word(word)),
                ("company", name) => view.company.push(name.to_owned()),
                ("search", words) => view.search = words.to_owned(),
                ("only", "mine") => view.mine = true,
                ("only", "unclaimed") => view.unclaimed = true,
                ("only", "overdue") => view.overdue = true,
                _ => {}
            }
        }
        view
    }
}
