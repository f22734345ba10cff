//! Companies and the people in them.

use contract::access::Role;
use contract::api::people::Colleague;
use contract::fold::fold;

use super::db::Row;
use super::{StoreError, Tx};
use crate::args;

/// A person with one membership, as the command line lists them.
#[derive(Clone, Debug)]
pub struct ListedPerson {
    /// The person's key.
    pub pk: i64,
    /// The name.
    pub name: String,
    /// The e-mail address.
    pub email: String,
    /// The company's name.
    pub company: String,
    /// The role there.
    pub role: Role,
    /// Whether signing in is switched off.
    pub disabled: bool,
}

/// A company as the command line lists them.
#[derive(Clone, Debug)]
pub struct ListedCompany {
    /// The company's key.
    pub pk: i64,
    /// The short stable key.
    pub id: String,
    /// The name.
    pub name: String,
    /// `partner` or `desk`.
    pub kind: String,
    /// How many people belong to it.
    pub people: u64,
    /// How many solutions it has.
    pub solutions: u64,
}

impl Tx {
    /// Colleagues in a company who are not disabled, by folded name.
    pub async fn colleagues(&mut self, company: i64) -> Result<Vec<Colleague>, StoreError> {
        let rows = self
            .rows(
                "SELECT p.id, p.name, p.email, m.role FROM membership m JOIN person p ON p.pk = m.person \
                 WHERE m.company = $1 AND p.disabled = 0 ORDER BY p.pk",
                args![company],
            )
            .await?;
        let mut people: Vec<Colleague> = rows.iter().map(colleague).collect::<Result<_, _>>()?;
        people.sort_by_cached_key(|person| fold(&person.name));
        Ok(people)
    }

    /// A colleague's key and name by id, if they belong to the company.
    pub async fn colleague_key(&mut self, company: i64, id: &str) -> Result<Option<(i64, Colleague)>, StoreError> {
        let row = self
            .row(
                "SELECT p.id, p.name, p.email, m.role, p.pk FROM membership m JOIN person p ON p.pk = m.person \
                 WHERE m.company = $1 AND p.id = $2 AND p.disabled = 0",
                args![company, id],
            )
            .await?;
        row.map(|row| Ok((row.int(4)?, colleague(&row)?))).transpose()
    }

    /// All companies, by key.
    pub async fn list_companies(&mut self) -> Result<Vec<ListedCompany>, StoreError> {
        let rows = self
            .rows(
                "SELECT c.pk, c.id, c.name, c.kind, (SELECT COUNT(*) FROM membership m WHERE m.company = c.pk), \
                 (SELECT COUNT(*) FROM solution s WHERE s.company = c.pk) FROM company c ORDER BY c.id",
                args![],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(ListedCompany {
                    pk: row.int(0)?,
                    id: row.text(1)?,
                    name: row.text(2)?,
                    kind: row.text(3)?,
                    people: row.count(4)?,
                    solutions: row.count(5)?,
                })
            })
            .collect()
    }

    /// All memberships, by company and name.
    pub async fn list_people(&mut self) -> Result<Vec<ListedPerson>, StoreError> {
        let rows = self
            .rows(
                "SELECT p.pk, p.name, p.email, c.name, m.role, p.disabled FROM membership m JOIN person p ON p.pk = m.person \
                 JOIN company c ON c.pk = m.company ORDER BY c.pk, p.pk",
                args![],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(ListedPerson {
                    pk: row.int(0)?,
                    name: row.text(1)?,
                    email: row.text(2)?,
                    company: row.text(3)?,
                    role: row.word(4, Role::from_word)?,
                    disabled: row.flag(5)?,
                })
            })
            .collect()
    }

    /// The key of a person by e-mail address.
    pub async fn person_by_email(&mut self, email: &str) -> Result<Option<i64>, StoreError> {
        let row = self.row("SELECT pk FROM person WHERE email = $1", args![email]).await?;
        row.map(|row| row.int(0)).transpose()
    }

    /// Switches signing in off or on. Off also ends every session of the person and forgets their browsers.
    pub async fn set_disabled(&mut self, person: i64, disabled: bool, now: i64) -> Result<(), StoreError> {
        self.run("UPDATE person SET disabled = $2 WHERE pk = $1", args![person, disabled]).await?;
        if !disabled {
            return Ok(());
        }
        self.forget_devices(person).await?;
        self.end_sessions(person, now).await
    }

    /// Signs a person out everywhere.
    pub async fn end_sessions(&mut self, person: i64, now: i64) -> Result<(), StoreError> {
        self.run("DELETE FROM bearer WHERE session IN (SELECT pk FROM session WHERE person = $1)", args![person])
            .await?;
        self.run("UPDATE session SET ended_at = $2 WHERE person = $1 AND ended_at IS NULL", args![person, now])
            .await
            .map(drop)
    }
}

fn colleague(row: &Row) -> Result<Colleague, StoreError> {
    Ok(Colleague { id: row.text(0)?, name: row.text(1)?, email: row.text(2)?, role: row.word(3, Role::from_word)? })
}
