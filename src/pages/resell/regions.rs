//! The list by region: bars for the eye, the same figures as text.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use contract::audience::ChannelState;
use leptos::prelude::*;

use super::line::Line;
use super::state::Audience;
use crate::i18n::{self, said, text};
use crate::parts::directory_words::region_words;
use crate::ui::{hundredths, live};

/// The card, of those of the table's rows that are in the list.
pub fn regions(audience: Audience, shown: Memo<Vec<Arc<Line>>>) -> AnyView {
    // After the table, in a task of its own: both together hold the page up when there are 20,000.
    let begun = RwSignal::new(false);
    set_timeout(move || _ = begun.try_set(true), Duration::ZERO);
    let counts = Memo::new(move |_| {
        if !begun.get() || audience.wanted.get() != ChannelState::Some {
            return Vec::new();
        }
        let list = audience.list.get().or(&audience.joining());
        let mut counts = BTreeMap::<String, u64>::new();
        shown.with(|shown| {
            for row in shown.iter().filter(|row| list.holds(row.tenant_id)) {
                match counts.get_mut(&row.region) {
                    Some(n) => *n += 1,
                    None => drop(counts.insert(row.region.clone(), 1)),
                }
            }
        });
        let mut counts: Vec<_> = counts.into_iter().collect();
        contract::order::sort_by(&mut counts, |one, other| other.1.cmp(&one.1).then_with(|| one.0.cmp(&other.0)));
        counts
    });
    live(move || {
        let counts = counts.get();
        let most = counts.first().map(|(_, n)| *n)?;
        let bars = counts
            .into_iter()
            .map(|(region, n)| {
                let width = format!("{}%", hundredths(n as f64 / most as f64 * 100.0));
                view! {
                    <li class="regions__item">
                        <span class="regions__name">{said(move || region_words(&region))}</span>
                        <span class="regions__bar" aria-hidden="true"><span style:inline-size=width></span></span>
                        <b class="regions__count">{said(move || i18n::number(n))}</b>
                    </li>
                }
            })
            .collect::<Vec<_>>();
        Some(view! {
            <section class="card" aria-labelledby="regions-title">
                <div class="card__title"><h3 id="regions-title">{text("resell.byRegion")}</h3></div>
                <ul class="regions">{bars}</ul>
                <p class="muted">{text("resell.regionNote")}</p>
            </section>
        })
    })
}
