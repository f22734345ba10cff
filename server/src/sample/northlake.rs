//! Northlake Software: the first sample company, with a solution for every case that a screen has to show.

use contract::access::Role;
use contract::locale::Locale;
use contract::solution::CoSellStatus::{
    AzureIpCoSellEligible as IP, BusinessApplicationsCoSellEligible as BUSINESS, CoSellReady as READY,
    InDevelopment as DEVELOPING, InMarket as MARKET,
};
use contract::solution::OfferType::{
    CoSellOnly, ConsultingService, Container, DynamicsBusinessCentral, DynamicsCustomerEngagement, DynamicsOperations,
    IotEdgeModule, ManagedApplication, ManagedService, PowerBiApp, PowerBiVisual, Saas, SolutionTemplate,
    VirtualMachine,
};

use super::plan::Story::{
    Answered, Asked, Drafted, DraftedAgain, GivenUp, GivenUpAfterRefusal, GivenUpWithDraft, Moved, MovedAfterAnswer,
    MovedFromDraft, Refused, Requested, RequestedAgain, TakenBack, Untouched,
};
use super::plan::{CompanyPlan, OfferPlan, Person, SolutionPlan};

/// The plan of the company.
pub const PLAN: CompanyPlan = CompanyPlan {
    key: "northlake",
    name: "Northlake Software",
    partner_ids: &["1204455", "2209917"],
    membership_active: true,
    publishers: &[
        ("northlake", "Northlake Software", &[0]),
        ("northlake-industry", "Northlake Industry Solutions", &[0, 1]),
        ("northlake-labs", "Northlake Labs", &[1]),
    ],
    people: PEOPLE,
    offers: OFFERS,
    arrivals: [80, 55, 25],
    solutions: SOLUTIONS,
    first_id: 10_402,
};

/// The manager who also belongs to the second company.
pub const IN_BOTH: Person = ("tunde.adeyemi@northlake.example", "Tunde Adeyemi", Role::Manager, None);

const PEOPLE: &[Person] = &[
    ("ingrid.solheim@northlake.example", "Ingrid Solheim", Role::Owner, Some(Locale::En)),
    ("mireille.gauthier@northlake.example", "Mireille Gauthier", Role::Manager, Some(Locale::Fr)),
    IN_BOTH,
    ("li.wen@northlake.example", "李雯", Role::Developer, Some(Locale::ZhCn)),
    ("rafael.quintana@northlake.example", "Rafael Quintana Ibáñez", Role::Developer, None),
    ("aoife.nibhriain@northlake.example", "Aoife Ní Bhriain", Role::Viewer, None),
];

// The tables are read by column, so the formatter leaves them alone.
#[rustfmt::skip]
const OFFERS: &[OfferPlan] = &[
    ("grain-ledger", 0, Saas, "Grain Ledger", 61, Some(IP)),
    ("insight-ledger", 0, Saas, "Insight Ledger", 118, Some(IP)),
    ("fleet-insight", 0, Saas, "Fleet Insight", 143, Some(READY)),
    ("route-planner", 0, Saas, "Route Planner", 97, Some(READY)),
    ("carbon-books", 0, Saas, "Carbon Books", 1, Some(MARKET)),
    ("harbour-planner", 0, ManagedApplication, "Harbour Planner", 74, Some(READY)),
    ("yard-gate", 1, SolutionTemplate, "Yard Gate", 1, Some(MARKET)),
    ("dock-door-vision", 1, VirtualMachine, "Dock Door Vision", 52, Some(READY)),
    ("warehouse-atlas", 1, Container, "Warehouse Atlas", 39, Some(READY)),
    ("cold-chain-monitor", 1, IotEdgeModule, "Cold Chain Monitor", 83, Some(READY)),
    ("fleet-insight-edge", 1, IotEdgeModule, "Fleet Insight Edge", 30, Some(MARKET)),
    ("customs-desk", 0, DynamicsOperations, "Customs Desk", 66, Some(BUSINESS)),
    ("field-service-plus", 1, DynamicsCustomerEngagement, "Field Service Plus", 104, Some(BUSINESS)),
    ("payroll-bridge-bc", 2, DynamicsBusinessCentral, "Payroll Bridge for Business Central", 58, Some(MARKET)),
    ("demand-compass", 2, PowerBiApp, "Demand Compass", 45, Some(READY)),
    ("shift-rota-visual", 2, PowerBiVisual, "Shift Rota Visual", 71, None),
    ("cloud-readiness", 2, ConsultingService, "Cloud Readiness: 4-Week Assessment", 88, None),
    ("managed-ledger", 0, ManagedService, "Managed Ledger Operations", 35, Some(MARKET)),
    ("harbour-scheduling", 0, ManagedApplication, "Harbour Scheduling", 0, None),
    ("timber-yard-ledger", 0, Saas, "Timber Yard Ledger", 0, None),
    ("pallet-pilot", 1, Saas, "Pallet Pilot", 0, None),
    ("returns-desk", 1, Saas, "Returns Desk", 0, None),
    ("previsions-a-quai", 2, PowerBiApp, "Prévisions à quai", 0, None),
    ("inspection-rounds", 2, Saas, "智能巡检", 0, None),
    ("bay-camera-kit", 1, VirtualMachine, "Bay Camera Kit", 0, None),
];

#[rustfmt::skip]
const SOLUTIONS: &[SolutionPlan] = &[
    ("Dock Door Vision", Some(VirtualMachine), READY, 1, 0, Moved, 74, "dock-door-vision", 6),
    ("Fleet Insight", Some(Saas), READY, 0, 0, Moved, 69, "fleet-insight", 11),
    ("Cold Chain Monitor", Some(IotEdgeModule), READY, 1, 0, Moved, 66, "cold-chain-monitor", 5),
    ("Grain Ledger Starter", Some(Saas), MARKET, 0, 0, Moved, 61, "grain-ledger", 2),
    ("Field Service Plus", Some(DynamicsCustomerEngagement), BUSINESS, 1, 0, Moved, 57, "field-service-plus", 7),
    ("Customs Desk", Some(DynamicsOperations), BUSINESS, 0, 0, MovedAfterAnswer, 52, "customs-desk", 9),
    ("Route Planner", Some(Saas), READY, 0, 0, Moved, 49, "route-planner", 4),
    ("Fleet Insight 2.0", Some(Saas), READY, 0, 0, Moved, 46, "fleet-insight", 3),
    ("Demand Compass", Some(PowerBiApp), READY, 1, 0, Moved, 41, "demand-compass", 5),
    ("Payroll Bridge for Business Central", Some(DynamicsBusinessCentral), MARKET, 1, 0, Moved, 37, "payroll-bridge-bc", 1),
    ("Warehouse Atlas", Some(Container), READY, 1, 0, Moved, 33, "warehouse-atlas", 8),
    ("Managed Ledger Operations", Some(ManagedService), MARKET, 0, 0, MovedAfterAnswer, 28, "managed-ledger", 2),
    ("Cloud Readiness: 4-Week Assessment", Some(ConsultingService), MARKET, 1, 0, Moved, 24, "cloud-readiness", 0),
    ("Carbon Books", Some(Saas), MARKET, 0, 0, MovedFromDraft, 18, "carbon-books", 3),
    ("Shift Rota Visual", Some(PowerBiVisual), MARKET, 1, 0, Moved, 13, "shift-rota-visual", 0),
    ("Yard Gate", Some(SolutionTemplate), READY, 1, 1, MovedFromDraft, 8, "yard-gate", 4),
    ("Dock Door Vision Classic", Some(VirtualMachine), MARKET, 1, 0, Moved, 3, "dock-door-vision", 1),

    ("Cold Chain Insight", Some(IotEdgeModule), READY, 1, 0, Requested, 1, "cold-chain-monitor", 6),
    ("Harbour Planner Pro", Some(ManagedApplication), READY, 0, 0, Requested, 0, "harbour-planner", 5),
    ("Fleet Insight Edge", Some(IotEdgeModule), MARKET, 1, 1, Requested, 2, "fleet-insight-edge", 2),
    ("Insight Ledger", Some(Saas), IP, 0, 0, Answered, 1, "insight-ledger", 12),
    ("Warehouse Atlas Lite", Some(Container), MARKET, 1, 1, RequestedAgain, 3, "warehouse-atlas", 1),
    ("Planificateur de tournées", Some(Saas), READY, 0, 0, Requested, 2, "route-planner", 3),
    ("车队洞察", Some(Saas), READY, 1, 2, Requested, 0, "fleet-insight", 4),

    ("Fleet Insight Pro", Some(Saas), READY, 0, 0, Asked, 2, "fleet-insight", 9),
    ("Harbour Planner Classic", Some(ManagedApplication), MARKET, 0, 0, Refused, 9, "harbour-planner", 1),
    ("Demand Compass for Retail", Some(PowerBiApp), READY, 1, 1, Asked, 1, "demand-compass", 4),
    ("Tank Ledger für Öl und Gas", Some(Saas), MARKET, 0, 0, Refused, 6, "insight-ledger", 2),
    ("Insight Ledger Pro", Some(Saas), IP, 0, 0, Asked, 4, "insight-ledger", 10),

    ("Harbour Scheduling", Some(ManagedApplication), MARKET, 0, 0, Drafted, 31, "harbour-scheduling", 3),
    ("Pallet Pilot", Some(Saas), READY, 1, 0, Drafted, 20, "pallet-pilot", 2),
    ("Returns Desk", Some(Saas), MARKET, 1, 1, DraftedAgain, 14, "returns-desk", 1),
    ("Timber Yard Ledger", Some(Saas), READY, 0, 0, Drafted, 9, "timber-yard-ledger", 4),
    ("Prévisions à quai", Some(PowerBiApp), DEVELOPING, 1, 1, Drafted, 5, "previsions-a-quai", 0),
    ("智能巡检", Some(Saas), READY, 1, 2, Drafted, 2, "inspection-rounds", 3),

    ("Fax Gateway", None, MARKET, 0, 0, GivenUp, 72, "", 0),
    ("Trade Fair Demo 2017", None, DEVELOPING, 1, 0, GivenUp, 63, "", 0),
    ("Route Planner 2009", None, MARKET, 0, 0, GivenUp, 50, "", 0),
    ("Fleet Insight Beta", Some(Saas), DEVELOPING, 0, 0, GivenUpAfterRefusal, 38, "fleet-insight", 0),
    ("Bay Camera Kit", Some(VirtualMachine), MARKET, 1, 0, GivenUpWithDraft, 22, "bay-camera-kit", 0),
    ("Payroll Bridge", Some(ManagedService), DEVELOPING, 1, 1, GivenUp, 6, "", 1),

    ("Insight Ledger for Grain", Some(Saas), IP, 0, 0, Untouched, 0, "", 14),
    ("Insight Ledger for Grains", None, MARKET, 1, 1, Untouched, 0, "", 0),
    ("Insight Ledger for Timber", Some(Saas), IP, 0, 0, Untouched, 0, "", 8),
    ("Grain Ledger Pro", Some(Saas), READY, 0, 0, Untouched, 0, "", 6),
    ("Grain Ledger 2.0", Some(Saas), MARKET, 0, 0, Untouched, 0, "", 3),
    ("粮仓账本 专业版", Some(Saas), READY, 1, 2, Untouched, 0, "", 5),
    ("Route Planner Classic", None, MARKET, 0, 0, Untouched, 0, "", 0),
    ("Warehouse Insight", Some(Container), READY, 0, 0, Untouched, 0, "", 7),
    ("Warehouse Insight (EU)", Some(Container), READY, 1, 1, Untouched, 0, "", 2),
    ("fleet insight pro", None, MARKET, 1, 2, Untouched, 0, "", 1),
    ("=Balance Sheet Connector", Some(Saas), MARKET, 0, 0, Untouched, 0, "", 1),
    ("Gestion d’entrepôt Écluse", Some(Saas), READY, 0, 0, Untouched, 0, "", 4),
    ("São Bento Port Scheduling", Some(ManagedApplication), MARKET, 1, 1, Untouched, 0, "", 2),
    ("港口调度助手", Some(Saas), DEVELOPING, 1, 2, Untouched, 0, "", 0),
    ("Northlake Integrated Warehouse, Yard and Dock Scheduling Suite with Cold Chain Evidence, Customs Pre-Declaration and \
      Carbon Reporting for Regional Distribution Centres (Enterprise, 2019 Terms)",
     Some(SolutionTemplate), READY, 0, 0, Untouched, 0, "", 13),
    ("Berth Window", Some(ManagedApplication), DEVELOPING, 0, 0, Untouched, 0, "", 0),
    ("Customs Desk Lite", Some(DynamicsOperations), BUSINESS, 0, 0, TakenBack, 11, "", 2),
    ("Rail Slot Exchange", Some(CoSellOnly), IP, 0, 0, Untouched, 0, "", 5),
    ("Shift Rota", None, DEVELOPING, 1, 2, Untouched, 0, "", 0),
];
