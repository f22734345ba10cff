//! Merging moves everything and loses nothing, whatever the two sides hold and whatever is chosen.

use contract::api::solutions::{Carries, Collateral, Contact, Referral};
use contract::merge::{Choices, CoSell, Keep, Moved, Origin, Side, defaults, merged, shared_contacts};
use contract::solution::CoSellStatus;
use proptest::prelude::*;
use proptest::sample::select;

fn referral() -> impl Strategy<Value = Referral> {
    (select(vec!["Alder", "Birch", "Cedar"]), 0..3_u64).prop_map(|(customer, value_minor)| Referral {
        customer: customer.into(),
        stage: "Open".into(),
        value_minor,
        currency: "EUR".into(),
    })
}

fn collateral() -> impl Strategy<Value = Collateral> {
    select(vec!["One-pager", "Pitch deck"]).prop_map(|title| Collateral {
        kind: title.into(),
        title: title.into(),
        url: None,
    })
}

fn contact() -> impl Strategy<Value = Contact> {
    (select(vec!["a@x.example", "A@X.example", "b@x.example"]), select(vec!["", "Sales"])).prop_map(|(email, role)| {
        Contact { name: "Ann".into(), email: email.into(), role: role.into(), region: String::new() }
    })
}

fn carries() -> impl Strategy<Value = Carries> {
    let many = 0..4_usize;
    (
        prop::collection::vec(referral(), many.clone()),
        prop::collection::vec(collateral(), many.clone()),
        prop::collection::vec(contact(), many.clone()),
        prop::collection::vec(select(vec!["Azure credits".to_owned(), "AZURE CREDITS".into(), "Fund".into()]), many),
    )
        .prop_map(|(referrals, collateral, contacts, incentives)| Carries {
            referrals,
            collateral,
            contacts,
            incentives,
            summary: None,
        })
}

fn status() -> impl Strategy<Value = CoSellStatus> {
    select(CoSellStatus::ALL.to_vec())
}

fn choices() -> impl Strategy<Value = Choices> {
    (select(Side::ALL.to_vec()), select(Keep::ALL.to_vec()), select(Side::ALL.to_vec()))
        .prop_map(|(co_sell_status, incentives, contacts)| Choices { co_sell_status, incentives, contacts })
}

fn origin(id: &str) -> Origin {
    Origin { id: id.into(), solution_id: id.into(), name: id.into(), reopened: false }
}

/// An offer with records of its own.
fn page() -> impl Strategy<Value = CoSell> {
    (carries(), prop::option::of(status())).prop_map(|(carries, status)| {
        fn own<T>(records: Vec<T>) -> Vec<Moved<T>> {
            records.into_iter().map(|record| Moved { record, from: None, set_aside: false }).collect()
        }
        CoSell {
            status,
            incentives: carries.incentives,
            referrals: own(carries.referrals),
            collateral: own(carries.collateral),
            contacts: own(carries.contacts),
        }
    })
}

/// How often a record stands in a list.
fn times<T: PartialEq>(list: &[T], wanted: &T) -> usize {
    list.iter().filter(|one| *one == wanted).count()
}

fn records<T: Clone>(list: &[Moved<T>]) -> Vec<T> {
    list.iter().map(|moved| moved.record.clone()).collect()
}

proptest! {
    #[test]
    fn every_record_of_both_sides_is_there_afterwards(
        of_offer in page(), first in carries(), second in carries(), of_first in status(), choices in choices(),
    ) {
        let one = merged(of_first, &first, &of_offer, choices, &origin("S-1"));
        let both = merged(CoSellStatus::InMarket, &second, &one, choices, &origin("S-2"));
        for referral in &first.referrals {
            let wanted = times(&records(&of_offer.referrals), referral) + times(&first.referrals, referral) + times(&second.referrals, referral);
            prop_assert_eq!(times(&records(&both.referrals), referral), wanted);
        }
        for document in &second.collateral {
            let wanted = times(&records(&of_offer.collateral), document) + times(&first.collateral, document) + times(&second.collateral, document);
            prop_assert_eq!(times(&records(&both.collateral), document), wanted);
        }
        let count = of_offer.contacts.len() + first.contacts.len() + second.contacts.len();
        prop_assert_eq!(both.contacts.len(), count);
    }

    #[test]
    fn merging_the_same_again_changes_nothing(of_offer in page(), carries in carries(), status in status(), choices in choices()) {
        let once = merged(status, &carries, &of_offer, choices, &origin("S-1"));
        let choices = Choices { co_sell_status: Side::Offer, incentives: Keep::Both, ..choices };
        let twice = merged(status, &carries, &once, choices, &origin("S-1"));
        prop_assert_eq!(&twice.referrals, &once.referrals);
        prop_assert_eq!(&twice.collateral, &once.collateral);
        prop_assert_eq!(&twice.contacts, &once.contacts);
    }

    #[test]
    fn of_a_shared_contact_one_side_counts(of_offer in page(), carries in carries(), status in status(), choices in choices()) {
        let after = merged(status, &carries, &of_offer, choices, &origin("S-1"));
        for (_, shared) in shared_contacts(&carries, &of_offer) {
            let counting = |from_solution: bool| after.contacts.iter().any(|moved| {
                moved.record.email.eq_ignore_ascii_case(&shared.email) && !moved.set_aside && moved.from.is_some() == from_solution
            });
            prop_assert!(counting(choices.contacts == Side::Solution));
            prop_assert!(!counting(choices.contacts == Side::Offer));
        }
    }

    #[test]
    fn the_default_keeps_the_further_status_and_every_incentive(of_offer in page(), carries in carries(), status in status()) {
        let after = merged(status, &carries, &of_offer, defaults(status, &carries, &of_offer), &origin("S-1"));
        prop_assert_eq!(after.status, Some(of_offer.status.map_or(status, |of_offer| of_offer.max(status))));
        for name in carries.incentives.iter().chain(&of_offer.incentives) {
            prop_assert!(after.incentives.iter().any(|kept| kept.eq_ignore_ascii_case(name)));
        }
    }
}
