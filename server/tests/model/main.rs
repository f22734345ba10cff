//! Random sequences of acts by several people, against a plain model in memory that was written from the rules, not from the
//! code: after every step states, links, requests, counts and every record must be the same.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

/// The portal and its people, as the other tests of the API have them.
#[path = "../api"]
#[allow(dead_code, reason = "the other tests use what these do not")]
mod shared {
    pub mod support;
}
use shared::support;

mod acts;
mod dice;
mod plain;
mod portal;

use dice::Dice;
use plain::Plain;
use portal::Portal;

/// Acts of one sequence.
const STEPS: usize = 100;
/// Sequences, unless `COSELL_MODEL_SEEDS` says how many.
const SEEDS: u64 = 4;
/// After so many acts every record is looked at, besides after those that move records.
const RECORDS_EVERY: usize = 20;

#[tokio::test]
async fn portal_and_model_never_differ() {
    let seeds = std::env::var("COSELL_MODEL_SEEDS").ok().and_then(|text| text.parse().ok()).unwrap_or(SEEDS);
    let (mut done, mut refused) = (0, 0);
    for seed in 1..=seeds {
        let portal = Portal::new().await;
        let mut model = Plain::new();
        let mut dice = Dice::new(seed);
        let mut trace = Vec::new();
        for step in 0..STEPS {
            let act = acts::pick(&mut dice, &model);
            trace.push(format!("{act:?}"));
            let tell = || format!("seed {seed}, step {step}:\n{}", trace.join("\n"));
            let wanted = model.take(&act);
            let found = portal.take(&act).await;
            assert_eq!(found, wanted, "{}", tell());
            if found.is_ok() {
                done += 1
            } else {
                refused += 1
            }
            let with_records = act.moves_records() || (step + 1) % RECORDS_EVERY == 0;
            let (seen, meant) = (portal.picture(with_records).await, model.picture(with_records));
            assert_eq!(seen, meant, "{}", tell());
        }
    }
    println!("{seeds} sequences of {STEPS} acts: {done} done, {refused} refused");
    assert!(done > refused && refused > done / 20, "{done} done, {refused} refused: one side is hardly tried");
}
