//! A small workspace: two companies with people in all roles, a desk, one person in both companies, a dozen solutions.

use chrono::{DateTime, NaiveDate, Utc};
use contract::access::Role;
use contract::api::solutions::{Collateral, Contact, Referral};
use contract::locale::Locale;
use contract::solution::CoSellStatus::{self, *};
use contract::solution::MigrationState::{self, *};
use contract::solution::OfferType::{self, *};
use contract::workspace::{
    Company, CompanyKind, FORMAT, Member, Offer, ProgrammeFacts, Publisher, Reseller, Solution, Step, Workspace,
    WorkspaceNote,
};

pub const OWNER: &str = "olivia@northlake.example";
pub const MANAGER: &str = "marc@northlake.example";
pub const DEVELOPER: &str = "dana@northlake.example";
pub const VIEWER: &str = "vera@northlake.example";
pub const RIVAL: &str = "mia@meridian.example";
pub const OPERATOR: &str = "otto@desk.example";
/// Developer at Northlake, viewer at Meridian.
pub const BOTH: &str = "cleo@consult.example";

/// Words that only Northlake's data holds: none of them may ever reach another company.
pub const NORTHLAKE_WORDS: &[&str] =
    &["northlake", "Fleet", "Harbour", "Écluse", "车队", "Planner", "4100001", "4100002", "Ferrostal", "Olivia"];

/// The whole workspace.
pub fn workspace() -> Workspace {
    Workspace {
        format: FORMAT,
        programme: Some(ProgrammeFacts {
            deadline: NaiveDate::from_ymd_opt(2031, 6, 30),
            join_url: Some("https://partners.example/join".into()),
            enrol_url: None,
            publisher_url: None,
        }),
        companies: vec![desk(), northlake(), meridian()],
        resellers: vec![Reseller {
            tenant_id: "11111111-2222-3333-4444-555555555555".into(),
            name: "Cloud Reseller".into(),
            country: "PT".into(),
            region: "Europe".into(),
            city: "Porto".into(),
            competencies: vec![],
            skills: vec![],
            left_at: None,
        }],
        templates: vec![],
    }
}

/// A company with nothing in it.
pub fn company(key: &str, name: &str, kind: CompanyKind) -> Company {
    Company {
        key: key.into(),
        name: name.into(),
        kind,
        partner_ids: vec![],
        membership_active: false,
        enrolled: false,
        publishers: vec![],
        people: vec![],
        offers: vec![],
        solutions: vec![],
    }
}

fn desk() -> Company {
    let mut desk = company("desk", "Marketplace desk", CompanyKind::Desk);
    desk.people = vec![member(OPERATOR, "Otto Operator", Role::Operator)];
    desk
}

fn northlake() -> Company {
    let mut northlake = company("northlake", "Northlake Systems", CompanyKind::Partner);
    northlake.partner_ids = vec!["4100001".into(), "4100002".into()];
    northlake.membership_active = true;
    northlake.enrolled = true;
    northlake.publishers = vec![publisher("northlake-systems", "Northlake Systems", &["4100001", "4100002"])];
    northlake.people = vec![
        member(OWNER, "Olivia Owner", Role::Owner),
        member(MANAGER, "Marc Manager", Role::Manager),
        member(DEVELOPER, "Dana Developer", Role::Developer),
        member(VIEWER, "Vera Viewer", Role::Viewer),
        member(BOTH, "Cleo Consultant", Role::Developer),
    ];
    northlake.people[1].locale = Some(Locale::Fr);
    northlake.offers = vec![
        offer("fleet-insight", "northlake-systems", Saas, "Fleet Insight", Some("2023-01-01T08:00:00Z")),
        offer("harbour-planner", "northlake-systems", ManagedApplication, "Harbour Planner", None),
    ];
    northlake.solutions = northlake_solutions();
    northlake
}

fn northlake_solutions() -> Vec<Solution> {
    let mut list = vec![
        solution("S-001", "Fleet Insight", "4100001", Some(Saas), CoSellReady),
        solution("S-002", "Fleet Insight Pro", "4100001", Some(Saas), AzureIpCoSellEligible),
        solution("S-003", "fleet insight pro", "4100002", None, InMarket),
        solution("S-004", "Grain Ledger", "4100001", Some(Saas), InMarket),
        solution("S-005", "Gestion d’entrepôt Écluse", "4100001", Some(Saas), CoSellReady),
        solution("S-006", "车队洞察", "4100002", Some(Saas), CoSellReady),
        solution("S-007", "Harbour Planner", "4100001", Some(ManagedApplication), CoSellReady),
        solution("S-008", "Cold Chain Monitor", "4100002", Some(IotEdgeModule), CoSellReady),
        solution("S-009", "Fax Gateway", "4100001", None, InDevelopment),
        solution("S-010", "100% Cotton_Planner", "4100001", Some(Container), InMarket),
        solution("S-011", "Route Planner", "4100001", Some(Saas), BusinessApplicationsCoSellEligible),
        solution("s-012", "Cotton Planner", "4100002", Some(Container), InMarket),
    ];
    list[0].steps = vec![
        step(Merging, "2024-03-01T09:00:00Z", OWNER, Some("fleet-insight")),
        step(Merged, "2024-03-05T10:00:00Z", OPERATOR, Some("fleet-insight")),
    ];
    list[1].steps = vec![step(Merging, "2024-03-02T09:00:00Z", MANAGER, Some("fleet-insight"))];
    list[3].assigned_to = Some(DEVELOPER.into());
    list[4].assigned_to = Some(OWNER.into());
    list[6].steps = vec![step(DraftCreated, "2024-03-03T09:00:00Z", DEVELOPER, Some("harbour-planner"))];
    list[7].steps = vec![
        step(Merging, "2024-03-04T09:00:00Z", OWNER, Some("fleet-insight")),
        step(AttentionNeeded, "2024-03-06T09:00:00Z", OPERATOR, None),
    ];
    list[8].steps = vec![step(Discarded, "2024-03-07T09:00:00Z", OWNER, None)];
    carry(&mut list[10]);
    list
}

fn carry(solution: &mut Solution) {
    solution.publisher = Some("Northlake Systems Ltd".into());
    solution.keywords = vec!["routes".into(), "vans".into()];
    solution.listing_url = Some("https://appsource.microsoft.com/product/web-apps/northlake.routes".into());
    solution.updated = NaiveDate::from_ymd_opt(2023, 11, 5);
    solution.incentives = vec!["Co-sell incentive".into()];
    let referral = |value_minor| Referral {
        customer: "Ferrostal".into(),
        stage: "Won".into(),
        value_minor,
        currency: "EUR".into(),
    };
    solution.referrals = vec![referral(1_250_000), referral(90_000)];
    solution.collateral = vec![Collateral { kind: "One-pager".into(), title: "Routes in short".into(), url: None }];
    solution.contacts = vec![Contact {
        name: "Ines Rocha".into(),
        email: "ines@northlake.example".into(),
        role: "Sales".into(),
        region: "Portugal".into(),
    }];
    solution.notes = vec![
        WorkspaceNote {
            at: at("2024-02-02T09:00:00Z"),
            by: OWNER.into(),
            text: "Ask Ines about the pitch deck.".into(),
        },
        WorkspaceNote { at: at("2024-02-03T09:00:00Z"), by: VIEWER.into(), text: "The deck is in the library.".into() },
    ];
}

fn meridian() -> Company {
    let mut meridian = company("meridian", "Meridian Software", CompanyKind::Partner);
    meridian.partner_ids = vec!["5200001".into()];
    meridian.people = vec![
        member(RIVAL, "Mia Owner", Role::Owner),
        member("max@meridian.example", "Max Manager", Role::Manager),
        member("dino@meridian.example", "Dino Developer", Role::Developer),
        member("vito@meridian.example", "Vito Viewer", Role::Viewer),
        member(BOTH, "Cleo Consultant", Role::Viewer),
    ];
    meridian.solutions = vec![
        // The same number as one of Northlake's: numbers are unique in a company only.
        solution("S-001", "Tide Tables", "5200001", Some(Saas), CoSellReady),
        solution("S-002", "Star Charts", "5200001", None, InMarket),
        solution("S-003", "Buoy Registry", "5200001", Some(Container), InDevelopment),
    ];
    meridian
}

/// A person in a role.
pub fn member(email: &str, name: &str, role: Role) -> Member {
    Member { email: email.into(), name: name.into(), role, locale: None }
}

/// A publisher profile.
pub fn publisher(id: &str, name: &str, partner_ids: &[&str]) -> Publisher {
    Publisher { id: id.into(), name: name.into(), partner_ids: partner_ids.iter().map(|&id| id.into()).collect() }
}

/// A draft, or a live offer when it has a time.
pub fn offer(id: &str, publisher: &str, offer_type: OfferType, name: &str, live_since: Option<&str>) -> Offer {
    Offer {
        id: id.into(),
        publisher: publisher.into(),
        offer_type,
        alias: name.into(),
        name: name.into(),
        live_since: live_since.map(at),
        co_sell_status: None,
        transactable: true,
        audience: None,
        resales: vec![],
    }
}

/// A pending solution that carries nothing; it arrived on the first day of 2024.
pub fn solution(
    id: &str,
    name: &str,
    partner_id: &str,
    offer_type: Option<OfferType>,
    co_sell_status: CoSellStatus,
) -> Solution {
    Solution {
        id: id.into(),
        name: name.into(),
        partner_id: partner_id.into(),
        offer_type,
        co_sell_status,
        publisher: None,
        keywords: vec![],
        listing_url: None,
        assigned_to: None,
        updated: None,
        incentives: vec![],
        referrals: vec![],
        collateral: vec![],
        contacts: vec![],
        steps: vec![],
        notes: vec![],
        arrived: Some(at("2024-01-01T08:00:00Z")),
    }
}

/// Something that happened to a solution.
pub fn step(state: MigrationState, when: &str, by: &str, offer: Option<&str>) -> Step {
    Step { state, at: at(when), by: Some(by.into()), offer: offer.map(Into::into), text: None }
}

/// A time as it is written.
pub fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("a time")
}
