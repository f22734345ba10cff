//! Turns the sketch of a solution into a whole one: its steps in time, who took them, and what it carries.

use chrono::{DateTime, TimeDelta, Utc};
use contract::access::Right;
use contract::solution::{CoSellStatus, MigrationState, OfferType};
use contract::workspace::{Solution, Step, WorkspaceNote};

use super::calendar::Calendar;
use super::carries;
use super::notes;
use super::plan::{Actor, CompanyPlan, Person, Story};
use super::random::Random;

/// What is known of a solution before chance fills in the rest.
pub struct Sketch {
    /// Its "Solution ID".
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its type.
    pub offer_type: Option<OfferType>,
    /// Its co-sell status.
    pub co_sell: CoSellStatus,
    /// The place of its partner ID in the plan.
    pub partner: usize,
    /// Business days since it came in.
    pub arrived: u32,
    /// What became of it.
    pub story: Story,
    /// Business days since its last step.
    pub settled: u32,
    /// The offer that the story is about.
    pub offer: Option<String>,
    /// The number of open referrals.
    pub referrals: u32,
    /// How much else it carries.
    pub load: Load,
}

/// How much a solution carries beside its referrals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Load {
    /// Documents, contacts and notes in plenty.
    Full,
    /// One or two things, so that very many solutions stay small.
    Light,
}

/// Makes the solutions of one company.
pub struct Maker<'a> {
    plan: &'a CompanyPlan,
    calendar: Calendar,
    editors: Vec<&'a Person>,
    operators: Vec<&'a str>,
    random: Random,
}

impl<'a> Maker<'a> {
    /// A maker for the company; `operators` are e-mail addresses of the desk and not empty.
    pub fn new(plan: &'a CompanyPlan, calendar: Calendar, operators: Vec<&'a str>, random: Random) -> Self {
        let editors = plan.people.iter().filter(|person| person.2.has(Right::Edit)).collect();
        Maker { plan, calendar, editors, operators, random }
    }

    /// The whole solution.
    pub fn make(&mut self, sketch: Sketch) -> Solution {
        let assignee = self.assignee(sketch.story);
        let steps = self.steps(&sketch, assignee);
        let notes = self.notes(&sketch, steps.last());
        let (documents, contacts, topics) = self.amounts(sketch.load);
        let random = &mut self.random;
        let folder = format!("https://{}.example/files/{}", self.plan.key, sketch.id.to_lowercase());
        let publisher = publisher(random, self.plan, sketch.partner);
        let arrived = self.calendar.at(sketch.arrived, 100);
        Solution {
            partner_id: self.plan.partner_ids[sketch.partner].to_owned(),
            offer_type: sketch.offer_type,
            co_sell_status: sketch.co_sell,
            keywords: carries::keywords(random, &sketch.name, topics),
            listing_url: listing_url(random, self.plan, &sketch),
            publisher,
            assigned_to: assignee.map(|person| person.0.to_owned()),
            updated: Some((arrived - TimeDelta::days(i64::from(random.between(3, 1_400)))).date_naive()),
            incentives: carries::incentives(random, sketch.co_sell),
            referrals: carries::referrals(random, sketch.referrals),
            collateral: carries::collateral(random, &sketch.name, &folder, documents),
            contacts: carries::contacts(random, self.plan.key, contacts),
            id: sketch.id,
            name: sketch.name,
            steps,
            notes,
            arrived: Some(arrived),
        }
    }

    /// What is being worked on has somebody who takes care of it more often than what waits.
    fn assignee(&mut self, story: Story) -> Option<&'a Person> {
        let usually = match story.state() {
            MigrationState::Pending => 40,
            MigrationState::Discarded => 25,
            _ => 80,
        };
        self.random.chance(usually).then(|| self.random.pick(&self.editors))
    }

    /// The numbers of documents, contacts and general keywords.
    fn amounts(&mut self, load: Load) -> (u32, u32, u32) {
        let random = &mut self.random;
        match load {
            Load::Full => (random.below(5), random.below(4), random.between(1, 3)),
            Load::Light => (random.below(4) / 3, random.below(5) / 4, random.below(2)),
        }
    }

    /// The story's steps on business days between the arrival and now, each on a later day than the one before.
    fn steps(&mut self, sketch: &Sketch, assignee: Option<&'a Person>) -> Vec<Step> {
        let moves = sketch.story.moves();
        let days = self.days(moves.len() as u32, sketch);
        let offer = |linked: bool| sketch.offer.clone().filter(|_| linked);
        moves
            .iter()
            .zip(days)
            .map(|(&(state, actor, linked), ago)| Step {
                state,
                at: self.calendar.moment(ago, &mut self.random),
                by: Some(self.actor(actor, assignee).to_owned()),
                offer: offer(linked),
                // By the day, not by chance, so that the texts leave all else of a sample as it is.
                text: notes::of_step(state, actor, linked, ago).map(str::to_owned),
            })
            .collect()
    }

    /// Days of `count` steps, oldest first. Placed from the last one backwards, with room left for those that came before.
    fn days(&mut self, count: u32, sketch: &Sketch) -> Vec<u32> {
        let mut days = Vec::with_capacity(count as usize);
        let mut day = sketch.settled.min(sketch.arrived.saturating_sub(count));
        for earlier in (0..count).rev() {
            days.push(day);
            let room = sketch.arrived.saturating_sub(earlier + day).max(1);
            day += self.random.between(1, 4).min(room);
        }
        days.reverse();
        days
    }

    fn actor(&mut self, actor: Actor, assignee: Option<&'a Person>) -> &'a str {
        match (actor, assignee) {
            (Actor::Desk, _) => self.random.pick(&self.operators),
            (Actor::Partner, Some(person)) if self.random.chance(75) => person.0,
            (Actor::Partner, _) => self.random.pick(&self.editors).0,
        }
    }

    /// Notes on the state as it is now, written after the last step.
    fn notes(&mut self, sketch: &Sketch, last: Option<&Step>) -> Vec<WorkspaceNote> {
        let count = match sketch.load {
            Load::Full => self.random.weighted(&[(0, 50), (1, 35), (2, 15)]),
            Load::Light => u32::from(self.random.chance(3)),
        };
        let since = if last.is_some() { sketch.settled.min(sketch.arrived) } else { sketch.arrived };
        let mut notes: Vec<WorkspaceNote> = Vec::new();
        for _ in 0..count {
            let author = self.random.pick(&self.editors);
            let text = notes::text(&mut self.random, sketch.story.state(), author.3);
            if notes.iter().all(|note| note.text != text) {
                notes.push(WorkspaceNote {
                    at: self.after(last, since),
                    by: author.0.to_owned(),
                    text: text.to_owned(),
                });
            }
        }
        notes.sort_by_key(|note| note.at);
        notes
    }

    /// A moment on a later day than `since` business days ago, or minutes after a step of the last day.
    fn after(&mut self, last: Option<&Step>, since: u32) -> DateTime<Utc> {
        match last {
            Some(step) if since == 0 => step.at + TimeDelta::minutes(i64::from(self.random.between(5, 50))),
            _ => {
                let ago = self.random.below(since);
                self.calendar.moment(ago, &mut self.random)
            }
        }
    }
}

/// The legacy catalogue's publisher: one that carries the partner ID, or none where nobody filled it in.
fn publisher(random: &mut Random, plan: &CompanyPlan, partner: usize) -> Option<String> {
    let names: Vec<&str> =
        plan.publishers.iter().filter(|(_, _, carried)| carried.contains(&partner)).map(|(_, name, _)| *name).collect();
    (!names.is_empty() && !random.chance(12)).then(|| random.pick(&names).to_owned())
}

/// An address in an invented storefront, more often where an offer is known.
fn listing_url(random: &mut Random, plan: &CompanyPlan, sketch: &Sketch) -> Option<String> {
    let usually = if sketch.story.needs_offer() && !sketch.story.makes_draft() { 60 } else { 20 };
    if sketch.offer_type.is_none() || !random.chance(usually) {
        return None;
    }
    let listing = sketch.offer.clone().unwrap_or_else(|| sketch.id.to_lowercase());
    Some(format!("https://storefront.example/product/{}.{listing}", plan.publishers.first().map_or(plan.key, |p| p.0)))
}
