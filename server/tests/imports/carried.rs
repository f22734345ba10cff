//! Files of referrals, collateral and contacts.

use contract::api::history::EventKind;
use contract::api::import::ImportKind;

use crate::files::{counts, short};
use crate::support::World;

#[tokio::test]
async fn referrals_are_added_and_updated_and_never_removed() {
    let world = World::new().await;
    let owner = world.owner().await;
    let id = owner.id_of("S-011").await;
    assert_eq!(owner.solution(&id).await.carries.referrals.len(), 2);
    // Two of the same customer are stored: the first row is the first of them, the second the second, the third is new.
    let file = "Solution ID,Customer,Stage,Value,Currency\n\
        S-011,Ferrostal,Lost,12500.00,EUR\n\
        S-011,ferrostal ,Won,900.00,EUR\n\
        S-011,Ferrostal,Open,,\n\
        S-003,Acme,Open,100,USD\n";
    let job = owner.bring(ImportKind::Referrals, file).await;
    assert_eq!(job.reading.as_ref().unwrap().counts, counts(2, 2, 0, 0));
    let preview = owner.preview(&job.id).await;
    assert_eq!((preview[0].name.as_str(), preview[0].solution_id.as_str()), ("Ferrostal", "S-011"));
    let change = &preview[0].changes[0];
    assert_eq!((change.column.as_str(), change.before.as_str(), change.after.as_str()), ("stage", "Won", "Lost"));
    let before = owner.solution(&id).await.version;
    owner.commit(&job).await.is(200);
    let after = owner.solution(&id).await;
    assert_eq!(after.version, before + 1);
    let stages: Vec<_> = after.carries.referrals.iter().map(|r| (r.stage.as_str(), r.value_minor)).collect();
    assert_eq!(stages, [("Lost", 1_250_000), ("Won", 90_000), ("Open", 0)]);
    assert_eq!(owner.solution(&owner.id_of("S-003").await).await.carries.referrals[0].customer, "Acme");
    let told: Vec<_> = after.timeline.iter().take(3).map(|entry| (entry.kind, entry.after.as_deref())).collect();
    assert!(told.contains(&(EventKind::ReferralsImported, Some("+1"))), "{told:?}");
    assert!(told.contains(&(EventKind::ReferralsImported, Some("Ferrostal: Stage: Lost"))), "{told:?}");

    owner.import(ImportKind::Referrals, file, counts(0, 0, 4, 0)).await;
    let fewer = "Solution ID,Customer\nS-011,Ferrostal\n";
    owner.import(ImportKind::Referrals, fewer, counts(0, 0, 1, 0)).await;
    assert_eq!(owner.solution(&id).await.carries.referrals.len(), 3);
}

#[tokio::test]
async fn collateral_and_contacts() {
    let world = World::new().await;
    let owner = world.owner().await;
    let id = owner.id_of("S-011").await;
    let file = "Solution ID,Type,Title,URL\nS-011,One-pager,Routes in short,https://example.com/routes\nS-011,Deck,Pitch,https://example.com/pitch\n";
    owner.import(ImportKind::Collateral, file, counts(1, 1, 0, 0)).await;
    let file = "Solution ID,Nom,Adresse e-mail,Fonction\nS-011,Inês Rocha,INES@northlake.example,Sales lead\nS-011,Bo,bo@northlake.example,\n";
    owner.import(ImportKind::Contacts, file, counts(1, 1, 0, 0)).await;
    let carries = owner.solution(&id).await.carries;
    let documents: Vec<_> = carries.collateral.iter().map(|d| (d.title.as_str(), d.url.as_deref())).collect();
    let expected =
        [("Routes in short", Some("https://example.com/routes")), ("Pitch", Some("https://example.com/pitch"))];
    assert_eq!(documents, expected);
    let contact = &carries.contacts[0];
    assert_eq!(
        (contact.name.as_str(), contact.role.as_str(), contact.region.as_str()),
        ("Inês Rocha", "Sales lead", "Portugal")
    );
    owner.import(ImportKind::Contacts, file, counts(0, 0, 2, 0)).await;
}

#[tokio::test]
async fn problems_of_child_rows() {
    let world = World::new().await;
    let owner = world.owner().await;
    // Meridian has an S-003 too, but no S-013.
    let file = "Solution ID,Customer,Stage,Value,Currency\n\
        S-013,Acme,Won,1,EUR\n,Acme,,,\nS-003,,,,\nS-003,Acme,,1.234,EUR\nS-003,Bolt,,5,\nS-003,Acme,Won,,\n";
    let job = owner.bring(ImportKind::Referrals, file).await;
    assert_eq!(job.reading.as_ref().unwrap().counts, counts(1, 0, 0, 5));
    let problems = owner.problems(&job.id).await;
    assert_eq!(
        short(&problems),
        [
            (2, "Solution ID", "unknownSolution", "S-013"),
            (3, "Solution ID", "missingCell", "-"),
            (4, "Customer", "missingCell", "-"),
            (5, "Value", "ambiguousAmount", "1.234"),
            (6, "Value", "currencyMissing", "5"),
        ]
    );
    owner.commit(&job).await.is(200);
    // The mended row takes its own place, and the one that was good stays where it is.
    let mended = file.replace("1.234", "1234").replace("S-013", "S-004").replace(",5,", ",5,EUR");
    let mended = mended.replace("\n,Acme,,,\nS-003,,,,", "");
    let job = owner.bring(ImportKind::Referrals, mended).await;
    assert_eq!(job.reading.as_ref().unwrap().counts, counts(3, 0, 1, 0), "{:?}", owner.problems(&job.id).await);
}

#[tokio::test]
async fn a_summary_gives_way_to_child_records() {
    let world = World::new().await;
    let owner = world.owner().await;
    let file = "Solution ID,Solution name,Partner ID,Open referrals\nS-011,Route Planner,4100001,2\n";
    owner.import(ImportKind::Solutions, file, counts(0, 0, 1, 0)).await;
    let other = file.replace(",2\n", ",7\n");
    owner.import(ImportKind::Solutions, &other, counts(0, 1, 0, 0)).await;
    assert_eq!(owner.solution(&owner.id_of("S-011").await).await.carries.summary.unwrap().referrals, 7);
    owner.import(ImportKind::Solutions, &other, counts(0, 0, 1, 0)).await;
}
