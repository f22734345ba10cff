//! What is changed on an audience and not saved, kept for this tab: another screen, Back and a reload lose nothing.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use contract::api::audience::{AudienceHead, AudienceReseller, OfferResell};
use contract::audience::edits::{Choice, Edits};
use contract::order;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::line::Line;
use super::state::{Audience, Stored};
use crate::json;
use crate::typed::typed;

/// Drafts up to so many resellers are kept beside the changes made on them; longer ones would make each change slow.
const WHOLE_MAX: usize = 500;

/// As it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// When what they are made on was saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<DateTime<Utc>>,
    edits: Edits,
    /// What they are made on, unless it is long.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    on: Option<On>,
    /// Who was added and is no row of the server's, and who was in the draft, which may lack them by now.
    rows: Vec<AudienceReseller>,
}

/// A draft that changes are made on.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct On {
    draft: Choice,
    version: u64,
    etag: String,
}

/// Keeps the changes of a page from now on; gives the place where they are kept.
pub fn keep(audience: Audience) -> RwSignal<String> {
    let kept = typed(&format!("resell/{}/draft", audience.id.get_value()));
    Effect::new(move |_| {
        // Before the audience is here there is nothing that could have been changed.
        if audience.base.with(Option::is_none) {
            return;
        }
        let text = if audience.dirty.get() { words(audience) } else { String::new() };
        if kept.with_untracked(|before| *before != text) {
            kept.set(text);
        }
    });
    kept
}

fn words(audience: Audience) -> String {
    let edits = audience.edits();
    let mut rows = audience.added.with(|added| {
        edits.added.ids().iter().filter_map(|id| added.get(id)).map(|row| row.row.clone()).collect::<Vec<_>>()
    });
    let (at, on) = audience.base.with(|base| {
        let Some(base) = base else { return (None, None) };
        let whole = base.draft.len() <= WHOLE_MAX;
        if whole {
            rows.extend(base.rows.iter().filter(|row| base.draft.holds(row.tenant_id)).map(|row| row.row.clone()));
        }
        let on = || On { draft: base.draft(), version: base.head.version, etag: base.etag.clone() };
        (base.head.draft.at, whole.then(on))
    });
    serde_json::to_string(&Kept { at, edits, on, rows }).unwrap_or_default()
}

/// Makes the kept changes again: on what they were made on, with what somebody saved since beside them, or on that.
pub fn bring_back(audience: Audience, kept: RwSignal<String>) {
    let Ok(Kept { at, edits, on, rows }) = kept.with_untracked(|text| json::read::<Kept>(text)) else { return };
    let Some(now) = audience.base.get_untracked() else { return };
    let rows: Vec<Arc<Line>> = rows.into_iter().map(|row| Arc::new(Line::from(row).drafted(false))).collect();
    audience.added.update(|added| added.extend(rows.iter().map(|row| (row.tenant_id, row.clone()))));
    let moved = now.head.draft.at != at;
    // Nothing is to be chosen where both have come to the same: also by a save of one's own whose answer was lost.
    let differs = |on: &On| on.draft != now.draft() && edits.onto(&on.draft) != now.draft();
    let draft = match on.filter(|on| moved && on.version < now.head.version && differs(on)) {
        Some(on) => {
            let draft = on.draft.clone();
            audience.base.set(Some(before(now, on, at, &rows)));
            draft
        }
        None => now.draft(),
    };
    audience.want(edits.onto(&draft));
    audience.put_back();
    // What was saved after all needs no word, nor what stands beside the changes.
    audience.on_newer.set(moved && audience.dirty.get_untracked() && audience.newer.get_untracked().is_none());
}

/// The audience as it was when its draft was this one, saved at this time; resellers that only this draft has come from what
/// was kept.
fn before(now: Stored, on: On, at: Option<DateTime<Utc>>, kept: &[Arc<Line>]) -> Stored {
    let On { draft, version, etag } = on;
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
