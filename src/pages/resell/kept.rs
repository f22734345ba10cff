//! What is changed on an audience and not saved, kept for this tab: another screen, Back and a reload lose nothing.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use contract::api::audience::{AudienceHead, AudienceReseller, OfferResell};
use contract::audience::edits::{Choice, Edits};
use contract::order;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use super::line::Line;
use super::state::{Audience, Stored};
use crate::json;
use crate::parts::wait::idle;
use crate::typed::typed;

/// Drafts up to so many resellers are kept beside the changes made on them: half a megabyte, written in ten milliseconds.
const WHOLE_MAX: usize = 2_000;

/// The changes, as they are kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// When what they are made on was saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<DateTime<Utc>>,
    edits: Edits,
    /// Who was added and is no row of the server's.
    rows: Vec<AudienceReseller>,
}

/// The draft that changes are made on, as it is kept: once, and not with each change.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct On {
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<DateTime<Utc>>,
    draft: Choice,
    version: u64,
    etag: String,
    /// Who is in it: a later draft may lack them.
    rows: Vec<AudienceReseller>,
}

/// Where both are kept.
#[derive(Clone, Copy)]
pub struct Place {
    changes: RwSignal<String>,
    on: RwSignal<String>,
}

/// Keeps the changes of a page from now on; gives the place where they are kept.
pub fn keep(audience: Audience) -> Place {
    let id = audience.id.get_value();
    let place = Place { changes: typed(&format!("resell/{id}/draft")), on: typed(&format!("resell/{id}/on")) };
    Effect::new(move |_| {
        // Before the audience is here there is nothing that could have been changed.
        if audience.base.with(Option::is_none) {
            return;
        }
        put(place.changes, if audience.dirty.get() { words(audience) } else { String::new() });
    });
    Effect::new(move |_| {
        let here = audience.base.with(Option::is_some);
        if here && audience.dirty.get() {
            // The change is to be seen first.
            spawn_local(async move {
                idle().await;
                // A page that has gone meanwhile has nothing to add, nor one whose changes were taken back.
                let dirty = audience.dirty.try_get_untracked() == Some(true);
                if let Some(on) = made_on(audience).filter(|_| dirty) {
                    put(place.on, on);
                }
            });
        } else if here {
            put(place.on, String::new());
        }
    });
    place
}

fn put(place: RwSignal<String>, text: String) {
    if place.try_with_untracked(|before| *before != text) == Some(true) {
        place.set(text);
    }
}

fn words(audience: Audience) -> String {
    let edits = audience.edits();
    let rows = audience.added.with(|added| {
        edits.added.ids().iter().filter_map(|id| added.get(id)).map(|row| row.row.clone()).collect::<Vec<_>>()
    });
    let at = audience.base.with(|base| base.as_ref()?.head.draft.at);
    serde_json::to_string(&Kept { at, edits, rows }).unwrap_or_default()
}

/// The draft that changes are made on; empty for a long one, nothing once the page has gone.
fn made_on(audience: Audience) -> Option<String> {
    audience.base.try_with_untracked(|base| {
        let Some(base) = base.as_ref().filter(|base| base.draft.len() <= WHOLE_MAX) else { return String::new() };
        let rows = base.rows.iter().filter(|row| base.draft.holds(row.tenant_id)).map(|row| row.row.clone());
        let on = On {
            at: base.head.draft.at,
            draft: base.draft(),
            version: base.head.version,
            etag: base.etag.clone(),
            rows: rows.collect(),
        };
        serde_json::to_string(&on).unwrap_or_default()
    })
}

/// Makes the kept changes again: on what they were made on, with what somebody saved since beside them, or on that.
pub fn bring_back(audience: Audience, place: Place) {
    let Ok(Kept { at, edits, rows }) = place.changes.with_untracked(|text| json::read::<Kept>(text)) else { return };
    let on = place.on.with_untracked(|text| json::read::<On>(text)).ok().filter(|on| on.at == at);
    let Some(now) = audience.base.get_untracked() else { return };
    let there = on.iter().flat_map(|on| on.rows.iter().cloned());
    let rows: Vec<Arc<Line>> =
        rows.into_iter().chain(there).map(|row| Arc::new(Line::from(row).drafted(false))).collect();
    audience.added.update(|added| added.extend(rows.iter().map(|row| (row.tenant_id, row.clone()))));
    let moved = now.head.draft.at != at;
    // Nothing is to be chosen where both have come to the same: also by a save of one's own whose answer was lost.
    let differs = |on: &On| on.draft != now.draft() && edits.onto(&on.draft) != now.draft();
    let draft = match on.filter(|on| moved && on.version < now.head.version && differs(on)) {
        Some(on) => {
            let draft = on.draft.clone();
            audience.base.set(Some(before(now, on, &rows)));
            draft
        }
        None => now.draft(),
    };
    audience.want(edits.onto(&draft));
    audience.put_back();
    // What was saved after all needs no word, nor what stands beside the changes.
    audience.on_newer.set(moved && audience.dirty.get_untracked() && audience.newer.get_untracked().is_none());
}

/// The audience as it was when its draft was this one; resellers that only this draft has come from what was kept.
fn before(now: Stored, on: On, kept: &[Arc<Line>]) -> Stored {
    let On { at, draft, version, etag, .. } = on;
    let marked = |row: &Arc<Line>| {
        let inside = draft.list.holds(row.tenant_id);
        if row.in_draft == inside { row.clone() } else { Arc::new(row.drafted(inside)) }
    };
    let mut rows: Vec<Arc<Line>> = now.rows.iter().map(marked).collect();
    let only_there = |row: &&Arc<Line>| draft.list.holds(row.tenant_id) && !now.known.holds(row.tenant_id);
    rows.extend(kept.iter().filter(only_there).map(marked));
    // By name, as the server gives them.
    order::sort_by_key(&mut rows, |row| row.keys[0].clone());
    let known = now.known.or(&draft.list);
    let head = AudienceHead { reseller_channel_state: draft.state, resellers: draft.list.len() as u64, at, by: None };
    Stored {
        head: OfferResell { draft: head, version, ..now.head },
        etag,
        rows: Arc::new(rows),
        draft: draft.list,
        known,
        ..now
    }
}
