//! Headers that every answer carries, whatever it is.

use axum::http::Method;
use contract::api::embed::EmbedConfig;
use contract::api::path;
use server::embed::Embed;
use server::router::BODY_MAX;

use crate::page::{Page, SCRIPT};
use crate::support::{Reply, Settings, World};

/// One answer of every kind.
async fn every_kind(world: &World) -> Vec<(&'static str, Reply)> {
    let owner = world.owner().await;
    let tag = owner.get(path::SOLUTIONS).await.header("etag").to_owned();
    let page_tag = world.get("/").await.header("etag").to_owned();
    let large = vec![b' '; BODY_MAX + 1];
    vec![
        ("page", world.get("/solutions").await.is(200)),
        ("page that is not there", world.get("/nowhere").await.is(404)),
        ("page known", world.ask(Method::GET, "/").header("if-none-match", &page_tag).send().await.is(304)),
        ("script", world.get(&format!("/{SCRIPT}")).await.is(200)),
        ("script that is not there", world.get("/gone.js").await.is(404)),
        ("page by another method", world.ask(Method::POST, "/").send().await.is(405)),
        ("answer", owner.get(path::SOLUTIONS).await.is(200)),
        ("answer known", owner.get_unless(path::SOLUTIONS, &tag).await.is(304)),
        ("sign-in", world.refresh(&owner.cookie, None).await.is(200)),
        ("no token", world.get(path::SOLUTIONS).await.is(401)),
        ("no right", world.operator().await.get(path::SOLUTIONS).await.is(403)),
        ("not there", world.get("/api/v1/nowhere").await.is(404)),
        ("another method", owner.ask(Method::PATCH, path::SOLUTIONS).send().await.is(405)),
        (
            "too large",
            owner.ask(Method::POST, path::SAVED_FILTERS).body("application/json", large).send().await.is(413),
        ),
        ("no content", owner.delete(path::SESSION, "*").await.is(204)),
        ("description", world.get("/api/openapi.json").await.is(200)),
        ("health", world.get("/healthz").await.is(204)),
        ("readiness", world.get("/readyz").await.is(204)),
    ]
}

async fn with(https: bool, embed_origins: &[&str]) -> World {
    let embed_origins = embed_origins.iter().map(|&origin| origin.into()).collect();
    World::with(Settings { page: Page::fresh().spa(), https, embed_origins, ..Settings::default() }).await
}

/// The directives of a policy: name and values.
fn directives(policy: &str) -> Vec<(&str, Vec<&str>)> {
    let words = |directive: &str| directive.split_whitespace().count();
    assert!(policy.split(';').all(|directive| words(directive) > 0));
    policy
        .split(';')
        .map(|directive| {
            let mut words = directive.split_whitespace();
            (words.next().unwrap_or_default(), words.collect())
        })
        .collect()
}

#[tokio::test]
async fn every_answer_is_safe_in_a_browser() {
    let world = with(false, &[]).await;
    for (kind, reply) in every_kind(&world).await {
        let directives = directives(reply.header("content-security-policy"));
        let values = |name: &str| directives.iter().find(|(found, _)| *found == name).map(|(_, values)| values.clone());
        assert_eq!(values("default-src"), Some(vec!["'none'"]), "{kind}");
        assert_eq!(values("script-src"), Some(vec!["'self'", "'wasm-unsafe-eval'"]), "{kind}");
        assert_eq!(values("require-trusted-types-for"), Some(vec!["'script'"]), "{kind}");
        assert_eq!(values("trusted-types"), Some(vec!["default"]), "{kind}");
        assert_eq!(values("style-src"), Some(vec!["'self'"]), "{kind}");
        assert_eq!(values("img-src"), Some(vec!["'self'", "blob:"]), "{kind}");
        assert_eq!(values("connect-src"), Some(vec!["'self'"]), "{kind}");
        assert_eq!(values("frame-ancestors"), Some(vec!["'none'"]), "{kind}");
        assert_eq!(values("base-uri"), Some(vec!["'none'"]), "{kind}");
        assert_eq!(reply.header("x-content-type-options"), "nosniff", "{kind}");
        assert_eq!(reply.header("referrer-policy"), "no-referrer", "{kind}");
        assert_eq!(reply.header("cross-origin-opener-policy"), "same-origin", "{kind}");
        assert_eq!(reply.header("cross-origin-resource-policy"), "same-origin", "{kind}");
        let permissions = reply.header("permissions-policy");
        assert!(["camera=()", "microphone=()", "geolocation=()"].iter().all(|off| permissions.contains(off)), "{kind}");
        assert_eq!(reply.maybe("strict-transport-security"), None, "{kind}: not by http");
    }
}

#[tokio::test]
async fn with_https_every_answer_says_so() {
    let world = with(true, &[]).await;
    for (kind, reply) in every_kind(&world).await {
        assert!(reply.header("strict-transport-security").contains("max-age="), "{kind}");
    }
}

#[tokio::test]
async fn only_named_sites_may_show_the_page_in_a_frame() {
    let world = with(false, &["https://portal.example", "http://localhost:3000"]).await;
    for (kind, reply) in every_kind(&world).await {
        let directives = directives(reply.header("content-security-policy"));
        let ancestors =
            directives.iter().find(|(name, _)| *name == "frame-ancestors").map(|(_, values)| values.clone());
        assert_eq!(ancestors, Some(vec!["https://portal.example", "http://localhost:3000"]), "{kind}");
        assert_eq!(reply.maybe("x-frame-options"), None, "{kind}: it would contradict");
    }
}

#[tokio::test]
async fn a_frame_fits_under_a_host_that_isolates_itself() {
    let world = with(true, &["https://portal.example"]).await;
    // Firefox asks of a file that the frame is led to what it asks of a page.
    for path in ["/", "/solutions", &format!("/{SCRIPT}"), "/nowhere", &path::ticket("unknown")] {
        let reply = world.get(path).await;
        assert_eq!(reply.header("cross-origin-resource-policy"), "cross-origin", "{path}");
        assert_eq!(reply.header("cross-origin-embedder-policy"), "require-corp", "{path}");
        assert_eq!(reply.maybe("access-control-allow-origin"), None, "{path}");
    }
    for path in [path::SOLUTIONS, path::EMBED_CONFIG, "/api/openapi.json", "/healthz"] {
        let reply = world.get(path).await;
        assert_eq!(reply.header("cross-origin-resource-policy"), "same-origin", "{path}");
        assert_eq!(reply.maybe("cross-origin-embedder-policy"), None, "{path}");
    }
    let alone = with(true, &[]).await.get("/").await;
    assert_eq!(alone.maybe("cross-origin-embedder-policy"), None, "nobody shows it in a frame");
}

#[tokio::test]
async fn any_site_may_load_the_script_of_the_element() {
    for origins in [&[][..], &["https://portal.example"]] {
        let world = with(true, origins).await;
        let script = world.get(path::EMBED_SCRIPT).await.is(200);
        let tag = script.header("etag").to_owned();
        let known = world.ask(Method::GET, path::EMBED_SCRIPT).header("if-none-match", &tag).send().await.is(304);
        for reply in [script, known] {
            assert_eq!(reply.header("cross-origin-resource-policy"), "cross-origin");
            assert_eq!(reply.header("access-control-allow-origin"), "*");
            assert_eq!(reply.header("cache-control"), "public, max-age=300");
            assert_eq!(reply.maybe("cross-origin-embedder-policy"), None);
        }
    }
    let without = World::new().await.get(path::EMBED_SCRIPT).await.is(404);
    assert_eq!(without.maybe("access-control-allow-origin"), None);
    assert_eq!(without.maybe("cache-control"), None, "what is not there yet is not kept");
}

#[tokio::test]
async fn the_page_learns_whom_it_may_answer() {
    let world = with(false, &["https://Portal.example:443", "http://localhost:3000"]).await;
    let reply = world.get(path::EMBED_CONFIG).await.is(200);
    assert!(reply.header("cache-control").contains("no-cache"));
    let config: EmbedConfig = reply.json();
    assert_eq!(
        (config.version, config.origins),
        (1, vec!["https://portal.example".into(), "http://localhost:3000".into()])
    );
    let alone: EmbedConfig = World::new().await.get(path::EMBED_CONFIG).await.is(200).json();
    assert!(alone.origins.is_empty());
}

#[tokio::test]
async fn what_is_no_origin_cannot_be_named() {
    let bad = [
        "portal.example",
        "https://",
        "*",
        "https://*.example",
        "https://a.example/path",
        "https://a.example; script-src *",
        "https://a.example https://b.example",
        "data:",
        "https://a.example\r\nX-Evil: 1",
    ];
    for origin in bad {
        assert!(Embed::new(&[origin.to_owned()], None, 0).await.is_err(), "{origin}");
    }
    assert!(Embed::new(&["https://[::1]:8443".to_owned()], None, 0).await.is_ok());
}

#[tokio::test]
async fn every_answer_has_a_number_of_its_own() {
    let world = with(false, &[]).await;
    let mut ids: Vec<_> =
        every_kind(&world).await.iter().map(|(_, reply)| reply.header("x-request-id").to_owned()).collect();
    let count = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), count);
    // A number from outside is not taken over: it could forge the log.
    let reply = world.ask(Method::GET, "/healthz").header("x-request-id", "forged").send().await;
    assert_ne!(reply.header("x-request-id"), "forged");
}

#[tokio::test]
async fn a_long_answer_is_packed_for_who_can_unpack_it() {
    let world = World::new().await;
    let owner = world.owner().await;
    let plain = owner.get(path::SOLUTIONS).await.is(200);
    assert_eq!(plain.maybe("content-encoding"), None);
    let ask = owner.ask(Method::GET, path::SOLUTIONS).header("accept-encoding", "gzip, deflate, br");
    let packed = ask.send().await.is(200);
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert!(packed.header("vary").to_ascii_lowercase().contains("accept-encoding"));
    assert!(packed.body.len() < plain.body.len());
}
