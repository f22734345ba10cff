//! What was exported is imported again without a change, whatever it holds.

use chrono::NaiveDate;
use contract::api::import::ImportKind;
use contract::api::solutions::{Collateral, Contact, Referral, TicketFor};
use contract::solution::{CoSellStatus, OfferType};
use contract::workspace::{Solution, Workspace};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use crate::files::counts;
use crate::support::sample::{self, DEVELOPER};
use crate::support::{Caller, Settings, World};

/// Texts that files make trouble with: separators, quotes, formulas, line ends, white space, accents.
fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[a-zé车 ]{1,6}",
        prop::sample::select(vec![
            ";", ";;", ",", "\"", "'", "=", "+", "-", "@", "\t", "\r\n", "\n", " ", "；", "sep=", "\u{FEFF}", "𝄞"
        ])
        .prop_map(str::to_owned),
    ];
    vec(piece, 1..5).prop_map(|pieces| pieces.concat())
}

/// An item of a list as any of our readers gives it: not blank, no white space around it.
fn item() -> impl Strategy<Value = String> {
    text().prop_map(|text| text.trim().to_owned()).prop_filter("not blank", |text| !text.is_empty())
}

fn referral() -> impl Strategy<Value = Referral> {
    let currency = prop::sample::select(vec!["EUR", "JPY", "KWD"]);
    (item(), 0..5_000_000_u64, currency).prop_map(|(customer, value_minor, currency)| Referral {
        customer,
        stage: "Won".into(),
        value_minor,
        currency: currency.into(),
    })
}

fn carry(solution: &mut Solution, names: Vec<String>, referrals: Vec<Referral>) {
    solution.referrals = referrals;
    for name in names {
        solution.collateral.push(Collateral { kind: "Deck".into(), title: name.clone(), url: None });
        solution.contacts.push(Contact {
            name,
            email: "a@example.com".into(),
            role: String::new(),
            region: String::new(),
        });
    }
}

fn solution() -> impl Strategy<Value = Solution> {
    let about = (item(), prop::option::of(item()), prop::option::of(Just("http://old.example".to_owned())));
    let kinds = (prop::option::of(prop::sample::select(OfferType::ALL)), prop::sample::select(CoSellStatus::ALL));
    let lists = (vec(item(), 0..3), vec(item(), 0..3), vec(item(), 0..3), vec(referral(), 0..3));
    let rest = (prop::option::of(0..4_000_i64), any::<bool>());
    (about, kinds, lists, rest).prop_map(|(about, kinds, lists, rest)| {
        let (name, publisher, listing_url) = about;
        let (keywords, incentives, names, referrals) = lists;
        let mut solution = sample::solution("", &name, "4100001", kinds.0, kinds.1);
        solution.publisher = publisher;
        solution.listing_url = listing_url;
        solution.keywords = keywords;
        solution.incentives = incentives;
        solution.updated = rest.0.and_then(|days| {
            NaiveDate::from_ymd_opt(2015, 1, 1)?.checked_add_days(chrono::Days::new(days.unsigned_abs()))
        });
        solution.assigned_to = rest.1.then(|| DEVELOPER.to_owned());
        carry(&mut solution, names, referrals);
        solution
    })
}

fn workspace(mut solutions: Vec<Solution>) -> Workspace {
    for (n, solution) in solutions.iter_mut().enumerate() {
        solution.id = format!("={n}-ID");
    }
    let mut workspace = sample::workspace();
    workspace.companies[1].solutions.extend(solutions);
    workspace
}

async fn export(world: &World, owner: &Caller<'_>) -> Vec<u8> {
    let what = TicketFor::SolutionsExport { query: String::new(), ids: None };
    owner.download(world, &what, "en").await.is(200).body.to_vec()
}

#[test]
fn an_export_is_imported_without_a_change() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let mut runner = TestRunner::new(Config { cases: 12, failure_persistence: None, ..Config::default() });
    let cases = runner.run(&vec(solution(), 30), |solutions| {
        let solutions = workspace(solutions);
        runtime.block_on(async {
            let world = World::with(Settings { workspace: solutions, ..Settings::default() }).await;
            let owner = world.owner().await;
            let (before, file) = (owner.rows().await, export(&world, &owner).await);
            let job = owner.bring(ImportKind::Solutions, &file).await;
            let found = job.reading.as_ref().map(|reading| reading.counts);
            let (problems, preview) = (owner.problems(&job.id).await, owner.preview(&job.id).await);
            prop_assert_eq!(found, Some(counts(0, 0, before.len() as u64, 0)), "{:?} {:?}", problems, preview);
            owner.commit(&job).await.is(200);
            prop_assert_eq!(owner.rows().await, before);
            prop_assert_eq!(export(&world, &owner).await, file);
            Ok(())
        })
    });
    cases.unwrap();
}

#[tokio::test]
async fn summaries_that_came_by_a_file_go_round_too() {
    let world = World::new().await;
    let owner = world.owner().await;
    let file = "Solution ID,Solution name,Partner ID,Open referrals,Referral value,Currency,Collateral,Contacts\n\
        R-1,One,4100001,1,1.234,KWD,a;; b; c,\n\
        R-2,Two,4100001,,,USD,,=x\n\
        R-3,Three,4100001,4,0,JPY,,\n";
    owner.import(ImportKind::Solutions, file, counts(3, 0, 0, 0)).await;
    let file = export(&world, &owner).await;
    owner.import(ImportKind::Solutions, &file, counts(0, 0, 15, 0)).await;
    assert_eq!(export(&world, &owner).await, file);
}
