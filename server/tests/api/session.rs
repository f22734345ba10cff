//! Signing in and out: codes, the cookie, bearers, and who is out at once.

use axum::http::Method;
use contract::api::path;
use contract::api::session::{Grant, Session, SignIn};
use server::store::sessions::{BEARER_MS, SESSION_MS};

use crate::support::call::OUR_HOST;
use crate::support::people::CODE_MS;
use crate::support::sample::{BOTH, DEVELOPER, OWNER};
use crate::support::{Settings, World};

#[tokio::test]
async fn a_code_signs_in_once() {
    let world = World::new().await;
    let code = world.code(OWNER).await;
    let grant: Grant = world.show_code(&code).await.is(200).json();
    assert_eq!(grant.session.person.email, OWNER);
    assert_eq!(i64::from(grant.expires_in), BEARER_MS / 1_000);
    world.show_code(&code).await.refused(401, "codeNotGood");
}

#[tokio::test]
async fn of_two_who_show_a_code_at_once_one_gets_in() {
    let world = World::new().await;
    let code = world.code(OWNER).await;
    let (one, other) = tokio::join!(world.show_code(&code), world.show_code(&code));
    let mut statuses = [one.status, other.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 401]);
}

#[tokio::test]
async fn a_code_ends_with_its_time() {
    let world = World::new().await;
    let code = world.code(OWNER).await;
    world.clock.advance(CODE_MS);
    world.show_code(&code).await.refused(401, "codeNotGood");
}

#[tokio::test]
async fn an_unknown_code_is_refused() {
    let world = World::new().await;
    world.show_code("").await.refused(401, "codeNotGood");
    world.show_code("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA").await.refused(401, "codeNotGood");
}

#[tokio::test]
async fn the_session_says_who_is_looking_and_at_what() {
    let world = World::new().await;
    let owner = world.owner().await;
    let reply = owner.get(path::SESSION).await.is(200);
    assert_eq!(reply.header("cache-control"), "no-store");
    let session: Session = reply.json();
    assert_eq!((session.person.name.as_str(), session.person.locale), ("Olivia Owner", None));
    assert_eq!((session.company.id.as_str(), session.company.name.as_str()), ("northlake", "Northlake Systems"));
    assert_eq!(session.company.role.word(), "owner");
    assert_eq!(session.companies, std::slice::from_ref(&session.company));
    assert_eq!(session.open_solutions, 9);
    assert_eq!(session.programme.deadline.map(|day| day.to_string()).as_deref(), Some("2031-06-30"));
    assert_eq!(session.programme.join_url.as_deref(), Some("https://partners.example/join"));
    assert_eq!(session.programme.enrol_url, None);
}

/// The attributes of the cookie that an answer sets, in lower case; its name and value first.
fn cookie_parts(header: &str) -> Vec<String> {
    header.split(';').map(|part| part.trim().to_ascii_lowercase()).collect()
}

#[tokio::test]
async fn the_cookie_is_only_for_the_session_and_out_of_reach_of_scripts() {
    let world = World::new().await;
    let reply = world.show_code(&world.code(OWNER).await).await.is(200);
    assert_eq!(reply.header("cache-control"), "no-store");
    let parts = cookie_parts(reply.header("set-cookie"));
    for wanted in ["httponly", "samesite=strict", "path=/api/v1/session"] {
        assert!(parts.iter().any(|part| part == wanted), "{wanted} in {parts:?}");
    }
    assert!(!parts.iter().any(|part| part == "secure" || part.starts_with("domain")), "{parts:?}");
}

#[tokio::test]
async fn with_https_the_cookie_insists_on_it() {
    let world = World::with(Settings { https: true, ..Settings::default() }).await;
    let reply = world.show_code(&world.code(OWNER).await).await.is(200);
    let parts = cookie_parts(reply.header("set-cookie"));
    assert!(parts.contains(&"secure".to_owned()), "{parts:?}");
    assert!(reply.header("set-cookie").starts_with("__Secure-cosell_session="), "{parts:?}");
    let value = reply.header("set-cookie").split([';', '=']).nth(1).unwrap();
    world.refresh(value, None).await.is(200);
    // A neighbour that has only http can plant one of this name.
    let planted = format!("cosell_session={value}");
    let ask = world.ask(Method::POST, path::SESSION_REFRESH).header("cookie", &planted).json(&serde_json::json!({}));
    ask.send().await.refused(401, "signedOut");
}

#[tokio::test]
async fn the_cookie_mints_bearers_and_nothing_else() {
    let world = World::new().await;
    let owner = world.owner().await;
    world.ask(Method::GET, path::SESSION).cookie(&owner.cookie).send().await.refused(401, "signedOut");
    world.ask(Method::DELETE, path::SESSION).cookie(&owner.cookie).send().await.refused(401, "signedOut");
    world.ask(Method::GET, path::SOLUTIONS).bearer(&owner.cookie).send().await.refused(401, "signedOut");

    let reply = world.refresh(&owner.cookie, None).await.is(200);
    assert_eq!(reply.header("cache-control"), "no-store");
    let grant: Grant = reply.json();
    assert_ne!(grant.token, owner.token);
    for token in [&owner.token, &grant.token] {
        world.ask(Method::GET, path::SESSION).bearer(token).send().await.is(200);
    }
    world.refresh("", None).await.refused(401, "signedOut");
    world.refresh(&owner.token, None).await.refused(401, "signedOut");
    let bare = world.ask(Method::POST, path::SESSION_REFRESH).json(&serde_json::json!({}));
    bare.send().await.refused(401, "signedOut");
}

#[tokio::test]
async fn a_session_lasts_as_long_as_it_is_used() {
    let world = World::new().await;
    let owner = world.owner().await;
    for _ in 0..3 {
        world.clock.advance(SESSION_MS - 60_000);
        let reply = world.refresh(&owner.cookie, None).await.is(200);
        // The browser counts from the last time too.
        let parts = cookie_parts(reply.header("set-cookie"));
        assert!(parts.contains(&format!("max-age={}", SESSION_MS / 1_000)), "{parts:?}");
        assert!(reply.header("set-cookie").starts_with(&format!("cosell_session={};", owner.cookie)));
    }
    world.clock.advance(SESSION_MS + 60_000);
    world.refresh(&owner.cookie, None).await.refused(401, "signedOut");
}

#[tokio::test]
async fn a_bearer_is_short_and_ends_by_itself() {
    let world = World::new().await;
    let owner = world.owner().await;
    world.clock.advance(BEARER_MS - 60_000);
    owner.get(path::SESSION).await.is(200);
    world.clock.advance(60_000);
    owner.get(path::SESSION).await.refused(401, "signedOut");
    world.refresh(&owner.cookie, None).await.is(200);
}

#[tokio::test]
async fn another_site_can_neither_sign_in_nor_use_the_cookie() {
    let world = World::new().await;
    let owner = world.owner().await;
    let code = world.code(DEVELOPER).await;
    for origin in ["https://evil.example", "https://portal.example.evil.example", "null", "https://portal.example:8443"]
    {
        let refresh = world.ask(Method::POST, path::SESSION_REFRESH).cookie(&owner.cookie).json(&serde_json::json!({}));
        refresh.header("origin", origin).send().await.refused(403, "foreignOrigin");
        let sign_in = world.ask(Method::POST, path::SESSION).json(&SignIn::code(code.clone()));
        sign_in.header("origin", origin).send().await.refused(403, "foreignOrigin");
    }
    let own = format!("https://{OUR_HOST}");
    let sign_in = world.ask(Method::POST, path::SESSION).json(&SignIn::code(code));
    sign_in.header("origin", &own).send().await.is(200);
    let refresh = world.ask(Method::POST, path::SESSION_REFRESH).cookie(&owner.cookie).json(&serde_json::json!({}));
    refresh.header("origin", &own).send().await.is(200);
}

#[tokio::test]
async fn behind_a_proxy_the_configured_address_counts() {
    let public_origin = Some("https://cosell.example".to_owned());
    let world = World::with(Settings { public_origin, ..Settings::default() }).await;
    let code = world.code(DEVELOPER).await;
    let sign_in = |origin: &str| {
        let ask = world.ask(Method::POST, path::SESSION).json(&SignIn::code(code.clone()));
        ask.header("origin", origin).send()
    };
    sign_in("https://cosell.example.evil.example").await.refused(403, "foreignOrigin");
    sign_in("http://cosell.example").await.refused(403, "foreignOrigin");
    sign_in("https://cosell.example").await.is(200);
}

#[tokio::test]
async fn signing_out_ends_every_bearer_of_the_session_and_its_cookie() {
    let world = World::new().await;
    let owner = world.owner().await;
    let second_tab: Grant = world.refresh(&owner.cookie, None).await.is(200).json();
    let reply = owner.delete(path::SESSION, "*").await.is(204);
    let parts = cookie_parts(reply.header("set-cookie"));
    assert_eq!(parts.first().map(String::as_str), Some("cosell_session="));
    assert!(parts.contains(&"max-age=0".to_owned()) && parts.contains(&"path=/api/v1/session".to_owned()), "{parts:?}");
    for token in [&owner.token, &second_tab.token] {
        world.ask(Method::GET, path::SESSION).bearer(token).send().await.refused(401, "signedOut");
    }
    world.refresh(&owner.cookie, None).await.refused(401, "signedOut");
    owner.delete(path::SESSION, "*").await.refused(401, "signedOut");
}

#[tokio::test]
async fn another_session_of_the_same_person_stays() {
    let world = World::new().await;
    let laptop = world.owner().await;
    let phone = world.owner().await;
    laptop.delete(path::SESSION, "*").await.is(204);
    phone.get(path::SESSION).await.is(200);
    world.refresh(&phone.cookie, None).await.is(200);
}

async fn set_disabled(world: &World, email: &str, disabled: bool) {
    let mut tx = world.db.write().await.unwrap();
    let person = tx.person_by_email(email).await.unwrap().unwrap();
    tx.set_disabled(person, disabled, world.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_disabled_person_is_out_at_once() {
    let world = World::new().await;
    let owner = world.owner().await;
    let code = world.code(OWNER).await;
    set_disabled(&world, OWNER, true).await;
    owner.get(path::SESSION).await.refused(401, "signedOut");
    owner.get(path::SOLUTIONS).await.refused(401, "signedOut");
    world.refresh(&owner.cookie, None).await.refused(401, "signedOut");
    world.show_code(&code).await.refused(401, "codeNotGood");

    set_disabled(&world, OWNER, false).await;
    owner.get(path::SESSION).await.refused(401, "signedOut");
    world.refresh(&owner.cookie, None).await.refused(401, "signedOut");
    world.owner().await.get(path::SESSION).await.is(200);
}

#[tokio::test]
async fn who_left_a_company_has_no_token_for_it_and_keeps_the_others() {
    let world = World::new().await;
    let caller = world.both("northlake").await;
    let mut tx = world.db.write().await.unwrap();
    let person = tx.person_by_email(BOTH).await.unwrap().unwrap();
    let northlake = tx.company_of(person, "northlake").await.unwrap().unwrap();
    let leave = "DELETE FROM membership WHERE person = $1 AND company = $2";
    tx.run(leave, server::args![person, northlake]).await.unwrap();
    tx.commit().await.unwrap();

    caller.get(path::SESSION).await.refused(401, "signedOut");
    world.refresh(&caller.cookie, Some("northlake")).await.refused(404, "notFound");
    let grant: Grant = world.refresh(&caller.cookie, Some("meridian")).await.is(200).json();
    assert_eq!(grant.session.company.id, "meridian");
}

#[tokio::test]
async fn a_person_of_two_companies_has_a_token_for_each() {
    let world = World::new().await;
    let there = world.both("meridian").await;
    assert_eq!((there.session.company.id.as_str(), there.session.company.role.word()), ("meridian", "viewer"));
    let names: Vec<_> = there.session.companies.iter().map(|company| company.name.as_str()).collect();
    assert_eq!(names, ["Meridian Software", "Northlake Systems"]);

    let grant: Grant = world.refresh(&there.cookie, Some("northlake")).await.is(200).json();
    assert_eq!(grant.session.company.role.word(), "developer");
    let here = world.ask(Method::GET, path::SESSION).bearer(&grant.token).send().await.is(200).json::<Session>();
    assert_eq!((here.company.id.as_str(), here.open_solutions), ("northlake", 9));
    // The first token still stands for the company that it was made for.
    let still: Session = there.read(path::SESSION).await;
    assert_eq!((still.company.id.as_str(), still.open_solutions), ("meridian", 3));
    assert_eq!(there.rows().await.len(), 3);

    // A reload comes back to the company looked at last.
    let again: Grant = world.refresh(&there.cookie, None).await.is(200).json();
    assert_eq!(again.session.company.id, "northlake");
}

#[tokio::test]
async fn a_company_that_is_not_ones_own_looks_like_none() {
    let world = World::new().await;
    let owner = world.owner().await;
    for company in ["meridian", "desk", "nowhere", ""] {
        world.refresh(&owner.cookie, Some(company)).await.refused(404, "notFound");
    }
    // A wrong wish costs nothing.
    world.refresh(&owner.cookie, None).await.is(200);
}
