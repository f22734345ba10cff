//! Two audiences compared: who is in this one alone, in the other alone, and in both.

use contract::api::audience::{AUDIENCE_PAGE_MAX, AudienceReseller, OfferAudience};
use contract::api::list::Page;
use contract::api::path;
use contract::audience::ChannelState;
use contract::audience::tenant::TenantSet;
use leptos::prelude::*;

use super::super::state::Audience;
use crate::api::{self, ApiError};
use crate::i18n::{self, said, text, tf, tn};
use crate::load::{Load, load_view};
use crate::parts::audience::{head_words, option_words};

/// Names that are shown of each kind.
const NAMED: usize = 10;

async fn drafted(id: String) -> Result<Vec<AudienceReseller>, ApiError> {
    let first = format!("{}?limit={AUDIENCE_PAGE_MAX}", path::resell_resellers(&id));
    let (mut address, mut rows) = (first.clone(), Vec::new());
    loop {
        let page: Page<AudienceReseller> = api::get(&address).await?;
        rows.extend(page.items.into_iter().filter(|row| row.in_draft));
        match page.next_cursor {
            Some(cursor) => address = format!("{first}&cursor={cursor}"),
            None => return Ok(rows),
        }
    }
}

/// Options in words, and with two lists who is where.
pub fn compare(audience: Audience, other: OfferAudience) -> AnyView {
    let state = other.draft.reseller_channel_state;
    let id = other.offer.id.clone();
    let here = said(move || audience.stored.ready().map(|stored| head_words(&stored.head.draft)).unwrap_or_default());
    let head = other.draft;
    let lists = if state == ChannelState::Some {
        let load = Load::new(move || drafted(id.clone()));
        load_view(load, move |rows| sides(audience, rows))
    } else {
        let words = said(move || tf("resellCopy.optionOnly", &[("option", option_words(state).into())]));
        view! { <p>{words}</p> }.into_any()
    };
    view! {
        <dl class="definition definition--tight">
            <div><dt>{text("resellCopy.here")}</dt><dd>{here}</dd></div>
            <div><dt>{other.offer.name}</dt><dd>{said(move || head_words(&head))}</dd></div>
        </dl>
        {lists}
    }
    .into_any()
}

fn sides(audience: Audience, there: Vec<AudienceReseller>) -> AnyView {
    let there = StoredValue::new(there);
    let kinds = ["resellCopy.onlyThere", "resellCopy.onlyHere", "resellCopy.both"];
    let counted = Memo::new(move |_| {
        let rows = audience.stored.ready().map(|stored| stored.rows).unwrap_or_default();
        let ours: Vec<&AudienceReseller> = rows.iter().filter(|row| row.in_draft).map(|row| &**row).collect();
        let mine: TenantSet = ours.iter().map(|row| row.tenant_id).collect();
        there.with_value(|there| {
            let theirs: TenantSet = there.iter().map(|row| row.tenant_id).collect();
            let names = |rows: &mut dyn Iterator<Item = &AudienceReseller>| {
                let mut n = 0_u64;
                let mut names = Vec::new();
                for row in rows {
                    n += 1;
                    if names.len() < NAMED {
                        names.push(row.name.clone());
                    }
                }
                (n, names)
            };
            [
                names(&mut there.iter().filter(|row| !mine.holds(row.tenant_id))),
                names(&mut ours.iter().copied().filter(|row| !theirs.holds(row.tenant_id))),
                names(&mut there.iter().filter(|row| mine.holds(row.tenant_id))),
            ]
        })
    });
    let side = |(at, key): (usize, &'static str)| {
        let of = move || counted.with(|all| all.get(at).cloned().unwrap_or_default());
        let names = said(move || {
            let (n, names) = of();
            let more = n.saturating_sub(names.len() as u64);
            let mut words = names.join(", ");
            if more > 0 {
                words = format!("{words} {}", tn("resellAdd.andMore", more));
            }
            words
        });
        view! {
            <div class="compare__side">
                <dt class="compare__title">{text(key)}</dt>
                <dd><span class="compare__number">{said(move || i18n::number(of().0))}</span><span class="compare__names">{names}</span></dd>
            </div>
        }
        .into_any()
    };
    view! { <dl class="compare">{kinds.into_iter().enumerate().map(side).collect::<Vec<_>>()}</dl> }.into_any()
}
