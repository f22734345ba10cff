//! Lists of support requests on the wire: a row, how many there are of what, and which of them words find.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::fold::fold;
use crate::search::Query;
use crate::support::{RequestKind, RequestState};

/// One request in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RequestRow {
    /// Its number, in addresses and for talking about it.
    pub number: String,
    /// What it asks for.
    pub kind: RequestKind,
    /// Where it stands.
    pub state: RequestState,
    /// What it is about, in a line: the solution's name, or the title as typed.
    pub title: String,
    /// When it was filed.
    #[serde(deserialize_with = "crate::moment::instant")]
    pub at: DateTime<Utc>,
    /// Who filed it.
    pub by: String,
    /// Until when support answers.
    #[serde(deserialize_with = "crate::moment::instant")]
    pub due: DateTime<Utc>,
    /// When it was decided or taken back.
    #[serde(default, deserialize_with = "crate::moment::maybe_instant", skip_serializing_if = "Option::is_none")]
    pub closed_at: Option<DateTime<Utc>>,
    /// The solution's id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub solution: Option<String>,
    /// The bundle that it was sent with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bundle: Option<String>,
    /// The operator who has claimed it, for the desk; absent when nobody has, or the claim lapsed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claimed_by: Option<String>,
    /// The company that asks, for the desk.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub company: Option<String>,
}

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
