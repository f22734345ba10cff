//! The review of one audience for several offers, and what came of each.

use contract::api::audience::Applied;
use contract::route::{OfferPage, ResellersView, Route};
use leptos::prelude::*;

use super::failure;
use super::state::{Applying, Phase};
use crate::i18n::{said, t, text, tf, tn};
use crate::parts::audience::applied_view;
use crate::ui::{Button, ButtonLink, Checkbox, CheckboxLook, Message, MessageTone, Variant, focus, live};

/// When another step is shown its heading gets the focus, so that screen readers begin there.
pub fn focus_phase(phase: Memo<Phase>) {
    Effect::new(move |before: Option<Phase>| {
        let now = phase.get();
        if before.is_some_and(|before| before != now) {
            request_animation_frame(|| {
                if let Some(heading) = document().query_selector(".apply__title").ok().flatten() {
                    focus(&heading);
                }
            });
        }
        now
    });
}

/// Why the last call failed.
pub fn trouble(applying: Applying) -> AnyView {
    live(move || applying.problem.get().or_else(|| applying.act.problem().get()).map(failure))
}

/// What would come of each.
pub fn review(applying: Applying) -> AnyView {
    let possible = Memo::new(move |_| applying.possible());
    let all = Memo::new(move |_| applying.reviewed.with(|all| all.len() as u64));
    let chosen = Memo::new(move |_| applying.chosen());
    let refusal = Signal::derive(move || match (possible.get(), chosen.get()) {
        (0, _) => Some(t("resellers.nonePossible")),
        (_, 0) => Some(t("resellers.chooseOne")),
        _ => None,
    });
    view! {
        <section class="card apply" aria-label=text("resellers.apply")>
            <h2 class="apply__title" tabindex="-1">{text("resellers.reviewTitle")}</h2>
            {live(move || (possible.get() < all.get()).then(|| view! {
                <Message tone=MessageTone::Warning>{said(move || tn("resellers.stayOut", all.get() - possible.get()))}</Message>
            }))}
            {table(applying, false)}
            {trouble(applying)}
            <div class="apply__actions">
                <Button label=text("resellers.back") on_press=move || applying.back()/>
                <Button label=said(move || tn("resellers.go", chosen.get())) variant=Variant::Primary busy=applying.act.busy
                    refusal=refusal on_press=move || applying.apply()/>
            </div>
        </section>
    }
    .into_any()
}

/// What came of each.
pub fn done(applying: Applying) -> AnyView {
    let failed = Memo::new(move |_| applying.failed().len() as u64);
    let saved =
        Memo::new(move |_| applying.results.with(|all| all.iter().filter(|applied| applied.done).count() as u64));
    view! {
        <section class="card apply" aria-label=text("resellers.apply")>
            <h2 class="apply__title" tabindex="-1">{said(move || tn("resellers.doneTitle", saved.get()))}</h2>
            <p class="muted">{text("resellers.doneNote")}</p>
            {table(applying, true)}
            {trouble(applying)}
            <div class="apply__actions">
                <Button label=text("resellers.anew") on_press=move || applying.anew()/>
                {live(move || (failed.get() > 0).then(|| view! {
                    <Button label=said(move || tn("resellers.again", failed.get())) busy=applying.busy on_press=move || applying.again()/>
                }))}
                <ButtonLink label=text("resellers.overview") variant=Variant::Primary
                    href=Signal::stored(Route::Resellers(ResellersView::default()).href())/>
            </div>
        </section>
    }
    .into_any()
}

fn table(applying: Applying, done: bool) -> AnyView {
    let (caption, items) = match done {
        true => ("resellers.results", applying.results),
        false => ("resellers.reviewTitle", applying.reviewed),
    };
    let key = |applied: &Applied| (applied.id.clone(), applied.version, applied.done);
    view! {
        // A browser that lays rows out as blocks, on a phone, forgets by itself what they are.
        <div class="table-scroller" role="region" tabindex="0" aria-label=text(caption)>
            <table class="table table--rows" role="table" aria-label=text(caption)>
                <thead role="rowgroup"><tr role="row">
                    <th scope="col" role="columnheader">{text("offer.name")}</th>
                    <th scope="col" role="columnheader">{text("resellers.result")}</th>
                </tr></thead>
                <tbody role="rowgroup">
                    <For each=move || items.get() key=key children=move |applied| line(applying, applied, done)/>
                </tbody>
            </table>
        </div>
    }
    .into_any()
}

fn line(applying: Applying, applied: Applied, done: bool) -> AnyView {
    let href = Route::Offer(applied.id.clone(), OfferPage::Resell).href();
    let name = if applied.name.is_empty() { applied.id.clone() } else { applied.name.clone() };
    let chooses = !done && applied.done;
    let include = chooses.then(|| include(applying, applied.id.clone(), name.clone()));
    view! {
        <tr role="row">
            <th scope="row" role="rowheader"><span class="apply__offer">{include}<a href=href>{name}</a></span></th>
            <td role="cell">{applied_view(applied, done)}</td>
        </tr>
    }
    .into_any()
}

/// The box that leaves an offer out.
fn include(applying: Applying, id: String, name: String) -> AnyView {
    let (own, label) = (id.clone(), said(move || tf("resellers.include", &[("name", name.as_str().into())])));
    let checked = Signal::derive(move || applying.left_out.with(|out| !out.contains(&own)));
    let change = Callback::new(move |on: bool| applying.include(&id, on));
    view! { <Checkbox label=label checked=checked look=CheckboxLook::Bare on_change=change/> }.into_any()
}
