//! The server is killed (`kill -9`) at random moments while clients write, a hundred times, on SQLite or on the PostgreSQL
//! that the tests are given: nothing that was acknowledged is lost, nothing is half done, and what is sent again with the
//! same key is done once.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

/// The sample people and temporary folders of the API's tests.
#[path = "../api"]
#[allow(dead_code, reason = "the other tests use what these do not")]
mod shared {
    pub mod support;
}
use shared::support;

mod http;
mod server;
mod writer;

use std::sync::Arc;
use std::thread;

use ::server::args;
use ::server::store::Db;
use contract::access::Role;
use contract::solution::{CoSellStatus, OfferType};
use contract::workspace::{CompanyKind, FORMAT, Workspace};
use support::database::Place;
use support::sample;

use server::{Gate, Server};
use writer::{Known, Writer};

/// Rounds; each ends with a kill.
const ROUNDS: usize = 100;
/// Clients that write at the same time, each on solutions of its own.
const WRITERS: usize = 3;

fn workspace() -> Workspace {
    let mut company = sample::company("firm", "Firm", CompanyKind::Partner);
    company.partner_ids = vec!["7000001".into()];
    company.publishers = vec![sample::publisher("firm", "Firm", &["7000001"])];
    company.offers = vec![sample::offer("live", "firm", OfferType::Saas, "Live", Some("2023-01-01T08:00:00Z"))];
    for number in 0..WRITERS {
        company.people.push(sample::member(&format!("w{number}@firm.example"), &format!("W{number}"), Role::Developer));
        for kind in ["note", "discard", "merge"] {
            let id = format!("{kind}-{number}");
            company.solutions.push(sample::solution(&id, &id, "7000001", None, CoSellStatus::InMarket));
        }
    }
    let mut desk = sample::company("desk", "Desk", CompanyKind::Desk);
    desk.people = vec![sample::member("otto@desk.example", "Otto", Role::Operator)];
    Workspace { format: FORMAT, companies: vec![desk, company], ..Workspace::default() }
}

/// Fills the database; gives each writer a code to sign in with, and what they need to know.
async fn fill(db: &Db) -> (Vec<String>, Known) {
    db.migrate().await.unwrap();
    let mut tx = db.write().await.unwrap();
    let now = chrono::Utc::now().timestamp_millis();
    tx.write_workspace(&workspace(), now).await.unwrap();
    let mut codes = Vec::new();
    for number in 0..WRITERS {
        let code = ::server::secrets::code().unwrap();
        let person = tx.person_by_email(&format!("w{number}@firm.example")).await.unwrap().unwrap();
        tx.add_code(person, ::server::secrets::hash(&code), now + 3_600_000).await.unwrap();
        codes.push(code);
    }
    let rows = tx.rows("SELECT solution_id, id FROM solution", args![]).await.unwrap();
    let solutions = rows.iter().map(|row| (row.text(0).unwrap(), row.text(1).unwrap())).collect();
    let offer = tx.row("SELECT id FROM offer", args![]).await.unwrap().unwrap().text(0).unwrap();
    tx.commit().await.unwrap();
    (codes, Known { solutions, offer })
}

async fn numbers(db: &Db, sql: &'static str) -> Vec<i64> {
    let mut tx = db.read().await.unwrap();
    tx.rows(sql, args![]).await.unwrap().iter().map(|row| row.int(0).unwrap()).collect()
}

#[test]
fn a_hundred_kills_lose_and_double_nothing() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let place = runtime.block_on(Place::fresh());
    let address = place.address().to_owned();
    let (codes, known) = runtime.block_on(async {
        let db = Db::open(&address).await.unwrap();
        let filled = fill(&db).await;
        db.close().await;
        filled
    });
    let gate = Arc::new(Gate::default());
    let mut server = Server::start(&address, &gate);
    let begin =
        |(number, code): (usize, &String)| Writer::begin(number, server.port(), code, &known, Arc::clone(&gate));
    let writers: Vec<Writer> = codes.iter().enumerate().map(begin).collect();
    let writers: Vec<_> = writers.into_iter().map(|writer| thread::spawn(move || writer.run())).collect();
    for round in 0..ROUNDS {
        gate.wait_for_calls(server::chance(round) % 12);
        server.kill(round, &gate);
        server = server.again(&gate);
    }
    gate.finish();
    let done: Vec<_> = writers.into_iter().map(|writer| writer.join().expect("a writer that ends well")).collect();
    server.stop(&gate);
    runtime.block_on(check(&address, &done));
    let replayed: usize = done.iter().map(|done| done.replayed).sum();
    let acts: usize = done.iter().map(writer::Done::acts).sum();
    println!("{ROUNDS} kills, {acts} acts acknowledged, {replayed} of them by an answer given again");
}

/// What is stored against what was acknowledged.
async fn check(address: &str, done: &[writer::Done]) {
    let db = Db::open(address).await.unwrap();
    let mut tx = db.read().await.unwrap();
    // The server alone is killed, so a cluster beside it has nothing to mend.
    if address.starts_with("sqlite:") {
        let sound = tx.row("PRAGMA integrity_check", args![]).await.unwrap().unwrap();
        assert_eq!(sound.text(0).unwrap(), "ok");
    }
    let rows = tx.rows("SELECT text FROM note ORDER BY text", args![]).await.unwrap();
    let stored: Vec<String> = rows.iter().map(|row| row.text(0).unwrap()).collect();
    let mut wanted: Vec<String> = done.iter().flat_map(|done| done.notes.clone()).collect();
    wanted.sort();
    assert_eq!(stored, wanted, "each note once");
    let rows = tx.rows("SELECT solution_id, state FROM solution ORDER BY solution_id", args![]).await.unwrap();
    for row in rows {
        let id = row.text(0).unwrap();
        let meant = done.iter().find_map(|done| done.states.get(&id)).map_or("pending", String::as_str);
        assert_eq!(row.text(1).unwrap(), meant, "{id}");
    }
    drop(tx);
    let told = |sum: fn(&writer::Done) -> usize| done.iter().map(sum).sum::<usize>() as i64;
    let count = |kind: &'static str| {
        let db = &db;
        async move { numbers(db, kind).await[0] }
    };
    let discarded = count("SELECT COUNT(*) FROM history WHERE kind = 'discarded'").await;
    assert_eq!(discarded, told(|done| done.discards), "each discard once");
    let undone = count("SELECT COUNT(*) FROM history WHERE kind = 'discardUndone'").await;
    assert_eq!(undone, told(|done| done.undos), "each undo once");
    let filed = count("SELECT COUNT(*) FROM support_request").await;
    assert_eq!(filed, told(|done| done.merges), "each request once");
    let cancelled = count("SELECT COUNT(*) FROM support_request WHERE state = 'cancelled'").await;
    assert_eq!(cancelled, told(|done| done.cancels), "each cancelled once");
    // What one act writes in several tables is there as a whole or not at all.
    let nameless = "SELECT COUNT(*) FROM support_request r WHERE NOT EXISTS (SELECT 1 FROM request_message m WHERE m.request = r.pk)";
    assert_eq!(count(nameless).await, 0, "each request with its first message");
    let undecided = "SELECT COUNT(*) FROM solution s WHERE (s.state = 'merging') <> EXISTS (SELECT 1 FROM support_request r \
        WHERE r.solution = s.pk AND r.state IN ('submitted', 'inProgress'))";
    assert_eq!(count(undecided).await, 0, "a solution is with support while its request is open");
    let open = count("SELECT CAST(SUM(delta) AS BIGINT) FROM open_tally").await;
    let pending = count("SELECT COUNT(*) FROM solution WHERE state = 'pending'").await;
    assert_eq!(open, pending, "the chart adds up");
    db.close().await;
}
