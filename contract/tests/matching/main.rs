//! Match suggestions: the evaluation set is sound.
#![allow(clippy::expect_used)]

mod set;

use std::collections::BTreeSet;

#[test]
fn the_set_is_big_enough_split_by_company_and_names_real_offers() {
    let halves = [set::tuning().expect("readable"), set::frozen().expect("readable")];
    let all = || halves.iter().flatten();
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
