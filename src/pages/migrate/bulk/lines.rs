//! The rows of a bulk page as they stand: what each goes into, what speaks against it, and whether it is sent.

use std::collections::HashMap;

use contract::access::Role;
use contract::api::merging::{SolutionFacts, Target};
use contract::listing_url::ListingUrl;
use contract::matching::Match;
use contract::migration::{Action, MergeTarget, Standing};
use contract::refusal::Refusal;
use contract::solution::MigrationState;
use leptos::prelude::*;

use super::job::Kind;
use super::saved::{Choice, Saved};
use crate::parts::offers::OfferList;
use crate::parts::solution_list::SolutionList;
use crate::session::SessionContext;
use crate::storefronts::storefronts;

/// Why a row is left out or worth a look.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// The rules say no.
    Refused(Refusal),
    /// Support asked a question in the request of this number.
    Question(Option<String>),
    /// No live offer looks like it and none was chosen.
    NoMatch,
    /// The best match is a weak one.
    Weak,
    /// None of the company's offers is of the publisher that the chosen address names.
    Foreign(String),
}

impl Problem {
    /// Whether the row can go all the same, where a person says so.
    pub const fn is_doubt(&self) -> bool {
        matches!(self, Problem::Weak | Problem::Foreign(_))
    }
}

/// A row as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The solution's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its "Solution ID".
    pub solution_id: String,
    /// The offer that it goes into: the chosen one, else its best match.
    pub offer: Option<String>,
    /// The address that was chosen instead of an offer.
    pub url: Option<String>,
    /// The offer's name, or what the address says.
    pub offer_name: String,
    /// The best match, unless another offer was chosen.
    pub found: Option<Match>,
    /// What speaks against it.
    pub problem: Option<Problem>,
    /// Whether it is sent: as the person said, else if nothing speaks against it.
    pub included: bool,
}

impl Line {
    /// Whether the rules say no, whatever the person decides.
    pub const fn is_refused(&self) -> bool {
        matches!(self.problem, Some(Problem::Refused(_)))
    }

    /// Whether something speaks against it that the person can do something about.
    pub const fn is_to_check(&self) -> bool {
        self.problem.is_some() && !self.is_refused()
    }

    /// Whether it could be sent, and is not.
    pub const fn is_left_out(&self) -> bool {
        !self.included && !self.is_refused()
    }

    /// What tells rows apart that go into different things.
    pub fn target_key(&self) -> Option<String> {
        self.url.clone().or_else(|| self.offer.clone())
    }

    /// What it is to be merged into.
    pub fn target(&self) -> Target {
        match &self.url {
            Some(url) => Target::Url { url: url.clone() },
            None => Target::Offer { id: self.offer.clone().unwrap_or_default() },
        }
    }
}

/// What rows are made of.
#[derive(Clone, Copy)]
pub struct Sources {
    /// What is done with all.
    pub kind: Kind,
    /// Which rows, and what was decided.
    pub saved: RwSignal<Saved>,
    /// The best match of each; absent while it is not known.
    pub matches: RwSignal<HashMap<String, Option<Match>>>,
    /// What else is known of each.
    pub facts: RwSignal<HashMap<String, SolutionFacts>>,
    /// All solutions.
    pub list: SolutionList,
    /// All offers.
    pub offers: OfferList,
    /// Who is looking.
    pub session: SessionContext,
}

/// What a row goes into.
#[derive(Default)]
struct Into {
    offer: Option<String>,
    url: Option<String>,
    name: String,
    found: Option<Match>,
    problem: Option<Problem>,
}

impl Sources {
    /// All rows, in one pass. Followed.
    pub fn lines(self) -> Vec<Line> {
        self.list.revision.track();
        let role = self.session.get().map_or(Role::Viewer, |session| session.company.role);
        let names: HashMap<String, (String, bool)> = self
            .offers
            .with(|rows| rows.iter().map(|offer| (offer.id.clone(), (offer.name.clone(), offer.is_live()))).collect());
        self.saved.with(|saved| {
            saved
                .ids
                .iter()
                .map(|id| self.line(id, saved.choices.get(id).cloned().unwrap_or_default(), &names, role))
                .collect()
        })
    }

    fn line(self, id: &str, choice: Choice, names: &HashMap<String, (String, bool)>, role: Role) -> Line {
        let row = self.list.with(|store| {
            let row = store.slot_of(id).and_then(|slot| store.row(slot))?;
            Some(row.to_row())
        });
        let said = choice.included;
        let refused = match &row {
            Some(row) => self.refused(id, row.state, row.request.as_deref(), role),
            None => Some(Problem::Refused(Refusal::NotThere)),
        };
        let into = match self.kind {
            Kind::Merge => self.into(id, choice, names),
            Kind::Discard => Into::default(),
        };
        let problem = refused.or(into.problem);
        let ready = self.kind == Kind::Discard || into.url.is_some() || !into.name.is_empty();
        // What is in doubt goes only where somebody says so.
        let included = match &problem {
            Some(problem) => problem.is_doubt() && said == Some(true),
            None => said.unwrap_or(true) && ready,
        };
        Line {
            id: id.to_owned(),
            name: row.as_ref().map(|row| row.name.clone()).unwrap_or_default(),
            solution_id: row.map(|row| row.solution_id).unwrap_or_default(),
            offer: into.offer,
            url: into.url,
            offer_name: into.name,
            found: into.found,
            problem,
            included,
        }
    }

    /// Why the rules forbid it.
    fn refused(self, id: &str, state: MigrationState, request: Option<&str>, role: Role) -> Option<Problem> {
        let action = match self.kind {
            Kind::Merge => Action::RequestMerge(MergeTarget::Offer { live: true }),
            Kind::Discard => Action::Discard,
        };
        let request_open = self.facts.with(|facts| facts.get(id).is_some_and(|facts| facts.request_open));
        match (Standing { state, before: None, request_open }.allows(action, role), state) {
            (Ok(_), _) => None,
            (Err(Refusal::RequestStillOpen), MigrationState::AttentionNeeded) => {
                Some(Problem::Question(request.map(str::to_owned)))
            }
            (Err(refusal), _) => Some(Problem::Refused(refusal)),
        }
    }

    fn into(self, id: &str, choice: Choice, names: &HashMap<String, (String, bool)>) -> Into {
        if let Some(url) = choice.url {
            return self.at(url);
        }
        let found = self.matches.with(|matches| matches.get(id).cloned());
        let compared = found.is_some();
        let found = found.flatten().filter(|_| choice.offer.is_none());
        let weak = found.as_ref().is_some_and(|found| !found.is_strong());
        let offer = choice.offer.or_else(|| found.as_ref().map(|found| found.offer.clone()));
        let known = offer.as_ref().and_then(|id| names.get(id));
        let problem = match known {
            None => compared.then_some(Problem::NoMatch),
            Some((_, false)) => Some(Problem::Refused(Refusal::TargetNotLive)),
            Some((_, true)) => weak.then_some(Problem::Weak),
        };
        let name = known.map(|(name, _)| name.clone()).unwrap_or_default();
        Into { offer, url: None, name, found, problem }
    }

    /// A row that goes to a listing's address.
    fn at(self, url: String) -> Into {
        let read = ListingUrl::parse(&url, &storefronts()).ok();
        let (publisher, offer) = read.as_ref().map(|url| (url.publisher(), url.offer())).unwrap_or_default();
        let name = match (publisher, offer) {
            (Some(publisher), Some(offer)) => format!("{publisher}.{offer}"),
            _ => url.clone(),
        };
        let problem = publisher.filter(|id| self.offers.is_foreign(id)).map(|id| Problem::Foreign(id.to_owned()));
        Into { url: Some(url), name, problem, ..Into::default() }
    }
}
