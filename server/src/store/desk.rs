//! What the desk keeps for itself: its days off and the texts that it uses again.

use chrono::NaiveDate;
use contract::api::requests::{Calendar, Templates};
use serde::de::DeserializeOwned;

use super::{StoreError, Tx};
use crate::args;

const CALENDAR: &str = "desk.calendar";
const TEMPLATES: &str = "desk.templates";

impl Tx {
    /// The desk's days off.
    pub async fn calendar(&mut self) -> Result<Calendar, StoreError> {
        self.desk_setting(CALENDAR).await
    }

    /// The days alone, for counting business days.
    pub async fn holidays(&mut self) -> Result<Vec<NaiveDate>, StoreError> {
        Ok(self.calendar().await?.holidays)
    }

    /// Replaces the desk's days off.
    pub async fn set_calendar(&mut self, calendar: &Calendar) -> Result<(), StoreError> {
        self.set_setting(CALENDAR, &serde_json::to_string(calendar)?).await
    }

    /// Texts that operators use again.
    pub async fn templates(&mut self) -> Result<Templates, StoreError> {
        self.desk_setting(TEMPLATES).await
    }

    /// Replaces the texts.
    pub async fn set_templates(&mut self, templates: &Templates) -> Result<(), StoreError> {
        self.set_setting(TEMPLATES, &serde_json::to_string(templates)?).await
    }

    async fn desk_setting<T: DeserializeOwned + Default>(&mut self, name: &str) -> Result<T, StoreError> {
        let row = self.row("SELECT value FROM setting WHERE name = $1", args![name]).await?;
        Ok(row
            .map(|row| row.text(0))
            .transpose()?
            .map(|text| serde_json::from_str(&text))
            .transpose()?
            .unwrap_or_default())
    }
}
