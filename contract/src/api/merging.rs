//! Beginning a migration on the wire: matches, merging, making an offer, discarding and taking that back.

use serde::{Deserialize, Serialize};

use crate::api::offers::OfferRow;
use crate::api::solutions::{Carries, SolutionRow};
use crate::listing_url::{ListingUrl, Storefronts};
use crate::matching::{self, Match, Offers};
use crate::merge::{Choices, CoSell};
use crate::solution::OfferType;

/// The longest free text of a request, question or answer, in characters.
pub const TEXT_MAX: usize = 4_000;

/// What a merge request points at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "camelCase", rename_all_fields = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Target {
    /// One of the company's offers.
    Offer {
        /// Its opaque id.
        id: String,
    },
    /// A listing address as typed; the desk links it.
    Url {
        /// The address.
        url: String,
    },
}

/// Body of `POST solutions/{id}/merge`: asks support for a merge. With `?dryRun=true` it answers what would move.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RequestMerge {
    /// The offer or the listing's address.
    pub target: Target,
    /// What wins where both sides have a value; the defaults when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub choices: Option<Choices>,
    /// "Offer type" of the request details; that of the offer or solution when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer_type: Option<OfferType>,
    /// "Offer name" of the request details; that of the offer or solution when absent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offer_name: Option<String>,
    /// A free text for support, up to 4,000 characters.
    #[serde(default)]
    pub text: String,
    /// The solution's version that was shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_version: Option<u64>,
}

/// Answer of `POST solutions/{id}/merge?dryRun=true`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MergePreview {
    /// What the solution carries.
    pub carries: Carries,
    /// The offer's co-sell page now; empty for a listing's address.
    pub before: CoSell,
    /// The co-sell page afterwards.
    pub after: CoSell,
    /// The choices that give it.
    pub choices: Choices,
}

/// Answer of an act that filed a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Filed {
    /// The request's number.
    pub number: String,
    /// Until when support answers.
    pub due: chrono::DateTime<chrono::Utc>,
}

/// Body of `POST solutions/{id}/discard` and `…/undo-discard`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Seen {
    /// The solution's version that was shown; what changed since is refused with 412.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seen_version: Option<u64>,
}

/// An amount of money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sum {
    /// In minor units of `currency`.
    pub value_minor: u64,
    /// ISO 4217.
    pub currency: String,
}

/// What matching and a review of many need to know of a solution beyond its row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct SolutionFacts {
    /// The solution's id.
    pub id: String,
    /// Its version, to be sent as `seenVersion`.
    pub version: u64,
    /// The publisher named in the legacy catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// Keywords of the legacy catalogue.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub keywords: Vec<String>,
    /// The listing address noted in the legacy catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub listing_url: Option<String>,
    /// Referrals carried.
    pub referrals: u32,
    /// What the referrals are worth, one sum a currency, by currency.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub worth: Vec<Sum>,
    /// Documents carried.
    pub collateral: u32,
    /// Contacts carried.
    pub contacts: u32,
    /// Incentives carried.
    pub incentives: u32,
    /// Whether a merge request for it is open: with support, or waiting for an answer.
    #[serde(default)]
    pub request_open: bool,
    /// Ids of offers that a person said are no match.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub not_matches: Vec<String>,
}

impl SolutionFacts {
    /// Where its listing is, as far as the legacy catalogue's address can be read.
    pub fn listing(&self, storefronts: &Storefronts) -> Option<ListingUrl> {
        listing(self.listing_url.as_deref(), storefronts)
    }

    /// The offers that it may be, best first, without those that a person said are no match; `row` is the same solution.
    pub fn suggest(&self, row: &SolutionRow, offers: &Offers, storefronts: &Storefronts, limit: usize) -> Vec<Match> {
        let url = self.listing(storefronts);
        let solution = matching::SolutionFacts {
            name: &row.name,
            publisher: self.publisher.as_deref(),
            partner_id: &row.partner_id,
            offer_type: row.offer_type,
            keywords: &self.keywords,
            listing_url: url.as_ref(),
        };
        let excluded: Vec<&str> = self.not_matches.iter().map(String::as_str).collect();
        offers.suggest(&solution, &excluded, limit)
    }
}

/// The live ones of a company's offers as matching reads them.
pub fn live_offers(company: &str, offers: &[OfferRow], storefronts: &Storefronts) -> Offers {
    let mut index = no_live_offers(company, offers);
    add_live_offers(&mut index, offers, storefronts);
    index
}

/// What `live_offers` begins with: none is read yet. For reading many a part at a time (`add_live_offers`).
pub fn no_live_offers(company: &str, offers: &[OfferRow]) -> Offers {
    let live = offers.iter().filter(|offer| offer.is_live());
    let publishers: Vec<_> = live.map(|offer| (offer.publisher.as_str(), offer.publisher_name.as_str())).collect();
    Offers::of_company(company, &publishers)
}

/// Reads a part of the company's offers; those that are not live are passed over.
pub fn add_live_offers(index: &mut Offers, offers: &[OfferRow], storefronts: &Storefronts) {
    for offer in offers.iter().filter(|offer| offer.is_live()) {
        let url = listing(offer.listing_url.as_deref(), storefronts);
        index.extend(&[offer.facts(url.as_ref())]);
    }
}

fn listing(url: Option<&str>, storefronts: &Storefronts) -> Option<ListingUrl> {
    ListingUrl::parse(url?, storefronts).ok()
}

/// Body of `POST solutions/facts`: a reading of many, which changes nothing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct FactsOf {
    /// Ids of solutions, at most 1,000.
    pub items: Vec<String>,
}

/// Body of `PUT solutions/{id}/matches/{offerId}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct MatchSaid {
    /// False: "Not a match". True takes that back.
    pub is_match: bool,
}
