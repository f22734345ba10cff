//! What the server does by itself: hears other servers, sends letters, reminds of the deadline, clears up.

use std::sync::Arc;
use std::time::Duration;

use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval};

use crate::mail::Mailer;
use crate::reminders::remind;
use crate::router::App;
use crate::store::StoreError;
use crate::store::listening::listen;

/// How often letters are looked for.
const LETTERS: Duration = Duration::from_secs(5);
/// How often it is looked whether a reminder is due.
const REMINDERS: Duration = Duration::from_secs(60);
/// How often old drafts are cleared.
const CLEARING: Duration = Duration::from_secs(3_600);

/// Begins all of it; it ends when the answer is dropped. A letter that is just going out is not noted then: another
/// server, or the next start, sends it once more.
pub fn start(app: &Arc<App>, mailer: Option<Mailer>) -> JoinSet<()> {
    let mut tasks = JoinSet::new();
    tasks.spawn(listen(app.db.clone()));
    if let Some(mailer) = mailer {
        let (app, mailer) = (app.clone(), Arc::new(mailer));
        tasks.spawn(every(LETTERS, "letters", move || {
            let (app, mailer) = (app.clone(), mailer.clone());
            async move { mailer.send_due(&app).await }
        }));
    }
    let reminding = app.clone();
    tasks.spawn(every(REMINDERS, "reminders", move || {
        let app = reminding.clone();
        async move { remind(&app).await }
    }));
    let clearing = app.clone();
    tasks.spawn(every(CLEARING, "clearing", move || {
        let app = clearing.clone();
        async move { clear(&app).await }
    }));
    tasks
}

/// Clears what is kept for a time only; says how much.
///
/// # Errors
/// What the store says.
pub async fn clear(app: &App) -> Result<u64, StoreError> {
    let mut tx = app.db.write().await?;
    let cleared = tx.sweep_drafts(app.clock.now()).await?;
    tx.commit().await?;
    Ok(cleared)
}

/// Does something again and again. What fails is tried at the next turn.
async fn every<W, F>(pause: Duration, what: &'static str, work: W)
where
    W: Fn() -> F,
    F: Future<Output = Result<u64, StoreError>>,
{
    let mut turns = interval(pause);
    turns.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        turns.tick().await;
        match work().await {
            Ok(0) => {}
            Ok(done) => tracing::info!(what, done, "done by itself"),
            Err(error) => tracing::warn!(what, %error, "not done; tried again later"),
        }
    }
}
