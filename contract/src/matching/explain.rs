//! Puts the facts about a pair into reasons, the weightiest first.

use super::SolutionFacts;
use super::compare::{Agreement, agreement};
use super::lexicon::Strict;
use super::name::Name;
use super::reason::Reason;
use super::weigh::{Evidence, Publisher, Types};
use crate::solution::OfferType;

/// The reasons that lie in the pair itself.
pub(super) fn reasons(
    evidence: &Evidence,
    solution: &SolutionFacts<'_>,
    offer_type: OfferType,
    name: &Name,
    offer: &Name,
) -> Vec<Reason> {
    let mut reasons = Vec::new();
    if evidence.listing {
        reasons.push(Reason::ListingKnown);
    }
    let words = evidence.words;
    let strict: Vec<Reason> = Strict::ALL.iter().filter_map(|part| strict_reason(*part, name, offer)).collect();
    let same_words = words.of_solution.min(words.of_offer) > 0.97;
    if evidence.same_text || (same_words && strict.is_empty()) {
        reasons.push(Reason::SameName);
    } else if words.counted > 0 {
        reasons.push(Reason::NameWords { found: words.found, of: words.counted, words: name.shown(words.which) });
    }
    reasons.extend(strict);
    match evidence.publisher {
        Publisher::Named => reasons.push(Reason::SamePublisher),
        Publisher::SamePartnerId => reasons.push(Reason::SamePartnerId),
        Publisher::Other => reasons.push(Reason::OtherPublisher),
        Publisher::Unknown => {}
    }
    match (evidence.types, solution.offer_type) {
        (Types::Same, _) => reasons.push(Reason::SameType),
        (Types::Far, Some(solution)) => reasons.push(Reason::OtherType { solution, offer: offer_type }),
        _ => {}
    }
    if evidence.keywords > 0 {
        reasons.push(Reason::Keywords { n: evidence.keywords });
    }
    reasons
}

fn strict_reason(part: Strict, solution: &Name, offer: &Name) -> Option<Reason> {
    match agreement(part, solution, offer) {
        Agreement::Neither | Agreement::Same => None,
        Agreement::Differ(one, other) => {
            Some(Reason::Differs { part, solution: one.shown.clone(), offer: other.shown.clone() })
        }
        Agreement::OnlySolution(only) => Some(Reason::OnlyOne { part, value: only.shown.clone(), in_solution: true }),
        Agreement::OnlyOffer(only) => Some(Reason::OnlyOne { part, value: only.shown.clone(), in_solution: false }),
    }
}
