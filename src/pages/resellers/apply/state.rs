//! What the page that applies one audience to several offers is doing, and what has come of it.

use contract::api::audience::{Applied, ApplyAudience, ApplyResult, ApplyTo, ListMode, OfferAudience};
use contract::api::path;
use contract::route::Route;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};

use crate::api::{self, ApiError, Intent};
use crate::json;
use crate::load::Load;
use crate::parts::act::Act;
use crate::route::{Go, use_go};
use crate::session::{SessionContext, use_session};
use crate::typed::typed;

/// What is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Source, offers, add or replace.
    Choosing,
    /// What would come of each.
    Reviewing,
    /// What came of each.
    Done,
}

/// What was chosen, as it is kept for this tab.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Chosen {
    from: Option<String>,
    to: Vec<String>,
    left_out: Vec<String>,
    mode: ListMode,
}

/// The page's state.
#[derive(Clone, Copy)]
pub struct Applying {
    /// All offers whose audience is the company's to set.
    pub rows: Signal<Vec<OfferAudience>>,
    /// Whose audience is taken.
    pub from: Memo<Option<String>>,
    /// The offers that get it.
    pub to: RwSignal<Vec<String>>,
    /// What becomes of the lists that they have.
    pub mode: RwSignal<ListMode>,
    /// What is shown.
    pub phase: RwSignal<Phase>,
    /// What would come of each offer.
    pub reviewed: RwSignal<Vec<Applied>>,
    /// Offers that the person leaves out after all.
    pub left_out: RwSignal<Vec<String>>,
    /// What came of each offer, the last try of each.
    pub results: RwSignal<Vec<Applied>>,
    /// Whether the review is on its way.
    pub busy: RwSignal<bool>,
    /// Why the review did not come.
    pub problem: RwSignal<Option<String>>,
    /// The version of the source's audience that was reviewed.
    from_version: StoredValue<Option<u64>>,
    /// The saving.
    pub act: Act,
    go: Go,
    load: Load<Vec<OfferAudience>>,
    session: SessionContext,
}

impl Applying {
    /// Nothing is chosen but what the address says.
    pub fn new(
        load: Load<Vec<OfferAudience>>,
        rows: Signal<Vec<OfferAudience>>,
        from: Memo<Option<String>>,
    ) -> Applying {
        let applying = Applying {
            rows,
            from,
            to: RwSignal::new(Vec::new()),
            mode: RwSignal::new(ListMode::Add),
            phase: RwSignal::new(Phase::Choosing),
            reviewed: RwSignal::new(Vec::new()),
            left_out: RwSignal::new(Vec::new()),
            results: RwSignal::new(Vec::new()),
            busy: RwSignal::new(false),
            problem: RwSignal::new(None),
            from_version: StoredValue::new(None),
            act: Act::idle(),
            go: use_go(),
            load,
            session: use_session(),
        };
        applying.keep();
        Effect::new(move |_| {
            // The source cannot be among those that get its audience.
            let from = from.get();
            applying.to.update(|to| to.retain(|id| Some(id) != from.as_ref()));
        });
        applying
    }

    /// Takes up what was chosen before a reload or another screen, and keeps it from now on.
    fn keep(self) {
        let kept = typed("resellers/apply");
        if let Ok(before) = kept.with_untracked(|text| json::read::<Chosen>(text)) {
            let there = |id: &String| self.rows.with_untracked(|rows| rows.iter().any(|row| row.offer.id == *id));
            self.to.set(before.to.into_iter().filter(there).collect());
            self.left_out.set(before.left_out);
            self.mode.set(before.mode);
            // Without an address that says so, the source is the one chosen last.
            if let (None, Some(from)) = (self.from.get_untracked(), before.from) {
                self.go.replace(&Route::ResellersApply { from: Some(from) });
            }
        }
        Effect::new(move |_| {
            let (from, mode) = (self.from.get(), self.mode.get());
            let chosen = Chosen { from, to: self.to.get(), left_out: self.left_out.get(), mode };
            let nothing = chosen.to.is_empty() && chosen.from.is_none();
            kept.set(if nothing { String::new() } else { serde_json::to_string(&chosen).unwrap_or_default() });
        });
    }

    fn body(self, to: Vec<ApplyTo>) -> Option<ApplyAudience> {
        let (from, mode) = (self.from.get_untracked()?, self.mode.get_untracked());
        Some(ApplyAudience { from, from_seen_version: self.from_version.get_value(), to, mode })
    }

    /// Asks what would come of each offer that is ticked.
    pub fn review(self) {
        let to = self.to.get_untracked().into_iter().map(|id| ApplyTo { id, seen_version: None }).collect();
        let Some(body) = self.body(to) else { return };
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.problem.set(None);
        self.act.failure.set(None);
        spawn_local(async move {
            let address = format!("{}?dryRun=true", path::RESELLERS_APPLY);
            let answer = api::post::<_, ApplyResult>(&address, &body, &Intent::new()).await;
            if self.busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(result) => batch(|| {
                    self.from_version.set_value(Some(result.from_version));
                    self.reviewed.set(result.items);
                    self.phase.set(Phase::Reviewing);
                }),
                Err(ApiError::SignedOut) => self.session.ended(),
                Err(error) => self.problem.set(Some(error.sentence())),
            }
        });
    }

    /// How many of those reviewed can be saved, followed.
    pub fn possible(self) -> u64 {
        self.reviewed.with(|all| all.iter().filter(|applied| applied.done).count() as u64)
    }

    /// How many of those are not left out, followed.
    pub fn chosen(self) -> u64 {
        self.left_out.with(|out| {
            self.reviewed.with(|all| all.iter().filter(|one| one.done && !out.contains(&one.id)).count() as u64)
        })
    }

    /// Takes an offer out of those that are saved, or in again.
    pub fn include(self, id: &str, on: bool) {
        self.left_out.update(|out| {
            out.retain(|other| other != id);
            if !on {
                out.push(id.to_owned());
            }
        });
    }

    /// Saves what the review says is possible; the others stay out, and are told with their reasons.
    pub fn apply(self) {
        let out = self.left_out.get_untracked();
        let mut reviewed = self.reviewed.get_untracked();
        reviewed.retain(|applied| !out.contains(&applied.id));
        let to: Vec<ApplyTo> = reviewed
            .iter()
            .filter(|applied| applied.done)
            .map(|applied| ApplyTo { id: applied.id.clone(), seen_version: Some(applied.version) })
            .collect();
        let Some(body) = self.body(to) else { return };
        self.act.post(path::RESELLERS_APPLY.to_owned(), body, move |result: ApplyResult| {
            let not_tried = reviewed.into_iter().filter(|applied| !applied.done);
            let now: Vec<Applied> = result.items.into_iter().chain(not_tried).collect();
            batch(|| {
                self.results.update(|all| {
                    all.retain(|earlier| !now.iter().any(|applied| applied.id == earlier.id));
                    all.extend(now);
                });
                self.to.set(Vec::new());
                self.left_out.set(Vec::new());
                self.phase.set(Phase::Done);
            });
            self.load.again();
        });
    }

    /// Those that were not saved, followed.
    pub fn failed(self) -> Vec<String> {
        self.results.with(|all| all.iter().filter(|applied| !applied.done).map(|applied| applied.id.clone()).collect())
    }

    /// Reviews those that failed again, with what is so now.
    pub fn again(self) {
        self.to.set(untrack(|| self.failed()));
        self.review();
    }

    /// Goes back to what was chosen.
    pub fn back(self) {
        self.act.failure.set(None);
        self.phase.set(Phase::Choosing);
    }

    /// Begins anew.
    pub fn anew(self) {
        batch(|| {
            self.to.set(Vec::new());
            self.left_out.set(Vec::new());
            self.results.set(Vec::new());
            self.phase.set(Phase::Choosing);
        });
        self.go.replace(&Route::ResellersApply { from: None });
    }
}
