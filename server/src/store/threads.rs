//! Threads of requests: what was written and done, the files beside it, and who is told.

use std::collections::BTreeMap;

use contract::api::news::NewsKind;
use contract::api::requests::{Attachment, Message, MessageKind};
use contract::workspace::CompanyKind;

use super::news::News;
use super::requests::Request;
use super::{StoreError, Tx};
use crate::args;
use crate::clock::{Ms, time};

/// An entry of a thread that is to be written.
#[derive(Clone, Copy, Debug)]
pub struct NewEntry<'a> {
    /// The opaque id.
    pub id: &'a str,
    /// When.
    pub at: Ms,
    /// Who.
    pub person: Option<i64>,
    /// The name.
    pub by: &'a str,
    /// Whether the desk writes.
    pub from_desk: bool,
    /// What it is.
    pub kind: MessageKind,
    /// The text as typed.
    pub text: &'a str,
}

impl Tx {
    /// Adds an entry to a thread.
    pub async fn add_entry(&mut self, request: i64, entry: NewEntry<'_>) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO request_message (id, request, at, person, by_name, from_desk, kind, text) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            args![entry.id, request, entry.at, entry.person, entry.by, entry.from_desk, entry.kind.word(), entry.text],
        )
        .await
        .map(drop)
    }

    /// Raises a request's version where its state stays the same.
    pub async fn touch_request(&mut self, pk: i64) -> Result<(), StoreError> {
        self.run("UPDATE support_request SET version = version + 1 WHERE pk = $1", args![pk]).await.map(drop)
    }

    /// A thread, oldest first.
    pub async fn thread(&mut self, request: i64) -> Result<Vec<Message>, StoreError> {
        let rows = self
            .rows(
                "SELECT id, at, by_name, from_desk, kind, text FROM request_message WHERE request = $1 ORDER BY pk",
                args![request],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Message {
                    id: row.text(0)?,
                    at: time(row.int(1)?),
                    by: row.text(2)?,
                    from_desk: row.flag(3)?,
                    kind: row.word(4, MessageKind::from_word)?,
                    text: row.text(5)?,
                })
            })
            .collect()
    }

    /// Files of a request, oldest first.
    pub async fn attachments(&mut self, request: i64) -> Result<Vec<Attachment>, StoreError> {
        let rows = self
            .rows(
                "SELECT id, name, media_type, size, at, by_name FROM attachment WHERE request = $1 ORDER BY pk",
                args![request],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Attachment {
                    id: row.text(0)?,
                    name: row.text(1)?,
                    media_type: row.text(2)?,
                    size: row.count(3)?,
                    at: time(row.int(4)?),
                    by: row.text(5)?,
                })
            })
            .collect()
    }

    /// Tells the desk: who works on the request, or everybody while nobody does. Pages of all desks learn that something
    /// changed.
    pub async fn tell_desk(&mut self, holder: Option<i64>, at: Ms, news: News<'_>) -> Result<(), StoreError> {
        let desks = self.desks().await?;
        for (desk, operators) in desks {
            let to: Vec<i64> =
                operators.into_iter().filter(|person| holder.is_none_or(|holds| holds == *person)).collect();
            self.notify(&to, desk, at, news).await?;
        }
        Ok(())
    }

    /// Pages of all desks learn that something changed.
    pub async fn raise_desk_news(&mut self) -> Result<(), StoreError> {
        for (desk, _) in self.desks().await? {
            self.raise_news(desk).await?;
        }
        Ok(())
    }

    /// Desks by key, so that two transactions take them in the same order, with their operators.
    async fn desks(&mut self) -> Result<Vec<(i64, Vec<i64>)>, StoreError> {
        let rows = self
            .rows(
                "SELECT c.pk, p.pk FROM company c LEFT JOIN membership m ON m.company = c.pk \
                 LEFT JOIN person p ON p.pk = m.person AND p.disabled = 0 WHERE c.kind = $1 ORDER BY c.pk, p.pk",
                args![CompanyKind::Desk.word()],
            )
            .await?;
        let mut desks: Vec<(i64, Vec<i64>)> = Vec::new();
        for row in rows {
            let desk = row.int(0)?;
            if desks.last().is_none_or(|(last, _)| *last != desk) {
                desks.push((desk, Vec::new()));
            }
            if let (Some((_, people)), Some(person)) = (desks.last_mut(), row.opt_int(1)?) {
                people.push(person);
            }
        }
        Ok(desks)
    }

    /// Who of the company is told about a request: who filed it, and who takes care of its solution.
    pub async fn people_of(&mut self, request: &Request) -> Result<Vec<i64>, StoreError> {
        let assigned = match &request.solution {
            Some((pk, _)) => self.acting_by_key(*pk).await?.assigned_to,
            None => None,
        };
        let mut people: Vec<i64> = request.person.into_iter().chain(assigned).collect();
        people.sort_unstable();
        people.dedup();
        Ok(people)
    }

    /// Tells people of a company what the desk did with requests of theirs, each of them once for all.
    pub async fn tell_company(
        &mut self,
        requests: &[Request],
        kind: NewsKind,
        by: &str,
        at: Ms,
    ) -> Result<(), StoreError> {
        let mut told: BTreeMap<i64, (&Request, u64)> = BTreeMap::new();
        for request in requests {
            for person in self.people_of(request).await? {
                told.entry(person).or_insert((request, 0)).1 += 1;
            }
        }
        for (person, (first, count)) in told {
            let news = News { kind, by: Some(by), request: Some(first.pk), name: &first.title, count };
            self.notify(&[person], first.company, at, news).await?;
        }
        // Also when nobody is told, open pages learn of it.
        match requests.first() {
            Some(request) => self.raise_news(request.company).await,
            None => Ok(()),
        }
    }
}
