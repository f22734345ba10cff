//! Files that cannot be read at all: each gets a sentence, and nothing is staged.

use contract::api::import::{FILE_BYTES_MAX, ImportJob, ImportKind, ImportState, NewImport, PART_BYTES};
use contract::api::path;
use serde_json::json;

use crate::support::{Caller, World};

const HEADER: &str = "Solution ID,Solution name,Partner ID\n";

async fn failure(owner: &Caller<'_>, bytes: impl AsRef<[u8]>) -> String {
    let job = owner.bring(ImportKind::Solutions, bytes).await;
    assert_eq!(job.state, ImportState::Failed);
    assert!(owner.preview(&job.id).await.is_empty() && owner.problems(&job.id).await.is_empty());
    owner.commit(&job).await.refused(409, "importNotReady");
    job.failure.expect("a sentence")
}

#[track_caller]
fn assert_says(sentence: &str, words: &[&str]) {
    for word in words {
        assert!(sentence.contains(word), "{word} is not in: {sentence}");
    }
}

#[tokio::test]
async fn what_is_no_text_is_named() {
    let world = World::new().await;
    let owner = world.owner().await;
    let mut workbook = b"PK\x03\x04\x14\0\x06\0xl/workbook.xml".to_vec();
    workbook.resize(3_000_000, 7);
    let job = owner.upload(ImportKind::Solutions, &workbook).await;
    assert_eq!((job.state, job.missing_parts.len()), (ImportState::Failed, 0), "the first of three parts is enough");
    assert_says(&job.failure.unwrap(), &["spreadsheet", "CSV"]);
    owner.send_part(&job.id, 1, &workbook[..PART_BYTES as usize]).await.refused(409, "importNotUploading");
    owner.put(&path::import_settings(&job.id), "*", &json!({})).await.refused(409, "importNotReady");

    assert_says(&failure(&owner, b"%PDF-1.7\n...").await, &["PDF"]);
    assert_says(&failure(&owner, b"\x89PNG\r\n\x1a\n....").await, &["image"]);
    assert_says(&failure(&owner, b"PK\x03\x04word/document.xml").await, &["compressed"]);
    assert_says(&failure(&owner, b"<!DOCTYPE html><table>").await, &["web page"]);
    assert_says(&failure(&owner, b"ID,Name\n\x01\0\x02,\xff\n").await, &["binary"]);
    // A zero further behind than the first look goes.
    let mut late = HEADER.as_bytes().to_vec();
    late.extend("L-1,Late,4100001\n".repeat(20_000).bytes());
    late.extend(b"\0\0");
    assert_says(&failure(&owner, late).await, &["binary"]);
}

#[tokio::test]
async fn files_without_rows_say_what_is_missing() {
    let world = World::new().await;
    let owner = world.owner().await;
    let empty: ImportJob = owner.start(ImportKind::Solutions, 0).await.is(201).json();
    assert_eq!(empty.state, ImportState::Failed);
    assert_says(&empty.failure.unwrap(), &["empty"]);
    let again = owner.set(&empty.id, &json!({})).await;
    assert_eq!(again.state, ImportState::Failed);
    assert_says(&failure(&owner, "\r\n\r\n").await, &["empty"]);
    assert_says(&failure(&owner, "\u{FEFF}").await, &["empty"]);
    assert_says(&failure(&owner, HEADER).await, &["no rows"]);
    assert_says(&failure(&owner, format!("{HEADER},,\n , ,\n\n")).await, &["no rows"]);
}

#[tokio::test]
async fn a_quote_that_is_never_closed_is_found() {
    let world = World::new().await;
    let owner = world.owner().await;
    let file = format!("{HEADER}Q-1,One,4100001\nQ-2,\"Two,4100001\nQ-3,Three,4100001\n");
    assert_says(&failure(&owner, file).await, &["line 3", "quotation mark"]);
}

#[tokio::test]
async fn a_file_without_known_headings_can_be_mapped_by_hand() {
    let world = World::new().await;
    let owner = world.owner().await;
    let file = "Kennung;Bezeichnung;Nummer\nM-1;Eins;4100001\n";
    let job = owner.bring(ImportKind::Solutions, file).await;
    assert_eq!(job.state, ImportState::Failed);
    let reading = job.reading.unwrap();
    assert_eq!((reading.separator.word(), reading.columns[1].samples.join("")), ("semicolon", "Eins".to_owned()));
    let read = owner.set(&job.id, &json!({ "columns": ["solutionId", "name", "partnerId"] })).await;
    assert_eq!((read.state, read.reading.as_ref().unwrap().counts.new), (ImportState::Review, 1));
    owner.commit(&read).await.is(200);
    assert_eq!(owner.solution(&owner.id_of("M-1").await).await.row.name, "Eins");
}

#[tokio::test]
async fn missing_columns_are_named_and_rows_wait() {
    let world = World::new().await;
    let owner = world.owner().await;
    let file = "Solution ID,Titel,Partner ID\nM-1,Eins,4100001\nM-2,Zwei,9\n";
    let job = owner.bring(ImportKind::Solutions, file).await;
    let reading = job.reading.as_ref().unwrap();
    assert_eq!((job.state, reading.missing.as_slice()), (ImportState::Review, &["Solution name".to_owned()][..]));
    assert_eq!((reading.counts.total(), owner.preview(&job.id).await.len()), (0, 0));
    let problems = owner.problems(&job.id).await;
    assert_eq!((problems.len(), problems[0].line, problems[0].code.as_str()), (1, 1, "missingColumn"));
    owner.commit(&job).await.refused(409, "importNotReady");
    let ask = owner.ask(axum::http::Method::GET, &path::import(&job.id)).header("accept-language", "fr");
    let french: ImportJob = ask.send().await.is(200).json();
    assert_eq!(french.reading.unwrap().missing, ["Nom de la solution"]);
    let read = owner.set(&job.id, &json!({ "columns": ["solutionId", "name", "partnerId"] })).await;
    assert_eq!(read.reading.unwrap().counts, crate::files::counts(1, 0, 0, 1));
}

#[tokio::test]
async fn two_headings_of_one_name_are_for_a_person_to_choose() {
    let world = World::new().await;
    let owner = world.owner().await;
    let file = "Solution ID,Solution name,Partner ID,Publisher,Publisher\nT-1,Two,4100001,first,second\n";
    let job = owner.bring(ImportKind::Solutions, file).await;
    let reading = job.reading.as_ref().unwrap();
    assert_eq!(reading.missing, ["Publisher"]);
    assert_eq!((&reading.columns[3].column, &reading.columns[4].column), (&None, &None));
    let columns = json!({ "columns": ["solutionId", "name", "partnerId", null, "publisher"] });
    let job = owner.set(&job.id, &columns).await;
    owner.commit(&job).await.is(200);
    assert_eq!(owner.solution(&owner.id_of("T-1").await).await.publisher.as_deref(), Some("second"));
}

#[tokio::test]
async fn a_mapping_that_cannot_be_meant_is_refused() {
    let world = World::new().await;
    let owner = world.owner().await;
    let job = owner.bring(ImportKind::Solutions, format!("{HEADER}M-1,One,4100001\n")).await;
    let set = |columns: serde_json::Value| {
        let path = path::import_settings(&job.id);
        let owner = &owner;
        async move { owner.put(&path, "*", &json!({ "columns": columns })).await }
    };
    set(json!(["solutionId", "name", "colour"])).await.wrong_field("/columns/2", "unknownColumn");
    set(json!(["solutionId", "name", "name"])).await.wrong_field("/columns/2", "duplicateColumn");
    set(json!(["solutionId", "name"])).await.wrong_field("/columns", "columnCount");
    let put = |settings: serde_json::Value| {
        let path = path::import_settings(&job.id);
        let owner = &owner;
        async move { owner.put(&path, "*", &settings).await }
    };
    put(json!({ "encoding": "ebcdic" })).await.refused(400, "unreadable");
    // The guess is still good.
    assert_eq!(owner.when_read(&job.id).await.version, job.version);
}

#[tokio::test]
async fn a_file_that_is_too_large_is_refused_before_it_is_sent() {
    let world = World::new().await;
    let owner = world.owner().await;
    let new = |size| NewImport { kind: ImportKind::Solutions, file_name: "large.csv".into(), size };
    for size in [FILE_BYTES_MAX + 1, 200_000_000] {
        let problem = owner.post(path::IMPORTS, &new(size)).await.refused(413, "tooLarge");
        assert_says(&problem.detail, &["50 MB"]);
    }
    owner.post(path::IMPORTS, &new(FILE_BYTES_MAX)).await.is(201);
    let nameless = NewImport { file_name: " ".into(), ..new(1) };
    owner.post(path::IMPORTS, &nameless).await.wrong_field("/fileName", "empty");
}
