//! Match suggestions: the evaluation set is sound, the scorer is good and true on its tuning half, and always fair.
#![allow(clippy::expect_used)]

mod evaluation;
mod properties;
mod set;
mod strict;

use std::collections::BTreeSet;

/// Floors, a little below what was measured; the frozen half has none, because a failing test would show its cases.
#[test]
fn the_tuning_half_is_suggested_well_and_scored_truly() {
    let half = set::tuning().expect("readable");
    for (half, precision, left_alone) in [(&half, 0.9, 0.72), (&evaluation::as_one_company(&half), 0.86, 0.65)] {
        let totals = evaluation::totals(half);
        assert!(totals.precision_at_1() > precision, "{totals:?}");
        assert!(totals.recall_at_3() > 0.97, "{totals:?}");
        assert!(totals.calibration_error() < 7.0, "{totals:?}");
        let share = evaluation::share;
        assert!(
            share(totals.strong, totals.matched) > 0.9 && share(totals.strong_right, totals.strong) > 0.97,
            "{totals:?}"
        );
        assert!(share(totals.left_alone, totals.unmatched) > left_alone, "{totals:?}");
        assert!(share(totals.not_strong, totals.unmatched) > 0.95, "{totals:?}");
    }
}

#[test]
fn the_set_is_big_enough_split_by_company_and_names_real_offers() {
    let halves = [set::tuning().expect("readable"), set::frozen().expect("readable")];
    let later = set::later().expect("readable");
    let all = || halves.iter().flatten().chain(&later);
    assert!(all().map(|company| company.solutions.len()).sum::<usize>() >= 400);
    let publishers: Vec<&str> = all().flat_map(|company| &company.publishers).map(|p| p.id.as_str()).collect();
    assert_eq!(
        publishers.iter().collect::<BTreeSet<_>>().len(),
        publishers.len(),
        "a publisher stands in one company only"
    );
    for company in all() {
        let ids: BTreeSet<&str> = company.offers.iter().map(|offer| offer.id.as_str()).collect();
        assert_eq!(ids.len(), company.offers.len(), "{}", company.name);
        for solution in &company.solutions {
            let right = solution.right.as_deref();
            assert!(right.is_none_or(|right| ids.contains(right)), "{}: {}", company.name, solution.name);
        }
    }
    for half in &halves {
        let solutions: Vec<_> = half.iter().flat_map(|company| &company.solutions).collect();
        let unmatched = solutions.iter().filter(|solution| solution.right.is_none()).count();
        assert!(solutions.len() >= 150 && unmatched * 5 >= solutions.len() && unmatched * 2 <= solutions.len());
        let kinds: BTreeSet<&str> = solutions.iter().map(|solution| solution.kind.as_str()).collect();
        for kind in [
            "abbreviated",
            "edition",
            "initialism",
            "none",
            "order",
            "plural",
            "region",
            "renamed",
            "translated",
            "type",
            "typo",
            "version",
        ] {
            assert!(kinds.contains(kind), "{kind}");
        }
    }
}
