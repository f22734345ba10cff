//! The long poll: answers when something differs from what the page knows.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::State;
use axum::http::header::CACHE_CONTROL;
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use contract::api::news::Pulse;
use contract::api::path;
use contract::problem::Problem;
use serde::Deserialize;
use tokio::time::{sleep, timeout};

use crate::handlers::body::Asked;
use crate::problem::Fault;
use crate::rights::{Allowed, Listen, person};
use crate::router::App;

/// Changes that follow one another this closely are told once.
const SETTLE: Duration = Duration::from_millis(100);

/// Query of the long poll.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub struct EventsQuery {
    /// `cursor` of the answer before; without it the answer comes at once.
    after: Option<String>,
}

/// Wait for news: at once when something differs from `after`, otherwise within 25 seconds. Three calls for each session; a further one ends the oldest
#[utoipa::path(get, path = path::EVENTS, operation_id = "awaitEvents", tag = "news", security(("bearer" = [])), params(EventsQuery),
    responses((status = 200, body = Pulse), (status = 401, body = Problem), (status = 429, body = Problem)))]
pub async fn wait(
    State(app): State<Arc<App>>,
    Allowed { who, .. }: Allowed<Listen>,
    Asked(query): Asked<EventsQuery>,
    headers: HeaderMap,
) -> Result<Response, Fault> {
    // Listening comes before reading, so that what happens in between is heard.
    let mut bell = app.db.wake().subscribe(who.company);
    let mut pulse = current(&app, &headers).await?;
    let waiting = match &query.after {
        Some(after) if *after == pulse.cursor => app.waits.begin(who.session),
        _ => None,
    };
    if let Some(mut waiting) = waiting {
        let cursor = pulse.cursor.clone();
        let news = async {
            let mut ended = false;
            while pulse.cursor == cursor && !ended {
                tokio::select! {
                    // A bell that is gone has nobody to ring it: a newer call of the session has another one.
                    rung = bell.changed() => ended = rung.is_err(),
                    () = waiting.ended() => ended = true,
                }
                if !ended {
                    sleep(SETTLE).await;
                    bell.mark_unchanged();
                }
                pulse = current(&app, &headers).await?;
            }
            Ok::<(), Fault>(())
        };
        match timeout(app.waits.patience, news).await {
            Ok(done) => done?,
            // Nothing happened; the token may have ended meanwhile.
            Err(_) => pulse = current(&app, &headers).await?,
        }
    }
    let mut response = axum::Json(pulse).into_response();
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

/// Where the caller's company stands; holds a connection for a moment only. Whose token ended learns nothing.
async fn current(app: &App, headers: &HeaderMap) -> Result<Pulse, Fault> {
    let who = person(app, headers).await?;
    Ok(app.db.read().await?.pulse(&who).await?)
}
