//! Download tickets: good once, for a minute.

use contract::api::solutions::TicketFor;
use contract::locale::Locale;

use super::{StoreError, Tx};
use crate::args;
use crate::clock::Ms;
use crate::rights::Who;

/// How long a ticket is good, in milliseconds.
const TICKET_MS: Ms = 60_000;

/// A ticket that was shown in time.
#[derive(Debug)]
pub struct UsedTicket {
    /// The company that it was made for.
    pub company: i64,
    /// What it is for.
    pub what: TicketFor,
    /// The language of the person who asked.
    pub locale: Locale,
}

impl Tx {
    /// Notes a ticket.
    pub async fn add_ticket(
        &mut self,
        who: &Who,
        code_hash: Vec<u8>,
        what: &TicketFor,
        locale: Locale,
        now: Ms,
    ) -> Result<(), StoreError> {
        self.run("DELETE FROM ticket WHERE expires_at <= $1", args![now]).await?;
        self.run(
            "INSERT INTO ticket (code_hash, person, company, what, locale, expires_at) VALUES ($1, $2, $3, $4, $5, $6)",
            args![code_hash, who.person, who.company, serde_json::to_string(what)?, locale.word(), now + TICKET_MS],
        )
        .await
        .map(drop)
    }

    /// Uses a ticket up.
    pub async fn use_ticket(&mut self, code_hash: Vec<u8>, now: Ms) -> Result<Option<UsedTicket>, StoreError> {
        let row = self
            .row(
                "DELETE FROM ticket WHERE code_hash = $1 AND expires_at > $2 RETURNING company, what, locale",
                args![code_hash, now],
            )
            .await?;
        row.map(|row| {
            Ok(UsedTicket {
                company: row.int(0)?,
                what: serde_json::from_str(&row.text(1)?)?,
                locale: row.word(2, Locale::from_word)?,
            })
        })
        .transpose()
    }
}
