//! A company of any size: as many generated solutions as asked for, in shares as a real catalogue has them.

use contract::solution::{CoSellStatus, OfferType};
use contract::workspace::{Company, Offer};

use super::bulk_names::Namer;
use super::calendar::Calendar;
use super::company::alias;
use super::plan::{CompanyPlan, Story};
use super::random::Random;
use super::solutions::{Load, Maker, Sketch};

const STORIES: &[(Story, u32)] = &[
    (Story::Untouched, 450),
    (Story::TakenBack, 10),
    (Story::Drafted, 35),
    (Story::DraftedAgain, 3),
    (Story::Requested, 50),
    (Story::Answered, 15),
    (Story::RequestedAgain, 8),
    (Story::Asked, 32),
    (Story::Refused, 22),
    (Story::Moved, 250),
    (Story::MovedAfterAnswer, 35),
    (Story::GivenUp, 75),
    (Story::GivenUpWithDraft, 5),
    (Story::GivenUpAfterRefusal, 10),
];

/// Business days ago of the files in which they came: one large file first, then smaller ones.
const ARRIVALS: &[(u32, u32)] = &[(80, 60), (66, 10), (52, 12), (38, 8), (24, 6), (10, 4)];

const TYPES: &[(Option<OfferType>, u32)] = &[
    (Some(OfferType::Saas), 34),
    (Some(OfferType::SolutionTemplate), 7),
    (Some(OfferType::ManagedApplication), 8),
    (Some(OfferType::VirtualMachine), 9),
    (Some(OfferType::Container), 6),
    (Some(OfferType::ConsultingService), 7),
    (Some(OfferType::DynamicsCustomerEngagement), 4),
    (Some(OfferType::DynamicsOperations), 3),
    (Some(OfferType::DynamicsBusinessCentral), 3),
    (Some(OfferType::IotEdgeModule), 3),
    (Some(OfferType::ManagedService), 4),
    (Some(OfferType::PowerBiApp), 2),
    (Some(OfferType::PowerBiVisual), 1),
    (Some(OfferType::CoSellOnly), 1),
    (None, 8),
];

const STATUSES: &[(CoSellStatus, u32)] = &[
    (CoSellStatus::InDevelopment, 16),
    (CoSellStatus::InMarket, 38),
    (CoSellStatus::CoSellReady, 34),
    (CoSellStatus::AzureIpCoSellEligible, 12),
];

/// Offers that go live in the company's past to merge into: one for so many solutions.
const SOLUTIONS_FOR_EACH_OFFER: u32 = 100;

/// Puts `n` generated solutions into the company, and the offers that they need.
pub fn settle(
    company: &mut Company,
    plan: &CompanyPlan,
    calendar: Calendar,
    maker: &mut Maker,
    random: &mut Random,
    n: u32,
) {
    let mut namer = Namer::new(random.next());
    for number in 1..=n / SOLUTIONS_FOR_EACH_OFFER {
        let offer_type = random.weighted(TYPES).unwrap_or(OfferType::Saas);
        let mut offer = draft(plan, random, format!("listing-{number:05}"), namer.name(), offer_type);
        offer.alias = alias(&shortened(&offer.name), offer_type, true);
        offer.live_since = Some(calendar.moment(random.between(90, 700), random));
        company.offers.push(offer);
    }
    // Offers that a plan's solution was drafted into count as live only since then, so they are left out here.
    let oldest = calendar.at(85, 0);
    let live: Vec<String> = company
        .offers
        .iter()
        .filter(|offer| offer.live_since.is_some_and(|since| since < oldest))
        .map(|offer| offer.id.clone())
        .collect();
    company.solutions.reserve(n as usize);
    for number in 0..n {
        let sketch = sketch(company, plan, &live, &mut namer, random, number);
        company.solutions.push(maker.make(sketch));
    }
}

fn sketch(
    company: &mut Company,
    plan: &CompanyPlan,
    live: &[String],
    namer: &mut Namer,
    random: &mut Random,
    number: u32,
) -> Sketch {
    let story = random.weighted(STORIES);
    let arrived = random.weighted(ARRIVALS);
    let offer_type = random.weighted(TYPES);
    let name = namer.name();
    let offer = if story.makes_draft() {
        let id = format!("draft-{number:06}");
        let offer = draft(plan, random, id.clone(), name.clone(), offer_type.unwrap_or(OfferType::Saas));
        company.offers.push(offer);
        Some(id)
    } else if story.needs_offer() {
        live.get(random.below(live.len() as u32) as usize).cloned()
    } else {
        None
    };
    Sketch {
        id: format!("S-{}", 100_000 + number),
        name,
        offer_type,
        co_sell: co_sell(random, offer_type),
        partner: usize::from(random.chance(30)).min(plan.partner_ids.len() - 1),
        arrived,
        story,
        settled: settled(random, story, arrived),
        offer,
        referrals: if random.chance(33) { random.below(4) } else { 0 },
        load: Load::Light,
    }
}

/// Business days since the last step: what is with support is recent, what is done is spread over the whole time.
fn settled(random: &mut Random, story: Story, arrived: u32) -> u32 {
    let steps = story.moves().len() as u32;
    let longest = match story {
        Story::Requested | Story::Answered | Story::RequestedAgain => 4,
        Story::Asked | Story::Refused => 12,
        Story::Drafted | Story::DraftedAgain => 40,
        _ => 80,
    };
    random.below(longest.min(arrived - steps) + 1)
}

fn co_sell(random: &mut Random, offer_type: Option<OfferType>) -> CoSellStatus {
    let dynamics = matches!(
        offer_type,
        Some(
            OfferType::DynamicsBusinessCentral | OfferType::DynamicsCustomerEngagement | OfferType::DynamicsOperations
        )
    );
    if dynamics && random.chance(45) {
        CoSellStatus::BusinessApplicationsCoSellEligible
    } else {
        random.weighted(STATUSES)
    }
}

fn draft(plan: &CompanyPlan, random: &mut Random, id: String, name: String, offer_type: OfferType) -> Offer {
    let publisher = plan.publishers[random.below(plan.publishers.len() as u32) as usize].0;
    let alias = alias(&shortened(&name), offer_type, false);
    Offer {
        id,
        publisher: publisher.to_owned(),
        offer_type,
        alias,
        name,
        live_since: None,
        co_sell_status: None,
        transactable: true,
        audience: None,
        resales: Vec::new(),
    }
}

/// An alias has 120 characters at most (D), some of which say what the offer is.
fn shortened(name: &str) -> String {
    name.chars().take(50).collect()
}
