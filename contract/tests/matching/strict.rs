//! Single rules of matching, each with names that only it tells apart, and the words for its reasons.

use contract::catalogue::Catalogue;
use contract::listing_url::{ListingUrl, Storefronts};
use contract::locale::Locale;
use contract::matching::{Match, OfferFacts, Offers, Reason, SolutionFacts, Strict};
use contract::solution::OfferType;

const PARTNER: &str = "4410001";

fn with_index<T>(names: &[&str], read: impl FnOnce(&Offers) -> T) -> T {
    let ids = [PARTNER.to_owned()];
    let facts: Vec<OfferFacts<'_>> = names
        .iter()
        .map(|name| OfferFacts {
            id: name,
            offer_id: "known",
            name,
            offer_type: OfferType::Saas,
            publisher_id: "northwind",
            publisher: "Northwind Traders Ltd",
            partner_ids: &ids,
            keywords: &[],
            listing_url: None,
        })
        .collect();
    read(&Offers::new("Northwind Traders Ltd", &facts))
}

fn solution(name: &str) -> SolutionFacts<'_> {
    SolutionFacts {
        name,
        publisher: None,
        partner_id: PARTNER,
        offer_type: Some(OfferType::Saas),
        keywords: &[],
        listing_url: None,
    }
}

/// The match of a name with the one offer there is.
fn held(name: &str, offer: &str) -> Match {
    with_index(&[offer], |index| index.score(&solution(name), offer)).expect("the offer is there")
}

#[test]
fn other_ways_to_write_a_name_are_strong() {
    for (name, offer) in [
        ("Northwind Traders Warehouse Planner", "Warehouse Planner"),
        ("Planner for Warehouses", "Warehouse Planner"),
        ("WAREHOUSE PLANNING", "Warehouse Planner"),
        ("Warehuose Planner", "Warehouse Planner"),
        ("Planification d’entrepôt", "Warehouse Planning"),
        ("仓库规划", "Warehouse Planning"),
        ("Invoice Mgmt", "Invoice Management"),
        ("KYC Screening", "Know Your Customer Screening"),
        ("Timesheets", "Time Sheets"),
        ("Fleet Monitor V", "Fleet Monitor 5.0"),
        ("Payroll 23", "Payroll 2023"),
        ("Payroll Ent", "Payroll Enterprise Edition"),
        ("工时管理企业版", "工时管理（企业版）"),
    ] {
        let found = held(name, offer);
        assert!(found.is_strong(), "{name} / {offer}: {found:?}");
    }
}

#[test]
fn editions_versions_regions_and_the_like_are_never_strong_when_they_differ() {
    for (name, offer, part) in [
        ("Payroll Standard", "Payroll Enterprise", Strict::Edition),
        ("工时管理标准版", "工时管理企业版", Strict::Edition),
        ("Payroll 2022", "Payroll 2023", Strict::Version),
        ("Payroll IV", "Payroll 5", Strict::Version),
        ("Payroll 3.1", "Payroll 3.2", Strict::Version),
        ("Payroll Canada", "Payroll France", Strict::Region),
        ("Redaction for Word", "Redaction for Outlook", Strict::Platform),
        ("Network Workshop", "Network Assessment", Strict::Engagement),
        ("Loyalty for Hotels", "Loyalty for Retail", Strict::Audience),
    ] {
        let found = held(name, offer);
        let differs =
            found.reasons.iter().any(|reason| matches!(reason, Reason::Differs { part: found, .. } if *found == part));
        assert!(!found.is_strong() && differs, "{name} / {offer}: {found:?}");
    }
}

#[test]
fn the_right_edition_wins_and_another_one_is_not_suggested_before_it() {
    let names = ["Payroll Enterprise", "Payroll Standard", "Payroll"];
    for wanted in names {
        let found = with_index(&names, |index| index.suggest(&solution(wanted), &[], 3));
        assert_eq!(found.first().map(|one| one.offer.as_str()), Some(wanted), "{found:?}");
        assert!(found[0].is_strong(), "{found:?}");
    }
}

#[test]
fn a_known_listing_outweighs_a_new_name() {
    let url = ListingUrl::parse(
        "https://appsource.microsoft.com/product/web-apps/Northwind.Known?src=mail",
        &Storefronts::default(),
    )
    .expect("an address");
    let renamed = SolutionFacts { listing_url: Some(&url), ..solution("Absence Manager") };
    let (with, without) = with_index(&["Leave Calendar"], |index| {
        (index.suggest(&renamed, &[], 3), index.suggest(&solution("Absence Manager"), &[], 3))
    });
    assert_eq!(with.first().and_then(|one| one.reasons.first()), Some(&Reason::ListingKnown));
    assert!(without.iter().all(|one| !one.is_strong()));
    assert!(with[0].score > without.first().map_or(0, |one| one.score));
}

#[test]
fn a_publisher_is_the_same_by_name_and_only_alike_by_partner_id() {
    let said = |publisher: Option<&'static str>, partner_id: &'static str| {
        let facts = SolutionFacts { publisher, partner_id, ..solution("Warehouse Planner") };
        let found = with_index(&["Warehouse Planner"], |index| index.score(&facts, "Warehouse Planner"));
        let of_publisher = [Reason::SamePublisher, Reason::SamePartnerId, Reason::OtherPublisher];
        let reasons = found.expect("the offer is there").reasons;
        reasons.into_iter().filter(|reason| of_publisher.contains(reason)).collect::<Vec<_>>()
    };
    let (own, other) = (Some("Northwind Traders Ltd"), Some("Contoso"));
    assert_eq!(said(own, PARTNER), [Reason::SamePublisher]);
    assert_eq!(said(own, "9990001"), [Reason::SamePublisher]);
    assert_eq!(said(other, PARTNER), [Reason::SamePartnerId]);
    assert_eq!(said(None, PARTNER), [Reason::SamePartnerId]);
    assert_eq!(said(other, "9990001"), [Reason::OtherPublisher]);
    assert_eq!(said(None, "9990001"), [Reason::OtherPublisher]);
    assert_eq!(said(None, ""), []);
}

#[test]
fn reasons_are_worded_in_every_language() {
    let reasons = [
        Reason::ListingKnown,
        Reason::SameName,
        Reason::NameWords { found: 2, of: 4, words: vec!["Grain".to_owned(), "Ledger".to_owned()] },
        Reason::NameWords { found: 0, of: 4, words: Vec::new() },
        Reason::SamePublisher,
        Reason::SamePartnerId,
        Reason::OtherPublisher,
        Reason::SameType,
        Reason::OtherType { solution: OfferType::Saas, offer: OfferType::ManagedService },
        Reason::Keywords { n: 1 },
        Reason::OnlyOne { part: Strict::Edition, value: "Pro".to_owned(), in_solution: true },
        Reason::OnlyOne { part: Strict::Edition, value: "Pro".to_owned(), in_solution: false },
        Reason::CloseSecond,
    ];
    let differs =
        Strict::ALL.iter().map(|part| Reason::Differs { part: *part, solution: "A".to_owned(), offer: "B".to_owned() });
    let all: Vec<Reason> = reasons.into_iter().chain(differs).collect();
    for (locale, text) in [
        (Locale::En, include_str!("../../../public/locales/en.json")),
        (Locale::Fr, include_str!("../../../public/locales/fr.json")),
        (Locale::ZhCn, include_str!("../../../public/locales/zh-CN.json")),
    ] {
        let catalogue: Catalogue = serde_json::from_str(text).expect("a catalogue");
        for reason in &all {
            let said = catalogue.render(locale, &reason.key(), &reason.args());
            assert!(said != reason.key() && !said.contains('{'), "{reason:?}: {said}");
        }
    }
    let english: Catalogue =
        serde_json::from_str(include_str!("../../../public/locales/en.json")).expect("a catalogue");
    assert_eq!(english.render(Locale::En, &all[2].key(), &all[2].args()), "2 of 4 words of the name: Grain, Ledger");
}

#[test]
fn a_reason_names_the_words_that_were_found() {
    let found = with_index(&["Grain Ledger Cloud", "Tide Tables"], |index| {
        index.suggest(&solution("Insight Ledger for Grain"), &[], 3)
    });
    let words = found.iter().flat_map(|one| &one.reasons).find_map(|reason| match reason {
        Reason::NameWords { words, .. } => Some(words.clone()),
        _ => None,
    });
    assert_eq!(words, Some(vec!["Ledger".to_owned(), "Grain".to_owned()]));
}

#[test]
fn only_an_offer_with_nearly_the_same_score_is_nearly_as_similar() {
    let scores = |offers: &[&str]| {
        with_index(offers, |index| {
            let found = index.suggest(&solution("Fleet Insight Console"), &[], 5);
            let close = |one: &contract::matching::Match| one.reasons.contains(&Reason::CloseSecond);
            found.iter().map(|one| (one.score, close(one))).collect::<Vec<_>>()
        })
    };
    let near = scores(&["Fleet Insight Board", "Fleet Insight Desk"]);
    assert!(near.len() == 2 && near.iter().all(|(_, close)| *close), "{near:?}");
    let far = scores(&["Fleet Insight Console", "Fleet Console Desk"]);
    assert!(far.iter().all(|(_, close)| !close), "{far:?}");
}
