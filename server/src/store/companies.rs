//! One company as a workspace file would say it, and leaving one: what the command line changes by hand.

use contract::api::history::EventKind;
use contract::workspace::{Company, CompanyKind};

use super::history::{Actor, Event};
use super::{StoreError, Tx};
use crate::args;
use crate::clock::Ms;

impl Tx {
    /// A company's own facts by its key, without people, publishers, offers and solutions: writing them back changes nothing.
    pub async fn company_as_written(&mut self, key: &str) -> Result<Option<Company>, StoreError> {
        let row = self
            .row("SELECT pk, name, kind, membership_active, enrolled FROM company WHERE id = $1", args![key])
            .await?;
        let Some(row) = row else { return Ok(None) };
        let ids = self
            .rows("SELECT partner_id FROM partner_id WHERE company = $1 ORDER BY partner_id", args![row.int(0)?])
            .await?;
        Ok(Some(Company {
            key: key.to_owned(),
            name: row.text(1)?,
            kind: row.word(2, CompanyKind::from_word)?,
            partner_ids: ids.iter().map(|row| row.text(0)).collect::<Result<_, _>>()?,
            membership_active: row.flag(3)?,
            enrolled: row.flag(4)?,
            publishers: Vec::new(),
            people: Vec::new(),
            offers: Vec::new(),
            solutions: Vec::new(),
        }))
    }

    /// A company's key in the database and its kind, by the key that people use.
    pub async fn company_kind(&mut self, key: &str) -> Result<Option<(i64, CompanyKind)>, StoreError> {
        let row = self.row("SELECT pk, kind FROM company WHERE id = $1", args![key]).await?;
        row.map(|row| Ok((row.int(0)?, row.word(1, CompanyKind::from_word)?))).transpose()
    }

    /// Takes a person out of a company: what they did stays, their tokens for it end, and nothing is assigned to them there.
    /// Says whether they belonged to it.
    pub async fn leave_company(&mut self, person: i64, company_key: &str, at: Ms) -> Result<bool, StoreError> {
        let Some(row) = self.row("SELECT pk FROM company WHERE id = $1", args![company_key]).await? else {
            return Ok(false);
        };
        let company = row.int(0)?;
        let left =
            self.run("DELETE FROM membership WHERE person = $1 AND company = $2", args![person, company]).await?;
        if left == 0 {
            return Ok(false);
        }
        let sessions = "session IN (SELECT pk FROM session WHERE person = $1)";
        self.run(format!("DELETE FROM bearer WHERE company = $2 AND {sessions}"), args![person, company]).await?;
        let change = self.next_change(company).await?;
        let freed = self
            .rows(
                "UPDATE solution SET assigned_to = NULL, assigned_key = '', version = version + 1, change_no = $3 \
                 WHERE company = $2 AND assigned_to = $1 RETURNING id, name",
                args![person, company, change],
            )
            .await?;
        for row in freed {
            let (id, name) = (row.text(0)?, row.text(1)?);
            let event = Event { kind: EventKind::Unassigned, subject: &id, name: &name, before: None, after: None };
            self.record(company, &Actor::SYSTEM, at, event).await?;
        }
        Ok(true)
    }
}
