//! The CSP reseller audience of an offer: reading, what-if, saving, syncing, two people at once.

use contract::api::audience::{AUDIENCE_PAGE_MAX, Materials, StoredAudience, Synced};
use contract::api::history::{EventKind, HistoryEntry};
use contract::api::list::Page;
use contract::api::path;
use contract::audience::ChannelState;
use contract::audience::eligible::Eligibility;
use contract::audience::need::{Reach, Reason, Verdict};
use contract::refusal::Refusal;
use serde_json::json;

use crate::support::World;
use crate::support::market::{RESELLERS, tenant, tenants, wanted};

#[tokio::test]
async fn draft_and_live_are_two_things() {
    let world = World::market().await;
    let owner = world.owner().await;
    let chosen = owner.offer_id("chosen").await;
    let (page, tag) = owner.resell(&chosen).await;
    assert_eq!((page.draft.resellers, page.live.as_ref().unwrap().resellers, page.sold), (3, 3, 1));
    assert_eq!((page.need.verdict, page.edit_refusal), (Verdict::Nothing, None));
    owner.get_unless(&path::resell(&chosen), &tag).await.is(304);
    let reply = owner.put(&path::resell(&chosen), &tag, &wanted(ChannelState::Some, &[0, 1, 2, 3])).await.is(200);
    let saved: contract::api::audience::OfferResell = reply.json();
    assert_eq!((saved.draft.resellers, saved.live.as_ref().unwrap().resellers), (4, 3));
    assert_eq!((saved.need.verdict, saved.need.reason, saved.need.gains), (Verdict::Sync, Reason::Adds, Some(1)));
    assert_eq!(saved.draft.by.as_deref(), Some("Olivia Owner"));
    assert_eq!(
        (owner.live(&chosen).await, owner.drafted(&chosen).await),
        (tenants(&[0, 1, 2]), tenants(&[0, 1, 2, 3]))
    );
    let sold = owner.audience(&chosen).await.into_iter().find(|one| one.tenant_id == tenant(1)).unwrap();
    assert_eq!((sold.customers, sold.sold_since.is_some()), (1, true));
}

#[tokio::test]
async fn a_sync_sends_the_additions_and_nothing_else() {
    let world = World::market().await;
    let owner = world.owner().await;
    let chosen = owner.offer_id("chosen").await;
    let unchanged: Synced = owner.sync(&chosen).await.is(200).json();
    assert!(!unchanged.changed && unchanged.added.is_empty());
    // One comes, one that never sold goes: the sync brings the first, the second waits for support.
    owner.save(&chosen, &wanted(ChannelState::Some, &[0, 1, 3])).await.is(200);
    let version = owner.resell(&chosen).await.0.version;
    let dry = format!("{}?dryRun=true", path::resell_sync(&chosen));
    let planned: Synced = owner.post(&dry, &json!({ "seenVersion": version })).await.is(200).json();
    assert_eq!((planned.changed, planned.added), (true, tenants(&[3])));
    assert_eq!(owner.live(&chosen).await, tenants(&[0, 1, 2]));
    let body = json!({ "seenVersion": version });
    let first = owner.post_once(&path::resell_sync(&chosen), "sync", &body).await.is(200);
    let again = owner.post_once(&path::resell_sync(&chosen), "sync", &body).await.is(200);
    assert_eq!((again.header("idempotent-replayed"), &again.body), ("true", &first.body));
    let synced: Synced = first.json();
    assert_eq!((synced.changed, synced.added), (true, tenants(&[3])));
    assert_eq!(owner.live(&chosen).await, tenants(&[0, 1, 2, 3]));
    assert_eq!(synced.resell.need.reason, Reason::Removes);
    owner.post(&path::resell_sync(&chosen), &body).await.refused(412, "stale");
}

#[tokio::test]
async fn what_a_sync_cannot_do_is_said() {
    let world = World::market().await;
    let owner = world.owner().await;
    for (offer, state, code) in [
        ("open", ChannelState::None, "needsRequest"),
        ("open", ChannelState::Some, "needsRequest"),
        ("chosen", ChannelState::All, "needsRequest"),
        ("early", ChannelState::All, "offerNeverLive"),
    ] {
        let id = owner.offer_id(offer).await;
        owner.save(&id, &wanted(state, &[1, 2])).await.is(200);
        owner.sync(&id).await.refused(409, code);
    }
    let closed = owner.offer_id("closed").await;
    owner.save(&closed, &wanted(ChannelState::All, &[])).await.is(200);
    let opened: Synced = owner.sync(&closed).await.is(200).json();
    assert!(opened.changed && opened.added.is_empty());
    assert_eq!(opened.resell.live.unwrap().reseller_channel_state, ChannelState::All);
}

#[tokio::test]
async fn what_would_happen_is_told_and_nothing_does() {
    let world = World::market().await;
    let owner = world.owner().await;
    let (open, chosen) = (owner.offer_id("open").await, owner.offer_id("chosen").await);
    let before = owner.resell(&open).await;
    let narrows = owner.what_if(&open, &wanted(ChannelState::Some, &[3])).await;
    assert_eq!((narrows.need.verdict, narrows.need.reason), (Verdict::Request, Reason::Narrows));
    assert_eq!((&narrows.need.stays, narrows.need.customers), (&tenants(&[1, 2]), 2));
    assert_eq!(narrows.need.loses, Reach::AllBut(tenants(&[1, 2, 3])));
    let names: Vec<_> = narrows.customers.iter().map(|one| one.customer.as_str()).collect();
    assert_eq!((names, narrows.refusal), (vec!["Customer 1", "Customer 2"], None));
    let takes = owner.what_if(&chosen, &wanted(ChannelState::Some, &[0])).await;
    assert_eq!((takes.need.verdict, takes.need.reason), (Verdict::Impossible, Reason::HasSold));
    let refusal = Refusal::ResellersSold { n: 1, names: "Blue Harbour IT".into() };
    assert_eq!(takes.refusal, Some(refusal));
    assert_eq!(owner.resell(&open).await, before);
}

#[tokio::test]
async fn a_reseller_that_has_sold_cannot_be_taken_out() {
    let world = World::market().await;
    let (owner, operator) = (world.owner().await, world.operator().await);
    let chosen = owner.offer_id("chosen").await;
    let problem = owner.save(&chosen, &wanted(ChannelState::Some, &[0, 2])).await.refused(409, "resellersSold");
    assert!(problem.detail.contains("Blue Harbour IT"), "{}", problem.detail);
    owner.save(&chosen, &wanted(ChannelState::None, &[])).await.refused(409, "resellersSold");
    // The preview was fine; then a sale comes, and the save is caught though the version that was seen is still right.
    let without_2 = wanted(ChannelState::Some, &[0, 1]);
    let (_, tag) = owner.resell(&chosen).await;
    assert_eq!(owner.what_if(&chosen, &without_2).await.need.verdict, Verdict::Request);
    operator.sells(2, "chosen").await.is(200);
    let problem = owner.put(&path::resell(&chosen), &tag, &without_2).await.refused(409, "resellersSold");
    assert!(problem.detail.contains("Cobalt Services"), "{}", problem.detail);
    assert_eq!(owner.drafted(&chosen).await, tenants(&[0, 1, 2]));
}

#[tokio::test]
async fn of_two_people_one_saves_and_the_other_sees_both_versions() {
    let world = World::market().await;
    let (owner, developer) = (world.owner().await, world.developer().await);
    let early = owner.offer_id("early").await;
    let (_, tag) = owner.resell(&early).await;
    let mine = wanted(ChannelState::Some, &[3, 5]);
    developer.put(&path::resell(&early), &tag, &wanted(ChannelState::Some, &[4])).await.is(200);
    let reply = owner.put(&path::resell(&early), &tag, &mine).await;
    let stored: StoredAudience = serde_json::from_str(&reply.refused(412, "stale").stored.unwrap()).unwrap();
    assert_eq!((&stored.resellers, stored.by.as_deref()), (&tenants(&[4]), Some("Dana Developer")));
    let now = reply.header("etag").to_owned();
    let saved = owner.put(&path::resell(&early), &now, &mine).await.is(200);
    // An answer that got lost: the same again is no conflict.
    assert_eq!(owner.put(&path::resell(&early), &tag, &mine).await.is(200).header("etag"), saved.header("etag"));
    let bare = owner.ask(axum::http::Method::PUT, &path::resell(&early)).json(&wanted(ChannelState::All, &[])).send();
    bare.await.refused(428, "headerMissing");
}

#[tokio::test]
async fn unknown_and_departed_resellers_cannot_be_added() {
    let world = World::market().await;
    let owner = world.owner().await;
    let early = owner.offer_id("early").await;
    let problem =
        owner.save(&early, &wanted(ChannelState::Some, &[3, RESELLERS - 1])).await.refused(409, "resellersLeft");
    assert!(problem.detail.contains("Jade Left Partners"), "{}", problem.detail);
    let unknown = json!({ "resellerChannelState": "some", "resellers": ["ffffffff-0000-4000-8000-000000000000"] });
    let problem = owner.put(&path::resell(&early), "*", &unknown).await.refused(422, "fields");
    assert_eq!(
        (problem.errors[0].pointer.as_str(), problem.errors[0].code.as_str()),
        ("/resellers", "unknownReseller")
    );
    let bad = json!({ "resellerChannelState": "some", "resellers": ["Contoso"] });
    owner.put(&path::resell(&early), "*", &bad).await.refused(400, "unreadable");
}

#[tokio::test]
async fn other_types_say_why() {
    let world = World::market().await;
    let owner = world.owner().await;
    for (offer, eligibility) in [
        ("box", Eligibility::OpenByDefault),
        ("contact-me", Eligibility::NotTransactable),
        ("open", Eligibility::Editable),
    ] {
        let id = owner.offer_id(offer).await;
        let (page, _) = owner.resell(&id).await;
        assert_eq!(page.eligibility, eligibility, "{offer}");
        assert_eq!(page.edit_refusal.is_none(), eligibility.is_editable());
        if !eligibility.is_editable() {
            owner.save(&id, &wanted(ChannelState::All, &[])).await.refused(409, "audienceFixed");
            owner.sync(&id).await.refused(409, "audienceFixed");
            owner.ask_for_draft(&id).await.refused(409, "audienceFixed");
        }
    }
    let viewer = world.viewer().await;
    let open = owner.offer_id("open").await;
    assert!(matches!(viewer.resell(&open).await.0.edit_refusal, Some(Refusal::RoleMayNot { .. })));
}

#[tokio::test]
async fn materials_are_missed_where_an_offer_is_open() {
    let world = World::market().await;
    let owner = world.owner().await;
    let (open, closed) = (owner.offer_id("open").await, owner.offer_id("closed").await);
    let (page, tag) = owner.resell(&open).await;
    assert_eq!(page.materials_missing.len(), 2);
    assert!(owner.resell(&closed).await.0.materials_missing.is_empty());
    let path = path::resell_materials(&open);
    let given = |url: &str, email: &str| Materials {
        marketing_url: url.into(),
        contact_name: "Ana Ruiz".into(),
        contact_email: email.into(),
    };
    let problem = owner.put(&path, &tag, &given("http://x.example", "ana")).await.refused(422, "fields");
    let pointers: Vec<_> = problem.errors.iter().map(|error| error.pointer.as_str()).collect();
    assert_eq!(pointers, ["/marketingUrl", "/contactEmail"]);
    let good = given("https://northlake.example/csp", "ana@northlake.example");
    let saved = owner.put(&path, &tag, &good).await.is(200);
    assert!(saved.json::<contract::api::audience::OfferResell>().materials_missing.is_empty());
    owner.put(&path, &tag, &given("", "")).await.refused(412, "stale");
    // What is open by default has resellers too; what cannot be resold has none.
    let by_default = owner.offer_id("box").await;
    let (page, tag) = owner.resell(&by_default).await;
    assert_eq!(page.materials_missing.len(), 2);
    owner.put(&path::resell_materials(&by_default), &tag, &good).await.is(200);
    assert!(owner.resell(&by_default).await.0.materials_missing.is_empty());
    let contact_me = owner.offer_id("contact-me").await;
    owner.put(&path::resell_materials(&contact_me), "*", &good).await.refused(409, "audienceFixed");
    // Never on what customers see of the offer.
    assert!(!owner.get(&path::offer(&open)).await.is(200).text().contains("northlake.example/csp"));
}

#[tokio::test]
async fn saves_within_ten_minutes_are_one_entry() {
    let world = World::market().await;
    let owner = world.owner().await;
    let early = owner.offer_id("early").await;
    let entries = async || -> Vec<HistoryEntry> {
        let page: Page<HistoryEntry> = owner.read(&format!("{}?subject={early}", path::HISTORY)).await;
        page.items.into_iter().filter(|entry| entry.kind == EventKind::AudienceSaved).collect()
    };
    for list in [&[3][..], &[3, 5], &[3, 5, 6]] {
        owner.save(&early, &wanted(ChannelState::Some, list)).await.is(200);
        world.clock.advance(60_000);
    }
    let one = entries().await;
    assert_eq!(one.len(), 1);
    assert_eq!((one[0].before.as_deref(), one[0].after.as_deref()), (Some("some 2"), Some("some 3")));
    world.clock.advance(600_000);
    owner.save(&early, &wanted(ChannelState::None, &[])).await.is(200);
    world.developer().await.save(&early, &wanted(ChannelState::All, &[])).await.is(200);
    assert_eq!(entries().await.len(), 3);
}

#[tokio::test]
async fn a_long_audience_comes_in_few_pages() {
    let world = World::market().await;
    let viewer = world.viewer().await;
    let address = path::resell_resellers(&viewer.offer_id("chosen").await);
    viewer.get(&format!("{address}?limit={AUDIENCE_PAGE_MAX}")).await.is(200);
    viewer.get(&format!("{address}?limit={}", AUDIENCE_PAGE_MAX + 1)).await.refused(422, "fields");
}
