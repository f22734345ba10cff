//! The resellers that are ticked: kept across searches, looked at and taken back on demand.

use std::collections::HashSet;

use contract::api::resellers::ResellerRow;
use contract::audience::tenant::TenantId;
use leptos::prelude::*;

use crate::i18n::{text, tf, tn};
use crate::json;
use crate::typed::typed;
use crate::ui::{Button, Chip, Chips, Size, Variant, either, focus_id, live};

/// Ticked resellers that are shown by name; the count says how many there are.
const SHOWN: usize = 100;

/// What is ticked, in the order of ticking.
#[derive(Clone, Copy)]
pub struct Picked {
    /// The resellers.
    pub rows: RwSignal<Vec<ResellerRow>>,
    ids: Memo<HashSet<TenantId>>,
}

impl Picked {
    /// What was ticked for this offer and neither added nor cleared: closing the dialog, Back and a reload keep it.
    pub fn open(offer: &str) -> Picked {
        let kept = typed(&format!("resell/{offer}/picked"));
        let rows = RwSignal::new(kept.with_untracked(|text| json::read::<Vec<ResellerRow>>(text)).unwrap_or_default());
        Effect::new(move |before: Option<()>| {
            let text = rows.with(|rows| match rows.is_empty() {
                true => String::new(),
                false => serde_json::to_string(rows).unwrap_or_default(),
            });
            if before.is_some() {
                kept.set(text);
            }
        });
        Picked { rows, ids: Memo::new(move |_| rows.with(|rows| rows.iter().map(|row| row.tenant_id).collect())) }
    }

    /// How many, followed.
    pub fn count(self) -> u64 {
        self.rows.with(|rows| rows.len() as u64)
    }

    /// Whether one is ticked, followed.
    pub fn holds(self, id: TenantId) -> bool {
        self.ids.with(|ids| ids.contains(&id))
    }

    /// Ticks all of these.
    pub fn tick(self, more: Vec<ResellerRow>) {
        let known = self.ids.get_untracked();
        self.rows.update(|rows| rows.extend(more.into_iter().filter(|row| !known.contains(&row.tenant_id))));
    }

    /// Ticks one, or takes its tick away.
    pub fn toggle(self, row: &ResellerRow) {
        self.rows.update(|rows| {
            let before = rows.len();
            rows.retain(|other| other.tenant_id != row.tenant_id);
            if rows.len() == before {
                rows.push(row.clone());
            }
        });
    }
}

/// "3 selected": opens the list of them.
pub fn picked_view(picked: Picked) -> AnyView {
    let open = RwSignal::new(false);
    let count = Memo::new(move |_| picked.count());
    let some = Memo::new(move |_| count.get() > 0);
    Effect::new(move |_| {
        // The last one goes with the list that it stood in, and with what had the focus.
        if !some.get() && open.get_untracked() {
            open.set(false);
            focus_id("directory-picked");
        }
    });
    view! {
        <div class="directory__picked" id="directory-picked" tabindex="-1">
            <p class="directory__picked-line">
                <span role="status">{Signal::derive(move || tn("resellAdd.selected", count.get()))}</span>
                {live(move || some.get().then(|| view! {
                    <button type="button" class="button button--subtle button--small" aria-expanded=either(open)
                        aria-controls="directory-picked-list" on:click=move |_| open.update(|open| *open = !*open)>
                        {Signal::derive(move || crate::i18n::t(if open.get() { "resellAdd.hidePicked" } else { "resellAdd.showPicked" }))}
                    </button>
                    <Button label=text("resellAdd.clearPicked") variant=Variant::Subtle size=Size::Small on_press=move || {
                        picked.rows.set(Vec::new());
                        focus_id("directory-picked");
                    }/>
                }))}
            </p>
            <div id="directory-picked-list">{live(move || open.get().then(|| list(picked)))}</div>
        </div>
    }
    .into_any()
}

fn list(picked: Picked) -> AnyView {
    let more = Memo::new(move |_| picked.count().saturating_sub(SHOWN as u64));
    let shown = move || picked.rows.with(|rows| rows.iter().take(SHOWN).cloned().collect::<Vec<_>>());
    view! {
        <Chips label=text("resellAdd.picked")>
            <For each=shown key=|row| row.tenant_id children=move |row| {
                let name = row.name.clone();
                let remove = Signal::derive(move || tf("resellAdd.unpick", &[("name", name.as_str().into())]));
                let value = Signal::stored(row.name.clone());
                view! { <Chip value=value remove=remove on_remove=Callback::new(move |()| picked.toggle(&row))/> }
            }/>
            {live(move || (more.get() > 0).then(|| view! { <span class="muted">{Signal::derive(move || tn("resellAdd.andMore", more.get()))}</span> }))}
        </Chips>
    }
    .into_any()
}
