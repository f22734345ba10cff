//! Compares the names of a solution and an offer: which words find each other, and which strict parts agree.

use super::lexicon::Strict;
use super::name::{Name, StrictPart};
use super::piece::same_version;

/// A unit of the solution that is like a unit of the offer.
#[derive(Clone, Copy, Debug)]
pub(super) struct Link {
    pub likeness: f32,
    /// Words of the solution, a bit each.
    pub solution: u32,
    /// Words of the offer, a bit each.
    pub offer: u32,
}

/// What the words say.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct WordsFound {
    /// How much of the solution's weight is found in the offer, 0 to 1.
    pub of_solution: f32,
    /// How much of the offer's weight is found in the solution, 0 to 1.
    pub of_offer: f32,
    /// Words of the solution that were found.
    pub found: usize,
    /// Words of the solution that count.
    pub counted: usize,
    /// Which of the solution's words were found and count, a bit each.
    pub which: u32,
}

/// Lets words find each other, the most alike first; each word is used once.
pub(super) fn words_found(
    links: &mut [Link],
    solution: &Name,
    offer: &Name,
    weight: &dyn Fn(&str, f32) -> f32,
) -> WordsFound {
    links.sort_by(|a, b| {
        let size = |link: &Link| (link.solution.count_ones() + link.offer.count_ones(), link.solution, link.offer);
        b.likeness.total_cmp(&a.likeness).then_with(|| size(b).cmp(&size(a)))
    });
    let (mut used_solution, mut used_offer) = (0_u32, 0_u32);
    let mut likeness_solution = [0.0_f32; u32::BITS as usize];
    let mut likeness_offer = [0.0_f32; u32::BITS as usize];
    for link in links.iter() {
        // A phrase of several words may share one with a phrase before it; a used word adds nothing.
        let (new_solution, new_offer) = (link.solution & !used_solution, link.offer & !used_offer);
        if new_solution == 0 || new_offer == 0 {
            continue;
        }
        used_solution |= new_solution;
        used_offer |= new_offer;
        note(&mut likeness_solution, new_solution, link.likeness);
        note(&mut likeness_offer, new_offer, link.likeness);
    }
    let share = |name: &Name, likeness: &[f32]| {
        let mut all = 0.0;
        let mut found = 0.0;
        for (word, likeness) in name.words.iter().zip(likeness) {
            let weight = weight(&word.text, word.weight);
            all += weight;
            found += weight * likeness;
        }
        if all > 0.0 { found / all } else { 0.0 }
    };
    let counts = |at: &usize| solution.words.get(*at).is_some_and(|word| word.weight > 0.3);
    let which = (0..solution.words.len()).filter(counts).fold(0, |bits, at| bits | (1 << at)) & used_solution;
    WordsFound {
        of_solution: share(solution, &likeness_solution),
        of_offer: share(offer, &likeness_offer),
        found: which.count_ones() as usize,
        counted: (0..solution.words.len()).filter(counts).count(),
        which,
    }
}

fn note(likeness: &mut [f32], words: u32, value: f32) {
    for (at, slot) in likeness.iter_mut().enumerate() {
        if words & (1 << at) != 0 {
            *slot = value;
        }
    }
}

/// How the strict parts of one kind stand to each other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Agreement<'a> {
    /// Neither name has one.
    Neither,
    /// Both have the same, or share one.
    Same,
    /// Both have one and they differ.
    Differ(&'a StrictPart, &'a StrictPart),
    /// Only the solution's name has one.
    OnlySolution(&'a StrictPart),
    /// Only the offer's name has one.
    OnlyOffer(&'a StrictPart),
}

/// The agreement of one kind.
pub(super) fn agreement<'a>(kind: Strict, solution: &'a Name, offer: &'a Name) -> Agreement<'a> {
    let of = |name: &'a Name| name.strict.iter().filter(move |part| part.kind == kind);
    let same = |one: &StrictPart, other: &StrictPart| match kind {
        Strict::Version => same_version(&one.value, &other.value),
        _ => one.value == other.value,
    };
    let missing = |from: &'a Name, to: &'a Name| of(from).find(|part| !of(to).any(|other| same(part, other)));
    match (of(solution).next(), of(offer).next()) {
        (None, None) => Agreement::Neither,
        (Some(only), None) => Agreement::OnlySolution(only),
        (None, Some(only)) => Agreement::OnlyOffer(only),
        (Some(_), Some(_)) => match (missing(solution, offer), missing(offer, solution)) {
            (Some(one), Some(other)) => Agreement::Differ(one, other),
            (Some(extra), None) => Agreement::OnlySolution(extra),
            (None, Some(extra)) => Agreement::OnlyOffer(extra),
            (None, None) => Agreement::Same,
        },
    }
}
