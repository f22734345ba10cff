//! The walk itself.

use axum::http::Method;
use contract::access::{Right, Role};
use contract::api::history::HistoryEntry;
use contract::api::import::{ImportJob, ImportKind, NewImport};
use contract::api::list::Page;
use contract::api::news::Draft;
use contract::api::offers::OfferRow;
use contract::api::path;
use contract::api::solutions::{BulkResult, Note, SavedFilter, SolutionRow, Ticket};
use serde_json::json;
use server::secrets;
use server::store::sessions::BEARER_MS;

use super::{Access, IN_BOTH, PEOPLE, access, body_of, fill};
use crate::embed::refused;
use crate::openapi::{Operation, operations};
use crate::support::host::{Host, key};
use crate::support::sample::{NORTHLAKE_WORDS, OWNER, RIVAL};
use crate::support::{Caller, Reply, World};

/// The key of a draft that Northlake's owner has.
const DRAFT: &str = "walk";

/// Ids of Northlake's things, which nobody else may reach.
struct Ids {
    solution: String,
    note: String,
    filter: String,
    import: String,
    offer: String,
    request: String,
    bundle: String,
}

impl Ids {
    /// Makes what is not there yet.
    async fn of(owner: &Caller<'_>, operations: &[Operation]) -> Ids {
        let solution = owner.id_of("S-011").await;
        let note: Note = owner.post(&path::notes(&solution), &json!({ "text": "Ours" })).await.is(201).json();
        let filter = json!({ "name": "Ours", "query": "search=Fleet" });
        let filter: SavedFilter = owner.post(path::SAVED_FILTERS, &filter).await.is(201).json();
        let import = if operations.iter().any(|o| o.method == Method::POST && o.path == path::IMPORTS) {
            let new = NewImport { kind: ImportKind::Solutions, file_name: "northlake.csv".into(), size: 10 };
            owner.post(path::IMPORTS, &new).await.is(201).json::<ImportJob>().id
        } else {
            String::new()
        };
        let draft = json!({ "value": "Northlake's draft" });
        owner.put(&path::draft(DRAFT), "*", &draft).await.is(200);
        let offers: Page<OfferRow> = owner.read(path::OFFERS).await;
        let offer = offers.items.into_iter().find(|offer| offer.external_id == "fleet-insight").unwrap().id;
        let item = json!({ "id": owner.id_of("S-003").await, "target": { "kind": "offer", "id": offer } });
        let merge = json!({ "action": "merge", "bundle": "walk", "items": [item] });
        let merged: BulkResult = owner.post(path::SOLUTIONS_BULK, &merge).await.is(200).json();
        let request = merged.items[0].number.clone().unwrap();
        let bundle = "northlake:walk".to_owned();
        Ids { solution, note: note.id, filter: filter.id, import, offer, request, bundle }
    }

    /// The path of an operation about Northlake's things.
    fn path(&self, operation: &Operation) -> String {
        fill(&operation.path, &|before| match before {
            "solutions" | "moved" => self.solution.clone(),
            "offers" | "matches" => self.offer.clone(),
            "support-requests" | "requests" => self.request.clone(),
            "bundles" => self.bundle.clone(),
            "drafts" => DRAFT.to_owned(),
            "notes" => self.note.clone(),
            "saved-filters" => self.filter.clone(),
            "imports" => self.import.clone(),
            "parts" => "0".to_owned(),
            _ => "unknown".to_owned(),
        })
    }

    /// All of them.
    fn all(&self) -> impl Iterator<Item = &str> {
        [&self.solution, &self.note, &self.filter, &self.import, &self.offer, &self.request]
            .into_iter()
            .map(String::as_str)
    }
}

/// Counts what was tried.
struct Walk<'a> {
    world: &'a World,
    operations: Vec<Operation>,
    ids: Ids,
    cases: usize,
}

impl Walk<'_> {
    /// Calls an operation as well as it can be called, so that only the right is in the way.
    async fn call(&mut self, operation: &Operation, token: Option<&str>) -> Reply {
        self.cases += 1;
        let ask = self.world.ask(operation.method.clone(), &self.ids.path(operation));
        let ask = ask.key(&format!("case {}", self.cases)).header("if-match", "*");
        let ask = ask.json(&body_of(&operation.path, &self.ids.solution));
        match token {
            Some(token) => ask.bearer(token).send().await,
            None => ask.send().await,
        }
    }

    /// Operations that ask for a token.
    fn closed(&self) -> Vec<Operation> {
        let closed = self.operations.iter().filter(|o| access(&o.method, &o.path) != Access::Public);
        closed.cloned().collect()
    }

    /// Nobody gets in with no token, an unknown one, an ended one, or one of a session that was signed out.
    async fn without_a_good_token(&mut self) {
        let expired = self.world.owner().await.token;
        self.world.clock.advance(BEARER_MS + 1);
        let signed_out = self.world.owner().await;
        signed_out.delete(path::SESSION, "*").await.is(204);
        let unknown = secrets::code().unwrap();
        let tokens = [None, Some(unknown.as_str()), Some(expired.as_str()), Some(signed_out.token.as_str())];
        let good = self.world.claims("vic", "acme", "owner");
        let of_a_host =
            [("exp", json!(self.world.seconds() - 60), "expired"), ("aud", json!("https://other.example"), "audience")]
                .map(|(claim, value, reason)| {
                    let mut claims = good.clone();
                    claims[claim] = value;
                    (key().token(&claims), reason)
                });
        for operation in self.closed() {
            for token in tokens {
                self.call(&operation, token).await.refused(401, "signedOut");
            }
            for (token, reason) in &of_a_host {
                refused(&self.call(&operation, Some(token)).await, reason);
            }
        }
    }

    /// A role without the right is refused, with the reason; one with it is not.
    async fn by_every_role(&mut self) {
        for operation in self.closed() {
            for (role, email) in PEOPLE {
                // Signed in anew each time, because one of the operations signs out.
                let caller = self.world.sign_in(email).await;
                let reply = self.call(&operation, Some(&caller.token)).await;
                let allowed = match access(&operation.method, &operation.path) {
                    Access::Needs(right) => role.has(right),
                    Access::Public | Access::SignedIn => true,
                };
                if allowed {
                    let is_answered = !matches!(reply.status, 401 | 403) && reply.status < 500;
                    assert!(is_answered, "{} by {role:?}: {} {}", operation.name(), reply.status, reply.text());
                } else {
                    reply.refused(403, "roleMayNot");
                }
            }
            for role in Role::ALL.iter().filter(|role| role.is_given_by_hosts()) {
                let token = key().token(&self.world.claims(role.word(), "acme", role.word()));
                let reply = self.call(&operation, Some(&token)).await;
                match access(&operation.method, &operation.path) {
                    Access::Needs(right) if !role.has(right) => drop(reply.refused(403, "roleMayNot")),
                    _ => assert!(
                        !matches!(reply.status, 401 | 403) && reply.status < 500,
                        "{}: {}",
                        operation.name(),
                        reply.text()
                    ),
                }
            }
        }
    }

    /// Another company's owner reaches nothing of Northlake's, and the public routes tell nothing either.
    async fn by_another_company(&mut self) {
        for operation in self.operations.clone() {
            let caller = self.world.sign_in(RIVAL).await;
            let reply = self.call(&operation, Some(&caller.token)).await;
            if access(&operation.method, &operation.path) == Access::Needs(Right::Desk) {
                reply.refused(403, "roleMayNot");
                continue;
            }
            self.assert_hidden(&operation, &reply);
            if operation.path == path::TICKETS {
                let ticket: Ticket = reply.is(201).json();
                self.assert_hidden(&operation, &self.world.get(&ticket.href).await.is(200));
            }
        }
        for operation in self.closed() {
            // An owner of the other company, by a host's token.
            let token = key().token(&self.world.claims("rita", "globex", "owner"));
            let reply = self.call(&operation, Some(&token)).await;
            if access(&operation.method, &operation.path) == Access::Needs(Right::Desk) {
                reply.refused(403, "roleMayNot");
            } else {
                self.assert_hidden(&operation, &reply);
            }
            // A member of both companies, with the token of the other one, where the role is a lower one as well.
            let caller = self.world.both("meridian").await;
            assert_eq!((caller.session.person.email.as_str(), caller.session.company.role), (IN_BOTH, Role::Viewer));
            let reply = self.call(&operation, Some(&caller.token)).await;
            // Who one is says which companies one has; all else keeps them apart.
            let says_who = operation.path == path::SESSION && operation.method == Method::GET;
            if reply.status != 403 && !says_who {
                self.assert_hidden(&operation, &reply);
            }
        }
    }

    fn assert_hidden(&self, operation: &Operation, reply: &Reply) {
        let what = format!("{}: {} {}", operation.name(), reply.status, reply.text());
        // The key of a draft is a name that everyone may give to one of their own.
        let names_a_thing = operation.path.contains('{') && !operation.path.contains("/drafts/");
        if names_a_thing {
            assert_eq!(reply.status, 404, "{what}");
        } else if operation.path == path::SOLUTIONS_BULK {
            assert_eq!(reply.status, 200, "{what}");
            assert!(reply.json::<BulkResult>().items.iter().all(|item| !item.done), "{what}");
            return;
        } else {
            assert!(reply.status < 500, "{what}");
        }
        let text = reply.text();
        let shown = NORTHLAKE_WORDS.iter().copied().chain(self.ids.all().filter(|id| !id.is_empty()));
        for word in shown {
            assert!(!text.contains(word), "{word} in {what}");
        }
    }
}

/// What must not have moved: rows, history, filters, a draft.
async fn picture(owner: &Caller<'_>) -> (Vec<SolutionRow>, Vec<HistoryEntry>, Vec<SavedFilter>, Draft) {
    let history: Page<HistoryEntry> = owner.read(&format!("{}?limit=1000", path::HISTORY)).await;
    // Signing in is what the walk itself does.
    let history = history.items.into_iter().filter(|entry| !entry.kind.word().starts_with("signed")).collect();
    let draft = owner.read(&path::draft(DRAFT)).await;
    (owner.rows().await, history, owner.read(path::SAVED_FILTERS).await, draft)
}

#[tokio::test]
async fn nobody_gets_past_their_rights() {
    let world = Host::new(&json!({ "createAccounts": true })).world().await;
    let operations = operations();
    let ids = Ids::of(&world.owner().await, &operations).await;
    let mut walk = Walk { world: &world, operations, ids, cases: 0 };
    let before = picture(&world.owner().await).await;
    walk.without_a_good_token().await;
    walk.by_another_company().await;
    assert_eq!(picture(&world.sign_in(OWNER).await).await, before, "nothing of Northlake's was touched");
    walk.by_every_role().await;
    println!("rights walk: {} cases", walk.cases);
}
