//! Every live state, wanted state and set of resellers that sold, against the table of rules.md read for itself.

use contract::audience::need::{Change, Need, Reason, Verdict, approved, is_bound, need, synced};
use contract::audience::tenant::TenantSet;
use contract::audience::{Audience, ChannelState, Sold};
use contract::support::RequestKind;

use super::{reseller, set};

/// Resellers that lists are made of; one more is never in any.
const RESELLERS: u8 = 4;

/// Each audience over the resellers.
fn audiences() -> Vec<Audience> {
    let lists = (0..1 << RESELLERS).map(|bits| Audience::Some(set(bits)));
    [Audience::All, Audience::None].into_iter().chain(lists).collect()
}

fn sales(bits: u8) -> Vec<Sold> {
    (0..RESELLERS)
        .filter(|n| bits & (1 << n) != 0)
        .map(|n| Sold { reseller: reseller(n), customers: u32::from(n) + 1 })
        .collect()
}

/// The table, line by line, by what the sets look like and without looking at our code.
fn table(live: Option<&Audience>, wanted: &Audience, sold: u8) -> (Verdict, Option<RequestKind>) {
    let has = |audience: &Audience, n: u8| audience.holds(reseller(n));
    let Some(live) = live else { return (Verdict::Publish, None) };
    let option = (Verdict::Request, Some(RequestKind::CspChangeOption));
    match (live.state(), wanted.state()) {
        (ChannelState::All, ChannelState::All) | (ChannelState::None, ChannelState::None) => (Verdict::Nothing, None),
        (ChannelState::None, _) => (Verdict::Sync, None),
        (ChannelState::All, _) | (ChannelState::Some, ChannelState::All) => option,
        (ChannelState::Some, ChannelState::None) => {
            let somebody_sold = (0..RESELLERS).any(|n| has(live, n) && sold & (1 << n) != 0);
            if somebody_sold { (Verdict::Impossible, None) } else { option }
        }
        (ChannelState::Some, ChannelState::Some) => {
            let removed: Vec<u8> = (0..RESELLERS).filter(|n| has(live, *n) && !has(wanted, *n)).collect();
            let added = (0..RESELLERS).any(|n| !has(live, n) && has(wanted, n));
            if removed.iter().any(|n| sold & (1 << n) != 0) {
                (Verdict::Impossible, None)
            } else if !removed.is_empty() {
                (Verdict::Request, Some(RequestKind::CspDeauthorize))
            } else if added {
                (Verdict::Sync, None)
            } else {
                (Verdict::Nothing, None)
            }
        }
    }
}

/// What holds of every answer, reseller by reseller; the last one is an outsider.
fn check_reach(live: Option<&Audience>, wanted: &Audience, sold: u8, got: &Need, what: &str) {
    for n in 0..=RESELLERS {
        let id = reseller(n);
        let has_sold = n < RESELLERS && sold & (1 << n) != 0;
        let before = live.is_some_and(|live| live.holds(id));
        let stays = before && has_sold && !wanted.holds(id);
        assert_eq!(got.stays.holds(id), stays, "{what}: {n} stays");
        assert_eq!(got.gains.holds(id), !before && wanted.holds(id), "{what}: {n} gains");
        assert_eq!(got.loses.holds(id), before && !wanted.holds(id) && !has_sold, "{what}: {n} loses");
    }
    let customers: u32 = sales(sold).iter().filter(|s| got.stays.holds(s.reseller)).map(|s| s.customers).sum();
    assert_eq!(got.customers, customers, "{what}");
    assert_eq!(got.request.is_some(), got.verdict == Verdict::Request, "{what}");
}

/// Neither a sync nor an approval takes an offer from who sold it, and each brings what was asked.
fn check_effects(live: &Audience, wanted: &Audience, sold: u8, got: &Need, what: &str) {
    let sellers: TenantSet = sales(sold).iter().map(|sold| sold.reseller).collect();
    let keeps = |after: &Audience| sellers.ids().iter().all(|id| !live.holds(*id) || after.holds(*id));
    match synced(live, wanted) {
        Some(after) => {
            assert!(
                (0..=RESELLERS).all(|n| !live.holds(reseller(n)) || after.holds(reseller(n))),
                "{what}: sync adds only"
            );
            assert_eq!(after != *live, got.syncs, "{what}");
            assert!(got.verdict != Verdict::Sync || after == *wanted, "{what}");
        }
        None => {
            assert_eq!(got.request.or(Some(RequestKind::CspChangeOption)), Some(RequestKind::CspChangeOption), "{what}")
        }
    }
    let change = match (live, wanted) {
        (Audience::Some(live), Audience::Some(wanted)) => Change::Deauthorize(live.without(wanted)),
        _ => Change::Option(wanted.clone()),
    };
    match approved(live, &change, &sellers) {
        Ok(after) => {
            assert!(keeps(&after), "{what}: {after:?}");
            let closes_though_sold = got.reason == Reason::ClosesThoughSold;
            assert!(got.verdict != Verdict::Impossible && !closes_though_sold, "{what}: the desk cannot do it either");
        }
        Err(lost) => {
            assert_eq!(lost, got.stays, "{what}");
            let foreseen = got.verdict == Verdict::Impossible || got.reason == Reason::ClosesThoughSold;
            assert!(foreseen, "{what}: the page said so before");
        }
    }
}

#[test]
fn the_whole_table() {
    let mut cases = 0;
    let lives: Vec<Option<Audience>> = std::iter::once(None).chain(audiences().into_iter().map(Some)).collect();
    let mut seen = std::collections::BTreeSet::new();
    for live in &lives {
        for wanted in &audiences() {
            for sold in 0..1 << RESELLERS {
                let got = need(live.as_ref(), wanted, &sales(sold));
                let what = format!("{live:?} -> {wanted:?}, sold {sold:04b}: {:?}", got.reason);
                assert_eq!((got.verdict, got.request), table(live.as_ref(), wanted, sold), "{what}");
                check_reach(live.as_ref(), wanted, sold, &got, &what);
                if let Some(live) = live {
                    check_effects(live, wanted, sold, &got, &what);
                }
                seen.insert((got.verdict, got.reason));
                cases += 1;
            }
        }
    }
    println!("transition table: {cases} cases, {} verdicts with reasons", seen.len());
    assert_eq!(seen.len(), Reason::ALL.len(), "every reason is met, each with one verdict: {seen:?}");
    assert_eq!(cases, 19 * 18 * 16);
}

#[test]
fn what_only_a_draft_has_is_free_to_go() {
    let mut cases = 0;
    for live in std::iter::once(None).chain(audiences().into_iter().map(Some)) {
        for draft in audiences() {
            for sold in 0..1_u8 << RESELLERS {
                for n in 0..RESELLERS {
                    // Taking one out of the draft: the need does not grow beyond what the rest of the draft needs.
                    let Audience::Some(list) = &draft else { continue };
                    let id = reseller(n);
                    let without = Audience::Some(list.without(&set(1 << n)));
                    let bound = is_bound(live.as_ref(), sold & (1 << n) != 0, id);
                    let in_live = matches!(&live, Some(Audience::Some(list)) if list.holds(id));
                    let got = need(live.as_ref(), &without, &sales(sold));
                    assert_eq!(bound, in_live && got.stays.holds(id), "{live:?} {draft:?} {sold:04b} {n}");
                    if matches!(live, Some(Audience::Some(_))) && !in_live {
                        let before = need(live.as_ref(), &draft, &sales(sold));
                        assert_eq!(got.loses, before.loses, "{live:?} {draft:?} {sold:04b} {n}");
                        assert_eq!(got.stays, before.stays, "{live:?} {draft:?} {sold:04b} {n}");
                    }
                    cases += 1;
                }
            }
        }
    }
    println!("taken out of a draft: {cases} cases");
    assert_eq!(cases, 19 * 16 * 16 * 4);
}

#[test]
fn the_desk_leaves_a_list_that_is_gone_alone() {
    let change = Change::Deauthorize(set(0b01));
    assert_eq!(approved(&Audience::All, &change, &set(0b01)), Ok(Audience::All));
    assert_eq!(approved(&Audience::Some(set(0b11)), &change, &set(0b10)), Ok(Audience::Some(set(0b10))));
    assert_eq!(approved(&Audience::Some(set(0b11)), &change, &set(0b01)), Err(set(0b01)));
}
