//! The sample workspace: invented companies, solutions and resellers, made from a seed number. Pure, no I/O, no clock.
//!
//! It is a file like any other that `cosell import workspace` reads, so that sample data take the same way as real ones.

mod audiences;
mod bulk;
mod bulk_names;
mod calendar;
mod carries;
mod company;
mod countries;
mod meridian;
mod northlake;
mod notes;
mod plan;
mod random;
mod reseller_names;
mod resellers;
mod solutions;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;
use contract::access::Role;
use contract::locale::Locale;
use contract::workspace::{Company, CompanyKind, FORMAT, ProgrammeFacts, Workspace};

use calendar::Calendar;
use plan::{CompanyPlan, Person};
use random::Random;
use solutions::Maker;

/// What a sample is made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SampleSpec {
    /// The same seed and day give the same workspace, byte for byte, in every later version too unless the content is changed.
    pub seed: u64,
    /// The day on which the sample is looked at: everything that happened lies before it.
    pub today: NaiveDate,
    /// `Some(n)`: the first partner company gets `n` generated solutions in place of its own sixty.
    pub solutions: Option<u32>,
}

/// The people of the vendor's desk.
const OPERATORS: &[Person] = &[
    ("hanna.virtamo@desk.example", "Hanna Virtamo", Role::Operator, Some(Locale::En)),
    ("kofi.asamani@desk.example", "Kofi Asamani", Role::Operator, None),
];

/// The whole workspace. The desk comes first, because its people took steps that the companies' solutions name.
pub fn generate(spec: &SampleSpec) -> Workspace {
    let calendar = Calendar::new(spec.today);
    let mut resellers = resellers::directory(&mut Random::new(spec.seed, "resellers"));
    let mut companies = vec![
        desk(),
        partner(&northlake::PLAN, spec.seed, calendar, spec.solutions),
        partner(&meridian::PLAN, spec.seed, calendar, None),
    ];
    audiences::settle(&mut companies, &mut resellers, spec.seed, calendar);
    Workspace {
        format: FORMAT,
        programme: Some(ProgrammeFacts {
            deadline: Some(calendar::deadline(spec.today)),
            join_url: Some("https://partners.example/join".to_owned()),
            enrol_url: Some("https://partners.example/marketplace/enrol".to_owned()),
            publisher_url: Some("https://partners.example/publishers/new".to_owned()),
        }),
        companies,
        resellers,
        templates: notes::templates(),
    }
}

fn desk() -> Company {
    Company {
        key: "desk".to_owned(),
        name: "Marketplace desk".to_owned(),
        kind: CompanyKind::Desk,
        partner_ids: Vec::new(),
        membership_active: false,
        enrolled: false,
        publishers: Vec::new(),
        people: OPERATORS.iter().map(company::member).collect(),
        offers: Vec::new(),
        solutions: Vec::new(),
    }
}

fn partner(plan: &CompanyPlan, seed: u64, calendar: Calendar, generated: Option<u32>) -> Company {
    let mut random = Random::new(seed, plan.key);
    let operators = OPERATORS.iter().map(|person| person.0).collect();
    let mut maker = Maker::new(plan, calendar, operators, Random::new(random.next(), "solutions"));
    let mut company = company::found(plan, calendar, &mut random);
    match generated {
        Some(n) => bulk::settle(&mut company, plan, calendar, &mut maker, &mut random, n),
        None => company::settle(&mut company, plan, &mut maker),
    }
    company
}
