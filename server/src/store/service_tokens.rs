//! Tokens of programs: made and revoked on the command line, looked at by every call that brings one.

use contract::access::{Role, TokenScope};
use contract::api::history::EventKind;

use super::db::Row;
use super::history::{Actor, Event};
use super::{StoreError, Tx};
use crate::args;
use crate::clock::Ms;
use crate::rights::Who;

/// What begins the token of a program, so that it is told apart from a person's without a look into the database.
pub const PREFIX: &str = "cst_";

/// A token that is to be noted.
#[derive(Clone, Debug)]
pub struct NewToken<'a> {
    /// What calls it.
    pub name: &'a str,
    /// What it opens.
    pub scope: TokenScope,
    /// The company's key.
    pub company: i64,
    /// The last moment at which it is good.
    pub expires_at: Ms,
}

/// A token as the command line lists it.
#[derive(Clone, Debug)]
pub struct ListedToken {
    /// What calls it.
    pub name: String,
    /// What it opens.
    pub scope: TokenScope,
    /// The company's public id.
    pub company: String,
    /// When it ends by itself.
    pub expires_at: Ms,
    /// When it was revoked.
    pub revoked_at: Option<Ms>,
}

/// Whom a token stands for.
#[derive(Clone, Debug)]
pub struct Service {
    /// As the handlers see it: an operator without a person.
    pub who: Who,
    /// What it opens.
    pub scope: TokenScope,
    /// Whether it was revoked or has expired.
    pub ended: bool,
}

impl Tx {
    /// Notes a token; false when another one that is not revoked has the name.
    pub async fn add_service_token(
        &mut self,
        token: NewToken<'_>,
        token_hash: Vec<u8>,
        now: Ms,
    ) -> Result<bool, StoreError> {
        let added = self
            .run(
                "INSERT INTO service_token (name, token_hash, scope, company, created_at, expires_at) \
                 VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
                args![token.name, token_hash, token.scope.word(), token.company, now, token.expires_at],
            )
            .await?;
        if added == 0 {
            return Ok(false);
        }
        let (kind, name) = (EventKind::TokenCreated, token.name);
        let event = Event { kind, subject: name, name, before: None, after: Some(name) };
        self.record(token.company, &Actor::SYSTEM, now, event).await?;
        Ok(true)
    }

    /// Ends a token at once; false when no token that is not revoked has the name.
    pub async fn revoke_service_token(&mut self, name: &str, now: Ms) -> Result<bool, StoreError> {
        let sql = "UPDATE service_token SET revoked_at = $2 WHERE name = $1 AND revoked_at IS NULL RETURNING company";
        let Some(row) = self.row(sql, args![name, now]).await? else { return Ok(false) };
        let event = Event { kind: EventKind::TokenRevoked, subject: name, name, before: Some(name), after: None };
        self.record(row.int(0)?, &Actor::SYSTEM, now, event).await?;
        Ok(true)
    }

    /// All tokens by name, the newest of a name first.
    pub async fn service_tokens(&mut self) -> Result<Vec<ListedToken>, StoreError> {
        let sql = "SELECT t.name, t.scope, c.id, t.expires_at, t.revoked_at FROM service_token t \
                   JOIN company c ON c.pk = t.company ORDER BY t.name, t.pk DESC";
        let listed = |row: &Row| {
            Ok(ListedToken {
                name: row.text(0)?,
                scope: row.word(1, TokenScope::from_word)?,
                company: row.text(2)?,
                expires_at: row.int(3)?,
                revoked_at: row.opt_int(4)?,
            })
        };
        self.rows(sql, args![]).await?.iter().map(listed).collect()
    }

    /// What a token stands for, ended or not.
    pub async fn service(&mut self, token_hash: Vec<u8>, now: Ms) -> Result<Option<Service>, StoreError> {
        let row = self
            .row(
                "SELECT t.pk, t.name, t.scope, c.pk, c.id, CASE WHEN t.revoked_at IS NULL AND t.expires_at > $2 THEN 0 ELSE 1 END \
                 FROM service_token t JOIN company c ON c.pk = t.company WHERE t.token_hash = $1",
                args![token_hash, now],
            )
            .await?;
        let service = |row: Row| {
            let who = Who {
                session: 0,
                person: -row.int(0)?,
                person_id: String::new(),
                name: row.text(1)?,
                company: row.int(3)?,
                company_id: row.text(4)?,
                role: Role::Operator,
                visited_at: None,
                only: None,
            };
            Ok(Service { who, scope: row.word(2, TokenScope::from_word)?, ended: row.flag(5)? })
        };
        row.map(service).transpose()
    }
}
