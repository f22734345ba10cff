//! Who is who at an issuer of tokens, and what a token of theirs changes here.

use contract::access::Role;
use contract::workspace::CompanyKind;

use super::db::Row;
use super::sessions::VISIT_MS;
use super::{StoreError, Tx};
use crate::args;
use crate::clock::Ms;

/// A person whom an issuer calls by a subject.
#[derive(Clone, Debug)]
pub struct Identity {
    /// The person's key.
    pub person: i64,
    /// The person's public id.
    pub person_id: String,
    /// The name.
    pub name: String,
    /// Whether signing in is switched off.
    pub disabled: bool,
    /// Whether the account was made for this identity.
    pub made: bool,
}

/// A company that a token opens.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The company's key.
    pub pk: i64,
    /// The company's public id.
    pub id: String,
}

/// A person's place in a company.
#[derive(Clone, Debug)]
pub struct PlaceOf {
    /// The company's key.
    pub company: i64,
    /// The role there.
    pub role: Role,
    /// The last call that was noted.
    pub seen_at: Option<Ms>,
    /// The last call of the visit before this one.
    pub visited_at: Option<Ms>,
}

impl Tx {
    /// The person whom an issuer calls by a subject.
    pub async fn identity(&mut self, issuer: &str, subject: &str) -> Result<Option<Identity>, StoreError> {
        let row = self
            .row(
                "SELECT p.pk, p.id, p.name, p.disabled, i.made FROM identity i JOIN person p ON p.pk = i.person \
                 WHERE i.issuer = $1 AND i.subject = $2",
                args![issuer, subject],
            )
            .await?;
        row.map(|row| {
            Ok(Identity {
                person: row.int(0)?,
                person_id: row.text(1)?,
                name: row.text(2)?,
                disabled: row.flag(3)?,
                made: row.flag(4)?,
            })
        })
        .transpose()
    }

    /// Notes by which subject an issuer calls a person; false when the subject is noted already, or the person with another.
    pub async fn add_identity(
        &mut self,
        issuer: &str,
        subject: &str,
        person: i64,
        made: bool,
        now: Ms,
    ) -> Result<bool, StoreError> {
        let added = self
            .run(
                "INSERT INTO identity (issuer, subject, person, made, created_at) VALUES ($1, $2, $3, $4, $5) \
                 ON CONFLICT DO NOTHING",
                args![issuer, subject, person, made, now],
            )
            .await?;
        Ok(added == 1)
    }

    /// Forgets by which subjects issuers call a person, and says how many there were.
    pub async fn remove_identities(&mut self, person: i64) -> Result<u64, StoreError> {
        self.run("DELETE FROM identity WHERE person = $1", args![person]).await
    }

    /// The partner's company of that public id, else of that name if only one has it. A desk is never meant.
    pub async fn partner_company(&mut self, named: &str) -> Result<Option<Place>, StoreError> {
        let rows = self
            .rows(
                "SELECT pk, id FROM company WHERE (id = $1 OR name = $1) AND kind = $2 ORDER BY pk",
                args![named, CompanyKind::Partner.word()],
            )
            .await?;
        let place = |row: &Row| Ok(Place { pk: row.int(0)?, id: row.text(1)? });
        let mut places: Vec<Place> = rows.iter().map(place).collect::<Result<_, StoreError>>()?;
        match places.iter().position(|place| place.id == named) {
            Some(index) => Ok(Some(places.swap_remove(index))),
            None if places.len() == 1 => Ok(places.pop()),
            None => Ok(None),
        }
    }

    /// Whether a person belongs to a company.
    pub async fn belongs_to(&mut self, person: i64, place: Option<&Place>) -> Result<bool, StoreError> {
        let Some(place) = place else { return Ok(false) };
        Ok(self.role(person, place.pk).await?.is_some())
    }

    /// A person's places in all companies.
    pub async fn places_of(&mut self, person: i64) -> Result<Vec<PlaceOf>, StoreError> {
        let rows = self
            .rows("SELECT company, role, seen_at, visited_at FROM membership WHERE person = $1", args![person])
            .await?;
        let place = |row: &Row| {
            Ok(PlaceOf {
                company: row.int(0)?,
                role: row.word(1, Role::from_word)?,
                seen_at: row.opt_int(2)?,
                visited_at: row.opt_int(3)?,
            })
        };
        rows.iter().map(place).collect()
    }

    /// Gives a person a role in a company.
    pub async fn set_membership(&mut self, person: i64, company: i64, role: Role) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO membership (person, company, role) VALUES ($1, $2, $3) \
             ON CONFLICT (person, company) DO UPDATE SET role = excluded.role",
            args![person, company, role.word()],
        )
        .await
        .map(drop)
    }

    /// Notes that a person is at a company now; after a pause that is a new visit.
    pub async fn note_visit(&mut self, person: i64, company: i64, now: Ms) -> Result<(), StoreError> {
        self.run(
            "UPDATE membership SET visited_at = CASE WHEN seen_at < $3 THEN seen_at ELSE visited_at END, seen_at = $4 \
             WHERE person = $1 AND company = $2",
            args![person, company, now - VISIT_MS, now],
        )
        .await
        .map(drop)
    }

    /// Adds a person who belongs nowhere yet; `None` when the address is taken.
    pub async fn add_person(&mut self, id: &str, email: &str, name: &str) -> Result<Option<i64>, StoreError> {
        let row = self
            .row(
                "INSERT INTO person (id, email, name) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING pk",
                args![id, email, name],
            )
            .await?;
        row.map(|row| row.int(0)).transpose()
    }

    /// Gives a person another name.
    pub async fn rename_person(&mut self, person: i64, name: &str) -> Result<(), StoreError> {
        self.run("UPDATE person SET name = $2 WHERE pk = $1", args![person, name]).await.map(drop)
    }

    /// Makes other writers of a company wait until this transaction ends.
    pub async fn lock_company(&mut self, company: i64) -> Result<(), StoreError> {
        self.run("UPDATE company SET news_no = news_no WHERE pk = $1", args![company]).await.map(drop)
    }
}
