//! Exports in a spreadsheet program: nothing is reckoned, nothing is lost, and what is saved there comes back unchanged.

use axum::http::Method;
use contract::api::audience::AudienceReseller;
use contract::api::audience_file::ListPreview;
use contract::api::import::{ImportKind, ImportState};
use contract::api::path;
use contract::api::solutions::TicketFor;
use contract::audience::ChannelState;
use contract::csv::read::Limits;
use contract::csv::record::{Record, records};
use contract::csv::separator::Separator;
use contract::csv::write::unguard;
use contract::solution::{CoSellStatus, OfferType};
use contract::workspace::{Reseller, Workspace};

use crate::files::counts;
use crate::office::{AMERICAN, CHINESE, FRENCH, Office, Saved, has_formula, not_text};
use crate::support::market::{self, wanted};
use crate::support::sample::solution;
use crate::support::{Settings, World};

/// Names that a spreadsheet would reckon, shorten or break.
const NAMES: [&str; 14] = [
    "=1+1",
    "=HYPERLINK(\"https://example.com\")",
    "+33 Conseil",
    "-5",
    "@home",
    "'s-Gravenhage IT",
    "'=x",
    "00042",
    "12E4",
    "1234567890123456789",
    "Say \"hi\"; or, not",
    "Two\nlines",
    "Écluse créée à Lyon",
    "云帆科技，“船坞”",
];
/// Countries by number, with a way in which lists of tenant IDs are saved there, and one that has all signs of the names.
const COUNTRIES: [(u32, Saved, Saved); 3] =
    [(1036, FRENCH, AMERICAN[0]), (2052, CHINESE[2], CHINESE[1]), (1033, AMERICAN[1], AMERICAN[1])];

/// Northlake with names of that kind for its solutions and the resellers of its offers.
fn workspace() -> Workspace {
    let mut workspace = market::workspace();
    let names = NAMES.iter().map(|&name| name.to_owned());
    let like = market::reseller(0);
    let more = (market::RESELLERS..NAMES.len())
        .map(|n| Reseller { tenant_id: format!("{n:08}-4f89-41d3-9a0c-0305e82c3300"), ..like.clone() });
    workspace.resellers.extend(more);
    for (reseller, name) in workspace.resellers.iter_mut().zip(names.clone()) {
        (reseller.name, reseller.left_at) = (name, None);
    }
    let numbered = names.enumerate().map(|(n, name)| {
        let mut one = solution(&format!("{n:05}"), &name, "4100001", Some(OfferType::Saas), CoSellStatus::InMarket);
        (one.keywords, one.publisher) = (vec![name.clone()], Some(name));
        one
    });
    workspace.companies[1].solutions.extend(numbered);
    workspace
}

async fn world() -> World {
    World::with(Settings { workspace: workspace(), ..Settings::default() }).await
}

/// The cells of an export as they were before they were guarded.
fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
    let plain = |record: Record| record.cells.iter().map(|cell| unguard(cell).to_owned()).collect();
    records(str::from_utf8(bytes).unwrap(), Separator::Comma, Limits::default()).map(plain).collect()
}

#[tokio::test]
#[ignore = "starts LibreOffice: cargo xtask test --only spreadsheet"]
async fn an_audience_is_opened_saved_and_brought_back() {
    let (office, world) = (Office::new(), world().await);
    let owner = world.owner().await;
    let early = owner.offer_id("early").await;
    let mut all = wanted(ChannelState::Some, &[]);
    all.resellers = workspace().resellers.iter().map(|one| one.tenant_id.clone().try_into().unwrap()).collect();
    owner.save(&early, &all).await.is(200);
    let export = owner.get(&path::resell_export(&early)).await.is(200).body;
    let mut names: Vec<String> =
        owner.audience(&early).await.into_iter().map(|one: AudienceReseller| one.name).collect();
    names.sort();
    let mut wanted_names = NAMES.map(str::to_owned);
    wanted_names.sort();
    assert_eq!(names, wanted_names);
    for (country, how, _) in COUNTRIES {
        let sheet = office.open(&export, country);
        assert_eq!((has_formula(&sheet), not_text(&sheet)), (false, 0), "{country}");
        let path = format!("{}?mode=replace&dryRun=true", path::resell_import(&early));
        let again = owner.ask(Method::POST, &path).body("text/csv", office.save(&sheet, how));
        let shown: ListPreview = again.send().await.is(200).json();
        assert_eq!((shown.encoding, shown.failure.as_deref()), (how.encoding, None), "{how}");
        let there = (shown.counts.already_there, shown.counts.removed, shown.problem_count);
        assert_eq!(there, (NAMES.len() as u64, 0, 0), "{how}");
        let again = office.save(&sheet, AMERICAN[0]);
        assert_eq!(cells(&again), cells(&export), "{country}");
    }
}

#[tokio::test]
#[ignore = "starts LibreOffice: cargo xtask test --only spreadsheet"]
async fn solutions_are_opened_saved_and_brought_back() {
    let (office, world) = (Office::new(), world().await);
    let owner = world.owner().await;
    let before = owner.rows().await;
    let what = TicketFor::SolutionsExport { query: String::new(), ids: None };
    let export = owner.download(&world, &what, "en").await.is(200).body;
    for (country, _, how) in COUNTRIES {
        let sheet = office.open(&export, country);
        assert!(!has_formula(&sheet), "{country}");
        let job = owner.bring(ImportKind::Solutions, office.save(&sheet, how)).await;
        assert_eq!(job.state, ImportState::Review, "{how} {:?}", job.failure);
        let found = job.reading.as_ref().map(|reading| reading.counts);
        let (problems, preview) = (owner.problems(&job.id).await, owner.preview(&job.id).await);
        let unchanged = Some(counts(0, 0, before.len() as u64, 0));
        assert_eq!(found, unchanged, "{how} {problems:?} {preview:?}");
    }
}

#[tokio::test]
#[ignore = "starts LibreOffice: cargo xtask test --only spreadsheet"]
async fn the_report_and_rejected_rows_are_opened() {
    let (office, world) = (Office::new(), world().await);
    let owner = world.owner().await;
    let rows = NAMES.iter().map(|name| format!("{:?},\"{}\",TenantID\r\n", *name, name.replace('"', "\"\"")));
    let broken = format!("ID,Description,Type\r\n{}", rows.collect::<String>());
    let path = path::resell_import(&owner.offer_id("early").await);
    let rejected = format!("{path}?dryRun=true&answer=rejected");
    let rejected = owner.ask(Method::POST, &rejected).body("text/csv", broken).send().await.is(200).body;
    let report = owner.download(&world, &TicketFor::Report, "fr").await.is(200).body;
    for export in [report, rejected] {
        let sheet = office.open(&export, COUNTRIES[2].0);
        assert!(!has_formula(&sheet));
        let (was, is) = (cells(&export), cells(&office.save(&sheet, AMERICAN[0])));
        assert!(was.len() > NAMES.len());
        // What comes behind are times and counts, which a spreadsheet shows in its own way.
        let first = |rows: &[Vec<String>]| rows.iter().map(|row| row[..4].to_vec()).collect::<Vec<_>>();
        assert_eq!(first(&is), first(&was));
    }
}
