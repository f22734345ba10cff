//! Runs the scorer over a half of the set and adds up how good and how true its suggestions are.

use contract::listing_url::{ListingUrl, Storefronts};
use contract::matching::{LEAST, Match, OfferFacts, Offers, STRONG, SolutionFacts};

use crate::set::{Company, Half, Offer, Solution};

/// How many suggestions a person sees.
pub const SHOWN: usize = 3;

/// Scores from here, up to the next one.
const BANDS: &[u8] = &[LEAST, 30, 50, STRONG, 85, 95];

/// Suggestions of one range of scores.
#[derive(Clone, Copy, Debug, Default)]
pub struct Band {
    pub from: u8,
    pub shown: usize,
    pub right: usize,
    /// Sum of the scores.
    pub scores: usize,
}

/// Totals of one half.
#[derive(Debug, Default)]
pub struct Totals {
    pub solutions: usize,
    pub matched: usize,
    /// Solutions that got a suggestion, and those whose first one is right.
    pub suggested: usize,
    pub first_right: usize,
    /// Solutions with a right offer that is among the suggestions.
    pub recalled: usize,
    /// First suggestions that are strong, and the right ones among them.
    pub strong: usize,
    pub strong_right: usize,
    /// Solutions without a right offer: all, those that got no suggestion, those that got no strong one.
    pub unmatched: usize,
    pub left_alone: usize,
    pub not_strong: usize,
    pub bands: Vec<Band>,
}

/// The suggestions for every solution of a half, in the order of the set.
pub fn run(half: &Half) -> Vec<(&Company, &Solution, Vec<Match>)> {
    let stores = Storefronts::default();
    let mut out = Vec::new();
    for company in half {
        let offers = index(company);
        for solution in &company.solutions {
            let url = solution.listing_url.as_deref().and_then(|url| ListingUrl::parse(url, &stores).ok());
            out.push((company, solution, offers.suggest(&facts(solution, url.as_ref()), &[], SHOWN)));
        }
    }
    out
}

/// What is matched of a solution.
pub fn facts<'a>(solution: &'a Solution, listing_url: Option<&'a ListingUrl>) -> SolutionFacts<'a> {
    SolutionFacts {
        name: &solution.name,
        publisher: solution.publisher.as_deref(),
        partner_id: &solution.partner_id,
        offer_type: solution.offer_type,
        keywords: &solution.keywords,
        listing_url,
    }
}

/// What is matched of a company's offers.
pub fn offer_facts(company: &Company) -> Vec<OfferFacts<'_>> {
    let publisher = |id: &str| company.publishers.iter().find(|publisher| publisher.id == id);
    let facts = company.offers.iter().filter_map(|offer| {
        let publisher = publisher(&offer.publisher)?;
        Some(OfferFacts {
            id: &offer.id,
            offer_id: &offer.id,
            name: &offer.name,
            offer_type: offer.offer_type,
            publisher_id: &publisher.id,
            publisher: &publisher.name,
            partner_ids: &publisher.partner_ids,
            keywords: &offer.keywords,
            listing_url: None,
        })
    });
    facts.collect()
}

/// A company's offers, ready for matching.
pub fn index(company: &Company) -> Offers {
    Offers::new(&company.name, &offer_facts(company))
}

/// All companies of a half as one with many publishers: a long list of offers, most of them in other fields.
pub fn as_one_company(half: &Half) -> Half {
    let mut one = Company {
        name: "Northwind Traders".to_owned(),
        publishers: Vec::new(),
        offers: Vec::new(),
        solutions: Vec::new(),
    };
    for company in half {
        // Offer IDs are unique in their company only.
        let id = |id: &str| format!("{} {id}", company.name);
        one.publishers.extend(company.publishers.iter().cloned());
        one.offers.extend(company.offers.iter().map(|offer| Offer { id: id(&offer.id), ..offer.clone() }));
        let solutions = company.solutions.iter();
        one.solutions.extend(
            solutions.map(|solution| Solution { right: solution.right.as_deref().map(id), ..solution.clone() }),
        );
    }
    vec![one]
}

/// Adds up the suggestions of a half.
pub fn totals(half: &Half) -> Totals {
    let bands = BANDS.iter().map(|from| Band { from: *from, ..Band::default() }).collect();
    let mut totals = Totals { bands, ..Totals::default() };
    for (_, solution, matches) in run(half) {
        totals.add(solution, &matches);
    }
    totals
}

impl Totals {
    fn add(&mut self, solution: &Solution, matches: &[Match]) {
        let is_right = |one: &Match| solution.right.as_deref() == Some(one.offer.as_str());
        self.solutions += 1;
        self.suggested += usize::from(!matches.is_empty());
        if let Some(first) = matches.first() {
            self.first_right += usize::from(is_right(first));
            self.strong += usize::from(first.is_strong());
            self.strong_right += usize::from(first.is_strong() && is_right(first));
        }
        if solution.right.is_some() {
            self.matched += 1;
            self.recalled += usize::from(matches.iter().any(is_right));
        } else {
            self.unmatched += 1;
            self.left_alone += usize::from(matches.is_empty());
            self.not_strong += usize::from(!matches.iter().any(Match::is_strong));
        }
        for one in matches {
            if let Some(band) = self.bands.iter_mut().rev().find(|band| band.from <= one.score) {
                band.shown += 1;
                band.right += usize::from(is_right(one));
                band.scores += usize::from(one.score);
            }
        }
    }

    /// The right ones among first suggestions.
    pub fn precision_at_1(&self) -> f64 {
        share(self.first_right, self.suggested)
    }

    /// Solutions with a right offer that is among the three.
    pub fn recall_at_3(&self) -> f64 {
        share(self.recalled, self.matched)
    }

    /// How far scores are from the share of right ones, on average over all suggestions, in percent (expected calibration
    /// error).
    pub fn calibration_error(&self) -> f64 {
        let shown: usize = self.bands.iter().map(|band| band.shown).sum();
        let off = |band: &Band| (band.scores as f64 - 100.0 * band.right as f64).abs();
        self.bands.iter().map(off).sum::<f64>() / shown.max(1) as f64
    }
}

/// A part of a whole; 0 of nothing.
pub fn share(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}
