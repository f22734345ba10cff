//! Refusals as RFC 9457 documents in the reader's language.

use axum::http::Method;
use contract::access::{Right, Role};
use contract::api::path;
use contract::locale::Locale;
use contract::problem::Problem;
use contract::refusal::Refusal;
use contract::solution::MigrationState;
use serde_json::json;
use server::problem::Fault;

use crate::support::{Ask, World};

#[tokio::test]
async fn the_reader_chooses_the_language() {
    let world = World::new().await;
    let cases = [
        ("en", "en"),
        ("fr", "fr"),
        ("fr-CA, en;q=0.8", "fr"),
        ("zh-CN", "zh-CN"),
        ("zh-TW;q=0.9, fr;q=0.1", "zh-CN"),
        ("de", "en"),
        ("", "en"),
    ];
    for (accepted, language) in cases {
        let reply = world.ask(Method::GET, path::SESSION).header("accept-language", accepted).send().await;
        reply.refused(401, "signedOut");
        assert_eq!(reply.header("content-language"), language, "{accepted}");
    }
    assert_eq!(world.get(path::SESSION).await.header("content-language"), "en");
}

/// What a text must not be: a key that has none, or one with a placeholder left open.
fn is_worded(text: &str) -> bool {
    let looks_like_a_key = ["problem.", "status.", "field.", "refusal.", "role.", "state."];
    !text.is_empty() && !text.contains(['{', '}']) && !looks_like_a_key.iter().any(|start| text.contains(start))
}

/// Asserts that a problem is worded in all languages, differently in each.
fn unworded(in_languages: &[Problem; 3]) -> Vec<String> {
    let texts = |problem: &Problem| {
        let mut texts = vec![problem.title.clone(), problem.detail.clone()];
        texts.extend(problem.errors.iter().map(|error| error.message.clone()));
        texts
    };
    let [en, fr, zh] = in_languages.each_ref().map(texts);
    let mut bad = Vec::new();
    for ((en, fr), zh) in en.iter().zip(&fr).zip(&zh) {
        if ![en, fr, zh].iter().all(|text| is_worded(text)) || en == fr || fr == zh || en == zh {
            bad.push(format!("{en} | {fr} | {zh}"));
        }
    }
    bad
}

#[test]
fn every_refusal_is_worded_in_three_languages() {
    let refusals = [
        Refusal::RoleMayNot { role: Role::Viewer, right: Right::Edit },
        Refusal::RoleMayNot { role: Role::Operator, right: Right::Read },
        Refusal::RoleMayNot { role: Role::Developer, right: Right::ManagePeople },
        Refusal::WrongState { state: MigrationState::Merging },
        Refusal::RequestStillOpen,
        Refusal::NoOpenRequest,
        Refusal::NotYourRequest,
        Refusal::TargetNotLive,
        Refusal::OfferWasPublished,
        Refusal::ReasonMissing,
    ];
    let mut faults = vec![
        Fault::Unreadable("x".into()),
        Fault::SignedOut,
        Fault::CodeNotGood,
        Fault::ForeignOrigin,
        Fault::NotFound,
        Fault::MethodNotAllowed,
        Fault::Conflict("stillRunning"),
        Fault::Stale { etag: "\"1\"".into() },
        Fault::TooLarge { limit: 1_000_000 },
        Fault::MediaType("application/json"),
        Fault::KeyReused,
        Fault::Missing("If-Match"),
        Fault::TooMany { retry_after: 1 },
        Fault::TooMany { retry_after: 20 },
        Fault::Busy,
        Fault::Internal,
        Fault::field("limit", "limit", vec![("max", 1_000_u64.into())]),
        Fault::field("cursor", "cursor", vec![]),
        Fault::field("/name", "empty", vec![]),
        Fault::field("/name", "tooLong", vec![("max", 60_u64.into()), ("n", 61_u64.into())]),
        Fault::field("/items", "itemCount", vec![("max", 1_000_u64.into()), ("n", 0_u64.into())]),
        Fault::field("/assignee", "unknownColleague", vec![]),
        Fault::field("/name", "tooManyFilters", vec![("n", 50_u64.into())]),
    ];
    faults
        .extend(refusals.into_iter().flat_map(|refusal| [Fault::Forbidden(refusal.clone()), Fault::Refused(refusal)]));
    let mut bad: Vec<String> = faults
        .iter()
        .flat_map(|fault| unworded(&[Locale::En, Locale::Fr, Locale::ZhCn].map(|locale| fault.problem(locale, "id"))))
        .collect();
    bad.sort_unstable();
    bad.dedup();
    assert!(bad.is_empty(), "missing, unfilled or the same in two languages:\n{}", bad.join("\n"));
}

#[tokio::test]
async fn problems_on_the_wire_are_worded_in_three_languages() {
    let world = World::new().await;
    let (owner, viewer) = (world.owner().await, world.viewer().await);
    let note = path::notes(&owner.id_of("S-003").await);
    let hello = json!({ "text": "Hello" });
    let asks: [(&str, Ask<'_>); 7] = [
        ("signedOut", world.ask(Method::GET, path::SOLUTIONS)),
        ("notFound", owner.ask(Method::GET, &path::solution("unknown"))),
        ("roleMayNot", viewer.ask(Method::POST, &note).key("one").json(&hello)),
        ("unreadable", owner.ask(Method::POST, &note).key("one").body("application/json", "{")),
        ("fields", owner.ask(Method::POST, &note).key("one").json(&json!({ "text": "" }))),
        ("headerMissing", owner.ask(Method::POST, &note).json(&hello)),
        ("methodNotAllowed", owner.ask(Method::PATCH, path::SOLUTIONS)),
    ];
    for (code, ask) in asks {
        let mut found = Vec::new();
        for language in ["en", "fr", "zh-CN"] {
            let reply = ask.clone().header("accept-language", language).send().await;
            found.push(reply.refused(reply.status, code));
        }
        let bad = unworded(&found.try_into().expect("three"));
        assert!(bad.is_empty(), "{code}: {bad:?}");
    }
}

#[tokio::test]
async fn fields_are_named_by_pointer_and_code() {
    let world = World::new().await;
    let owner = world.owner().await;
    let id = owner.id_of("S-003").await;
    let problem = owner.post(&path::notes(&id), &json!({ "text": "" })).await.refused(422, "fields");
    let value = serde_json::to_value(&problem).unwrap();
    assert_eq!(value["type"], "/problems/fields");
    assert_eq!((&value["errors"][0]["pointer"], &value["errors"][0]["code"]), (&json!("/text"), &json!("empty")));
    assert!(!problem.errors[0].message.is_empty());
    // A problem about no field has no list.
    let other = world.get(path::SESSION).await.value();
    assert_eq!(other.get("errors"), None);
}

#[tokio::test]
async fn another_method_is_told_which_ones_there_are() {
    let world = World::new().await;
    let owner = world.owner().await;
    let reply = owner.ask(Method::PATCH, path::SESSION).send().await;
    reply.refused(405, "methodNotAllowed");
    let mut allowed: Vec<_> = reply.header("allow").split(',').map(|method| method.trim().to_owned()).collect();
    allowed.sort_unstable();
    assert_eq!(allowed, ["DELETE", "GET", "HEAD", "POST"]);
    owner.get(path::SOLUTIONS_BULK).await.refused(405, "methodNotAllowed");
}

#[tokio::test]
async fn a_problem_never_tells_what_is_inside() {
    let world = World::new().await;
    let owner = world.owner().await;
    let replies = [
        owner.get(&format!("{}/%00", path::SOLUTIONS)).await,
        owner.get(&format!("{}?cursor=AAAA", path::SOLUTIONS)).await,
        owner.get(&format!("{}?subject=%00", path::HISTORY)).await,
        owner.post(path::SAVED_FILTERS, &json!({ "name": "\u{0}", "query": "" })).await,
        world.refresh(&owner.cookie, Some("\u{0}")).await,
    ];
    for reply in replies {
        assert!(reply.status < 500 || reply.status == 503, "{} {}", reply.status, reply.text());
        let text = reply.text().to_lowercase();
        for word in ["select ", "sqlx", "sqlite", "postgres", "panicked", "src/"] {
            assert!(!text.contains(word), "{text}");
        }
    }
}
