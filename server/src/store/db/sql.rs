//! Statements whose filters come and go.

use super::{Row, Tx, Value};
use crate::store::StoreError;

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
