//! What is changed on an audience and not saved, kept for this tab: another screen, Back and a reload lose nothing.

use chrono::{DateTime, Utc};
use contract::api::audience::AudienceReseller;
use contract::audience::edits::Edits;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::line::Line;
use super::state::Audience;
use crate::json;
use crate::typed::typed;

/// As it is kept.
#[derive(Serialize, Deserialize)]
struct Kept {
    /// When what they are made on was saved.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    at: Option<DateTime<Utc>>,
    edits: Edits,
    /// Who was added and is no row of the server's.
    rows: Vec<AudienceReseller>,
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
    let rows = audience.added.with(|added| {
        edits.added.ids().iter().filter_map(|id| added.get(id)).map(|row| row.row.clone()).collect::<Vec<_>>()
    });
    let at = audience.base.with(|base| base.as_ref().and_then(|base| base.head.draft.at));
    serde_json::to_string(&Kept { at, edits, rows }).unwrap_or_default()
}

/// Makes the kept changes again, on what is saved by now.
pub fn bring_back(audience: Audience, kept: RwSignal<String>) {
    let Ok(Kept { at, edits, rows }) = kept.with_untracked(|text| json::read::<Kept>(text)) else { return };
    let base = audience.base.with_untracked(|base| base.as_ref().map(|base| (base.draft(), base.head.draft.at)));
    let Some((draft, saved_at)) = base else { return };
    let rows = rows.into_iter().map(|row| (row.tenant_id, std::sync::Arc::new(Line::from(row))));
    audience.added.update(|added| added.extend(rows));
    audience.want(edits.onto(&draft));
    audience.put_back();
    // What was saved after all needs no word.
    audience.on_newer.set(saved_at != at && audience.dirty.get_untracked());
}
