//! The database: migrations, durability, a program that is too old, backup and restore.

use std::path::Path;
use std::process::{Command, Output};

use contract::api::path;
use server::args;
use server::store::{Db, StoreError};

use crate::support::database::{Folder, Place};
use crate::support::{World, sample};

#[tokio::test]
async fn migrating_again_changes_nothing() {
    let world = World::new().await;
    let owner = world.owner().await;
    let before = owner.rows().await;
    let again = Db::open(world.address()).await.unwrap();
    again.migrate().await.unwrap();
    again.migrate().await.unwrap();
    again.close().await;
    assert_eq!(owner.rows().await, before);
}

#[tokio::test]
async fn servers_that_start_at_once_migrate_once() {
    let place = Place::fresh().await;
    let (one, other) = tokio::join!(Db::open(place.address()), Db::open(place.address()));
    let (one, other) = (one.unwrap(), other.unwrap());
    let (first, second) = tokio::join!(one.migrate(), other.migrate());
    first.unwrap();
    second.unwrap();
    let mut tx = one.read().await.unwrap();
    let rows = tx.rows("SELECT version FROM schema_version", args![]).await.unwrap();
    let mut versions: Vec<_> = rows.iter().map(|row| row.int(0).unwrap()).collect();
    let all = versions.len();
    versions.sort_unstable();
    versions.dedup();
    assert_eq!(versions.len(), all, "each migration ran once");
    drop(tx);
    one.close().await;
    other.close().await;
}

/// Takes the ninth migration back: the offers are as an older program wrote them.
const BEFORE_OFFER_KEYS: [&str; 7] = [
    "DROP INDEX offer_name",
    "DROP INDEX solution_waiting",
    "DROP INDEX history_time_kind",
    "CREATE INDEX history_time ON history(company, at)",
    "ALTER TABLE offer DROP COLUMN name_key",
    "ALTER TABLE offer DROP COLUMN search_key",
    "DELETE FROM schema_version WHERE version >= 9",
];

#[tokio::test]
async fn offers_of_an_older_program_are_listed_and_found_as_new_ones() {
    let world = World::new().await;
    let owner = world.owner().await;
    let lists = async || {
        let mut lists = Vec::new();
        for query in ["", "?search=ECLUSE", "?limit=1", "?search=freight%20harbor"] {
            lists.push(owner.get(&format!("{}{query}", path::OFFERS)).await.is(200).text());
        }
        lists
    };
    let before = lists().await;
    let mut tx = world.db.write().await.unwrap();
    for statement in BEFORE_OFFER_KEYS {
        tx.run(statement, args![]).await.unwrap();
    }
    tx.commit().await.unwrap();
    // Another pool: connections that are open remember the columns of before.
    let again = Db::open(world.address()).await.unwrap();
    again.migrate().await.unwrap();
    let mut tx = again.read().await.unwrap();
    let empty = tx.rows("SELECT name FROM offer WHERE name_key = '' OR search_key = ''", args![]).await.unwrap();
    assert_eq!(empty.len(), 0);
    drop(tx);
    again.close().await;
    assert_eq!(lists().await, before);
}

async fn pretend_newer(db: &Db) {
    let mut tx = db.write().await.unwrap();
    tx.run("INSERT INTO schema_version (version) VALUES ($1)", args![99_i64]).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn an_older_program_refuses_a_newer_database_with_a_sentence() {
    let world = World::new().await;
    pretend_newer(&world.db).await;
    let older = Db::open(world.address()).await.unwrap();
    let error = older.migrate().await.unwrap_err();
    assert!(matches!(error, StoreError::Newer { found: 99, .. }), "{error}");
    assert!(error.to_string().contains("newer program"), "{error}");
    older.close().await;
}

#[tokio::test]
async fn what_is_acknowledged_is_there_after_a_new_start() {
    let world = World::new().await;
    let owner = world.owner().await;
    let id = owner.id_of("S-003").await;
    owner.assign(std::slice::from_ref(&id), Some(owner.id())).await.is(200);
    let db = Db::open(world.address()).await.unwrap();
    let mut tx = db.read().await.unwrap();
    let row = tx.row("SELECT assigned_here FROM solution WHERE id = $1", args![&id]).await.unwrap().unwrap();
    assert!(row.flag(0).unwrap());
    drop(tx);
    db.close().await;
}

#[tokio::test]
async fn a_transaction_that_is_dropped_leaves_no_trace() {
    let world = World::new().await;
    let mut tx = world.db.write().await.unwrap();
    tx.set_setting("programme.joinUrl", "https://elsewhere.example").await.unwrap();
    drop(tx);
    let url = world.owner().await.session.programme.join_url;
    assert_eq!(url.as_deref(), Some("https://partners.example/join"));
}

#[tokio::test]
async fn sqlite_writes_reach_the_disk_before_they_are_acknowledged() {
    let folder = Folder::fresh();
    let db = Db::open(&folder.sqlite("cosell.db")).await.unwrap();
    let mut tx = db.write().await.unwrap();
    // 2 is FULL.
    let synchronous = tx.row("PRAGMA synchronous", args![]).await.unwrap().unwrap();
    assert_eq!(synchronous.int(0).unwrap(), 2);
    let journal = tx.row("PRAGMA journal_mode", args![]).await.unwrap().unwrap();
    assert_eq!(journal.text(0).unwrap(), "wal");
    let keys = tx.row("PRAGMA foreign_keys", args![]).await.unwrap().unwrap();
    assert!(keys.flag(0).unwrap());
    drop(tx);
    db.close().await;
}

#[tokio::test]
async fn an_address_of_another_kind_is_refused() {
    for address in ["mysql://localhost/cosell", "cosell.db", ""] {
        assert!(matches!(Db::open(address).await, Err(StoreError::Address)), "{address}");
    }
}

/// Runs the program as an administrator does.
fn cosell(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_cosell"))
        .args(arguments)
        .env_remove("COSELL_DATABASE")
        .output()
        .expect("the program runs")
}

#[track_caller]
fn succeeds(arguments: &[&str]) -> String {
    let output = cosell(arguments);
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[track_caller]
fn fails(arguments: &[&str]) -> String {
    let output = cosell(arguments);
    assert!(!output.status.success(), "{arguments:?} should fail");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn text(path: &Path) -> &str {
    path.to_str().expect("a path of text")
}

#[test]
fn a_backup_brings_everything_back() {
    let folder = Folder::fresh();
    let database = folder.sqlite("cosell.db");
    let file = folder.path().join("workspace.json");
    std::fs::write(&file, serde_json::to_vec(&sample::workspace()).unwrap()).unwrap();
    let told = succeeds(&["import", "workspace", text(&file), "--database", &database]);
    assert!(told.contains("15 new solutions"), "{told}");
    let before = succeeds(&["user", "list", "--database", &database]);

    let backup = folder.path().join("backup.db");
    succeeds(&["backup", text(&backup), "--database", &database]);
    succeeds(&["user", "disable", sample::OWNER, "--database", &database]);
    assert_ne!(succeeds(&["user", "list", "--database", &database]), before);

    // Nothing is written over by mistake.
    let told = fails(&["restore", text(&backup), "--database", &database]);
    assert!(told.contains("--force"), "{told}");
    assert!(fails(&["backup", text(&backup), "--database", &database]).contains("exists"));

    succeeds(&["restore", text(&backup), "--force", "--database", &database]);
    assert_eq!(succeeds(&["user", "list", "--database", &database]), before);
    let companies = succeeds(&["company", "list", "--database", &database]);
    assert!(companies.contains("12 solutions") && companies.contains("3 solutions"), "{companies}");

    let elsewhere = folder.sqlite("elsewhere.db");
    succeeds(&["restore", text(&backup), "--database", &elsewhere]);
    assert_eq!(succeeds(&["user", "list", "--database", &elsewhere]), before);
}

#[tokio::test]
async fn a_backup_is_taken_while_others_write() {
    let folder = Folder::fresh();
    let address = folder.sqlite("cosell.db");
    let db = Db::open(&address).await.unwrap();
    db.migrate().await.unwrap();
    let mut done = db.write().await.unwrap();
    done.set_setting("programme.joinUrl", "https://done.example").await.unwrap();
    done.commit().await.unwrap();
    let mut open = db.write().await.unwrap();
    open.set_setting("programme.joinUrl", "https://open.example").await.unwrap();
    let backup = folder.path().join("backup.db");
    db.copy_into(text(&backup)).await.unwrap();
    drop(open);
    db.close().await;

    let copy = Db::open(&folder.sqlite("backup.db")).await.unwrap();
    copy.migrate().await.unwrap();
    let mut tx = copy.read().await.unwrap();
    assert_eq!(tx.programme().await.unwrap().join_url.as_deref(), Some("https://done.example"));
    drop(tx);
    copy.close().await;
}

#[tokio::test]
async fn what_is_no_backup_replaces_nothing() {
    let folder = Folder::fresh();
    let database = folder.sqlite("cosell.db");
    let db = Db::open(&database).await.unwrap();
    db.migrate().await.unwrap();
    let mut tx = db.write().await.unwrap();
    tx.set_setting("programme.joinUrl", "https://kept.example").await.unwrap();
    tx.commit().await.unwrap();
    db.close().await;

    let wrong = folder.path().join("wrong.db");
    std::fs::write(&wrong, "not a database").unwrap();
    assert!(fails(&["restore", text(&wrong), "--force", "--database", &database]).contains("not a backup"));
    let gone = folder.path().join("gone.db");
    assert!(fails(&["restore", text(&gone), "--force", "--database", &database]).contains("cannot be read"));
    assert!(fails(&["backup", text(&wrong), "--database", "postgres://nowhere/x"]).contains("pg_dump"));

    let db = Db::open(&database).await.unwrap();
    let mut tx = db.read().await.unwrap();
    assert_eq!(tx.programme().await.unwrap().join_url.as_deref(), Some("https://kept.example"));
    drop(tx);
    pretend_newer(&db).await;
    db.close().await;
    let told = fails(&["user", "list", "--database", &database]);
    assert!(told.contains("99") && told.contains("newer program"), "{told}");
}
