//! Signing in: one-time codes, sessions that a cookie keeps, and the short bearers that they mint.

use contract::access::Role;
use contract::api::session::{Membership, Person, Programme};
use contract::fold::fold;
use contract::locale::Locale;

use super::db::{Row, Sql};
use super::{Db, StoreError, Tx};
use crate::args;
use crate::clock::Ms;
use crate::rights::Who;

/// How long a session lasts without being used again, in milliseconds: thirty days.
pub const SESSION_MS: Ms = 30 * 24 * 3_600_000;
/// How long a bearer lasts, in milliseconds: fifteen minutes.
pub const BEARER_MS: Ms = 15 * 60_000;
/// A pause after which the next call counts as a new visit, in milliseconds: thirty minutes.
pub(super) const VISIT_MS: Ms = 30 * 60_000;

/// A session that a cookie or a code stands for.
#[derive(Clone, Debug)]
pub struct OpenSession {
    /// The session's key.
    pub pk: i64,
    /// The person's key.
    pub person: i64,
    /// The company looked at last.
    pub company: i64,
}

/// The caller behind a bearer's hash ($1) at a moment ($2).
const WHO: &str = "SELECT s.pk, p.pk, p.id, p.name, c.pk, c.id, m.role, m.visited_at \
    FROM bearer b JOIN session s ON s.pk = b.session JOIN person p ON p.pk = s.person \
    JOIN company c ON c.pk = b.company JOIN membership m ON m.person = p.pk AND m.company = c.pk \
    WHERE b.token_hash = $1 AND b.expires_at > $2 AND s.ended_at IS NULL AND s.expires_at > $2 AND p.disabled = 0";

fn who(row: &Row) -> Result<Who, StoreError> {
    Ok(Who {
        session: row.int(0)?,
        person: row.int(1)?,
        person_id: row.text(2)?,
        name: row.text(3)?,
        company: row.int(4)?,
        company_id: row.text(5)?,
        role: row.word(6, Role::from_word)?,
        visited_at: row.opt_int(7)?,
        only: None,
    })
}

impl Db {
    /// Who a bearer stands for. `None` when it is unknown or ended, its session ended, or the person left or was disabled.
    /// Each call asks this first, so it is one statement alone.
    pub async fn who(&self, token_hash: Vec<u8>, now: Ms) -> Result<Option<Who>, StoreError> {
        self.row(WHO, args![token_hash, now]).await?.map(|row| who(&row)).transpose()
    }
}

impl Tx {
    /// Notes a one-time code.
    pub async fn add_code(&mut self, person: i64, code_hash: Vec<u8>, expires_at: Ms) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO sign_in_code (code_hash, person, expires_at) VALUES ($1, $2, $3)",
            args![code_hash, person, expires_at],
        )
        .await
        .map(drop)
    }

    /// Uses a code up: the person when it is good, once.
    pub async fn use_code(&mut self, code_hash: Vec<u8>, now: Ms) -> Result<Option<i64>, StoreError> {
        let row = self
            .row(
                "UPDATE sign_in_code SET used_at = $2 WHERE code_hash = $1 AND used_at IS NULL AND expires_at > $2 \
                 AND person IN (SELECT pk FROM person WHERE disabled = 0) RETURNING person",
                args![code_hash, now],
            )
            .await?;
        row.map(|row| row.int(0)).transpose()
    }

    /// Begins a session at the person's first company; `None` for a person without one.
    pub async fn begin_session(
        &mut self,
        person: i64,
        token_hash: Vec<u8>,
        now: Ms,
    ) -> Result<Option<OpenSession>, StoreError> {
        let first = self
            .row(
                "SELECT m.company FROM membership m JOIN company c ON c.pk = m.company WHERE m.person = $1 \
                 ORDER BY COALESCE(m.seen_at, 0) DESC, c.name, c.pk LIMIT 1",
                args![person],
            )
            .await?;
        let Some(company) = first.map(|row| row.int(0)).transpose()? else { return Ok(None) };
        let row = self
            .row(
                "INSERT INTO session (token_hash, person, company, created_at, expires_at) VALUES ($1, $2, $3, $4, $5) RETURNING pk",
                args![token_hash, person, company, now, now + SESSION_MS],
            )
            .await?
            .ok_or(StoreError::Shape("no key for a new session"))?;
        Ok(Some(OpenSession { pk: row.int(0)?, person, company }))
    }

    /// The session that a cookie stands for, if it is still good.
    pub async fn session_by_cookie(&mut self, token_hash: Vec<u8>, now: Ms) -> Result<Option<OpenSession>, StoreError> {
        let row = self
            .row(
                "SELECT s.pk, s.person, s.company FROM session s JOIN person p ON p.pk = s.person \
                 WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.expires_at > $2 AND p.disabled = 0",
                args![token_hash, now],
            )
            .await?;
        row.map(|row| Ok(OpenSession { pk: row.int(0)?, person: row.int(1)?, company: row.int(2)? })).transpose()
    }

    /// The company of that id, if the person belongs to it.
    pub async fn company_of(&mut self, person: i64, company_id: &str) -> Result<Option<i64>, StoreError> {
        let row = self
            .row(
                "SELECT c.pk FROM company c JOIN membership m ON m.company = c.pk WHERE m.person = $1 AND c.id = $2",
                args![person, company_id],
            )
            .await?;
        row.map(|row| row.int(0)).transpose()
    }

    /// Mints a bearer for one company, lengthens the session and notes the visit.
    pub async fn add_bearer(
        &mut self,
        session: &OpenSession,
        company: i64,
        token_hash: Vec<u8>,
        now: Ms,
    ) -> Result<(), StoreError> {
        self.run("DELETE FROM bearer WHERE session = $1 AND expires_at <= $2", args![session.pk, now]).await?;
        self.run(
            "INSERT INTO bearer (token_hash, session, company, expires_at) VALUES ($1, $2, $3, $4)",
            args![token_hash, session.pk, company, now + BEARER_MS],
        )
        .await?;
        self.run(
            "UPDATE session SET company = $2, expires_at = $3 WHERE pk = $1",
            args![session.pk, company, now + SESSION_MS],
        )
        .await?;
        self.note_visit(session.person, company, now).await
    }

    /// Who a bearer stands for, as `Db::who`, within a transaction.
    pub async fn who(&mut self, token_hash: Vec<u8>, now: Ms) -> Result<Option<Who>, StoreError> {
        self.row(WHO, args![token_hash, now]).await?.map(|row| who(&row)).transpose()
    }

    /// Ends a session with all its bearers.
    pub async fn end_session(&mut self, session: i64, now: Ms) -> Result<(), StoreError> {
        self.run("DELETE FROM bearer WHERE session = $1", args![session]).await?;
        self.run("UPDATE session SET ended_at = $2 WHERE pk = $1 AND ended_at IS NULL", args![session, now])
            .await
            .map(drop)
    }

    /// A person as the session shows it.
    pub async fn person(&mut self, person: i64) -> Result<Person, StoreError> {
        let row = self
            .row("SELECT id, name, email, locale FROM person WHERE pk = $1", args![person])
            .await?
            .ok_or(StoreError::Shape("a person is missing"))?;
        Ok(Person {
            id: row.text(0)?,
            name: row.text(1)?,
            email: row.text(2)?,
            locale: row.opt_text(3)?.and_then(|word| Locale::from_word(&word)),
        })
    }

    /// All companies of a person, or those of a list, by folded name.
    pub async fn memberships(&mut self, person: i64, only: Option<&[i64]>) -> Result<Vec<Membership>, StoreError> {
        let mut sql = Sql::new(
            "SELECT c.id, c.name, m.role FROM membership m JOIN company c ON c.pk = m.company WHERE m.person = ",
        );
        sql.bind(person);
        if let Some(only) = only {
            sql.push(" AND c.pk IN ").list(only.iter().copied());
        }
        sql.push(" ORDER BY c.pk");
        let rows = sql.rows(self).await?;
        let membership =
            |row: &Row| Ok(Membership { id: row.text(0)?, name: row.text(1)?, role: row.word(2, Role::from_word)? });
        let mut companies: Vec<Membership> = rows.iter().map(membership).collect::<Result<_, StoreError>>()?;
        companies.sort_by_cached_key(|company| fold(&company.name));
        Ok(companies)
    }

    /// The programme's facts.
    pub async fn programme(&mut self) -> Result<Programme, StoreError> {
        let rows = self.rows("SELECT name, value FROM setting", args![]).await?;
        let mut programme = Programme { deadline: None, join_url: None, enrol_url: None, publisher_url: None };
        for row in rows {
            let value = Some(row.text(1)?).filter(|value| !value.is_empty());
            match row.text(0)?.as_str() {
                "programme.deadline" => programme.deadline = value.and_then(|text| text.parse().ok()),
                "programme.joinUrl" => programme.join_url = value,
                "programme.enrolUrl" => programme.enrol_url = value,
                "programme.publisherUrl" => programme.publisher_url = value,
                _ => {}
            }
        }
        Ok(programme)
    }

    /// Remembers a setting of the installation.
    pub async fn set_setting(&mut self, name: &str, value: &str) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO setting (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            args![name, value],
        )
        .await
        .map(drop)
    }

    /// Remembers a person's language.
    pub async fn set_locale(&mut self, person: i64, locale: Locale) -> Result<(), StoreError> {
        self.run("UPDATE person SET locale = $2 WHERE pk = $1", args![person, locale.word()]).await.map(drop)
    }
}
