//! The long poll: answers when something changed, here, at another server, or by the command line.

use std::time::{Duration, Instant};

use axum::http::Method;
use contract::api::news::{Notifications, Pulse};
use contract::api::path;
use server::store::listening::listen;
use server::store::sessions::BEARER_MS;
use server::waits::Waits;
use tokio::join;

use crate::notifications::give;
use crate::support::{Caller, Reply, Settings, World};

/// News must be there within this time.
const SOON: Duration = Duration::from_secs(2);

async fn pulse(caller: &Caller<'_>) -> Pulse {
    caller.read(path::EVENTS).await
}

async fn after(caller: &Caller<'_>, cursor: &str) -> Reply {
    caller.get(&format!("{}?after={cursor}", path::EVENTS)).await
}

/// Lets others run until so many calls wait.
async fn waiting(world: &World, calls: usize) {
    while world.app.waits.count() != calls {
        tokio::task::yield_now().await;
    }
}

/// With a patience that no test lives to see.
async fn patient() -> World {
    let mut waits = Waits::default();
    waits.patience = Duration::from_secs(3_600);
    World::with(Settings { waits, ..Settings::default() }).await
}

#[tokio::test]
async fn what_is_known_already_is_waited_for_and_what_is_not_comes_at_once() {
    let world = patient().await;
    let (owner, developer) = (world.owner().await, world.developer().await);
    let known = pulse(&developer).await;
    let (answer, ()) = join!(after(&developer, &known.cursor), async {
        waiting(&world, 1).await;
        give(&owner, &["S-001"], &developer).await;
    });
    let news: Pulse = answer.is(200).json();
    assert_eq!(news.unread, 1);
    assert!(news.solutions > known.solutions && news.requests > known.requests && news.cursor != known.cursor);
    // The same question again: the answer is different already.
    assert_eq!(after(&developer, &known.cursor).await.is(200).json::<Pulse>(), news);
    waiting(&world, 0).await;
}

#[tokio::test]
async fn news_come_within_two_seconds() {
    let world = patient().await;
    let (owner, developer) = (world.owner().await, world.developer().await);
    let known = pulse(&developer).await;
    let (came, written) = join!(
        async {
            after(&developer, &known.cursor).await.is(200);
            Instant::now()
        },
        async {
            waiting(&world, 1).await;
            give(&owner, &["S-001"], &developer).await;
            Instant::now()
        }
    );
    let took = came.saturating_duration_since(written);
    assert!(took < SOON, "{took:?}");
}

#[tokio::test]
async fn news_of_another_server_come_within_two_seconds() {
    let world = patient().await;
    let other = world.another_server().await;
    let listening = tokio::spawn(listen(world.db.clone()));
    let developer = world.developer().await;
    let (there, reader) = (other.owner().await, other.developer().await);
    let id = there.id_of("S-001").await;
    let known = pulse(&developer).await;
    let ((news, came), written) = join!(
        async {
            let news: Pulse = after(&developer, &known.cursor).await.is(200).json();
            (news, Instant::now())
        },
        async {
            waiting(&world, 1).await;
            there.assign(&[id], Some(reader.id())).await.is(200);
            Instant::now()
        }
    );
    assert_eq!(news.unread, 1);
    let took = came.saturating_duration_since(written);
    assert!(took < SOON, "{took:?}");
    listening.abort();
}

#[tokio::test]
async fn without_news_the_answer_comes_as_it_is() {
    let mut waits = Waits::default();
    waits.patience = Duration::from_millis(20);
    let world = World::with(Settings { waits, ..Settings::default() }).await;
    let owner = world.owner().await;
    let known = pulse(&owner).await;
    let answer = after(&owner, &known.cursor).await.is(200);
    assert_eq!(answer.header("cache-control"), "no-store");
    assert_eq!(answer.json::<Pulse>(), known);
}

#[tokio::test]
async fn windows_of_one_session_hear_side_by_side() {
    let world = patient().await;
    let (owner, developer) = (world.owner().await, world.developer().await);
    let known = pulse(&developer).await;
    let (one, two, ()) = join!(after(&developer, &known.cursor), after(&developer, &known.cursor), async {
        waiting(&world, 2).await;
        give(&owner, &["S-001"], &developer).await;
    });
    assert_eq!(one.is(200).json::<Pulse>().unread, 1);
    assert_eq!(two.is(200).json::<Pulse>().unread, 1);
}

#[tokio::test]
async fn of_too_many_calls_of_a_session_the_oldest_is_answered_as_it_is() {
    let world = patient().await;
    let (owner, developer) = (world.owner().await, world.developer().await);
    let known = pulse(&developer).await;
    let later = |calls: usize| {
        let (world, known, developer) = (&world, &known, &developer);
        async move {
            waiting(world, calls).await;
            after(developer, &known.cursor).await.is(200).json::<Pulse>()
        }
    };
    let ((), second, third, fourth) = join!(
        async {
            let oldest: Pulse = after(&developer, &known.cursor).await.is(200).json();
            assert_eq!(oldest, known);
            waiting(&world, 3).await;
            give(&owner, &["S-001"], &developer).await;
        },
        later(1),
        later(2),
        later(3)
    );
    assert_eq!([second.unread, third.unread, fourth.unread], [1, 1, 1]);
}

#[tokio::test]
async fn a_stop_of_the_server_ends_all_calls() {
    let world = patient().await;
    let (owner, developer) = (world.owner().await, world.developer().await);
    let (one, two) = (pulse(&owner).await, pulse(&developer).await);
    let (one, two, ()) = join!(after(&owner, &one.cursor), after(&developer, &two.cursor), async {
        waiting(&world, 2).await;
        world.app.waits.stop();
    });
    one.is(200);
    two.is(200);
    let known = pulse(&owner).await;
    after(&owner, &known.cursor).await.is(200);
}

#[tokio::test]
async fn whose_token_ended_learns_nothing() {
    let world = patient().await;
    let (owner, developer) = (world.owner().await, world.developer().await);
    let known = pulse(&developer).await;
    let (answer, ()) = join!(after(&developer, &known.cursor), async {
        waiting(&world, 1).await;
        developer.delete(path::SESSION, "*").await.is(204);
    });
    answer.refused(401, "signedOut");
    // One that ran out while it waited.
    let late = world.developer().await;
    let known = pulse(&late).await;
    let (answer, ()) = join!(after(&late, &known.cursor), async {
        waiting(&world, 1).await;
        world.clock.advance(BEARER_MS + 1);
        let again = world.sign_in(crate::support::sample::OWNER).await;
        give(&again, &["S-001"], &late).await;
    });
    answer.refused(401, "signedOut");
    owner.get(path::EVENTS).await.refused(401, "signedOut");
}

#[tokio::test]
async fn one_page_tells_the_other_what_was_seen_and_other_companies_hear_nothing() {
    let world = patient().await;
    let (owner, developer, rival) = (world.owner().await, world.developer().await, world.rival().await);
    let theirs = pulse(&rival).await;
    give(&owner, &["S-001"], &developer).await;
    let second = world.developer().await;
    let known = pulse(&second).await;
    let (answer, ()) = join!(after(&second, &known.cursor), async {
        waiting(&world, 1).await;
        let newest = developer.read::<Notifications>(path::NOTIFICATIONS).await.items[0].id.clone();
        let body = serde_json::json!({ "id": newest });
        developer.ask(Method::PUT, path::NOTIFICATIONS_READ).json(&body).send().await.is(204);
    });
    assert_eq!(answer.is(200).json::<Pulse>().unread, 0);
    assert_eq!(pulse(&rival).await, theirs);
}

#[tokio::test]
async fn waiting_takes_nothing_from_the_calls_that_work_needs() {
    let world = World::with(Settings { rate: 5, ..Settings::default() }).await;
    let owner = world.owner().await;
    for _ in 0..5 {
        owner.get(path::EVENTS).await.is(200);
    }
    owner.get(path::EVENTS).await.refused(429, "tooMany");
    owner.get(path::SOLUTIONS).await.is(200);
}

#[tokio::test]
async fn the_pulse_counts_the_solutions_that_need_an_action() {
    let world = patient().await;
    let (owner, developer) = (world.owner().await, world.developer().await);
    let known = pulse(&developer).await;
    let id = owner.id_of("S-003").await;
    owner.discard(&id).await.is(200);
    assert_eq!(pulse(&developer).await.open_solutions, known.open_solutions - 1);
}
