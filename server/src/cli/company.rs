//! `cosell company`.

use super::{Database, Told};

/// One line a company.
pub async fn list(database: &Database) -> Told {
    let db = database.open().await?;
    let mut tx = db.read().await?;
    for company in tx.list_companies().await? {
        println!(
            "{}\t{}\t{} people\t{} solutions\t{}",
            company.id, company.kind, company.people, company.solutions, company.name
        );
    }
    drop(tx);
    db.close().await;
    Ok(())
}
