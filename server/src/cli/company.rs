//! `cosell company`.

use contract::workspace::{Company, CompanyKind, FORMAT, Workspace};

use super::{Database, Told};
use crate::clock::Clock;

/// What `cosell company set` is told.
#[derive(Debug, clap::Args)]
pub struct Facts {
    /// A short stable key: 2 to 40 of a-z, 0-9 and hyphens.
    key: String,
    /// The name; a new company needs one.
    #[arg(long)]
    name: Option<String>,
    /// Makes a new company a desk, whose people decide requests.
    #[arg(long)]
    desk: bool,
    /// A partner ID to add; may be repeated.
    #[arg(long = "partner-id")]
    partner_ids: Vec<String>,
    /// Whether programme membership is active.
    #[arg(long)]
    membership: Option<bool>,
    /// Whether it is enrolled in the marketplace.
    #[arg(long)]
    enrolled: Option<bool>,
    #[command(flatten)]
    database: Database,
}

/// Adds a company or changes what is said of it.
pub async fn set(facts: &Facts) -> Told {
    let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if !(2..=40).contains(&facts.key.len()) || !facts.key.chars().all(fits) {
        return Err(format!("the key {:?} must have 2 to 40 of a-z, 0-9 and hyphens", facts.key).into());
    }
    let db = facts.database.open().await?;
    let mut tx = db.write().await?;
    let known = tx.company_as_written(&facts.key).await?;
    let mut company = match (known, &facts.name) {
        (Some(company), _) => company,
        (None, Some(name)) => Company {
            key: facts.key.clone(),
            name: name.clone(),
            kind: if facts.desk { CompanyKind::Desk } else { CompanyKind::Partner },
            partner_ids: Vec::new(),
            membership_active: false,
            enrolled: false,
            publishers: Vec::new(),
            people: Vec::new(),
            offers: Vec::new(),
            solutions: Vec::new(),
        },
        (None, None) => {
            return Err(format!("there is no company {} yet: a new one needs --name", facts.key).into());
        }
    };
    if facts.desk && company.kind != CompanyKind::Desk {
        return Err(format!("{} is a partner; a company never becomes a desk", facts.key).into());
    }
    company.name = facts.name.clone().unwrap_or(company.name);
    company.membership_active = facts.membership.unwrap_or(company.membership_active);
    company.enrolled = facts.enrolled.unwrap_or(company.enrolled);
    for id in &facts.partner_ids {
        if !company.partner_ids.contains(id) {
            company.partner_ids.push(id.clone());
        }
    }
    let name = company.name.clone();
    let workspace = Workspace { format: FORMAT, companies: vec![company], ..Workspace::default() };
    tx.write_workspace(&workspace, Clock::default().now()).await?;
    tx.commit().await?;
    db.close().await;
    println!("{}\t{name}", facts.key);
    Ok(())
}

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
