//! Where a solution of a file stands after the steps that it went through, and who took them.

use std::collections::HashMap;

use contract::api::history::EventKind;
use contract::migration::NextStep;
use contract::solution::MigrationState;
use contract::workspace::{Solution, Step};

use super::WorkspaceError;
use crate::clock::{Ms, time};
use crate::store::Tx;
use crate::store::history::{Actor, Event};
use crate::store::overview::open_delta;
use crate::store::past_requests::Taken;

/// Keys of a company's things while its solutions are written.
pub(super) struct Keys {
    pub(super) company: i64,
    pub(super) people: HashMap<String, (i64, String)>,
    /// Who may have taken a step, by e-mail: people of the company, and operators of the desks.
    pub(super) actors: HashMap<String, (i64, String)>,
    pub(super) offers: HashMap<String, (i64, String)>,
    pub(super) partner_ids: Vec<String>,
}

/// How the history calls a step from one state to another.
fn event_of(from: MigrationState, to: MigrationState) -> EventKind {
    match to {
        _ if NextStep::of(from) == NextStep::UndoDiscard => EventKind::DiscardUndone,
        MigrationState::DraftCreated => EventKind::DraftCreated,
        MigrationState::Merging => EventKind::MergeRequested,
        MigrationState::AttentionNeeded => EventKind::AttentionNeeded,
        MigrationState::Merged => EventKind::Merged,
        MigrationState::Discarded => EventKind::Discarded,
        MigrationState::Pending => EventKind::Updated,
    }
}

/// Where a solution of the file stands after its steps.
pub(super) struct Past {
    pub(super) arrived: Ms,
    pub(super) state: MigrationState,
    pub(super) before: Option<MigrationState>,
    pub(super) request_open: bool,
    pub(super) at: Ms,
    pub(super) by: Option<String>,
    pub(super) offer: Option<(i64, String)>,
    /// The offer that was linked before the open request.
    pub(super) offer_before: Option<i64>,
}

impl Past {
    pub(super) fn of(keys: &Keys, solution: &Solution, now: Ms) -> Result<Past, WorkspaceError> {
        if !keys.partner_ids.contains(&solution.partner_id) {
            return Err(WorkspaceError::Wrong(format!(
                "solution {}: partner ID {} is not one of the company's",
                solution.id, solution.partner_id
            )));
        }
        let arrived = solution.arrived.map_or(now, |at| at.timestamp_millis());
        let mut past = Past {
            arrived,
            state: MigrationState::Pending,
            before: None,
            request_open: false,
            at: arrived,
            by: None,
            offer: None,
            offer_before: None,
        };
        for step in &solution.steps {
            if step.state == MigrationState::Merging && !past.request_open {
                past.offer_before = past.offer.take().map(|(key, _)| key);
            }
            past.take(step.state, step.offer.is_some());
            past.at = step.at.timestamp_millis();
            past.by = match &step.by {
                Some(email) => Some(keys.actor(&solution.id, email)?.1),
                None => None,
            };
            past.offer = match &step.offer {
                Some(offer) => Some(keys.offers.get(offer).cloned().ok_or_else(|| {
                    WorkspaceError::Wrong(format!("solution {}: offer {offer} is not in the file", solution.id))
                })?),
                None => None,
            };
        }
        Ok(past)
    }
}

impl Past {
    /// Goes on to a state as the transition table would: an offer on "attention needed" means that support asks and the
    /// request stays open; without one support refused.
    fn take(&mut self, to: MigrationState, linked: bool) {
        let from = self.state;
        match to {
            MigrationState::Merging if self.request_open => {}
            MigrationState::AttentionNeeded if linked => {}
            MigrationState::Merging | MigrationState::Discarded => self.before = Some(from),
            _ => self.before = None,
        }
        self.request_open = to == MigrationState::Merging || (to == MigrationState::AttentionNeeded && linked);
        self.state = to;
    }
}

impl Keys {
    pub(super) fn person(&self, solution: &str, email: &str) -> Result<(i64, String), WorkspaceError> {
        self.people.get(email).cloned().ok_or_else(|| {
            WorkspaceError::Wrong(format!("solution {solution}: {email} is not one of the company's people"))
        })
    }

    /// The steps of a solution with who took them and where they lead.
    pub(super) fn taken<'a>(&self, solution: &'a Solution) -> Result<Vec<Taken<'a>>, WorkspaceError> {
        let taken = |step: &'a Step| {
            let by = step.by.as_ref().map(|email| self.actor(&solution.id, email)).transpose()?;
            let offer = step.offer.as_ref().and_then(|id| self.offers.get(id)).map(|(key, _)| *key);
            Ok(Taken { step, by, offer })
        };
        solution.steps.iter().map(taken).collect()
    }

    pub(super) fn actor(&self, solution: &str, email: &str) -> Result<(i64, String), WorkspaceError> {
        self.actors.get(email).cloned().ok_or_else(|| {
            WorkspaceError::Wrong(format!("solution {solution}: {email} belongs neither to the company nor to a desk"))
        })
    }
}

impl Tx {
    /// Writes the history of a solution's steps, and what they did to the number of open solutions a day.
    pub(super) async fn write_past(
        &mut self,
        keys: &Keys,
        id: &str,
        solution: &Solution,
        past: &Past,
        tally: &mut HashMap<chrono::NaiveDate, (Ms, i64)>,
    ) -> Result<(), WorkspaceError> {
        let mut note_open = |at: Ms, delta: i64| tally.entry(time(at).date_naive()).or_insert((at, 0)).1 += delta;
        let name = &solution.name;
        let arrived = Event {
            kind: EventKind::Imported,
            subject: id,
            name,
            before: None,
            after: Some(MigrationState::Pending.word()),
        };
        self.record(keys.company, &Actor::SYSTEM, past.arrived, arrived).await?;
        note_open(past.arrived, 1);
        let mut from = MigrationState::Pending;
        for step in &solution.steps {
            let at = step.at.timestamp_millis();
            let actor = match &step.by {
                Some(email) => {
                    let (person, name) = keys.actor(&solution.id, email)?;
                    Actor { person: Some(person), name: Some(name) }
                }
                None => Actor::SYSTEM,
            };
            let event = Event {
                kind: event_of(from, step.state),
                subject: id,
                name,
                before: Some(from.word()),
                after: Some(step.state.word()),
            };
            self.record(keys.company, &actor, at, event).await?;
            note_open(at, open_delta(Some(from), Some(step.state)));
            from = step.state;
        }
        Ok(())
    }
}
