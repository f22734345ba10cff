//! Rows that are wrong: each problem by line and column, and the good rows go on.

use contract::api::import::{ImportKind, ImportState};
use contract::api::list::Page;
use contract::api::path;
use serde_json::Value;

use crate::files::{counts, short};
use crate::support::World;

#[tokio::test]
async fn every_problem_of_a_row_is_told_at_once() {
    let world = World::new().await;
    let owner = world.owner().await;
    let long = "x".repeat(201);
    let file = format!(
        "Solution ID,Solution name,Partner ID,Offer type,Co-sell status,Open referrals,Referral value,Currency,Updated,Listing URL,Assigned to,Publisher\n\
         A-1,Good,4100001,,,,,,,,,\n\
         A-2,Bad,9999999,Space ship,Ready?,-1,12,,03/04/2024,http://example.com,Nobody,{long}\n\
         ,,,,,,,,,,,\n\
         A-4,,4100001,,,,,,,,,\n\
         A-5,Money,4100001,,,,1.5,QQQ,2024-02-30,nonsense,,\n\
         A-6,Wide,4100001,,,,,,,,,,surplus\n"
    );
    let job = owner.bring(ImportKind::Solutions, &file).await;
    assert_eq!(job.reading.as_ref().unwrap().counts, counts(1, 0, 0, 4));
    let problems = owner.problems(&job.id).await;
    let publisher = format!("{}…", "x".repeat(80));
    let expected: &[(u64, &str, &str, &str)] = &[
        (3, "Partner ID", "unknownPartnerId", "9999999"),
        (3, "Offer type", "unknownOfferType", "Space ship"),
        (3, "Co-sell status", "unknownCoSellStatus", "Ready?"),
        (3, "Open referrals", "notACount", "-1"),
        (3, "Updated", "ambiguousDate", "03/04/2024"),
        (3, "Publisher", "textTooLong", &publisher),
        (3, "Listing URL", "notHttps", "http://example.com"),
        (3, "Assigned to", "unknownColleague", "Nobody"),
        (3, "Referral value", "currencyMissing", "12"),
        (5, "Solution name", "missingCell", "-"),
        (6, "Updated", "notADate", "2024-02-30"),
        (6, "Listing URL", "notAUrl", "nonsense"),
        (6, "Currency", "notACurrency", "QQQ"),
        (7, "-", "tooManyCells", "-"),
    ];
    assert_eq!(short(&problems), expected);
    let kinds = &problems[1].message;
    assert!(kinds.contains("Software as a Service") && kinds.contains("Power BI visual"), "{kinds}");
    owner.commit(&job).await.is(200);
    assert_eq!(owner.rows().await.iter().filter(|row| row.solution_id.starts_with("A-")).count(), 1);
}

#[tokio::test]
async fn problems_come_page_by_page_in_the_readers_language() {
    let world = World::new().await;
    let owner = world.owner().await;
    let rows: String = (0..5).map(|n| format!("P-{n},,{n}\n")).collect();
    let job = owner.bring(ImportKind::Solutions, format!("Solution ID,Solution name,Partner ID\n{rows}")).await;
    let first: Page<Value> = owner.read(&format!("{}?limit=3", path::import_problems(&job.id))).await;
    assert_eq!((first.items.len(), first.total), (3, Some(10)));
    let all: Vec<Value> = owner.all(&format!("{}?limit=3", path::import_problems(&job.id))).await;
    assert_eq!(all.len(), 10);
    assert_eq!(all, owner.all::<Value>(&format!("{}?limit=1000", path::import_problems(&job.id))).await);
    let ask = owner.ask(axum::http::Method::GET, &path::import_problems(&job.id));
    let french = ask.header("accept-language", "fr").send().await.is(200).value();
    let message = french["items"][0]["message"].as_str().unwrap();
    assert!(message.contains("obligatoire") && message.contains("Solution name"), "{message}");
    for path in ["limit=0", "cursor=x", "limit=1001"] {
        let path = format!("{}?{path}", path::import_problems(&job.id));
        owner.get(&path).await.refused(422, "fields");
    }
}

#[tokio::test]
async fn another_companys_partner_id_is_as_unknown_as_one_that_nobody_has() {
    let world = World::new().await;
    let owner = world.owner().await;
    let file = "Solution ID,Solution name,Partner ID\nX-1,Theirs,5200001\nX-2,Nobodys,7777777\n";
    let job = owner.bring(ImportKind::Solutions, file).await;
    let problems = owner.problems(&job.id).await;
    assert_eq!(problems.len(), 2);
    assert_eq!((&problems[0].code, &problems[0].message), (&problems[1].code, &problems[1].message));
}

#[tokio::test]
async fn the_same_id_twice_names_the_other_line() {
    let world = World::new().await;
    let owner = world.owner().await;
    let file = "Solution ID,Solution name,Partner ID\nD-1,First,4100001\n\"D\n1\",Line end,4100001\nD-1,Second,4100001\n d-1 ,Other,4100001\n";
    let job = owner.bring(ImportKind::Solutions, file).await;
    assert_eq!(job.reading.as_ref().unwrap().counts, counts(2, 0, 0, 2));
    let problems = owner.problems(&job.id).await;
    assert_eq!(
        short(&problems),
        [(3, "Solution ID", "controlCharacter", "D\n1"), (5, "Solution ID", "duplicateId", "D-1"),]
    );
    assert!(problems[1].message.contains('2'), "{}", problems[1].message);
}

#[tokio::test]
async fn formulas_lose_their_guard_and_stay_text() {
    let world = World::new().await;
    let owner = world.owner().await;
    let file = "Solution ID,Solution name,Partner ID,Publisher\nF-1,'=HYPERLINK(1),4100001,=1+1\nF-2,'s-Hertogenbosch,4100001,''quoted\n";
    owner.import(ImportKind::Solutions, file, counts(2, 0, 0, 0)).await;
    let first = owner.solution(&owner.id_of("F-1").await).await;
    assert_eq!((first.row.name.as_str(), first.publisher.as_deref()), ("=HYPERLINK(1)", Some("=1+1")));
    let second = owner.solution(&owner.id_of("F-2").await).await;
    assert_eq!((second.row.name.as_str(), second.publisher.as_deref()), ("'s-Hertogenbosch", Some("'quoted")));
}

#[tokio::test]
async fn colleagues_are_found_by_address_or_name() {
    let world = World::new().await;
    let owner = world.owner().await;
    let mut workspace = crate::support::sample::workspace();
    for email in ["one@northlake.example", "two@northlake.example"] {
        workspace.companies[1].people.push(crate::support::sample::member(
            email,
            "Sam Same",
            contract::access::Role::Viewer,
        ));
    }
    world.import(&workspace).await.unwrap();
    let file = "Solution ID,Solution name,Partner ID,Assigned to\nC-1,a,4100001,DANA@northlake.example\nC-2,b,4100001,dana DEVELOPER\nC-3,c,4100001,sam same\nC-4,d,4100001,mia@meridian.example\n";
    let job = owner.bring(ImportKind::Solutions, file).await;
    assert_eq!(job.state, ImportState::Review);
    let problems = owner.problems(&job.id).await;
    assert_eq!(
        short(&problems),
        [
            (4, "Assigned to", "severalColleagues", "sam same"),
            (5, "Assigned to", "unknownColleague", "mia@meridian.example"),
        ]
    );
}
