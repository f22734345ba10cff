//! A database for one test: a SQLite file, or a database of its own in the PostgreSQL that `COSELL_TEST_POSTGRES` names.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::{env, fs, process, thread};

use sqlx::postgres::PgConnection;
use sqlx::{AssertSqlSafe, Connection, Executor};

/// Names the PostgreSQL to use instead of SQLite.
const VARIABLE: &str = "COSELL_TEST_POSTGRES";

/// A name that no other test of this run, and no other run on this machine, has.
fn own_name() -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("cosell_test_{}_{}", process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

/// A folder that goes with its owner.
pub struct Folder(PathBuf);

impl Folder {
    /// An empty one.
    pub fn fresh() -> Folder {
        let path = env::temp_dir().join(own_name());
        fs::create_dir_all(&path).expect("a folder for temporary files");
        Folder(path)
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The address of a SQLite file in it.
    pub fn sqlite(&self, name: &str) -> String {
        format!("sqlite:{}", self.0.join(name).display())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        // What is left behind lies among the temporary files.
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Where a test's database is; dropping it removes the database.
pub enum Place {
    /// A file.
    Sqlite {
        /// Holds the file and what SQLite keeps beside it.
        _folder: Folder,
        /// `sqlite:…`
        address: String,
    },
    /// Another test's place, opened once more.
    Shared {
        /// As it was opened there.
        address: String,
    },
    /// In a server.
    Postgres {
        /// The server's own database, from which others are made.
        admin: String,
        /// The database's name.
        name: String,
        /// `postgres://…`
        address: String,
    },
}

impl Place {
    /// An empty database.
    pub async fn fresh() -> Place {
        let Some(admin) = env::var(VARIABLE).ok().filter(|address| !address.is_empty()) else {
            let folder = Folder::fresh();
            let address = folder.sqlite("cosell.db");
            return Place::Sqlite { _folder: folder, address };
        };
        let name = own_name();
        administer(&admin, format!("CREATE DATABASE {name}")).await.expect("the right to make databases");
        let (server, _) = admin.rsplit_once('/').expect("an address with a database");
        let address = format!("{server}/{name}");
        Place::Postgres { admin, name, address }
    }

    /// As `--database` takes it.
    pub fn address(&self) -> &str {
        match self {
            Place::Sqlite { address, .. } | Place::Shared { address } | Place::Postgres { address, .. } => address,
        }
    }
}

async fn administer(admin: &str, statement: String) -> Result<(), sqlx::Error> {
    let mut connection = PgConnection::connect(admin).await?;
    connection.execute(AssertSqlSafe(statement)).await?;
    connection.close().await
}

impl Drop for Place {
    fn drop(&mut self) {
        let Place::Postgres { admin, name, .. } = self else { return };
        let (admin, statement) = (admin.clone(), format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"));
        // A runtime of its own, because the test's cannot be waited for from here. What cannot be dropped goes with the cluster.
        let dropping = thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.map(|runtime| drop(runtime.block_on(administer(&admin, statement))))
        });
        drop(dropping.join());
    }
}
