//! Download tickets: good once, for a minute.

use contract::access::Role;
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
    /// Who asked.
    pub person: i64,
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

    /// The role of a person in a company, if there still is one.
    pub async fn role(&mut self, person: i64, company: i64) -> Result<Option<Role>, StoreError> {
        let row =
            self.row("SELECT role FROM membership WHERE person = $1 AND company = $2", args![person, company]).await?;
        row.map(|row| row.word(0, Role::from_word)).transpose()
    }

    /// Uses a ticket up.
    pub async fn use_ticket(&mut self, code_hash: Vec<u8>, now: Ms) -> Result<Option<UsedTicket>, StoreError> {
        let row = self
            .row(
                "DELETE FROM ticket WHERE code_hash = $1 AND expires_at > $2 RETURNING person, company, what, locale",
                args![code_hash, now],
            )
            .await?;
        row.map(|row| {
            Ok(UsedTicket {
                person: row.int(0)?,
                company: row.int(1)?,
                what: serde_json::from_str(&row.text(2)?)?,
                locale: row.word(3, Locale::from_word)?,
            })
        })
        .transpose()
    }
}
