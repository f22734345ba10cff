//! What the audience page knows: what is saved, what is in force, what the person has changed, and what that would need.

use std::collections::HashMap;
use std::sync::Arc;

use contract::api::audience::{AudienceReseller, OfferResell};
use contract::api::list::Page;
use contract::api::path;
use contract::audience::need::{Need, is_bound, need};
use contract::audience::tenant::{TenantId, TenantSet};
use contract::audience::{ChannelState, Sold};
use leptos::prelude::*;

use super::line::Line;
use crate::api::{self, ApiError};
use crate::load::Load;
use crate::news;
use crate::parts::wait::idle;

/// Resellers of one answer.
const PAGE: usize = 1_000;

/// The audience as the server has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// Figures, rights and materials.
    pub head: OfferResell,
    /// For `If-Match`.
    pub etag: String,
    /// Everybody in the draft, in force or with a sale, by name.
    pub rows: Arc<Vec<Arc<Line>>>,
    /// The list of the saved draft.
    pub draft: TenantSet,
    /// The list in force.
    pub live: TenantSet,
    /// All of the rows.
    pub known: TenantSet,
}

/// One of the two audiences: the option and its list, which counts with "specific" alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// The option.
    pub state: ChannelState,
    /// The list.
    pub list: TenantSet,
}

impl Choice {
    /// What the rules reckon with.
    pub fn audience(&self) -> contract::audience::Audience {
        contract::audience::Audience::of(self.state, self.list.clone())
    }
}

impl Stored {
    async fn read(id: String) -> Result<Stored, ApiError> {
        let head = api::get_versioned::<OfferResell>(&path::resell(&id)).await?;
        let mut rows = Vec::new();
        let [mut draft, mut live, mut known]: [TenantSet; 3] = Default::default();
        if head.value.eligibility.is_editable() {
            let first = format!("{}?limit={PAGE}", path::resell_resellers(&id));
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
        if rows.len() > PAGE {
            // Reading the last page and showing all of them are two tasks, each short enough.
            idle().await;
        }
        Ok(Stored { head: head.value, etag: head.etag, rows: Arc::new(rows), draft, live, known })
    }

    /// The saved draft.
    pub fn draft(&self) -> Choice {
        Choice { state: self.head.draft.reseller_channel_state, list: self.draft.clone() }
    }

    /// The audience in force; `None` for an offer that never was live.
    pub fn live(&self) -> Option<Choice> {
        let live = self.head.live.as_ref()?;
        Some(Choice { state: live.reseller_channel_state, list: self.live.clone() })
    }

    fn sales(&self) -> Vec<Sold> {
        let sold = |row: &Arc<Line>| Sold { reseller: row.tenant_id, customers: row.customers };
        self.rows.iter().filter(|row| row.sold_since.is_some()).map(sold).collect()
    }
}

/// The page's state.
#[derive(Clone, Copy)]
pub struct Audience {
    /// The offer's id.
    pub id: StoredValue<String>,
    /// As the server has it.
    pub stored: Load<Stored>,
    /// What the page works on; the newest one unless there are changes that are not saved.
    pub base: RwSignal<Option<Stored>>,
    /// A newer one that came while there were changes.
    pub newer: Memo<Option<Stored>>,
    /// The option that the person wants.
    pub wanted: RwSignal<ChannelState>,
    /// The list that the person wants.
    pub list: RwSignal<TenantSet>,
    /// Resellers that were added on this page, which the server's rows lack.
    pub added: RwSignal<HashMap<TenantId, Arc<Line>>>,
    /// Audience in force and sales, as the rules take them.
    facts: Memo<Arc<Facts>>,
    /// What the page's changes need to be in force.
    pub need: Memo<Option<Need>>,
    /// Whether there are changes that are not saved.
    pub dirty: Memo<bool>,
}

#[derive(Debug, Default, PartialEq)]
struct Facts {
    draft: Option<Choice>,
    live: Option<Choice>,
    sales: Vec<Sold>,
}

impl Audience {
    /// Reads the audience of an offer and follows it.
    pub fn open(id: String) -> Audience {
        let address = id.clone();
        let stored = Load::new(move || Stored::read(address.clone())).follow(news::requests_changed());
        let base = RwSignal::new(None::<Stored>);
        let wanted = RwSignal::new(ChannelState::None);
        let list = RwSignal::new(TenantSet::default());
        let facts = Memo::new(move |_| {
            base.with(|base| {
                let of = |base: &Stored| Facts { draft: Some(base.draft()), live: base.live(), sales: base.sales() };
                Arc::new(base.as_ref().map(of).unwrap_or_default())
            })
        });
        let dirty = Memo::new(move |_| {
            facts.with(|facts| {
                let Some(draft) = &facts.draft else { return false };
                wanted.get() != draft.state || list.with(|list| *list != draft.list)
            })
        });
        let need = Memo::new(move |_| {
            base.with(Option::is_some).then(|| {
                let facts = facts.get();
                let wanted = Choice { state: wanted.get(), list: list.get() };
                need(facts.live.as_ref().map(Choice::audience).as_ref(), &wanted.audience(), &facts.sales)
            })
        });
        let newer = Memo::new(move |_| {
            let now = stored.ready()?;
            base.with(|base| base.as_ref().is_some_and(|base| base.head.version != now.head.version)).then_some(now)
        });
        let audience = Audience {
            id: StoredValue::new(id),
            stored,
            base,
            newer,
            wanted,
            list,
            added: RwSignal::default(),
            facts,
            need,
            dirty,
        };
        Effect::new(move |_| {
            let Some(now) = stored.ready() else { return };
            let known = base.with_untracked(|base| base.as_ref().map(|base| base.head.version));
            // What the person changed stays; the newer one is shown beside it.
            if known.is_none_or(|known| known == now.head.version) || !dirty.get_untracked() {
                audience.take(now);
            }
        });
        audience
    }

    /// Works on from what the server has; what was changed here is given up.
    pub fn take(self, stored: Stored) {
        let draft = stored.draft();
        self.base.set(Some(stored));
        if self.dirty.get_untracked() || self.wanted.get_untracked() != draft.state {
            self.wanted.set(draft.state);
        }
        self.list.set(draft.list);
    }

    /// Works on from what the server has, with what was changed here put on top of it.
    pub fn put_together(self, stored: Stored) {
        let before = self.facts.get_untracked();
        let (mine, draft) = (self.list.get_untracked(), stored.draft());
        let old = before.draft.as_ref().map(|draft| draft.list.clone()).unwrap_or_default();
        let (added, removed) = (mine.without(&old), old.without(&mine));
        let changed_option = before.draft.as_ref().is_some_and(|draft| draft.state != self.wanted.get_untracked());
        self.base.set(Some(stored));
        if !changed_option {
            self.wanted.set(draft.state);
        }
        self.list.set(draft.list.or(&added).without(&removed));
    }

    /// Keeps what is here; saving it puts it over what the server has.
    pub fn keep_mine(self, stored: Stored) {
        self.base.set(Some(stored));
    }

    /// Adds resellers of the directory; what is in the list already stays.
    pub fn add(self, rows: Vec<AudienceReseller>) {
        let ids: TenantSet = rows.iter().map(|row| row.tenant_id).collect();
        self.added.update(|added| added.extend(rows.into_iter().map(|row| (row.tenant_id, Arc::new(Line::from(row))))));
        self.list.update(|list| *list = list.or(&ids));
        self.wanted.set(ChannelState::Some);
    }

    /// Takes a reseller out of the list, or puts it back.
    pub fn set(self, id: TenantId, inside: bool) {
        let one: TenantSet = [id].into_iter().collect();
        self.list.update(|list| *list = if inside { list.or(&one) } else { list.without(&one) });
    }

    /// Whether a reseller cannot be taken out: it is in the list in force and has sold.
    pub fn is_bound(self, row: &AudienceReseller) -> bool {
        self.facts.with(|facts| {
            let live = facts.live.as_ref().map(Choice::audience);
            is_bound(live.as_ref(), row.sold_since.is_some(), row.tenant_id)
        })
    }

    /// What choosing an option would need, with the list as it is. Followed.
    pub fn what_if(self, state: ChannelState) -> Option<Need> {
        self.base.with(Option::is_some).then(|| {
            let facts = self.facts.get();
            let wanted = Choice { state, list: self.list.get() };
            need(facts.live.as_ref().map(Choice::audience).as_ref(), &wanted.audience(), &facts.sales)
        })
    }

    /// All rows that the table shows: who is in the list, and who was in the saved draft or is in force and would go.
    pub fn rows(self) -> Vec<Arc<Line>> {
        let list = self.list.get();
        let mut shown: Vec<Arc<Line>> = self.base.with(|base| {
            let rows = base.iter().flat_map(|base| base.rows.iter());
            rows.filter(|row| row.in_draft || row.in_live || list.holds(row.tenant_id)).cloned().collect()
        });
        self.added.with(|added| {
            let wanted = added.values().filter(|row| list.holds(row.tenant_id));
            let known = |row: &Arc<Line>| {
                self.base.with(|base| base.as_ref().is_some_and(|base| base.known.holds(row.tenant_id)))
            };
            let mut new: Vec<Arc<Line>> = wanted.filter(|row| !known(row)).cloned().collect();
            contract::order::sort_by_key(&mut new, |row| row.tenant_id);
            shown.extend(new);
        });
        shown
    }

    /// The version that a call names.
    pub fn version(self) -> u64 {
        self.base.with_untracked(|base| base.as_ref().map_or(0, |base| base.head.version))
    }
}
