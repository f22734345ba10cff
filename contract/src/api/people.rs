//! Colleagues in a company.

use serde::{Deserialize, Serialize};

use crate::access::Role;

/// A colleague, for assigning and for asking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Colleague {
    /// Opaque id.
    pub id: String,
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// The role in this company.
    pub role: Role,
}
