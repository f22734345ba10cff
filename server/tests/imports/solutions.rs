//! Files of solutions that are as they should be.

use contract::api::history::{EventKind, HistoryEntry};
use contract::api::import::{ImportKind, ImportState, RowEffect};
use contract::api::list::Page;
use contract::api::overview::Overview;
use contract::api::path;
use contract::api::solutions::{Changes, SolutionDetail, SolutionPage};
use contract::solution::{CoSellStatus, MigrationState, OfferType};
use serde_json::json;

use crate::files::counts;
use crate::support::World;
use crate::support::sample::{DEVELOPER, OWNER};

const FILE: &str = "Solution ID,Solution name,Partner ID,Offer type,Co-sell status,Open referrals,Referral value,Currency,Incentives,Collateral,Contacts,Updated,Publisher,Keywords,Listing URL,Assigned to,Colour\r\n\
    N-1,Harbour Écluse,4100002,SaaS,Co-sell ready,3,\"12,500.50\",eur,One; Two,Deck; One-pager,Ana,2024-05-06,Northlake,a; b;; c,https://example.com/a,Dana Developer,blue\r\n\
    N-2,Plain,4100001,,,,,,,,,,,,,,\r\n\
    S-003,Fleet Insight Two,4100002,,,,,,,,,,,,,olivia@northlake.example,\r\n";

#[tokio::test]
async fn new_ones_arrive_whole_and_changed_ones_change() {
    let world = World::new().await;
    let owner = world.owner().await;
    let since: SolutionPage = owner.read(path::SOLUTIONS).await;
    let open_before = owner.read::<Overview>(path::OVERVIEW).await.counts.open();
    let job = owner.bring(ImportKind::Solutions, FILE).await;
    let reading = job.reading.as_ref().unwrap();
    assert_eq!((job.state, reading.counts, job.rows_read), (ImportState::Review, counts(2, 1, 0, 0), 3));
    assert_eq!((reading.encoding.word(), reading.separator.word()), ("utf8", "comma"));
    assert_eq!(reading.columns[1].samples, ["Harbour Écluse", "Plain", "Fleet Insight Two"]);
    assert_eq!(reading.columns[16].column, None);

    let preview = owner.preview(&job.id).await;
    assert_eq!(preview.iter().map(|row| row.line).collect::<Vec<_>>(), [2, 3, 4]);
    let changed = &preview[2];
    assert_eq!((changed.effect, changed.solution_id.as_str()), (RowEffect::Changed, "S-003"));
    let fields: Vec<_> =
        changed.changes.iter().map(|c| (c.column.as_str(), c.before.as_str(), c.after.as_str())).collect();
    assert_eq!(fields, [("name", "fleet insight pro", "Fleet Insight Two"), ("assignedTo", "", OWNER)]);
    assert_eq!(owner.rows().await.len(), 12, "nothing is written before the commit");

    let done: contract::api::import::ImportJob = owner.commit(&job).await.is(200).json();
    assert_eq!((done.state, done.reading.unwrap().counts), (ImportState::Committed, counts(2, 1, 0, 0)));
    let first = owner.solution(&owner.id_of("N-1").await).await;
    assert_eq!(first.row.offer_type, Some(OfferType::Saas));
    assert_eq!((first.row.co_sell_status, first.row.state), (CoSellStatus::CoSellReady, MigrationState::Pending));
    let developer = world.sign_in(DEVELOPER).await;
    assert_eq!(first.row.assigned_to.as_deref(), Some(developer.id()));
    assert_eq!(first.keywords, ["a", "b; c"]);
    assert_eq!(first.listing_url.as_deref(), Some("https://example.com/a"));
    assert_eq!(first.updated.map(|day| day.to_string()).as_deref(), Some("2024-05-06"));
    assert_eq!(first.carries.incentives, ["One", "Two"]);
    let summary = first.carries.summary.unwrap();
    assert_eq!((summary.referrals, summary.value_minor, summary.currency.as_deref()), (3, 1_250_050, Some("EUR")));
    assert_eq!((summary.collateral.len(), summary.contacts), (2, vec!["Ana".to_owned()]));
    let plain = owner.solution(&owner.id_of("N-2").await).await;
    assert_eq!((plain.row.offer_type, plain.row.co_sell_status), (None, CoSellStatus::InMarket));
    assert_eq!(plain.carries.summary, None);

    let search: SolutionPage = owner.read(&format!("{}?search=ecluse+harbour", path::SOLUTIONS)).await;
    assert_eq!(search.items.len(), 1);
    let changes: Changes = owner.read(&format!("{}?since={}", path::SOLUTION_CHANGES, since.since.unwrap())).await;
    assert_eq!((changes.rows.len(), changes.next), (3, since.since.unwrap() + 1));
    assert_eq!(owner.read::<Overview>(path::OVERVIEW).await.counts.open(), open_before + 2);
}

#[tokio::test]
async fn everything_is_in_the_history() {
    let world = World::new().await;
    let manager = world.manager().await;
    let job = manager.import(ImportKind::Solutions, FILE, counts(2, 1, 0, 0)).await;
    let newest: Page<HistoryEntry> = manager.read(&format!("{}?limit=1", path::HISTORY)).await;
    let newest = newest.items;
    assert_eq!((newest[0].kind, newest[0].subject.as_str()), (EventKind::ImportCommitted, job.id.as_str()));
    assert_eq!((newest[0].subject_name.as_str(), newest[0].after.as_deref()), ("solutions.csv", Some("3")));
    assert_eq!(newest[0].by.as_deref(), Some("Marc Manager"));
    let new = manager.solution(&manager.id_of("N-2").await).await.timeline;
    assert_eq!((new.len(), new[0].kind, new[0].after.as_deref()), (1, EventKind::Imported, Some("pending")));
    let changed = &manager.solution(&manager.id_of("S-003").await).await.timeline[0];
    assert_eq!(changed.kind, EventKind::Updated);
    assert_eq!(changed.before.as_deref(), Some("Solution name: fleet insight pro; Assigned to: "));
    let after = format!("Solution name: Fleet Insight Two; Assigned to: {OWNER}");
    assert_eq!(changed.after.as_deref(), Some(after.as_str()));
}

#[tokio::test]
async fn the_same_file_again_changes_nothing() {
    let world = World::new().await;
    let owner = world.owner().await;
    owner.import(ImportKind::Solutions, FILE, counts(2, 1, 0, 0)).await;
    let before = owner.rows().await;
    let versions: SolutionDetail = owner.solution(&owner.id_of("N-1").await).await;
    owner.import(ImportKind::Solutions, FILE, counts(0, 0, 3, 0)).await;
    assert_eq!(owner.rows().await, before);
    assert_eq!(owner.solution(&versions.row.id).await.version, versions.version);
}

#[tokio::test]
async fn columns_that_the_file_lacks_stay_as_they_are() {
    let world = World::new().await;
    let owner = world.owner().await;
    let id = owner.id_of("S-011").await;
    let before = owner.solution(&id).await;
    let file = "Partner ID;Solution ID;Solution name\n4100002;S-011;Route Planner\n";
    owner.import(ImportKind::Solutions, file, counts(0, 1, 0, 0)).await;
    let after = owner.solution(&id).await;
    assert_eq!(after.row.partner_id, "4100002");
    assert_eq!(after.carries, before.carries);
    assert_eq!((after.keywords, after.publisher, after.updated), (before.keywords, before.publisher, before.updated));
    assert_eq!(after.version, before.version + 1);
}

#[tokio::test]
async fn what_a_person_set_here_is_marked_before_it_is_overwritten() {
    let world = World::new().await;
    let owner = world.owner().await;
    let ids = [owner.id_of("S-003").await];
    owner.assign(&ids, Some(owner.id())).await.is(200);
    let file = "Solution ID,Solution name,Partner ID,Assigned to\nS-003,fleet insight pro,4100002,Dana Developer\nS-004,Grain Ledger,4100001,\n";
    let job = owner.bring(ImportKind::Solutions, file).await;
    let preview = owner.preview(&job.id).await;
    let set_here: Vec<_> = preview.iter().flat_map(|row| &row.changes).map(|change| change.set_here).collect();
    assert_eq!(set_here, [true, false], "only the first was assigned by a person here");
    owner.commit(&job).await.is(200);
    let developer = world.sign_in(DEVELOPER).await;
    assert_eq!(owner.solution(&ids[0]).await.row.assigned_to.as_deref(), Some(developer.id()));
    // From now on it is the file's.
    let back = file.replace("Dana Developer", OWNER);
    let job = owner.bring(ImportKind::Solutions, back).await;
    assert!(owner.preview(&job.id).await.iter().flat_map(|row| &row.changes).all(|change| !change.set_here));
}

#[tokio::test]
async fn values_of_ours_are_named_in_the_readers_language() {
    let world = World::new().await;
    let owner = world.owner().await;
    let file = "ID de solution;Nom de la solution;ID partenaire;Type d’offre;État de la co-vente\n\
        S-004;Grain Ledger;4100001;Machine virtuelle Azure;Prêt pour la co-vente\n";
    let job = owner.bring(ImportKind::Solutions, file).await;
    let ask = owner.ask(axum::http::Method::GET, &path::import_preview(&job.id));
    let page = ask.header("accept-language", "zh-CN").send().await.is(200).value();
    assert_eq!(page["items"][0]["changes"][0]["after"], json!("Azure 虚拟机"));
    assert_eq!(page["items"][0]["changes"][1]["after"], json!("联合销售就绪"));
    owner.commit(&job).await.is(200);
    assert_eq!(owner.solution(&owner.id_of("S-004").await).await.row.offer_type, Some(OfferType::VirtualMachine));
}
