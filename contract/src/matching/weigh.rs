//! Weighs the facts about a solution and an offer into one number, and such numbers into percent.

use super::compare::{Agreement, WordsFound, agreement};
use super::lexicon::Strict;
use super::name::Name;
use crate::solution::OfferType;

/// How the types of a solution and an offer stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Types {
    Same,
    /// The legacy catalogue knew none, or one that no offer has.
    Unknown,
    /// Different ways to sell the same software.
    Near,
    /// A service is no software, and a visual is no machine.
    Far,
}

impl Types {
    pub fn of(solution: Option<OfferType>, offer: OfferType) -> Types {
        let Some(solution) = solution else { return Types::Unknown };
        if solution == offer {
            Types::Same
        } else if solution == OfferType::CoSellOnly || offer == OfferType::CoSellOnly {
            Types::Unknown
        } else if family(solution) == family(offer) {
            Types::Near
        } else {
            Types::Far
        }
    }
}

fn family(offer_type: OfferType) -> u8 {
    match offer_type {
        OfferType::ConsultingService | OfferType::ManagedService => 1,
        OfferType::DynamicsCustomerEngagement | OfferType::DynamicsOperations | OfferType::DynamicsBusinessCentral => 2,
        OfferType::PowerBiApp | OfferType::PowerBiVisual => 3,
        _ => 0,
    }
}

/// What the solution says of the offer's publisher.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Publisher {
    /// Nothing.
    Unknown,
    /// It names it.
    Named,
    /// Not its name, but a partner ID that it carries.
    SamePartnerId,
    /// Neither its name nor one of its partner IDs.
    Other,
}

/// Everything that is known about a pair.
#[derive(Clone, Copy, Debug)]
pub(super) struct Evidence {
    pub words: WordsFound,
    /// The names are the same, letter by letter, once folded.
    pub same_text: bool,
    pub types: Types,
    pub publisher: Publisher,
    /// Keywords in common, at most three.
    pub keywords: usize,
    /// The listing address of the solution leads to the offer.
    pub listing: bool,
}

/// How many numbers a pair is described by.
pub(super) const FEATURES: usize = 18;

/// What each number of `features` adds; fitted on the tuning half (multinomial likelihood, signs fixed).
const WEIGHTS: [f32; FEATURES] =
    [-5.4, 3.2, 1.2, 3.2, -6.4, -4.3, -0.8, 0.2, -5.3, -3.7, 1.1, -0.9, -1.3, 0.2, -0.1, 2.1, -0.7, 2.8];

/// A known listing address outweighs a name that was changed; few cases, so set by hand (O).
const LISTING: f32 = 5.0;

/// The pair as numbers.
pub(super) fn features(evidence: &Evidence, solution: &Name, offer: &Name) -> [f32; FEATURES] {
    let WordsFound { of_solution, of_offer, .. } = evidence.words;
    let (of_solution, of_offer) = if evidence.same_text { (1.0, 1.0) } else { (of_solution, of_offer) };
    let sum = of_solution + of_offer;
    let both = if sum > 0.0 { 2.0 * of_solution * of_offer / sum } else { 0.0 };
    let mut out = [0.0; FEATURES];
    out[0] = 1.0;
    out[1] = both;
    out[2] = of_solution.min(of_offer);
    let mut agree = true;
    for kind in Strict::ALL {
        let version = matches!(kind, Strict::Version | Strict::Region);
        match agreement(*kind, solution, offer) {
            Agreement::Neither => continue,
            Agreement::Same => {
                out[7] += 1.0;
                continue;
            }
            Agreement::Differ(..) if *kind == Strict::Version => out[8] += 1.0,
            Agreement::Differ(..) => out[4] += 1.0,
            Agreement::OnlySolution(_) if version => out[9] += 1.0,
            Agreement::OnlySolution(_) if *kind == Strict::Edition => out[5] += 1.0,
            Agreement::OnlySolution(_) => out[16] += 1.0,
            Agreement::OnlyOffer(_) => out[6] += 1.0,
        }
        agree = false;
    }
    out[3] = flag(agree && out[2] > 0.86);
    match evidence.types {
        Types::Same => out[10] = 1.0,
        Types::Unknown => {}
        Types::Near => out[11] = 1.0,
        Types::Far => out[12] = 1.0,
    }
    match evidence.publisher {
        Publisher::Named | Publisher::SamePartnerId => out[13] = 1.0,
        Publisher::Other => out[14] = 1.0,
        Publisher::Unknown => {}
    }
    out[15] = evidence.keywords.min(3) as f32;
    // Long names explain what a short one only calls by its name.
    out[17] = of_offer;
    out
}

/// The logarithm of the odds of this offer against none.
pub(super) fn log_odds(evidence: &Evidence, solution: &Name, offer: &Name) -> f32 {
    let features = features(evidence, solution, offer);
    let sum: f32 = features.iter().zip(WEIGHTS).map(|(feature, weight)| feature * weight).sum();
    if evidence.listing { sum + LISTING } else { sum }
}

/// How many of the best offers share the hundred percent with "none of them"; the weak rest of a long list must not add up.
pub(super) const RIVALS: usize = 5;

/// Percent of each of the best offers, given the log odds of the best.
pub(super) fn percent(log_odds: f32, rivals: &[f32]) -> u8 {
    let all: f32 = rivals.iter().map(|odds| odds.exp()).sum();
    let share = 100.0 * log_odds.exp() / (1.0 + all);
    // Odds are bounded by the weights, so this is a number from 0 to 100.
    share.round().clamp(0.0, 100.0) as u8
}

fn flag(is: bool) -> f32 {
    if is { 1.0 } else { 0.0 }
}
