//! What matching needs to know of many solutions, and what people said of pairs.

use std::collections::HashMap;

use contract::api::merging::{SolutionFacts, Sum};
use contract::api::solutions::{CarriesSummary, Referral};

use super::db::Sql;
use super::{StoreError, Tx};
use crate::args;
use crate::clock::Ms;

/// Solutions that are read at a time.
const CHUNK: usize = 200;

impl Tx {
    /// What a company is called: words of its own name count little in those of its products.
    pub async fn company_name(&mut self, company: i64) -> Result<String, StoreError> {
        let row = self.row("SELECT name FROM company WHERE pk = $1", args![company]).await?;
        row.ok_or(StoreError::Shape("a company is missing"))?.text(0)
    }

    /// Facts of those of the ids that are the company's, in the order given.
    pub async fn solution_facts(&mut self, company: i64, ids: &[String]) -> Result<Vec<SolutionFacts>, StoreError> {
        let mut found = Vec::with_capacity(ids.len());
        for some in ids.chunks(CHUNK) {
            let mut facts = self.facts_of(company, some).await?;
            found.extend(some.iter().filter_map(|id| facts.remove(id)));
        }
        Ok(found)
    }

    async fn facts_of(&mut self, company: i64, ids: &[String]) -> Result<HashMap<String, SolutionFacts>, StoreError> {
        let mut sql = Sql::new(
            "SELECT s.pk, s.id, s.version, s.publisher, s.keywords, s.listing_url, s.incentives, s.request_open, s.summary FROM solution s WHERE s.company = ",
        );
        sql.bind(company).push(" AND s.id IN ").list(ids.iter().map(String::as_str));
        let rows = sql.rows(self).await?;
        let mut facts = HashMap::with_capacity(rows.len());
        let mut ids_by_key = HashMap::with_capacity(rows.len());
        let mut summaries = Vec::new();
        for row in &rows {
            let incentives: Vec<String> = serde_json::from_str(&row.text(6)?)?;
            let one = SolutionFacts {
                id: row.text(1)?,
                version: row.count(2)?,
                publisher: row.opt_text(3)?,
                keywords: serde_json::from_str(&row.text(4)?)?,
                listing_url: row.opt_text(5)?,
                referrals: 0,
                worth: Vec::new(),
                collateral: 0,
                contacts: 0,
                incentives: u32::try_from(incentives.len()).unwrap_or(u32::MAX),
                request_open: row.flag(7)?,
                not_matches: Vec::new(),
            };
            ids_by_key.insert(row.int(0)?, one.id.clone());
            let summary = row.text(8)?;
            if !summary.is_empty() {
                summaries.push((one.id.clone(), serde_json::from_str::<CarriesSummary>(&summary)?));
            }
            facts.insert(one.id.clone(), one);
        }
        let mut sql = Sql::new("SELECT solution, kind, COUNT(*) FROM carried WHERE solution IN ");
        sql.list(ids_by_key.keys().copied()).push(" GROUP BY solution, kind");
        for row in sql.rows(self).await? {
            let Some(one) = ids_by_key.get(&row.int(0)?).and_then(|id| facts.get_mut(id)) else { continue };
            let count = u32::try_from(row.count(2)?).unwrap_or(u32::MAX);
            match row.text(1)?.as_str() {
                "referrals" => one.referrals = count,
                "collateral" => one.collateral = count,
                _ => one.contacts = count,
            }
        }
        self.add_worth(&ids_by_key, &mut facts).await?;
        for (id, summary) in summaries {
            if let Some(one) = facts.get_mut(&id) {
                fill(one, summary);
            }
        }
        let mut sql =
            Sql::new("SELECT n.solution, o.id FROM not_match n JOIN offer o ON o.pk = n.offer WHERE n.solution IN ");
        sql.list(ids_by_key.keys().copied()).push(" ORDER BY n.solution, n.at, o.pk");
        for row in sql.rows(self).await? {
            let one = ids_by_key.get(&row.int(0)?).and_then(|id| facts.get_mut(id));
            if let Some(one) = one {
                one.not_matches.push(row.text(1)?);
            }
        }
        Ok(facts)
    }

    /// What the referrals of each are worth.
    async fn add_worth(
        &mut self,
        ids_by_key: &HashMap<i64, String>,
        facts: &mut HashMap<String, SolutionFacts>,
    ) -> Result<(), StoreError> {
        let mut sql = Sql::new("SELECT solution, data FROM carried WHERE kind = 'referrals' AND solution IN ");
        sql.list(ids_by_key.keys().copied()).push(" ORDER BY pk");
        for row in sql.rows(self).await? {
            let Some(one) = ids_by_key.get(&row.int(0)?).and_then(|id| facts.get_mut(id)) else { continue };
            let referral: Referral = serde_json::from_str(&row.text(1)?)?;
            add(&mut one.worth, Sum { value_minor: referral.value_minor, currency: referral.currency });
        }
        Ok(())
    }

    /// Remembers "Not a match" for a pair, or takes it back; says whether anything changed.
    pub async fn say_match(
        &mut self,
        solution: i64,
        offer: i64,
        is_match: bool,
        person: i64,
        at: Ms,
    ) -> Result<bool, StoreError> {
        let changed = if is_match {
            self.run("DELETE FROM not_match WHERE solution = $1 AND offer = $2", args![solution, offer]).await?
        } else {
            self.run(
                "INSERT INTO not_match (solution, offer, person, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                args![solution, offer, person, at],
            )
            .await?
        };
        Ok(changed > 0)
    }
}

/// Adds an amount to the sum of its currency.
fn add(sums: &mut Vec<Sum>, more: Sum) {
    match sums.binary_search_by(|sum| sum.currency.cmp(&more.currency)) {
        Ok(place) => {
            if let Some(sum) = sums.get_mut(place) {
                sum.value_minor = sum.value_minor.saturating_add(more.value_minor);
            }
        }
        Err(place) => sums.insert(place, more),
    }
}

/// Takes from the summary columns of the file what there are no full records of.
fn fill(one: &mut SolutionFacts, summary: CarriesSummary) {
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    if one.referrals == 0 {
        one.referrals = u32::try_from(summary.referrals).unwrap_or(u32::MAX);
        let worth = summary.currency.filter(|_| summary.value_minor > 0);
        one.worth.extend(worth.map(|currency| Sum { value_minor: summary.value_minor, currency }));
    }
    if one.collateral == 0 {
        one.collateral = count(summary.collateral.len());
    }
    if one.contacts == 0 {
        one.contacts = count(summary.contacts.len());
    }
}
