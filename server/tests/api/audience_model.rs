//! Random sequences of everything that people, the desk and the vendor can do with an audience: no offer is ever taken from a
//! reseller that has sold it, and what is in force is what the rules lead to.

use std::collections::BTreeSet;

use axum::http::Method;
use contract::api::audience_file::ListPreview;
use contract::api::path;
use contract::audience::ChannelState;
use contract::audience::tenant::TenantId;
use serde_json::json;

use crate::support::market::{tenant, tenants, wanted};
use crate::support::{Caller, World};

/// Acts of one sequence.
const STEPS: u32 = 150;
/// Sequences.
const SEEDS: u64 = 3;
/// Resellers that take part.
const RESELLERS: usize = 6;
const OFFERS: [&str; 4] = ["open", "chosen", "closed", "early"];

/// Numbers that look random and are the same in each run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides
    }

    fn list(&mut self) -> Vec<usize> {
        let bits = self.roll(1 << RESELLERS);
        (0..RESELLERS).filter(|n| bits & (1 << n) != 0).collect()
    }
}

/// Who may resell an offer now, of those that take part.
async fn authorised(owner: &Caller<'_>, offer: &str) -> BTreeSet<TenantId> {
    let (page, _) = owner.resell(offer).await;
    let live = owner.live(offer).await;
    let all = (0..RESELLERS).map(tenant);
    match page.live.map(|live| live.reseller_channel_state) {
        Some(ChannelState::All) => all.collect(),
        Some(ChannelState::Some) => all.filter(|id| live.holds(*id)).collect(),
        Some(ChannelState::None) | None => BTreeSet::new(),
    }
}

/// One act on one offer; gives the status and, when a reseller sold, who.
async fn act(
    dice: &mut Dice,
    owner: &Caller<'_>,
    desk: &Caller<'_>,
    name: &str,
    offer: &str,
) -> (u16, Option<TenantId>) {
    let states = [ChannelState::Some, ChannelState::Some, ChannelState::Some, ChannelState::All, ChannelState::None];
    let reply = match dice.roll(8) {
        0..=2 => owner.save(offer, &wanted(states[dice.roll(5)], &dice.list())).await,
        3 => owner.sync(offer).await,
        4 => owner.ask_for_draft(offer).await,
        5 => match owner.resell(offer).await.0.request {
            None => return (0, None),
            Some(open) => match dice.roll(4) {
                0 => owner.post(&path::request_cancel(&open.number), &json!({})).await,
                1 => desk.decide(&open.number, json!({ "decision": "refuse", "text": "No." })).await,
                _ => desk.decide(&open.number, json!({ "decision": "approve" })).await,
            },
        },
        6 => {
            let rows: Vec<String> = dice.list().into_iter().map(|n| format!("{}\n", tenant(n))).collect();
            let (file, mode) = (format!("ID\n{}", rows.concat()), ["add", "replace"][dice.roll(2)]);
            let send = async |query: String| {
                let path = format!("{}?mode={mode}&{query}", path::resell_import(offer));
                owner.ask(Method::POST, &path).key(&format!("{}", dice.0)).body("text/csv", file.clone()).send().await
            };
            let shown: ListPreview = send("dryRun=true".to_owned()).await.is(200).json();
            send(format!("seen={}", shown.seen)).await
        }
        _ => {
            // Vendors sell through whoever may: a sale outside of the audience binds nobody.
            let n = dice.roll(RESELLERS);
            let may = authorised(owner, offer).await.contains(&tenant(n));
            let reply = desk.sells(n, name).await;
            return (reply.status, Some(tenant(n)).filter(|_| may && reply.status == 200));
        }
    };
    (reply.status, None)
}

#[tokio::test]
async fn no_sequence_takes_an_offer_from_who_has_sold_it() {
    let (mut done, mut refused, mut bindings) = (0, 0, 0);
    for seed in 1..=SEEDS {
        let world = World::market().await;
        let (owner, desk) = (world.owner().await, world.operator().await);
        let mut dice = Dice(seed);
        let mut offers = Vec::new();
        for name in OFFERS {
            let id = owner.offer_id(name).await;
            let sold = match name {
                "open" => tenants(&[1, 2]),
                "chosen" => tenants(&[1]),
                _ => tenants(&[]),
            };
            offers.push((name, id, sold.ids().iter().copied().collect::<BTreeSet<_>>()));
        }
        for step in 0..STEPS {
            let at = dice.roll(offers.len());
            let (name, id, bound) = &mut offers[at];
            let (status, seller) = act(&mut dice, &owner, &desk, name, id).await;
            match status {
                200..=299 => done += 1,
                409 => refused += 1,
                0 => {}
                other => panic!("seed {seed}, step {step}, {name}: {other}"),
            }
            bindings += usize::from(seller.is_some());
            bound.extend(seller);
            let may = authorised(&owner, id).await;
            assert!(bound.is_subset(&may), "seed {seed}, step {step}, {name}: {bound:?} sold, only {may:?} may");
        }
    }
    println!("{SEEDS} sequences of {STEPS} acts: {done} done, {refused} refused, {bindings} sales that bind");
    assert!(done > 100 && refused > 50 && bindings > 10, "{done} {refused} {bindings}: one side is hardly tried");
}
