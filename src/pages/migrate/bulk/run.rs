//! Sends chunk after chunk. A chunk is always the same rows under the same key: sent twice it has one effect.

use contract::api::news::Draft;
use contract::api::path;
use contract::api::solutions::{Bulk, BulkItem, BulkResult, MergeItem, SeenItem};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::job::{Job, Kind, Phase};
use super::saved::{Outcome, Saved};
use crate::api::{self, ApiError, Intent};
use crate::i18n::{text, tn};
use crate::json;
use crate::parts::wait::Growing;
use crate::toast::{ToastAct, Toasts};

/// Rows in one call.
const CHUNK: usize = 25;

/// How often, and each time how many milliseconds, is waited for the plan to be saved: two seconds at most.
const PLAN_TRIES: u32 = 80;
const PLAN_MS: u32 = 25;

impl Job {
    /// Begins with what is included now.
    pub fn begin(self) {
        let plan = self.plan();
        self.saved.update(|saved| {
            saved.plan = plan;
            saved.round += 1;
        });
        self.go_on();
    }

    /// Sends the refused rows again, with what is known of them now.
    pub fn again(self) {
        let failed: Vec<String> = self.saved.with_untracked(|saved| saved.retryable().cloned().collect());
        spawn_local(async move {
            // The versions that were refused are old by now.
            if let Ok(read) = crate::parts::offers::facts(failed.clone()).await {
                let more = read.into_iter().map(|facts| (facts.id.clone(), facts));
                if self.facts.try_update(|facts| facts.extend(more)).is_none() {
                    return;
                }
            }
            let plan: Vec<MergeItem> = self.lines.with_untracked(|lines| {
                lines.iter().filter(|line| failed.contains(&line.id)).map(|line| self.item(line)).collect()
            });
            let failed: Vec<String> = plan.iter().map(|item| item.id.clone()).collect();
            self.saved.update(|saved| {
                saved.results.retain(|id, _| !failed.contains(id));
                saved.plan = plan;
                saved.round += 1;
            });
            self.go_on();
        });
    }

    /// Sends what has no result yet.
    pub fn go_on(self) {
        if self.phase.get_untracked() == Phase::Running {
            return;
        }
        self.phase.set(Phase::Running);
        self.keep_now();
        spawn_local(self.run());
    }

    async fn run(self) {
        // Whoever comes back must find the plan of what is under way, so it is saved first; where that takes long, the rows do not wait.
        for _ in 0..PLAN_TRIES {
            if !self.kept.is_saving() {
                break;
            }
            self.pause.wait(PLAN_MS).await;
        }
        let (began, had) = (js_sys::Date::now(), self.results());
        let mut retries = Growing::retrying();
        let Some((plan, bundle, round, words)) = self
            .saved
            .try_with_untracked(|saved| (saved.plan.clone(), saved.bundle.clone(), saved.round, saved.text.clone()))
        else {
            return;
        };
        for (at, chunk) in plan.chunks(CHUNK).enumerate() {
            let intent = Intent::named(format!("{bundle}-{round}-{at}"));
            while !self.has_results(chunk) {
                if !self.is_round(&bundle, round) {
                    return;
                }
                let body = self.body(chunk, &bundle, &words);
                match api::post::<_, BulkResult>(path::SOLUTIONS_BULK, &body, &intent).await {
                    Ok(result) => {
                        retries.reset();
                        if !self.take(result.items) {
                            return;
                        }
                        self.tell_rest(began, had, plan.len());
                    }
                    Err(ApiError::SignedOut) => return self.session.ended(),
                    Err(error) if can_wait(&error) => {
                        let stopped = Phase::Stopped(Some(error));
                        if self.phase.try_get_untracked().is_some_and(|phase| phase != stopped) {
                            self.phase.set(stopped);
                        }
                        self.pause.wait(retries.take()).await;
                        if self.phase.try_set(Phase::Running).is_some() {
                            return;
                        }
                    }
                    Err(error) => {
                        let _ = self.phase.try_set(Phase::Stopped(Some(error)));
                        return;
                    }
                }
            }
        }
        self.finish();
    }

    /// Whether this round is still what the page is about: a run that was undone or left sends nothing more.
    fn is_round(self, bundle: &str, round: u32) -> bool {
        self.saved.try_with_untracked(|saved| saved.bundle == bundle && saved.round == round).unwrap_or_default()
    }

    fn results(self) -> usize {
        self.saved.try_with_untracked(|saved| saved.results.len()).unwrap_or_default()
    }

    fn has_results(self, chunk: &[MergeItem]) -> bool {
        // A page that is gone sends nothing more; the draft knows where to go on.
        self.saved
            .try_with_untracked(|saved| chunk.iter().all(|item| saved.results.contains_key(&item.id)))
            .unwrap_or(true)
    }

    fn body(self, chunk: &[MergeItem], bundle: &str, words: &str) -> Bulk {
        let seen = |item: &MergeItem| SeenItem { id: item.id.clone(), seen_version: item.seen_version };
        match self.kind {
            Kind::Merge => Bulk::Merge { items: chunk.to_vec(), bundle: bundle.to_owned(), text: words.to_owned() },
            Kind::Discard => Bulk::Discard { items: chunk.iter().map(seen).collect() },
        }
    }

    fn take(self, items: Vec<BulkItem>) -> bool {
        for item in items.iter().filter(|item| item.done) {
            if let Some(mut row) = untrack(|| self.row(&item.id)) {
                row.state = self.kind.state_after();
                row.request = item.number.clone().or(row.request);
                self.list.put(&row);
            }
        }
        let outcome = |item: BulkItem| {
            let outcome = match (item.done, item.refusal) {
                (true, _) => Outcome::Done(item.number),
                (false, refusal) => Outcome::Refused(refusal.unwrap_or(contract::refusal::Refusal::ChangedSince)),
            };
            (item.id, outcome)
        };
        self.saved.try_update(|saved| saved.results.extend(items.into_iter().map(outcome))).is_some()
    }

    fn tell_rest(self, began: f64, had: usize, total: usize) {
        let done = self.results().saturating_sub(had);
        let left = self.saved.with_untracked(|saved| saved.left().len());
        let per_row = (js_sys::Date::now() - began) / done.max(1) as f64;
        self.rest.set((left > 0 && done > 0).then(|| (per_row * left as f64 / 1000.0).ceil() as u64));
        let quarter = |n: usize| n * 4 / total.max(1);
        if quarter(total - left) != quarter((total - left).saturating_sub(CHUNK)) {
            self.announcer
                .say(crate::i18n::tf("bulk.progress", &[("n", (total - left).into()), ("total", total.into())]));
        }
    }

    fn finish(self) {
        if self.kind == Kind::Discard {
            self.tell_discarded(self.toasts);
        }
        self.rest.set(None);
        self.keep_now();
        self.phase.set(Phase::Done);
        self.list.freshen();
        self.offers.again();
    }

    /// What takes back all that was discarded here; it outlives the page.
    pub fn undo(self, toasts: Toasts) -> Callback<()> {
        let ids = untrack(|| self.done());
        let bundle = self.saved.with_untracked(|saved| saved.bundle.clone());
        let (list, session, undoing) = (self.list, self.session, self.undoing);
        Callback::new(move |()| {
            if undoing.try_get_value() == Some(true) {
                return;
            }
            let _ = undoing.try_set_value(true);
            let (ids, bundle) = (ids.clone(), bundle.clone());
            spawn_local(async move {
                let answer = take_back(&ids, &format!("{bundle}-undo-{}", ids.len())).await;
                let _ = undoing.try_set_value(false);
                list.freshen();
                match answer {
                    Ok(back) => {
                        toasts.success(tn("bulk.undone", back), None);
                        self.taken_back(&bundle, back).await;
                    }
                    Err(ApiError::SignedOut) => session.ended(),
                    Err(error) => toasts.error(error.sentence()),
                }
            });
        })
    }

    /// What was taken back is nothing to come back to; the selection that waited for it begins.
    async fn taken_back(self, bundle: &str, back: u64) {
        match self.saved.try_with_untracked(|saved| saved.bundle == bundle) {
            Some(true) if self.fresh.with_value(Vec::is_empty) => {
                self.text.set(String::new());
                self.saved.set(Saved::default());
                self.phase.set(Phase::Back(back));
            }
            Some(true) => self.begin_fresh(),
            Some(false) => {}
            None => forget(self.kind, bundle).await,
        }
    }

    /// The toast at the end of a discard, with the way back.
    fn tell_discarded(self, toasts: Toasts) {
        let n = self.saved.with_untracked(|saved| saved.done().len() as u64);
        if n > 0 {
            toasts.success(
                tn("bulk.discarded", n),
                Some(ToastAct { label: text("bulk.undoAll"), run: self.undo(toasts) }),
            );
        }
    }
}

/// Takes discards back, chunk after chunk; gives how many came back.
async fn take_back(ids: &[String], name: &str) -> Result<u64, ApiError> {
    let mut back = 0;
    for (at, chunk) in ids.chunks(CHUNK * 4).enumerate() {
        let body = Bulk::UndoDiscard { items: chunk.to_vec() };
        let intent = Intent::named(format!("{name}-{at}"));
        let result = api::post::<_, BulkResult>(path::SOLUTIONS_BULK, &body, &intent).await?;
        back += result.items.iter().filter(|item| item.done).count() as u64;
    }
    Ok(back)
}

/// Forgets a run whose page is gone, unless another one took its place.
async fn forget(kind: Kind, bundle: &str) {
    let address = path::draft(kind.draft());
    let Ok(read) = api::get_versioned::<Draft>(&address).await else { return };
    let same = json::read::<Saved>(&read.value.value).is_ok_and(|saved| saved.bundle == bundle);
    if same {
        // What stays by mistake is only asked about when the page opens again.
        let _ = api::delete(&address, &read.etag).await;
    }
}

/// Whether the same call may well work a moment later.
fn can_wait(error: &ApiError) -> bool {
    match error {
        ApiError::Offline | ApiError::Unreadable => true,
        other => other.status().is_some_and(|status| status == 429 || status >= 500),
    }
}
