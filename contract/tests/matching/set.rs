//! The evaluation set of match suggestions: invented companies with their offers and legacy solutions, and what is right.
//!
//! Written before the scorer, half by half by company. `tuning.json` may be read and learnt from; of `frozen.json` only
//! the totals are ever printed, so that its figures say what a new company would see.

use contract::solution::OfferType;
use serde::Deserialize;

/// One half of the set.
pub type Half = Vec<Company>;

/// A company with everything that is matched.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Company {
    pub name: String,
    pub publishers: Vec<Publisher>,
    pub offers: Vec<Offer>,
    pub solutions: Vec<Solution>,
}

/// A publisher profile and the partner IDs that it carries.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Publisher {
    pub id: String,
    pub name: String,
    pub partner_ids: Vec<String>,
}

/// A live offer.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Offer {
    pub id: String,
    pub publisher: String,
    pub offer_type: OfferType,
    pub name: String,
    pub keywords: Vec<String>,
}

/// A legacy solution and its right offer.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Solution {
    pub name: String,
    #[serde(default)]
    pub offer_type: Option<OfferType>,
    pub partner_id: String,
    #[serde(default)]
    pub publisher: Option<String>,
    #[serde(default)]
    pub keywords: Vec<String>,
    #[serde(default)]
    pub listing_url: Option<String>,
    /// The ID of the offer that it is; absent when none is.
    #[serde(default)]
    pub right: Option<String>,
    /// What makes the case hard: `renamed`, `translated`, `edition` and so on.
    pub kind: String,
}

/// The half that the scorer was tuned on.
pub fn tuning() -> serde_json::Result<Half> {
    serde_json::from_str(include_str!("tuning.json"))
}

/// Written after the scorer, of what real catalogues have and the halves lack: coined names, families of products, long
/// marketing names. Only its totals are printed, and nothing is tuned on it.
pub fn later() -> serde_json::Result<Half> {
    serde_json::from_str(include_str!("later.json"))
}

/// The half that nobody looks at.
pub fn frozen() -> serde_json::Result<Half> {
    serde_json::from_str(include_str!("frozen.json"))
}
