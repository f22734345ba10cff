//! Match suggestions: how likely a legacy solution is one of the company's offers, 0 to 100, and why; the same in browser
//! and server.
//!
//! Names are read into words and strict parts (`name`), compared word by word (`word`), and every fact about a pair is
//! weighed (`weigh`). The weights were fitted on the tuning half of the evaluation set in `contract/tests/matching`, so
//! that of the suggestions with a score of about 70 about 70 in 100 are right; `cargo xtask bench --only matching` says how
//! true that is.

mod compare;
mod explain;
mod lexicon;
mod name;
mod offers;
mod own;
mod piece;
mod reason;
mod strict_values;
mod terms;
mod unit;
mod weigh;
mod word;

pub use lexicon::Strict;
pub use offers::Offers;
pub use reason::Reason;

use serde::{Deserialize, Serialize};

use crate::listing_url::ListingUrl;
use crate::solution::OfferType;

/// From this score on a match is strong: recommended for merging, and a solution that has one is never recommended for
/// discarding (O).
pub const STRONG: u8 = 70;

/// Below this score nothing is suggested (O).
pub const LEAST: u8 = 20;

/// What matching wants to know of a legacy solution.
#[derive(Clone, Copy, Debug)]
pub struct SolutionFacts<'a> {
    /// The name.
    pub name: &'a str,
    /// The publisher's name in the legacy catalogue.
    pub publisher: Option<&'a str>,
    /// The partner ID that it is registered under.
    pub partner_id: &'a str,
    /// The offer type, when the legacy catalogue knew it.
    pub offer_type: Option<OfferType>,
    /// Keywords.
    pub keywords: &'a [String],
    /// The listing address noted in the legacy catalogue, where it could be read.
    pub listing_url: Option<&'a ListingUrl>,
}

/// What matching wants to know of an offer.
#[derive(Clone, Copy, Debug)]
pub struct OfferFacts<'a> {
    /// The caller's own id for it: what `Match` names and what "Not a match" excludes.
    pub id: &'a str,
    /// The offer ID in listing addresses.
    pub offer_id: &'a str,
    /// The listing's name.
    pub name: &'a str,
    /// The type.
    pub offer_type: OfferType,
    /// The publisher's ID in listing addresses.
    pub publisher_id: &'a str,
    /// The publisher's name.
    pub publisher: &'a str,
    /// The partner IDs that the publisher carries.
    pub partner_ids: &'a [String],
    /// Search keywords of the listing.
    pub keywords: &'a [String],
    /// A listing address that is known beside publisher and offer ID.
    pub listing_url: Option<&'a ListingUrl>,
}

/// One offer that a solution may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Match {
    /// `OfferFacts::id`.
    pub offer: String,
    /// In percent: how many of a hundred such suggestions are right.
    pub score: u8,
    /// Why, the weightiest first.
    pub reasons: Vec<Reason>,
}

impl Match {
    /// Whether it is good enough to recommend it.
    pub const fn is_strong(&self) -> bool {
        self.score >= STRONG
    }
}
