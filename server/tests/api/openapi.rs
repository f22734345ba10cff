//! The API's own description: whole, true, and served as it is.

use std::collections::{HashMap, HashSet};

use axum::http::Method;
use contract::api::path;
use serde_json::Value;

use crate::support::World;

/// One path and method of the description.
#[derive(Clone, Debug)]
pub struct Operation {
    /// GET, POST …
    pub method: Method,
    /// With `{name}` for parameters.
    pub path: String,
    /// All that the description says about it.
    pub value: Value,
}

impl Operation {
    /// For messages.
    pub fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// Names of its parameters of a kind: `path`, `query`, `header`.
    fn parameters(&self, kind: &str) -> Vec<&str> {
        let list = self.value["parameters"].as_array().into_iter().flatten();
        list.filter(|parameter| parameter["in"] == kind).filter_map(|parameter| parameter["name"].as_str()).collect()
    }
}

/// The description as JSON.
fn description() -> Value {
    serde_json::to_value(server::router::description()).expect("JSON")
}

/// Every path and method that the server describes.
pub fn operations() -> Vec<Operation> {
    let description = description();
    let paths = description["paths"].as_object().expect("paths");
    let mut found = Vec::new();
    for (path, item) in paths {
        for (method, value) in item.as_object().expect("a path's operations") {
            if let Ok(method) = Method::from_bytes(method.to_uppercase().as_bytes())
                && value["responses"].is_object()
            {
                found.push(Operation { method, path: path.clone(), value: value.clone() });
            }
        }
    }
    found
}

#[tokio::test]
async fn it_is_served_to_everyone_as_openapi_3_1() {
    let world = World::new().await;
    let served = world.get("/api/openapi.json").await.is(200);
    assert_eq!(served.header("content-type"), "application/json");
    let served = served.value();
    assert!(served["openapi"].as_str().is_some_and(|version| version.starts_with("3.1")), "{}", served["openapi"]);
    assert_eq!(served, description());
    assert_eq!(served["components"]["securitySchemes"]["bearer"]["scheme"], "bearer");
}

#[test]
fn every_operation_has_a_name_of_its_own_and_a_summary() {
    let mut seen = HashMap::new();
    for operation in operations() {
        let id = operation.value["operationId"].as_str().unwrap_or_default().to_owned();
        assert!(!id.is_empty(), "{}", operation.name());
        assert!(operation.value["summary"].as_str().is_some_and(|text| !text.is_empty()), "{}", operation.name());
        if let Some(other) = seen.insert(id.clone(), operation.name()) {
            panic!("{} and {other} are both called {id}", operation.name());
        }
    }
}

#[test]
fn parameters_of_the_path_are_described() {
    for operation in operations() {
        let in_path: HashSet<_> =
            operation.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}')).collect();
        let described: HashSet<_> = operation.parameters("path").into_iter().collect();
        assert_eq!(in_path, described, "{}", operation.name());
    }
}

#[test]
fn no_filter_of_a_list_is_required() {
    for operation in operations().iter().filter(|operation| operation.method == Method::GET) {
        for parameter in operation.value["parameters"].as_array().into_iter().flatten() {
            if parameter["in"] == "query" {
                assert_ne!(parameter["required"], true, "{} {}", operation.name(), parameter["name"]);
            }
        }
    }
}

fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(fields) => {
            if let Some(target) = fields.get("$ref").and_then(Value::as_str) {
                found.push(target);
            }
            fields.values().for_each(|field| references(field, found));
        }
        Value::Array(items) => items.iter().for_each(|item| references(item, found)),
        _ => {}
    }
}

#[test]
fn every_type_that_is_named_is_described() {
    let description = description();
    let mut targets = Vec::new();
    references(&description, &mut targets);
    assert!(!targets.is_empty());
    for target in targets {
        let pointer = target.strip_prefix('#').expect("a place in the description");
        assert!(description.pointer(pointer).is_some(), "{target}");
    }
}

#[test]
fn keys_are_camel_case() {
    let description = description();
    let schemas = description["components"]["schemas"].as_object().expect("schemas");
    for (name, schema) in schemas {
        for field in schema["properties"].as_object().into_iter().flat_map(|fields| fields.keys()) {
            let good = field.starts_with(|c: char| c.is_ascii_lowercase()) && !field.contains(['_', '-', ' ']);
            assert!(good, "{name}.{field}");
        }
    }
}

/// Calls that need neither `If-Match` nor `Idempotency-Key`: signing in and out is outside both; a ticket is good once, so that
/// an answer given again would be worth nothing; facts are only read; what is said of a match is the same said twice,
/// and so is what was seen.
const UNGUARDED: &[(Method, &str)] = &[
    (Method::POST, path::SESSION),
    (Method::POST, path::SESSION_REFRESH),
    (Method::DELETE, path::SESSION),
    (Method::POST, path::TICKETS),
    (Method::POST, path::SOLUTION_FACTS),
    (Method::POST, path::RESELLERS_LOOKUP),
    (Method::PUT, "/api/v1/solutions/{id}/matches/{offer}"),
    (Method::PUT, path::NOTIFICATIONS_READ),
];

#[test]
fn every_call_that_changes_something_says_how_it_is_guarded() {
    for operation in operations() {
        if UNGUARDED.contains(&(operation.method.clone(), operation.path.as_str())) {
            continue;
        }
        let headers = operation.parameters("header");
        let wanted = match operation.method {
            Method::POST => "Idempotency-Key",
            Method::PUT | Method::DELETE | Method::PATCH => "If-Match",
            _ => continue,
        };
        assert!(headers.contains(&wanted), "{} does not describe {wanted}", operation.name());
    }
}

#[tokio::test]
async fn what_is_described_as_guarded_is() {
    let world = World::new().await;
    let (owner, operator) = (world.owner().await, world.operator().await);
    let id = owner.id_of("S-003").await;
    for operation in operations() {
        let is_desk = operation.path.starts_with("/api/v1/desk/") || operation.path == path::RESELLER_SALES;
        let caller = if is_desk { &operator } else { &owner };
        let headers = operation.parameters("header");
        if headers.is_empty() {
            continue;
        }
        let path =
            crate::rights::fill(&operation.path, &|before| if before == "parts" { "0".to_owned() } else { id.clone() });
        let body = crate::rights::body_of(&operation.path, &id);
        let reply = caller.ask(operation.method.clone(), &path).json(&body).send().await;
        // What is not there is not there, guarded or not.
        assert!(matches!(reply.status, 428 | 404), "{}: {} {}", operation.name(), reply.status, reply.text());
    }
}
