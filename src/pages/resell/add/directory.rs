//! The resellers' directory as the dialog searches it: the address says what is sought, the newest answer wins, more comes
//! by keyset.

use std::time::Duration;

use contract::api::list::Page;
use contract::api::path;
use contract::api::resellers::{Facets, LOOKUP_MAX, LookedUp, Lookup, ResellerRow};
use contract::audience::tenant::{Several, TenantSet, several};
use contract::route::{DirectoryView, ResellStep, Route};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsCast;

use crate::api::{self, ApiError, Intent};
use crate::route::{Go, use_go, use_here};
use crate::session::{SessionContext, use_session};
use crate::ui::focus;

/// Resellers in one answer.
const PAGE: u32 = 50;
/// How long nothing is typed before it is searched, in milliseconds.
const PAUSE_MS: u64 = 120;

/// Puts the focus into the search field, when what had it is about to go.
pub fn focus_field() {
    if let Some(field) = document().query_selector(".directory__tools .search-box__input").ok().flatten() {
        focus(&field);
    }
}

/// Several tenant IDs and what came of them.
#[derive(Clone, Debug, PartialEq)]
pub struct Sought {
    /// As they were given.
    pub ids: Several,
    /// Those that no partner in the programme has, once that is known.
    pub unknown: TenantSet,
}

/// What is about to be pasted.
fn pasted(event: &web_sys::Event) -> Option<String> {
    let clipboard = js_sys::Reflect::get(event, &"clipboardData".into()).ok()?;
    let get: js_sys::Function = js_sys::Reflect::get(&clipboard, &"getData".into()).ok()?.dyn_into().ok()?;
    get.call1(&clipboard, &"text".into()).ok()?.as_string()
}

/// What stands before and after the place where it is pasted.
fn around(event: &web_sys::Event) -> Option<(String, String)> {
    let field: web_sys::HtmlInputElement = event.target()?.dyn_into().ok()?;
    let text: Vec<u16> = field.value().encode_utf16().collect();
    let (start, end) = (field.selection_start().ok()??, field.selection_end().ok()??);
    let part = |units: Option<&[u16]>| units.map(String::from_utf16_lossy);
    Some((part(text.get(..start as usize))?, part(text.get(end as usize..))?))
}

/// What the search is doing.
#[derive(Clone, Debug, PartialEq)]
pub enum Doing {
    /// What is sought is on its way.
    Reading,
    /// The next page is on its way.
    More,
    /// What is here is what was sought.
    Idle,
    /// It did not come.
    Failed(ApiError),
}

/// The search.
#[derive(Clone, Copy)]
pub struct Directory {
    /// What is sought, as it stands in the address.
    pub view: Memo<DirectoryView>,
    /// What stands in the field.
    pub typed: RwSignal<String>,
    /// What was found so far.
    pub found: RwSignal<Vec<ResellerRow>>,
    /// How many there are in all; `None` before the first answer.
    pub total: RwSignal<Option<u64>>,
    /// Counts beside the filters' values.
    pub facets: RwSignal<Facets>,
    /// What it is doing.
    pub doing: RwSignal<Doing>,
    /// Tenant IDs that are sought instead, many at once; they stand in no address.
    pub several: RwSignal<Option<Sought>>,
    next: RwSignal<Option<String>>,
    round: StoredValue<u32>,
    /// What this dialog has put into the address itself.
    asked: StoredValue<String>,
    offer: StoredValue<String>,
    go: Go,
    session: SessionContext,
}

impl Directory {
    /// Begins with what the address says, and follows it.
    pub fn open(offer: String) -> Directory {
        let here = use_here();
        let view = Memo::new(move |before: Option<&DirectoryView>| match here.route.get() {
            Route::Resell(_, ResellStep::Add(view)) => view,
            // The dialog is about to go: what it shows stays until then.
            _ => before.cloned().unwrap_or_default(),
        });
        let search = view.with_untracked(|view| view.search.clone());
        let directory = Directory {
            view,
            typed: RwSignal::new(search.clone()),
            found: RwSignal::new(Vec::new()),
            total: RwSignal::new(None),
            facets: RwSignal::new(Facets::default()),
            doing: RwSignal::new(Doing::Reading),
            several: RwSignal::new(None),
            next: RwSignal::new(None),
            round: StoredValue::new(0),
            asked: StoredValue::new(search),
            offer: StoredValue::new(offer),
            go: use_go(),
            session: use_session(),
        };
        Effect::new(move |_| {
            let search = view.with(|view| view.search.clone());
            // Letters that were typed since must not be lost to an address that is older than they.
            if directory.asked.get_value() != search {
                directory.asked.set_value(search.clone());
                directory.typed.set(search);
            }
            untrack(|| {
                if directory.several.with(Option::is_none) {
                    directory.read(None);
                }
            });
        });
        // What did not come for want of a connection comes with it.
        let online = window_event_listener(leptos::ev::online, move |_| {
            if matches!(directory.doing.get_untracked(), Doing::Failed(_)) {
                directory.repeat();
            }
        });
        on_cleanup(move || online.remove());
        directory
    }

    /// Searches what is typed once the person stops for a moment; several tenant IDs at once.
    pub fn type_on(self) {
        let typed = self.typed.get_untracked();
        let ids = several(&typed);
        if ids.is_none() && self.several.with_untracked(Option::is_some) {
            self.several.set(None);
            self.read(None);
        }
        set_timeout(
            move || {
                if self.typed.try_get_untracked().is_some_and(|now| now == typed) {
                    match ids {
                        Some(ids) => self.seek(ids),
                        None => self.ask(|view| view.search = typed),
                    }
                }
            },
            Duration::from_millis(PAUSE_MS),
        );
    }

    /// Changes what is sought, in the address.
    pub fn ask(self, change: impl FnOnce(&mut DirectoryView)) {
        let before = self.view.get_untracked();
        let mut view = before.clone();
        change(&mut view);
        if view != before {
            self.asked.set_value(view.search.clone());
            self.go.replace(&Route::Resell(self.offer.get_value(), ResellStep::Add(view)));
        }
    }

    /// Takes several tenant IDs as they were copied: a field of one line would swallow what is between them.
    pub fn paste(self, event: &web_sys::Event) {
        let Some(text) = pasted(event) else { return };
        // Beside what stands in the field already, unless that is selected.
        let text = around(event).map_or(text.clone(), |(before, after)| format!("{before} {text} {after}"));
        if let Some(ids) = several(&text) {
            event.prevent_default();
            self.typed.set(text.split_whitespace().collect::<Vec<_>>().join(" "));
            self.seek(ids);
        }
    }

    /// Seeks several tenant IDs at once.
    fn seek(self, ids: Several) {
        let n = ids.ids.len();
        self.several.set(Some(Sought { ids, unknown: TenantSet::default() }));
        self.next.set(None);
        if n <= LOOKUP_MAX {
            self.look_up();
        } else {
            // Counted on, so that an answer to what was sought before comes too late.
            self.round.update_value(|round| *round = round.wrapping_add(1));
            batch(|| {
                self.found.set(Vec::new());
                self.total.set(Some(0));
                self.doing.set(Doing::Idle);
            });
        }
    }

    fn look_up(self) {
        let Some(sought) = self.several.get_untracked() else { return };
        self.round.update_value(|round| *round = round.wrapping_add(1));
        let round = self.round.get_value();
        self.doing.set(Doing::Reading);
        spawn_local(async move {
            let body = Lookup { tenant_ids: sought.ids.ids.clone() };
            let answer = api::post::<_, LookedUp>(path::RESELLERS_LOOKUP, &body, &Intent::new()).await;
            if !self.is_newest(round) {
                return;
            }
            let page = answer.map(|looked| {
                self.several.set(Some(Sought { unknown: looked.unknown, ..sought }));
                Page { total: Some(looked.found.len() as u64), items: looked.found, next_cursor: None }
            });
            self.take(page, false);
        });
    }

    /// Asks again for what did not come.
    fn repeat(self) {
        if self.several.with_untracked(Option::is_some) { self.look_up() } else { self.read(None) }
    }

    /// Seeks nothing in particular. What was pressed for that goes with it, so the field takes the focus.
    pub fn clear(self) {
        focus_field();
        self.typed.set(String::new());
        let before = self.several.get_untracked();
        self.several.set(None);
        self.ask(|view| *view = DirectoryView::default());
        if before.is_some() {
            self.read(None);
        }
    }

    /// Whether there is more than what is here, followed.
    pub fn has_more(self) -> bool {
        self.next.with(Option::is_some)
    }

    /// Reads the next page, unless something is on its way.
    pub fn more(self) {
        let cursor = self.next.get_untracked();
        if cursor.is_some() && !matches!(self.doing.get_untracked(), Doing::Reading | Doing::More) {
            self.read(cursor);
        }
    }

    /// Tries again after a failure.
    pub fn again(self) {
        focus_field();
        self.repeat();
    }

    fn read(self, cursor: Option<String>) {
        self.round.update_value(|round| *round = round.wrapping_add(1));
        let (round, more) = (self.round.get_value(), cursor.is_some());
        self.doing.set(if more { Doing::More } else { Doing::Reading });
        let query = self.view.with_untracked(DirectoryView::query);
        let joined = |path: &str, rest: String| {
            let parts: Vec<&str> =
                [query.as_str(), rest.as_str()].into_iter().filter(|part| !part.is_empty()).collect();
            format!("{path}?{}", parts.join("&"))
        };
        let next = cursor.map(|cursor| format!("&cursor={cursor}")).unwrap_or_default();
        let address = joined(path::RESELLERS, format!("limit={PAGE}{next}"));
        let counts = joined(path::RESELLER_FACETS, String::new());
        spawn_local(async move {
            let answer = api::get::<Page<ResellerRow>>(&address).await;
            if self.is_newest(round) {
                self.take(answer, more);
            }
        });
        if !more {
            spawn_local(async move {
                // Without counts the filters keep those of before; the list says what is wrong.
                if let Ok(facets) = api::get::<Facets>(&counts).await
                    && self.is_newest(round)
                {
                    self.facets.set(facets);
                }
            });
        }
    }

    /// Whether nothing was asked since, and the dialog is still there.
    fn is_newest(self, round: u32) -> bool {
        self.round.try_get_value() == Some(round)
    }

    fn take(self, answer: Result<Page<ResellerRow>, ApiError>, more: bool) {
        match answer {
            Ok(page) => batch(|| {
                self.next.set(page.next_cursor);
                if more {
                    self.found.update(|found| found.extend(page.items));
                } else {
                    self.total.set(page.total);
                    self.found.set(page.items);
                }
                self.doing.set(Doing::Idle);
            }),
            Err(ApiError::SignedOut) => self.session.ended(),
            Err(error) => self.doing.set(Doing::Failed(error)),
        }
    }
}
