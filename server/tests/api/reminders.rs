//! Reminders of the deadline, by the portal's clock.

use chrono::{NaiveDate, NaiveTime};
use contract::api::news::{NewsKind, Notification, Notifications};
use contract::api::path;
use server::clock::time;
use server::reminders::remind;

use crate::support::sample::{DEVELOPER, MANAGER, OPERATOR, OWNER, VIEWER, workspace};
use crate::support::{Settings, World};

/// Moves the clock to a morning so many days before the deadline.
fn days_before(world: &World, days: i64) {
    let deadline = NaiveDate::from_ymd_opt(2031, 6, 30).expect("a day");
    let morning = deadline.and_time(NaiveTime::from_hms_opt(6, 0, 0).expect("a time")).and_utc();
    let at = morning - chrono::TimeDelta::days(days);
    world.clock.advance(at.timestamp_millis() - world.clock.now());
}

async fn reminders(world: &World, email: &str) -> Vec<Notification> {
    let caller = world.sign_in(email).await;
    let news: Notifications = caller.read(path::NOTIFICATIONS).await;
    let near = |kind| matches!(kind, NewsKind::DeadlineNear | NewsKind::DeadlineUnassigned);
    news.items.into_iter().filter(|item| near(item.kind)).collect()
}

#[tokio::test]
async fn everyone_is_told_once_what_is_still_open() {
    let world = World::new().await;
    assert_eq!(remind(&world.app).await.unwrap(), 0, "the deadline is years away");
    days_before(&world, 31);
    assert_eq!(remind(&world.app).await.unwrap(), 0);
    days_before(&world, 30);
    // Developer and owner have one each; owner and manager see what nobody has; the other company's two as well.
    let told = remind(&world.app).await.unwrap();
    assert_eq!(remind(&world.app).await.unwrap(), 0);
    let developer = reminders(&world, DEVELOPER).await;
    assert_eq!(developer.len(), 1);
    assert_eq!((developer[0].kind, developer[0].count, developer[0].by.as_deref()), (NewsKind::DeadlineNear, 1, None));
    assert_eq!(developer[0].name, "2031-06-30");
    let owner = reminders(&world, OWNER).await;
    let kinds: Vec<_> = owner.iter().map(|item| item.kind).collect();
    assert_eq!(kinds, [NewsKind::DeadlineUnassigned, NewsKind::DeadlineNear]);
    let manager = reminders(&world, MANAGER).await;
    assert_eq!(manager.len(), 1);
    assert_eq!((manager[0].kind, manager[0].count), (NewsKind::DeadlineUnassigned, owner[0].count));
    let open =
        workspace().companies[1].solutions.iter().filter(|s| s.steps.is_empty() && s.assigned_to.is_none()).count();
    // One more is a draft, one needs attention.
    assert_eq!(manager[0].count as usize, open + 2);
    for nobody in [VIEWER, OPERATOR] {
        assert_eq!(reminders(&world, nobody).await, []);
    }
    assert_eq!(told, 1 + 2 + 1 + 2);
}

#[tokio::test]
async fn each_of_the_five_days_reminds_and_a_late_start_makes_up_for_one() {
    let world = World::new().await;
    let mut times = 0;
    for days in (1..=30).rev() {
        days_before(&world, days);
        // The server is off on the day of the second one.
        if days == 14 {
            continue;
        }
        times += u32::from(remind(&world.app).await.unwrap() > 0);
    }
    assert_eq!(times, 5);
    assert_eq!(reminders(&world, DEVELOPER).await.len(), 5);
    days_before(&world, 0);
    assert_eq!(remind(&world.app).await.unwrap(), 0);
}

#[tokio::test]
async fn two_servers_remind_once_and_another_deadline_reminds_again() {
    let world = World::new().await;
    let other = world.another_server().await;
    days_before(&world, 7);
    let (here, there) = tokio::join!(remind(&world.app), remind(&other.app));
    here.unwrap();
    there.unwrap();
    assert_eq!(reminders(&world, DEVELOPER).await.len(), 1);
    let mut later = workspace();
    later.programme.as_mut().unwrap().deadline = NaiveDate::from_ymd_opt(2031, 7, 5);
    world.import(&later).await.unwrap();
    assert!(remind(&world.app).await.unwrap() > 0);
    assert_eq!(reminders(&world, DEVELOPER).await.len(), 2);
    assert_eq!(time(world.clock.now()).date_naive().to_string(), "2031-06-23");
}

#[tokio::test]
async fn without_a_deadline_nobody_is_reminded() {
    let mut workspace = workspace();
    workspace.programme.as_mut().unwrap().deadline = None;
    let world = World::with(Settings { workspace, ..Settings::default() }).await;
    days_before(&world, 1);
    assert_eq!(remind(&world.app).await.unwrap(), 0);
}
