//! What exports need of solutions: list rows with the summary of what each carries, page by page.

use std::collections::HashMap;

use contract::api::solutions::{CarriesSummary, Collateral, Contact, Referral};

use super::db::Sql;
use super::imports::facts;
use super::solutions::{Asked, Place};
use super::{StoreError, Tx};

/// One line of the export.
#[derive(Clone, Debug, Default)]
pub struct ExportLine {
    /// The "Solution ID".
    pub solution_id: String,
    /// The name.
    pub name: String,
    /// The partner ID.
    pub partner_id: String,
    /// The offer type's word; empty when unknown.
    pub offer_type: String,
    /// The co-sell status's word.
    pub co_sell_status: String,
    /// Open referrals, value and currency, collateral and contacts: of the child records, or of the imported summary.
    pub summary: CarriesSummary,
    /// Incentives by name.
    pub incentives: Vec<String>,
    /// The day of the last change in the legacy catalogue.
    pub updated: Option<String>,
    /// The publisher's name.
    pub publisher: Option<String>,
    /// Keywords.
    pub keywords: Vec<String>,
    /// The listing address.
    pub listing_url: Option<String>,
    /// E-mail of who it is assigned to.
    pub assigned_to: Option<String>,
}

impl Tx {
    /// One page of the export in the order of names.
    pub async fn export_page(
        &mut self,
        asked: &Asked<'_>,
        after: Option<&Place>,
        limit: u32,
    ) -> Result<(Vec<ExportLine>, Option<Place>), StoreError> {
        let mut sql = Sql::new(
            "SELECT s.solution_id, s.name, s.partner_id, s.offer_type, s.co_sell_status, s.summary, s.incentives, s.updated, \
             s.publisher, s.keywords, s.listing_url, p.email, s.pk, s.name_key \
             FROM solution s LEFT JOIN person p ON p.pk = s.assigned_to WHERE s.company = ",
        );
        asked.narrow(&mut sql);
        if let Some(place) = after {
            sql.push(" AND (s.name_key, s.pk) > (").bind(&place.key).push(", ").bind(place.pk).push(")");
        }
        sql.push(" ORDER BY s.name_key, s.pk LIMIT ").bind(limit);
        let rows = sql.rows(self).await?;
        let next = match rows.last() {
            Some(last) if rows.len() == limit as usize => Some(Place { key: last.text(13)?, pk: last.int(12)? }),
            _ => None,
        };
        let keys: Vec<i64> = rows.iter().map(|row| row.int(12)).collect::<Result<_, _>>()?;
        let mut children = self.children(&keys).await?;
        let mut lines = Vec::with_capacity(rows.len());
        for row in rows {
            let stored = row.text(5)?;
            let mut summary =
                if stored.is_empty() { CarriesSummary::default() } else { serde_json::from_str(&stored)? };
            children.remove(&row.int(12)?).unwrap_or_default().outweigh(&mut summary);
            lines.push(ExportLine {
                solution_id: row.text(0)?,
                name: row.text(1)?,
                partner_id: row.text(2)?,
                offer_type: row.text(3)?,
                co_sell_status: row.text(4)?,
                summary,
                incentives: serde_json::from_str(&row.text(6)?)?,
                updated: row.opt_text(7)?,
                publisher: row.opt_text(8)?,
                keywords: serde_json::from_str(&row.text(9)?)?,
                listing_url: row.opt_text(10)?,
                assigned_to: row.opt_text(11)?,
            });
        }
        Ok((lines, next))
    }

    /// The child records of those of the solutions that have any.
    pub(super) async fn children(&mut self, solutions: &[i64]) -> Result<HashMap<i64, Children>, StoreError> {
        let mut found: HashMap<i64, Children> = HashMap::new();
        for some in solutions.chunks(CHILDREN_OF) {
            let sql = format!(
                "SELECT solution, kind, data FROM carried WHERE solution IN {} ORDER BY solution, kind, pk",
                facts::numbers(self)
            );
            for row in self.rows(sql, crate::args![serde_json::to_string(some)?]).await? {
                let children = found.entry(row.int(0)?).or_default();
                let data = row.text(2)?;
                match row.text(1)?.as_str() {
                    "referrals" => children.add_referral(serde_json::from_str(&data)?),
                    "collateral" => children.collateral.push(serde_json::from_str::<Collateral>(&data)?.title),
                    _ => children.contacts.push(serde_json::from_str::<Contact>(&data)?.name),
                }
            }
        }
        Ok(found)
    }
}

/// Solutions whose child records are read at a time.
const CHILDREN_OF: usize = 200;

/// The child records of one solution, as far as a summary shows them.
#[derive(Debug, Default)]
pub(super) struct Children {
    referrals: u64,
    value_minor: u64,
    currency: Option<String>,
    collateral: Vec<String>,
    contacts: Vec<String>,
}

impl Children {
    /// Amounts of several currencies cannot be added: the summary shows the first one's, the records show all.
    fn add_referral(&mut self, referral: Referral) {
        self.referrals += 1;
        let currency = self.currency.get_or_insert_with(|| referral.currency.clone());
        if *currency == referral.currency {
            self.value_minor = self.value_minor.saturating_add(referral.value_minor);
        }
    }

    /// Child records say more than the imported summary, so where there are any of a kind, they are what counts.
    pub(super) fn outweigh(self, summary: &mut CarriesSummary) {
        if self.referrals > 0 {
            summary.referrals = self.referrals;
            summary.value_minor = self.value_minor;
            summary.currency = self.currency;
        }
        if !self.collateral.is_empty() {
            summary.collateral = self.collateral;
        }
        if !self.contacts.is_empty() {
            summary.contacts = self.contacts;
        }
    }
}
