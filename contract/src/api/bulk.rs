//! Acts on many solutions in one call on the wire, with a result for each.

use serde::{Deserialize, Serialize};

use crate::refusal::Refusal;

/// Body of `POST solutions/bulk`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "action", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Bulk {
    /// Give solutions to a colleague, or to nobody.
    Assign {
        /// Ids of solutions, at most 1,000.
        items: Vec<String>,
        /// The colleague's id; null takes the assignment away.
        assignee: Option<String>,
    },
    /// Ask support for several merges; each item is filed or refused by itself.
    Merge {
        /// At most 200.
        items: Vec<MergeItem>,
        /// Ties the requests of several calls together, so that the desk can decide them at once: 1 to 40 characters.
        bundle: String,
        /// A free text for support, the same for all.
        #[serde(default)]
        text: String,
    },
    /// Give solutions up.
    Discard {
        /// At most 1,000.
        items: Vec<SeenItem>,
    },
    /// Take that back.
    UndoDiscard {
        /// Ids of solutions, at most 1,000.
        items: Vec<String>,
    },
}

/// One merge of many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MergeItem {
    /// The solution's id.
    pub id: String,
    /// What it is to be merged into.
    pub target: crate::api::merging::Target,
    /// The version that was shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_version: Option<u64>,
}

/// One solution of many, with the version that was shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SeenItem {
    /// The solution's id.
    pub id: String,
    /// The version that was shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_version: Option<u64>,
}

/// The most items in one bulk call.
pub const BULK_MAX: usize = 1_000;
/// The most merges in one bulk call: each files a request.
pub const BULK_MERGES_MAX: usize = 200;
/// The longest name of a bundle, in characters.
pub const BUNDLE_MAX: usize = 40;

/// Answer of `POST solutions/bulk`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkResult {
    /// One entry for each item, in the order given.
    pub items: Vec<BulkItem>,
}

/// What came of one item.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct BulkItem {
    /// The solution's id.
    pub id: String,
    /// Whether it was done.
    pub done: bool,
    /// Why not, as a code with parameters.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<Object>))]
    pub refusal: Option<Refusal>,
    /// The number of the request that was filed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<String>,
}
