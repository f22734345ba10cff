//! The page's files, and the page itself for each of its addresses.

use std::fs;

use axum::http::Method;
use contract::route::{
    DirectoryView, MergeTarget, OfferPage, OffersView, RequestsView, ResellStep, ResellersView, Route, SolutionsView,
};
use contract::solution::MigrationState;
use server::spa::Spa;

use crate::support::database::Folder;
use crate::support::{Settings, World};

/// A file in a folder whose name holds the hash of its content, as the build writes it.
pub const SCRIPT: &str = "program-0f3a9c1d2b4e5f60/page.js";
const INDEX: &str = "<!doctype html><title>Cosell</title><div id=\"app\"></div>";

/// A built page in a folder.
pub struct Page(Folder);

impl Page {
    /// A small one.
    pub fn fresh() -> Page {
        let folder = Folder::fresh();
        for inside in ["embed", "locales", "program-0f3a9c1d2b4e5f60"] {
            fs::create_dir(folder.path().join(inside)).unwrap();
        }
        let files = [
            ("index.html", INDEX),
            (SCRIPT, "export {}"),
            ("style-0123456789abcdef.css", "body{}"),
            ("icons.svg", "<svg/>"),
            ("embed/v1.js", "export {}"),
            ("locales/fr.json", "{}"),
        ];
        for (name, text) in files {
            fs::write(folder.path().join(name), text).unwrap();
        }
        Page(folder)
    }

    /// As the server reads it.
    pub fn spa(&self) -> Spa {
        Spa::folder(self.0.path()).unwrap()
    }
}

async fn world() -> World {
    World::with(Settings { page: Page::fresh().spa(), ..Settings::default() }).await
}

/// One address of every kind of screen, and every page of an offer.
fn addresses() -> Vec<Route> {
    let view = SolutionsView { search: "écluse".into(), status: vec![MigrationState::Pending], ..Default::default() };
    let id = || "a b/c%d".to_owned();
    let url = MergeTarget::Url("https://appsource.microsoft.com/product/a/b.c?x=1".into());
    let mut all = vec![
        Route::Overview,
        Route::Report,
        Route::Solutions(SolutionsView::default()),
        Route::Solutions(view),
        Route::Import { job: None },
        Route::Import { job: Some("j1".into()) },
        Route::BulkMerge,
        Route::Begin(id()),
        Route::Merge(id()),
        Route::MergeRequest(id(), MergeTarget::Offer("o1".into())),
        Route::MergeRequest(id(), url),
        Route::Discard(id()),
        Route::Offers(OffersView::default()),
        Route::NewOffer { from: Some(id()) },
        Route::Resellers(ResellersView::default()),
        Route::ResellersApply { from: Some("o1".into()) },
        Route::ResellersCompare { one: Some("o1".into()), other: None },
        Route::Resell(
            "o1".into(),
            ResellStep::Add(DirectoryView { country: vec!["FR".into()], ..DirectoryView::default() }),
        ),
        Route::Resell("o1".into(), ResellStep::Import),
        Route::Resell("o1".into(), ResellStep::Copy { from: None }),
        Route::Resell("o1".into(), ResellStep::Request),
        Route::Toolkit,
        Route::Publishers,
        Route::Help(RequestsView::default()),
        Route::NewRequest { solution: None },
        Route::Request("1042".into()),
        Route::Desk(RequestsView::default()),
        Route::DeskCalendar,
        Route::DeskTemplates,
        Route::DeskCase("1042".into()),
        Route::SignIn { next: Some("/solutions".into()), error: None },
    ];
    all.extend(OfferPage::ALL.iter().map(|page| Route::Offer("o1".into(), *page)));
    all
}

#[tokio::test]
async fn every_address_of_the_page_answers_with_the_page() {
    let world = world().await;
    for route in addresses() {
        let reply = world.get(&route.href()).await.is(200);
        assert_eq!(reply.text(), INDEX, "{route:?}");
        assert_eq!(reply.header("content-type"), "text/html; charset=utf-8");
        assert_eq!(reply.header("cache-control"), "no-cache", "{route:?}");
    }
}

#[tokio::test]
async fn an_unknown_address_shows_the_page_and_says_that_it_is_none() {
    let world = world().await;
    for path in ["/nowhere", "/solutions/x/explode", "/offers/o1/nothing", "/API", "/solutions/%FF/begin"] {
        let reply = world.get(path).await.is(404);
        assert_eq!(reply.text(), INDEX, "{path}");
        assert_eq!(reply.header("cache-control"), "no-cache", "{path}");
    }
}

#[tokio::test]
async fn hashed_files_are_kept_for_ever_and_others_asked_for_again() {
    let world = world().await;
    let cases = [
        (SCRIPT, "text/javascript; charset=utf-8", "public, max-age=31536000, immutable"),
        ("style-0123456789abcdef.css", "text/css; charset=utf-8", "public, max-age=31536000, immutable"),
        ("icons.svg", "image/svg+xml", "no-cache"),
        ("locales/fr.json", "application/json", "no-cache"),
        ("index.html", "text/html; charset=utf-8", "no-cache"),
    ];
    for (name, kind, cache) in cases {
        let reply = world.get(&format!("/{name}")).await.is(200);
        assert_eq!((reply.header("content-type"), reply.header("cache-control")), (kind, cache), "{name}");
    }
}

#[tokio::test]
async fn a_known_file_is_not_sent_again() {
    let world = world().await;
    for path in ["/", "/solutions", "/icons.svg", &format!("/{SCRIPT}")] {
        let tag = world.get(path).await.is(200).header("etag").to_owned();
        for known in [tag.clone(), format!("W/{tag}")] {
            let reply = world.ask(Method::GET, path).header("if-none-match", &known).send().await.is(304);
            assert!(reply.body.is_empty());
            assert_eq!(reply.header("etag"), tag);
        }
        world.ask(Method::GET, path).header("if-none-match", "\"old\"").send().await.is(200);
    }
}

#[tokio::test]
async fn a_file_that_is_not_there_is_not_the_page() {
    let world = world().await;
    for path in ["/gone.js", "/cosell-page-0000000000000000_bg.wasm", "/locales/de.json", "/style/gone.css", "/a/b.png"]
    {
        world.get(path).await.refused(404, "notFound");
    }
}

#[tokio::test]
async fn no_path_leads_out_of_the_folder() {
    let world = world().await;
    for path in
        ["/../Cargo.toml", "/%2e%2e/%2e%2e/etc/passwd", "/locales/../../index.html", "//etc/passwd", "/..%2f..%2fa"]
    {
        let reply = world.get(path).await;
        assert_eq!(reply.status, 404, "{path}");
        assert!(!reply.text().contains("root:") && !reply.text().contains("[package]"), "{path}");
    }
}

#[tokio::test]
async fn what_begins_like_the_api_is_never_the_page() {
    let world = world().await;
    for path in ["/api/unknown", "/api/", "/api/v1", "/api/v1/", "/api/v1/nowhere", "/api/v2/solutions"] {
        for method in [Method::GET, Method::POST, Method::DELETE] {
            world.ask(method, path).send().await.refused(404, "notFound");
        }
    }
}

#[tokio::test]
async fn the_page_is_only_read() {
    let world = world().await;
    for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
        let reply = world.ask(method, "/solutions").send().await;
        reply.refused(405, "methodNotAllowed");
        assert_eq!(reply.header("allow"), "GET, HEAD");
    }
}

#[tokio::test]
async fn without_a_page_the_api_still_answers() {
    let world = World::new().await;
    world.get("/").await.refused(404, "notFound");
    world.get("/healthz").await.is(204);
}
