//! What a person chooses for themselves.

use axum::http::Method;
use contract::api::path;
use contract::api::session::{Session, Settings};
use contract::locale::Locale;
use serde_json::json;

use crate::support::World;

#[tokio::test]
async fn the_language_is_kept_for_the_person_everywhere() {
    let world = World::new().await;
    let owner = world.owner().await;
    let saved: Settings = owner.put(path::SETTINGS, "*", &Settings { locale: Locale::ZhCn }).await.is(200).json();
    assert_eq!(saved.locale, Locale::ZhCn);
    assert_eq!(world.owner().await.session.person.locale, Some(Locale::ZhCn));
    assert_eq!(owner.read::<Session>(path::SESSION).await.person.locale, Some(Locale::ZhCn));
    // A colleague's stays.
    assert_eq!(world.manager().await.session.person.locale, Some(Locale::Fr));
}

#[tokio::test]
async fn every_role_has_settings() {
    let world = World::new().await;
    for caller in [world.viewer().await, world.operator().await] {
        caller.put(path::SETTINGS, "*", &Settings { locale: Locale::Fr }).await.is(200);
    }
}

#[tokio::test]
async fn a_change_names_the_version_that_it_saw() {
    let world = World::new().await;
    let (here, there) = (world.owner().await, world.owner().await);
    let french = Settings { locale: Locale::Fr };
    let chinese = Settings { locale: Locale::ZhCn };
    here.ask(Method::PUT, path::SETTINGS).json(&french).send().await.refused(428, "headerMissing");
    let seen = here.put(path::SETTINGS, "*", &french).await.is(200).header("etag").to_owned();
    let newer = there.put(path::SETTINGS, &seen, &chinese).await.is(200).header("etag").to_owned();
    assert_ne!(seen, newer);

    let stale = here.put(path::SETTINGS, &seen, &Settings { locale: Locale::En }).await;
    stale.refused(412, "stale");
    assert_eq!(stale.header("etag"), newer, "the stored version comes with the refusal");
    assert_eq!(here.read::<Session>(path::SESSION).await.person.locale, Some(Locale::ZhCn));
    // What is stored already may be put by anyone who is late.
    here.put(path::SETTINGS, &seen, &chinese).await.is(200);
    here.put(path::SETTINGS, stale.header("etag"), &french).await.is(200);
}

#[tokio::test]
async fn a_weak_version_counts_as_the_strong_one() {
    let world = World::new().await;
    let owner = world.owner().await;
    let tag = owner.put(path::SETTINGS, "*", &Settings { locale: Locale::Fr }).await.is(200).header("etag").to_owned();
    owner.put(path::SETTINGS, &format!("W/{tag}"), &Settings { locale: Locale::En }).await.is(200);
}

#[tokio::test]
async fn an_unknown_language_is_unreadable() {
    let world = World::new().await;
    let owner = world.owner().await;
    owner.put(path::SETTINGS, "*", &json!({ "locale": "tlh" })).await.refused(400, "unreadable");
}
