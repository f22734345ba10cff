//! One reseller of an offer: who it is, what it sold, how it stands, and the way to take it out or put it back.

use std::sync::Arc;

use contract::api::audience::AudienceReseller;
use leptos::prelude::*;

use super::super::super::line::Line;
use super::super::super::waiting;
use super::super::View;
use super::{LAST, row_height, tab_stop};
use crate::i18n::{self, said, t, text, tf};
use crate::parts::directory_words::{place_words, region_words};
use crate::ui::{Icon, either, hundredths, live};

/// The row.
pub fn row(view: View, at: usize, row: &Arc<Line>, refusal: Signal<Option<String>>) -> AnyView {
    let (audience, id) = (view.audience, row.tenant_id);
    let inside = Memo::new(move |_| audience.list.with(|list| list.holds(id)));
    let joins = Memo::new(move |_| audience.joining().holds(id));
    let here = Signal::stored(Some(at));
    let tab = |column: usize| tab_stop(view, here, column);
    let top = Signal::derive(move || format!("{}px", hundredths(at as f64 * row_height(view))));
    let bound = audience.is_bound(row);
    let (name, tenant) = (row.name.clone(), id.to_string());
    let (where_, region) = ((row.city.clone(), row.country.clone()), row.region.clone());
    let action = if bound {
        let tab = tab(LAST);
        view! { <span role="gridcell" class="resell-table__action" data-col=LAST.to_string() tabindex=tab></span> }
            .into_any()
    } else {
        let button = action(view, row, inside, refusal, tab(LAST));
        view! { <span role="gridcell" class="resell-table__action">{button}</span> }.into_any()
    };
    view! {
        <div class="resell-table__row" role="row" data-row=at.to_string() aria-rowindex=(at + 2).to_string()
            style:inset-block-start=top data-out=move || (!inside.get() && !joins.get()).then_some("true")>
            <span role="gridcell" class="resell-table__company" data-col="0" tabindex=tab(0)>
                <b class="resell-table__cut" data-tooltip-overflow="">{name}</b>
                <span class="resell-table__cut resell-table__tenant" data-tooltip-overflow="">{tenant}</span>
            </span>
            <span role="gridcell" class="resell-table__place" data-col="1" tabindex=tab(1)>
                <span class="resell-table__cut" data-tooltip-overflow="">{said(move || place_words(&where_.0, &where_.1))}</span>
            </span>
            <span role="gridcell" class="resell-table__region" data-col="2" tabindex=tab(2)>
                <span class="resell-table__cut" data-tooltip-overflow="">{said(move || region_words(&region))}</span>
            </span>
            <span role="gridcell" class="resell-table__sold" data-col="3" tabindex=tab(3)>{sold(row)}</span>
            <span role="gridcell" class="resell-table__state" data-col="4" tabindex=tab(4)>{state(view, row, inside, joins, bound)}</span>
            {action}
        </div>
    }
    .into_any()
}

/// To how many customers since when.
fn sold(row: &AudienceReseller) -> AnyView {
    let Some(since) = row.sold_since else {
        return view! { <span class="muted">{text("resell.notSold")}</span> }.into_any();
    };
    let n = u64::from(row.customers);
    let words = said(move || {
        let since = i18n::date(since.date_naive());
        tf("resell.soldSince", &[("n", contract::catalogue::Arg::Count(n)), ("date", since.into())])
    });
    view! { <span class="resell-table__two" data-tooltip-overflow="">{words}</span> }.into_any()
}

/// Why it stays, what becomes of it, and whether it has left the programme.
fn state(view: View, row: &AudienceReseller, inside: Memo<bool>, joins: Memo<bool>, bound: bool) -> AnyView {
    let has_live = view.audience.base.with_untracked(|base| base.as_ref().is_some_and(|base| base.head.live.is_some()));
    let (audience, id) = (view.audience, row.tenant_id);
    let asked = Memo::new(move |_| waiting::removing(audience, id));
    let (in_live, in_draft) = (row.in_live, row.in_draft);
    let mark = move || {
        let (word, class, icon) = match inside.get() {
            _ if joins.get() => ("resell.mark.joins", "badge badge--brand", "add"),
            true if audience.back.with(|back| back.holds(id)) => ("resell.mark.back", "badge badge--amber", "shield"),
            false if bound => return ().into_any(),
            true if !in_draft => ("resell.mark.unsaved", "badge badge--violet", "edit"),
            true if has_live && !in_live => ("resell.mark.new", "badge badge--brand", "add"),
            true => return ().into_any(),
            false if in_live && !in_draft => {
                if let Some(number) = asked.get() {
                    let words = said(move || tf("resell.mark.asked", &[("number", number.as_str().into())]));
                    return view! { <span class="badge badge--amber"><Icon name="clock"/><span data-tooltip-overflow="">{words}</span></span> }
                        .into_any();
                }
                ("resell.mark.leaves", "badge badge--amber", "clock")
            }
            false => ("resell.mark.removed", "badge", "subtract"),
        };
        view! { <span class=class><Icon name=icon/><span data-tooltip-overflow="">{text(word)}</span></span> }
            .into_any()
    };
    let gone = row.left_at.map(|at| {
        let words = said(move || tf("resell.left", &[("date", i18n::date(at.date_naive()).into())]));
        view! { <span class="badge badge--amber"><Icon name="warning"/><span data-tooltip-overflow="">{words}</span></span> }
    });
    let stays = bound.then(|| {
        view! { <span class="badge badge--neutral"><Icon name="shield"/><span data-tooltip-overflow="">{text("resell.stays.short")}</span></span> }
    });
    view! { {live(mark)}{stays}{gone} }.into_any()
}

/// "Remove", or "Undo" once it is removed.
fn action(
    view: View,
    row: &AudienceReseller,
    inside: Memo<bool>,
    refusal: Signal<Option<String>>,
    tab: Signal<&'static str>,
) -> AnyView {
    let (audience, id) = (view.audience, row.tenant_id);
    let name = StoredValue::new(row.name.clone());
    let label = said(move || {
        let key = if inside.get() { "resell.removeName" } else { "resell.undoName" };
        tf(key, &[("name", name.get_value().into())])
    });
    let words = said(move || t(if inside.get() { "resell.remove" } else { "resell.undo" }));
    let press = move |_| {
        if refusal.with_untracked(Option::is_none) {
            audience.set(id, !inside.get_untracked());
        }
    };
    view! {
        <button type="button" class="button button--small button--subtle" data-col=LAST.to_string() tabindex=tab aria-label=label
            aria-disabled=either(Signal::derive(move || refusal.with(Option::is_some))) data-tooltip=refusal on:click=press>{words}</button>
    }
    .into_any()
}
