//! What a sample solution carries: referrals, documents, contacts, incentives, keywords.

use contract::api::solutions::{Collateral, Contact, Referral};
use contract::solution::CoSellStatus;

use super::random::Random;

// Lists of words are read as a text, not one a line, so the formatter leaves them alone.
#[rustfmt::skip]
const CUSTOMER_FIRST: &[&str] = &[
    "Aldermoor", "Amberlea", "Birchgate", "Brackenhall", "Calderwick", "Corvane", "Dunmarrow", "Eastmere", "Elderby",
    "Fennimore", "Glasswater", "Harrowby", "Hollowell", "Ivystone", "Juniper Vale", "Kelderton", "Larkfield",
    "Millbrae", "Norrgard", "Oakhaven", "Pellworth", "Quillon", "Redcastle", "Saltmarsh", "Tarnbrook", "Umberly",
    "Vantmoor", "Westerlune", "Yarrowdale", "Zellhof",
];

#[rustfmt::skip]
const CUSTOMER_SECOND: &[&str] = &[
    "Foods", "Freight", "Mills", "Cold Storage", "Dairies", "Timber", "Shipping", "Grain Terminals", "Retail Group",
    "Hospitals", "Water Board", "Insurance", "Bakeries", "Port Authority", "Seed Works", "Logistics", "Breweries",
    "Paper", "Rail Services", "Fisheries",
];

#[rustfmt::skip]
const CUSTOMERS_ELSEWHERE: &[&str] = &[
    "Laiteries du Val d’Épine", "Coopérative Grange-Neuve", "Mühlenwerke Ahrenbrück", "Spedition Größlin",
    "Puertos del Sureste Azul", "Açúcares Ribeira Funda", "Østhavn Fiskeri", "Zakłady Zbożowe Łąkowa", "晨岭粮油",
    "东湾港务", "青葉冷蔵倉庫", "한빛들 물류", "Molino Sant’Elvira", "Çınarlı Taşımacılık",
];

/// Stages of deals that are still open.
const STAGES: &[&str] = &["New", "Qualified", "Demo held", "Proposal sent", "In negotiation", "Waiting for budget"];

/// Currency, what 100 EUR are worth in it, minor units in one unit, how often it is met.
const CURRENCIES: &[((&str, u64, u64), u32)] = &[
    (("EUR", 100, 100), 38),
    (("USD", 110, 100), 26),
    (("GBP", 85, 100), 12),
    (("JPY", 16_000, 1), 8),
    (("CAD", 150, 100), 6),
    (("CHF", 95, 100), 4),
    (("SEK", 1_100, 100), 3),
    (("CNY", 780, 100), 3),
];

/// A referral pipeline of `count` open deals, mostly in one currency.
pub fn referrals(random: &mut Random, count: u32) -> Vec<Referral> {
    let main = random.weighted(CURRENCIES);
    (0..count)
        .map(|_| {
            let (currency, rate, minor) = if random.chance(85) { main } else { random.weighted(CURRENCIES) };
            // A few deals have no figure yet and a few are large, as in any pipeline.
            let euros = match random.below(40) {
                0 => 0,
                1 => u64::from(random.between(1_200, 6_000)) * 100,
                _ => u64::from(random.between(18, 420)) * 100,
            };
            Referral {
                customer: customer(random),
                stage: random.pick(STAGES).to_owned(),
                value_minor: euros * rate / 100 * minor,
                currency: currency.to_owned(),
            }
        })
        .collect()
}

fn customer(random: &mut Random) -> String {
    if random.chance(15) {
        random.pick(CUSTOMERS_ELSEWHERE).to_owned()
    } else {
        format!("{} {}", random.pick(CUSTOMER_FIRST), random.pick(CUSTOMER_SECOND))
    }
}

/// `count` documents at most; `folder` is an address without a slash at its end.
pub fn collateral(random: &mut Random, name: &str, folder: &str, count: u32) -> Vec<Collateral> {
    let kinds = ["One-pager", "Pitch deck", "Customer case", "Architecture diagram"];
    kinds
        .into_iter()
        .take(count as usize)
        .map(|kind| {
            let (title, file) = match kind {
                "One-pager" => (format!("{name} at a glance"), "one-pager.pdf"),
                "Pitch deck" => (format!("{name} for customers"), "pitch-deck.pptx"),
                "Customer case" => (format!("{name} at {}", customer(random)), "customer-case.pdf"),
                _ => (format!("{name}: how the parts fit"), "architecture.pdf"),
            };
            // Now and then nobody noted where the document lies.
            let url = (!random.chance(7)).then(|| format!("{folder}/{file}"));
            Collateral { kind: kind.to_owned(), title, url }
        })
        .collect()
}

#[rustfmt::skip]
const CONTACTS: &[(&str, &str)] = &[
    ("Annika Bergström", "annika.bergstrom"), ("Yusuf Demirtepe", "yusuf.demirtepe"),
    ("Chiara Bellandi", "chiara.bellandi"), ("Marek Zawilski", "marek.zawilski"), ("Léa Fontanel", "lea.fontanel"),
    ("Tomás Olivares", "tomas.olivares"), ("Nkechi Obiora", "nkechi.obiora"), ("森下 恵", "megumi.morishita"),
    ("陈思远", "chen.siyuan"), ("Søren Kjeldgaard", "soren.kjeldgaard"), ("Gráinne Tierney", "grainne.tierney"),
    ("Vesna Petrušić", "vesna.petrusic"), ("Vikram Deshmane", "vikram.deshmane"),
    ("Noor van Rijswoud", "noor.vanrijswoud"), ("Hamish Carrick", "hamish.carrick"),
    ("Ioana Muntescu", "ioana.muntescu"), ("Trần Minh Châu", "tran.minhchau"),
    ("Isabel Carvalhais", "isabel.carvalhais"), ("Samir Haddouz", "samir.haddouz"), ("Jiří Havrda", "jiri.havrda"),
    ("Wanjiru Karimi", "wanjiru.karimi"), ("Nadia El Khoury", "nadia.elkhoury"),
];

const CONTACT_ROLES: &[&str] =
    &["Sales lead", "Partner manager", "Solution architect", "Customer success", "Pre-sales"];

#[rustfmt::skip]
const CONTACT_REGIONS: &[&str] = &[
    "Europe", "United Kingdom", "United States", "Canada", "Latin America", "Middle East and Africa", "Asia",
    "Japan", "Australia and New Zealand",
];

/// One contact for each of `count` regions; `key` is the company's, for the mail address.
pub fn contacts(random: &mut Random, key: &str, count: u32) -> Vec<Contact> {
    let regions = random.some(CONTACT_REGIONS, count);
    let first = random.below(CONTACTS.len() as u32) as usize;
    regions
        .into_iter()
        .enumerate()
        .map(|(place, region)| {
            // Neighbours in the list are different people, so nobody is there twice.
            let (name, local) = CONTACTS[(first + place) % CONTACTS.len()];
            Contact {
                name: name.to_owned(),
                email: format!("{local}@{key}.example"),
                role: random.pick(CONTACT_ROLES).to_owned(),
                region: region.to_owned(),
            }
        })
        .collect()
}

/// Incentives that fit the co-sell status.
pub fn incentives(random: &mut Random, status: CoSellStatus) -> Vec<String> {
    let (usual, usually) = match status {
        CoSellStatus::InDevelopment => return Vec::new(),
        CoSellStatus::InMarket => ("Launch fund", 10),
        CoSellStatus::CoSellReady => ("Co-sell bonus", 45),
        CoSellStatus::AzureIpCoSellEligible => ("IP co-sell", 100),
        CoSellStatus::BusinessApplicationsCoSellEligible => ("Business applications rewards", 100),
    };
    let mut incentives = Vec::new();
    if random.chance(usually) {
        incentives.push(usual.to_owned());
        if random.chance(25) {
            incentives.push("Regional marketing credit".to_owned());
        }
    }
    incentives
}

#[rustfmt::skip]
const TOPICS: &[&str] = &[
    "logistics", "analytics", "warehouse", "fleet", "finance", "forecasting", "IoT", "reporting", "compliance",
    "planning", "supply chain", "mobile", "dashboard", "maintenance", "sustainability", "scheduling",
];

/// The same for names in Chinese or Japanese.
const TOPICS_CJK: &[&str] = &["物流", "入库", "分析", "排班", "冷链", "报表"];

/// Words of the name and `topics` general ones, without repetition.
pub fn keywords(random: &mut Random, name: &str, topics: u32) -> Vec<String> {
    let mut words: Vec<String> = name
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.chars().count() > 3)
        .take(if topics > 1 { 2 } else { 1 })
        .map(str::to_lowercase)
        .collect();
    // U+2E80 is where the CJK blocks begin.
    let list = if name.chars().any(|c| c >= '\u{2e80}') { TOPICS_CJK } else { TOPICS };
    for topic in random.some(list, topics) {
        if !words.iter().any(|word| word == topic) {
            words.push(topic.to_owned());
        }
    }
    words
}
