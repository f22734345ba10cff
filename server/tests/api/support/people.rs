//! People who are signed in, and what they do.

use std::sync::atomic::{AtomicU32, Ordering};

use axum::http::Method;
use contract::api::list::Page;
use contract::api::path;
use contract::api::session::{Grant, Session, SignIn};
use contract::api::solutions::{SolutionDetail, SolutionRow};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use server::secrets;

use super::sample::{BOTH, DEVELOPER, MANAGER, OPERATOR, OWNER, RIVAL, VIEWER};
use super::{Ask, Reply, World};

/// How long the codes of these tests are good, in milliseconds: an hour.
pub const CODE_MS: i64 = 3_600_000;

/// A person with a token.
#[derive(Clone)]
pub struct Caller<'a> {
    world: &'a World,
    /// The bearer.
    pub token: String,
    /// The value of the session cookie.
    pub cookie: String,
    /// Who it is, as the grant said.
    pub session: Session,
}

impl World {
    /// A one-time code for a person, as `cosell user link` makes it.
    pub async fn code(&self, email: &str) -> String {
        let code = secrets::code().expect("random bytes");
        let mut tx = self.db.write().await.expect("a transaction");
        let person = tx.person_by_email(email).await.expect("an answer").expect("a person of that address");
        tx.add_code(person, secrets::hash(&code), self.clock.now() + CODE_MS).await.expect("a code");
        tx.commit().await.expect("a commit");
        code
    }

    /// Shows a code.
    pub async fn show_code(&self, code: &str) -> Reply {
        self.ask(Method::POST, path::SESSION).json(&SignIn::code(code)).send().await
    }

    /// Signs a person in.
    pub async fn sign_in(&self, email: &str) -> Caller<'_> {
        let code = self.code(email).await;
        let reply = self.show_code(&code).await.is(200);
        let grant: Grant = reply.json();
        let cookie = reply.header("set-cookie").split([';', '=']).nth(1).expect("a value").to_owned();
        Caller { world: self, token: grant.token, cookie, session: grant.session }
    }

    /// Mints a bearer from a cookie.
    pub async fn refresh(&self, cookie: &str, company: Option<&str>) -> Reply {
        let body = company.map_or(json!({}), |company| json!({ "company": company }));
        self.ask(Method::POST, path::SESSION_REFRESH).cookie(cookie).json(&body).send().await
    }

    /// Northlake's owner.
    pub async fn owner(&self) -> Caller<'_> {
        self.sign_in(OWNER).await
    }

    /// Northlake's manager.
    pub async fn manager(&self) -> Caller<'_> {
        self.sign_in(MANAGER).await
    }

    /// Northlake's developer.
    pub async fn developer(&self) -> Caller<'_> {
        self.sign_in(DEVELOPER).await
    }

    /// Northlake's viewer.
    pub async fn viewer(&self) -> Caller<'_> {
        self.sign_in(VIEWER).await
    }

    /// The desk's operator.
    pub async fn operator(&self) -> Caller<'_> {
        self.sign_in(OPERATOR).await
    }

    /// The owner of the other company.
    pub async fn rival(&self) -> Caller<'_> {
        self.sign_in(RIVAL).await
    }

    /// Who is developer at Northlake and viewer at Meridian, looking at one of them.
    pub async fn both(&self, company: &str) -> Caller<'_> {
        let mut caller = self.sign_in(BOTH).await;
        let grant: Grant = self.refresh(&caller.cookie, Some(company)).await.is(200).json();
        (caller.token, caller.session) = (grant.token, grant.session);
        caller
    }
}

impl<'a> Caller<'a> {
    /// Begins a call with the token.
    pub fn ask(&self, method: Method, path: &str) -> Ask<'a> {
        self.world.ask(method, path).bearer(&self.token)
    }

    /// Reads.
    pub async fn get(&self, path: &str) -> Reply {
        self.ask(Method::GET, path).send().await
    }

    /// Reads what must be there.
    pub async fn read<T: DeserializeOwned>(&self, path: &str) -> T {
        self.get(path).await.is(200).json()
    }

    /// Reads unless the version is known.
    pub async fn get_unless(&self, path: &str, tag: &str) -> Reply {
        self.ask(Method::GET, path).header("if-none-match", tag).send().await
    }

    /// Creates or decides, as an intent of its own.
    pub async fn post(&self, path: &str, body: &impl Serialize) -> Reply {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        self.post_once(path, &format!("intent {}", NEXT.fetch_add(1, Ordering::Relaxed)), body).await
    }

    /// Creates or decides, as the intent of that key.
    pub async fn post_once(&self, path: &str, key: &str, body: &impl Serialize) -> Reply {
        self.ask(Method::POST, path).key(key).json(body).send().await
    }

    /// Puts, if the version is the one that was seen.
    pub async fn put(&self, path: &str, seen: &str, body: &impl Serialize) -> Reply {
        self.ask(Method::PUT, path).header("if-match", seen).json(body).send().await
    }

    /// Deletes, if the version is the one that was seen.
    pub async fn delete(&self, path: &str, seen: &str) -> Reply {
        self.ask(Method::DELETE, path).header("if-match", seen).send().await
    }

    /// All rows of the company, in the list's own order.
    pub async fn rows(&self) -> Vec<SolutionRow> {
        let page: Page<SolutionRow> = self.read(&format!("{}?limit=1000", path::SOLUTIONS)).await;
        assert_eq!(page.next_cursor, None, "all rows fit one page");
        page.items
    }

    /// The opaque id of a solution.
    pub async fn id_of(&self, solution_id: &str) -> String {
        let row = self.rows().await.into_iter().find(|row| row.solution_id == solution_id);
        row.expect("a solution of that number").id
    }

    /// One solution in full.
    pub async fn solution(&self, id: &str) -> SolutionDetail {
        self.read(&path::solution(id)).await
    }

    /// Gives solutions to a colleague or to nobody.
    pub async fn assign(&self, ids: &[String], assignee: Option<&str>) -> Reply {
        let body = json!({ "action": "assign", "items": ids, "assignee": assignee });
        self.post(path::SOLUTIONS_BULK, &body).await
    }

    /// The caller's own id.
    pub fn id(&self) -> &str {
        &self.session.person.id
    }
}
