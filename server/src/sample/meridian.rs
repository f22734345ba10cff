//! Meridian Analytics: the second sample company, smaller and with lapsed membership, so that separation can be seen.

use contract::access::Role;
use contract::locale::Locale;
use contract::solution::CoSellStatus::{
    AzureIpCoSellEligible as IP, CoSellReady as READY, InDevelopment as DEVELOPING, InMarket as MARKET,
};
use contract::solution::OfferType::{ConsultingService, ManagedService, PowerBiApp, PowerBiVisual, Saas};

use super::northlake::IN_BOTH;
use super::plan::Story::{Asked, Drafted, GivenUp, Moved, MovedAfterAnswer, Refused, Requested, TakenBack, Untouched};
use super::plan::{CompanyPlan, OfferPlan, Person, SolutionPlan};

/// The plan of the company. Membership that has lapsed goes with live offers; a missing enrolment would not.
pub const PLAN: CompanyPlan = CompanyPlan {
    key: "meridian",
    name: "Meridian Analytics",
    partner_ids: &["3317702"],
    membership_active: false,
    publishers: &[("meridian-analytics", "Meridian Analytics", &[0])],
    people: PEOPLE,
    offers: OFFERS,
    arrivals: [68, 40, 12],
    solutions: SOLUTIONS,
    first_id: 70_115,
};

const PEOPLE: &[Person] = &[
    ("priya.raghunathan@meridian.example", "Priya Raghunathan", Role::Owner, None),
    ("jonas.ekelund@meridian.example", "Jonas Ekelund", Role::Manager, Some(Locale::En)),
    ("sofia.restrepo@meridian.example", "Sofía Restrepo", Role::Developer, None),
    // The same person as in the first company with a lesser role: a role belongs to a membership.
    (IN_BOTH.0, IN_BOTH.1, Role::Viewer, None),
];

// The tables are read by column, so the formatter leaves them alone.
#[rustfmt::skip]
const OFFERS: &[OfferPlan] = &[
    ("tide-tables", 0, PowerBiApp, "Tide Tables", 77, Some(READY)),
    ("claims-lens", 0, Saas, "Claims Lens", 49, Some(IP)),
    ("meter-stories", 0, PowerBiVisual, "Meter Stories", 93, None),
    ("data-health-check", 0, ConsultingService, "Data Health Check: 10-Day Review", 33, Some(MARKET)),
    ("ward-capacity", 0, Saas, "Ward Capacity", 0, None),
    ("forecast-room", 0, PowerBiApp, "Forecast Room", 0, None),
];

#[rustfmt::skip]
const SOLUTIONS: &[SolutionPlan] = &[
    ("Tide Tables", Some(PowerBiApp), READY, 0, 0, Moved, 58, "tide-tables", 4),
    ("Claims Lens", Some(Saas), IP, 0, 0, Moved, 44, "claims-lens", 9),
    ("Meter Stories", Some(PowerBiVisual), MARKET, 0, 0, Moved, 29, "meter-stories", 0),
    ("Data Health Check", Some(ConsultingService), MARKET, 0, 0, MovedAfterAnswer, 10, "data-health-check", 1),
    ("Claims Lens for Brokers", Some(Saas), READY, 0, 0, Requested, 1, "claims-lens", 3),
    ("Tide Tables Pro", Some(PowerBiApp), READY, 0, 1, Requested, 0, "tide-tables", 2),
    ("Claims Lens Classic", Some(Saas), MARKET, 0, 0, Asked, 3, "claims-lens", 1),
    ("Meter Stories (legacy)", Some(PowerBiVisual), MARKET, 0, 1, Refused, 5, "meter-stories", 0),
    ("Ward Capacity", Some(Saas), READY, 0, 0, Drafted, 16, "ward-capacity", 5),
    ("Forecast Room", Some(PowerBiApp), DEVELOPING, 0, 1, Drafted, 4, "forecast-room", 0),
    ("Survey Snapshot 2016", None, MARKET, 0, 0, GivenUp, 51, "", 0),
    ("Kiosk Dashboard", None, DEVELOPING, 0, 0, GivenUp, 20, "", 0),
    ("Crop Outlook", Some(Saas), READY, 0, 0, Untouched, 0, "", 6),
    ("Fleet Insight", Some(Saas), MARKET, 0, 1, Untouched, 0, "", 2),
    ("Énergie en clair", Some(PowerBiApp), MARKET, 0, 1, Untouched, 0, "", 1),
    ("Queue Minutes", Some(Saas), DEVELOPING, 0, 2, Untouched, 0, "", 0),
    ("Grid Losses Explained", Some(ManagedService), MARKET, 0, 2, TakenBack, 6, "", 2),
    ("数据体检", None, MARKET, 0, 2, Untouched, 0, "", 0),
];
