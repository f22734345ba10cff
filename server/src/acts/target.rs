//! What a merge points at: an offer of the company by id, or by the address of its listing, or an address alone.

use contract::api::merging::{MergePreview, Target};
use contract::listing_url::{KnownListing, ListingUrl, Storefronts};
use contract::merge::{Choices, CoSell, Origin, defaults, merged};
use contract::migration::MergeTarget;
use contract::refusal::Refusal;

use super::Stop;
use crate::store::Tx;
use crate::store::acting::Acting;
use crate::store::co_sell::StoredPage;
use crate::store::offers::Offer;

/// A target that was looked up.
#[derive(Clone, Debug)]
pub struct Pointed {
    /// The company's offer, where there is one.
    pub offer: Option<Offer>,
    /// The listing's address, as typed or as known of the offer.
    pub url: Option<String>,
}

impl Pointed {
    /// As the transition table sees it.
    pub fn for_rules(&self) -> MergeTarget {
        match &self.offer {
            Some(offer) => MergeTarget::Offer { live: offer.is_live() },
            None => MergeTarget::ListingUrl,
        }
    }

    /// As it is kept: a known offer rather than its address.
    pub fn kept(&self) -> Target {
        match (&self.offer, &self.url) {
            (Some(offer), _) => Target::Offer { id: offer.row.id.clone() },
            (None, url) => Target::Url { url: url.clone().unwrap_or_default() },
        }
    }
}

/// Looks a target up among the company's offers, which are read once for many.
///
/// # Errors
/// `NotThere` for an unknown offer, `NoListingUrl` for what is no listing's address.
pub fn find(offers: &[Offer], target: &Target, stores: &Storefronts) -> Result<Pointed, Refusal> {
    match target {
        Target::Offer { id } => {
            let offer = offers.iter().find(|offer| offer.row.id == *id).ok_or(Refusal::NotThere)?;
            Ok(Pointed { offer: Some(offer.clone()), url: offer.row.listed_at(stores) })
        }
        Target::Url { url } => {
            let listing = ListingUrl::parse(url, stores).map_err(|_| Refusal::NoListingUrl)?;
            let addresses: Vec<Option<ListingUrl>> =
                offers.iter().map(|offer| ListingUrl::parse(offer.row.listing_url.as_deref()?, stores).ok()).collect();
            let known = offers.iter().zip(&addresses).map(|(offer, url)| KnownListing {
                publisher: &offer.row.publisher,
                offer: &offer.row.external_id,
                url: url.as_ref(),
            });
            let offer = listing.find(known).and_then(|place| offers.get(place)).cloned();
            Ok(Pointed { offer, url: Some(listing.typed().trim().to_owned()) })
        }
    }
}

/// Where records come from when a solution brings them.
pub fn origin(solution: &Acting) -> Origin {
    Origin {
        id: solution.id.clone(),
        solution_id: solution.solution_id.clone(),
        name: solution.name.clone(),
        reopened: false,
    }
}

/// What a merge would make of an offer's co-sell page, with the page as it is stored.
///
/// # Errors
/// What the store says.
pub async fn preview(
    tx: &mut Tx,
    solution: &Acting,
    offer: Option<&Offer>,
    choices: Option<Choices>,
) -> Result<(MergePreview, StoredPage), Stop> {
    let carries = tx.carries_of(solution.pk).await?;
    let stored = match offer {
        Some(offer) => tx.co_sell(offer).await?,
        None => StoredPage::default(),
    };
    let before: CoSell = stored.page.clone();
    let choices = choices.unwrap_or_else(|| defaults(solution.co_sell_status, &carries, &before));
    let after = merged(solution.co_sell_status, &carries, &before, choices, &origin(solution));
    Ok((MergePreview { carries, before, after, choices }, stored))
}
