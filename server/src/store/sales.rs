//! Who sold what: facts from outside, never taken back here.

use std::collections::BTreeMap;

use contract::api::audience::TouchedCustomer;
use contract::audience::Sold;
use contract::audience::tenant::{TenantId, TenantSet};
use contract::fold::fold;

use super::db::Sql;
use super::resellers::tenant;
use super::{StoreError, Tx};
use crate::args;
use crate::clock::{Ms, time};

/// An offer as the outside world names it.
#[derive(Clone, Debug)]
pub struct SoldOffer {
    /// Its key.
    pub pk: i64,
    /// Its opaque id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The company's key.
    pub company: i64,
    /// Whether it has a live version.
    pub live: bool,
}

/// A sale that is to be noted.
#[derive(Clone, Copy, Debug)]
pub struct NewSale<'a> {
    /// The offer's key.
    pub offer: i64,
    /// The reseller's key.
    pub reseller: i64,
    /// The customer's name.
    pub customer: &'a str,
    /// When.
    pub at: Ms,
}

impl Tx {
    /// Who has sold an offer, by tenant ID.
    pub async fn sold(&mut self, offer: i64) -> Result<Vec<Sold>, StoreError> {
        let rows = self
            .rows(
                "SELECT r.tenant_id, COUNT(*) FROM resale s JOIN reseller r ON r.pk = s.reseller WHERE s.offer = $1 \
                 GROUP BY r.tenant_id ORDER BY r.tenant_id",
                args![offer],
            )
            .await?;
        let one = |row: &super::db::Row| {
            Ok(Sold { reseller: tenant(row, 0)?, customers: u32::try_from(row.count(1)?).unwrap_or(u32::MAX) })
        };
        rows.iter().map(one).collect()
    }

    /// Customers who bought an offer from these, by reseller and time, the first of them.
    pub async fn customers_of(
        &mut self,
        offer: i64,
        resellers: &TenantSet,
        limit: usize,
    ) -> Result<Vec<TouchedCustomer>, StoreError> {
        let mut customers = Vec::new();
        for chunk in resellers.ids().chunks(1_000) {
            let mut sql = Sql::new(
                "SELECT s.customer, r.tenant_id, s.sold_at FROM resale s JOIN reseller r ON r.pk = s.reseller WHERE s.offer = ",
            );
            sql.bind(offer).push(" AND r.tenant_id IN ").list(chunk.iter().map(TenantId::to_string));
            sql.push(" ORDER BY r.tenant_id, s.sold_at, s.customer_key LIMIT ").bind(limit as u64);
            for row in sql.rows(self).await? {
                customers.push(TouchedCustomer {
                    customer: row.text(0)?,
                    reseller: tenant(&row, 1)?,
                    since: time(row.int(2)?),
                });
            }
            if customers.len() >= limit {
                break;
            }
        }
        customers.truncate(limit);
        Ok(customers)
    }

    /// Offers by publisher and offer ID, whosever they are.
    pub async fn offers_sold(
        &mut self,
        names: &[(String, String)],
    ) -> Result<BTreeMap<(String, String), SoldOffer>, StoreError> {
        let mut found = BTreeMap::new();
        for chunk in names.chunks(400) {
            let mut sql = Sql::new(
                "SELECT p.id, o.offer_id, o.pk, o.id, o.name, o.company, CASE WHEN o.live_since IS NULL THEN 0 ELSE 1 END \
                 FROM offer o JOIN publisher p ON p.pk = o.publisher WHERE (p.id, o.offer_id) IN (VALUES ",
            );
            for (nth, (publisher, offer)) in chunk.iter().enumerate() {
                sql.push(if nth == 0 { "(" } else { ", (" }).bind(publisher).push(", ").bind(offer).push(")");
            }
            sql.push(")");
            for row in sql.rows(self).await? {
                let offer = SoldOffer {
                    pk: row.int(2)?,
                    id: row.text(3)?,
                    name: row.text(4)?,
                    company: row.int(5)?,
                    live: row.flag(6)?,
                };
                found.insert((row.text(0)?, row.text(1)?), offer);
            }
        }
        Ok(found)
    }

    /// Notes a sale; of the same customer's the earliest day counts. Says whether it is new, and whether it is the reseller's
    /// first of this offer.
    pub async fn add_sale(&mut self, sale: NewSale<'_>) -> Result<(bool, bool), StoreError> {
        let before = self
            .row(
                "SELECT COUNT(*), COUNT(CASE WHEN customer_key = $3 THEN 1 END) FROM resale WHERE offer = $1 AND reseller = $2",
                args![sale.offer, sale.reseller, fold(sale.customer)],
            )
            .await?;
        let (all, same) = before.map_or(Ok((0, 0)), |row| Ok::<_, StoreError>((row.int(0)?, row.int(1)?)))?;
        self.run(
            "INSERT INTO resale (offer, reseller, customer_key, customer, sold_at) VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (offer, reseller, customer_key) DO UPDATE SET \
             sold_at = CASE WHEN excluded.sold_at < resale.sold_at THEN excluded.sold_at ELSE resale.sold_at END",
            args![sale.offer, sale.reseller, fold(sale.customer), sale.customer, sale.at],
        )
        .await?;
        Ok((same == 0, all == 0))
    }
}
