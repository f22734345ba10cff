//! Two audiences compared: who is in this one alone, in the other alone, and in both.

use contract::api::audience::{AudienceReseller, OfferAudience};
use contract::audience::ChannelState;
use leptos::prelude::*;

use super::super::state::Audience;
use crate::i18n::{said, text, tf};
use crate::load::{Load, load_view};
use crate::parts::audience::{head_words, option_words, saved_list};
use crate::parts::side_by_side::{side_by_side, sides_of};

/// Options in words, and with two lists who is where.
pub fn compare(audience: Audience, other: OfferAudience) -> AnyView {
    let state = other.draft.reseller_channel_state;
    let id = other.offer.id.clone();
    let here = said(move || audience.stored.ready().map(|stored| head_words(&stored.head.draft)).unwrap_or_default());
    let head = other.draft;
    let lists = if state == ChannelState::Some {
        let load = Load::new(move || saved_list(id.clone()));
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
    let sides = Memo::new(move |_| {
        let rows = audience.stored.ready().map(|stored| stored.rows).unwrap_or_default();
        let ours: Vec<&AudienceReseller> = rows.iter().filter(|row| row.in_draft).map(|row| &row.row).collect();
        there.with_value(|there| sides_of(&there.iter().collect::<Vec<_>>(), &ours))
    });
    side_by_side([text("resellCopy.onlyThere"), text("resellCopy.onlyHere"), text("resellCopy.both")], sides)
}
