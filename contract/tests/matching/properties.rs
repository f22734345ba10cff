//! What holds for any names: the same answer whatever the order, nothing beats an identical offer, no panic.

use contract::matching::{LEAST, Match, OfferFacts, Offers, SolutionFacts};
use contract::solution::OfferType;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

/// A product as both sides may know it.
#[derive(Clone, Debug)]
struct Product {
    name: String,
    offer_type: OfferType,
    partner_ids: Vec<String>,
    keywords: Vec<String>,
}

const WORDS: &[&str] = &[
    "sales",
    "planner",
    "planning",
    "Enterprise",
    "Standard",
    "Lite",
    "2023",
    "v2",
    "III",
    "EU",
    "France",
    "CRM",
    "customer",
    "relationship",
    "management",
    "mgmt",
    "warehouse",
    "system",
    "for",
    "gestion",
    "entrepôt",
    "仓库管理",
    "客户",
    "云",
    "Fabrikam",
    "Assessment",
    "Windows",
    "é",
    "-",
    "(",
    "analytics",
];

fn product() -> impl Strategy<Value = Product> {
    (
        vec(select(WORDS), 1..6),
        select(OfferType::ALL),
        vec(select(vec!["41", "42", "43"]), 0..3),
        vec(select(vec!["crm", "warehouse", "sales", "stock"]), 0..3),
    )
        .prop_map(|(words, offer_type, ids, keywords)| Product {
            name: words.join(" "),
            offer_type,
            partner_ids: ids.into_iter().map(str::to_owned).collect(),
            keywords: keywords.into_iter().map(str::to_owned).collect(),
        })
}

fn offers<'a>(products: &'a [Product], ids: &'a [String]) -> Vec<OfferFacts<'a>> {
    let facts = products.iter().zip(ids).map(|(product, id)| OfferFacts {
        id,
        offer_id: id,
        name: &product.name,
        offer_type: product.offer_type,
        publisher_id: "fabrikam",
        publisher: "Fabrikam Inc.",
        partner_ids: &product.partner_ids,
        keywords: &product.keywords,
        listing_url: None,
    });
    facts.collect()
}

fn solution(product: &Product) -> SolutionFacts<'_> {
    SolutionFacts {
        name: &product.name,
        publisher: None,
        partner_id: product.partner_ids.first().map_or("", String::as_str),
        offer_type: Some(product.offer_type),
        keywords: &product.keywords,
        listing_url: None,
    }
}

fn ids(count: usize) -> Vec<String> {
    (0..count).map(|n| format!("offer-{n:02}")).collect()
}

fn suggest(offers: &[OfferFacts<'_>], solution: &SolutionFacts<'_>) -> Vec<Match> {
    Offers::new("Fabrikam", offers).suggest(solution, &[], offers.len())
}

proptest! {
    #[test]
    fn the_order_of_the_offers_does_not_matter(products in vec(product(), 1..8), wanted in product(), turn in 0_usize..8) {
        let ids = ids(products.len());
        let facts = offers(&products, &ids);
        let mut turned = facts.clone();
        turned.rotate_left(turn % facts.len());
        turned.swap(0, facts.len() - 1);
        let found = suggest(&facts, &solution(&wanted));
        prop_assert_eq!(&found, &suggest(&turned, &solution(&wanted)));
        let mut parts = Offers::of_company("Fabrikam", &[("fabrikam", "Fabrikam Inc.")]);
        turned.chunks(3).for_each(|part| parts.extend(part));
        prop_assert_eq!(&found, &parts.suggest(&solution(&wanted), &[], facts.len()));
        prop_assert!(found.is_sorted_by(|a, b| a.score >= b.score));
        prop_assert!(found.iter().all(|one| (LEAST..=100).contains(&one.score)));
    }

    #[test]
    fn nothing_beats_an_identical_offer(products in vec(product(), 1..8), at in 0_usize..8) {
        let ids = ids(products.len());
        let at = at % products.len();
        let facts = offers(&products, &ids);
        let index = Offers::new("Fabrikam", &facts);
        let wanted = solution(&products[at]);
        let same = index.score(&wanted, &ids[at]).map(|found| found.score);
        for id in &ids {
            prop_assert!(index.score(&wanted, id).map(|found| found.score) <= same, "{} {:?}", id, products);
        }
    }

    #[test]
    fn what_is_not_a_match_is_left_out(products in vec(product(), 1..6), at in 0_usize..6) {
        let ids = ids(products.len());
        let at = at % products.len();
        let facts = offers(&products, &ids);
        let index = Offers::new("Fabrikam", &facts);
        let found = index.suggest(&solution(&products[at]), &[&ids[at]], 10);
        prop_assert!(found.iter().all(|one| one.offer != ids[at]));
        let one = index.score(&solution(&products[at]), &ids[at]);
        prop_assert_eq!(one.map(|one| one.offer), Some(ids[at].clone()));
    }

    #[test]
    fn any_text_is_a_name(name in any::<String>(), other in "\\PC{0,80}", company in any::<String>()) {
        let mut product = Product { name: other, offer_type: OfferType::Saas, partner_ids: Vec::new(), keywords: vec![company.clone()] };
        let ids = ids(1);
        let facts_of = |product: &Product| suggest(&offers(std::slice::from_ref(product), &ids), &solution(&Product { name: name.clone(), ..product.clone() }));
        prop_assert!(facts_of(&product).len() <= 1);
        product.name.clone_from(&name);
        let index = Offers::new(&company, &offers(std::slice::from_ref(&product), &ids));
        prop_assert!(index.score(&solution(&product), &ids[0]).is_some());
    }
}
