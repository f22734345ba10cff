//! The directory of CSP resellers: search, counts for its filters, and keeping it.

use std::collections::BTreeMap;

use contract::api::resellers::{FacetValue, Facets, ResellerRow};
use contract::audience::tenant::{TenantId, TenantSet};
use contract::fold::fold;
use contract::route::DirectoryView;
use contract::search::Query;
use contract::workspace::Reseller;

use super::db::{Row, Sql};
use super::solutions::like;
use super::{StoreError, Tx};
use crate::args;
use crate::clock::Ms;

/// Resellers of one statement: a database takes only so many values.
const CHUNK: usize = 1_000;
/// Resellers written by one statement, with nine values each.
const WRITTEN: usize = 500;

/// The place after which a list of resellers goes on: folded name and tenant ID.
pub type Place = (String, String);

/// A reseller that somebody named.
#[derive(Clone, Debug)]
pub struct Found {
    /// Its key.
    pub pk: i64,
    /// Its name.
    pub name: String,
    /// Whether it is out of the programme.
    pub left: bool,
}

/// A reseller in a list of an offer.
#[derive(Clone, Debug)]
pub struct Authorised {
    /// The company's key.
    pub company: i64,
    /// The offer's opaque id.
    pub offer: String,
    /// The offer's name.
    pub offer_name: String,
    /// The reseller's name.
    pub reseller: String,
}

/// Which filter is left out, when its own values are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Filter {
    Country,
    Competency,
    Skill,
}

impl Tx {
    /// A page of those in the programme, by name.
    pub async fn resellers(
        &mut self,
        view: &DirectoryView,
        after: Option<&Place>,
        limit: u32,
    ) -> Result<Vec<ResellerRow>, StoreError> {
        let mut sql = Sql::new(
            "SELECT r.tenant_id, r.name, r.country, r.city, r.region, r.competencies, r.skills FROM reseller r WHERE ",
        );
        narrow(&mut sql, view, None);
        if let Some((name, tenant)) = after {
            sql.push(" AND (r.name_key, r.tenant_id) > (").bind(name).push(", ").bind(tenant).push(")");
        }
        sql.push(" ORDER BY r.name_key, r.tenant_id LIMIT ").bind(limit);
        sql.rows(self).await?.iter().map(reseller).collect()
    }

    /// How many a search finds.
    pub async fn count_resellers(&mut self, view: &DirectoryView) -> Result<u64, StoreError> {
        let mut sql = Sql::new("SELECT COUNT(*) FROM reseller r WHERE ");
        narrow(&mut sql, view, None);
        sql.rows(self).await?.first().map_or(Ok(0), |row| row.count(0))
    }

    /// Those in the programme with one of these tenant IDs, by name.
    pub async fn resellers_by_ids(&mut self, ids: &TenantSet) -> Result<Vec<ResellerRow>, StoreError> {
        let mut found = Vec::new();
        for chunk in ids.ids().chunks(CHUNK) {
            let mut sql = Sql::new(
                "SELECT r.tenant_id, r.name, r.country, r.city, r.region, r.competencies, r.skills, r.name_key \
                 FROM reseller r WHERE r.left_at IS NULL AND r.tenant_id IN ",
            );
            sql.list(chunk.iter().map(TenantId::to_string));
            for row in sql.rows(self).await? {
                found.push((row.text(7)?, reseller(&row)?));
            }
        }
        found.sort_by(|(a, one), (b, other)| (a, one.tenant_id).cmp(&(b, other.tenant_id)));
        Ok(found.into_iter().map(|(_, row)| row).collect())
    }

    /// The values of each filter with their counts: with the search and the other filters, without the own one.
    pub async fn reseller_facets(&mut self, view: &DirectoryView) -> Result<Facets, StoreError> {
        let mut sql = Sql::new("SELECT r.country, COUNT(*) FROM reseller r WHERE ");
        narrow(&mut sql, view, Some(Filter::Country));
        sql.push(" GROUP BY r.country ORDER BY r.country");
        let country = facet(&sql.rows(self).await?)?;
        let competency = self.traits(view, Filter::Competency).await?;
        let skill = self.traits(view, Filter::Skill).await?;
        Ok(Facets { country, competency, skill })
    }

    async fn traits(&mut self, view: &DirectoryView, of: Filter) -> Result<Vec<FacetValue>, StoreError> {
        if is_open(view, of) {
            return self.all_traits(of).await;
        }
        // CROSS JOIN: SQLite begins with the resellers that are found, not with all values of the kind.
        let mut sql =
            Sql::new("SELECT t.value, COUNT(*) FROM reseller r CROSS JOIN reseller_trait t WHERE t.reseller = r.pk");
        sql.push(" AND t.kind = ").bind(of.kind()).push(" AND ");
        narrow(&mut sql, view, Some(of));
        sql.push(" GROUP BY t.value ORDER BY t.value");
        facet(&sql.rows(self).await?)
    }

    /// The counts with nothing sought: of all, read off the key, less those who left, who are few. Joining each reseller first
    /// would take ten times as long.
    async fn all_traits(&mut self, of: Filter) -> Result<Vec<FacetValue>, StoreError> {
        let all = "SELECT value, COUNT(*) FROM reseller_trait WHERE kind = $1 GROUP BY value ORDER BY value";
        let left = "SELECT t.value, COUNT(*) FROM reseller r CROSS JOIN reseller_trait t WHERE t.reseller = r.pk AND t.kind = $1 \
                    AND r.left_at IS NOT NULL GROUP BY t.value";
        let mut values = facet(&self.rows(all, args![of.kind()]).await?)?;
        for gone in facet(&self.rows(left, args![of.kind()]).await?)? {
            let value = values.iter_mut().find(|value| value.value == gone.value);
            value.into_iter().for_each(|value| value.n = value.n.saturating_sub(gone.n));
        }
        values.retain(|value| value.n > 0);
        Ok(values)
    }

    /// Those of the directory among these, in and out of the programme.
    pub async fn find_resellers(&mut self, ids: &[TenantId]) -> Result<BTreeMap<TenantId, Found>, StoreError> {
        let mut found = BTreeMap::new();
        for chunk in ids.chunks(CHUNK) {
            let mut sql = Sql::new(
                "SELECT tenant_id, pk, name, CASE WHEN left_at IS NULL THEN 0 ELSE 1 END FROM reseller WHERE tenant_id IN ",
            );
            sql.list(chunk.iter().map(TenantId::to_string));
            for row in sql.rows(self).await? {
                let one = Found { pk: row.int(1)?, name: row.text(2)?, left: row.flag(3)? };
                found.insert(tenant(&row, 0)?, one);
            }
        }
        Ok(found)
    }

    /// Adds resellers and brings those that are there up to date; each is in the programme unless it says otherwise.
    pub async fn write_resellers(&mut self, resellers: &[Reseller]) -> Result<(), StoreError> {
        for chunk in resellers.chunks(WRITTEN) {
            let mut sql = Sql::new(
                "INSERT INTO reseller (tenant_id, name, name_key, country, region, city, competencies, skills, left_at) VALUES ",
            );
            for (nth, reseller) in chunk.iter().enumerate() {
                sql.push(if nth == 0 { "(" } else { ", (" });
                sql.bind(&reseller.tenant_id).push(", ").bind(&reseller.name).push(", ").bind(fold(&reseller.name));
                sql.push(", ")
                    .bind(&reseller.country)
                    .push(", ")
                    .bind(&reseller.region)
                    .push(", ")
                    .bind(&reseller.city);
                sql.push(", ").bind(serde_json::to_string(&reseller.competencies)?);
                sql.push(", ").bind(serde_json::to_string(&reseller.skills)?);
                sql.push(", ").bind(reseller.left_at.map(|at| at.timestamp_millis())).push(")");
            }
            sql.push(
                " ON CONFLICT (tenant_id) DO UPDATE SET name = excluded.name, name_key = excluded.name_key, \
                 country = excluded.country, region = excluded.region, city = excluded.city, \
                 competencies = excluded.competencies, skills = excluded.skills, left_at = excluded.left_at \
                 RETURNING tenant_id, pk",
            );
            let mut keys = BTreeMap::new();
            for row in sql.rows(self).await? {
                keys.insert(row.text(0)?, row.int(1)?);
            }
            self.write_traits(chunk, &keys).await?;
        }
        Ok(())
    }

    async fn write_traits(&mut self, chunk: &[Reseller], keys: &BTreeMap<String, i64>) -> Result<(), StoreError> {
        let mut sql = Sql::new("DELETE FROM reseller_trait WHERE reseller IN ");
        sql.list(keys.values().copied());
        sql.rows(self).await?;
        let mut rows = Vec::new();
        for reseller in chunk {
            let Some(pk) = keys.get(&reseller.tenant_id) else { continue };
            let of = |filter: Filter, values: &[String]| {
                values.iter().map(|value| (filter.kind(), value.clone(), *pk)).collect::<Vec<_>>()
            };
            rows.extend(of(Filter::Competency, &reseller.competencies));
            rows.extend(of(Filter::Skill, &reseller.skills));
        }
        for chunk in rows.chunks(CHUNK) {
            let mut sql = Sql::new("INSERT INTO reseller_trait (kind, value, reseller) VALUES ");
            for (nth, (kind, value, pk)) in chunk.iter().enumerate() {
                sql.push(if nth == 0 { "(" } else { ", (" });
                sql.bind(*kind).push(", ").bind(value).push(", ").bind(*pk).push(")");
            }
            sql.push(" ON CONFLICT DO NOTHING");
            sql.rows(self).await?;
        }
        Ok(())
    }

    /// Tenant IDs of those in the programme.
    pub async fn tenants_in_programme(&mut self) -> Result<Vec<TenantId>, StoreError> {
        let rows = self.rows("SELECT tenant_id FROM reseller WHERE left_at IS NULL", Vec::new()).await?;
        rows.iter().map(|row| tenant(row, 0)).collect()
    }

    /// The lists that these are in, saved or in force.
    pub async fn where_authorised(&mut self, ids: &[TenantId]) -> Result<Vec<Authorised>, StoreError> {
        let mut all = Vec::new();
        for chunk in ids.chunks(CHUNK) {
            let mut sql = Sql::new(
                "SELECT o.company, o.id, o.name, r.name FROM audience_member m JOIN reseller r ON r.pk = m.reseller \
                 JOIN offer o ON o.pk = m.offer WHERE r.tenant_id IN ",
            );
            sql.list(chunk.iter().map(TenantId::to_string)).push(" ORDER BY o.company, o.pk, r.name_key");
            for row in sql.rows(self).await? {
                let (offer, offer_name, reseller) = (row.text(1)?, row.text(2)?, row.text(3)?);
                all.push(Authorised { company: row.int(0)?, offer, offer_name, reseller });
            }
        }
        Ok(all)
    }

    /// Owners and managers of a company.
    pub async fn leaders(&mut self, company: i64) -> Result<Vec<i64>, StoreError> {
        let sql = "SELECT person FROM membership WHERE company = $1 AND role IN ('owner', 'manager') ORDER BY person";
        self.rows(sql, args![company]).await?.iter().map(|row| row.int(0)).collect()
    }

    /// Marks resellers as out of the programme. They stay where they are authorised.
    pub async fn mark_left(&mut self, ids: &[TenantId], at: Ms) -> Result<(), StoreError> {
        for chunk in ids.chunks(CHUNK) {
            let mut sql = Sql::new("UPDATE reseller SET left_at = ");
            sql.bind(at).push(" WHERE left_at IS NULL AND tenant_id IN ").list(chunk.iter().map(TenantId::to_string));
            sql.rows(self).await?;
        }
        Ok(())
    }
}

impl Filter {
    const fn kind(self) -> &'static str {
        match self {
            Filter::Country => "country",
            Filter::Competency => "competency",
            Filter::Skill => "skill",
        }
    }
}

/// Whether nothing narrows the values of a filter but the filter itself.
fn is_open(view: &DirectoryView, of: Filter) -> bool {
    let free = |filter: Filter, values: &[String]| filter == of || values.is_empty();
    view.search.trim().is_empty()
        && free(Filter::Country, &view.country)
        && free(Filter::Competency, &view.competency)
        && free(Filter::Skill, &view.skill)
}

/// What a view leaves of those in the programme; `without` is the filter whose own values are counted.
fn narrow(sql: &mut Sql, view: &DirectoryView, without: Option<Filter>) {
    sql.push("r.left_at IS NULL");
    let typed = view.search.trim();
    let prefix = TenantId::prefix(typed);
    // With a hyphen, or longer than a word of digits, it can be nothing but an ID: the index on it answers.
    match &prefix {
        Some(prefix) if prefix.contains('-') => begins(sql.push(" AND "), prefix),
        Some(prefix) => {
            sql.push(" AND (");
            begins(sql, prefix);
            sql.push(" OR ");
            words(sql, typed);
            sql.push(")");
        }
        None => words(sql.push(" AND "), typed),
    }
    if !view.country.is_empty() && without != Some(Filter::Country) {
        sql.push(" AND r.country IN ").list(&view.country);
    }
    for (filter, values) in [(Filter::Competency, &view.competency), (Filter::Skill, &view.skill)] {
        if !values.is_empty() && without != Some(filter) {
            sql.push(" AND r.pk IN (SELECT reseller FROM reseller_trait WHERE kind = ").bind(filter.kind());
            sql.push(" AND value IN ").list(values).push(")");
        }
    }
}

/// Tenant IDs are stored in lower case and compared as bytes: what begins so lies between two of them.
fn begins(sql: &mut Sql, prefix: &str) {
    sql.push("(r.tenant_id >= ").bind(prefix).push(" AND r.tenant_id < ").bind(format!("{prefix}g")).push(")");
}

/// Every word somewhere in the folded name.
fn words(sql: &mut Sql, typed: &str) {
    sql.push("(1 = 1");
    for word in Query::parse(typed).words() {
        sql.push(" AND r.name_key LIKE ").bind(like(word)).push(" ESCAPE '!'");
    }
    sql.push(")");
}

/// A stored tenant ID.
pub(super) fn tenant(row: &Row, at: usize) -> Result<TenantId, StoreError> {
    TenantId::parse(&row.text(at)?).ok_or(StoreError::Shape("a tenant ID is not one"))
}

fn facet(rows: &[Row]) -> Result<Vec<FacetValue>, StoreError> {
    rows.iter().map(|row| Ok(FacetValue { value: row.text(0)?, n: row.count(1)? })).collect()
}

fn reseller(row: &Row) -> Result<ResellerRow, StoreError> {
    Ok(ResellerRow {
        tenant_id: tenant(row, 0)?,
        name: row.text(1)?,
        country: row.text(2)?,
        city: row.text(3)?,
        region: row.text(4)?,
        competencies: serde_json::from_str(&row.text(5)?)?,
        skills: serde_json::from_str(&row.text(6)?)?,
    })
}
