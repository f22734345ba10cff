//! Lists of support requests on the wire: how many there are of what, and which of them words find.

use serde::{Deserialize, Serialize};

use crate::api::requests::RequestRow;
use crate::fold::fold;
use crate::search::Query;

/// How many requests have a value.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Counted {
    /// A state's or kind's word, or a company's name.
    pub value: String,
    /// How many have it; values that none has are left out.
    pub n: u64,
}

/// Answer of `GET support-requests/facets` and `GET desk/requests/facets`: of all requests, whatever a list shows of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RequestFacets {
    /// By state.
    pub state: Vec<Counted>,
    /// By kind.
    pub kind: Vec<Counted>,
    /// By company, for the desk.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub company: Vec<Counted>,
    /// Neither decided nor taken back.
    pub open: u64,
    /// Those that support should have answered by now.
    pub overdue: u64,
    /// The middle of the hours from filing to decision; absent while none is decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub median_hours: Option<u64>,
}

impl RequestFacets {
    /// How many requests there are.
    pub fn all(&self) -> u64 {
        self.state.iter().map(|counted| counted.n).sum()
    }
}

impl RequestRow {
    /// Whether the words that are looked for occur in it as people read it: number, title, who filed it and the company.
    pub fn is_found(&self, query: &Query) -> bool {
        let company = self.company.as_deref().unwrap_or_default();
        query.is_empty() || query.matches(&fold(&format!("#{} {} {} {company}", self.number, self.title, self.by)))
    }
}
