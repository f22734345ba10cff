//! Whether the server lives and can serve.

use crate::support::World;

#[tokio::test]
async fn both_answers_need_no_token_and_say_nothing() {
    let world = World::new().await;
    for path in ["/healthz", "/readyz"] {
        assert!(world.get(path).await.is(204).body.is_empty());
    }
}

#[tokio::test]
async fn a_server_without_its_database_lives_but_is_not_ready() {
    let world = World::new().await;
    world.db.close().await;
    world.get("/healthz").await.is(204);
    let reply = world.get("/readyz").await;
    reply.refused(503, "busy");
    assert!(reply.header("retry-after").parse::<u32>().is_ok());
}
