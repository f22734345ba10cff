//! What a bulk page knows: the rows, what was decided for each, what was sent and what came of it. All of it is kept on the
//! server as it changes, so that closing the tab loses nothing.

use std::collections::{BTreeMap, HashMap, HashSet};

use contract::access::Role;
use contract::api::merging::{SolutionFacts, Target};
use contract::api::solutions::{MergeItem, SolutionRow};
use contract::matching::Match;
use contract::migration::{Action, MergeTarget, Standing};
use contract::refusal::Refusal;
use contract::solution::MigrationState;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::api::{ApiError, Intent};
use crate::parts::draft::Kept;
use crate::parts::offers::{OfferList, is_live, use_offers};
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

/// What the page is doing.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// The rows are not here yet.
    Opening,
    /// There are none.
    Empty,
    /// The person decides.
    Review,
    /// Chunks are on their way.
    Running,
    /// Something is in the way; what was done is done.
    Stopped(Option<ApiError>),
    /// Every row has its result.
    Done,
}

/// What came of a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// Done; for a merge the request's number.
    Done(Option<String>),
    /// Refused, with the reason.
    Refused(Refusal),
}

/// What a person decided for a row.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Choice {
    /// Another offer than the best match.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub offer: Option<String>,
    /// In or out, where somebody said so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub included: Option<bool>,
}

/// What is kept.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct Saved {
    /// Ids of solutions in the order of the list.
    pub ids: Vec<String>,
    /// What was decided. In order, so that the same decisions are the same text, whichever tab saves them.
    pub choices: BTreeMap<String, Choice>,
    /// Ties the requests together, and names what was sent.
    pub bundle: String,
    /// A free text for support.
    pub text: String,
    /// How often was sent; each round has its own chunks.
    pub round: u32,
    /// What this round sends, in the chunks that follow from its order: sent again after a break they are the same.
    pub plan: Vec<MergeItem>,
    /// What came of rows, by id.
    pub results: BTreeMap<String, Outcome>,
}

/// Why a row is left out or worth a look.
#[derive(Clone, Debug, PartialEq)]
pub enum Problem {
    /// The rules say no.
    Refused(Refusal),
    /// No live offer looks like it and none was chosen.
    NoMatch,
    /// The best match is a weak one.
    Weak,
}

/// A row as it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// The solution's id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// Its "Solution ID".
    pub solution_id: String,
    /// The offer that it goes into: the chosen one, else its best match.
    pub offer: Option<String>,
    /// The offer's name.
    pub offer_name: String,
    /// The best match, unless another offer was chosen.
    pub found: Option<Match>,
    /// What speaks against it.
    pub problem: Option<Problem>,
    /// Whether it is sent: as the person said, else if nothing speaks against it.
    pub included: bool,
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
        let (matches, session) = (RwSignal::new(HashMap::new()), use_session());
        let chosen = list.chosen.try_update_value(std::mem::take).unwrap_or_default();
        let fresh = !chosen.is_empty();
        let take = Callback::new(move |value: String| {
            // A new selection goes before what was left behind.
            if let Ok(read) = serde_json::from_str::<Saved>(&value)
                && (!fresh || saved.with_untracked(|now| now.ids == read.ids))
            {
                text.set(read.text.clone());
                saved.set(read);
            }
        });
        let key = match kind {
            Kind::Merge => "bulk-merge",
            Kind::Discard => "bulk-discard",
        };
        let untouched = serde_json::to_string(&Saved::default()).unwrap_or_default();
        let job = Job {
            kind,
            phase: RwSignal::new(Phase::Opening),
            saved,
            text,
            facts: RwSignal::new(HashMap::new()),
            matches,
            compared: RwSignal::new(0),
            lines: Memo::new(move |_| lines(kind, saved, matches, list, offers, session)),
            kept: Kept::open(key, untouched, take),
            list,
            offers,
            pause: Pause::none(),
            undoing: StoredValue::new(false),
            rest: RwSignal::new(None),
            announcer: Announcer::new(),
            session,
            toasts: use_toasts(),
        };
        if fresh {
            saved.set(Saved { ids: chosen, bundle: Intent::new().bundle(), ..Saved::default() });
        }
        job.follow();
        Some(job)
    }

    fn follow(self) {
        // Rows and what was left behind come by themselves; then the person decides, or goes on.
        Effect::new(move |_| {
            let here = self.list.fill.get() == Fill::Full && self.kept.asked.get();
            if !here || self.phase.get_untracked() != Phase::Opening {
                return;
            }
            let phase = self.saved.with_untracked(|saved| match (saved.ids.is_empty(), saved.plan.is_empty()) {
                (true, _) => Phase::Empty,
                (false, true) => Phase::Review,
                (false, false) if saved.left().is_empty() => Phase::Done,
                (false, false) => Phase::Stopped(None),
            });
            self.phase.set(phase);
            self.prepare();
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
        let target = Target::Offer { id: line.offer.clone().unwrap_or_default() };
        let seen_version = self.facts.with_untracked(|facts| facts.get(&line.id).map(|facts| facts.version));
        MergeItem { id: line.id.clone(), target, seen_version }
    }
}

/// All rows as they stand, in one pass. Followed.
fn lines(
    kind: Kind,
    saved: RwSignal<Saved>,
    matches: RwSignal<HashMap<String, Option<Match>>>,
    list: SolutionList,
    offers: OfferList,
    session: SessionContext,
) -> Vec<Line> {
    let role = session.get().map_or(Role::Viewer, |session| session.company.role);
    let action = match kind {
        Kind::Merge => Action::RequestMerge(MergeTarget::Offer { live: true }),
        Kind::Discard => Action::Discard,
    };
    let names: HashMap<String, (String, bool)> =
        offers.with(|rows| rows.iter().map(|offer| (offer.id.clone(), (offer.name.clone(), is_live(offer)))).collect());
    list.revision.track();
    saved.with(|saved| {
        matches.with(|matches| {
            let line = |id: &String| {
                let row = list.with(|store| store.slot_of(id).and_then(|slot| store.row(slot)).map(|row| row.to_row()));
                let choice = saved.choices.get(id).cloned().unwrap_or_default();
                let found = matches.get(id).cloned().flatten();
                let by_hand = choice.offer.is_some();
                let offer = choice.offer.or_else(|| found.as_ref().map(|found| found.offer.clone()));
                let known = offer.as_ref().and_then(|id| names.get(id));
                let standing = |state| Standing { state, before: None, request_open: false }.allows(action, role).err();
                let refusal = row.as_ref().map_or(Some(Refusal::NotThere), |row| standing(row.state));
                let problem = match (refusal, kind, known) {
                    (Some(refusal), _, _) => Some(Problem::Refused(refusal)),
                    (None, Kind::Discard, _) => None,
                    (None, Kind::Merge, None) => matches.contains_key(id).then_some(Problem::NoMatch),
                    (None, Kind::Merge, Some((_, false))) => Some(Problem::Refused(Refusal::TargetNotLive)),
                    (None, Kind::Merge, Some((_, true))) => {
                        let weak = !by_hand && found.as_ref().is_none_or(|found| !found.is_strong());
                        weak.then_some(Problem::Weak)
                    }
                };
                // A weak match goes only where somebody says so.
                let included = match &problem {
                    Some(Problem::Weak) => choice.included == Some(true),
                    Some(_) => false,
                    None => choice.included.unwrap_or(true) && (kind == Kind::Discard || known.is_some()),
                };
                Line {
                    id: id.clone(),
                    name: row.as_ref().map(|row| row.name.clone()).unwrap_or_default(),
                    solution_id: row.map(|row| row.solution_id).unwrap_or_default(),
                    offer_name: known.map(|(name, _)| name.clone()).unwrap_or_default(),
                    offer,
                    found: found.filter(|_| !by_hand),
                    problem,
                    included,
                }
            };
            saved.ids.iter().map(line).collect()
        })
    })
}

impl Saved {
    /// Ids of this round without a result.
    pub fn left(&self) -> Vec<&str> {
        self.plan.iter().map(|item| item.id.as_str()).filter(|id| !self.results.contains_key(*id)).collect()
    }

    /// Ids that were refused.
    pub fn failed(&self) -> Vec<String> {
        let refused = |id: &&String| matches!(self.results.get(*id), Some(Outcome::Refused(_)));
        self.ids.iter().filter(refused).cloned().collect()
    }

    /// Ids that were done.
    pub fn done(&self) -> Vec<String> {
        let done = |id: &&String| matches!(self.results.get(*id), Some(Outcome::Done(_)));
        self.ids.iter().filter(done).cloned().collect()
    }

    /// Ids that are not sent in this round and have no result.
    pub fn untouched(&self) -> usize {
        let planned: HashSet<&str> = self.plan.iter().map(|item| item.id.as_str()).collect();
        self.ids.iter().filter(|id| !planned.contains(id.as_str()) && !self.results.contains_key(*id)).count()
    }
}

/// The state that a row has once its act is done.
pub const fn state_after(kind: Kind) -> MigrationState {
    match kind {
        Kind::Merge => MigrationState::Merging,
        Kind::Discard => MigrationState::Discarded,
    }
}
