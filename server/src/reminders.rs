//! Reminders of the programme's deadline: 30, 14, 7, 3 and 1 days before it, once each.

use chrono::NaiveDate;
use contract::api::news::NewsKind;

use crate::clock::time;
use crate::router::App;
use crate::store::StoreError;
use crate::store::news::News;
use crate::store::reminders::Unreminded;

/// Days before the deadline on which people are reminded.
const DAYS: [i64; 5] = [1, 3, 7, 14, 30];

/// Which reminder is due on a day: a server that was off on the day itself sends it later, unless the next one is due.
fn due(today: NaiveDate, deadline: NaiveDate) -> Option<i64> {
    let left = deadline.signed_duration_since(today).num_days();
    if left < 1 { None } else { DAYS.into_iter().find(|days| left <= *days) }
}

/// Reminds everyone who is to be reminded now; says how many notifications came of it.
///
/// # Errors
/// What the store says. Who was reminded before stays so; the others are reminded next time.
pub async fn remind(app: &App) -> Result<u64, StoreError> {
    let now = app.clock.now();
    let mut tx = app.db.read().await?;
    let Some(deadline) = tx.programme().await?.deadline else { return Ok(0) };
    let Some(days) = due(time(now).date_naive(), deadline) else { return Ok(0) };
    let deadline = deadline.to_string();
    let people = tx.unreminded(&deadline, days).await?;
    drop(tx);
    let mut told = 0;
    for company in people.chunk_by(|a, b| a.company == b.company) {
        told += remind_company(app, company, &deadline, days, now).await?;
    }
    Ok(told)
}

/// One company in one transaction. Members with nothing open are noted as well, so that what they are given later does
/// not remind them in the middle of the days.
async fn remind_company(
    app: &App,
    people: &[Unreminded],
    deadline: &str,
    days: i64,
    now: i64,
) -> Result<u64, StoreError> {
    let mut told = 0;
    let mut tx = app.db.write().await?;
    for person in people {
        if !tx.note_reminder(person, deadline, days, now).await? {
            continue;
        }
        let news = [(NewsKind::DeadlineNear, person.own), (NewsKind::DeadlineUnassigned, person.unassigned)];
        for (kind, count) in news.into_iter().filter(|(_, count)| *count > 0) {
            let news = News { kind, by: None, request: None, name: deadline, count };
            tx.notify(&[person.person], person.company, now, news).await?;
            told += 1;
        }
    }
    tx.commit().await?;
    Ok(told)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reminder_is_due_on_its_day_and_until_the_next_one() {
        let day = |d| NaiveDate::from_ymd_opt(2026, 3, d).unwrap();
        let deadline = NaiveDate::from_ymd_opt(2026, 3, 31).unwrap();
        assert_eq!(due(NaiveDate::from_ymd_opt(2026, 2, 28).unwrap(), deadline), None);
        assert_eq!(due(day(1), deadline), Some(30));
        assert_eq!(due(day(16), deadline), Some(30));
        assert_eq!(due(day(17), deadline), Some(14));
        assert_eq!(due(day(27), deadline), Some(7));
        assert_eq!(due(day(28), deadline), Some(3));
        assert_eq!(due(day(30), deadline), Some(1));
        assert_eq!(due(deadline, deadline), None);
    }
}
