//! Which types of offers are resold through CSPs.

use contract::audience::eligible::Eligibility;
use contract::solution::OfferType;

#[test]
fn four_types_are_the_publishers_to_open() {
    let editable: Vec<_> = OfferType::ALL.iter().filter(|t| Eligibility::of(**t, true).is_editable()).collect();
    assert_eq!(editable.len(), 4, "{editable:?}");
    for offer_type in
        [OfferType::Saas, OfferType::VirtualMachine, OfferType::SolutionTemplate, OfferType::ManagedApplication]
    {
        assert!(editable.contains(&&offer_type), "{offer_type:?}");
    }
}

#[test]
fn whether_it_is_sold_in_the_marketplace_matters_for_saas_alone() {
    for offer_type in OfferType::ALL {
        let (sold, not_sold) = (Eligibility::of(*offer_type, true), Eligibility::of(*offer_type, false));
        let wanted = if *offer_type == OfferType::Saas { Eligibility::NotTransactable } else { sold };
        assert_eq!(not_sold, wanted, "{offer_type:?}");
    }
    assert_eq!(Eligibility::of(OfferType::Container, true), Eligibility::OpenByDefault);
}
