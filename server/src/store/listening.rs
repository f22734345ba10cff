//! Hears what other processes did to the same database, and wakes who waits here for it.

use std::collections::HashMap;
use std::time::Duration;

use sqlx::postgres::PgListener;
use tokio::time::sleep;

use super::{Db, StoreError};

/// How often a SQLite file is looked at for changes by the command line, while somebody waits.
const LOOK: Duration = Duration::from_secs(1);
/// The pause before PostgreSQL is asked again for a connection.
const AGAIN: Duration = Duration::from_secs(1);

/// Listens until it is dropped.
pub async fn listen(db: Db) {
    if !db.is_postgres() {
        return look(&db).await;
    }
    loop {
        match db.listener().await {
            Ok(Some(listener)) => hear(&db, listener).await,
            Ok(None) => return,
            Err(error) => tracing::warn!(%error, "no connection to hear of other servers' news; trying again"),
        }
        sleep(AGAIN).await;
    }
}

/// Passes on what other servers say, until the connection cannot be had again.
async fn hear(db: &Db, mut listener: PgListener) {
    // What was said before we listened.
    db.wake().everyone();
    loop {
        match listener.try_recv().await {
            Ok(Some(said)) => match said.payload().parse() {
                Ok(company) => db.wake().company(company),
                Err(_) => tracing::warn!(payload = said.payload(), "unknown news from another server"),
            },
            // The connection broke and is there again: what was said meanwhile is lost.
            Ok(None) => db.wake().everyone(),
            Err(error) => {
                tracing::warn!(%error, "the connection for news of other servers is gone; trying again");
                return;
            }
        }
    }
}

/// Looks at the counters of awaited companies once a second. Costs one small question, and nothing while nobody waits.
async fn look(db: &Db) {
    let mut seen = HashMap::new();
    loop {
        sleep(LOOK).await;
        let awaited = db.wake().awaited();
        if awaited.is_empty() {
            seen.clear();
            continue;
        }
        match counters(db, &awaited).await {
            Ok(counters) => {
                for (company, counter) in counters {
                    // The first look at a company wakes as well: something may have happened just before.
                    if seen.insert(company, counter) != Some(counter) {
                        db.wake().company(company);
                    }
                }
            }
            Err(error) => tracing::warn!(%error, "the database cannot be looked at for news"),
        }
    }
}

async fn counters(db: &Db, companies: &[i64]) -> Result<Vec<(i64, i64)>, StoreError> {
    db.read().await?.counters(companies).await
}
