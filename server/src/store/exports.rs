//! What exports need of solutions: list rows with the summary of what each carries, page by page.

use contract::api::solutions::{CarriesSummary, Collateral, Contact, Referral};

use super::db::Sql;
use super::solutions::{Asked, Place};
use super::{StoreError, Tx};

/// One line of the export.
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
        let mut lines = Vec::with_capacity(rows.len());
        for row in rows {
            let stored = row.text(5)?;
            let mut summary: CarriesSummary =
                if stored.is_empty() { CarriesSummary::default() } else { serde_json::from_str(&stored)? };
            self.summarise(row.int(12)?, &mut summary).await?;
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

    /// Child records say more than the imported summary, so where there are any of a kind, they are what counts.
    async fn summarise(&mut self, solution: i64, summary: &mut CarriesSummary) -> Result<(), StoreError> {
        let rows = self
            .rows("SELECT kind, data FROM carried WHERE solution = $1 ORDER BY kind, pk", crate::args![solution])
            .await?;
        let (mut referrals, mut collateral, mut contacts) = (Vec::<Referral>::new(), Vec::new(), Vec::new());
        for row in rows {
            let data = row.text(1)?;
            match row.text(0)?.as_str() {
                "referrals" => referrals.push(serde_json::from_str(&data)?),
                "collateral" => collateral.push(serde_json::from_str::<Collateral>(&data)?.title),
                _ => contacts.push(serde_json::from_str::<Contact>(&data)?.name),
            }
        }
        if let Some(first) = referrals.first() {
            // Amounts of several currencies cannot be added: the summary shows the first one's, the records show all.
            let currency = first.currency.clone();
            summary.referrals = referrals.len() as u64;
            summary.value_minor = referrals
                .iter()
                .filter(|referral| referral.currency == currency)
                .map(|referral| referral.value_minor)
                .sum();
            summary.currency = Some(currency);
        }
        if !collateral.is_empty() {
            summary.collateral = collateral;
        }
        if !contacts.is_empty() {
            summary.contacts = contacts;
        }
        Ok(())
    }
}
