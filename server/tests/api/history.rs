//! The history: every change, newest first.

use contract::api::history::{EventKind, HistoryEntry};
use contract::api::list::Page;
use contract::api::path;
use contract::api::session::Settings;
use contract::api::solutions::{Note, SavedFilter};
use contract::locale::Locale;
use serde_json::json;

use crate::support::{Caller, World};

async fn history(caller: &Caller<'_>, query: &str) -> Page<HistoryEntry> {
    caller.read(&format!("{}?{query}", path::HISTORY)).await
}

#[tokio::test]
async fn every_change_is_written_down_with_who_and_what() {
    let world = World::new().await;
    let owner = world.owner().await;
    let id = owner.id_of("S-003").await;
    owner.assign(std::slice::from_ref(&id), Some(owner.id())).await.is(200);
    let note: Note = owner.post(&path::notes(&id), &json!({ "text": "Hello" })).await.is(201).json();
    owner.delete(&format!("{}/{}", path::notes(&id), note.id), "*").await.is(204);
    let body = json!({ "name": "Mine", "query": "status=pending" });
    let filter: SavedFilter = owner.post(path::SAVED_FILTERS, &body).await.is(201).json();
    owner.delete(&path::saved_filter(&filter.id), "*").await.is(204);
    owner.put(path::SETTINGS, "*", &Settings { locale: Locale::Fr }).await.is(200);
    owner.delete(path::SESSION, "*").await.is(204);

    let reader = world.viewer().await;
    let entries = history(&reader, "limit=9").await.items;
    let found: Vec<_> = entries.iter().map(|entry| (entry.kind, entry.by.as_deref().unwrap_or_default())).collect();
    let olivia = "Olivia Owner";
    let expected = [
        (EventKind::SignedIn, "Vera Viewer"),
        (EventKind::SignedOut, olivia),
        (EventKind::SettingsChanged, olivia),
        (EventKind::FilterRemoved, olivia),
        (EventKind::FilterSaved, olivia),
        (EventKind::NoteRemoved, olivia),
        (EventKind::NoteAdded, olivia),
        (EventKind::Assigned, olivia),
        (EventKind::SignedIn, olivia),
    ];
    assert_eq!(found, expected);
    let names: Vec<_> = entries[3..8].iter().map(|entry| entry.subject_name.as_str()).collect();
    assert_eq!(names, ["Mine", "Mine", "fleet insight pro", "fleet insight pro", "fleet insight pro"]);
    assert_eq!(entries[2].after.as_deref(), Some("fr"));
}

#[tokio::test]
async fn what_changes_nothing_leaves_no_entry() {
    let world = World::new().await;
    let owner = world.owner().await;
    owner.put(path::SETTINGS, "*", &Settings { locale: Locale::Fr }).await.is(200);
    let before = history(&owner, "").await;
    owner.put(path::SETTINGS, "*", &Settings { locale: Locale::Fr }).await.is(200);
    owner.assign(&["unknown".to_owned()], Some(owner.id())).await.is(200);
    owner.assign(&[owner.id_of("S-005").await], Some(owner.id())).await.is(200);
    owner.get(path::OVERVIEW).await.is(200);
    world.refresh(&owner.cookie, None).await.is(200);
    assert_eq!(history(&owner, "").await, before);
}

#[tokio::test]
async fn pages_give_every_entry_once_newest_first() {
    let world = World::new().await;
    let owner = world.owner().await;
    let whole = history(&owner, "limit=1000").await;
    assert_eq!(whole.next_cursor, None);
    let mut walked = Vec::new();
    let mut cursor = String::new();
    loop {
        let page = history(&owner, &format!("limit=4{cursor}")).await;
        walked.extend(page.items);
        // What comes in between is newer than all pages to come.
        owner.put(path::SETTINGS, "*", &Settings { locale: Locale::ALL[walked.len() % 3] }).await.is(200);
        match page.next_cursor {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(walked, whole.items);
    let ids: Vec<u64> = walked.iter().map(|entry| entry.id.parse().unwrap()).collect();
    assert!(ids.is_sorted_by(|a, b| a > b));
}

#[tokio::test]
async fn one_thing_or_one_kind_can_be_asked_for() {
    let world = World::new().await;
    let owner = world.owner().await;
    let id = owner.id_of("S-008").await;
    let entries = history(&owner, &format!("subject={id}")).await.items;
    let found: Vec<_> = entries.iter().map(|entry| entry.kind).collect();
    assert_eq!(found, [EventKind::AttentionNeeded, EventKind::MergeRequested, EventKind::Imported]);
    let discarded = history(&owner, "kind=discarded").await.items;
    assert_eq!(discarded.len(), 1);
    assert_eq!(discarded[0].subject_name, "Fax Gateway");
    assert_eq!(history(&owner, &format!("kind=discarded&subject={id}")).await.items, []);
}

#[tokio::test]
async fn a_company_reads_its_own_history_only() {
    let world = World::new().await;
    let (owner, rival) = (world.owner().await, world.rival().await);
    let id = owner.id_of("S-001").await;
    assert_eq!(history(&rival, &format!("subject={id}")).await.items, []);
    let all = history(&rival, "limit=1000").await.items;
    assert!(all.iter().all(|entry| entry.by.as_deref() != Some("Olivia Owner")));
    // A cursor of another company opens nothing.
    let cursor = history(&owner, "limit=1").await.next_cursor.unwrap();
    let page = history(&rival, &format!("limit=1000&cursor={cursor}")).await;
    assert!(page.items.iter().all(|entry| all.contains(entry)));
}

#[tokio::test]
async fn bounds_and_cursors_are_checked() {
    let world = World::new().await;
    let owner = world.owner().await;
    for limit in ["0", "1001"] {
        owner.get(&format!("{}?limit={limit}", path::HISTORY)).await.wrong_field("limit", "limit");
    }
    owner.get(&format!("{}?cursor=nonsense", path::HISTORY)).await.wrong_field("cursor", "cursor");
    for query in ["kind=exploded", "colour=blue"] {
        owner.get(&format!("{}?{query}", path::HISTORY)).await.refused(400, "unreadable");
    }
}
