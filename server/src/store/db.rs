//! One thin layer over sqlx's two drivers: statements with `$1` places, typed values in, rows out, one body for both databases.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::{PgListener, PgPool, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{AssertSqlSafe, Postgres, Sqlite};

mod sql;
mod values;

pub use sql::Sql;
pub use values::{Row, Value};
use values::{from_postgres, from_sqlite, postgres_args, sqlite_args, storable};

use super::StoreError;
use super::counted::Counted;
use crate::args;
use crate::wake::Wake;

/// The database, and who waits for news of it.
#[derive(Clone, Debug)]
pub struct Db {
    pools: Pools,
    wake: Arc<Wake>,
    counted: Arc<Counted>,
    sends_letters: bool,
}

/// SQLite with one writer and several readers, or PostgreSQL.
#[derive(Clone, Debug)]
enum Pools {
    /// One file.
    Sqlite {
        /// One connection, so that writers queue instead of failing.
        writer: SqlitePool,
        /// Read connections on the same file.
        readers: SqlitePool,
    },
    /// A server, shared by several of ours.
    Postgres(PgPool),
}

/// A transaction. Dropped without `commit` it leaves no trace.
pub struct Tx {
    open: Open,
    wake: Arc<Wake>,
    /// Companies whose counters it raised: who waits for them is woken by the commit.
    touched: BTreeSet<i64>,
    /// What is counted already, for a transaction that only reads.
    pub(super) counted: Option<Arc<Counted>>,
    sends_letters: bool,
}

enum Open {
    /// On SQLite.
    Sqlite(sqlx::Transaction<'static, Sqlite>),
    /// On PostgreSQL.
    Postgres(sqlx::Transaction<'static, Postgres>),
}

/// The channel on which servers that share a PostgreSQL tell one another which company has news.
pub const CHANNEL: &str = "cosell_news";

/// How long a caller waits for a connection before it is told that the server is busy.
const PATIENCE: Duration = Duration::from_secs(10);
/// What the SQLite connection that writes keeps in memory, in KiB with a minus before it: the operating system keeps the file's
/// pages too.
const WRITER_CACHE: &str = "-2000";
/// The same for each that reads: with twice as much no list is quicker, and the server is larger by 8 MiB or more.
const READER_CACHE: &str = "-1000";
/// How many rows a connection reads ahead of who takes them. The driver's rows are several times as large as ours.
const ROWS_AHEAD: usize = 128;
/// How often a new file is tried again while another program sets it up.
const OPEN_TRIES: u32 = 100;
/// The pause between two tries.
const OPEN_PAUSE: Duration = Duration::from_millis(20);

impl Db {
    /// Opens `sqlite:PATH` or `postgres://…`.
    ///
    /// # Errors
    /// `StoreError::Address` for another scheme, or what the driver says.
    pub async fn open(address: &str) -> Result<Db, StoreError> {
        if address.starts_with("postgres://") || address.starts_with("postgresql://") {
            let pool = PgPoolOptions::new().max_connections(16).acquire_timeout(PATIENCE).connect(address).await?;
            return Ok(Db::of(Pools::Postgres(pool)));
        }
        let Some(path) = address.strip_prefix("sqlite:") else { return Err(StoreError::Address) };
        Db::open_file(Path::new(path.trim_start_matches("//"))).await
    }

    fn of(pools: Pools) -> Db {
        Db { pools, wake: Arc::default(), counted: Arc::default(), sends_letters: false }
    }

    /// The same database; what people are told through it also goes out as letters.
    pub fn with_letters(mut self) -> Db {
        self.sends_letters = true;
        self
    }

    /// Who waits for news.
    pub fn wake(&self) -> &Wake {
        &self.wake
    }

    /// A connection of its own that hears what other servers did; `None` on SQLite, which has no such thing.
    ///
    /// # Errors
    /// What the driver says: the server is away, or has no connection left.
    pub async fn listener(&self) -> Result<Option<PgListener>, StoreError> {
        let Pools::Postgres(pool) = &self.pools else { return Ok(None) };
        // Not out of the pool, which is for calls.
        let own = PgPoolOptions::new().max_connections(1).acquire_timeout(PATIENCE);
        let own = own.connect_with((*pool.connect_options()).clone()).await?;
        let mut listener = PgListener::connect_with(&own).await?;
        listener.listen(CHANNEL).await?;
        Ok(Some(listener))
    }

    fn tx(&self, open: Open) -> Tx {
        Tx { open, wake: self.wake.clone(), touched: BTreeSet::new(), counted: None, sends_letters: self.sends_letters }
    }

    async fn open_file(path: &Path) -> Result<Db, StoreError> {
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // FULL: an acknowledged write survives the loss of power, not only of the process.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            .row_buffer_size(ROWS_AHEAD);
        // A file does not hang up: nothing is asked before a connection is taken, which would be a wait for each call.
        let pool = || SqlitePoolOptions::new().acquire_timeout(PATIENCE).test_before_acquire(false);
        let writer = pool().max_connections(1);
        let mut tries = 0;
        let writer = loop {
            match writer
                .clone()
                .connect_with(options.clone().pragma("cache_size", WRITER_CACHE))
                .await
                .map_err(StoreError::from)
            {
                // Of two programs that meet a new file at once, SQLite tells one "busy" without waiting.
                Err(error) if error.is_busy() && tries < OPEN_TRIES => {
                    tries += 1;
                    tokio::time::sleep(OPEN_PAUSE).await;
                }
                other => break other?,
            }
        };
        let readers = pool().max_connections(4).connect_with(options.pragma("cache_size", READER_CACHE)).await?;
        Ok(Db::of(Pools::Sqlite { writer, readers }))
    }

    /// Begins a transaction that only reads: one consistent picture for all its statements.
    pub async fn read(&self) -> Result<Tx, StoreError> {
        let mut tx = self.tx(match &self.pools {
            Pools::Sqlite { readers, .. } => Open::Sqlite(readers.begin().await?),
            Pools::Postgres(pool) => {
                Open::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        });
        tx.counted = Some(self.counted.clone());
        Ok(tx)
    }

    /// The first row of a statement that reads and stands alone: it sees one picture without a transaction around it.
    pub async fn row(&self, sql: impl Into<Cow<'static, str>>, args: Vec<Value>) -> Result<Option<Row>, StoreError> {
        storable(&args)?;
        let sql = AssertSqlSafe(sql.into().into_owned());
        let rows = match &self.pools {
            Pools::Sqlite { readers, .. } => {
                let query = sqlx::query_with(sql, sqlite_args(args)?);
                query.try_map(|row| from_sqlite(&row)).fetch_all(readers).await?
            }
            Pools::Postgres(pool) => {
                let query = sqlx::query_with(sql, postgres_args(args)?);
                query.try_map(|row| from_postgres(&row)).fetch_all(pool).await?
            }
        };
        Ok(rows.into_iter().next())
    }

    /// Begins a transaction that writes. On SQLite it takes the write lock at once, so it never fails half way for it.
    pub async fn write(&self) -> Result<Tx, StoreError> {
        Ok(match &self.pools {
            Pools::Sqlite { writer, .. } => self.tx(Open::Sqlite(writer.begin_with("BEGIN IMMEDIATE").await?)),
            Pools::Postgres(pool) => {
                let mut tx = self.tx(Open::Postgres(pool.begin().await?));
                tx.run("SET LOCAL lock_timeout = '10s'", Vec::new()).await?;
                tx
            }
        })
    }

    /// Writes a consistent copy of a SQLite database into a new file, also while others write.
    pub async fn copy_into(&self, file: &str) -> Result<(), StoreError> {
        let Pools::Sqlite { readers, .. } = &self.pools else { return Err(StoreError::Address) };
        sqlx::query("VACUUM INTO $1").bind(file).execute(readers).await?;
        Ok(())
    }

    /// Waits for what is running and closes.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { writer, readers } => {
                readers.close().await;
                writer.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }

    /// Whether this is PostgreSQL, for the few statements that differ.
    pub const fn is_postgres(&self) -> bool {
        matches!(self.pools, Pools::Postgres(_))
    }
}

impl Tx {
    /// Runs a statement and gives its rows. Each is made ours as it comes: the driver's are several times as large.
    pub async fn rows(&mut self, sql: impl Into<Cow<'static, str>>, args: Vec<Value>) -> Result<Vec<Row>, StoreError> {
        storable(&args)?;
        // Values never enter the text of a statement: dynamic ones are joined from constants by `Sql`.
        let sql = AssertSqlSafe(sql.into().into_owned());
        match &mut self.open {
            Open::Sqlite(tx) => {
                let query = sqlx::query_with(sql, sqlite_args(args)?);
                Ok(query.try_map(|row| from_sqlite(&row)).fetch_all(&mut **tx).await?)
            }
            Open::Postgres(tx) => {
                let query = sqlx::query_with(sql, postgres_args(args)?);
                Ok(query.try_map(|row| from_postgres(&row)).fetch_all(&mut **tx).await?)
            }
        }
    }

    /// The first row, if there is one.
    pub async fn row(
        &mut self,
        sql: impl Into<Cow<'static, str>>,
        args: Vec<Value>,
    ) -> Result<Option<Row>, StoreError> {
        Ok(self.rows(sql, args).await?.into_iter().next())
    }

    /// Runs a statement and says how many rows it touched.
    pub async fn run(&mut self, sql: impl Into<Cow<'static, str>>, args: Vec<Value>) -> Result<u64, StoreError> {
        storable(&args)?;
        let sql = AssertSqlSafe(sql.into().into_owned());
        Ok(match &mut self.open {
            Open::Sqlite(tx) => sqlx::query_with(sql, sqlite_args(args)?).execute(&mut **tx).await?.rows_affected(),
            Open::Postgres(tx) => sqlx::query_with(sql, postgres_args(args)?).execute(&mut **tx).await?.rows_affected(),
        })
    }

    /// Runs several statements without values, as in migrations.
    pub async fn script(&mut self, sql: String) -> Result<(), StoreError> {
        let sql = sqlx::raw_sql(AssertSqlSafe(sql));
        match &mut self.open {
            Open::Sqlite(tx) => sql.execute(&mut **tx).await.map(drop)?,
            Open::Postgres(tx) => sql.execute(&mut **tx).await.map(drop)?,
        }
        Ok(())
    }

    /// Asks the database for a sign of life.
    pub async fn ping(&mut self) -> Result<(), StoreError> {
        self.row("SELECT 1", Vec::new()).await.map(drop)
    }

    /// Remembers that people of a company have something to see once this is committed.
    pub fn will_wake(&mut self, company: i64) {
        self.touched.insert(company);
    }

    /// Whether what people are told also goes out as letters.
    pub const fn sends_letters(&self) -> bool {
        self.sends_letters
    }

    /// Makes everything durable, then wakes who waits for it: here at once, at other servers by PostgreSQL.
    pub async fn commit(mut self) -> Result<(), StoreError> {
        let touched = std::mem::take(&mut self.touched);
        if self.is_postgres() {
            for company in &touched {
                let text = company.to_string();
                self.row("SELECT 1 FROM (SELECT pg_notify($1, $2)) AS told", args![CHANNEL, text]).await?;
            }
        }
        match self.open {
            Open::Sqlite(tx) => tx.commit().await?,
            Open::Postgres(tx) => tx.commit().await?,
        }
        for company in touched {
            self.wake.company(company);
        }
        Ok(())
    }

    /// Whether this is PostgreSQL, for the few statements that differ.
    pub const fn is_postgres(&self) -> bool {
        matches!(self.open, Open::Postgres(_))
    }
}
