//! Named filters of Solutions on the wire, and addresses of what a browser downloads.

use serde::{Deserialize, Serialize};

use crate::api::audience::AudienceOf;

/// A named filter of Solutions.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SavedFilter {
    /// Opaque id.
    pub id: String,
    /// 1 to 60 characters, unique for the person.
    pub name: String,
    /// The query string of the Solutions address.
    pub query: String,
}

/// The longest name of a saved filter, in characters.
pub const FILTER_NAME_MAX: usize = 60;
/// The most saved filters of a person in a company.
pub const FILTERS_MAX: u64 = 50;

/// Body of `POST saved-filters`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewSavedFilter {
    /// 1 to 60 characters. A filter of the same name is replaced.
    pub name: String,
    /// The query string of the Solutions address.
    pub query: String,
}

/// Body of `POST tickets`: what a browser wants to download without a header.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum TicketFor {
    /// CSV of solutions.
    SolutionsExport {
        /// The query string of the Solutions address: what the filters show.
        #[serde(default)]
        query: String,
        /// Only these ids, when given.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ids: Option<Vec<String>>,
    },
    /// CSV of the report.
    Report,
    /// Rejected rows of an import, with a reason column.
    ImportRejected {
        /// The job's id.
        import: String,
    },
    /// CSV of an offer's list of resellers, as `GET offers/{id}/resell/export`.
    AudienceExport {
        /// The offer's id.
        offer: String,
        /// The saved list, or the one in force.
        of: AudienceOf,
    },
    /// A file of a support request.
    Attachment {
        /// The request's number.
        request: String,
        /// The attachment's id.
        attachment: String,
    },
}

/// Answer of `POST tickets`: an address that is good once, for 60 seconds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Ticket {
    /// Path on this server.
    pub href: String,
}
