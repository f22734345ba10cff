//! What a merge moves from a solution into an offer's co-sell page, and which side wins where both have a value.

use serde::{Deserialize, Serialize};

use crate::api::solutions::{Carries, Collateral, Contact, Referral};
use crate::fold::fold;
use crate::solution::CoSellStatus;

word_enum! {
    /// A side of the merge.
    Side {
        Solution = "solution",
        Offer = "offer",
    }
}

word_enum! {
    /// Which of two lists is kept as the offer's own; the others stay readable with the solution.
    Keep {
        Both = "both",
        Solution = "solution",
        Offer = "offer",
    }
}

/// A choice for each field where both sides may have a value (O). Referrals and documents always move, all of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Choices {
    /// Whose co-sell status the offer has afterwards.
    pub co_sell_status: Side,
    /// Which incentives the offer has afterwards.
    pub incentives: Keep,
    /// Whose details count for a contact who stands on both sides (the same e-mail address).
    pub contacts: Side,
}

/// Where a record of an offer's co-sell page comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Origin {
    /// The solution's opaque id.
    pub id: String,
    /// Its "Solution ID".
    pub solution_id: String,
    /// Its name.
    pub name: String,
    /// Whether the merge was taken back since; the record stays until somebody removes it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub reopened: bool,
}

/// A record with where it comes from; without origin it is the offer's own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Moved<T> {
    /// The record.
    pub record: T,
    /// The solution that brought it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Origin>,
    /// Whether another record of the same person counts; this one stays readable.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub set_aside: bool,
}

/// The co-sell page of an offer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct CoSell {
    /// The co-sell status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub status: Option<CoSellStatus>,
    /// Incentives by name.
    pub incentives: Vec<String>,
    /// The referral pipeline.
    pub referrals: Vec<Moved<Referral>>,
    /// Documents.
    pub collateral: Vec<Moved<Collateral>>,
    /// Contacts.
    pub contacts: Vec<Moved<Contact>>,
}

/// Contacts that stand on both sides, as (solution's, offer's).
pub fn shared_contacts<'a>(carries: &'a Carries, offer: &'a CoSell) -> Vec<(&'a Contact, &'a Contact)> {
    let of_offer = |email: &str| {
        offer.contacts.iter().map(|moved| &moved.record).find(|contact| fold(&contact.email) == fold(email))
    };
    carries.contacts.iter().filter_map(|contact| Some((contact, of_offer(&contact.email)?))).collect()
}

/// The default: the richer side, and nothing dropped (O).
pub fn defaults(status: CoSellStatus, carries: &Carries, offer: &CoSell) -> Choices {
    let richness = |contact: &Contact| {
        [&contact.name, &contact.role, &contact.region].iter().filter(|text| !text.trim().is_empty()).count()
    };
    let shared = shared_contacts(carries, offer);
    let of_solution: usize = shared.iter().map(|(solution, _)| richness(solution)).sum();
    let of_offer: usize = shared.iter().map(|(_, offer)| richness(offer)).sum();
    Choices {
        // Statuses are listed from the least to the furthest.
        co_sell_status: if offer.status.is_some_and(|of_offer| of_offer > status) {
            Side::Offer
        } else {
            Side::Solution
        },
        incentives: Keep::Both,
        contacts: if of_offer > of_solution { Side::Offer } else { Side::Solution },
    }
}

/// The co-sell page after the merge. Every referral, document and contact of both sides is in it; one that the same
/// solution brought before is not brought twice.
pub fn merged(status: CoSellStatus, carries: &Carries, offer: &CoSell, choices: Choices, origin: &Origin) -> CoSell {
    let mut page = offer.clone();
    page.status = match (choices.co_sell_status, offer.status) {
        (Side::Offer, Some(of_offer)) => Some(of_offer),
        _ => Some(status),
    };
    page.incentives = kept_incentives(&carries.incentives, &offer.incentives, choices.incentives);
    bring(&mut page.referrals, &carries.referrals, origin);
    bring(&mut page.collateral, &carries.collateral, origin);
    bring(&mut page.contacts, &carries.contacts, origin);
    set_aside(&mut page.contacts, carries, choices.contacts, origin);
    page
}

/// Of contacts with one address only those of the chosen side count.
fn set_aside(contacts: &mut [Moved<Contact>], carries: &Carries, counts: Side, origin: &Origin) {
    let mine = |moved: &Moved<Contact>| moved.from.as_ref().is_some_and(|from| from.id == origin.id);
    let theirs: Vec<String> = contacts
        .iter()
        .filter(|moved| !mine(moved) && !moved.set_aside)
        .map(|moved| fold(&moved.record.email))
        .collect();
    let brought: Vec<String> = carries.contacts.iter().map(|contact| fold(&contact.email)).collect();
    for moved in contacts {
        let email = fold(&moved.record.email);
        match counts {
            Side::Solution if brought.contains(&email) => moved.set_aside = !mine(moved),
            Side::Offer if mine(moved) => moved.set_aside = theirs.contains(&email),
            _ => {}
        }
    }
}

/// After records were removed: of contacts with one address of which none counts any more, the first one counts.
pub fn none_left_aside(contacts: &mut [Moved<Contact>]) {
    let mut counting: Vec<String> =
        contacts.iter().filter(|moved| !moved.set_aside).map(|moved| fold(&moved.record.email)).collect();
    for moved in contacts.iter_mut().filter(|moved| moved.set_aside) {
        let email = fold(&moved.record.email);
        if !counting.contains(&email) {
            moved.set_aside = false;
            counting.push(email);
        }
    }
}

/// Incentives after the merge; those of one side when a side is chosen and has any.
pub fn kept_incentives(solution: &[String], offer: &[String], keep: Keep) -> Vec<String> {
    match keep {
        Keep::Solution if !solution.is_empty() => solution.to_vec(),
        Keep::Offer if !offer.is_empty() => offer.to_vec(),
        _ => {
            let mut all = offer.to_vec();
            all.extend(solution.iter().filter(|name| !offer.iter().any(|known| fold(known) == fold(name))).cloned());
            all
        }
    }
}

/// Adds a solution's records to a page; records are told apart by what they hold and how often the solution has them.
fn bring<T: Clone + PartialEq>(page: &mut Vec<Moved<T>>, records: &[T], origin: &Origin) {
    let mut here: Vec<bool> =
        page.iter().map(|moved| moved.from.as_ref().is_some_and(|from| from.id == origin.id)).collect();
    for record in records {
        let known = page.iter().zip(&here).position(|(moved, from_it)| *from_it && moved.record == *record);
        match known {
            Some(place) => {
                page[place].from = Some(origin.clone());
                here[place] = false;
            }
            None => {
                page.push(Moved { record: record.clone(), from: Some(origin.clone()), set_aside: false });
                here.push(false);
            }
        }
    }
}
