//! Rejected rows as a file: the person's own, with line and reasons.

use contract::api::import::{ImportJob, ImportKind};
use contract::api::solutions::TicketFor;

use crate::files::counts;
use crate::support::{Reply, World};

const FILE: &str = "Solution ID;Colour;Solution name;Partner ID\r\nV-1;blue;Good;4100001\r\nV-2;'=red;;77\r\nV-3;\"a \"\"b\"\"\";\"Two\nlines; \";\r\n";

async fn download(world: &World, job: &ImportJob, language: &str) -> Reply {
    let owner = world.owner().await;
    owner.download(world, &TicketFor::ImportRejected { import: job.id.clone() }, language).await.is(200)
}

#[tokio::test]
async fn they_come_back_with_reasons_and_can_be_imported_when_mended() {
    let world = World::new().await;
    let owner = world.owner().await;
    let job = owner.import(ImportKind::Solutions, FILE, counts(1, 0, 0, 2)).await;
    let file = download(&world, &job, "en").await;
    assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
    assert!(file.header("content-disposition").contains("rejected-rows-"));
    let text = file.text();
    let lines: Vec<&str> = text.trim_start_matches('\u{FEFF}').split("\r\n").collect();
    assert_eq!(lines[0], "Line,Solution ID,Colour,Solution name,Partner ID,Reasons");
    assert!(lines[1].starts_with("3,V-2,'=red,,77,"), "{}", lines[1]);
    assert!(lines[1].contains("Solution name: ") && lines[1].contains("Partner ID: "), "{}", lines[1]);
    assert!(lines[2].starts_with("4,V-3,\"a \"\"b\"\"\",\"Two\nlines; \",,"), "{}", lines[2]);
    assert_eq!((lines.len(), lines[3]), (4, ""));
    let mended = text.replace("'=red,,77", "'=red,Now named,4100001").replace("lines; \",,", "lines; \",4100002,");
    owner.import(ImportKind::Solutions, mended, counts(2, 0, 0, 0)).await;
}

#[tokio::test]
async fn headings_and_reasons_speak_the_readers_language() {
    let world = World::new().await;
    let owner = world.owner().await;
    let job = owner.bring(ImportKind::Solutions, FILE).await;
    let french = download(&world, &job, "fr").await.text();
    assert!(french.starts_with("\u{FEFF}Ligne,Solution ID,Colour,Solution name,Partner ID,"), "{french}");
    assert!(french.contains("obligatoire"), "{french}");
    let chinese = download(&world, &job, "zh-CN").await.text();
    assert!(chinese.starts_with("\u{FEFF}行,"), "{chinese}");
    // Whether it was committed makes no difference.
    owner.commit(&job).await.is(200);
    assert_eq!(download(&world, &job, "fr").await.text(), french);
}

#[tokio::test]
async fn a_file_without_bad_rows_gives_only_the_header() {
    let world = World::new().await;
    let owner = world.owner().await;
    let file = "Solution ID,Solution name,Partner ID\nV-1,One,4100001\n";
    let job = owner.import(ImportKind::Solutions, file, counts(1, 0, 0, 0)).await;
    assert_eq!(
        download(&world, &job, "en").await.text(),
        "\u{FEFF}Line,Solution ID,Solution name,Partner ID,Reasons\r\n"
    );
}
