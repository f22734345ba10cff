//! Large files: many rows, and one row too many.

use std::fmt::Write as _;

use contract::api::import::{ImportKind, ImportState};
use contract::api::path;
use contract::api::solutions::SolutionPage;

use crate::files::counts;
use crate::support::World;

fn solutions(rows: usize) -> String {
    let mut file = "Solution ID,Solution name,Partner ID,Offer type,Keywords\n".to_owned();
    for n in 0..rows {
        writeln!(file, "L-{n},Large {n} écluse,4100001,SaaS,one; two").unwrap();
    }
    file
}

#[tokio::test]
async fn ten_thousand_rows_are_imported_and_found() {
    let world = World::new().await;
    let owner = world.owner().await;
    let file = solutions(10_000);
    owner.import(ImportKind::Solutions, &file, counts(10_000, 0, 0, 0)).await;
    let found: SolutionPage = owner.read(&format!("{}?search=9999+ECLUSE", path::SOLUTIONS)).await;
    assert_eq!((found.items.len(), found.items[0].solution_id.as_str()), (1, "L-9999"));
    let again = owner.bring(ImportKind::Solutions, file.replace("SaaS,one", "SaaS,ONE")).await;
    assert_eq!(again.reading.as_ref().unwrap().counts, counts(0, 10_000, 0, 0));
    assert_eq!(owner.preview(&again.id).await.len(), 10_000);
    owner.commit(&again).await.is(200);
    let changed = owner.solution(&found.items[0].id).await;
    assert_eq!((changed.keywords.as_slice(), changed.version), (&["ONE".to_owned(), "two".to_owned()][..], 2));
}

#[tokio::test]
async fn one_row_more_than_allowed_is_too_many() {
    let world = World::new().await;
    let owner = world.owner().await;
    // Without a name to check, rows are only counted: quick, and the limit is the reader's.
    let mut file = "Solution ID,Solution name,Partner ID\n".to_owned();
    file.extend(std::iter::repeat_n(",,\n", 100_001));
    let job = owner.bring(ImportKind::Solutions, file).await;
    assert_eq!(job.state, ImportState::Failed);
    let sentence = job.failure.unwrap();
    assert!(sentence.contains("100,000"), "{sentence}");
}
