//! Typed values on their way into a database, rows on their way out, alike for both drivers.

use sqlx::postgres::{PgArguments, PgRow};
use sqlx::sqlite::{SqliteArguments, SqliteRow};
use sqlx::{Column, Row as _, TypeInfo, ValueRef};

use crate::store::StoreError;

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

/// Refuses what only one of the databases stores.
pub(super) fn storable(values: &[Value]) -> Result<(), StoreError> {
    let holds_nul = |value: &Value| matches!(value, Value::Text(Some(text)) if text.contains('\0'));
    if values.iter().any(holds_nul) { Err(StoreError::Unstorable) } else { Ok(()) }
}

/// Values for SQLite.
pub(super) fn sqlite_args(values: Vec<Value>) -> Result<SqliteArguments, StoreError> {
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

/// Values for PostgreSQL.
pub(super) fn postgres_args(values: Vec<Value>) -> Result<PgArguments, StoreError> {
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

/// A row of SQLite.
pub(super) fn from_sqlite(row: &SqliteRow) -> Result<Row, sqlx::Error> {
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

/// A row of PostgreSQL.
pub(super) fn from_postgres(row: &PgRow) -> Result<Row, sqlx::Error> {
    let mut cells = Vec::with_capacity(row.columns().len());
    for column in row.columns() {
        let raw = row.try_get_raw(column.ordinal())?;
        let cell = match raw.type_info().name() {
            _ if raw.is_null() => Cell::Null,
            "INT8" => Cell::Int(row.try_get(column.ordinal())?),
            "INT4" => Cell::Int(i64::from(row.try_get::<i32, _>(column.ordinal())?)),
            "BYTEA" => Cell::Bytes(row.try_get(column.ordinal())?),
            "TEXT" | "VARCHAR" | "NAME" => Cell::Text(row.try_get(column.ordinal())?),
            _ => return Err(sqlx::Error::Decode("a column type that both databases do not share".into())),
        };
        cells.push(cell);
    }
    Ok(Row(cells))
}
