//! Offers on the wire: the list, one with its co-sell page, and making a draft from a solution.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::listing_url::{INSTALLATION, ListingUrl, Storefronts};
use crate::matching::OfferFacts;
use crate::merge::CoSell;
use crate::offer::OfferStatus;
use crate::solution::{CoSellStatus, OfferType};

/// One offer of the company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferRow {
    /// Opaque id, in addresses.
    pub id: String,
    /// The offer ID.
    pub external_id: String,
    /// The publisher's ID.
    pub publisher: String,
    /// The publisher's display name.
    pub publisher_name: String,
    /// The company's partner IDs that the publisher carries.
    pub partner_ids: Vec<String>,
    /// The type.
    pub offer_type: OfferType,
    /// The internal name.
    pub alias: String,
    /// The listing's name.
    pub name: String,
    /// What people see of its state.
    pub status: OfferStatus,
    /// Since when it is live; absent for a draft.
    #[serde(default, deserialize_with = "crate::moment::maybe_instant", skip_serializing_if = "Option::is_none")]
    pub live_since: Option<DateTime<Utc>>,
    /// Co-sell status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub co_sell_status: Option<CoSellStatus>,
    /// The listing's address, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listing_url: Option<String>,
    /// When something of it last changed.
    #[serde(deserialize_with = "crate::moment::instant")]
    pub changed_at: DateTime<Utc>,
    /// Raised by every change.
    pub version: u64,
}

impl OfferRow {
    /// Whether it has a live version: then solutions can be merged into it.
    pub fn is_live(&self) -> bool {
        self.status != OfferStatus::Draft
    }

    /// Where it is listed: as noted, else in this installation, where every live offer has its page.
    pub fn listed_at(&self, storefronts: &Storefronts) -> Option<String> {
        let own = || storefronts.get(INSTALLATION).and_then(|own| own.listing(&self.publisher, &self.external_id));
        self.listing_url.clone().or_else(|| if self.status == OfferStatus::Live { own() } else { None })
    }

    /// What matching wants to know of it; `url` is `listing_url`, where it can be read.
    pub fn facts<'a>(&'a self, url: Option<&'a ListingUrl>) -> OfferFacts<'a> {
        OfferFacts {
            id: &self.id,
            offer_id: &self.external_id,
            name: &self.name,
            offer_type: self.offer_type,
            publisher_id: &self.publisher,
            publisher: &self.publisher_name,
            partner_ids: &self.partner_ids,
            keywords: &[],
            listing_url: url,
        }
    }
}

/// A solution that an offer was made from, or that was merged into it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LinkedSolution {
    /// The solution's opaque id.
    pub id: String,
    /// Its "Solution ID".
    pub solution_id: String,
    /// Its name.
    pub name: String,
    /// Where it stands.
    pub state: crate::solution::MigrationState,
}

/// One offer with its co-sell page. Its `ETag` is the version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OfferDetail {
    /// The row as in the list.
    pub offer: OfferRow,
    /// What follows solutions into it.
    pub co_sell: CoSell,
    /// Solutions linked to it: made from one, merged from several (O).
    pub solutions: Vec<LinkedSolution>,
    /// Whether it was ever published; then it cannot be deleted.
    pub ever_published: bool,
}

/// A publisher profile of the company.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublisherRow {
    /// The publisher's ID in listing addresses.
    pub id: String,
    /// The display name.
    pub name: String,
    /// The company's partner IDs that it carries.
    pub partner_ids: Vec<String>,
}

/// Whose a new offer is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PublisherChoice {
    /// A publisher that is there.
    Existing {
        /// Its ID.
        id: String,
    },
    /// A new one.
    New {
        /// Its ID in listing addresses: the form of an offer ID.
        id: String,
        /// Its display name, 1 to 100 characters.
        name: String,
    },
}

/// Body of `POST solutions/{id}/offer` and `POST offers`: a draft offer, made from a solution or from nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct NewOffer {
    /// The type; it never changes.
    pub offer_type: OfferType,
    /// Whose it is.
    pub publisher: PublisherChoice,
    /// The offer ID, `^[a-z0-9][a-z0-9_-]{2,49}$`, unique in the company; it never changes.
    pub offer_id: String,
    /// The internal name, up to 120 characters.
    pub alias: String,
}

/// Query of `GET offers/id-check`: whether an offer ID is free while it is typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct IdCheck {
    /// Whether no other offer of the company has it.
    pub free: bool,
}

/// The longest display name of a publisher, in characters.
pub const PUBLISHER_NAME_MAX: usize = 100;
