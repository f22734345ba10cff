//! The rights walk: every path and method of the description, called by everyone who may not and by everyone who may.

mod walk;

use axum::http::Method;
use contract::access::{Right, Role};
use contract::api::path;
use serde_json::{Value, json};

use crate::openapi::operations;
use crate::support::World;
use crate::support::sample::{BOTH, DEVELOPER, MANAGER, OPERATOR, OWNER, VIEWER};

/// What a route asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Nothing: it is for people who are not signed in, or shows a secret of its own.
    Public,
    /// A good token.
    SignedIn,
    /// A good token of a role with this right.
    Needs(Right),
}

use Access::{Needs, Public, SignedIn};

/// Every route with what it asks for. A route that is missing here fails the walk.
const ROUTES: &[(Method, &str, Access)] = &[
    (Method::POST, "/api/v1/session", Public),
    (Method::POST, "/api/v1/session/refresh", Public),
    (Method::GET, "/api/v1/session/ways", Public),
    (Method::GET, "/api/v1/session/oidc", Public),
    (Method::GET, "/api/v1/session/oidc/callback", Public),
    (Method::GET, "/api/v1/embed/config", Public),
    (Method::GET, "/api/v1/session", SignedIn),
    (Method::DELETE, "/api/v1/session", SignedIn),
    (Method::PUT, "/api/v1/settings", SignedIn),
    (Method::GET, "/api/v1/overview", Needs(Right::Read)),
    (Method::GET, "/api/v1/report", Needs(Right::Read)),
    (Method::GET, "/api/v1/solutions", Needs(Right::Read)),
    (Method::GET, "/api/v1/solutions/changes", Needs(Right::Read)),
    (Method::POST, "/api/v1/solutions/bulk", Needs(Right::Edit)),
    (Method::POST, "/api/v1/solutions/facts", Needs(Right::Read)),
    (Method::POST, "/api/v1/solutions/{id}/merge", Needs(Right::Edit)),
    (Method::POST, "/api/v1/solutions/{id}/offer", Needs(Right::Edit)),
    (Method::POST, "/api/v1/solutions/{id}/discard", Needs(Right::Edit)),
    (Method::POST, "/api/v1/solutions/{id}/undo-discard", Needs(Right::Edit)),
    (Method::GET, "/api/v1/solutions/{id}/matches", Needs(Right::Read)),
    (Method::PUT, "/api/v1/solutions/{id}/matches/{offer}", Needs(Right::Edit)),
    (Method::GET, "/api/v1/offers", Needs(Right::Read)),
    (Method::POST, "/api/v1/offers", Needs(Right::Edit)),
    (Method::GET, "/api/v1/offers/id-check", Needs(Right::Read)),
    (Method::GET, "/api/v1/offers/{id}", Needs(Right::Read)),
    (Method::DELETE, "/api/v1/offers/{id}", Needs(Right::Edit)),
    (Method::DELETE, "/api/v1/offers/{id}/moved/{solution}", Needs(Right::Edit)),
    (Method::GET, "/api/v1/publishers", Needs(Right::Read)),
    (Method::GET, "/api/v1/offers/{id}/resell", Needs(Right::Read)),
    (Method::PUT, "/api/v1/offers/{id}/resell", Needs(Right::Edit)),
    (Method::GET, "/api/v1/offers/{id}/resell/resellers", Needs(Right::Read)),
    (Method::POST, "/api/v1/offers/{id}/resell/sync", Needs(Right::Edit)),
    (Method::POST, "/api/v1/offers/{id}/resell/request", Needs(Right::Edit)),
    (Method::POST, "/api/v1/offers/{id}/resell/import", Needs(Right::Edit)),
    (Method::GET, "/api/v1/offers/{id}/resell/export", Needs(Right::Read)),
    (Method::PUT, "/api/v1/offers/{id}/resell/materials", Needs(Right::Edit)),
    // The directory is the vendor's and the same for every company.
    (Method::GET, "/api/v1/resellers", Needs(Right::Read)),
    (Method::GET, "/api/v1/resellers/facets", Needs(Right::Read)),
    (Method::POST, "/api/v1/resellers/lookup", Needs(Right::Read)),
    (Method::GET, "/api/v1/resellers/offers", Needs(Right::Read)),
    (Method::POST, "/api/v1/resellers/apply", Needs(Right::Edit)),
    (Method::POST, "/api/v1/resellers/sales", Needs(Right::Desk)),
    (Method::GET, "/api/v1/support-requests", Needs(Right::Read)),
    (Method::POST, "/api/v1/support-requests", Needs(Right::Edit)),
    (Method::GET, "/api/v1/support-requests/facets", Needs(Right::Read)),
    (Method::GET, "/api/v1/support-requests/{number}", Needs(Right::Read)),
    (Method::POST, "/api/v1/support-requests/{number}/messages", Needs(Right::Edit)),
    (Method::POST, "/api/v1/support-requests/{number}/answer", Needs(Right::Edit)),
    (Method::POST, "/api/v1/support-requests/{number}/cancel", Needs(Right::Edit)),
    (Method::POST, "/api/v1/support-requests/{number}/attachments", Needs(Right::Edit)),
    (Method::POST, "/api/v1/desk/requests/{number}/attachments", Needs(Right::Desk)),
    // News and drafts are a person's own, at the desk as well.
    (Method::GET, "/api/v1/notifications", SignedIn),
    (Method::PUT, "/api/v1/notifications/read", SignedIn),
    (Method::GET, "/api/v1/events", SignedIn),
    (Method::GET, "/api/v1/drafts/{key}", SignedIn),
    (Method::PUT, "/api/v1/drafts/{key}", SignedIn),
    (Method::DELETE, "/api/v1/drafts/{key}", SignedIn),
    (Method::GET, "/api/v1/desk/requests", Needs(Right::Desk)),
    (Method::GET, "/api/v1/desk/requests/facets", Needs(Right::Desk)),
    (Method::GET, "/api/v1/desk/requests/{number}", Needs(Right::Desk)),
    (Method::POST, "/api/v1/desk/requests/{number}/claim", Needs(Right::Desk)),
    (Method::POST, "/api/v1/desk/requests/{number}/decision", Needs(Right::Desk)),
    (Method::POST, "/api/v1/desk/requests/{number}/messages", Needs(Right::Desk)),
    (Method::POST, "/api/v1/desk/bundles/{id}/decision", Needs(Right::Desk)),
    (Method::GET, "/api/v1/desk/calendar", Needs(Right::Desk)),
    (Method::PUT, "/api/v1/desk/calendar", Needs(Right::Desk)),
    (Method::GET, "/api/v1/desk/templates", Needs(Right::Desk)),
    (Method::PUT, "/api/v1/desk/templates", Needs(Right::Desk)),
    (Method::GET, "/api/v1/solutions/{id}", Needs(Right::Read)),
    (Method::POST, "/api/v1/solutions/{id}/notes", Needs(Right::Edit)),
    (Method::DELETE, "/api/v1/solutions/{id}/notes/{note}", Needs(Right::Edit)),
    // Filters are a person's own: whoever reads may keep some.
    (Method::GET, "/api/v1/saved-filters", Needs(Right::Read)),
    (Method::POST, "/api/v1/saved-filters", Needs(Right::Read)),
    (Method::DELETE, "/api/v1/saved-filters/{id}", Needs(Right::Read)),
    (Method::GET, "/api/v1/users", Needs(Right::Read)),
    (Method::GET, "/api/v1/history", Needs(Right::Read)),
    (Method::POST, "/api/v1/tickets", Needs(Right::Read)),
    (Method::POST, "/api/v1/imports", Needs(Right::Edit)),
    (Method::GET, "/api/v1/imports", Needs(Right::Read)),
    (Method::GET, "/api/v1/imports/{id}", Needs(Right::Read)),
    (Method::DELETE, "/api/v1/imports/{id}", Needs(Right::Edit)),
    (Method::PUT, "/api/v1/imports/{id}/parts/{part}", Needs(Right::Edit)),
    (Method::PUT, "/api/v1/imports/{id}/settings", Needs(Right::Edit)),
    (Method::GET, "/api/v1/imports/{id}/problems", Needs(Right::Read)),
    (Method::GET, "/api/v1/imports/{id}/preview", Needs(Right::Read)),
    (Method::POST, "/api/v1/imports/{id}/commit", Needs(Right::Edit)),
    // The code in the address is the right, once.
    (Method::GET, "/api/v1/tickets/{code}", Public),
];

/// A person of each role, all of companies that hold data but the operator.
const PEOPLE: &[(Role, &str)] = &[
    (Role::Owner, OWNER),
    (Role::Manager, MANAGER),
    (Role::Developer, DEVELOPER),
    (Role::Viewer, VIEWER),
    (Role::Operator, OPERATOR),
];

/// What a route asks for, as the table says.
fn access(method: &Method, path: &str) -> Access {
    let found = ROUTES.iter().find(|(m, p, _)| m == method && *p == path);
    found.unwrap_or_else(|| panic!("{method} {path} is missing in the table of rights")).2
}

/// A path with its parameters filled in; `id` is asked with the segment before each.
pub fn fill(path: &str, id: &dyn Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut before = "";
    for part in path.split('/').skip(1) {
        out.push('/');
        out.push_str(&if part.starts_with('{') { id(before) } else { part.to_owned() });
        before = part;
    }
    out
}

/// A body that a route would take from someone who may, about the solution of that id.
pub fn body_of(path: &str, solution: &str) -> Value {
    match path {
        path::SESSION => json!({ "code": "unknown" }),
        path::SETTINGS => json!({ "locale": "zh-CN" }),
        path::SOLUTIONS_BULK => json!({ "action": "assign", "items": [solution], "assignee": null }),
        path::SAVED_FILTERS => json!({ "name": "Walk", "query": "status=pending" }),
        path::TICKETS => json!({ "kind": "solutionsExport", "ids": [solution] }),
        path::IMPORTS => json!({ "kind": "solutions", "fileName": "walk.csv", "size": 10 }),
        path::NOTIFICATIONS_READ => json!({ "id": "1" }),
        path::SOLUTION_FACTS => json!({ "items": [solution] }),
        path::RESELLERS_APPLY => json!({ "from": "unknown", "to": [{ "id": "unknown" }], "mode": "add" }),
        path::RESELLER_SALES => json!({ "sales": [] }),
        path::SUPPORT_REQUESTS => json!({ "title": "Walk", "text": "Walk", "solution": solution }),
        path::DESK_CALENDAR => json!({ "holidays": ["2031-01-01"] }),
        path::DESK_TEMPLATES => json!({ "templates": [{ "name": "Walk", "text": "Walk" }] }),
        _ if path.ends_with("/lookup") => json!({ "tenantIds": [] }),
        _ if path.ends_with("/resell") => json!({ "resellerChannelState": "none", "resellers": [] }),
        _ if path.ends_with("/sync") || path.ends_with("/request") => json!({ "seenVersion": 0 }),
        _ if path.ends_with("/merge") => json!({ "target": { "kind": "offer", "id": "unknown" } }),
        _ if path.ends_with("/offer") || path == path::OFFERS => json!({
            "offerType": "softwareAsAService", "publisher": { "kind": "existing", "id": "unknown" }, "offerId": "walk", "alias": "Walk"
        }),
        _ if path.contains("/drafts/") => json!({ "value": "Walk" }),
        _ if path.contains("/matches/") => json!({ "isMatch": false }),
        _ if path.ends_with("/claim") => json!({ "claimed": true }),
        _ if path.ends_with("/decision") => json!({ "decision": { "decision": "ask", "text": "Walk?" } }),
        _ if path.ends_with("/messages") || path.ends_with("/answer") => json!({ "text": "Walk" }),
        _ if path.ends_with("/commit") => json!({ "seenVersion": 0 }),
        _ if path.ends_with("/notes") => json!({ "text": "Walk" }),
        _ => json!({}),
    }
}

#[test]
fn the_table_names_the_routes_that_there_are() {
    let there: Vec<_> = operations().into_iter().map(|operation| (operation.method, operation.path)).collect();
    for (method, path) in &there {
        access(method, path);
    }
    for (index, (method, path, _)) in ROUTES.iter().enumerate() {
        assert!(there.iter().any(|(m, p)| m == method && p == path), "{method} {path} is no longer there");
        let again = ROUTES[..index].iter().any(|(m, p, _)| m == method && p == path);
        assert!(!again, "{method} {path} stands twice in the table");
    }
}

#[tokio::test]
async fn a_role_counts_in_its_own_company_only() {
    let world = World::new().await;
    let (here, there) = (world.both("northlake").await, world.both("meridian").await);
    let (ours, theirs) = (here.id_of("S-003").await, there.id_of("S-003").await);
    here.assign(std::slice::from_ref(&ours), Some(here.id())).await.is(200);
    there.assign(std::slice::from_ref(&theirs), Some(there.id())).await.refused(403, "roleMayNot");
    // The developer's token of one company does not reach into the other, where the same person only reads.
    here.get(&path::solution(&theirs)).await.refused(404, "notFound");
    here.post(&path::notes(&theirs), &json!({ "text": "Hello" })).await.refused(404, "notFound");
    assert_eq!(there.solution(&theirs).await.row.assigned_to, None);
}

#[tokio::test]
async fn another_role_counts_from_the_next_call_on() {
    let world = World::new().await;
    let developer = world.developer().await;
    let ids = [developer.id_of("S-003").await];
    developer.assign(&ids, None).await.is(200);
    let mut workspace = crate::support::sample::workspace();
    workspace.companies[1].people[2].role = Role::Viewer;
    world.import(&workspace).await.unwrap();
    developer.assign(&ids, None).await.refused(403, "roleMayNot");
    developer.get(path::SOLUTIONS).await.is(200);
}

#[tokio::test]
async fn the_reason_names_the_role() {
    let world = World::new().await;
    let viewer = world.viewer().await;
    let problem = viewer.assign(&[viewer.id_of("S-003").await], None).await.refused(403, "roleMayNot");
    assert!(problem.detail.to_lowercase().contains("viewer"), "{}", problem.detail);
}

/// Who has two companies, for the walk.
const IN_BOTH: &str = BOTH;
