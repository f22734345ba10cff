//! Co-sell pages of offers: reading them, and writing what `contract::merge` says comes out of a merge.

use std::collections::HashMap;

use contract::api::solutions::{Carries, Collateral, Contact, Referral};
use contract::fold::fold;
use contract::merge::{CoSell, Moved, Origin, none_left_aside};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::acting::Acting;
use super::db::Row;
use super::offers::Offer;
use super::{StoreError, Tx};
use crate::args;
use crate::clock::Ms;

/// The words by which records are stored.
const REFERRALS: &str = "referrals";
const COLLATERAL: &str = "collateral";
const CONTACTS: &str = "contacts";

/// A co-sell page as it is stored: each record of the page with its key, in the page's order.
#[derive(Clone, Debug, Default)]
pub struct StoredPage {
    /// What people see.
    pub page: CoSell,
    referrals: Vec<i64>,
    collateral: Vec<i64>,
    contacts: Vec<i64>,
    /// How often each kind and ident of a solution stands in it, by the solution's id.
    numbers: HashMap<(&'static str, String, String), i64>,
}

impl StoredPage {
    /// Notes that one more record of a solution is stored under a kind and ident.
    fn number(&mut self, kind: &'static str, ident: &str, solution: &str, nth: i64) {
        let next = self.numbers.entry((kind, ident.to_owned(), solution.to_owned())).or_insert(0);
        *next = (*next).max(nth + 1);
    }
}

/// One record of a page on its way into the store.
struct Entry {
    ident: String,
    data: String,
    set_aside: bool,
    reopened: bool,
}

fn entries<T: Serialize>(list: &[Moved<T>], ident: fn(&T) -> &str) -> Result<Vec<Entry>, StoreError> {
    list.iter()
        .map(|moved| {
            Ok(Entry {
                ident: fold(ident(&moved.record)),
                data: serde_json::to_string(&moved.record)?,
                set_aside: moved.set_aside,
                reopened: moved.from.as_ref().is_some_and(|from| from.reopened),
            })
        })
        .collect()
}

impl Tx {
    /// What a solution carries, with its incentives and the summary of its file.
    pub async fn carries_of(&mut self, solution: i64) -> Result<Carries, StoreError> {
        let row = self
            .row("SELECT incentives, summary FROM solution WHERE pk = $1", args![solution])
            .await?
            .ok_or(StoreError::Shape("a solution is missing"))?;
        let summary = row.text(1)?;
        let mut carries = Carries {
            incentives: serde_json::from_str(&row.text(0)?)?,
            summary: if summary.is_empty() { None } else { Some(serde_json::from_str(&summary)?) },
            ..Carries::default()
        };
        let rows =
            self.rows("SELECT kind, data FROM carried WHERE solution = $1 ORDER BY kind, pk", args![solution]).await?;
        for row in rows {
            let data = row.text(1)?;
            match row.text(0)?.as_str() {
                REFERRALS => carries.referrals.push(serde_json::from_str(&data)?),
                COLLATERAL => carries.collateral.push(serde_json::from_str(&data)?),
                CONTACTS => carries.contacts.push(serde_json::from_str(&data)?),
                _ => return Err(StoreError::Shape("an unknown kind is carried")),
            }
        }
        Ok(carries)
    }

    /// The co-sell page of an offer.
    pub async fn co_sell(&mut self, offer: &Offer) -> Result<StoredPage, StoreError> {
        let rows = self
            .rows(
                "SELECT x.pk, x.kind, x.data, x.set_aside, x.reopened, s.id, s.solution_id, s.name, x.ident, x.nth \
                 FROM offer_carried x LEFT JOIN solution s ON s.pk = x.solution WHERE x.offer = $1 ORDER BY x.pk",
                args![offer.pk],
            )
            .await?;
        let mut stored = StoredPage::default();
        stored.page.status = offer.row.co_sell_status;
        stored.page.incentives.clone_from(&offer.incentives);
        for row in &rows {
            let (pk, solution) = (row.int(0)?, row.opt_text(5)?);
            let kind = match row.text(1)?.as_str() {
                REFERRALS => {
                    stored.page.referrals.push(moved::<Referral>(row)?);
                    stored.referrals.push(pk);
                    REFERRALS
                }
                COLLATERAL => {
                    stored.page.collateral.push(moved::<Collateral>(row)?);
                    stored.collateral.push(pk);
                    COLLATERAL
                }
                CONTACTS => {
                    stored.page.contacts.push(moved::<Contact>(row)?);
                    stored.contacts.push(pk);
                    CONTACTS
                }
                _ => return Err(StoreError::Shape("an unknown kind is carried")),
            };
            if let Some(solution) = solution {
                stored.number(kind, &row.text(8)?, &solution, row.int(9)?);
            }
        }
        Ok(stored)
    }

    /// Writes a page that grew out of the stored one: its records stand where they stood, new ones of the solution follow.
    pub async fn write_merged(
        &mut self,
        offer: i64,
        solution: &Acting,
        mut stored: StoredPage,
        after: &CoSell,
        at: Ms,
    ) -> Result<(), StoreError> {
        let lists = [
            (REFERRALS, stored.referrals.clone(), entries(&after.referrals, |referral| &referral.customer)?),
            (COLLATERAL, stored.collateral.clone(), entries(&after.collateral, |document| &document.title)?),
            (CONTACTS, stored.contacts.clone(), entries(&after.contacts, |contact| &contact.email)?),
        ];
        for (kind, keys, entries) in lists {
            for (place, entry) in entries.iter().enumerate() {
                if let Some(pk) = keys.get(place) {
                    self.run(
                        "UPDATE offer_carried SET set_aside = $2, reopened = $3 WHERE pk = $1",
                        args![*pk, entry.set_aside, entry.reopened],
                    )
                    .await?;
                    continue;
                }
                let key = (kind, entry.ident.clone(), solution.id.clone());
                let nth = stored.numbers.get(&key).copied().unwrap_or(0);
                stored.number(kind, &entry.ident, &solution.id, nth);
                self.run(
                    "INSERT INTO offer_carried (offer, solution, kind, ident, nth, data, set_aside) VALUES ($1, $2, $3, $4, $5, $6, $7)",
                    args![offer, solution.pk, kind, &entry.ident, nth, &entry.data, entry.set_aside],
                )
                .await?;
            }
        }
        self.run(
            "UPDATE offer SET co_sell_status = $2, incentives = $3, changed_at = $4, version = version + 1 WHERE pk = $1",
            args![offer, after.status.map(|status| status.word()), serde_json::to_string(&after.incentives)?, at],
        )
        .await
        .map(drop)
    }

    /// Marks what a solution brought into an offer as left over from a merge that was taken back.
    pub async fn mark_reopened(&mut self, offer: i64, solution: i64) -> Result<u64, StoreError> {
        self.run("UPDATE offer_carried SET reopened = 1 WHERE offer = $1 AND solution = $2", args![offer, solution])
            .await
    }

    /// Removes what a merge that was taken back left in an offer; says how many records. Contacts that stood aside for one
    /// of them count again.
    pub async fn remove_reopened(&mut self, offer: &Offer, solution: i64) -> Result<u64, StoreError> {
        let removed = self
            .run(
                "DELETE FROM offer_carried WHERE offer = $1 AND solution = $2 AND reopened = 1",
                args![offer.pk, solution],
            )
            .await?;
        let mut stored = self.co_sell(offer).await?;
        none_left_aside(&mut stored.page.contacts);
        for (pk, moved) in stored.contacts.iter().zip(&stored.page.contacts) {
            self.run("UPDATE offer_carried SET set_aside = $2 WHERE pk = $1", args![*pk, moved.set_aside]).await?;
        }
        Ok(removed)
    }
}

fn moved<T: DeserializeOwned>(row: &Row) -> Result<Moved<T>, StoreError> {
    let reopened = row.flag(4)?;
    let from = match (row.opt_text(5)?, row.opt_text(6)?, row.opt_text(7)?) {
        (Some(id), Some(solution_id), Some(name)) => Some(Origin { id, solution_id, name, reopened }),
        _ => None,
    };
    Ok(Moved { record: serde_json::from_str(&row.text(2)?)?, from, set_aside: row.flag(3)? })
}
