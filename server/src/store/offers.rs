//! Offers and publishers: their lists, making and removing them. What an offer carries stands in `co_sell`.

use contract::api::offers::{LinkedSolution, OfferRow, PublisherRow};
use contract::fold::fold;
use contract::offer::OfferStatus;
use contract::search::Query;
use contract::solution::{CoSellStatus, MigrationState, OfferType};

use super::acting::Acting;
use super::db::{Row, Sql};
use super::solutions::like;
use super::{StoreError, Tx};
use crate::args;
use crate::clock::{Ms, time};

const OFFER: &str = "SELECT o.pk, o.id, o.offer_id, p.id, p.name, p.partner_ids, o.offer_type, o.alias, o.name, o.live_since, \
     o.co_sell_status, o.external_url, o.changed_at, o.version, o.ever_published, o.incentives, \
     o.transactable, o.name_key \
     FROM offer o JOIN publisher p ON p.pk = o.publisher WHERE o.company = ";

/// A stored offer.
#[derive(Clone, Debug)]
pub struct Offer {
    /// Its key.
    pub pk: i64,
    /// The row that people see.
    pub row: OfferRow,
    /// Whether it was ever published.
    pub ever_published: bool,
    /// Incentives by name.
    pub incentives: Vec<String>,
    /// Whether it is sold through the marketplace.
    pub transactable: bool,
    /// The folded name: lists are in its order, then in that of the keys.
    pub name_key: String,
}

impl Offer {
    /// Whether it has a live version.
    pub const fn is_live(&self) -> bool {
        self.row.live_since.is_some()
    }
}

/// An offer that is to be made.
#[derive(Clone, Copy, Debug)]
pub struct NewOffer<'a> {
    /// The opaque id.
    pub id: &'a str,
    /// The publisher's key.
    pub publisher: i64,
    /// The offer ID.
    pub offer_id: &'a str,
    /// The type.
    pub offer_type: OfferType,
    /// The internal name.
    pub alias: &'a str,
    /// The listing's name.
    pub name: &'a str,
    /// The address where it is live already, for a listing made elsewhere.
    pub external_url: Option<&'a str>,
    /// Whether it is live from now on.
    pub live: bool,
    /// Now.
    pub at: Ms,
}

/// A publisher's key and owner.
#[derive(Clone, Copy, Debug)]
pub struct PublisherKey {
    /// Its key.
    pub pk: i64,
    /// The company that it belongs to.
    pub company: i64,
    /// Whether it is known from a listing's address alone.
    pub external: bool,
}

impl Tx {
    /// All offers of a company in the order of their names; with words, those whose name, alias or ID hold them all.
    pub async fn offers(&mut self, company: i64, search: &str) -> Result<Vec<Offer>, StoreError> {
        let mut sql = Sql::new(OFFER);
        narrow(&mut sql, company, search);
        sql.push(" ORDER BY o.name_key, o.pk");
        sql.rows(self).await?.iter().map(offer).collect()
    }

    /// The first of these offers, or those after the one with this folded name and key.
    pub async fn offers_after(
        &mut self,
        company: i64,
        search: &str,
        after: Option<&(String, i64)>,
        limit: u32,
    ) -> Result<Vec<Offer>, StoreError> {
        let mut sql = Sql::new(OFFER);
        narrow(&mut sql, company, search);
        if let Some((name_key, pk)) = after {
            sql.push(" AND (o.name_key, o.pk) > (").bind(name_key).push(", ").bind(*pk).push(")");
        }
        sql.push(" ORDER BY o.name_key, o.pk LIMIT ").bind(limit);
        sql.rows(self).await?.iter().map(offer).collect()
    }

    /// How many of these offers there are.
    pub async fn count_offers(&mut self, company: i64, search: &str) -> Result<u64, StoreError> {
        let mut sql = Sql::new("SELECT COUNT(*) FROM offer o WHERE o.company = ");
        narrow(&mut sql, company, search);
        sql.rows(self).await?.first().map_or(Ok(0), |row| row.count(0))
    }

    /// Fills in the folded texts of all offers.
    pub(super) async fn fill_offer_keys(&mut self) -> Result<(), StoreError> {
        for row in self.rows("SELECT pk, name, alias, offer_id FROM offer", args![]).await? {
            let name = row.text(1)?;
            let search_key = search_key(&name, &row.text(2)?, &row.text(3)?);
            self.run(
                "UPDATE offer SET name_key = $2, search_key = $3 WHERE pk = $1",
                args![row.int(0)?, fold(&name), search_key],
            )
            .await?;
        }
        Ok(())
    }

    /// One of the company's offers by id.
    pub async fn offer(&mut self, company: i64, id: &str) -> Result<Option<Offer>, StoreError> {
        let mut sql = Sql::new(OFFER);
        sql.bind(company).push(" AND o.id = ").bind(id);
        sql.rows(self).await?.first().map(offer).transpose()
    }

    /// One of the company's offers by key.
    pub async fn offer_by_key(&mut self, company: i64, pk: i64) -> Result<Option<Offer>, StoreError> {
        let mut sql = Sql::new(OFFER);
        sql.bind(company).push(" AND o.pk = ").bind(pk);
        sql.rows(self).await?.first().map(offer).transpose()
    }

    /// One of the company's offers by offer ID.
    pub async fn offer_by_external_id(&mut self, company: i64, offer_id: &str) -> Result<Option<Offer>, StoreError> {
        let mut sql = Sql::new(OFFER);
        sql.bind(company).push(" AND o.offer_id = ").bind(offer_id);
        sql.rows(self).await?.first().map(offer).transpose()
    }

    /// Makes an offer; gives its key.
    pub async fn add_offer(&mut self, company: i64, new: NewOffer<'_>) -> Result<i64, StoreError> {
        let row = self
            .row(
                "INSERT INTO offer (company, id, offer_id, publisher, offer_type, alias, name, live_since, external_url, \
                 ever_published, changed_at, name_key, search_key) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING pk",
                args![
                    company,
                    new.id,
                    new.offer_id,
                    new.publisher,
                    new.offer_type.word(),
                    new.alias,
                    new.name,
                    new.live.then_some(new.at),
                    new.external_url,
                    new.live,
                    new.at,
                    fold(new.name),
                    search_key(new.name, new.alias, new.offer_id)
                ],
            )
            .await?;
        row.ok_or(StoreError::Shape("an offer is missing"))?.int(0)
    }

    /// Removes an offer that nothing links to any more.
    pub async fn remove_offer(&mut self, pk: i64) -> Result<(), StoreError> {
        self.run("DELETE FROM not_match WHERE offer = $1", args![pk]).await?;
        self.run("DELETE FROM offer_carried WHERE offer = $1", args![pk]).await?;
        self.run("DELETE FROM audience_member WHERE offer = $1", args![pk]).await?;
        self.run("DELETE FROM audience WHERE offer = $1", args![pk]).await?;
        self.run("DELETE FROM offer WHERE pk = $1", args![pk]).await.map(drop)
    }

    /// Solutions that people see linked to an offer: made from one, merged from several, or on their way.
    pub async fn solutions_of(&mut self, offer: i64) -> Result<Vec<LinkedSolution>, StoreError> {
        let rows = self
            .rows(
                "SELECT id, solution_id, name, state FROM solution WHERE offer = $1 AND state <> 'discarded' ORDER BY name_key, pk",
                args![offer],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(LinkedSolution {
                    id: row.text(0)?,
                    solution_id: row.text(1)?,
                    name: row.text(2)?,
                    state: row.word(3, MigrationState::from_word)?,
                })
            })
            .collect()
    }

    /// The company's publishers in the order of their names, without those known from an address alone.
    pub async fn publishers(&mut self, company: i64) -> Result<Vec<PublisherRow>, StoreError> {
        let rows = self
            .rows(
                "SELECT id, name, partner_ids FROM publisher WHERE company = $1 AND external = 0 ORDER BY pk",
                args![company],
            )
            .await?;
        let publisher = |row: &Row| {
            let partner_ids = serde_json::from_str(&row.text(2)?)?;
            Ok(PublisherRow { id: row.text(0)?, name: row.text(1)?, partner_ids })
        };
        let mut publishers: Vec<PublisherRow> = rows.iter().map(publisher).collect::<Result<_, StoreError>>()?;
        publishers.sort_by_cached_key(|publisher| fold(&publisher.name));
        Ok(publishers)
    }

    /// A publisher by ID, whoever it belongs to.
    pub async fn publisher_key(&mut self, id: &str) -> Result<Option<PublisherKey>, StoreError> {
        let row = self.row("SELECT pk, company, external FROM publisher WHERE id = $1", args![id]).await?;
        row.map(|row| Ok(PublisherKey { pk: row.int(0)?, company: row.int(1)?, external: row.flag(2)? })).transpose()
    }

    /// Makes a publisher with these partner IDs; gives its key.
    pub async fn add_publisher(
        &mut self,
        company: i64,
        id: &str,
        name: &str,
        partner_ids: &[String],
        external: bool,
    ) -> Result<i64, StoreError> {
        let row = self
            .row(
                "INSERT INTO publisher (company, id, name, partner_ids, external) VALUES ($1, $2, $3, $4, $5) RETURNING pk",
                args![company, id, name, serde_json::to_string(partner_ids)?, external],
            )
            .await?;
        row.ok_or(StoreError::Shape("a publisher is missing"))?.int(0)
    }

    /// Makes a publisher that was known from an address alone one of the company's own.
    pub async fn adopt_publisher(&mut self, pk: i64, name: &str, partner_ids: &[String]) -> Result<(), StoreError> {
        self.run(
            "UPDATE publisher SET name = $2, partner_ids = $3, external = 0 WHERE pk = $1",
            args![pk, name, serde_json::to_string(partner_ids)?],
        )
        .await
        .map(drop)
    }

    /// The partner ID that a solution is registered under.
    pub async fn partner_id_of(&mut self, solution: &Acting) -> Result<String, StoreError> {
        let row = self.row("SELECT partner_id FROM solution WHERE pk = $1", args![solution.pk]).await?;
        row.ok_or(StoreError::Shape("a solution is missing"))?.text(0)
    }

    /// Notes that something of an offer changed.
    pub async fn touch_offer(&mut self, pk: i64, at: Ms) -> Result<(), StoreError> {
        self.run("UPDATE offer SET changed_at = $2, version = version + 1 WHERE pk = $1", args![pk, at]).await.map(drop)
    }
}

/// The folded text of an offer that searches look into.
pub(super) fn search_key(name: &str, alias: &str, offer_id: &str) -> String {
    fold(&format!("{name}\n{alias}\n{offer_id}"))
}

/// The company's offers, and only those that hold all the words.
fn narrow(sql: &mut Sql, company: i64, search: &str) {
    sql.bind(company);
    for word in Query::parse(search).words() {
        sql.push(" AND o.search_key LIKE ").bind(like(word)).push(" ESCAPE '!'");
    }
}

fn offer(row: &Row) -> Result<Offer, StoreError> {
    let live_since = row.opt_int(9)?;
    let listing_url = row.opt_text(11)?;
    let status = match (live_since, &listing_url) {
        (Some(_), Some(_)) => OfferStatus::External,
        (Some(_), None) => OfferStatus::Live,
        (None, _) => OfferStatus::Draft,
    };
    let co_sell_status = match row.opt_text(10)? {
        Some(_) => Some(row.word(10, CoSellStatus::from_word)?),
        None => None,
    };
    Ok(Offer {
        pk: row.int(0)?,
        row: OfferRow {
            id: row.text(1)?,
            external_id: row.text(2)?,
            publisher: row.text(3)?,
            publisher_name: row.text(4)?,
            partner_ids: serde_json::from_str(&row.text(5)?)?,
            offer_type: row.word(6, OfferType::from_word)?,
            alias: row.text(7)?,
            name: row.text(8)?,
            status,
            live_since: live_since.map(time),
            co_sell_status,
            listing_url,
            changed_at: time(row.int(12)?),
            version: row.count(13)?,
        },
        ever_published: row.flag(14)?,
        incentives: serde_json::from_str(&row.text(15)?)?,
        transactable: row.flag(16)?,
        name_key: row.text(17)?,
    })
}
