//! News: what people are told, and the counters by which an open page learns that something changed.

use contract::api::news::{NewsKind, Notification, Pulse};

use super::db::{Row, Sql};
use super::requests::number_of;
use super::{StoreError, Tx};
use crate::args;
use crate::clock::{Ms, time};
use crate::rights::Who;

/// What people are told.
#[derive(Clone, Copy, Debug)]
pub struct News<'a> {
    /// What happened.
    pub kind: NewsKind,
    /// Who caused it, if a person did.
    pub by: Option<&'a str>,
    /// The key of the request that it is about.
    pub request: Option<i64>,
    /// What it is about by name: a solution, a title; for several the first.
    pub name: &'a str,
    /// How many things it is about.
    pub count: u64,
}

impl Tx {
    /// Raises the company's counter of news; concurrent writers of one company wait for each other here.
    pub async fn raise_news(&mut self, company: i64) -> Result<(), StoreError> {
        self.will_wake(company);
        self.run("UPDATE company SET news_no = news_no + 1 WHERE pk = $1", args![company]).await.map(drop)
    }

    /// Tells people of a company something, in the transaction that did it. Who is disabled is told nothing. A letter
    /// follows where letters are sent.
    pub async fn notify(&mut self, to: &[i64], company: i64, at: Ms, news: News<'_>) -> Result<(), StoreError> {
        for person in to {
            let told = self
                .row(
                    "INSERT INTO notification (company, person, at, kind, by_name, request, name, count) \
                     SELECT $1, pk, $3, $4, $5, $6, $7, $8 FROM person WHERE pk = $2 AND disabled = 0 RETURNING pk",
                    args![company, *person, at, news.kind.word(), news.by, news.request, news.name, news.count],
                )
                .await?;
            if let Some(told) = told {
                self.post_letter(told.int(0)?, at).await?;
            }
        }
        self.raise_news(company).await
    }

    /// A person's notifications in a company, newest first, older than `before`.
    pub async fn notifications(
        &mut self,
        who: &Who,
        before: Option<i64>,
        limit: u32,
    ) -> Result<Vec<(i64, Notification)>, StoreError> {
        let mut sql = Sql::new(
            "SELECT pk, at, kind, by_name, request, name, count, CASE WHEN read_at IS NULL THEN 0 ELSE 1 END \
             FROM notification WHERE person = ",
        );
        sql.bind(who.person).push(" AND company = ").bind(who.company);
        if let Some(before) = before {
            sql.push(" AND pk < ").bind(before);
        }
        sql.push(" ORDER BY pk DESC LIMIT ").bind(limit);
        sql.rows(self).await?.iter().map(|row| Ok((row.int(0)?, notification(row)?))).collect()
    }

    /// How many notifications a person has not seen.
    pub async fn unread(&mut self, who: &Who) -> Result<u64, StoreError> {
        let row = self
            .row(
                "SELECT COUNT(*) FROM notification WHERE person = $1 AND company = $2 AND read_at IS NULL",
                args![who.person, who.company],
            )
            .await?;
        row.map_or(Ok(0), |row| row.count(0))
    }

    /// Notes that a person has seen all up to a notification. Other pages of the person learn of it.
    pub async fn read_up_to(&mut self, who: &Who, newest: i64, at: Ms) -> Result<(), StoreError> {
        let seen = self
            .run(
                "UPDATE notification SET read_at = $4 WHERE person = $1 AND company = $2 AND pk <= $3 AND read_at IS NULL",
                args![who.person, who.company, newest, at],
            )
            .await?;
        if seen > 0 {
            self.will_wake(who.company);
        }
        Ok(())
    }

    /// Where a person's company stands.
    pub async fn pulse(&mut self, who: &Who) -> Result<Pulse, StoreError> {
        let row = self
            .row(
                "SELECT change_no, news_no, (SELECT COUNT(*) FROM notification n \
                 WHERE n.person = $2 AND n.company = c.pk AND n.read_at IS NULL) FROM company c WHERE pk = $1",
                args![who.company, who.person],
            )
            .await?
            .ok_or(StoreError::Shape("a company is missing"))?;
        let (solutions, requests, unread) = (row.count(0)?, row.count(1)?, row.count(2)?);
        let open_solutions = self.counts(who.company).await?.open();
        Ok(Pulse { cursor: format!("{solutions}.{requests}.{unread}"), solutions, requests, unread, open_solutions })
    }

    /// Both counters of companies, as one number that moves with each.
    pub async fn counters(&mut self, companies: &[i64]) -> Result<Vec<(i64, i64)>, StoreError> {
        let mut sql = Sql::new("SELECT pk, change_no + news_no FROM company WHERE pk IN ");
        sql.list(companies.iter().copied());
        sql.rows(self).await?.iter().map(|row| Ok((row.int(0)?, row.int(1)?))).collect()
    }
}

fn notification(row: &Row) -> Result<Notification, StoreError> {
    Ok(Notification {
        id: row.int(0)?.to_string(),
        at: time(row.int(1)?),
        kind: row.word(2, NewsKind::from_word)?,
        by: row.opt_text(3)?,
        request: row.opt_int(4)?.map(number_of),
        name: row.text(5)?,
        count: row.count(6)?,
        read: row.flag(7)?,
    })
}
