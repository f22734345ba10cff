//! The lists of resellers of audiences: saved, in force, and those that a request is about.

use std::collections::BTreeMap;

use contract::api::audience::AudienceReseller;
use contract::api::audience_request::CspReseller;
use contract::audience::Sold;
use contract::audience::list::ExportRow;
use contract::audience::tenant::{TenantId, TenantSet};

use super::db::{Row, Sql};
use super::resellers::{Place, tenant};
use super::{StoreError, Tx};
use crate::args;
use crate::clock::time;

/// Resellers of one statement: a database takes only so many values.
const CHUNK: usize = 1_000;

/// Which of an offer's two lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// The saved one.
    Draft,
    /// The one in force.
    Live,
}

/// Both lists of an offer, and who has sold it.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// The saved one.
    pub draft: TenantSet,
    /// The one in force.
    pub live: TenantSet,
    /// Who has sold it.
    pub sold: Vec<Sold>,
}

/// How long the lists of an offer are, and what they differ in.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lengths {
    /// The saved one.
    pub draft: u64,
    /// The one in force.
    pub live: u64,
    /// In the saved one alone.
    pub added: u64,
    /// In the one in force alone.
    pub removed: u64,
    /// Of these, who has sold.
    pub removed_sold: u64,
    /// Who has sold the offer.
    pub sold: u64,
    /// Of these, who is in the list in force.
    pub live_sold: u64,
}

impl Tx {
    /// Both lists of an offer, and who has sold it.
    pub async fn audience_lists(&mut self, offer: i64) -> Result<Lists, StoreError> {
        let rows = self
            .rows(
                "SELECT r.tenant_id, m.in_draft, m.in_live FROM audience_member m JOIN reseller r ON r.pk = m.reseller \
                 WHERE m.offer = $1",
                args![offer],
            )
            .await?;
        let mut lists = Lists::default();
        let (mut draft, mut live) = (Vec::new(), Vec::new());
        for row in &rows {
            let id = tenant(row, 0)?;
            if row.flag(1)? {
                draft.push(id);
            }
            if row.flag(2)? {
                live.push(id);
            }
        }
        (lists.draft, lists.live) = (draft.into(), live.into());
        lists.sold = self.sold(offer).await?;
        Ok(lists)
    }

    /// Lengths of the lists of a company's offers; offers without any are missing.
    pub async fn audience_lengths(&mut self, company: i64) -> Result<BTreeMap<i64, Lengths>, StoreError> {
        let rows = self
            .rows(
                "SELECT u.offer, COUNT(CASE WHEN m.in_draft = 1 THEN 1 END), COUNT(CASE WHEN m.in_live = 1 THEN 1 END), \
                 COUNT(CASE WHEN m.in_draft = 1 AND m.in_live = 0 THEN 1 END), \
                 COUNT(CASE WHEN m.in_draft = 0 AND m.in_live = 1 THEN 1 END), \
                 COUNT(CASE WHEN m.in_draft = 0 AND m.in_live = 1 AND s.reseller IS NOT NULL THEN 1 END), \
                 COUNT(s.reseller), COUNT(CASE WHEN m.in_live = 1 AND s.reseller IS NOT NULL THEN 1 END) FROM \
                 (SELECT offer, reseller FROM audience_member UNION SELECT offer, reseller FROM resale) u \
                 JOIN offer o ON o.pk = u.offer LEFT JOIN audience_member m ON m.offer = u.offer AND m.reseller = u.reseller \
                 LEFT JOIN (SELECT DISTINCT offer, reseller FROM resale) s ON s.offer = u.offer AND s.reseller = u.reseller \
                 WHERE o.company = $1 GROUP BY u.offer",
                args![company],
            )
            .await?;
        let mut all = BTreeMap::new();
        for row in rows {
            let count = |at: usize| row.count(at);
            let lengths = Lengths {
                draft: count(1)?,
                live: count(2)?,
                added: count(3)?,
                removed: count(4)?,
                removed_sold: count(5)?,
                sold: count(6)?,
                live_sold: count(7)?,
            };
            all.insert(row.int(0)?, lengths);
        }
        Ok(all)
    }

    /// A page of an offer's resellers by name: in a list, or having sold.
    pub async fn audience_page(
        &mut self,
        offer: i64,
        after: Option<&Place>,
        limit: u32,
    ) -> Result<Vec<AudienceReseller>, StoreError> {
        let mut sql = Sql::new(
            "SELECT r.tenant_id, r.name, r.country, r.city, r.region, r.left_at, COALESCE(m.in_draft, 0), \
             COALESCE(m.in_live, 0), s.since, COALESCE(s.customers, 0) FROM \
             (SELECT reseller FROM audience_member WHERE offer = ",
        );
        sql.bind(offer).push(" UNION SELECT reseller FROM resale WHERE offer = ").bind(offer);
        sql.push(
            ") u JOIN reseller r ON r.pk = u.reseller LEFT JOIN audience_member m ON m.reseller = r.pk AND m.offer = ",
        );
        sql.bind(offer).push(
            " LEFT JOIN (SELECT reseller, MIN(sold_at) AS since, COUNT(*) AS customers FROM resale WHERE offer = ",
        );
        sql.bind(offer).push(" GROUP BY reseller) s ON s.reseller = r.pk");
        if let Some((name, tenant)) = after {
            sql.push(" WHERE (r.name_key, r.tenant_id) > (").bind(name).push(", ").bind(tenant).push(")");
        }
        sql.push(" ORDER BY r.name_key, r.tenant_id LIMIT ").bind(limit);
        sql.rows(self).await?.iter().map(member).collect()
    }

    /// How many resellers an offer has in that sense.
    pub async fn count_audience(&mut self, offer: i64) -> Result<u64, StoreError> {
        let sql = "SELECT COUNT(*) FROM (SELECT reseller FROM audience_member WHERE offer = $1 \
                   UNION SELECT reseller FROM resale WHERE offer = $1) u";
        self.row(sql, args![offer]).await?.map_or(Ok(0), |row| row.count(0))
    }

    /// A list as an export writes it, by name.
    pub async fn audience_export(&mut self, offer: i64, list: List) -> Result<Vec<ExportRow>, StoreError> {
        let mut sql = Sql::new(
            "SELECT r.tenant_id, r.name, r.country, r.region FROM audience_member m JOIN reseller r ON r.pk = m.reseller WHERE ",
        );
        sql.push(list.is_in()).push(" AND m.offer = ").bind(offer).push(" ORDER BY r.name_key, r.tenant_id");
        let row = |row: &Row| {
            Ok(ExportRow { tenant_id: row.text(0)?, name: row.text(1)?, country: row.text(2)?, region: row.text(3)? })
        };
        sql.rows(self).await?.iter().map(row).collect()
    }

    /// Puts resellers into a list and takes others out of it.
    pub async fn change_list(
        &mut self,
        offer: i64,
        list: List,
        added: &TenantSet,
        removed: &TenantSet,
    ) -> Result<(), StoreError> {
        for chunk in added.ids().chunks(CHUNK) {
            let mut sql = Sql::new(list.adding());
            sql.bind(offer)
                .push(", pk, 1 FROM reseller WHERE tenant_id IN ")
                .list(chunk.iter().map(TenantId::to_string));
            sql.push(list.added());
            sql.rows(self).await?;
        }
        for chunk in removed.ids().chunks(CHUNK) {
            let mut sql = Sql::new(list.removing());
            sql.bind(offer).push(" AND reseller IN (SELECT pk FROM reseller WHERE tenant_id IN ");
            sql.list(chunk.iter().map(TenantId::to_string)).push(")");
            sql.rows(self).await?;
        }
        if !removed.is_empty() {
            let gone = "DELETE FROM audience_member WHERE offer = $1 AND in_draft = 0 AND in_live = 0";
            self.run(gone, args![offer]).await?;
        }
        Ok(())
    }

    /// Notes the resellers that a request is about.
    pub async fn add_request_resellers(&mut self, request: i64, resellers: &TenantSet) -> Result<(), StoreError> {
        for chunk in resellers.ids().chunks(CHUNK) {
            let mut sql = Sql::new("INSERT INTO request_reseller (request, reseller) SELECT ");
            sql.bind(request)
                .push(", pk FROM reseller WHERE tenant_id IN ")
                .list(chunk.iter().map(TenantId::to_string));
            sql.rows(self).await?;
        }
        Ok(())
    }

    /// The resellers that a request is about.
    pub async fn request_resellers(&mut self, request: i64) -> Result<TenantSet, StoreError> {
        let sql =
            "SELECT r.tenant_id FROM request_reseller q JOIN reseller r ON r.pk = q.reseller WHERE q.request = $1";
        self.rows(sql, args![request]).await?.iter().map(|row| tenant(row, 0)).collect()
    }

    /// Resellers by name, the first of them, with since when they have sold an offer.
    pub async fn named_resellers(
        &mut self,
        offer: i64,
        resellers: &TenantSet,
        limit: usize,
    ) -> Result<Vec<CspReseller>, StoreError> {
        let mut named = Vec::new();
        for chunk in resellers.ids().chunks(CHUNK) {
            let mut sql = Sql::new(
                "SELECT r.tenant_id, r.name, (SELECT MIN(s.sold_at) FROM resale s WHERE s.reseller = r.pk AND s.offer = ",
            );
            sql.bind(offer).push("), r.name_key FROM reseller r WHERE r.tenant_id IN ");
            sql.list(chunk.iter().map(TenantId::to_string));
            for row in sql.rows(self).await? {
                let sold_since = row.opt_int(2)?.map(time);
                named.push((row.text(3)?, CspReseller { tenant_id: tenant(&row, 0)?, name: row.text(1)?, sold_since }));
            }
        }
        named.sort_by(|(a, one), (b, other)| (a, one.tenant_id).cmp(&(b, other.tenant_id)));
        Ok(named.into_iter().map(|(_, reseller)| reseller).take(limit).collect())
    }
}

impl List {
    const fn is_in(self) -> &'static str {
        match self {
            List::Draft => "m.in_draft = 1",
            List::Live => "m.in_live = 1",
        }
    }

    const fn adding(self) -> &'static str {
        match self {
            List::Draft => "INSERT INTO audience_member (offer, reseller, in_draft) SELECT ",
            List::Live => "INSERT INTO audience_member (offer, reseller, in_live) SELECT ",
        }
    }

    const fn added(self) -> &'static str {
        match self {
            List::Draft => " ON CONFLICT (offer, reseller) DO UPDATE SET in_draft = 1",
            List::Live => " ON CONFLICT (offer, reseller) DO UPDATE SET in_live = 1",
        }
    }

    const fn removing(self) -> &'static str {
        match self {
            List::Draft => "UPDATE audience_member SET in_draft = 0 WHERE offer = ",
            List::Live => "UPDATE audience_member SET in_live = 0 WHERE offer = ",
        }
    }
}

fn member(row: &Row) -> Result<AudienceReseller, StoreError> {
    Ok(AudienceReseller {
        tenant_id: tenant(row, 0)?,
        name: row.text(1)?,
        country: row.text(2)?,
        city: row.text(3)?,
        region: row.text(4)?,
        left_at: row.opt_int(5)?.map(time),
        in_draft: row.flag(6)?,
        in_live: row.flag(7)?,
        sold_since: row.opt_int(8)?.map(time),
        customers: u32::try_from(row.count(9)?).unwrap_or(u32::MAX),
    })
}
