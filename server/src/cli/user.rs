//! `cosell user`.

use contract::route::Route;

use super::{Database, Told};
use crate::clock::Clock;
use crate::secrets;
use crate::store::people::ListedPerson;

/// How long a link is good, in milliseconds: a day.
const LINK_MS: i64 = 24 * 3_600_000;

/// One line a person and company.
pub async fn list(database: &Database) -> Told {
    let db = database.open().await?;
    let mut tx = db.read().await?;
    for person in tx.list_people().await? {
        let disabled = if person.disabled { "\tdisabled" } else { "" };
        println!("{}\t{}\t{}\t{}{disabled}", person.role.word(), person.name, person.company, person.email);
    }
    drop(tx);
    db.close().await;
    Ok(())
}

/// One link for a person, or for everybody: role, name, company and link on one line.
pub async fn link(email: Option<&str>, base: &str, database: &Database) -> Told {
    let db = database.open().await?;
    let mut tx = db.write().await?;
    let mut people: Vec<ListedPerson> = tx.list_people().await?;
    people.retain(|person| !person.disabled && email.is_none_or(|email| person.email == email));
    if people.is_empty() {
        return Err(match email {
            Some(email) => {
                format!("nobody with the address {email} may sign in; `cosell user list` shows who may").into()
            }
            None => "there is nobody yet; `cosell import workspace FILE.json` brings people".into(),
        });
    }
    // A person of several companies signs in once and switches there.
    let mut seen = Vec::new();
    for person in &people {
        if seen.contains(&person.pk) {
            continue;
        }
        seen.push(person.pk);
        let code = secrets::code()?;
        tx.add_code(person.pk, secrets::hash(&code), Clock::default().now() + LINK_MS).await?;
        println!("{}\t{}\t{}\t{}", person.role.word(), person.name, person.company, Route::sign_in_link(base, &code));
    }
    tx.commit().await?;
    db.close().await;
    Ok(())
}

/// Switches signing in off or on.
pub async fn set_disabled(email: &str, disabled: bool, database: &Database) -> Told {
    let db = database.open().await?;
    let mut tx = db.write().await?;
    let person = tx.person_by_email(email).await?.ok_or_else(|| format!("nobody has the address {email}"))?;
    tx.set_disabled(person, disabled, Clock::default().now()).await?;
    tx.commit().await?;
    db.close().await;
    println!(
        "{email} {}",
        if disabled { "can no longer sign in; all sessions are ended" } else { "can sign in again" }
    );
    Ok(())
}
