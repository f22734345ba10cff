//! One thin layer over sqlx's two drivers: statements with `$1` places, typed values in, rows out, one body for both databases.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use sqlx::postgres::{PgArguments, PgListener, PgPool, PgPoolOptions, PgRow};
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteRow,
    SqliteSynchronous,
};
use sqlx::{AssertSqlSafe, Column, Postgres, Row as _, Sqlite, TypeInfo, ValueRef};

use super::StoreError;
use crate::wake::Wake;

/// A value on its way into the database. Nulls are typed, because PostgreSQL wants to know.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Whole numbers, flags, times in milliseconds.
    Int(Option<i64>),
    /// Text.
    Text(Option<String>),
    /// Bytes.
    Bytes(Option<Vec<u8>>),
}

macro_rules! value_from {
    ($($from:ty => |$x:ident| $to:expr),+ $(,)?) => {
        $(impl From<$from> for Value { fn from($x: $from) -> Self { $to } })+
    };
}

value_from! {
    i64 => |x| Value::Int(Some(x)),
    u32 => |x| Value::Int(Some(i64::from(x))),
    // Counts and versions never come near the limit; a value past it would be a fault upstream and is stored as the limit.
    u64 => |x| Value::Int(Some(i64::try_from(x).unwrap_or(i64::MAX))),
    bool => |x| Value::Int(Some(i64::from(x))),
    Option<i64> => |x| Value::Int(x),
    &str => |x| Value::Text(Some(x.to_owned())),
    String => |x| Value::Text(Some(x)),
    &String => |x| Value::Text(Some(x.clone())),
    Option<String> => |x| Value::Text(x),
    Option<&str> => |x| Value::Text(x.map(str::to_owned)),
    Vec<u8> => |x| Value::Bytes(Some(x)),
    &[u8] => |x| Value::Bytes(Some(x.to_vec())),
}

/// The values of a statement, in the order of its places.
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => { vec![$($crate::store::db::Value::from($value)),*] };
}

/// One row of an answer, read by position.
#[derive(Clone, Debug)]
pub struct Row(Vec<Cell>);

#[derive(Clone, Debug)]
enum Cell {
    Null,
    Int(i64),
    Text(String),
    Bytes(Vec<u8>),
}

impl Row {
    fn cell(&self, index: usize) -> Result<&Cell, StoreError> {
        self.0.get(index).ok_or(StoreError::Shape("a column is missing"))
    }

    /// A whole number.
    pub fn int(&self, index: usize) -> Result<i64, StoreError> {
        self.opt_int(index)?.ok_or(StoreError::Shape("a number is null"))
    }

    /// A whole number that is never negative.
    pub fn count(&self, index: usize) -> Result<u64, StoreError> {
        u64::try_from(self.int(index)?).map_err(|_| StoreError::Shape("a count is negative"))
    }

    /// A flag.
    pub fn flag(&self, index: usize) -> Result<bool, StoreError> {
        Ok(self.int(index)? != 0)
    }

    /// A whole number or null.
    pub fn opt_int(&self, index: usize) -> Result<Option<i64>, StoreError> {
        match self.cell(index)? {
            Cell::Int(value) => Ok(Some(*value)),
            Cell::Null => Ok(None),
            _ => Err(StoreError::Shape("a number was expected")),
        }
    }

    /// Text.
    pub fn text(&self, index: usize) -> Result<String, StoreError> {
        self.opt_text(index)?.ok_or(StoreError::Shape("a text is null"))
    }

    /// Text or null.
    pub fn opt_text(&self, index: usize) -> Result<Option<String>, StoreError> {
        match self.cell(index)? {
            Cell::Text(value) => Ok(Some(value.clone())),
            Cell::Null => Ok(None),
            _ => Err(StoreError::Shape("a text was expected")),
        }
    }

    /// Bytes.
    pub fn bytes(&self, index: usize) -> Result<&[u8], StoreError> {
        match self.cell(index)? {
            Cell::Bytes(value) => Ok(value),
            _ => Err(StoreError::Shape("bytes were expected")),
        }
    }

    /// A word of one of our enums.
    pub fn word<T>(&self, index: usize, parse: fn(&str) -> Option<T>) -> Result<T, StoreError> {
        parse(&self.text(index)?).ok_or(StoreError::Shape("an unknown word is stored"))
    }
}

/// The database, and who waits for news of it.
#[derive(Clone, Debug)]
pub struct Db {
    pools: Pools,
    wake: Arc<Wake>,
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
        Db { pools, wake: Arc::default(), sends_letters: false }
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
        Tx { open, wake: self.wake.clone(), touched: BTreeSet::new(), sends_letters: self.sends_letters }
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
            .pragma("cache_size", "-8000");
        let writer = SqlitePoolOptions::new().max_connections(1).acquire_timeout(PATIENCE);
        let mut tries = 0;
        let writer = loop {
            match writer.clone().connect_with(options.clone()).await.map_err(StoreError::from) {
                // Of two programs that meet a new file at once, SQLite tells one "busy" without waiting.
                Err(error) if error.is_busy() && tries < OPEN_TRIES => {
                    tries += 1;
                    tokio::time::sleep(OPEN_PAUSE).await;
                }
                other => break other?,
            }
        };
        let readers =
            SqlitePoolOptions::new().max_connections(4).acquire_timeout(PATIENCE).connect_with(options).await?;
        Ok(Db::of(Pools::Sqlite { writer, readers }))
    }

    /// Begins a transaction that only reads: one consistent picture for all its statements.
    pub async fn read(&self) -> Result<Tx, StoreError> {
        Ok(self.tx(match &self.pools {
            Pools::Sqlite { readers, .. } => Open::Sqlite(readers.begin().await?),
            Pools::Postgres(pool) => {
                Open::Postgres(pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
            }
        }))
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
    /// Runs a statement and gives its rows.
    pub async fn rows(&mut self, sql: impl Into<Cow<'static, str>>, args: Vec<Value>) -> Result<Vec<Row>, StoreError> {
        storable(&args)?;
        // Values never enter the text of a statement: dynamic ones are joined from constants by `Sql`.
        let sql = AssertSqlSafe(sql.into().into_owned());
        match &mut self.open {
            Open::Sqlite(tx) => {
                let rows = sqlx::query_with(sql, sqlite_args(args)?).fetch_all(&mut **tx).await?;
                rows.iter().map(from_sqlite).collect()
            }
            Open::Postgres(tx) => {
                let rows = sqlx::query_with(sql, postgres_args(args)?).fetch_all(&mut **tx).await?;
                rows.iter().map(from_postgres).collect()
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

fn storable(values: &[Value]) -> Result<(), StoreError> {
    let holds_nul = |value: &Value| matches!(value, Value::Text(Some(text)) if text.contains('\0'));
    if values.iter().any(holds_nul) { Err(StoreError::Unstorable) } else { Ok(()) }
}

fn sqlite_args(values: Vec<Value>) -> Result<SqliteArguments, StoreError> {
    use sqlx::Arguments as _;
    let mut args = SqliteArguments::default();
    for value in values {
        match value {
            Value::Int(x) => args.add(x),
            Value::Text(x) => args.add(x),
            Value::Bytes(x) => args.add(x),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(args)
}

fn postgres_args(values: Vec<Value>) -> Result<PgArguments, StoreError> {
    use sqlx::Arguments as _;
    let mut args = PgArguments::default();
    for value in values {
        match value {
            Value::Int(x) => args.add(x),
            Value::Text(x) => args.add(x),
            Value::Bytes(x) => args.add(x),
        }
        .map_err(sqlx::Error::Encode)?;
    }
    Ok(args)
}

fn from_sqlite(row: &SqliteRow) -> Result<Row, StoreError> {
    let mut cells = Vec::with_capacity(row.columns().len());
    for column in row.columns() {
        let raw = row.try_get_raw(column.ordinal())?;
        let cell = match raw.type_info().name() {
            _ if raw.is_null() => Cell::Null,
            "TEXT" => Cell::Text(row.try_get(column.ordinal())?),
            "BLOB" => Cell::Bytes(row.try_get(column.ordinal())?),
            _ => Cell::Int(row.try_get_unchecked(column.ordinal())?),
        };
        cells.push(cell);
    }
    Ok(Row(cells))
}

fn from_postgres(row: &PgRow) -> Result<Row, StoreError> {
    let mut cells = Vec::with_capacity(row.columns().len());
    for column in row.columns() {
        let raw = row.try_get_raw(column.ordinal())?;
        let cell = match raw.type_info().name() {
            _ if raw.is_null() => Cell::Null,
            "INT8" => Cell::Int(row.try_get(column.ordinal())?),
            "INT4" => Cell::Int(i64::from(row.try_get::<i32, _>(column.ordinal())?)),
            "BYTEA" => Cell::Bytes(row.try_get(column.ordinal())?),
            "TEXT" | "VARCHAR" | "NAME" => Cell::Text(row.try_get(column.ordinal())?),
            _ => return Err(StoreError::Shape("a column type that both databases do not share")),
        };
        cells.push(cell);
    }
    Ok(Row(cells))
}

/// A statement joined from constant pieces and values, for filters that come and go.
#[derive(Debug, Default)]
pub struct Sql {
    text: String,
    args: Vec<Value>,
}

impl Sql {
    /// Begins with a constant piece.
    pub fn new(piece: &'static str) -> Sql {
        Sql { text: piece.to_owned(), args: Vec::new() }
    }

    /// Adds a constant piece.
    pub fn push(&mut self, piece: &'static str) -> &mut Sql {
        self.text.push_str(piece);
        self
    }

    /// Adds a place for a value.
    pub fn bind(&mut self, value: impl Into<Value>) -> &mut Sql {
        self.args.push(value.into());
        self.text.push('$');
        self.text.push_str(&self.args.len().to_string());
        self
    }

    /// Adds `(place, place, …)`; an empty list matches nothing.
    pub fn list<V: Into<Value>>(&mut self, values: impl IntoIterator<Item = V>) -> &mut Sql {
        self.push("(");
        let mut first = true;
        for value in values {
            if !first {
                self.push(", ");
            }
            first = false;
            self.bind(value);
        }
        if first {
            self.push("NULL");
        }
        self.push(")")
    }

    /// Runs it and gives its rows.
    pub async fn rows(self, tx: &mut Tx) -> Result<Vec<Row>, StoreError> {
        tx.rows(self.text, self.args).await
    }
}
