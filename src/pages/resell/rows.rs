//! The resellers of an audience page by page, as the table shows them, and as a save leaves them.

use std::sync::Arc;

use contract::api::audience::{AUDIENCE_PAGE_MAX, AudienceReseller, OfferResell};
use contract::api::list::Page;
use contract::api::path;
use contract::audience::ChannelState;
use contract::audience::tenant::{TenantId, TenantSet};
use contract::fold::fold;
use contract::order;
use leptos::prelude::*;

use super::line::Line;
use super::state::{Audience, Stored};
use crate::api::{self, ApiError};
use crate::parts::wait::idle;

impl Stored {
    /// Reads the audience of an offer with all its resellers.
    ///
    /// # Errors
    /// See `ApiError`.
    pub async fn read(id: String) -> Result<Stored, ApiError> {
        let head = api::get_versioned::<OfferResell>(&path::resell(&id)).await?;
        let mut rows = Vec::new();
        let [mut draft, mut live, mut known]: [TenantSet; 3] = Default::default();
        if head.value.eligibility.is_editable() {
            let first = format!("{}?limit={AUDIENCE_PAGE_MAX}", path::resell_resellers(&id));
            let mut address = first.clone();
            loop {
                let page: Page<AudienceReseller> = api::get(&address).await?;
                // All that depends on the page alone is done now: after the last one, 20,000 at once would hold the page up.
                let ids = |wanted: fn(&AudienceReseller) -> bool| -> TenantSet {
                    page.items.iter().filter(|row| wanted(row)).map(|row| row.tenant_id).collect()
                };
                (draft, live) = (draft.or(&ids(|row| row.in_draft)), live.or(&ids(|row| row.in_live)));
                known = known.or(&ids(|_| true));
                rows.extend(page.items.into_iter().map(|row| Arc::new(Line::from(row))));
                match page.next_cursor {
                    Some(cursor) => address = format!("{first}&cursor={cursor}"),
                    None => break,
                }
            }
        }
        if rows.len() > AUDIENCE_PAGE_MAX as usize {
            // Reading the last page and showing all of them are two tasks, each short enough.
            idle().await;
        }
        Ok(Stored { head: head.value, etag: head.etag, rows: Arc::new(rows), draft, live, known })
    }
}

impl Audience {
    /// Who is in no list and comes into it by itself: from any partner to specific ones, whoever has sold stays. Followed.
    pub fn joining(self) -> TenantSet {
        if self.wanted.get() != ChannelState::Some {
            return TenantSet::default();
        }
        let open = self.base.with(|base| {
            let live = base.as_ref().and_then(|base| base.head.live.as_ref());
            live.is_some_and(|live| live.reseller_channel_state == ChannelState::All)
        });
        if open {
            self.need.with(|need| need.as_ref().map(|need| need.stays.clone())).unwrap_or_default()
        } else {
            TenantSet::default()
        }
    }

    /// All rows that the table shows: who is in the list or comes into it, and who was in the saved draft or is in force and
    /// would go.
    pub fn rows(self) -> Vec<Arc<Line>> {
        let list = self.list.get().or(&self.joining());
        let mut shown: Vec<Arc<Line>> = self.base.with(|base| {
            let rows = base.iter().flat_map(|base| base.rows.iter());
            rows.filter(|row| row.in_draft || row.in_live || list.holds(row.tenant_id)).cloned().collect()
        });
        let is_known = |id| self.base.with(|base| base.as_ref().is_some_and(|base| base.known.holds(id)));
        self.added.with(|added| {
            let wanted = added.values().filter(|row| list.holds(row.tenant_id) && !is_known(row.tenant_id));
            let mut new: Vec<Arc<Line>> = wanted.cloned().collect();
            contract::order::sort_by_key(&mut new, |row| row.tenant_id);
            shown.extend(new);
        });
        shown
    }

    /// What saving this list answered: it is the base from now on. What was changed meanwhile stays changed.
    pub fn saved(self, head: OfferResell, etag: String, list: &TenantSet) {
        let Some(base) = self.base.get_untracked() else { return };
        let marked = |row: &Arc<Line>| {
            let inside = list.holds(row.tenant_id);
            if row.in_draft == inside { row.clone() } else { Arc::new(row.drafted(inside)) }
        };
        let mut rows: Vec<_> = base.rows.iter().map(marked).collect();
        self.added.with_untracked(|added| {
            let new = added.values().filter(|row| list.holds(row.tenant_id) && !base.known.holds(row.tenant_id));
            rows.extend(new.map(marked));
        });
        // By name, as the server gives them.
        order::sort_by_key(&mut rows, |row| row.keys[0].clone());
        let known = base.known.or(list);
        let stored = Stored { head, etag, rows: Arc::new(rows), draft: list.clone(), known, live: base.live };
        self.forget_changes();
        self.base.set(Some(stored.clone()));
        self.stored.put(stored);
    }

    /// A reseller that the page knows.
    pub fn row_of(self, id: TenantId) -> Option<Arc<Line>> {
        let known = self.base.with_untracked(|base| {
            base.iter().flat_map(|base| base.rows.iter()).find(|row| row.tenant_id == id).cloned()
        });
        known.or_else(|| self.added.with_untracked(|added| added.get(&id).cloned()))
    }

    /// The names of resellers in their order, as a version of the audience has them, else as the page does; those whom it does
    /// not know either are named by their tenant IDs.
    pub fn names_of(self, version: Option<&Stored>, wanted: &TenantSet) -> Vec<String> {
        let of = |stored: &Stored, wanted: &TenantSet| {
            let rows = stored.rows.iter().filter(|row| wanted.holds(row.tenant_id));
            // These come by name from the server.
            rows.map(|row| row.name.clone()).collect::<Vec<_>>()
        };
        let mut names = version.map(|version| of(version, wanted)).unwrap_or_default();
        let others = version.map_or_else(|| wanted.clone(), |version| wanted.without(&version.known));
        if others.is_empty() {
            return names;
        }
        let unknown = self.base.with_untracked(|base| {
            let Some(base) = base else { return others.clone() };
            names.extend(of(base, &others));
            others.without(&base.known)
        });
        self.added.with_untracked(|added| {
            let name = |id: &TenantId| added.get(id).map_or_else(|| id.to_string(), |row| row.name.clone());
            names.extend(unknown.ids().iter().map(name));
        });
        order::sort_by_key(&mut names, |name| fold(name));
        names
    }
}
