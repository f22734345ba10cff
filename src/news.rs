//! News: one long poll for each visible tab tells what changed, and the screens look again.

use std::time::Duration;

use contract::api::news::Pulse;
use contract::api::path;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::api::{self, ApiError};
use crate::parts::solution_list::{Fill, use_solutions};
use crate::session::{Looking, SessionContext};

/// The first pause after a failure, in milliseconds; each further one is twice as long.
const PAUSE_MS: u64 = 1_000;
/// How long many visible tabs of one session leave each other the line, in milliseconds.
const TURN_MS: u64 = 1_500;
/// The longest pause.
const PAUSE_MAX_MS: u64 = 30_000;

/// What the last answer told. Follow a number to hear of a change.
#[derive(Clone, Copy)]
pub struct News {
    /// Raised by every change of requests, offers and publishers that this person may see.
    pub requests: RwSignal<u64>,
    /// Notifications that the person has not seen.
    pub unread: RwSignal<u64>,
    /// Solutions that need an action; nothing before the first answer.
    pub open_solutions: RwSignal<Option<u64>>,
    solutions: RwSignal<u64>,
    session: SessionContext,
    /// Tells the running loop from an earlier one; a loop that is no longer the running one ends.
    round: StoredValue<u32>,
    running: StoredValue<bool>,
    cursor: StoredValue<Option<String>>,
    pause: StoredValue<u64>,
}

/// Provides the news and listens as long as somebody looks at the page.
pub fn provide(session: SessionContext) {
    let news = News {
        requests: RwSignal::new(0),
        unread: RwSignal::new(0),
        open_solutions: RwSignal::new(None),
        solutions: RwSignal::new(0),
        session,
        round: StoredValue::new(0),
        running: StoredValue::new(false),
        cursor: StoredValue::new(None),
        pause: StoredValue::new(PAUSE_MS),
    };
    provide_context(news);
    // The person at a company, not the whole session: a renewed token goes on with the same news.
    let who = Memo::new(move |_| {
        session.looking().with(|looking| match looking {
            Looking::Somebody(session) => Some((session.person.id.clone(), session.company.id.clone())),
            _ => None,
        })
    });
    Effect::new(move |_| {
        // Read, not only tracked: a memo that nobody reads is never worked out.
        let somebody = who.get().is_some();
        news.begin(somebody);
    });
    let again = move || news.wake();
    let shown = window_event_listener_untyped("visibilitychange", move |_| again());
    let online = window_event_listener(leptos::ev::online, move |_| again());
    on_cleanup(move || {
        shown.remove();
        online.remove();
    });
    keep_solutions(news);
}

/// The news of the page.
pub fn use_news() -> Option<News> {
    use_context()
}

/// A number that rises with every change of requests and offers.
pub fn requests_changed() -> Signal<u64> {
    use_news().map_or_else(|| Signal::stored(0), |news| news.requests.into())
}

/// All screens show counts of the same list, so it is kept fresh here.
fn keep_solutions(news: News) {
    let Some(list) = use_solutions() else { return };
    Effect::new(move |before: Option<u64>| {
        let now = news.solutions.get();
        if before.is_some_and(|before| before != now) && list.fill.get_untracked() == Fill::Full {
            list.freshen();
        }
        now
    });
}

impl News {
    /// Forgets what an earlier person or company was told.
    fn begin(self, somebody: bool) {
        self.round.update_value(|round| *round = round.wrapping_add(1));
        self.running.set_value(false);
        self.cursor.set_value(None);
        self.pause.set_value(PAUSE_MS);
        self.unread.set(0);
        self.open_solutions.set(None);
        if somebody {
            self.wake();
        }
    }

    /// Listens, unless it does already or nobody looks.
    fn wake(self) {
        let somebody = self.session.looking().with_untracked(|looking| matches!(looking, Looking::Somebody(_)));
        if self.running.get_value() || !somebody || !is_wanted() {
            return;
        }
        self.running.set_value(true);
        let round = self.round.get_value();
        spawn_local(async move { self.listen(round).await });
    }

    async fn listen(self, round: u32) {
        while is_wanted() {
            let after = self.cursor.try_get_value().flatten().unwrap_or_default();
            let asked = js_sys::Date::now();
            let answer = api::get::<Pulse>(&path::events(&after)).await;
            if self.round.try_get_value() != Some(round) {
                return;
            }
            match answer {
                // Yet another tab of the same session has ended the wait: they take turns, without haste.
                Ok(pulse) if pulse.cursor == after && js_sys::Date::now() - asked < TURN_MS as f64 => {
                    self.running.set_value(false);
                    return self.in_a_while(round, TURN_MS);
                }
                Ok(pulse) => self.take(pulse),
                Err(ApiError::SignedOut) => {
                    self.running.set_value(false);
                    return self.session.ended();
                }
                Err(_) => {
                    self.running.set_value(false);
                    return self.later(round);
                }
            }
        }
        self.running.set_value(false);
    }

    fn take(self, pulse: Pulse) {
        self.pause.set_value(PAUSE_MS);
        self.cursor.set_value(Some(pulse.cursor));
        for (signal, now) in
            [(self.solutions, pulse.solutions), (self.requests, pulse.requests), (self.unread, pulse.unread)]
        {
            if signal.get_untracked() != now {
                signal.set(now);
            }
        }
        let open = Some(pulse.open_solutions);
        if self.open_solutions.get_untracked() != open {
            self.open_solutions.set(open);
        }
    }

    /// Tries again after a pause that grows.
    fn later(self, round: u32) {
        let pause = self.pause.get_value();
        self.pause.set_value((pause * 2).min(PAUSE_MAX_MS));
        self.in_a_while(round, pause);
    }

    fn in_a_while(self, round: u32, pause: u64) {
        set_timeout(
            move || {
                if self.round.try_get_value() == Some(round) {
                    self.wake();
                }
            },
            Duration::from_millis(pause),
        );
    }
}

/// Whether somebody looks at this tab and there is a network.
fn is_wanted() -> bool {
    !document().hidden() && window().navigator().on_line()
}
