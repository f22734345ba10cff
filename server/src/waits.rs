//! Calls that wait for news: a few for each session, all of them ended when the server stops.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;

/// How long a call waits when nothing happens: less than what proxies allow a silent answer, usually 30 seconds or more.
const PATIENCE: Duration = Duration::from_secs(25);

/// How many calls of one session may wait: windows side by side. A browser keeps six connections to a server, and some of
/// them must stay free for work.
const EACH: usize = 3;

/// Who waits now.
#[derive(Debug)]
pub struct Waits {
    /// How long a call waits when nothing happens.
    pub patience: Duration,
    state: Mutex<State>,
}

impl Default for Waits {
    fn default() -> Self {
        Waits { patience: PATIENCE, state: Mutex::default() }
    }
}

#[derive(Debug, Default)]
struct State {
    stopping: bool,
    next: u64,
    /// By session, oldest first: the number of the waiting call, and what ends it by being dropped.
    waiting: HashMap<i64, Vec<(u64, oneshot::Sender<()>)>>,
}

/// A call that waits; dropped when it is answered or its browser is gone.
#[derive(Debug)]
pub struct Wait<'a> {
    waits: &'a Waits,
    session: i64,
    number: u64,
    ended: oneshot::Receiver<()>,
}

impl Waits {
    fn state(&self) -> MutexGuard<'_, State> {
        // A panic elsewhere leaves the state whole: each change of it is one step.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins to wait; of too many calls of the session the oldest ends. `None` when the server stops.
    pub fn begin(&self, session: i64) -> Option<Wait<'_>> {
        let mut state = self.state();
        if state.stopping {
            return None;
        }
        state.next += 1;
        let number = state.next;
        let (end, ended) = oneshot::channel();
        let calls = state.waiting.entry(session).or_default();
        if calls.len() == EACH {
            calls.remove(0);
        }
        calls.push((number, end));
        Some(Wait { waits: self, session, number, ended })
    }

    /// Ends the waiting calls of a session that was signed out.
    pub fn end(&self, session: i64) {
        self.state().waiting.remove(&session);
    }

    /// Ends all of them, for good.
    pub fn stop(&self) {
        let mut state = self.state();
        state.stopping = true;
        state.waiting.clear();
    }

    /// How many calls wait.
    pub fn count(&self) -> usize {
        self.state().waiting.values().map(Vec::len).sum()
    }
}

impl Wait<'_> {
    /// Comes when the call must end.
    pub async fn ended(&mut self) {
        // Nothing is ever sent: the sender's end is the sign.
        let _gone = (&mut self.ended).await;
    }
}

impl Drop for Wait<'_> {
    fn drop(&mut self) {
        let mut state = self.waits.state();
        let Some(calls) = state.waiting.get_mut(&self.session) else { return };
        calls.retain(|(number, _)| *number != self.number);
        if calls.is_empty() {
            state.waiting.remove(&self.session);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn windows_wait_side_by_side_and_of_too_many_the_oldest_ends() {
        let waits = Waits::default();
        let mut oldest = waits.begin(1).unwrap();
        let second = waits.begin(1).unwrap();
        let mut third = waits.begin(1).unwrap();
        let _other = waits.begin(2).unwrap();
        assert_eq!(waits.count(), 4);
        let newest = waits.begin(1).unwrap();
        oldest.ended().await;
        drop(oldest);
        assert_eq!(waits.count(), 4, "an ended call takes none of the others with it");
        drop(second);
        drop(newest);
        assert_eq!(waits.count(), 2);
        waits.end(1);
        third.ended().await;
        assert_eq!(waits.count(), 1, "another session goes on");
    }

    #[tokio::test]
    async fn a_stop_ends_all_and_lets_none_begin() {
        let waits = Waits::default();
        let mut wait = waits.begin(1).unwrap();
        waits.stop();
        wait.ended().await;
        assert!(waits.begin(2).is_none());
        drop(wait);
        assert_eq!(waits.count(), 0);
    }
}
