//! What is saved and in force of an offer's audience: options, times, names, materials. The lists stand in `audience_lists`.

use std::collections::BTreeMap;

use contract::api::audience::{Materials, OpenRequest};
use contract::audience::ChannelState;
use contract::audience::asked::Asked;
use contract::support::RequestKind;

use super::db::{Row, Sql};
use super::requests::{CspOptions, key_of, number_of};
use super::{StoreError, Tx};
use crate::args;
use crate::clock::{Ms, time};

const HEAD: &str = "SELECT offer, draft_state, draft_at, draft_by, live_state, live_at, live_by, marketing_url, contact_name, \
     contact_email, version FROM audience WHERE offer IN ";

/// One of the two audiences, without its list.
#[derive(Clone, Debug)]
pub struct Side {
    /// The option.
    pub state: ChannelState,
    /// When it was last changed.
    pub at: Option<Ms>,
    /// Who changed it.
    pub by: Option<String>,
}

impl Default for Side {
    /// Nobody may resell an offer until somebody says so.
    fn default() -> Self {
        Side { state: ChannelState::None, at: None, by: None }
    }
}

/// An offer's audience without its lists.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// What is saved.
    pub draft: Side,
    /// What is in force; counts for a live offer only.
    pub live: Side,
    /// What resellers are given.
    pub materials: Materials,
    /// Raised by every change; 0 when there never was one.
    pub version: u64,
}

/// Who changes an audience, and when.
#[derive(Clone, Copy, Debug)]
pub struct Stamp<'a> {
    /// The name; nobody for the command line.
    pub by: Option<&'a str>,
    /// When.
    pub at: Option<Ms>,
}

impl Tx {
    /// An offer's audience.
    pub async fn audience_head(&mut self, offer: i64) -> Result<Head, StoreError> {
        Ok(self.audience_heads(&[offer]).await?.remove(&offer).unwrap_or_default())
    }

    /// The audiences of offers; those that nobody ever touched are missing.
    pub async fn audience_heads(&mut self, offers: &[i64]) -> Result<BTreeMap<i64, Head>, StoreError> {
        let mut heads = BTreeMap::new();
        for chunk in offers.chunks(1_000) {
            let mut sql = Sql::new(HEAD);
            sql.list(chunk.iter().copied());
            for row in sql.rows(self).await? {
                heads.insert(row.int(0)?, head(&row)?);
            }
        }
        Ok(heads)
    }

    /// Open requests about audiences of a company's offers, by offer; of one offer when it is given.
    pub async fn open_audience_requests(
        &mut self,
        company: i64,
        offer: Option<i64>,
    ) -> Result<BTreeMap<i64, OpenRequest>, StoreError> {
        let mut sql = Sql::new(
            "SELECT offer, pk, kind, due FROM support_request WHERE kind IN ('cspDeauthorize', 'cspChangeOption') \
             AND state IN ('submitted', 'inProgress', 'waitingForPartner') AND offer IS NOT NULL AND company = ",
        );
        sql.bind(company);
        if let Some(offer) = offer {
            sql.push(" AND offer = ").bind(offer);
        }
        let open = |row: &Row| {
            let number = number_of(row.int(1)?);
            let kind = row.word(2, RequestKind::from_word)?;
            Ok((row.int(0)?, OpenRequest { number, kind, due: time(row.int(3)?), asked: None }))
        };
        sql.rows(self).await?.iter().map(open).collect()
    }

    /// What a request about an audience asks for.
    pub async fn asked(&mut self, number: &str) -> Result<Option<Asked>, StoreError> {
        let Some(pk) = key_of(number) else { return Ok(None) };
        let sql = "SELECT kind, details FROM support_request WHERE pk = $1";
        let Some(row) = self.row(sql, args![pk]).await? else { return Ok(None) };
        let (kind, options) =
            (row.word(0, RequestKind::from_word)?, serde_json::from_str::<CspOptions>(&row.text(1)?)?);
        Ok(Some(Asked { kind, to: options.to, resellers: self.request_resellers(pk).await? }))
    }

    /// Notes the saved option.
    pub async fn set_draft_state(
        &mut self,
        offer: i64,
        state: ChannelState,
        stamp: Stamp<'_>,
    ) -> Result<(), StoreError> {
        self.set_state(
            "INSERT INTO audience (offer, draft_state, draft_at, draft_by) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (offer) DO UPDATE SET draft_state = excluded.draft_state, draft_at = excluded.draft_at, \
             draft_by = excluded.draft_by, version = audience.version + 1",
            (offer, state, stamp),
        )
        .await
    }

    /// Notes the option in force.
    pub async fn set_live_state(
        &mut self,
        offer: i64,
        state: ChannelState,
        stamp: Stamp<'_>,
    ) -> Result<(), StoreError> {
        self.set_state(
            "INSERT INTO audience (offer, live_state, live_at, live_by) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (offer) DO UPDATE SET live_state = excluded.live_state, live_at = excluded.live_at, \
             live_by = excluded.live_by, version = audience.version + 1",
            (offer, state, stamp),
        )
        .await
    }

    async fn set_state(
        &mut self,
        statement: &'static str,
        (offer, state, stamp): (i64, ChannelState, Stamp<'_>),
    ) -> Result<(), StoreError> {
        self.run(statement, args![offer, state.word(), stamp.at, stamp.by]).await.map(drop)
    }

    /// Notes what resellers are given.
    pub async fn set_materials(&mut self, offer: i64, materials: &Materials) -> Result<(), StoreError> {
        self.run(
            "INSERT INTO audience (offer, marketing_url, contact_name, contact_email) VALUES ($1, $2, $3, $4) \
             ON CONFLICT (offer) DO UPDATE SET marketing_url = excluded.marketing_url, contact_name = excluded.contact_name, \
             contact_email = excluded.contact_email, version = audience.version + 1",
            args![offer, &materials.marketing_url, &materials.contact_name, &materials.contact_email],
        )
        .await
        .map(drop)
    }
}

fn head(row: &Row) -> Result<Head, StoreError> {
    let live = match row.opt_text(4)? {
        Some(_) => Side { state: row.word(4, ChannelState::from_word)?, at: row.opt_int(5)?, by: row.opt_text(6)? },
        None => Side::default(),
    };
    Ok(Head {
        draft: Side { state: row.word(1, ChannelState::from_word)?, at: row.opt_int(2)?, by: row.opt_text(3)? },
        live,
        materials: Materials { marketing_url: row.text(7)?, contact_name: row.text(8)?, contact_email: row.text(9)? },
        version: row.count(10)?,
    })
}
