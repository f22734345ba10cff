//! News: what people are told, and the counter by which an open page learns that something changed.

use contract::api::news::NewsKind;

use super::{StoreError, Tx};
use crate::args;
use crate::clock::Ms;

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
        self.run("UPDATE company SET news_no = news_no + 1 WHERE pk = $1", args![company]).await.map(drop)
    }

    /// Tells people of a company something, in the transaction that did it.
    pub async fn notify(&mut self, to: &[i64], company: i64, at: Ms, news: News<'_>) -> Result<(), StoreError> {
        for person in to {
            self.run(
                "INSERT INTO notification (company, person, at, kind, by_name, request, name, count) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                args![company, *person, at, news.kind.word(), news.by, news.request, news.name, news.count],
            )
            .await?;
        }
        self.raise_news(company).await
    }
}
