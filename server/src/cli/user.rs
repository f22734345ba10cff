//! `cosell user`.

use std::io::{BufRead as _, IsTerminal as _, Read as _};

use contract::access::Role;
use contract::locale::Locale;
use contract::route::Route;
use contract::workspace::{FORMAT, Member, Workspace};

use super::{Database, Told};
use crate::clock::Clock;
use crate::passwords;
use crate::secrets;
use crate::store::people::ListedPerson;

/// How long a link is good, in milliseconds: a day.
const LINK_MS: i64 = 24 * 3_600_000;

/// What `cosell user add` is told.
#[derive(Debug, clap::Args)]
pub struct NewMember {
    /// The e-mail address: who it is, across companies.
    email: String,
    /// The name.
    #[arg(long)]
    name: String,
    /// The company's key.
    #[arg(long)]
    company: String,
    /// owner, manager, developer, viewer; operator in a desk.
    #[arg(long, value_parser = role)]
    role: Role,
    /// en, fr or zh-CN; the browser's language without it.
    #[arg(long, value_parser = locale)]
    locale: Option<Locale>,
    #[command(flatten)]
    database: Database,
}

fn role(text: &str) -> Result<Role, String> {
    let words: Vec<_> = Role::ALL.iter().map(|role| role.word()).collect();
    Role::from_word(text).ok_or_else(|| format!("expected one of {}", words.join(", ")))
}

fn locale(text: &str) -> Result<Locale, String> {
    Locale::from_tag(text).ok_or_else(|| "expected en, fr or zh-CN".to_owned())
}

/// Adds a person to a company or changes their name or role there.
pub async fn add(new: &NewMember) -> Told {
    let email = new.email.trim().to_lowercase();
    let has_both_sides = email.split_once('@').is_some_and(|(left, right)| !left.is_empty() && right.contains('.'));
    if !has_both_sides || email.contains(char::is_whitespace) {
        return Err(format!("{:?} is not an e-mail address", new.email).into());
    }
    if new.name.trim().is_empty() {
        return Err("a person needs a name".into());
    }
    let db = new.database.open().await?;
    let mut tx = db.write().await?;
    let mut company = tx
        .company_as_written(&new.company)
        .await?
        .ok_or_else(|| format!("there is no company {}; `cosell company list` shows all", new.company))?;
    let name = new.name.trim().to_owned();
    company.people = vec![Member { email: email.clone(), name, role: new.role, locale: new.locale }];
    let workspace = Workspace { format: FORMAT, companies: vec![company], ..Workspace::default() };
    tx.write_workspace(&workspace, Clock::default().now()).await?;
    tx.commit().await?;
    db.close().await;
    println!("{email} is {} of {}; `cosell user link {email}` makes a sign-in link", new.role.word(), new.company);
    Ok(())
}

/// Takes a person out of a company.
pub async fn remove(email: &str, company: &str, database: &Database) -> Told {
    let email = &email.trim().to_lowercase();
    let db = database.open().await?;
    let mut tx = db.write().await?;
    let person = tx.person_by_email(email).await?.ok_or_else(|| format!("nobody has the address {email}"))?;
    if !tx.leave_company(person, company, Clock::default().now()).await? {
        return Err(format!("{email} does not belong to {company}").into());
    }
    tx.commit().await?;
    db.close().await;
    println!("{email} no longer belongs to {company}");
    Ok(())
}

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
    let email = email.map(|email| email.trim().to_lowercase());
    let email = email.as_deref();
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

/// Gives a person a password, or takes it away. It is never an argument: others can see those.
pub async fn password(email: &str, remove: bool, database: &Database) -> Told {
    let email = email.trim().to_lowercase();
    let db = database.open().await?;
    let unknown = || format!("nobody has the address {email}; `cosell user list` shows who there is");
    db.read().await?.person_by_email(&email).await?.ok_or_else(unknown)?;
    // Asking may take a while, and the database stays free meanwhile.
    let hash = if remove { None } else { Some(passwords::hash(&asked()?)?) };
    let now = Clock::default().now();
    let mut tx = db.write().await?;
    let person = tx.person_by_email(&email).await?.ok_or_else(unknown)?;
    match &hash {
        Some(hash) => tx.set_password(person, hash, now).await?,
        None if tx.remove_password(person).await? => {}
        None => return Err(format!("{email} has no password").into()),
    }
    tx.end_sessions(person, now).await?;
    tx.commit().await?;
    db.close().await;
    println!("{email} {}", if remove { "has no password any more" } else { "can sign in with the new password" });
    Ok(())
}

/// A new password: twice from the terminal, or the first line of standard input.
fn asked() -> Result<String, Box<dyn std::error::Error + Send + Sync>> {
    let input = std::io::stdin();
    if !input.is_terminal() {
        let mut line = String::new();
        // Far more than a password has: what is longer is no password file.
        input.lock().take(4_096).read_line(&mut line)?;
        return Ok(line.trim_end_matches(['\r', '\n']).to_owned());
    }
    let password = rpassword::prompt_password("New password: ")?;
    if rpassword::prompt_password("The same again: ")? == password {
        Ok(password)
    } else {
        Err("the two are not the same; nothing was changed".into())
    }
}

/// Forgets who a person is elsewhere.
pub async fn unlink(email: &str, database: &Database) -> Told {
    let email = &email.trim().to_lowercase();
    let db = database.open().await?;
    let mut tx = db.write().await?;
    let person = tx.person_by_email(email).await?.ok_or_else(|| format!("nobody has the address {email}"))?;
    if tx.remove_identities(person).await? == 0 {
        return Err(format!("{email} is not bound to anybody elsewhere").into());
    }
    // Whoever came in by the binding is out with it.
    tx.end_sessions(person, Clock::default().now()).await?;
    tx.commit().await?;
    db.close().await;
    println!("{email} is signed out everywhere, and bound anew at the next sign-in");
    Ok(())
}

/// Switches signing in off or on.
pub async fn set_disabled(email: &str, disabled: bool, database: &Database) -> Told {
    let email = &email.trim().to_lowercase();
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
