//! What the audience page knows: what is saved, what is in force, what the person has changed, and what that would need.

use std::collections::HashMap;
use std::sync::Arc;

use contract::api::audience::{AudienceReseller, OfferResell, Synced};
use contract::audience::edits::Edits;
use contract::audience::need::{Need, is_bound, need};
use contract::audience::tenant::{TenantId, TenantSet};
use contract::audience::{ChannelState, Sold};
use contract::locale::Locale;
use leptos::prelude::*;

pub use contract::audience::edits::Choice;

use super::kept;
use super::line::Line;
use crate::i18n;
use crate::load::{Load, Loaded};
use crate::news;

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

impl Stored {
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
    /// What the page works on; the newest one unless somebody saved another draft while there are changes here.
    pub base: RwSignal<Option<Stored>>,
    /// A draft that somebody saved while there were changes here.
    pub newer: Memo<Option<Stored>>,
    /// The option that the person wants.
    pub wanted: RwSignal<ChannelState>,
    /// The list that the person wants.
    pub list: RwSignal<TenantSet>,
    /// Resellers that were added on this page, which the server's rows lack.
    pub added: RwSignal<HashMap<TenantId, Arc<Line>>>,
    /// Who was taken out here and came back by itself, having sold meanwhile.
    pub back: RwSignal<TenantSet>,
    /// Whether changes that were kept now stand on a draft that was saved after they were made.
    pub on_newer: RwSignal<bool>,
    /// Whether the list is on its way after it was written as a whole.
    pub reading: RwSignal<bool>,
    /// What the last sync sent.
    pub sent: RwSignal<Option<Synced>>,
    /// Audience in force and sales, as the rules take them.
    pub(super) facts: Memo<Arc<Facts>>,
    /// What the page's changes need to be in force.
    pub need: Memo<Option<Need>>,
    /// Whether there are changes that are not saved.
    pub dirty: Memo<bool>,
}

/// Draft, audience in force and sales.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Facts {
    /// What is saved.
    pub draft: Option<Choice>,
    /// What is in force.
    pub live: Option<Choice>,
    /// Who has sold.
    pub sales: Vec<Sold>,
}

impl Facts {
    /// Who has sold and is in the list in force.
    fn bound(&self) -> TenantSet {
        let sellers: TenantSet = self.sales.iter().map(|sold| sold.reseller).collect();
        match &self.live {
            Some(live) if live.state == ChannelState::Some => live.list.and(&sellers),
            _ => TenantSet::default(),
        }
    }
}

impl Audience {
    /// Reads the audience of an offer and follows it.
    pub fn open(id: String) -> Audience {
        let (address, reading) = (id.clone(), RwSignal::new(false));
        let stored = Load::new(move || {
            let read = Stored::read(address.clone());
            async move {
                let answer = read.await;
                let _ = reading.try_set(false);
                answer
            }
        })
        .follow(news::requests_changed());
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
            let passed = base.with(|base| base.as_ref().is_some_and(|base| now.head.version > base.head.version));
            // Another version may be another person's materials alone.
            (passed && facts.with(|facts| facts.draft.as_ref() != Some(&now.draft()))).then_some(now)
        });
        let audience = Audience {
            id: StoredValue::new(id),
            stored,
            base,
            newer,
            wanted,
            list,
            added: RwSignal::default(),
            back: RwSignal::default(),
            on_newer: RwSignal::new(false),
            reading,
            sent: RwSignal::new(None),
            facts,
            need,
            dirty,
        };
        // Rows are folded in the reader's language when they come.
        Effect::new(move |before: Option<Locale>| {
            let now = i18n::locale();
            if before.is_some_and(|before| before != now) {
                stored.again();
            }
            now
        });
        // What was changed here and turned back, row by row, leaves nothing to choose between.
        Effect::new(move |_| {
            if let (false, Some(newer)) = (dirty.get(), newer.get()) {
                audience.take(newer);
            }
        });
        let kept = kept::keep(audience);
        Effect::new(move |_| {
            if let Some(now) = stored.ready() {
                audience.came(now, kept);
            }
        });
        audience
    }

    /// Takes what the server has by now. What the person changed stays, whatever else happened to the audience; only who
    /// has sold since comes back, and a draft that somebody else saved is shown beside it.
    fn came(self, now: Stored, kept: kept::Place) {
        let known = self.base.with_untracked(|base| base.as_ref().map(|base| base.head.version));
        let Some(known) = known else {
            self.take(now);
            return kept::bring_back(self, kept);
        };
        let mine = || Choice { state: self.wanted.get_untracked(), list: self.list.get_untracked() };
        let same_draft = || self.facts.with_untracked(|facts| facts.draft.as_ref() == Some(&now.draft()));
        if now.head.version < known {
            // An answer that was long on its way.
        } else if !self.dirty.get_untracked() || now.draft() == mine() {
            // Nothing here differs from it: also a save of one's own whose answer was lost, or is still on its way.
            self.take(now);
        } else if same_draft() {
            self.base.set(Some(now));
            self.put_back();
        }
    }

    /// Works on from what the server has; what was changed here is given up.
    pub fn take(self, stored: Stored) {
        let draft = stored.draft();
        self.base.set(Some(stored));
        self.forget_changes();
        self.want(draft);
    }

    /// Nothing is to be said of changes any more: they are saved or given up.
    pub(super) fn forget_changes(self) {
        self.back.set(TenantSet::default());
        self.on_newer.set(false);
    }

    /// Wants this from now on.
    pub fn want(self, choice: Choice) {
        if self.wanted.get_untracked() != choice.state {
            self.wanted.set(choice.state);
        }
        if self.list.with_untracked(|list| *list != choice.list) {
            self.list.set(choice.list);
        }
    }

    /// What the person has changed.
    pub fn edits(self) -> Edits {
        let mine = Choice { state: self.wanted.get(), list: self.list.get() };
        self.facts.with(|facts| facts.draft.as_ref().map(|draft| Edits::between(draft, &mine)).unwrap_or_default())
    }

    /// Works on from what the server has, with what was changed here put on top of it.
    pub fn put_together(self, stored: Stored) {
        let mine = untrack(|| self.edits()).onto(&stored.draft());
        self.base.set(Some(stored));
        self.want(mine);
        self.put_back();
    }

    /// Keeps what is here; saving it puts it over what the server has.
    pub fn keep_mine(self, stored: Stored) {
        self.base.set(Some(stored));
        self.put_back();
    }

    /// Puts those back that were taken out and cannot leave any more.
    pub(super) fn put_back(self) {
        let mut mine = Choice { state: self.wanted.get_untracked(), list: self.list.get_untracked() };
        let back = mine.put_back(&self.facts.with_untracked(|facts| facts.bound()));
        if !back.is_empty() {
            self.back.update(|all| *all = all.or(&back));
            self.want(mine);
        }
    }

    /// Adds resellers of the directory; what is in the list already stays.
    pub fn add(self, rows: Vec<AudienceReseller>) {
        let ids: TenantSet = rows.iter().map(|row| row.tenant_id).collect();
        self.added.update(|added| added.extend(rows.into_iter().map(|row| (row.tenant_id, Arc::new(Line::from(row))))));
        self.want(Choice { state: ChannelState::Some, list: self.list.with_untracked(|list| list.or(&ids)) });
    }

    /// Takes a reseller out of the list, or puts it back.
    pub fn set(self, id: TenantId, inside: bool) {
        let one: TenantSet = [id].into_iter().collect();
        self.list.update(|list| *list = if inside { list.or(&one) } else { list.without(&one) });
    }

    /// Whether a reseller cannot be taken out: it has sold, and is in the list in force or would be added to it.
    pub fn is_bound(self, row: &AudienceReseller) -> bool {
        self.facts.with(|facts| {
            let live = facts.live.as_ref().map(Choice::audience);
            let sold = row.sold_since.is_some();
            is_bound(live.as_ref(), sold, row.tenant_id) || sold && live == Some(contract::audience::Audience::All)
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

    /// Reads the list anew after it was written as a whole; until it is here the page says so.
    pub fn read_anew(self) {
        // The page may be gone by now.
        let _ = self.reading.try_set(true);
        self.stored.again();
    }

    /// A look at what would come of an act names a version: when that is no longer so, the audience is read again.
    pub fn reads_again<T: Clone + Send + Sync + 'static>(self, look: Load<T>) {
        Effect::new(move |_| {
            if matches!(look.get(), Loaded::Failed(error) if error.status() == Some(412)) {
                self.stored.again();
            }
        });
    }

    /// The version that a call names.
    pub fn version(self) -> u64 {
        self.base.with_untracked(|base| base.as_ref().map_or(0, |base| base.head.version))
    }
}
