//! A company's offers, read once and indexed, so that a solution is held against all of them in a fraction of a millisecond.

use std::collections::{BTreeSet, HashMap};

use super::compare::{Link, words_found};
use super::explain::reasons;
use super::lexicon::{Lexicon, Meaning};
use super::name::Name;
use super::own::Own;
use super::reason::Reason;
use super::unit::{Unit, UnitKind};
use super::weigh::{Evidence, Publisher, RIVALS, Types, log_odds, percent};
use super::word::{likeness, singular};
use super::{LEAST, Match, OfferFacts, SolutionFacts};
use crate::fold::fold;
use crate::solution::OfferType;

/// How far the log odds of two offers may lie apart that are nearly as similar: 50 and 39 of a hundred (O).
const CLOSE: f32 = 0.25;

/// The live offers of one company.
#[derive(Debug)]
pub struct Offers {
    lexicon: &'static Lexicon,
    own: Own,
    entries: Vec<Entry>,
    /// Every unit of every name once.
    vocabulary: Vec<Term>,
    /// Places in `vocabulary` by kind and text; joined words also by stem.
    places: HashMap<(u8, String), Vec<usize>>,
    /// In how many names a word stands.
    counts: HashMap<String, usize>,
}

#[derive(Debug)]
struct Entry {
    id: String,
    offer_id: String,
    publisher_id: String,
    publisher: String,
    partner_ids: Vec<String>,
    offer_type: OfferType,
    keywords: BTreeSet<String>,
    listing: Option<String>,
    key: String,
    name: Name,
}

#[derive(Debug)]
struct Term {
    unit: Unit,
    /// Entries whose names have it, with the words that it stands for there.
    entries: Vec<(usize, u32)>,
}

/// An offer held against a solution.
struct Weighed {
    at: usize,
    log_odds: f32,
    evidence: Evidence,
}

impl Offers {
    /// Reads the offers of a company that is called `company`. Their order does not matter.
    pub fn new(company: &str, offers: &[OfferFacts<'_>]) -> Offers {
        let publishers: Vec<(&str, &str)> = offers.iter().map(|offer| (offer.publisher_id, offer.publisher)).collect();
        let mut index = Offers::of_company(company, &publishers);
        index.extend(offers);
        index
    }

    /// No offers yet, for reading a long list in parts (`extend`) without keeping the browser busy. `publishers` are all
    /// of the company's, ID and name: their words count little in the names of its products.
    pub fn of_company(company: &str, publishers: &[(&str, &str)]) -> Offers {
        let lexicon = Lexicon::get();
        let mut own = Own::default();
        own.add(company, lexicon);
        for (id, name) in publishers {
            own.add(name, lexicon);
            own.add_id(id);
        }
        Offers {
            lexicon,
            own,
            entries: Vec::new(),
            vocabulary: Vec::new(),
            places: HashMap::new(),
            counts: HashMap::new(),
        }
    }

    /// Adds offers of the publishers that were named.
    pub fn extend(&mut self, offers: &[OfferFacts<'_>]) {
        for offer in offers {
            let entry = self.read(offer);
            self.add(entry);
        }
    }

    fn read(&self, offer: &OfferFacts<'_>) -> Entry {
        Entry {
            id: offer.id.to_owned(),
            offer_id: offer.offer_id.to_owned(),
            publisher_id: offer.publisher_id.to_owned(),
            publisher: self.company_key(offer.publisher),
            partner_ids: offer.partner_ids.to_vec(),
            offer_type: offer.offer_type,
            keywords: self.keywords(offer.keywords),
            listing: offer.listing_url.map(|url| url.canonical().to_owned()),
            key: fold(offer.name),
            name: self.name(offer.name),
        }
    }

    fn add(&mut self, entry: Entry) {
        let at = self.entries.len();
        for word in &entry.name.words {
            *self.counts.entry(word.text.clone()).or_default() += 1;
        }
        for unit in &entry.name.units {
            let key = (unit.kind as u8, unit.text.clone());
            let known = self.places.get(&key).and_then(|places| {
                places
                    .iter()
                    .copied()
                    .find(|place| self.vocabulary.get(*place).is_some_and(|term| term.unit.text == unit.text))
            });
            let place = known.unwrap_or_else(|| {
                let place = self.vocabulary.len();
                self.vocabulary.push(Term { unit: unit.clone(), entries: Vec::new() });
                if unit.kind == UnitKind::Joined && unit.stem != unit.text {
                    self.places.entry((unit.kind as u8, unit.stem.clone())).or_default().push(place);
                }
                self.places.entry(key).or_default().push(place);
                place
            });
            if let Some(term) = self.vocabulary.get_mut(place) {
                term.entries.push((at, unit.covers));
            }
        }
        self.entries.push(entry);
    }

    /// The best offers for a solution, best first, at most `limit`, none below `LEAST`. Offers in `excluded` ("Not a
    /// match", by `OfferFacts::id`) are left out and stand in nobody's way.
    pub fn suggest(&self, solution: &SolutionFacts<'_>, excluded: &[&str], limit: usize) -> Vec<Match> {
        let name = self.name(solution.name);
        let mut weighed = self.weigh(solution, &name);
        weighed.retain(|one| self.entries.get(one.at).is_some_and(|entry| !excluded.contains(&entry.id.as_str())));
        self.ranked(solution, &name, &weighed, limit)
    }

    /// The offer with this id held against a solution, whatever the score; `None` when there is no such offer.
    pub fn score(&self, solution: &SolutionFacts<'_>, offer: &str) -> Option<Match> {
        let name = self.name(solution.name);
        let mut weighed = self.weigh(solution, &name);
        let at = self.entries.iter().position(|entry| entry.id == offer)?;
        if !weighed.iter().any(|one| one.at == at) {
            weighed.push(self.weigh_one(solution, &name, at, &mut [])?);
        }
        self.sort(&mut weighed);
        let place = weighed.iter().position(|one| one.at == at)?;
        let rivals: Vec<f32> = weighed.iter().take(RIVALS).map(|one| one.log_odds).collect();
        self.matched(solution, &name, weighed.get(place)?, &rivals)
    }

    fn ranked(&self, solution: &SolutionFacts<'_>, name: &Name, weighed: &[Weighed], limit: usize) -> Vec<Match> {
        let rivals: Vec<f32> = weighed.iter().take(RIVALS).map(|one| one.log_odds).collect();
        let likely = weighed.iter().take(limit).take_while(|one| percent(one.log_odds, &rivals) >= LEAST);
        likely.filter_map(|one| self.matched(solution, name, one, &rivals)).collect()
    }

    /// All offers that share anything with the solution, best first.
    fn weigh(&self, solution: &SolutionFacts<'_>, name: &Name) -> Vec<Weighed> {
        let mut links: Vec<Vec<Link>> = Vec::new();
        links.resize_with(self.entries.len(), Vec::new);
        for unit in &name.units {
            self.link(unit, &mut links);
        }
        let key = fold(solution.name);
        let mut weighed: Vec<Weighed> = Vec::new();
        for (at, (links, entry)) in links.iter_mut().zip(&self.entries).enumerate() {
            if !links.is_empty() || entry.key == key || self.is_listed(solution, entry) {
                weighed.extend(self.weigh_one(solution, name, at, links));
            }
        }
        self.sort(&mut weighed);
        weighed
    }

    /// Equal odds are put in the order of names and ids, so that the order of the offers does not matter.
    fn sort(&self, weighed: &mut [Weighed]) {
        let name = |one: &Weighed| self.entries.get(one.at).map(|entry| (&entry.key, &entry.id));
        weighed.sort_by(|a, b| b.log_odds.total_cmp(&a.log_odds).then_with(|| name(a).cmp(&name(b))));
    }

    fn weigh_one(&self, solution: &SolutionFacts<'_>, name: &Name, at: usize, links: &mut [Link]) -> Option<Weighed> {
        let entry = self.entries.get(at)?;
        let weight = |word: &str, base: f32| {
            let count = self.counts.get(word).copied().unwrap_or(1) as f32;
            base / (1.0 + 0.35 * count.ln())
        };
        let same_id = entry.partner_ids.iter().any(|id| id == solution.partner_id);
        let known = !entry.partner_ids.is_empty() && !solution.partner_id.is_empty();
        let same_name = solution.publisher.is_some_and(|name| self.company_key(name) == entry.publisher);
        let evidence = Evidence {
            words: words_found(links, name, &entry.name, &weight),
            same_text: fold(solution.name) == entry.key,
            types: Types::of(solution.offer_type, entry.offer_type),
            publisher: match (same_name, same_id) {
                (true, _) => Publisher::Named,
                (false, true) => Publisher::SamePartnerId,
                (false, false) if known => Publisher::Other,
                (false, false) => Publisher::Unknown,
            },
            keywords: self.keywords(solution.keywords).intersection(&entry.keywords).count(),
            listing: self.is_listed(solution, entry),
        };
        Some(Weighed { at, log_odds: log_odds(&evidence, name, &entry.name), evidence })
    }

    fn is_listed(&self, solution: &SolutionFacts<'_>, entry: &Entry) -> bool {
        solution.listing_url.is_some_and(|url| {
            url.names(&entry.publisher_id, &entry.offer_id) || entry.listing.as_deref() == Some(url.canonical())
        })
    }

    /// Finds what a unit of the solution's name is like.
    fn link(&self, unit: &Unit, links: &mut [Vec<Link>]) {
        let mut found = |term: &Term, likeness: f32| {
            for (at, covers) in &term.entries {
                if let Some(links) = links.get_mut(*at) {
                    links.push(Link { likeness, solution: unit.covers, offer: *covers });
                }
            }
        };
        let places = |kind: UnitKind, text: &str| {
            let places = self.places.get(&(kind as u8, text.to_owned()));
            places.into_iter().flatten().filter_map(|place| self.vocabulary.get(*place))
        };
        let initials = if unit.text.len() > 2 { 0.9 } else { 0.6 };
        match unit.kind {
            UnitKind::Word => {
                for term in self.vocabulary.iter().filter(|term| term.unit.kind == UnitKind::Word) {
                    let likeness = likeness(&unit.text, &unit.stem, &term.unit.text, &term.unit.stem);
                    if likeness > 0.0 {
                        found(term, likeness);
                    }
                }
                places(UnitKind::Joined, &unit.text).for_each(|term| found(term, 0.97));
                places(UnitKind::Joined, &unit.stem).for_each(|term| found(term, 0.9));
                places(UnitKind::Initials, &unit.text).for_each(|term| found(term, initials));
                // The S of "system" is often in the initials and not in the name.
                if let Some(text) = unit.text.strip_suffix('s').filter(|text| text.len() == 2) {
                    places(UnitKind::Initials, text).for_each(|term| found(term, 0.7));
                }
            }
            UnitKind::Joined => {
                places(UnitKind::Word, &unit.text).for_each(|term| found(term, 0.97));
            }
            UnitKind::Initials => places(UnitKind::Word, &unit.text).for_each(|term| found(term, initials)),
        }
    }

    fn matched(&self, solution: &SolutionFacts<'_>, name: &Name, one: &Weighed, rivals: &[f32]) -> Option<Match> {
        let entry = self.entries.get(one.at)?;
        let mut reasons = reasons(&one.evidence, solution, entry.offer_type, name, &entry.name);
        // Itself is among the rivals once.
        let close = |rival: &&f32| (**rival - one.log_odds).abs() <= CLOSE && **rival > -2.0;
        if rivals.iter().filter(close).count() > 1 {
            reasons.push(Reason::CloseSecond);
        }
        Some(Match { offer: entry.id.clone(), score: percent(one.log_odds, rivals), reasons })
    }

    fn name(&self, text: &str) -> Name {
        Name::read(text, self.lexicon, &|word| self.own.weight(word))
    }

    /// A company's name without legal forms.
    fn company_key(&self, name: &str) -> String {
        let folded = fold(name);
        let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
        let words: Vec<&str> =
            words.filter(|word| !matches!(self.lexicon.meaning(word), Some(Meaning::Stop))).collect();
        words.join(" ")
    }

    fn keywords(&self, keywords: &[String]) -> BTreeSet<String> {
        let folded =
            keywords.iter().map(|keyword| fold(keyword).split(' ').map(singular).collect::<Vec<_>>().join(" "));
        folded
            .filter(|word| !self.lexicon.is_generic(word) && self.lexicon.meaning(word) != Some(&Meaning::Stop))
            .collect()
    }
}
