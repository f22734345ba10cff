//! Letters about news, over a mail server that speaks SMTP.

use std::collections::BTreeSet;

use contract::api::path;
use server::args;
use server::store::letters::{GATHER_MS, LEASE_MS};

use crate::notifications::give;
use crate::support::sample::{DEVELOPER, MANAGER, OWNER};
use crate::support::smtp::Smtp;
use crate::support::{Settings, World};

const HOUR: i64 = 3_600_000;

async fn world() -> World {
    World::with(Settings { letters: true, ..Settings::default() }).await
}

/// How many letters are still to be sent.
async fn to_send(world: &World) -> i64 {
    let mut tx = world.db.read().await.unwrap();
    let row = tx.row("SELECT COUNT(*) FROM outbox WHERE sent_at IS NULL", args![]).await.unwrap().unwrap();
    row.int(0).unwrap()
}

#[tokio::test]
async fn a_letter_goes_out_after_a_minute_in_the_persons_language() {
    let world = world().await;
    let smtp = Smtp::start().await;
    let mailer = smtp.mailer();
    let (owner, manager) = (world.owner().await, world.manager().await);
    give(&owner, &["S-005"], &manager).await;
    assert_eq!(mailer.send_due(&world.app).await.unwrap(), 0, "more may follow");
    world.clock.advance(GATHER_MS);
    assert_eq!(mailer.send_due(&world.app).await.unwrap(), 1);
    let letters = smtp.taken();
    assert_eq!(letters.len(), 1);
    let letter = &letters[0];
    assert_eq!(letter.to, MANAGER);
    assert_eq!(letter.header("from"), "Cosell <no-reply@cosell.example>");
    assert_eq!(
        letter.header("subject"),
        "Cosell\u{a0}: Olivia Owner vous a attribué «\u{a0}Gestion d’entrepôt Écluse\u{a0}»"
    );
    assert_eq!(letter.header("auto-submitted"), "auto-generated");
    assert!(letter.header("message-id").ends_with("@cosell.example>"));
    let body = letter.body();
    assert!(body.starts_with("Bonjour Marc Manager,\n\nOlivia Owner vous a attribué"), "{body}");
    assert!(body.contains("\nhttps://cosell.example/solutions\n"), "{body}");
    assert!(body.contains("Northlake Systems"), "{body}");
    // Sent is sent.
    world.clock.advance(HOUR);
    assert_eq!(mailer.send_due(&world.app).await.unwrap(), 0);
    assert_eq!((smtp.taken().len(), to_send(&world).await), (0, 0));
}

#[tokio::test]
async fn news_of_one_minute_are_one_letter() {
    let world = world().await;
    let smtp = Smtp::start().await;
    let mailer = smtp.mailer();
    let (owner, developer) = (world.owner().await, world.developer().await);
    give(&owner, &["S-001"], &developer).await;
    world.clock.advance(GATHER_MS - 1_000);
    give(&owner, &["S-002", "S-003"], &developer).await;
    world.clock.advance(1_000);
    assert_eq!(mailer.send_due(&world.app).await.unwrap(), 1);
    let letter = smtp.taken().remove(0);
    assert_eq!(letter.header("subject"), "Cosell: 2 pieces of news");
    let body = letter.body();
    assert!(body.contains("Olivia Owner assigned “Fleet Insight” to you"), "{body}");
    assert!(body.contains("Olivia Owner assigned 2 solutions to you"), "{body}");
}

#[tokio::test]
async fn what_the_mail_server_does_not_take_is_tried_again_and_given_up_after_a_day() {
    let world = world().await;
    let smtp = Smtp::start().await;
    let mailer = smtp.mailer();
    let (owner, developer) = (world.owner().await, world.developer().await);
    give(&owner, &["S-001"], &developer).await;
    world.clock.advance(GATHER_MS);
    smtp.answer(451);
    assert_eq!(mailer.send_due(&world.app).await.unwrap(), 0);
    smtp.answer(250);
    assert_eq!(mailer.send_due(&world.app).await.unwrap(), 0, "not at once");
    world.clock.advance(60_000);
    assert_eq!(mailer.send_due(&world.app).await.unwrap(), 1);
    assert_eq!(smtp.taken().len(), 1);
    // Our own password was refused: an administrator may mend it.
    let (owner, developer) = (world.sign_in(OWNER).await, world.sign_in(DEVELOPER).await);
    give(&owner, &["S-002"], &developer).await;
    smtp.answer(535);
    let mut tries = 0;
    while to_send(&world).await > 0 {
        world.clock.advance(HOUR);
        tries += 1;
        assert_eq!(mailer.send_due(&world.app).await.unwrap(), 0);
    }
    assert_eq!(tries, 24);
    smtp.answer(250);
    world.clock.advance(HOUR);
    assert_eq!(mailer.send_due(&world.app).await.unwrap(), 0);
    assert_eq!(smtp.taken().len(), 0);
}

#[tokio::test]
async fn a_mailbox_that_is_not_there_is_asked_once() {
    let world = world().await;
    let smtp = Smtp::start().await;
    let (owner, developer) = (world.owner().await, world.developer().await);
    give(&owner, &["S-001"], &developer).await;
    world.clock.advance(GATHER_MS);
    smtp.answer(550);
    assert_eq!(smtp.mailer().send_due(&world.app).await.unwrap(), 0);
    assert_eq!(to_send(&world).await, 0);
}

#[tokio::test]
async fn who_is_disabled_or_has_seen_the_news_gets_no_letter() {
    let world = world().await;
    let smtp = Smtp::start().await;
    let (owner, developer, manager) = (world.owner().await, world.developer().await, world.manager().await);
    give(&owner, &["S-001"], &developer).await;
    give(&owner, &["S-002"], &manager).await;
    let newest = manager.get(path::NOTIFICATIONS).await.is(200).value()["items"][0]["id"].clone();
    let seen = serde_json::json!({ "id": newest });
    manager.ask(axum::http::Method::PUT, path::NOTIFICATIONS_READ).json(&seen).send().await.is(204);
    let mut tx = world.db.write().await.unwrap();
    let person = tx.person_by_email(DEVELOPER).await.unwrap().unwrap();
    tx.set_disabled(person, true, world.clock.now()).await.unwrap();
    tx.commit().await.unwrap();
    world.clock.advance(GATHER_MS);
    assert_eq!(smtp.mailer().send_due(&world.app).await.unwrap(), 0);
    assert_eq!((smtp.taken().len(), to_send(&world).await), (0, 0));
}

#[tokio::test]
async fn two_servers_send_each_letter_once() {
    let world = world().await;
    let other = world.another_server().await;
    let smtp = Smtp::start().await;
    let (owner, rival) = (world.owner().await, world.rival().await);
    for colleague in
        [world.developer().await, world.manager().await, world.viewer().await, world.both("northlake").await]
    {
        give(&owner, &["S-001"], &colleague).await;
    }
    give(&rival, &["S-001"], &world.both("meridian").await).await;
    world.clock.advance(GATHER_MS);
    let (first, second) = (smtp.mailer(), smtp.mailer());
    let (here, there) = tokio::join!(first.send_due(&world.app), second.send_due(&other.app));
    let both = here.unwrap() + there.unwrap();
    let sent: Vec<_> = smtp.taken().iter().map(|letter| letter.header("message-id")).collect();
    assert_eq!((both, sent.len()), (5, 5));
    assert_eq!(sent.iter().collect::<BTreeSet<_>>().len(), 5, "each person in each company has a letter of their own");
}

#[tokio::test]
async fn a_letter_of_a_server_that_died_is_sent_by_another() {
    let world = world().await;
    let smtp = Smtp::start().await;
    let (owner, developer) = (world.owner().await, world.developer().await);
    give(&owner, &["S-001"], &developer).await;
    world.clock.advance(GATHER_MS);
    let mut tx = world.db.write().await.unwrap();
    let taken = tx.take_letter(world.clock.now()).await.unwrap();
    assert!(taken.is_some());
    tx.commit().await.unwrap();
    let mailer = smtp.mailer();
    assert_eq!(mailer.send_due(&world.app).await.unwrap(), 0, "somebody has it");
    world.clock.advance(LEASE_MS);
    assert_eq!(mailer.send_due(&world.app).await.unwrap(), 1);
}

#[tokio::test]
async fn without_a_mail_server_no_letters_pile_up() {
    let world = World::new().await;
    let (owner, developer) = (world.owner().await, world.developer().await);
    give(&owner, &["S-001"], &developer).await;
    assert_eq!(to_send(&world).await, 0);
}
