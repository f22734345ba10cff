//! Named filters of a person in a company.

use contract::api::solutions::{NewSavedFilter, SavedFilter};
use contract::fold::fold;

use super::{StoreError, Tx};
use crate::args;

impl Tx {
    /// A person's filters by name.
    pub async fn saved_filters(&mut self, person: i64, company: i64) -> Result<Vec<SavedFilter>, StoreError> {
        let rows = self
            .rows(
                "SELECT id, name, query FROM saved_filter WHERE person = $1 AND company = $2 ORDER BY name_key, pk",
                args![person, company],
            )
            .await?;
        rows.iter().map(|row| Ok(SavedFilter { id: row.text(0)?, name: row.text(1)?, query: row.text(2)? })).collect()
    }

    /// How many filters a person has, other than the one of this name.
    pub async fn count_other_filters(&mut self, person: i64, company: i64, name: &str) -> Result<u64, StoreError> {
        let row = self
            .row(
                "SELECT COUNT(*) FROM saved_filter WHERE person = $1 AND company = $2 AND name_key <> $3",
                args![person, company, fold(name)],
            )
            .await?;
        row.map_or(Ok(0), |row| row.count(0))
    }

    /// Saves a filter; one of the same folded name is replaced and keeps its id.
    pub async fn save_filter(
        &mut self,
        person: i64,
        company: i64,
        id: &str,
        filter: &NewSavedFilter,
    ) -> Result<SavedFilter, StoreError> {
        let row = self
            .row(
                "INSERT INTO saved_filter (id, person, company, name, name_key, query) VALUES ($1, $2, $3, $4, $5, $6) \
                 ON CONFLICT (person, company, name_key) DO UPDATE SET name = excluded.name, query = excluded.query \
                 RETURNING id, name, query",
                args![id, person, company, &filter.name, fold(&filter.name), &filter.query],
            )
            .await?
            .ok_or(StoreError::Shape("a saved filter is missing"))?;
        Ok(SavedFilter { id: row.text(0)?, name: row.text(1)?, query: row.text(2)? })
    }

    /// Removes one of the person's filters and gives its name.
    pub async fn remove_filter(&mut self, person: i64, company: i64, id: &str) -> Result<Option<String>, StoreError> {
        let row = self
            .row(
                "DELETE FROM saved_filter WHERE person = $1 AND company = $2 AND id = $3 RETURNING name",
                args![person, company, id],
            )
            .await?;
        row.map(|row| row.text(0)).transpose()
    }
}
