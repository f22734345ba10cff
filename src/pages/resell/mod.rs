//! "CSP reseller audience": who may resell an offer, what a change of that needs, and the way to make it.

mod add;
mod conflict;
mod copy;
pub mod dialogs;
mod export;
mod import;
mod kept;
mod line;
mod materials;
mod may;
mod need;
mod options;
mod put;
mod regions;
mod request;
mod rows;
pub mod state;
mod sync;
mod table;
mod waiting;
mod who;

use contract::access::Right;
use contract::audience::ChannelState;
use contract::audience::eligible::Eligibility;
use leptos::prelude::*;

use crate::i18n::{said, t, text, tf};
use crate::load::live_view;
use crate::pages::help::may_not;
use crate::ui::{Icon, live, when};
use state::{Audience, Stored};

/// The page inside the offer's frame.
pub fn page(id: String) -> AnyView {
    let audience = Audience::open(id);
    view! {
        <div class="resell">
            {live_view(audience.stored, move |stored| inside(audience, stored))}
            {dialogs::over(audience)}
        </div>
    }
    .into_any()
}

fn inside(audience: Audience, stored: Signal<Stored>) -> AnyView {
    let eligibility = stored.with_untracked(|stored| stored.head.eligibility);
    if !eligibility.is_editable() {
        return fixed(audience, eligibility);
    }
    let may_not = may_not(Right::Edit);
    let shown = Memo::new(move |_| audience.rows());
    let refusal = Signal::derive(move || {
        may_not.get().or_else(|| {
            let refusal = stored.with(|stored| stored.head.edit_refusal.clone())?;
            Some(tf(&refusal.key(), &refusal.args()))
        })
    });
    view! {
        {need::actions(audience, refusal)}
        {waiting::waiting(audience)}
        {options::options(audience, refusal)}
        {conflict::conflict(audience)}
        {need::banner(audience)}
        <div class="resell__columns" data-narrow=move || (audience.wanted.get() != ChannelState::Some).then_some("true")>
            <div class="resell__main" aria-busy=when(audience.reading)>
                {table::tools(audience, refusal, export::export_button(audience))}
                {table::undo_all(audience)}
                {live(move || audience.reading.get().then(|| view! {
                    <p class="cluster muted" role="status"><Icon name="sync"/><span>{text("resell.reading")}</span></p>
                }))}
                {table::table(audience, shown, refusal)}
            </div>
            <div class="resell__side">
                {regions::regions(audience, shown)}
                {materials::materials(audience, refusal)}
            </div>
        </div>
    }
    .into_any()
}

/// An offer whose audience is not the publisher's to set: why, and what its resellers are owed all the same.
fn fixed(audience: Audience, eligibility: Eligibility) -> AnyView {
    let open = eligibility == Eligibility::OpenByDefault;
    let title = text(if open { "resell.fixed.open" } else { "resell.fixed" });
    // catalogue: resell.eligibility.*
    let words = said(move || t(&format!("resell.eligibility.{}", eligibility.word())));
    let owed =
        open.then(|| view! { <div class="resell__side">{materials::materials(audience, may_not(Right::Edit))}</div> });
    view! {
        {need::head()}
        <section class="upcoming">
            <span class="upcoming__picture"><Icon name="people"/></span>
            <div><h3>{title}</h3><p>{words}</p></div>
        </section>
        {owed}
    }
    .into_any()
}
