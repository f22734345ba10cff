//! What was found: a list box whose options the search field's keys move through, so that the focus never leaves the field.

use contract::api::resellers::ResellerRow;
use contract::audience::tenant::TenantId;
use leptos::prelude::*;
use web_sys::{KeyboardEvent, MouseEvent};

use super::super::state::Audience;
use super::directory::{Directory, Doing, focus_field};
use super::picked::Picked;
use crate::i18n::{self, said, t, text, tf};
use crate::parts::directory_words::{ability_words, place_words, region_words};
use crate::ui::{Button, Empty, EmptySize, Icon, Level, Message, MessageTone, SearchList, Size, either, live, when};

/// The list's id.
const LIST: &str = "directory-list";
/// The id of the sentence about keys.
const HELP: &str = "directory-keys";
/// Options that Page Up and Page Down pass.
const LEAP: usize = 10;

/// The list with its state.
#[derive(Clone, Copy)]
pub struct Results {
    /// The audience below the dialog.
    pub audience: Audience,
    /// What is searched.
    pub directory: Directory,
    /// What is ticked.
    pub picked: Picked,
    /// Where the arrows are.
    pub active: RwSignal<Option<TenantId>>,
}

fn option_id(id: TenantId) -> String {
    format!("reseller-{id}")
}

impl Results {
    /// Whether a reseller is in the list already, followed.
    pub fn is_there(self, id: TenantId) -> bool {
        self.audience.list.with(|list| list.holds(id))
    }

    fn toggle(self, row: &ResellerRow) {
        if !untrack(|| self.is_there(row.tenant_id)) {
            self.picked.toggle(row);
        }
    }

    /// What the search field has to know of the list.
    pub fn of_field(self) -> SearchList {
        SearchList {
            id: Signal::stored(LIST.to_owned()),
            active: Signal::derive(move || self.reached().map(option_id)),
            open: Signal::derive(move || self.directory.found.with(|found| !found.is_empty())),
            help: Signal::stored(HELP.to_owned()),
            on_key: Callback::new(move |event: KeyboardEvent| self.key(&event)),
        }
    }

    /// The option that the arrows have reached, if it is still there; followed.
    fn reached(self) -> Option<TenantId> {
        let active = self.active.get()?;
        self.directory.found.with(|found| found.iter().any(|row| row.tenant_id == active)).then_some(active)
    }

    fn key(self, event: &KeyboardEvent) {
        if event.is_composing() {
            return;
        }
        let key = event.key();
        if key == "Enter" {
            // The form is sent by its button alone.
            event.prevent_default();
            let at = untrack(|| self.reached());
            let row = self
                .directory
                .found
                .with_untracked(|found| found.iter().find(|row| Some(row.tenant_id) == at).cloned());
            if let Some(row) = row {
                self.toggle(&row);
            }
            return;
        }
        let active = self.active.get_untracked();
        let (count, at) = self
            .directory
            .found
            .with_untracked(|found| (found.len(), found.iter().position(|row| Some(row.tenant_id) == active)));
        let Some(place) = place(&key, at, count) else { return };
        event.prevent_default();
        if place.is_some_and(|place| place + 1 >= count) {
            self.directory.more();
        }
        let next = place
            .and_then(|place| self.directory.found.with_untracked(|found| found.get(place).map(|row| row.tenant_id)));
        self.active.set(next);
        if let Some(next) = next {
            show(next);
        }
    }
}

/// Where a key leads: nowhere of its own (`None`), back to the field (`Some(None)`), or to an option.
fn place(key: &str, at: Option<usize>, count: usize) -> Option<Option<usize>> {
    let last = count.checked_sub(1)?;
    Some(match (key, at) {
        ("ArrowDown", None) => Some(0),
        ("ArrowDown", Some(at)) => Some((at + 1).min(last)),
        ("ArrowUp", at) => at.and_then(|at| at.checked_sub(1)),
        ("PageDown", at) => Some(at.map_or(0, |at| (at + LEAP).min(last))),
        ("PageUp", at) => at.map(|at| at.saturating_sub(LEAP)),
        _ => return None,
    })
}

/// Scrolls an option into sight.
fn show(id: TenantId) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Nearest);
    if let Some(option) = document().get_element_by_id(&option_id(id)) {
        option.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// The list, what stands in its place, and the way to more.
pub fn results(results: Results) -> AnyView {
    let directory = results.directory;
    let reading = Signal::derive(move || directory.doing.get() == Doing::Reading);
    let nothing = Memo::new(move |_| directory.doing.get() == Doing::Idle && directory.found.with(Vec::is_empty));
    let failed = Memo::new(move |_| match directory.doing.get() {
        Doing::Failed(error) => Some(error),
        _ => None,
    });
    view! {
        <p class="directory__line">
            <span role="status">{said(move || counted(directory))}</span>
            <span class="muted" id=HELP>{text("resellAdd.keys")}</span>
        </p>
        {live(move || failed.get().map(|error| {
            let again = view! { <Button label=text("load.tryAgain") size=Size::Small on_press=move || directory.again()/> };
            view! { <Message tone=MessageTone::Error actions=again.into_any()>{said(move || error.sentence())}</Message> }
        }))}
        {live(move || nothing.get().then(|| {
            let clear = view! { <Button label=text("resellAdd.clearSearch") on_press=move || directory.clear()/> };
            view! { <Empty icon="search" title=text("resellAdd.nothing") size=EmptySize::Small level=Level::Three actions=clear.into_any()/> }
        }))}
        <div class="directory__list" id=LIST role="listbox" aria-multiselectable="true" aria-label=text("resellAdd.results")
            aria-busy=when(reading) hidden=move || directory.found.with(Vec::is_empty)>
            <For each=move || directory.found.get() key=|row| row.tenant_id children=move |row| option(results, row)/>
        </div>
        {more(directory)}
    }
    .into_any()
}

fn counted(directory: Directory) -> String {
    match directory.total.get() {
        Some(n) => {
            let shown = directory.found.with(|found| found.len() as u64);
            tf("resellAdd.found", &[("n", contract::catalogue::Arg::Count(n)), ("shown", i18n::number(shown).into())])
        }
        None => t("load.loading"),
    }
}

fn more(directory: Directory) -> AnyView {
    let has_more = Memo::new(move |_| directory.has_more());
    let busy = Signal::derive(move || directory.doing.get() == Doing::More);
    // The last page takes the button away, and with it the focus.
    let pressed = StoredValue::new(false);
    Effect::new(move |_| {
        if !has_more.get() && pressed.get_value() {
            pressed.set_value(false);
            focus_field();
        }
    });
    let press = move || {
        pressed.set_value(true);
        directory.more();
    };
    live(move || {
        has_more.get().then(|| view! {
            <div class="directory__more"><Button label=text("import.more") size=Size::Small busy=busy on_press=press/></div>
        })
    })
}

/// Where it is and what tells it from others of its name.
fn about(row: &ResellerRow) -> String {
    let place = place_words(&row.city, &row.country);
    format!("{place} · {} · {}", region_words(&row.region), row.tenant_id)
}

fn option(results: Results, row: ResellerRow) -> AnyView {
    let id = row.tenant_id;
    let there = Memo::new(move |_| results.is_there(id));
    let active = Signal::derive(move || results.active.get() == Some(id));
    let ticked = Signal::derive(move || results.picked.holds(id));
    let able: Vec<String> = row.competencies.iter().chain(&row.skills).cloned().collect();
    let able = said(move || able.iter().map(|able| ability_words(able)).collect::<Vec<_>>().join(" · "));
    let name = row.name.clone();
    let where_ = {
        let row = row.clone();
        said(move || about(&row))
    };
    // A press leaves the focus where it is.
    let hold = |event: MouseEvent| event.prevent_default();
    let press = move |_| {
        results.active.set(Some(id));
        results.toggle(&row);
    };
    view! {
        <div class="directory__row" id=option_id(id) role="option" aria-selected=either(ticked) aria-disabled=when(there)
            data-active=when(active) on:mousedown=hold on:click=press>
            <span class="directory__box"><Icon name="checkmark"/></span>
            <span class="directory__what">
                <span class="directory__name">{name}" "{live(move || there.get().then(|| view! {
                    <span class="badge"><span>{text("resellAdd.there")}</span></span>
                }))}</span>
                " "<span class="directory__about">{where_}</span>
                " "<span class="directory__about">{able}</span>
            </span>
        </div>
    }
    .into_any()
}
