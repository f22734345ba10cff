//! What a bulk page knows: the rows, what was decided for each, what was sent and what came of it. All of it is kept on the
//! server as it changes, so that closing the tab loses nothing.

use std::collections::HashMap;

use contract::api::merging::SolutionFacts;
use contract::api::solutions::{MergeItem, SolutionRow};
use contract::matching::Match;
use contract::solution::MigrationState;
use leptos::prelude::*;

use super::lines::{Line, Sources};
use super::saved::{Choice, Outcome, Saved};
use crate::api::ApiError;
use crate::json;
use crate::parts::draft::Kept;
use crate::parts::offers::{OfferList, use_offers};
use crate::parts::solution_list::{Fill, SolutionList, use_solutions};
use crate::parts::wait::Pause;
use crate::session::{SessionContext, use_session};
use crate::toast::{Toasts, use_toasts};
use crate::ui::Announcer;

/// The most solutions at once.
pub const MOST: usize = 2_000;

/// What is done with all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Ask support to merge each.
    Merge,
    /// Give each up.
    Discard,
}

impl Kind {
    /// The key of its draft.
    pub const fn draft(self) -> &'static str {
        match self {
            Kind::Merge => "bulk-merge",
            Kind::Discard => "bulk-discard",
        }
    }

    /// The state that a row has once its act is done.
    pub const fn state_after(self) -> MigrationState {
        match self {
            Kind::Merge => MigrationState::Merging,
            Kind::Discard => MigrationState::Discarded,
        }
    }
}

/// What the page is doing.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// The rows are not here yet.
    Opening,
    /// There are none.
    Empty,
    /// Something was left behind, and something else is selected now.
    Behind,
    /// The person decides.
    Review,
    /// Chunks are on their way.
    Running,
    /// Something is in the way; what was done is done.
    Stopped(Option<ApiError>),
    /// Every row has its result.
    Done,
    /// So many rows were taken back.
    Back(u64),
}

impl Phase {
    /// Where something that was saved goes on.
    pub fn of(saved: &Saved) -> Phase {
        match (saved.ids.is_empty(), saved.plan.is_empty()) {
            (true, _) => Phase::Empty,
            (false, true) => Phase::Review,
            (false, false) if saved.left().is_empty() => Phase::Done,
            (false, false) => Phase::Stopped(None),
        }
    }
}

/// The job.
#[derive(Clone, Copy)]
pub struct Job {
    /// What is done.
    pub kind: Kind,
    /// What the page is doing.
    pub phase: RwSignal<Phase>,
    /// What is kept.
    pub saved: RwSignal<Saved>,
    /// Ids of a new selection, until it takes the place of what was left behind.
    pub fresh: StoredValue<Vec<String>>,
    /// The free text.
    pub text: RwSignal<String>,
    /// What matching needs to know, by id.
    pub facts: RwSignal<HashMap<String, SolutionFacts>>,
    /// The best match of each row; absent while it is not known.
    pub matches: RwSignal<HashMap<String, Option<Match>>>,
    /// How many rows were held against the offers.
    pub compared: RwSignal<usize>,
    /// All rows as they stand.
    pub lines: Memo<Vec<Line>>,
    /// Rows of this round without an answer that stand where the act leads: the server did them, the answer got lost.
    pub seen: Memo<Vec<(String, Outcome)>>,
    /// The draft.
    pub kept: Kept,
    /// All solutions.
    pub list: SolutionList,
    /// All offers.
    pub offers: OfferList,
    /// Pauses between tries.
    pub pause: Pause,
    /// Whether all is being taken back.
    pub undoing: StoredValue<bool>,
    /// How long the rest takes, in seconds.
    pub rest: RwSignal<Option<u64>>,
    /// What is said without moving the focus.
    pub announcer: Announcer,
    /// Who is looking.
    pub session: SessionContext,
    /// Short messages.
    pub toasts: Toasts,
}

impl Job {
    /// The job for what was selected in the list, else the one that was left behind.
    pub fn open(kind: Kind) -> Option<Job> {
        let (list, offers) = (use_solutions()?, use_offers()?);
        list.open();
        offers.open();
        let (saved, text) = (RwSignal::new(Saved::default()), RwSignal::new(String::new()));
        let (matches, facts) = (RwSignal::new(HashMap::new()), RwSignal::new(HashMap::new()));
        let (phase, session) = (RwSignal::new(Phase::Opening), use_session());
        let chosen = list.chosen.try_update_value(std::mem::take).unwrap_or_default();
        let sources = Sources { kind, saved, matches, facts, list, offers, session };
        let untouched = serde_json::to_string(&Saved::default()).unwrap_or_default();
        let job = Job {
            kind,
            phase,
            saved,
            fresh: StoredValue::new(chosen),
            text,
            facts,
            matches,
            compared: RwSignal::new(0),
            lines: Memo::new(move |_| sources.lines()),
            seen: Memo::new(move |_| seen(kind, saved, list)),
            kept: Kept::open(
                kind.draft(),
                untouched,
                Callback::new(move |value: String| take(&value, phase, saved, text)),
            ),
            list,
            offers,
            pause: Pause::none(),
            undoing: StoredValue::new(false),
            rest: RwSignal::new(None),
            announcer: Announcer::new(),
            session,
            toasts: use_toasts(),
        };
        job.follow();
        Some(job)
    }

    fn follow(self) {
        // Rows and what was left behind come by themselves; then the person decides, or goes on.
        Effect::new(move |_| {
            let here = self.list.fill.get() == Fill::Full && self.kept.asked.get();
            if here && self.phase.get_untracked() == Phase::Opening {
                self.begin_with();
            }
        });
        Effect::new(move |_| {
            let text = self.text.get();
            if self.saved.with_untracked(|saved| saved.text != text) {
                self.saved.update(|saved| saved.text = text);
            }
        });
        Effect::new(move |_| {
            let value = self.saved.with(|saved| serde_json::to_string(saved).unwrap_or_default());
            self.kept.typed(value);
        });
        let online = window_event_listener(leptos::ev::online, move |_| self.pause.cut_short());
        on_cleanup(move || {
            online.remove();
            self.pause.cut_short();
        });
    }

    /// What was left behind is not lost to a new selection: it is asked about first.
    fn begin_with(self) {
        let (same, worth) = self.saved.with_untracked(|saved| {
            let same = self.fresh.with_value(|fresh| fresh.is_empty() || *fresh == saved.ids);
            let goes_on = saved.plan.is_empty() || !saved.left().is_empty();
            (same && (goes_on || self.fresh.with_value(Vec::is_empty)), saved.is_worth_keeping(self.kind))
        });
        match (same, worth) {
            (true, _) => self.take_up(),
            (false, true) => self.phase.set(Phase::Behind),
            (false, false) => self.begin_fresh(),
        }
    }

    /// Saves at once what a closed tab must not lose; what is typed is saved a moment later by itself.
    pub fn keep_now(self) {
        let value = self.saved.with_untracked(|saved| serde_json::to_string(saved).unwrap_or_default());
        untrack(|| self.kept.typed(value));
        self.kept.flush();
    }

    /// A solution as the list has it, followed.
    pub fn row(self, id: &str) -> Option<SolutionRow> {
        self.list.revision.track();
        self.list.with(|store| {
            let row = store.slot_of(id).and_then(|slot| store.row(slot))?;
            Some(row.to_row())
        })
    }

    /// Changes what was decided for a row.
    pub fn decide(self, id: &str, change: impl FnOnce(&mut Choice)) {
        self.saved.update(|saved| change(saved.choices.entry(id.to_owned()).or_default()));
    }

    /// What would be sent now: ids with their targets and the versions that were shown.
    pub fn plan(self) -> Vec<MergeItem> {
        let included = |line: &&Line| line.included;
        self.lines.with_untracked(|lines| lines.iter().filter(included).map(|line| self.item(line)).collect())
    }

    /// What is sent for a row.
    pub fn item(self, line: &Line) -> MergeItem {
        let seen_version = self.facts.with_untracked(|facts| facts.get(&line.id).map(|facts| facts.version));
        MergeItem { id: line.id.clone(), target: line.target(), seen_version }
    }

    /// Ids of rows whose act was done, followed.
    pub fn done(self) -> Vec<String> {
        let mut done = self.saved.with(Saved::done);
        self.seen.with(|seen| done.extend(seen.iter().map(|(id, _)| id.clone())));
        done
    }
}

/// Takes what the server has, now and whenever another tab has saved something newer.
fn take(value: &str, phase: RwSignal<Phase>, saved: RwSignal<Saved>, text: RwSignal<String>) {
    // What another version of the page saved is left alone.
    let Ok(read) = json::read::<Saved>(value) else { return };
    let now = phase.get_untracked();
    let sending = matches!(now, Phase::Running | Phase::Stopped(Some(_)));
    if sending && saved.with_untracked(|saved| saved.bundle != read.bundle) {
        return;
    }
    let next = Phase::of(&read);
    text.set(read.text.clone());
    saved.set(read);
    if !sending && !matches!(now, Phase::Opening | Phase::Behind) && now != next {
        phase.set(next);
    }
}

/// Rows without an answer that were done all the same. Followed.
fn seen(kind: Kind, saved: RwSignal<Saved>, list: SolutionList) -> Vec<(String, Outcome)> {
    list.revision.track();
    saved.with(|saved| {
        list.with(|store| {
            let outcome = |id: &str| {
                let row = store.slot_of(id).and_then(|slot| store.row(slot))?.to_row();
                let there =
                    row.state == kind.state_after() || kind == Kind::Merge && row.state == MigrationState::Merged;
                let request = row.request.filter(|_| kind == Kind::Merge);
                there.then(|| (id.to_owned(), Outcome::Done(request)))
            };
            saved.left().into_iter().filter_map(outcome).collect()
        })
    })
}
