//! Rights as extractors: a handler that takes `Allowed<Edit>` cannot run for anyone else.

use std::marker::PhantomData;
use std::sync::Arc;

use axum::extract::{FromRef, FromRequestParts};
use axum::http::HeaderMap;
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use contract::access::{Right, Role, TokenScope};

use crate::embed::visit;
use crate::problem::Fault;
use crate::router::App;
use crate::secrets;
use crate::store::service_tokens::PREFIX;

/// Who is calling, and for which company: the token says both.
#[derive(Clone, Debug)]
pub struct Who {
    /// The session's key; 0 for a program, and below 0 for a person of a host, whose session is the host's.
    pub session: i64,
    /// The person's key; that of a program's token, made negative, so that no person is ever meant by it.
    pub person: i64,
    /// The person's public id.
    pub person_id: String,
    /// The person's name.
    pub name: String,
    /// The company's key; every query asks for it.
    pub company: i64,
    /// The company's public id.
    pub company_id: String,
    /// The role in this company.
    pub role: Role,
    /// The last call of the visit before this one, in milliseconds.
    pub visited_at: Option<i64>,
    /// Keys of the only companies that the token opens; all of the person's where there is no such list.
    pub only: Option<Vec<i64>>,
}

impl Who {
    /// Whether a person calls, not a program.
    pub const fn is_person(&self) -> bool {
        self.person > 0
    }

    /// Whether the person came by a host's token, so that there is no session here to end.
    pub const fn is_visitor(&self) -> bool {
        self.session < 0
    }
}

/// What a route asks for.
pub trait Needs: Send + Sync {
    /// The right; `None` means being signed in is enough.
    const RIGHT: Option<Right>;
    /// Whether a call only waits for news. Such calls are counted apart, so that waiting never uses up what work needs.
    const WAITS: bool = false;
    /// The scope of programs' tokens that open it too; none for almost every route.
    const SCOPE: Option<TokenScope> = None;
}

macro_rules! needs {
    ($($(#[$doc:meta])* $name:ident => $right:expr),+ $(,)?) => {
        $($(#[$doc])* #[derive(Clone, Copy, Debug)] pub struct $name; impl Needs for $name { const RIGHT: Option<Right> = $right; })+
    };
}

needs! {
    /// Anyone with a good token.
    SignedIn => None,
    /// See everything of the company.
    Read => Some(Right::Read),
    /// Change things.
    Edit => Some(Right::Edit),
    /// Work in the vendor's desk.
    Desk => Some(Right::Desk),
}

/// Anyone with a good token, who waits for news.
#[derive(Clone, Copy, Debug)]
pub struct Listen;

impl Needs for Listen {
    const RIGHT: Option<Right> = None;
    const WAITS: bool = true;
}

/// Work in the vendor's desk, or tell sales by a program.
#[derive(Clone, Copy, Debug)]
pub struct TellSales;

impl Needs for TellSales {
    const RIGHT: Option<Right> = Some(Right::Desk);
    const SCOPE: Option<TokenScope> = Some(TokenScope::Sales);
}

/// The token of a call.
pub fn bearer(headers: &HeaderMap) -> Option<&str> {
    headers
        .get(AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim())
}

/// The person whose token a call brings: one of ours, or a host's, which is told by its dots.
///
/// # Errors
/// `SignedOut` without a good one of ours, `TokenRefused` for a host's.
pub async fn person(app: &App, headers: &HeaderMap) -> Result<Who, Fault> {
    let token = bearer(headers).ok_or(Fault::SignedOut)?;
    if token.contains('.') {
        return visit::who(app, token, headers).await;
    }
    app.db.who(secrets::hash(token), app.clock.now()).await?.ok_or(Fault::SignedOut)
}

/// A caller who has the right `R`.
#[derive(Clone, Debug)]
pub struct Allowed<R: Needs> {
    /// The caller.
    pub who: Who,
    /// Only the extractor makes one.
    pub(crate) right: PhantomData<R>,
}

impl<R: Needs, S: Send + Sync> FromRequestParts<S> for Allowed<R>
where
    Arc<App>: FromRef<S>,
{
    type Rejection = Fault;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Fault> {
        let app = Arc::<App>::from_ref(state);
        let token = bearer(&parts.headers).ok_or(Fault::SignedOut)?;
        let who = if token.starts_with(PREFIX) {
            let (hash, now) = (secrets::hash(token), app.clock.now());
            let service = app.db.read().await?.service(hash, now).await?.ok_or(Fault::SignedOut)?;
            if service.ended {
                return Err(Fault::TokenEnded);
            }
            if R::SCOPE != Some(service.scope) {
                return Err(Fault::TokenScope);
            }
            service.who
        } else {
            person(&app, &parts.headers).await?
        };
        if R::WAITS {
            app.limits.check_wait(who.person)?
        } else {
            app.limits.check(who.person)?
        }
        if let Some(right) = R::RIGHT {
            who.role.require(right).map_err(Fault::Forbidden)?;
        }
        Ok(Allowed { who, right: PhantomData })
    }
}
