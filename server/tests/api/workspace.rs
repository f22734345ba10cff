//! Reading a workspace file: twice changes nothing, a newer one updates, and a wrong one writes nothing.

use contract::access::Role;
use contract::api::history::{EventKind, HistoryEntry};
use contract::api::list::Page;
use contract::api::overview::Overview;
use contract::api::path;
use contract::api::people::Colleague;
use contract::api::solutions::{SolutionDetail, SolutionRow};
use contract::audience::Audience;
use contract::solution::CoSellStatus;
use contract::workspace::{CompanyKind, Workspace};
use server::store::workspace::WorkspaceError;

use crate::support::sample::{self, OPERATOR, OWNER, RIVAL, VIEWER};
use crate::support::{Caller, Settings, World};

/// All that a company's people can see, apart from the acts of signing in and of reading files.
#[derive(Debug, PartialEq)]
struct Picture {
    rows: Vec<SolutionRow>,
    details: Vec<SolutionDetail>,
    people: Vec<Colleague>,
    history: Vec<HistoryEntry>,
    overview: Overview,
}

impl Picture {
    async fn of(caller: &Caller<'_>) -> Picture {
        let rows = caller.rows().await;
        let mut details = Vec::new();
        for row in &rows {
            details.push(caller.solution(&row.id).await);
        }
        let mut history = caller.read::<Page<HistoryEntry>>(&format!("{}?limit=1000", path::HISTORY)).await.items;
        history.retain(|entry| !matches!(entry.kind, EventKind::SignedIn | EventKind::WorkspaceImported));
        let people = caller.read(path::USERS).await;
        Picture { rows, details, people, history, overview: caller.read(path::OVERVIEW).await }
    }
}

#[tokio::test]
async fn the_same_file_twice_changes_nothing() {
    let world = World::new().await;
    let (owner, rival) = (world.owner().await, world.rival().await);
    let before = (Picture::of(&owner).await, Picture::of(&rival).await);
    let written = world.import(&sample::workspace()).await.unwrap();
    assert_eq!((written.solutions, written.known_solutions), (0, 15));
    assert_eq!((Picture::of(&owner).await, Picture::of(&rival).await), before);
}

#[tokio::test]
async fn what_people_did_here_stays() {
    let world = World::new().await;
    let owner = world.owner().await;
    let id = owner.id_of("S-005").await;
    owner.assign(std::slice::from_ref(&id), None).await.is(200);
    owner.put(path::SETTINGS, "*", &serde_json::json!({ "locale": "zh-CN" })).await.is(200);
    let mut workspace = sample::workspace();
    workspace.companies[1].people[0].locale = Some(contract::locale::Locale::Fr);
    world.import(&workspace).await.unwrap();
    assert_eq!(owner.solution(&id).await.row.assigned_to, None);
    assert_eq!(world.owner().await.session.person.locale.map(|locale| locale.word()), Some("zh-CN"));
}

#[tokio::test]
async fn a_newer_file_updates() {
    let world = World::new().await;
    let owner = world.owner().await;
    let mut workspace = sample::workspace();
    let northlake = &mut workspace.companies[1];
    northlake.name = "Northlake Group".into();
    northlake.enrolled = false;
    northlake.people[3].role = Role::Manager;
    northlake.people.push(sample::member("new@northlake.example", "Nora New", Role::Viewer));
    northlake.solutions.push(sample::solution("S-100", "Newest", "4100001", None, CoSellStatus::InMarket));
    let written = world.import(&workspace).await.unwrap();
    assert_eq!((written.solutions, written.known_solutions, written.people), (1, 15, 12));
    assert_eq!(owner.rows().await.len(), 13);
    let viewer = world.sign_in(VIEWER).await;
    assert_eq!((viewer.session.company.name.as_str(), viewer.session.company.role), ("Northlake Group", Role::Manager));
    assert_eq!(world.sign_in("new@northlake.example").await.session.company.role, Role::Viewer);
}

#[tokio::test]
async fn who_took_a_step_is_named_even_from_the_desk() {
    let world = World::new().await;
    let owner = world.owner().await;
    let history = owner.read::<Page<HistoryEntry>>(&format!("{}?kind=merged", path::HISTORY)).await.items;
    assert_eq!(history[0].by.as_deref(), Some("Otto Operator"));
    // The desk may stand anywhere in the file.
    let mut workspace = sample::workspace();
    workspace.companies.rotate_left(1);
    assert_eq!(workspace.companies[2].kind, CompanyKind::Desk);
    let world = World::with(Settings { workspace, ..Settings::default() }).await;
    let owner = world.owner().await;
    let history = owner.read::<Page<HistoryEntry>>(&format!("{}?kind=merged", path::HISTORY)).await.items;
    assert_eq!(history[0].by.as_deref(), Some("Otto Operator"));
}

/// A change that makes a file wrong, and a word that the refusal must hold.
type Spoil = (&'static str, fn(&mut Workspace));

const WRONG: &[Spoil] = &[
    ("5200001", |w| w.companies[1].solutions[3].partner_id = "5200001".into()),
    ("9999999", |w| w.companies[1].solutions[3].partner_id = "9999999".into()),
    ("nobody@northlake.example", |w| w.companies[1].solutions[3].assigned_to = Some("nobody@northlake.example".into())),
    (RIVAL, |w| w.companies[1].solutions[3].assigned_to = Some(RIVAL.into())),
    ("nobody@northlake.example", |w| w.companies[1].solutions[10].notes[0].by = "nobody@northlake.example".into()),
    (RIVAL, |w| w.companies[1].solutions[10].notes[0].by = RIVAL.into()),
    ("nobody@desk.example", |w| w.companies[1].solutions[0].steps[1].by = Some("nobody@desk.example".into())),
    (RIVAL, |w| w.companies[1].solutions[0].steps[0].by = Some(RIVAL.into())),
    ("gone-offer", |w| w.companies[1].solutions[0].steps[0].offer = Some("gone-offer".into())),
    ("gone-publisher", |w| w.companies[1].offers[0].publisher = "gone-publisher".into()),
    ("5200001", |w| w.companies[1].publishers[0].partner_ids.push("5200001".into())),
    ("4100001", |w| w.companies[2].partner_ids.push("4100001".into())),
    ("northlake-systems", |w| {
        w.companies[2].publishers.push(sample::publisher("northlake-systems", "Taken", &[]));
    }),
    (OWNER, |w| w.companies[1].people[0].role = Role::Operator),
    (OPERATOR, |w| w.companies[0].people[0].role = Role::Owner),
];

#[tokio::test]
async fn a_reference_that_leads_nowhere_writes_nothing() {
    let world = World::with(Settings { workspace: Workspace::default(), ..Settings::default() }).await;
    for (index, (word, spoil)) in WRONG.iter().enumerate() {
        let mut workspace = sample::workspace();
        spoil(&mut workspace);
        match world.import(&workspace).await {
            Err(WorkspaceError::Wrong(sentence)) => assert!(sentence.contains(word), "{index}: {word} in {sentence}"),
            Err(error) => panic!("{index}: {word}: {error}"),
            Ok(_) => panic!("{index}: {word} was taken"),
        }
        let mut tx = world.db.read().await.unwrap();
        assert!(tx.list_companies().await.unwrap().is_empty(), "{index}: {word}");
        assert!(tx.list_people().await.unwrap().is_empty(), "{index}: {word}");
        assert_eq!(tx.programme().await.unwrap().deadline, None, "{index}: {word}");
    }
    world.import(&sample::workspace()).await.unwrap();
    assert_eq!(world.owner().await.rows().await.len(), 12);
}

#[tokio::test]
async fn a_wrong_newer_file_leaves_all_as_it_was() {
    let world = World::new().await;
    let owner = world.owner().await;
    let before = Picture::of(&owner).await;
    for (_, spoil) in WRONG {
        let mut workspace = sample::workspace();
        workspace.companies[1].name = "Renamed".into();
        workspace.companies[1]
            .solutions
            .insert(0, sample::solution("S-000", "First", "4100001", None, CoSellStatus::InMarket));
        // The places that the spoils name have moved by one.
        workspace.companies[1].solutions.rotate_left(1);
        spoil(&mut workspace);
        assert!(world.import(&workspace).await.is_err());
    }
    assert_eq!(Picture::of(&owner).await, before);
}

#[test]
fn the_file_is_read_strictly() {
    let mut value = serde_json::to_value(sample::workspace()).unwrap();
    assert_eq!(serde_json::from_value::<Workspace>(value.clone()).unwrap(), sample::workspace());
    value["companies"][0]["colour"] = "blue".into();
    assert!(serde_json::from_value::<Workspace>(value).is_err());
}

#[tokio::test]
async fn the_whole_sample_can_be_read_twice() {
    let spec = server::sample::SampleSpec {
        seed: 7,
        today: chrono::NaiveDate::from_ymd_opt(2026, 3, 1).unwrap(),
        solutions: None,
    };
    let mut workspace = server::sample::generate(&spec);
    // Five thousand resellers take their time and are written alike: those that offers name, and fifty more.
    let offers = workspace.companies.iter().flat_map(|company| &company.offers);
    let mut named: Vec<String> = Vec::new();
    for offer in offers {
        named.extend(offer.resales.iter().map(|sale| sale.tenant_id.to_string()));
        let audience = offer.audience.iter();
        for one in audience.flat_map(|audience| std::iter::once(&audience.draft).chain(&audience.live)) {
            if let Audience::Some(resellers) = one {
                named.extend(resellers.ids().iter().map(ToString::to_string));
            }
        }
    }
    let mut more = 50;
    workspace.resellers.retain(|reseller| {
        more -= 1;
        more >= 0 || named.contains(&reseller.tenant_id)
    });
    let resellers = workspace.resellers.len() as u64;
    let world = World::with(Settings { workspace: workspace.clone(), ..Settings::default() }).await;
    let written = world.import(&workspace).await.unwrap();
    assert_eq!((written.solutions, written.resellers), (0, resellers));
    assert!(written.known_solutions > 50);
}
