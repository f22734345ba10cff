//! The directory of CSP resellers: five thousand invented companies in sixty countries.

use std::collections::HashSet;

use contract::workspace::Reseller;

use super::countries::{COUNTRIES, Country};
use super::random::Random;
use super::reseller_names;

/// How many resellers there are.
pub const RESELLERS: u32 = 5_000;

// Lists of words are read as a text, not one a line, so the formatter leaves them alone.
/// Names of competencies in the vendor's programme (D).
#[rustfmt::skip]
const COMPETENCIES: &[&str] = &[
    "Application Development", "Application Integration", "Cloud Business Applications", "Cloud Platform",
    "Cloud Productivity", "Collaboration and Content", "Communications", "Data Analytics", "Data Platform",
    "Datacenter", "DevOps", "Enterprise Mobility Management", "Enterprise Resource Planning", "Messaging",
    "Project and Portfolio Management", "Security", "Small and Midmarket Cloud Solutions",
];

/// What a reseller says it can do (O).
#[rustfmt::skip]
const SKILLS: &[&str] = &[
    "Accessibility", "Artificial intelligence", "Backup and disaster recovery", "Billing and invoicing",
    "Business intelligence", "Change management", "Compliance", "Containers", "Cost optimisation",
    "Customer support", "Cybersecurity", "Data migration", "Data warehousing", "Deployment", "Digital workplace",
    "Edge computing", "Education sector", "Financial services", "Healthcare", "Hybrid cloud", "Identity management",
    "Integration", "Internet of Things", "Licensing", "Local language support", "Logistics", "Machine learning",
    "Managed services", "Manufacturing", "Mobile apps", "Networking", "Public sector", "Retail",
    "Scientific computing", "Telephony", "Training", "Virtual desktops", "Web development",
];

/// The directory, ordered by country and then as it was made.
pub fn directory(random: &mut Random) -> Vec<Reseller> {
    let total: u32 = COUNTRIES.iter().map(|country| country.weight).sum();
    let mut resellers = Vec::with_capacity(RESELLERS as usize);
    let mut weight = 0;
    let mut known = HashSet::new();
    for country in COUNTRIES {
        weight += country.weight;
        // Rounding what has been shared out so far, not each share, makes the shares add up to the whole.
        while (resellers.len() as u32) < RESELLERS * weight / total {
            resellers.push(Reseller {
                tenant_id: random.guid(),
                name: name(random, country, &mut known),
                country: country.code.to_owned(),
                region: country.region.to_owned(),
                city: random.pick(country.cities).to_owned(),
                competencies: competencies(random),
                skills: skills(random),
                left_at: None,
            });
        }
    }
    resellers
}

/// A name that no other has, where a few tries find one: some companies do share their name, so the tenant ID tells them apart.
fn name(random: &mut Random, country: &Country, known: &mut HashSet<String>) -> String {
    let mut name = String::new();
    for _ in 0..4 {
        name = reseller_names::name(random, country.writing, country.forms);
        if known.insert(name.clone()) {
            break;
        }
    }
    name
}

/// None for one in seven; seldom more than three.
fn competencies(random: &mut Random) -> Vec<String> {
    let count = random.weighted(&[(0, 14), (1, 34), (2, 28), (3, 16), (5, 8)]);
    random.some(COMPETENCIES, count).into_iter().map(str::to_owned).collect()
}

fn skills(random: &mut Random) -> Vec<String> {
    let count = random.weighted(&[(0, 6), (2, 30), (3, 30), (5, 24), (8, 10)]);
    random.some(SKILLS, count).into_iter().map(str::to_owned).collect()
}
