//! People of a portal around this one: signed in by its tokens, with the role and the companies that these name.

mod keys;

use axum::http::Method;
use contract::access::Role;
use contract::api::history::{EventKind, HistoryEntry};
use contract::api::list::Page;
use contract::api::path;
use contract::api::people::Colleague;
use contract::api::session::Session;
use contract::api::solutions::{SolutionRow, Ticket};
use serde_json::{Value, json};

use crate::support::host::{Host, KEYS, key};
use crate::support::sample::{BOTH, DEVELOPER, OPERATOR, OWNER, RIVAL};
use crate::support::{Reply, World};

/// A host whose people get an account at first sight.
async fn open() -> World {
    Host::new(&json!({ "createAccounts": true })).world().await
}

/// A host whose people need one.
async fn closed() -> World {
    Host::new(&json!({})).world().await
}

fn with(mut claims: Value, changes: Value) -> Value {
    for (name, value) in changes.as_object().unwrap() {
        claims[name] = value.clone();
    }
    claims
}

/// Insists on a refusal for one reason.
#[track_caller]
pub fn refused(reply: &Reply, reason: &str) {
    let problem = reply.refused(401, "tokenRefused");
    assert_eq!(problem.reason.as_deref(), Some(reason), "{}", problem.detail);
    assert!(problem.detail.contains(reason), "{}", problem.detail);
    assert_eq!(reply.header("www-authenticate"), "Bearer");
}

async fn session(world: &World, claims: &Value) -> Session {
    world.who_is(&key().token(claims)).await.is(200).json()
}

#[tokio::test]
async fn a_token_of_each_algorithm_opens_the_company_with_its_role() {
    let world = open().await;
    for key in KEYS.iter() {
        let token = key.token(&world.claims("nora", "acme", "developer"));
        let session: Session = world.who_is(&token).await.is(200).json();
        assert_eq!((session.company.id.as_str(), session.company.role), ("northlake", Role::Developer), "{}", key.id);
        assert_eq!(session.person.name, "Nora Visitor");
        let rows: Page<SolutionRow> =
            world.ask(Method::GET, path::SOLUTIONS).bearer(&token).send().await.is(200).json();
        assert!(!rows.items.is_empty());
    }
}

#[tokio::test]
async fn who_is_new_becomes_a_colleague() {
    let world = open().await;
    let nora = session(&world, &world.claims("nora", "acme", "developer")).await;
    let owner = world.owner().await;
    let colleagues: Vec<Colleague> = owner.read(path::USERS).await;
    let found = colleagues.iter().find(|colleague| colleague.id == nora.person.id).unwrap();
    assert_eq!((found.name.as_str(), found.role), ("Nora Visitor", Role::Developer));
    owner.assign(&[owner.id_of("S-003").await], Some(&nora.person.id)).await.is(200);
    assert_eq!(owner.rows().await.iter().filter(|row| row.assigned_to.is_some()).count(), 3);

    let claims = world.claims("nora", "acme", "developer");
    let note = json!({ "text": "From the host" });
    let path = path::notes(&owner.id_of("S-003").await);
    world.ask(Method::POST, &path).bearer(&key().token(&claims)).key("n").json(&note).send().await.is(201);
    let history: Page<HistoryEntry> = owner.read(path::HISTORY).await;
    let by_nora: Vec<EventKind> = history
        .items
        .iter()
        .filter(|entry| entry.by.as_deref() == Some("Nora Visitor"))
        .map(|entry| entry.kind)
        .collect();
    assert_eq!(by_nora, [EventKind::NoteAdded, EventKind::SignedIn], "signing in is told once");

    // The name is the host's to change, and the account stays the same one.
    let renamed = session(&world, &with(claims, json!({ "name": "Nora Married" }))).await;
    assert_eq!((renamed.person.id, renamed.person.name.as_str()), (nora.person.id, "Nora Married"));
}

#[tokio::test]
async fn who_has_an_account_of_the_address_is_that_person() {
    let world = closed().await;
    let dana = world.developer().await;
    let claims = |subject: &str, email: &str| with(world.claims(subject, "acme", "manager"), json!({ "email": email }));
    let found = session(&world, &claims("d-1", "Dana@Northlake.example")).await;
    assert_eq!(found.person.id, dana.id());
    assert_eq!(found.person.name, "Dana Developer", "an account that was here keeps its name");
    assert_eq!(found.company.role, Role::Manager);
    // The address counts at first sight only: then the subject does.
    assert_eq!(session(&world, &claims("d-1", "new@northlake.example")).await.person.id, dana.id());

    let who = async |claims: &Value| world.who_is(&key().token(claims)).await;
    refused(&who(&claims("d-2", DEVELOPER)).await, "person");
    refused(&who(&claims("n-1", "nobody@northlake.example")).await, "person");
    refused(&who(&claims("o-1", OPERATOR)).await, "person");
    let mut nameless = claims("x-1", "x@x.example");
    nameless.as_object_mut().unwrap().remove("email");
    refused(&who(&nameless).await, "person");
}

#[tokio::test]
async fn an_account_of_a_company_that_is_not_the_hosts_is_never_taken() {
    for create in [true, false] {
        let host = Host::new(&json!({ "organisations": { "acme": "northlake" }, "createAccounts": create }));
        let world = host.world().await;
        let claims = with(world.claims("m-1", "acme", "owner"), json!({ "email": RIVAL }));
        refused(&world.who_is(&key().token(&claims)).await, "person");
        // Who belongs to both is reached at the host's company only.
        let claims = with(world.claims("c-1", "acme", "viewer"), json!({ "email": BOTH }));
        let cleo = session(&world, &claims).await;
        assert_eq!(cleo.companies.len(), 1);
        let ask = world.ask(Method::GET, path::SESSION).bearer(&key().token(&claims));
        refused(&ask.header("cosell-company", "meridian").send().await, "organisation");
    }
}

#[tokio::test]
async fn the_role_is_the_tokens_at_each_call() {
    let world = open().await;
    let owner = world.owner().await;
    let path = path::notes(&owner.id_of("S-003").await);
    for (role, key_of_call, status) in [("viewer", "a", 403), ("developer", "b", 201), ("viewer", "c", 403)] {
        let token = key().token(&world.claims("nora", "acme", role));
        let ask = world.ask(Method::POST, &path).bearer(&token).key(key_of_call).json(&json!({ "text": "Hello" }));
        ask.send().await.is(status);
        let colleagues: Vec<Colleague> = owner.read(path::USERS).await;
        assert!(colleagues.iter().any(|one| one.name == "Nora Visitor" && one.role.word() == role), "{role}");
    }
    let history: Page<HistoryEntry> = owner.read(path::HISTORY).await;
    let of_roles = history.items.iter().filter(|entry| entry.kind == EventKind::RoleGiven);
    let given: Vec<_> = of_roles.map(|entry| (entry.before.as_deref(), entry.after.as_deref())).collect();
    let expected = [(Some("developer"), Some("viewer")), (Some("viewer"), Some("developer")), (None, Some("viewer"))];
    assert_eq!(given, expected, "newest first, nobody here gave them");
    for role in ["operator", "admin", "Owner", ""] {
        let reply = world.who_is(&key().token(&world.claims("nora", "acme", role))).await;
        refused(&reply, if role.is_empty() { "claims" } else { "role" });
    }
}

#[tokio::test]
async fn a_host_has_words_of_its_own_for_roles() {
    let world = Host::new(&json!({ "createAccounts": true, "roles": { "admin": "owner" } })).world().await;
    assert_eq!(session(&world, &world.claims("nora", "acme", "admin")).await.company.role, Role::Owner);
    refused(&world.who_is(&key().token(&world.claims("nora", "acme", "owner"))).await, "role");
}

#[tokio::test]
async fn a_token_of_several_companies_opens_one_at_a_time() {
    let world = open().await;
    let organisations = json!({ "org": ["unknown", "globex", "vendor", "gone", "acme"] });
    let claims = with(world.claims("nora", "acme", "developer"), organisations);
    let token = key().token(&claims);
    let at = async |company: &str| {
        world.ask(Method::GET, path::SESSION).bearer(&token).header("cosell-company", company).send().await
    };
    let first: Session = world.who_is(&token).await.is(200).json();
    assert_eq!(first.company.id, "meridian", "the first that is a company here");
    let names: Vec<_> = first.companies.iter().map(|company| company.id.as_str()).collect();
    assert_eq!(names, ["meridian", "northlake"], "by name, and never a desk");
    let other: Session = at("northlake").await.is(200).json();
    assert_eq!((other.company.id.as_str(), other.person.id), ("northlake", first.person.id));
    for company in ["desk", "nobody", "acme", "", "NORTHLAKE"] {
        refused(&at(company).await, "organisation");
    }
    // With a token of one of them, the other is closed and not told of.
    let narrow = key().token(&world.claims("nora", "acme", "developer"));
    let session: Session = world.who_is(&narrow).await.is(200).json();
    assert_eq!(session.companies.len(), 1);
    let ask = world.ask(Method::GET, path::SESSION).bearer(&narrow).header("cosell-company", "meridian");
    refused(&ask.send().await, "organisation");
}

#[tokio::test]
async fn a_token_ends_by_the_clock() {
    let world = open().await;
    let token = key().token(&world.claims("nora", "acme", "viewer"));
    world.who_is(&token).await.is(200);
    world.clock.advance(60_000);
    world.who_is(&token).await.is(200);
    world.clock.advance(5_000);
    refused(&world.who_is(&token).await, "expired");
}

#[tokio::test]
async fn who_is_disabled_stays_out() {
    let world = open().await;
    let claims = world.claims("nora", "acme", "owner");
    session(&world, &claims).await;
    let mut tx = world.db.write().await.unwrap();
    let person = tx.person_by_email("nora@host.example").await.unwrap().unwrap();
    tx.set_disabled(person, true, world.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    refused(&world.who_is(&key().token(&claims)).await, "person");
    // A new subject with the address of a disabled account gets no further.
    refused(&world.who_is(&key().token(&with(claims, json!({ "sub": "nora-2" })))).await, "person");
}

#[tokio::test]
async fn who_has_no_address_gets_an_account_and_no_letters() {
    let world = open().await;
    let mut claims = world.claims("nora", "acme", "developer");
    claims.as_object_mut().unwrap().remove("email");
    let nora = session(&world, &claims).await;
    assert!(nora.person.email.ends_with(".invalid"), "{}", nora.person.email);
    assert_eq!(session(&world, &claims).await.person.id, nora.person.id);
}

#[tokio::test]
async fn first_calls_that_meet_make_one_account() {
    let world = open().await;
    // How they meet is up to the database: with an address and without, several times over.
    for n in 0..20 {
        let mut claims =
            ["acme", "globex", "acme", "globex"].map(|org| world.claims(&format!("nora-{n}"), org, "owner"));
        if n % 2 == 1 {
            claims.iter_mut().for_each(|claims| drop(claims.as_object_mut().unwrap().remove("email")));
        }
        let tokens = claims.map(|claims| key().token(&claims));
        let (a, b, c, d) = tokio::join!(
            world.who_is(&tokens[0]),
            world.who_is(&tokens[1]),
            world.who_is(&tokens[2]),
            world.who_is(&tokens[3])
        );
        let ids = [a, b, c, d].map(|reply| reply.is(200).json::<Session>().person.id);
        assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
    }
}

#[tokio::test]
async fn a_visitor_works_as_anyone_does() {
    let world = open().await;
    let token = key().token(&world.claims("nora", "acme", "developer"));
    let ask = |method: Method, path: &str| world.ask(method, path).bearer(&token);
    // A draft, a saved filter, notifications, a download by ticket.
    ask(Method::PUT, &path::draft("d")).header("if-match", "*").json(&json!({ "value": "typed" })).send().await.is(200);
    assert_eq!(ask(Method::GET, &path::draft("d")).send().await.is(200).value()["value"], "typed");
    let filter = json!({ "name": "Mine", "query": "status=pending" });
    let first = ask(Method::POST, path::SAVED_FILTERS).key("f").json(&filter).send().await.is(201);
    let again = ask(Method::POST, path::SAVED_FILTERS).key("f").json(&filter).send().await.is(201);
    assert_eq!((first.body, again.header("idempotent-replayed")), (again.body.clone(), "true"));
    ask(Method::GET, path::NOTIFICATIONS).send().await.is(200);
    let ticket = ask(Method::POST, path::TICKETS).key("t").json(&json!({ "kind": "solutionsExport" })).send().await;
    let ticket: Ticket = ticket.is(201).json();
    assert!(world.get(&ticket.href).await.is(200).text().contains("S-003"));
    // Signing out is the host's to do: the token goes on.
    let gone = ask(Method::DELETE, path::SESSION).send().await.is(204);
    assert_eq!(gone.maybe("set-cookie"), None);
    world.who_is(&token).await.is(200);
}

#[tokio::test]
async fn news_reach_a_visitor_who_waits() {
    let world = open().await;
    let token = key().token(&world.claims("nora", "acme", "developer"));
    let first = world.ask(Method::GET, path::EVENTS).bearer(&token).send().await.is(200).value();
    let path = path::events(first["cursor"].as_str().unwrap());
    let wait = world.ask(Method::GET, &path).bearer(&token).send();
    let owner = world.sign_in(OWNER).await;
    let act = async {
        owner.assign(&[owner.id_of("S-003").await], Some(owner.id())).await.is(200);
    };
    let (news, ()) = tokio::join!(wait, act);
    assert_ne!(news.is(200).value()["cursor"], first["cursor"]);
}

#[tokio::test]
async fn one_visitor_does_not_use_up_anothers_calls() {
    let host = Host::new(&json!({ "createAccounts": true }));
    let settings = crate::support::Settings {
        rate: 2,
        embed_issuers: Some(host.issuers()),
        ..crate::support::Settings::default()
    };
    let world = World::with(settings).await;
    let (one, other) =
        (key().token(&world.claims("one", "acme", "viewer")), key().token(&world.claims("other", "acme", "viewer")));
    world.who_is(&one).await.is(200);
    world.who_is(&one).await.is(200);
    world.who_is(&one).await.refused(429, "tooMany");
    world.who_is(&other).await.is(200);
}

#[tokio::test]
async fn without_a_file_of_issuers_no_token_is_good() {
    let world = World::new().await;
    refused(&world.who_is(&key().token(&world.claims("nora", "acme", "viewer"))).await, "issuer");
}
