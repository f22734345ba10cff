//! The command line: serve, and what an administrator does without the page.

mod backup;
mod company;
mod import;
mod resellers;
mod serve;
mod token;
mod user;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::config::ServeConfig;
use crate::store::{Db, StoreError};

const EXAMPLES: &str = "Examples:
  cosell serve --database sqlite:cosell.db --listen 127.0.0.1:8080
  cosell import workspace company.json --database sqlite:cosell.db
  cosell import resellers directory.csv
  cosell user link ana@northlake.example --base https://cosell.example
  cosell backup cosell-backup.db
  cosell sample --output sample.json";

/// The Cosell partner portal: one program, one database.
#[derive(Debug, Parser)]
#[command(name = "cosell", version, about, after_help = EXAMPLES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Run the portal.
    Serve(Box<ServeConfig>),
    /// Read a file into the database.
    #[command(subcommand)]
    Import(Import),
    /// See companies, add and change them.
    #[command(subcommand)]
    Company(Company),
    /// See people, add and remove them, make one-time sign-in links, disable and enable.
    #[command(subcommand)]
    User(User),
    /// See tokens for programs, make and revoke them.
    #[command(subcommand)]
    Token(Token),
    /// Copy a running SQLite database into one file. For PostgreSQL use pg_dump.
    #[command(after_help = "Example:\n  cosell backup cosell-2026-03-01.db")]
    Backup {
        /// The file to write; it must not exist.
        file: PathBuf,
        #[command(flatten)]
        database: Database,
    },
    /// Put a backup in place of the database. Stop the server first.
    #[command(after_help = "Example:\n  cosell restore cosell-2026-03-01.db --database sqlite:cosell.db")]
    Restore {
        /// The backup.
        file: PathBuf,
        /// Overwrite the database that is there.
        #[arg(long)]
        force: bool,
        #[command(flatten)]
        database: Database,
    },
    /// Write a sample workspace of invented companies.
    #[command(after_help = "Example:\n  cosell sample --solutions 10000 --output sample.json")]
    Sample {
        /// The same number makes the same workspace.
        #[arg(long, default_value_t = 7)]
        seed: u64,
        /// How many solutions the first company has; about 60 hand-picked ones without it.
        #[arg(long)]
        solutions: Option<u32>,
        /// The file to write; the terminal without it.
        #[arg(long)]
        output: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
enum Import {
    /// Companies, people, publishers, offers, solutions and resellers from a JSON file.
    #[command(
        after_help = "Reading the same file twice changes nothing.\n\nExample:\n  cosell import workspace company.json"
    )]
    Workspace {
        /// The file.
        file: PathBuf,
        #[command(flatten)]
        database: Database,
    },
    /// The directory of CSP resellers from a CSV file: Tenant ID, Company, Country, Region, Location, Competencies, Skills.
    #[command(
        after_help = "A reseller that left the program stays where it is authorised, marked. Lists inside a cell are separated by a semicolon.\n\nExample:\n  cosell import resellers directory.csv --complete"
    )]
    Resellers {
        /// The file.
        file: PathBuf,
        /// Resellers that the file does not have left the program.
        #[arg(long)]
        complete: bool,
        #[command(flatten)]
        database: Database,
    },
    /// Who sold what to whom from a CSV file: Publisher, Offer ID, Tenant ID, Customer, Sold.
    #[command(
        after_help = "Reading the same file twice changes nothing.\n\nExample:\n  cosell import sales sales-2026-03.csv"
    )]
    Sales {
        /// The file.
        file: PathBuf,
        #[command(flatten)]
        database: Database,
    },
}

#[derive(Debug, Subcommand)]
enum Company {
    /// One line a company: key, kind, people, solutions, name.
    List {
        #[command(flatten)]
        database: Database,
    },
    /// Add a company, or change what is said of one; what is left out stays.
    #[command(
        after_help = "Example:\n  cosell company set northlake --name \"Northlake Software\" --partner-id 4471200 --membership true --enrolled true"
    )]
    Set(company::Facts),
}

#[derive(Debug, Subcommand)]
enum User {
    /// One line a person and company: role, name, company, e-mail.
    List {
        #[command(flatten)]
        database: Database,
    },
    /// Add a person to a company, or change their name or role there.
    #[command(
        after_help = "Example:\n  cosell user add ana@northlake.example --name \"Ana Ruiz\" --company northlake --role manager"
    )]
    Add(user::NewMember),
    /// Take a person out of a company; what they did stays, and nothing is assigned to them any more.
    #[command(after_help = "Example:\n  cosell user remove ana@northlake.example --company northlake")]
    Remove {
        /// The person's e-mail address.
        email: String,
        /// The company's key.
        #[arg(long)]
        company: String,
        #[command(flatten)]
        database: Database,
    },
    /// Give a person a password of 12 characters or more, asked for at the terminal or read from standard input.
    #[command(
        after_help = "Whoever knew the one before is signed out.\n\nExamples:\n  cosell user password ana@northlake.example\n  cosell user password ana@northlake.example < password.txt"
    )]
    Password {
        /// The person's e-mail address.
        email: String,
        /// Take the password away instead; links and the company's own sign-in still work.
        #[arg(long)]
        remove: bool,
        #[command(flatten)]
        database: Database,
    },
    /// Forget who a person is in the portal around this one and at the company's own sign-in; their address binds them anew.
    #[command(after_help = "Example:\n  cosell user unlink ana@northlake.example")]
    Unlink {
        /// The person's e-mail address.
        email: String,
        #[command(flatten)]
        database: Database,
    },
    /// Make a link that signs in once, within a day.
    #[command(after_help = "Example:\n  cosell user link ana@northlake.example --base https://cosell.example")]
    Link {
        /// The person's e-mail address.
        #[arg(required_unless_present = "all")]
        email: Option<String>,
        /// One link for each person.
        #[arg(long, conflicts_with = "email")]
        all: bool,
        /// The address that people use.
        #[arg(long, env = "COSELL_PUBLIC_URL", default_value = "http://127.0.0.1:8080")]
        base: String,
        #[command(flatten)]
        database: Database,
    },
    /// Stop a person from signing in and end all their sessions.
    Disable {
        /// The person's e-mail address.
        email: String,
        #[command(flatten)]
        database: Database,
    },
    /// Let a person sign in again.
    Enable {
        /// The person's e-mail address.
        email: String,
        #[command(flatten)]
        database: Database,
    },
}

#[derive(Debug, Subcommand)]
enum Token {
    /// One line a token: name, scope, company, whether it is good.
    List {
        #[command(flatten)]
        database: Database,
    },
    /// Make a token that opens one thing to a program, and print it once; only its hash is stored.
    #[command(
        after_help = "The program sends it as `Authorization: Bearer TOKEN`.\n\nExample:\n  cosell token create billing --scope sales --company desk --days 90"
    )]
    Create(token::NewServiceToken),
    /// End a token at once.
    #[command(after_help = "Example:\n  cosell token revoke billing")]
    Revoke {
        /// The token's name.
        name: String,
        #[command(flatten)]
        database: Database,
    },
}

/// Where the data is.
#[derive(Clone, Debug, clap::Args)]
struct Database {
    /// sqlite:PATH or postgres://…
    #[arg(long, env = "COSELL_DATABASE", default_value = "sqlite:cosell.db")]
    database: String,
}

impl Database {
    async fn open(&self) -> Result<Db, StoreError> {
        let db = Db::open(&self.database).await?;
        db.migrate().await?;
        Ok(db)
    }
}

/// What the person at the terminal is told.
type Told = Result<(), Box<dyn std::error::Error + Send + Sync>>;

/// Runs the program.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error),
    };
    match runtime.block_on(run(cli.command)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(error.as_ref()),
    }
}

fn fail(error: &dyn std::error::Error) -> ExitCode {
    eprintln!("cosell: {error}");
    ExitCode::FAILURE
}

async fn run(command: Command) -> Told {
    match command {
        Command::Serve(config) => serve::run(*config).await,
        Command::Import(Import::Workspace { file, database }) => import::workspace(&file, &database).await,
        Command::Import(Import::Resellers { file, complete, database }) => {
            resellers::directory(&file, complete, &database).await
        }
        Command::Import(Import::Sales { file, database }) => resellers::sales(&file, &database).await,
        Command::Company(Company::List { database }) => company::list(&database).await,
        Command::Company(Company::Set(facts)) => company::set(&facts).await,
        Command::User(User::List { database }) => user::list(&database).await,
        Command::User(User::Add(member)) => user::add(&member).await,
        Command::User(User::Remove { email, company, database }) => user::remove(&email, &company, &database).await,
        Command::User(User::Link { email, base, database, .. }) => user::link(email.as_deref(), &base, &database).await,
        Command::User(User::Password { email, remove, database }) => user::password(&email, remove, &database).await,
        Command::User(User::Unlink { email, database }) => user::unlink(&email, &database).await,
        Command::User(User::Disable { email, database }) => user::set_disabled(&email, true, &database).await,
        Command::User(User::Enable { email, database }) => user::set_disabled(&email, false, &database).await,
        Command::Token(Token::List { database }) => token::list(&database).await,
        Command::Token(Token::Create(new)) => token::create(&new).await,
        Command::Token(Token::Revoke { name, database }) => token::revoke(&name, &database).await,
        Command::Backup { file, database } => backup::backup(&file, &database).await,
        Command::Restore { file, force, database } => backup::restore(&file, force, &database.database),
        Command::Sample { seed, solutions, output } => import::sample(seed, solutions, output.as_deref()),
    }
}
