//! The model: what the rules say, in plain data.

use std::collections::BTreeMap;

use super::acts::{Act, Person};

/// Solutions of a company.
pub const SOLUTIONS: usize = 4;
/// Listing addresses that a company knows.
pub const URLS: usize = 2;

/// Done, or refused with a status and a code.
pub type Outcome = Result<(), (u16, String)>;

fn no(status: u16, code: &str) -> Outcome {
    Err((status, code.to_owned()))
}

/// A record of an offer: solution, kind, name, and whether a reopened merge left it.
pub type Moved = (String, String, String, bool);

/// What everybody can see, in a form that both sides can give.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Picture {
    /// State and visible offer of each solution, by company and number.
    pub solutions: BTreeMap<(usize, usize), (String, Option<String>)>,
    /// The state of each request, in the order of filing.
    pub requests: Vec<String>,
    /// How many solutions are in each state, by company.
    pub counts: BTreeMap<(usize, String), u64>,
    /// Open solutions of a company, as the chart has them.
    pub open: BTreeMap<usize, u64>,
    /// Each offer's records by company and offer ID: solution, kind, name, left over from a reopened merge; sorted.
    pub offers: BTreeMap<(usize, String), Vec<Moved>>,
    /// What each solution still carries itself: kind and name, sorted.
    pub originals: BTreeMap<(usize, usize), Vec<(String, String)>>,
}

/// The records of a solution: kind and name. Two deals with one customer are two records.
pub fn records(solution: usize) -> Vec<(String, String)> {
    let record = |kind: &str, name: String| (kind.to_owned(), name);
    vec![
        record("collateral", format!("Deck {solution}")),
        record(
            "contacts",
            if solution.is_multiple_of(2) { "shared@x.example".into() } else { format!("{solution}@x.example") },
        ),
        record("referrals", "Alder".into()),
        record("referrals", "Alder".into()),
        record("referrals", format!("Birch {solution}")),
    ]
}

#[derive(Clone, Debug, Default)]
struct Solution {
    state: &'static str,
    /// The state that comes back.
    before: Option<&'static str>,
    link: Option<String>,
    /// The link that comes back.
    link_before: Option<String>,
    open: bool,
    last: Option<usize>,
}

#[derive(Clone, Debug)]
struct Request {
    company: usize,
    solution: usize,
    state: &'static str,
    offer: Option<String>,
    url: usize,
    by: Person,
    holder: Option<Person>,
}

#[derive(Clone, Debug, Default)]
struct Offer {
    live: bool,
    url: Option<usize>,
    records: Vec<(usize, String, String, bool)>,
}

/// Everything.
#[derive(Clone)]
pub struct Plain {
    solutions: Vec<Vec<Solution>>,
    requests: Vec<Request>,
    offers: [BTreeMap<String, Offer>; 2],
    steps: usize,
}

impl Request {
    fn is_open(&self) -> bool {
        matches!(self.state, "submitted" | "inProgress" | "waitingForPartner")
    }

    fn shown(&self) -> &'static str {
        if self.state == "inProgress" && self.holder.is_none() { "submitted" } else { self.state }
    }
}

impl Plain {
    /// Two companies with solutions that nobody touched and two live offers each.
    pub fn new() -> Plain {
        let fresh = Solution { state: "pending", ..Solution::default() };
        let live = Offer { live: true, ..Offer::default() };
        let offers = || BTreeMap::from([("live-one".to_owned(), live.clone()), ("live-two".to_owned(), live.clone())]);
        Plain { solutions: vec![vec![fresh; SOLUTIONS]; 2], requests: vec![], offers: [offers(), offers()], steps: 0 }
    }

    pub fn offer_ids(&self, company: usize) -> Vec<String> {
        self.offers[company].keys().cloned().collect()
    }

    pub fn requests(&self) -> usize {
        self.requests.len()
    }

    pub fn company_of(&self, request: usize) -> usize {
        self.requests[request].company
    }

    pub fn steps(&self) -> usize {
        self.steps
    }

    /// Whether an act would be done.
    pub fn would_do(&self, act: &Act) -> bool {
        self.clone().take(act).is_ok()
    }

    /// Does what an act does, or says why not.
    pub fn take(&mut self, act: &Act) -> Outcome {
        self.steps += 1;
        match act {
            Act::MergeOffer { who, at, of, solution, offer } => {
                self.may(*who)?;
                self.here(*at, *of)?;
                let live = self.offers[*at][offer].live;
                self.merge(*who, *at, *solution, Some((offer.clone(), live)), 0)
            }
            Act::MergeUrl { who, at, of, solution, url } => {
                self.may(*who)?;
                self.here(*at, *of)?;
                let known = self.offers[*at].iter().find(|(_, offer)| offer.url == Some(*url));
                let known = known.map(|(id, offer)| (id.clone(), offer.live));
                self.merge(*who, *at, *solution, known, *url)
            }
            Act::Discard { who, at, of, solution } => {
                self.may(*who)?;
                self.here(*at, *of)?;
                self.discard(*at, *solution)
            }
            Act::Undo { who, at, of, solution } => {
                self.may(*who)?;
                self.here(*at, *of)?;
                let one = &mut self.solutions[*at][*solution];
                if one.state != "discarded" {
                    return no(409, "wrongState");
                }
                one.state = one.before.take().unwrap_or("pending");
                Ok(())
            }
            Act::CreateDraft { who, at, of, solution, offer } => {
                self.may(*who)?;
                self.here(*at, *of)?;
                let one = &mut self.solutions[*at][*solution];
                if one.state != "pending" {
                    return no(409, "wrongState");
                }
                (one.state, one.link) = ("draftCreated", Some(offer.clone()));
                self.offers[*at].insert(offer.clone(), Offer::default());
                Ok(())
            }
            Act::DeleteOffer { who, at, offer } => {
                self.may(*who)?;
                self.delete_offer(*at, offer)
            }
            Act::RemoveMoved { who, at, offer, solution } => {
                self.may(*who)?;
                let records = &mut self.offers[*at].get_mut(offer).unwrap().records;
                let before = records.len();
                records.retain(|(of, _, _, reopened)| !(of == solution && *reopened));
                if records.len() == before { no(404, "notFound") } else { Ok(()) }
            }
            Act::Answer { who, at, request } => self.answer(*who, *at, *request),
            Act::Comment { who, at, request } => {
                self.may(*who)?;
                self.here(*at, self.requests[*request].company)
            }
            Act::Cancel { who, at, request } => self.cancel(*who, *at, *request),
            Act::Claim { who, request, claimed } => self.claim(*who, *request, *claimed),
            Act::Ask { who, request, text } => self.ask(*who, *request, *text),
            Act::Refuse { who, request, text } => self.refuse(*who, *request, *text),
            Act::Approve { who, request, link } => self.approve(*who, *request, *link),
            Act::Reopen { who, request, text } => self.reopen(*who, *request, *text),
        }
    }

    fn may(&self, who: Person) -> Outcome {
        if who == Person::Viewer { no(403, "roleMayNot") } else { Ok(()) }
    }

    fn here(&self, at: usize, of: usize) -> Outcome {
        if at == of { Ok(()) } else { no(404, "notFound") }
    }

    fn merge(&mut self, by: Person, at: usize, number: usize, offer: Option<(String, bool)>, url: usize) -> Outcome {
        let one = &mut self.solutions[at][number];
        if !matches!(one.state, "pending" | "draftCreated" | "attentionNeeded") {
            return no(409, "wrongState");
        }
        if one.open {
            return no(409, "requestStillOpen");
        }
        if offer.as_ref().is_some_and(|(_, live)| !live) {
            return no(409, "targetNotLive");
        }
        let offer = offer.map(|(id, _)| id);
        one.before = Some(one.state);
        one.link_before = one.link.take();
        one.link.clone_from(&offer);
        (one.state, one.open, one.last) = ("merging", true, Some(self.requests.len()));
        let state = "submitted";
        self.requests.push(Request { company: at, solution: number, state, offer, url, by, holder: None });
        Ok(())
    }

    /// The open request ends without a merge.
    fn give_back(&mut self, at: usize, number: usize) {
        let one = &mut self.solutions[at][number];
        one.link = one.link_before.take();
        one.open = false;
    }

    fn discard(&mut self, at: usize, number: usize) -> Outcome {
        let state = self.solutions[at][number].state;
        if !matches!(state, "pending" | "draftCreated" | "attentionNeeded") {
            return no(409, "wrongState");
        }
        if self.solutions[at][number].open {
            let request = self.solutions[at][number].last.unwrap();
            self.requests[request].state = "cancelled";
            self.give_back(at, number);
        }
        let one = &mut self.solutions[at][number];
        (one.before, one.state) = (Some(state), "discarded");
        Ok(())
    }

    fn delete_offer(&mut self, at: usize, id: &str) -> Outcome {
        if self.offers[at][id].live {
            return no(409, "offerWasPublished");
        }
        self.offers[at].remove(id);
        for one in &mut self.solutions[at] {
            let gone = |link: &Option<String>| link.as_deref() == Some(id);
            if !gone(&one.link) && !gone(&one.link_before) {
                continue;
            }
            one.link = one.link.take().filter(|link| link != id);
            one.link_before = one.link_before.take().filter(|link| link != id);
            if one.state == "draftCreated" {
                one.state = "pending";
            }
            if one.before == Some("draftCreated") {
                one.before = Some("pending");
            }
        }
        Ok(())
    }

    fn answer(&mut self, who: Person, at: usize, request: usize) -> Outcome {
        self.may(who)?;
        let one = &mut self.requests[request];
        if one.company != at {
            return no(404, "notFound");
        }
        if !one.is_open() {
            return no(409, "requestClosed");
        }
        if one.state != "waitingForPartner" {
            return no(409, "nothingAsked");
        }
        one.state = "inProgress";
        self.solutions[one.company][one.solution].state = "merging";
        Ok(())
    }

    fn cancel(&mut self, who: Person, at: usize, request: usize) -> Outcome {
        self.may(who)?;
        let one = &mut self.requests[request];
        if one.company != at {
            return no(404, "notFound");
        }
        if !one.is_open() {
            return no(409, "requestClosed");
        }
        if one.by != who && who != Person::Owner {
            return no(409, "notYourRequest");
        }
        one.state = "cancelled";
        let (company, number) = (one.company, one.solution);
        self.give_back(company, number);
        let solution = &mut self.solutions[company][number];
        solution.state = solution.before.take().unwrap();
        Ok(())
    }

    fn claim(&mut self, who: Person, request: usize, claimed: bool) -> Outcome {
        let one = &mut self.requests[request];
        if !one.is_open() {
            return no(409, "requestClosed");
        }
        if one.holder.is_some_and(|holder| holder != who) {
            return no(409, "claimedByOther");
        }
        one.state = match (claimed, one.shown()) {
            (true, "submitted") => "inProgress",
            (false, "inProgress") => "submitted",
            (_, other) => other,
        };
        one.holder = claimed.then_some(who);
        Ok(())
    }

    /// What every decision on an open request asks first.
    fn decidable(&self, who: Person, request: usize, text: bool) -> Outcome {
        let one = &self.requests[request];
        if one.is_open() && one.holder.is_some_and(|holder| holder != who) {
            no(409, "claimedByOther")
        } else if !one.is_open() {
            no(409, "requestClosed")
        } else if !text {
            no(409, "reasonMissing")
        } else if one.state == "waitingForPartner" {
            no(409, "alreadyAsked")
        } else {
            Ok(())
        }
    }

    fn ask(&mut self, who: Person, request: usize, text: bool) -> Outcome {
        self.decidable(who, request, text)?;
        let one = &mut self.requests[request];
        (one.state, one.holder) = ("waitingForPartner", Some(who));
        self.solutions[one.company][one.solution].state = "attentionNeeded";
        Ok(())
    }

    fn refuse(&mut self, who: Person, request: usize, text: bool) -> Outcome {
        self.decidable(who, request, text)?;
        let one = &mut self.requests[request];
        one.state = "refused";
        let (company, number) = (one.company, one.solution);
        self.give_back(company, number);
        let solution = &mut self.solutions[company][number];
        (solution.state, solution.before) = ("attentionNeeded", None);
        Ok(())
    }

    fn approve(&mut self, who: Person, request: usize, link: bool) -> Outcome {
        self.decidable(who, request, true)?;
        let (company, number) = (self.requests[request].company, self.requests[request].solution);
        let offer = match &self.requests[request].offer {
            Some(offer) => offer.clone(),
            None if !link => return no(409, "linkMissing"),
            None => {
                let url = self.requests[request].url;
                let id = format!("listing-{url}");
                let external = Offer { live: true, url: Some(url), records: vec![] };
                self.offers[company].entry(id.clone()).or_insert(external);
                id
            }
        };
        let page = &mut self.offers[company].get_mut(&offer).unwrap().records;
        for record in page.iter_mut().filter(|record| record.0 == number) {
            record.3 = false;
        }
        if page.iter().all(|record| record.0 != number) {
            page.extend(records(number).into_iter().map(|(kind, name)| (number, kind, name, false)));
        }
        let one = &mut self.requests[request];
        (one.state, one.offer) = ("resolved", Some(offer.clone()));
        let solution = &mut self.solutions[company][number];
        (solution.state, solution.before, solution.open) = ("merged", None, false);
        (solution.link, solution.link_before) = (Some(offer), None);
        Ok(())
    }

    fn reopen(&mut self, who: Person, request: usize, text: bool) -> Outcome {
        let one = &self.requests[request];
        if one.is_open() && one.holder.is_some_and(|holder| holder != who) {
            return no(409, "claimedByOther");
        }
        let (company, number) = (one.company, one.solution);
        let solution = &mut self.solutions[company][number];
        if one.state != "resolved" || solution.last != Some(request) {
            return no(409, "notMerged");
        }
        if solution.state != "merged" {
            return no(409, "wrongState");
        }
        if !text {
            return no(409, "reasonMissing");
        }
        solution.state = "pending";
        let offer = solution.link.take().unwrap();
        let page = &mut self.offers[company].get_mut(&offer).unwrap().records;
        for record in page.iter_mut().filter(|record| record.0 == number) {
            record.3 = true;
        }
        Ok(())
    }

    /// What everybody can see; with `records`, also what offers and solutions carry.
    pub fn picture(&self, with_records: bool) -> Picture {
        let mut picture = Picture::default();
        for (company, solutions) in self.solutions.iter().enumerate() {
            picture.open.insert(company, 0);
            for (number, one) in solutions.iter().enumerate() {
                let link = one.link.clone().filter(|_| one.state != "discarded");
                picture.solutions.insert((company, number), (one.state.to_owned(), link));
                *picture.counts.entry((company, one.state.to_owned())).or_default() += 1;
                if matches!(one.state, "pending" | "draftCreated" | "attentionNeeded") {
                    *picture.open.entry(company).or_default() += 1;
                }
                if with_records {
                    picture.originals.insert((company, number), records(number));
                }
            }
            for (id, offer) in &self.offers[company] {
                let shown = if with_records { offer.records.as_slice() } else { &[] };
                let mut records: Vec<_> = shown
                    .iter()
                    .map(|(number, kind, name, reopened)| (solution_id(*number), kind.clone(), name.clone(), *reopened))
                    .collect();
                records.sort();
                picture.offers.insert((company, id.clone()), records);
            }
        }
        picture.requests = self.requests.iter().map(|one| one.shown().to_owned()).collect();
        picture
    }
}

/// The "Solution ID" of a solution.
pub fn solution_id(number: usize) -> String {
    format!("M-{number}")
}
