//! Letters that are still to be sent: one row for each notification, taken by person under a lease.

use contract::access::Role;
use contract::api::news::NewsKind;
use contract::locale::Locale;

use super::db::Sql;
use super::requests::number_of;
use super::{StoreError, Tx};
use crate::args;
use crate::clock::Ms;
use crate::embed::visit::NO_MAIL;

/// How long news are gathered before the letter goes, in milliseconds: a minute.
pub const GATHER_MS: Ms = 60_000;
/// How long a server has a letter for itself, in milliseconds. Longer than a whole attempt to send it.
pub const LEASE_MS: Ms = 2 * 60_000;
/// After this time a letter is given up, in milliseconds: a day.
const GIVE_UP_MS: Ms = 24 * 3_600_000;
/// How long it is remembered that a letter was sent, in milliseconds: a week.
const SENT_MS: Ms = 7 * 24 * 3_600_000;

/// One thing that a letter tells.
#[derive(Clone, Debug)]
pub struct Line {
    /// What happened.
    pub kind: NewsKind,
    /// Who caused it.
    pub by: Option<String>,
    /// The number of the request that it is about.
    pub request: Option<String>,
    /// What it is about by name.
    pub name: String,
    /// How many things it is about.
    pub count: u64,
}

/// A letter that this server alone may send until the lease ends.
#[derive(Clone, Debug)]
pub struct Letter {
    /// Keys of its rows, ascending.
    pub rows: Vec<i64>,
    /// To whom.
    pub email: String,
    /// The person's name.
    pub name: String,
    /// The person's language.
    pub locale: Locale,
    /// The role in the company, which decides where links lead.
    pub role: Role,
    /// The company's name.
    pub company: String,
    /// How often it was tried before, at most.
    pub attempts: u64,
    /// What it tells, oldest first.
    pub lines: Vec<Line>,
}

impl Tx {
    /// Puts a notification among the letters to send, where letters are sent.
    pub(super) async fn post_letter(&mut self, notification: i64, at: Ms) -> Result<(), StoreError> {
        if self.sends_letters() {
            self.run("INSERT INTO outbox (notification, due_at) VALUES ($1, $2)", args![notification, at + GATHER_MS])
                .await?;
        }
        Ok(())
    }

    /// Forgets letters that need not go any more: the news were seen, or the person was disabled or left, or never
    /// had an address.
    pub async fn drop_needless_letters(&mut self) -> Result<(), StoreError> {
        self.run(
            "DELETE FROM outbox WHERE sent_at IS NULL AND notification IN (SELECT n.pk FROM notification n \
             JOIN person p ON p.pk = n.person LEFT JOIN membership m ON m.person = n.person AND m.company = n.company \
             WHERE n.read_at IS NOT NULL OR p.disabled <> 0 OR m.person IS NULL OR p.email LIKE $1)",
            args![format!("%@{NO_MAIL}")],
        )
        .await
        .map(drop)
    }

    /// Takes the letter that is due first: all that waits for its person in one company. Of two servers one gets it.
    pub async fn take_letter(&mut self, now: Ms) -> Result<Option<Letter>, StoreError> {
        let first = self
            .row(
                "SELECT p.pk, c.pk, p.email, p.name, p.locale, m.role, c.name FROM outbox o \
                 JOIN notification n ON n.pk = o.notification JOIN person p ON p.pk = n.person \
                 JOIN company c ON c.pk = n.company JOIN membership m ON m.person = p.pk AND m.company = c.pk \
                 WHERE o.sent_at IS NULL AND o.due_at <= $1 AND o.lease_until <= $1 ORDER BY o.due_at, o.pk LIMIT 1",
                args![now],
            )
            .await?;
        let Some(first) = first else { return Ok(None) };
        // PostgreSQL waits here for a server that takes the same rows, and then finds them taken.
        let mut taken = self
            .rows(
                "UPDATE outbox SET lease_until = $4, attempts = attempts + 1 WHERE sent_at IS NULL AND lease_until <= $3 \
                 AND notification IN (SELECT pk FROM notification WHERE person = $1 AND company = $2) \
                 RETURNING pk, notification, attempts",
                args![first.int(0)?, first.int(1)?, now, now + LEASE_MS],
            )
            .await?
            .iter()
            .map(|row| Ok((row.int(0)?, row.int(1)?, row.count(2)?)))
            .collect::<Result<Vec<_>, StoreError>>()?;
        if taken.is_empty() {
            return Ok(None);
        }
        taken.sort_unstable();
        Ok(Some(Letter {
            rows: taken.iter().map(|(row, _, _)| *row).collect(),
            email: first.text(2)?,
            name: first.text(3)?,
            locale: first.opt_text(4)?.and_then(|word| Locale::from_word(&word)).unwrap_or(Locale::En),
            role: first.word(5, Role::from_word)?,
            company: first.text(6)?,
            attempts: taken.iter().map(|(_, _, attempts)| *attempts).max().unwrap_or(1),
            lines: self.lines(taken.iter().map(|(_, notification, _)| *notification)).await?,
        }))
    }

    async fn lines(&mut self, notifications: impl IntoIterator<Item = i64>) -> Result<Vec<Line>, StoreError> {
        let mut sql = Sql::new("SELECT kind, by_name, request, name, count FROM notification WHERE pk IN ");
        sql.list(notifications).push(" ORDER BY pk");
        let rows = sql.rows(self).await?;
        rows.iter()
            .map(|row| {
                Ok(Line {
                    kind: row.word(0, NewsKind::from_word)?,
                    by: row.opt_text(1)?,
                    request: row.opt_int(2)?.map(number_of),
                    name: row.text(3)?,
                    count: row.count(4)?,
                })
            })
            .collect()
    }

    /// Notes that a letter went out.
    pub async fn letter_sent(&mut self, rows: &[i64], at: Ms) -> Result<(), StoreError> {
        let mut sql = Sql::new("UPDATE outbox SET sent_at = ");
        sql.bind(at).push(" WHERE pk IN ").list(rows.iter().copied());
        sql.rows(self).await.map(drop)
    }

    /// Gives a letter back, to be tried again at a time.
    pub async fn letter_failed(&mut self, rows: &[i64], again_at: Ms) -> Result<(), StoreError> {
        let mut sql = Sql::new("UPDATE outbox SET lease_until = 0, due_at = ");
        sql.bind(again_at).push(" WHERE sent_at IS NULL AND pk IN ").list(rows.iter().copied());
        sql.rows(self).await.map(drop)
    }

    /// Forgets a letter that no server takes.
    pub async fn drop_letter(&mut self, rows: &[i64]) -> Result<(), StoreError> {
        let mut sql = Sql::new("DELETE FROM outbox WHERE pk IN ");
        sql.list(rows.iter().copied());
        sql.rows(self).await.map(drop)
    }

    /// Forgets letters that could not be sent for a day, and those that went out long ago; says how many were given up.
    pub async fn sweep_letters(&mut self, now: Ms) -> Result<u64, StoreError> {
        self.run("DELETE FROM outbox WHERE sent_at <= $1", args![now - SENT_MS]).await?;
        self.run(
            "DELETE FROM outbox WHERE sent_at IS NULL AND lease_until <= $1 AND notification IN \
             (SELECT pk FROM notification WHERE at <= $2)",
            args![now, now - GIVE_UP_MS],
        )
        .await
    }
}
