//! The directory of resellers, the overview of offers, one audience for several offers, and sales.

use axum::http::Method;
use contract::api::audience::{Applied, ApplyResult, OfferAudience};
use contract::api::list::Page;
use contract::api::path;
use contract::api::resellers::{Facets, LOOKUP_MAX, LookedUp, ResellerRow, SalesTaken};
use contract::audience::ChannelState;
use contract::audience::need::Verdict;
use contract::refusal::Refusal;
use contract::route::DirectoryView;
use serde_json::json;

use crate::support::market::{reseller, sale, tenant, tenants, wanted};
use crate::support::{Caller, World};

async fn find(caller: &Caller<'_>, view: &DirectoryView) -> Vec<String> {
    let page: Page<ResellerRow> = caller.read(&format!("{}?{}", path::RESELLERS, view.query())).await;
    assert_eq!(page.total, Some(page.items.len() as u64));
    page.items.into_iter().map(|one| one.name).collect()
}

fn search(text: &str) -> DirectoryView {
    DirectoryView { search: text.into(), ..DirectoryView::default() }
}

#[tokio::test]
async fn a_name_is_found_folded_and_an_id_by_its_beginning() {
    let world = World::market().await;
    let owner = world.owner().await;
    assert_eq!(find(&owner, &search("ecluse CLOUD")).await, ["Atelier Écluse Cloud"]);
    assert_eq!(find(&owner, &search("云帆")).await, ["云帆科技"]);
    assert_eq!(find(&owner, &search("100%")).await, [""; 0]);
    for typed in ["02", "022504E0", "022504e0-4f89", "{022504E0-4F89-41d3-9a0c-0305e82c3302}", "022504e04f89"] {
        assert_eq!(find(&owner, &search(typed)).await, ["Cobalt Services"], "{typed}");
    }
    // Digits of an ID can be letters of a name.
    assert_eq!(find(&owner, &search("ade")).await, ["Dorade Conseil"]);
    // Who left the programme is not offered.
    assert_eq!(find(&owner, &search("jade")).await, [""; 0]);
    assert_eq!(find(&owner, &search("")).await.len(), 9);
}

#[tokio::test]
async fn filters_count_what_choosing_them_would_show() {
    let world = World::market().await;
    let owner = world.owner().await;
    let view = DirectoryView { country: vec!["FR".into()], competency: vec!["Security".into()], ..search("") };
    assert_eq!(find(&owner, &view).await.len(), 2);
    let facets: Facets = owner.read(&format!("{}?{}", path::RESELLER_FACETS, view.query())).await;
    let named = |list: &[contract::api::resellers::FacetValue]| -> Vec<(String, u64)> {
        list.iter().map(|one| (one.value.clone(), one.n)).collect()
    };
    // Countries among those with the competency, competencies among those of the country.
    assert_eq!(named(&facets.country), [("DE".into(), 1), ("FR".into(), 2), ("PT".into(), 2)]);
    assert_eq!(named(&facets.competency), [("DevOps".into(), 2), ("Security".into(), 2)]);
    assert_eq!(named(&facets.skill), [("Training".into(), 2)]);
    // With nothing sought they are counted another way, which leaves out who left as well; an own filter makes no difference.
    let own = DirectoryView { skill: vec!["Training".into()], ..search("") };
    for (query, skills) in [(String::new(), 9), (own.query(), 9), (search("conseil").query(), 1)] {
        let facets: Facets = owner.read(&format!("{}?{query}", path::RESELLER_FACETS)).await;
        assert_eq!(named(&facets.skill), [("Training".into(), skills)], "{query}");
    }
    let open: Facets = owner.read(path::RESELLER_FACETS).await;
    assert_eq!(named(&open.competency), [("DevOps".into(), 5), ("Security".into(), 5)]);
    let both = DirectoryView { country: vec!["FR".into(), "DE".into()], ..view };
    assert_eq!(find(&owner, &both).await.len(), 3);
}

#[tokio::test]
async fn pages_follow_one_another() {
    let world = World::market().await;
    let owner = world.owner().await;
    let (mut cursor, mut names) = (String::new(), Vec::new());
    loop {
        let page: Page<ResellerRow> = owner.read(&format!("{}?limit=4{cursor}", path::RESELLERS)).await;
        names.extend(page.items.into_iter().map(|one| one.name));
        match page.next_cursor {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(names, find(&owner, &search("")).await);
    owner.get(&format!("{}?colour=red", path::RESELLERS)).await.refused(400, "unreadable");
}

#[tokio::test]
async fn the_overview_shows_every_offer_with_its_audience() {
    let world = World::market().await;
    let owner = world.owner().await;
    let chosen = owner.offer_id("chosen").await;
    owner.save(&chosen, &wanted(ChannelState::Some, &[0, 1])).await.is(200);
    let read = async |query: &str| -> Vec<OfferAudience> {
        owner.read::<Page<OfferAudience>>(&format!("{}?{query}", path::RESELLER_OFFERS)).await.items
    };
    let all = read("").await;
    assert_eq!(all.len(), 8);
    let eligible = read("eligible=true").await;
    assert_eq!(eligible.len(), 6);
    let of = |id: &str| all.iter().find(|one| one.offer.external_id == id).unwrap();
    assert_eq!(
        (of("chosen").draft.resellers, of("chosen").live.as_ref().unwrap().resellers, of("chosen").sold),
        (2, 3, 1)
    );
    assert_eq!(of("early").live, None);
    let specific: Vec<_> = read("state=some").await.into_iter().map(|one| one.offer.external_id).collect();
    assert_eq!(specific, ["chosen", "early"]);
    // What the overview reckons from lengths is what each offer reckons from its lists.
    for one in &all {
        let (page, _) = owner.resell(&one.offer.id).await;
        assert_eq!((one.verdict, one.version), (page.need.verdict, page.version), "{}", one.offer.external_id);
        assert_eq!((&one.draft, &one.live, one.sold), (&page.draft, &page.live, page.sold));
    }
    assert_eq!(of("chosen").verdict, Verdict::Request);
}

#[tokio::test]
async fn one_audience_for_several_offers_with_a_review() {
    let world = World::market().await;
    let owner = world.owner().await;
    let id = async |offer: &str| owner.offer_id(offer).await;
    let (early, chosen, closed, boxed) = (id("early").await, id("chosen").await, id("closed").await, id("box").await);
    let version = async |offer: &str| owner.resell(offer).await.0.version;
    let to = json!([
        { "id": chosen, "seenVersion": version(&chosen).await },
        { "id": closed, "seenVersion": version(&closed).await + 1 },
        { "id": boxed, "seenVersion": 0 },
        { "id": "unknown" }
    ]);
    let mut body = json!({ "from": early, "to": to, "mode": "replace" });
    let review: ApplyResult = owner.post(&format!("{}?dryRun=true", path::RESELLERS_APPLY), &body).await.is(200).json();
    let first = &review.items[0];
    assert_eq!((first.done, first.added, first.removed, first.kept), (true, 2, 2, 1));
    assert_eq!(owner.drafted(&chosen).await, tenants(&[0, 1, 2]));
    // The list that is taken is another one than the review showed.
    body["fromSeenVersion"] = json!(review.from_version + 1);
    let result: ApplyResult = owner.post(path::RESELLERS_APPLY, &body).await.is(200).json();
    assert_eq!(result.items[0].refusal.as_ref().map(Refusal::code), Some("changedSince"));
    assert_eq!(owner.drafted(&chosen).await, tenants(&[0, 1, 2]));
    body["fromSeenVersion"] = json!(review.from_version);
    let result: ApplyResult = owner.post(path::RESELLERS_APPLY, &body).await.is(200).json();
    let refusals: Vec<_> = result.items.iter().map(|item| item.refusal.as_ref().map(Refusal::code)).collect();
    assert_eq!(refusals, [None, Some("changedSince"), Some("audienceFixed"), Some("notThere")]);
    assert_eq!(owner.drafted(&chosen).await, tenants(&[1, 3, 4]));
    assert_eq!(owner.drafted(&closed).await, tenants(&[]));
    let nothing = json!({ "from": "unknown", "to": [{ "id": chosen }], "mode": "add" });
    owner.post(path::RESELLERS_APPLY, &nothing).await.refused(422, "fields");
}

#[tokio::test]
async fn sales_come_as_json_and_as_a_file() {
    let world = World::market().await;
    let (owner, operator) = (world.owner().await, world.operator().await);
    let chosen = owner.offer_id("chosen").await;
    let mut later = sale(0, "chosen", "Ferrostal");
    later["soldAt"] = json!("2999-01-01T00:00:00Z");
    let mut nobody = sale(0, "chosen", "Ferrostal");
    nobody["tenantId"] = json!("ffffffff-0000-4000-8000-000000000000");
    let sales = json!({ "sales": [
        sale(0, "chosen", "Ferrostal"), sale(0, "chosen", " FERROSTAL "), sale(0, "unknown", "x"), sale(0, "early", "x"),
        nobody, sale(0, "chosen", "  "), later
    ] });
    let taken: SalesTaken = operator.post(path::RESELLER_SALES, &sales).await.is(200).json();
    assert_eq!((taken.added, taken.known), (1, 1));
    let codes: Vec<_> = taken.problems.iter().map(|problem| (problem.at, problem.code.as_str())).collect();
    let wanted_codes =
        [(2, "unknownSoldOffer"), (3, "soldOfferNotLive"), (4, "unknownTenant"), (5, "empty"), (6, "soldLater")];
    assert_eq!(codes, wanted_codes);
    assert_eq!(owner.resell(&chosen).await.0.sold, 2);
    let file = format!(
        "Publisher;Offer ID;Tenant ID;Customer;Sold\r\nnorthlake-systems;chosen;{};Société Écluse;2024-03-01\r\n\
         northlake-systems;chosen;{};Litware;soon\r\n",
        tenant(2),
        tenant(2)
    );
    let reply = operator.ask(Method::POST, path::RESELLER_SALES).key("file").body("text/csv", file).send().await;
    let taken: SalesTaken = reply.is(200).json();
    assert_eq!((taken.added, taken.problems.len(), taken.problems[0].at), (1, 1, 3));
    assert_eq!(owner.resell(&chosen).await.0.sold, 3);
    operator
        .ask(Method::POST, path::RESELLER_SALES)
        .key("xml")
        .body("text/xml", "<a/>")
        .send()
        .await
        .refused(415, "mediaType");
    owner.sells(1, "chosen").await.refused(403, "roleMayNot");
}

#[tokio::test]
async fn who_leaves_the_programme_stays_where_it_is_authorised_marked() {
    let world = World::market().await;
    let owner = world.owner().await;
    let chosen = owner.offer_id("chosen").await;
    let list: Vec<_> = (0..9).filter(|n| *n != 2).map(reseller).collect();
    let mut tx = world.db.write().await.unwrap();
    let kept = server::acts::directory::keep(&mut tx, &list, true, world.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!((kept.written, kept.left), (8, 1));
    let gone = owner.audience(&chosen).await.into_iter().find(|one| one.tenant_id == tenant(2)).unwrap();
    assert!(gone.in_live && gone.in_draft && gone.left_at.is_some());
    assert_eq!(find(&owner, &search("cobalt")).await, [""; 0]);
    // Saving again with it is fine; adding it elsewhere is not.
    owner.save(&chosen, &wanted(ChannelState::Some, &[0, 1, 2, 3])).await.is(200);
    let early = owner.offer_id("early").await;
    owner.save(&early, &wanted(ChannelState::Some, &[2])).await.refused(409, "resellersLeft");
    let news = owner.get(path::NOTIFICATIONS).await.is(200).text();
    assert!(news.contains("resellersLeft") && news.contains("Cobalt Services"), "{news}");
}

#[tokio::test]
async fn many_tenant_ids_are_found_at_once() {
    let world = World::market().await;
    let viewer = world.viewer().await;
    let mut ids: Vec<String> = tenants(&[2, 0, 1]).ids().iter().map(ToString::to_string).collect();
    let unknown = "00000000-0000-4000-8000-00000000ffff";
    ids.push(unknown.to_owned());
    let body = json!({ "tenantIds": ids });
    let found: LookedUp = viewer.post(path::RESELLERS_LOOKUP, &body).await.is(200).json();
    let names: Vec<_> = found.found.iter().map(|row| row.name.as_str()).collect();
    assert_eq!((names.len(), names.is_sorted()), (3, true));
    assert_eq!(found.unknown.ids().iter().map(ToString::to_string).collect::<Vec<_>>(), [unknown]);
    let many: Vec<String> = (0..=LOOKUP_MAX).map(|n| format!("{n:032x}")).collect();
    viewer.post(path::RESELLERS_LOOKUP, &json!({ "tenantIds": many })).await.refused(422, "fields");
}

#[tokio::test]
async fn applying_says_which_option_a_draft_leaves() {
    let world = World::market().await;
    let owner = world.owner().await;
    let (open, chosen) = (owner.offer_id("open").await, owner.offer_id("chosen").await);
    let dry = format!("{}?dryRun=true", path::RESELLERS_APPLY);
    let review = async |from: &str, to: &str| -> Applied {
        let body = json!({ "from": from, "to": [{ "id": to }], "mode": "add" });
        let result: ApplyResult = owner.post(&dry, &body).await.is(200).json();
        result.items.into_iter().next().unwrap()
    };
    let narrows = review(&chosen, &open).await;
    let options = narrows.options.unwrap();
    assert_eq!((options.from, options.to), (ChannelState::All, ChannelState::Some));
    let need = narrows.need.unwrap();
    assert_eq!((need.loses, need.but), (None, 3));
    let opens = review(&open, &chosen).await;
    assert_eq!(opens.options.map(|options| options.to), Some(ChannelState::All));
    let need = opens.need.unwrap();
    assert_eq!((opens.added, need.gains, need.but), (0, None, 3));
}
