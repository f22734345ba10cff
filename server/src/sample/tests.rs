//! What the sample workspace promises to those who look at it, and that it is a file that could be true.

use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::{DateTime, NaiveDate, Utc};
use contract::access::{Right, Role};
use contract::audience::eligible::Eligibility;
use contract::audience::need::{Verdict, need};
use contract::audience::tenant::TenantId;
use contract::audience::{Audience, Sold};
use contract::migration::{Action, MergeTarget, Standing};
use contract::solution::{CoSellStatus, Counts, MigrationState, OfferType};
use contract::workspace::{Company, CompanyKind, Offer, Solution, Step, Workspace};

use super::{SampleSpec, generate};

fn sample(seed: u64, solutions: Option<u32>) -> Workspace {
    generate(&SampleSpec { seed, today: today(), solutions })
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 9).expect("a day")
}

fn company<'a>(workspace: &'a Workspace, key: &str) -> &'a Company {
    workspace.companies.iter().find(|company| company.key == key).expect("a company")
}

fn counts(company: &Company) -> Counts {
    let mut counts = Counts::default();
    for solution in &company.solutions {
        counts.add(state(solution), 1);
    }
    counts
}

fn state(solution: &Solution) -> MigrationState {
    solution.steps.last().map_or(MigrationState::Pending, |step| step.state)
}

#[test]
fn a_seed_means_one_file() {
    let json = |seed| serde_json::to_string(&sample(seed, Some(300))).expect("JSON");
    assert_eq!(json(1), json(1));
    assert_ne!(json(1), json(2));
    let read: Workspace = serde_json::from_str(&json(1)).expect("the format");
    assert_eq!(read, sample(1, Some(300)));
}

#[test]
fn the_number_of_solutions_leaves_all_else_as_it_was() {
    let (own, more) = (sample(5, None), sample(5, Some(40)));
    assert_eq!(own.resellers, more.resellers);
    assert_eq!(company(&own, "meridian"), company(&more, "meridian"));
    for n in [0, 1, 7, 1_000] {
        assert_eq!(company(&sample(5, Some(n)), "northlake").solutions.len(), n as usize);
    }
}

#[test]
fn the_first_company_is_as_promised() {
    let workspace = sample(1, None);
    let company = company(&workspace, "northlake");
    assert_eq!((company.solutions.len(), company.offers.len(), company.publishers.len()), (60, 25, 3));
    assert_eq!(company.offers.iter().filter(|offer| offer.live_since.is_some()).count(), 18);
    let counts = counts(company);
    assert_eq!((counts.open(), counts.with_support(), counts.done()), (30, 7, 23));
    let kinds: HashSet<OfferType> = company.offers.iter().map(|offer| offer.offer_type).collect();
    assert!(kinds.len() > 8);
    let statuses: HashSet<CoSellStatus> = company.solutions.iter().map(|solution| solution.co_sell_status).collect();
    assert_eq!(statuses.len(), CoSellStatus::ALL.len());
    assert!(company.solutions.iter().any(|solution| solution.referrals.len() == 14));
    assert!(company.solutions.iter().any(|solution| solution.offer_type.is_none()));
}

#[test]
fn all_states_and_roles_are_there_and_companies_differ() {
    for seed in 0..5 {
        for workspace in [sample(seed, None), sample(seed, Some(2_000))] {
            for key in ["northlake", "meridian"] {
                let counts = counts(company(&workspace, key));
                assert!(MigrationState::ALL.iter().all(|state| counts.of(*state) > 0), "{key}: {counts:?}");
            }
            let roles: HashSet<Role> = people(&workspace).map(|(_, role)| role).collect();
            assert_eq!(roles.len(), Role::ALL.len());
        }
    }
    let workspace = sample(0, None);
    let emails = |key| company(&workspace, key).people.iter().map(|m| m.email.as_str()).collect::<HashSet<_>>();
    assert_eq!(emails("northlake").intersection(&emails("meridian")).count(), 1);
    assert!(company(&workspace, "northlake").membership_active);
    assert!(!company(&workspace, "meridian").membership_active);
}

fn people(workspace: &Workspace) -> impl Iterator<Item = (&str, Role)> {
    workspace.companies.iter().flat_map(|company| &company.people).map(|member| (member.email.as_str(), member.role))
}

#[test]
fn ids_are_unique_and_well_formed() {
    let workspace = sample(3, Some(5_000));
    let mut partner_ids = HashSet::new();
    let mut publishers = HashSet::new();
    for company in workspace.companies.iter().chain(&sample(3, None).companies[1..2]) {
        assert!(
            company.solutions.iter().map(|solution| &solution.id).collect::<HashSet<_>>().len()
                == company.solutions.len()
        );
        assert!(company.offers.iter().map(|offer| &offer.id).collect::<HashSet<_>>().len() == company.offers.len());
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-' || c == '_';
        for offer in &company.offers {
            assert!((3..=50).contains(&offer.id.len()) && offer.id.chars().all(fits), "{}", offer.id);
            assert!(offer.alias.chars().count() <= 120, "{}", offer.alias);
            assert!(offer.name.chars().count() <= 200, "{}", offer.name);
        }
        assert!(company.solutions.iter().all(|solution| solution.name.chars().count() <= 200));
    }
    for company in &workspace.companies {
        assert!(company.partner_ids.iter().all(|id| partner_ids.insert(id)));
        assert!(company.publishers.iter().all(|publisher| publishers.insert(&publisher.id)));
    }
}

#[test]
fn every_reference_leads_somewhere() {
    for workspace in [sample(11, None), sample(11, Some(3_000))] {
        let everyone: HashMap<&str, Role> = people(&workspace).collect();
        for company in &workspace.companies {
            let editors: HashSet<&str> =
                company.people.iter().filter(|m| m.role.has(Right::Edit)).map(|m| m.email.as_str()).collect();
            let publishers: HashSet<&str> = company.publishers.iter().map(|publisher| publisher.id.as_str()).collect();
            assert!(company.publishers.iter().flat_map(|p| &p.partner_ids).all(|id| company.partner_ids.contains(id)));
            assert!(company.offers.iter().all(|offer| publishers.contains(offer.publisher.as_str())));
            for solution in &company.solutions {
                assert!(company.partner_ids.contains(&solution.partner_id));
                assert!(solution.assigned_to.iter().all(|email| editors.contains(email.as_str())));
                assert!(solution.notes.iter().all(|note| editors.contains(note.by.as_str())));
                assert!(solution.steps.iter().all(|step| step.by.iter().all(|by| everyone.contains_key(by.as_str()))));
                let names = |name: &String| company.publishers.iter().any(|publisher| publisher.name == *name);
                assert!(solution.publisher.iter().all(names));
            }
        }
    }
}

#[test]
fn every_step_was_allowed_when_it_was_taken() {
    for seed in 0..4 {
        for workspace in [sample(seed, None), sample(seed, Some(2_000))] {
            let desk: HashSet<&str> = company(&workspace, "desk").people.iter().map(|m| m.email.as_str()).collect();
            for company in workspace.companies.iter().filter(|company| company.kind == CompanyKind::Partner) {
                let mut roles: HashMap<&str, Role> =
                    company.people.iter().map(|m| (m.email.as_str(), m.role)).collect();
                roles.extend(desk.iter().map(|email| (*email, Role::Operator)));
                let offers: HashMap<&str, &Offer> = company.offers.iter().map(|o| (o.id.as_str(), o)).collect();
                for solution in &company.solutions {
                    follow(solution, &roles, &offers);
                }
            }
        }
    }
}

/// Takes the steps of one solution again, one after the other.
fn follow(solution: &Solution, roles: &HashMap<&str, Role>, offers: &HashMap<&str, &Offer>) {
    let mut standing = Standing { state: MigrationState::Pending, before: None, request_open: false };
    let mut at = solution.arrived.expect("a sample says when");
    for step in &solution.steps {
        assert!(step.at > at && step.at.date_naive() < today(), "{}: {:?} at {}", solution.id, step.state, step.at);
        at = step.at;
        let offer = step.offer.as_deref().map(|id| *offers.get(id).expect("an offer of the company"));
        let role = roles[step.by.as_deref().expect("a sample says who")];
        let outcome = standing.allows(action(standing, step, offer), role).expect("allowed");
        assert_eq!(outcome.state, step.state, "{}", solution.id);
        if step.state == MigrationState::DraftCreated {
            assert!(offer.is_some_and(|offer| !live(offer, at)), "{}", solution.id);
        }
        if matches!(step.state, MigrationState::Merging | MigrationState::Merged) {
            assert!(offer.is_some_and(|offer| live(offer, at)), "{}", solution.id);
        }
        standing = Standing { state: outcome.state, before: outcome.before, request_open: outcome.request_open };
    }
    for note in &solution.notes {
        assert!(note.at > solution.arrived.expect("known") && note.at.date_naive() < today(), "{}", solution.id);
        assert!(note.at > at || solution.steps.is_empty(), "{}: noted before the last step", solution.id);
    }
}

/// What somebody did to bring the solution to the step's state. A question leaves the request open, so the offer stays linked.
fn action(standing: Standing, step: &Step, offer: Option<&Offer>) -> Action {
    let is_live = offer.is_some_and(|offer| live(offer, step.at));
    match (standing.state, step.state) {
        (MigrationState::Discarded, _) => Action::UndoDiscard,
        (_, MigrationState::DraftCreated) => Action::CreateOffer,
        (_, MigrationState::Merging) if standing.request_open => Action::Answer,
        (_, MigrationState::Merging) => Action::RequestMerge(MergeTarget::Offer { live: is_live }),
        (_, MigrationState::AttentionNeeded) if offer.is_some() => Action::Ask { has_text: true },
        (_, MigrationState::AttentionNeeded) => Action::Refuse { has_reason: true },
        (_, MigrationState::Merged) => Action::Approve { target_live: is_live },
        (_, MigrationState::Discarded) => Action::Discard,
        (_, MigrationState::Pending) => Action::Reopen { has_reason: true },
    }
}

fn live(offer: &Offer, at: DateTime<Utc>) -> bool {
    offer.live_since.is_some_and(|since| since < at)
}

#[test]
fn open_solutions_over_time_go_up_with_files_and_down_with_work() {
    let workspace = sample(1, None);
    let company = company(&workspace, "northlake");
    let open_at = |weeks: i64| {
        let day = today() - chrono::TimeDelta::weeks(weeks);
        let here = company.solutions.iter().filter(|s| s.arrived.is_some_and(|at| at.date_naive() <= day));
        let state_then = |s: &Solution| s.steps.iter().rfind(|step| step.at.date_naive() <= day).map(|step| step.state);
        let open = |s: &&Solution| {
            let state = state_then(s).unwrap_or(MigrationState::Pending);
            state.standing() == contract::solution::Standing::Open
        };
        here.filter(open).count()
    };
    let weekly: Vec<usize> = (0..17).rev().map(open_at).collect();
    assert!(weekly.iter().all(|open| (28..=50).contains(open)), "{weekly:?}");
    assert!(weekly.windows(2).filter(|pair| pair[1] > pair[0]).count() >= 2, "{weekly:?}");
    assert!(weekly.windows(2).filter(|pair| pair[1] < pair[0]).count() >= 8, "{weekly:?}");
    assert_eq!(weekly.last(), Some(&30));
}

#[test]
fn the_directory_has_five_thousand_resellers_in_sixty_countries() {
    let resellers = sample(1, None).resellers;
    assert_eq!(resellers.len(), 5_000);
    assert_eq!(resellers.iter().map(|r| &r.tenant_id).collect::<HashSet<_>>().len(), 5_000);
    assert_eq!(resellers.iter().map(|r| &r.country).collect::<BTreeSet<_>>().len(), 60);
    let mut regions: HashMap<&str, &str> = HashMap::new();
    for reseller in &resellers {
        let parts: Vec<usize> = reseller.tenant_id.split('-').map(str::len).collect();
        assert_eq!(parts, [8, 4, 4, 4, 12]);
        assert!(reseller.tenant_id.chars().all(|c| c == '-' || c.is_ascii_digit() || ('a'..='f').contains(&c)));
        assert_eq!(*regions.entry(&reseller.country).or_insert(&reseller.region), reseller.region);
    }
    let cities: HashSet<(&str, &str)> = resellers.iter().map(|r| (r.country.as_str(), r.city.as_str())).collect();
    assert!(resellers.len() / cities.len() >= 10, "several for each town");
    assert!(
        resellers.iter().any(|r| !r.competencies.is_empty()) && resellers.iter().any(|r| r.competencies.is_empty())
    );
}

#[test]
fn very_many_solutions_have_names_and_shares_as_in_life() {
    let workspace = sample(1, Some(100_000));
    let company = company(&workspace, "northlake");
    let names: HashSet<&str> = company.solutions.iter().map(|solution| solution.name.as_str()).collect();
    assert!(names.len() > 50_000, "{} names", names.len());
    assert!(names.iter().all(|name| name.chars().count() <= 200 && *name == name.trim()));
    let counts = counts(company);
    assert!((45_000..60_000).contains(&counts.open()), "{counts:?}");
    let with_referrals = company.solutions.iter().filter(|solution| !solution.referrals.is_empty()).count();
    assert!((20_000..34_000).contains(&with_referrals), "{with_referrals}");
}

#[test]
fn audiences_are_met_in_every_state() {
    let workspace = sample(3, None);
    let mut verdicts = HashSet::new();
    let mut departed = 0;
    for offer in workspace.companies.iter().flat_map(|company| &company.offers) {
        let Some(audience) = &offer.audience else { continue };
        assert!(Eligibility::of(offer.offer_type, offer.transactable).is_editable(), "{}", offer.id);
        assert_eq!(audience.live.is_some(), offer.live_since.is_some(), "{}", offer.id);
        let mut sold: Vec<Sold> =
            offer.resales.iter().map(|sale| Sold { reseller: sale.tenant_id, customers: 1 }).collect();
        sold.dedup();
        let live = audience.live.as_ref();
        assert!(sold.iter().all(|sold| live.is_some_and(|live| live.holds(sold.reseller))), "{}", offer.id);
        assert!(
            offer.resales.iter().all(|sale| offer.live_since.is_some_and(|since| since < sale.sold_at)),
            "{}",
            offer.id
        );
        let need = need(live, &audience.draft, &sold);
        assert_ne!(need.verdict, Verdict::Impossible, "{}", offer.id);
        verdicts.insert((live.map(Audience::state), audience.draft.state(), need.verdict));
        if let Some(Audience::Some(list)) = live {
            let left = |id: &TenantId| {
                workspace
                    .resellers
                    .iter()
                    .any(|one| one.left_at.is_some() && TenantId::parse(&one.tenant_id) == Some(*id))
            };
            departed += list.ids().iter().filter(|id| left(id)).count();
        }
    }
    assert_eq!((verdicts.len(), departed), (11, 1), "{verdicts:?}");
}
