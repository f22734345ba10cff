//! `cosell token`.

use contract::access::TokenScope;
use contract::workspace::CompanyKind;

use super::{Database, Told};
use crate::clock::{Clock, Ms, time};
use crate::secrets;
use crate::store::service_tokens::{NewToken, PREFIX};

/// A day in milliseconds.
const DAY_MS: Ms = 86_400_000;
/// The longest name, in characters.
const NAME_MAX: usize = 100;

/// What `cosell token create` is told.
#[derive(Debug, clap::Args)]
pub struct NewServiceToken {
    /// What calls it, such as the name of the program; History shows it.
    name: String,
    /// What it opens: sales (POST /api/v1/resellers/sales).
    #[arg(long, value_parser = scope)]
    scope: TokenScope,
    /// The key of the desk that it calls for.
    #[arg(long)]
    company: String,
    /// For how many days it is good.
    #[arg(long, default_value_t = 365, value_parser = clap::value_parser!(u16).range(1..=3_650))]
    days: u16,
    #[command(flatten)]
    database: Database,
}

fn scope(text: &str) -> Result<TokenScope, String> {
    let words: Vec<_> = TokenScope::ALL.iter().map(|scope| scope.word()).collect();
    TokenScope::from_word(text).ok_or_else(|| format!("expected {}", words.join(", ")))
}

/// Makes a token and prints it, the only time that it is ever shown.
pub async fn create(new: &NewServiceToken) -> Told {
    let name = new.name.trim();
    if name.is_empty() || name.chars().count() > NAME_MAX || name.contains(char::is_control) {
        return Err(format!("a token needs a name of 1 to {NAME_MAX} characters on one line").into());
    }
    let db = new.database.open().await?;
    let mut tx = db.write().await?;
    let (company, kind) = tx
        .company_kind(&new.company)
        .await?
        .ok_or_else(|| format!("there is no company {}; `cosell company list` shows all", new.company))?;
    if kind != CompanyKind::Desk {
        return Err(format!("{} is not a desk: sales are told by the vendor, not by a partner", new.company).into());
    }
    let token = format!("{PREFIX}{}", secrets::code()?);
    let now = Clock::default().now();
    let expires_at = now + Ms::from(new.days) * DAY_MS;
    let row = NewToken { name, scope: new.scope, company, expires_at };
    if !tx.add_service_token(row, secrets::hash(&token), now).await? {
        return Err(format!("there is a token {name} already; `cosell token revoke` ends it").into());
    }
    tx.commit().await?;
    db.close().await;
    eprintln!("good until {}; keep it safe, it is not shown again", time(expires_at).date_naive());
    println!("{token}");
    Ok(())
}

/// Ends a token at once.
pub async fn revoke(name: &str, database: &Database) -> Told {
    let db = database.open().await?;
    let mut tx = db.write().await?;
    if !tx.revoke_service_token(name.trim(), Clock::default().now()).await? {
        return Err(format!("there is no token {name} to revoke; `cosell token list` shows all").into());
    }
    tx.commit().await?;
    db.close().await;
    println!("{name} is revoked");
    Ok(())
}

/// One line a token: name, scope, company, until when it is good or since when not.
pub async fn list(database: &Database) -> Told {
    let db = database.open().await?;
    let now = Clock::default().now();
    for token in db.read().await?.service_tokens().await? {
        let state = match token.revoked_at {
            Some(at) => format!("revoked {}", time(at).date_naive()),
            None if token.expires_at <= now => format!("expired {}", time(token.expires_at).date_naive()),
            None => format!("good until {}", time(token.expires_at).date_naive()),
        };
        println!("{}\t{}\t{}\t{state}", token.name, token.scope.word(), token.company);
    }
    db.close().await;
    Ok(())
}
