//! The directory of CSP resellers on the wire: search, counts for its filters, and the facts of who sold what.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::audience::tenant::{TenantId, TenantSet};

/// The most sales of one call.
pub const SALES_MAX: usize = 10_000;
/// The longest name of a customer, in characters.
pub const CUSTOMER_MAX: usize = 200;

/// A reseller of the directory. `GET resellers` gives them by name, by keyset; its query is `DirectoryView::query` with
/// `limit` and `cursor`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ResellerRow {
    /// The tenant ID.
    pub tenant_id: TenantId,
    /// The company.
    pub name: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// The town; empty when the directory knows none.
    pub city: String,
    /// The CSP region.
    pub region: String,
    /// Competencies by name.
    pub competencies: Vec<String>,
    /// Skills by name.
    pub skills: Vec<String>,
}

/// The most tenant IDs of one `POST resellers/lookup`.
pub const LOOKUP_MAX: usize = 1_000;

/// Body of `POST resellers/lookup`: tenant IDs to be found in the directory. It changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Lookup {
    /// At most 1,000.
    pub tenant_ids: TenantSet,
}

/// Answer of `POST resellers/lookup`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LookedUp {
    /// Those of the directory, by name.
    pub found: Vec<ResellerRow>,
    /// IDs that no reseller in the programme has.
    pub unknown: TenantSet,
}

/// A value of a filter.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FacetValue {
    /// The value: a country's code, a competency's or skill's name.
    pub value: String,
    /// How many resellers choosing it would show: with the search and the other filters, without this one.
    pub n: u64,
}

/// Answer of `GET resellers/facets`, with the query of `GET resellers`: each list by value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Facets {
    /// "Country".
    pub country: Vec<FacetValue>,
    /// "Competency".
    pub competency: Vec<FacetValue>,
    /// "Skill".
    pub skill: Vec<FacetValue>,
}

/// That a reseller sold an offer to a customer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sale {
    /// The publisher's ID.
    pub publisher: String,
    /// The offer ID.
    pub offer_id: String,
    /// The reseller.
    pub tenant_id: String,
    /// The customer, 1 to 200 characters; the same customer again is the same sale, the earlier day counts.
    pub customer: String,
    /// When.
    pub sold_at: DateTime<Utc>,
}

/// Body of `POST resellers/sales`; the same as CSV (`text/csv`) has the columns `Publisher,Offer ID,Tenant ID,Customer,Sold`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sales {
    /// At most 10,000.
    pub sales: Vec<Sale>,
}

/// A sale that was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SaleProblem {
    /// Its place in the body, from 0; of a file the line, from 1.
    pub at: u64,
    /// The machine's word.
    pub code: String,
    /// What was expected, in the reader's language.
    pub message: String,
}

/// Answer of `POST resellers/sales`: good ones are taken, all of them or none, the others told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SalesTaken {
    /// Taken as new.
    pub added: u64,
    /// Known already.
    pub known: u64,
    /// Not taken.
    pub problems: Vec<SaleProblem>,
}
