//! Builds a sample company from its plan.

use chrono::TimeDelta;
use contract::solution::{MigrationState, OfferType};
use contract::workspace::{Company, CompanyKind, Member, Offer, Publisher, Solution};

use super::calendar::Calendar;
use super::plan::{CompanyPlan, OfferPlan, Person, SolutionPlan};
use super::random::Random;
use super::solutions::{Load, Maker, Sketch};

/// The company with its people, publishers and offers, without solutions.
pub fn found(plan: &CompanyPlan, calendar: Calendar, random: &mut Random) -> Company {
    Company {
        key: plan.key.to_owned(),
        name: plan.name.to_owned(),
        kind: CompanyKind::Partner,
        partner_ids: plan.partner_ids.iter().map(|id| (*id).to_owned()).collect(),
        membership_active: plan.membership_active,
        enrolled: true,
        publishers: plan
            .publishers
            .iter()
            .map(|(id, name, carried)| Publisher {
                id: (*id).to_owned(),
                name: (*name).to_owned(),
                partner_ids: carried.iter().map(|place| plan.partner_ids[*place].to_owned()).collect(),
            })
            .collect(),
        people: plan.people.iter().map(member).collect(),
        offers: plan.offers.iter().map(|offer| make_offer(plan, offer, calendar, random)).collect(),
        solutions: Vec::new(),
    }
}

/// A member of a company.
pub fn member((email, name, role, locale): &Person) -> Member {
    Member { email: (*email).to_owned(), name: (*name).to_owned(), role: *role, locale: *locale }
}

fn make_offer(plan: &CompanyPlan, offer: &OfferPlan, calendar: Calendar, random: &mut Random) -> Offer {
    let (id, publisher, offer_type, name, weeks, co_sell_status) = *offer;
    Offer {
        id: id.to_owned(),
        publisher: plan.publishers[publisher].0.to_owned(),
        offer_type,
        alias: alias(name, offer_type, weeks > 0),
        name: name.to_owned(),
        live_since: (weeks > 0).then(|| calendar.moment(weeks * 5, random)),
        co_sell_status,
        transactable: true,
        audience: None,
        resales: Vec::new(),
    }
}

/// The internal name, as a team would choose it.
pub fn alias(name: &str, offer_type: OfferType, live: bool) -> String {
    let mark = if live { "main listing" } else { "first draft" };
    format!("{name} ({}, {mark})", offer_type.name())
}

/// The company's planned solutions, put into it.
pub fn settle(company: &mut Company, plan: &CompanyPlan, maker: &mut Maker) {
    for (index, solution) in plan.solutions.iter().enumerate() {
        let made = maker.make(sketch(plan, index as u32, solution));
        publish_what_was_drafted(&mut company.offers, &made);
        company.solutions.push(made);
    }
    company.solutions.sort_by(|a, b| a.id.cmp(&b.id));
}

fn sketch(plan: &CompanyPlan, index: u32, solution: &SolutionPlan) -> Sketch {
    let (name, offer_type, co_sell, partner, arrival, story, settled, offer, referrals) = *solution;
    // Numbers with gaps, and not in the order of the plan: the legacy catalogue knew nothing of either.
    let place = (index * 37) % plan.solutions.len() as u32;
    Sketch {
        id: format!("S-{}", plan.first_id + place * 7 + (place * place) % 5),
        name: name.to_owned(),
        offer_type,
        co_sell,
        partner,
        arrived: plan.arrivals[arrival],
        story,
        settled,
        offer: story.needs_offer().then(|| offer.to_owned()),
        referrals,
        load: Load::Full,
    }
}

/// An offer that was made from a solution went live shortly before the merge was asked for, so that every step was allowed at its time.
fn publish_what_was_drafted(offers: &mut [Offer], solution: &Solution) {
    let drafted = solution.steps.iter().find(|step| step.state == MigrationState::DraftCreated);
    let asked = solution.steps.iter().find(|step| step.state == MigrationState::Merging);
    if let (Some(drafted), Some(asked)) = (drafted, asked)
        && let Some(offer) = offers.iter_mut().find(|offer| Some(&offer.id) == drafted.offer.as_ref())
    {
        offer.live_since = Some(asked.at - TimeDelta::minutes(90));
    }
}
