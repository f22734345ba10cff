//! What a list does to a draft.

use contract::api::audience::ListMode;
use contract::api::audience_file::ListEffect::{Added, AlreadyThere, Duplicate, LeftProgramme, UnknownTenant};
use contract::audience::list::{Known, put};
use contract::audience::tenant::{TenantId, TenantSet};
use proptest::prelude::*;

use super::{reseller, set};

fn known(id: TenantId) -> Known {
    match id {
        id if id == reseller(6) => Known::Left,
        id if id == reseller(7) => Known::Unknown,
        _ => Known::Member,
    }
}

#[test]
fn adding_leaves_what_is_there() {
    let list = [1, 0, 7, 1, 6, 2, 7].map(reseller);
    let outcome = put(&set(0b1001), &list, ListMode::Add, &TenantSet::default(), known);
    assert_eq!(outcome.effects, [Added, AlreadyThere, UnknownTenant, Duplicate, LeftProgramme, Added, Duplicate]);
    assert_eq!(outcome.after, set(0b1111));
    assert_eq!((outcome.removed.len(), outcome.kept.len()), (0, 0));
}

#[test]
fn replacing_keeps_who_has_sold() {
    let outcome = put(&set(0b0111), &[reseller(3)], ListMode::Replace, &set(0b0010), known);
    assert_eq!(outcome.after, set(0b1010));
    assert_eq!((outcome.removed, outcome.kept), (set(0b0101), set(0b0010)));
}

#[test]
fn a_reseller_that_left_stays_where_it_was() {
    let there = set(0b0100_0001);
    let outcome = put(&there, &[reseller(6), reseller(0)], ListMode::Replace, &TenantSet::default(), known);
    assert_eq!(outcome.after, there);
    assert_eq!(outcome.effects, [AlreadyThere, AlreadyThere]);
}

proptest! {
    #[test]
    fn no_list_takes_a_bound_reseller_out(draft: u8, bound: u8, list in proptest::collection::vec((0_u8..8).prop_map(reseller), 0..12)) {
        let (draft, bound) = (set(draft), set(bound));
        let bound_here = draft.and(&bound);
        for mode in ListMode::ALL {
            let outcome = put(&draft, &list, *mode, &bound_here, known);
            prop_assert!(bound_here.without(&outcome.after).is_empty());
            prop_assert_eq!(outcome.effects.len(), list.len());
            let again = put(&outcome.after, &list, *mode, &bound_here, known);
            prop_assert_eq!(again.after, outcome.after, "doing it twice changes nothing");
        }
    }
}
