//! "Apply one audience to several offers": source and offers are chosen, one review says what would come of each, then each
//! is saved by itself, and what failed can be tried alone.

mod result;
mod state;

use contract::access::Right;
use contract::api::audience::{APPLY_MAX, OfferAudience};
use contract::route::{ResellersView, Route};
use leptos::prelude::*;

use super::super::help::may_not;
use super::below;
use crate::i18n::{said, t, text, tf, tn};
use crate::load::{Load, live_view};
use crate::parts::audience::{audiences, head_words};
use crate::parts::list_mode::list_mode;
use crate::route::{use_go, use_here};
use crate::ui::{
    Button, ButtonLink, Checkbox, CheckboxLook, Choice, Empty, Field, Message, MessageTone, Select, Variant, live,
};
use state::{Applying, Phase};

/// The page.
#[component]
pub fn Apply() -> impl IntoView {
    let load = Load::new(|| audiences(true));
    below("resellers.apply", "resellers.apply.note", live_view(load, move |rows| inside(load, rows)).into_any())
}

fn inside(load: Load<Vec<OfferAudience>>, rows: Signal<Vec<OfferAudience>>) -> AnyView {
    let few = Memo::new(move |_| rows.with(|rows| rows.len() < 2));
    let here = use_here();
    let from = Memo::new(move |_| match here.route.get() {
        Route::ResellersApply { from } => from,
        _ => None,
    });
    let applying = Applying::new(load, rows, from);
    let phase = applying.phase;
    let shown = Memo::new(move |_| phase.get());
    result::focus_phase(shown);
    live(move || {
        if few.get() {
            let words = Signal::derive(|| Some(t("resellers.few.text")));
            return view! { <section class="card"><Empty icon="people" title=text("resellers.few") text=words/></section> }.into_any();
        }
        match shown.get() {
            Phase::Choosing => choosing(applying),
            Phase::Reviewing => result::review(applying),
            Phase::Done => result::done(applying),
        }
    })
}

fn choosing(applying: Applying) -> AnyView {
    let may = may_not(Right::Edit);
    let refusal = Signal::derive(move || {
        may.get().or_else(|| {
            let n = applying.to.with(Vec::len);
            if applying.from.with(Option::is_none) {
                Some(t("resellCopy.chooseFirst"))
            } else if n == 0 {
                Some(t("resellers.tickFirst"))
            } else {
                (n > APPLY_MAX).then(|| tf("resellers.tooMany", &[("max", APPLY_MAX.into())]))
            }
        })
    });
    view! {
        <section class="card apply" aria-label=text("resellers.apply")>
            <h2 class="apply__title" tabindex="-1">{text("resellers.chooseTitle")}</h2>
            {source(applying)}
            {list_mode("resellers-apply-mode", applying.mode.get_untracked(), Callback::new(move |mode| applying.mode.set(mode)))}
            {targets(applying)}
            {result::trouble(applying)}
            <div class="apply__actions">
                <ButtonLink label=text("confirm.cancel") href=Signal::stored(Route::Resellers(ResellersView::default()).href())/>
                <Button label=text("resellers.review") variant=Variant::Primary busy=applying.busy refusal=refusal
                    on_press=move || applying.review()/>
            </div>
        </section>
    }
    .into_any()
}

/// Whose audience is taken.
fn source(applying: Applying) -> AnyView {
    let go = use_go();
    let choices = Signal::derive(move || {
        let choice = |offer: &OfferAudience| {
            let args = [("name", offer.offer.name.as_str().into()), ("audience", head_words(&offer.draft).into())];
            Choice::new(offer.offer.id.clone(), Signal::stored(tf("resellCopy.choice", &args)))
        };
        let none = Choice::new("", text("resellCopy.choose"));
        applying.rows.with(|rows| std::iter::once(none).chain(rows.iter().map(choice)).collect::<Vec<_>>())
    });
    let choose = Callback::new(move |id: String| {
        go.replace(&Route::ResellersApply { from: Some(id).filter(|id| !id.is_empty()) });
    });
    view! {
        <Field label=text("resellCopy.from") help=text("resellCopy.from.help")>
            <Select value=Signal::derive(move || applying.from.get().unwrap_or_default()) choices=choices on_choose=choose/>
        </Field>
    }
    .into_any()
}

/// The offers that get it.
fn targets(applying: Applying) -> AnyView {
    let others = move || {
        let from = applying.from.get();
        applying
            .rows
            .with(|rows| rows.iter().filter(|row| Some(&row.offer.id) != from.as_ref()).cloned().collect::<Vec<_>>())
    };
    let count = Memo::new(move |_| applying.to.with(|to| to.len() as u64));
    let all = Memo::new(move |_| others().len() as u64);
    let tick_all = Callback::new(move |on| {
        let ids = untrack(others).into_iter().map(|row| row.offer.id);
        applying.to.set(if on { ids.collect() } else { Vec::new() });
    });
    view! {
        <fieldset class="apply__targets">
            <legend class="strong">{text("resellers.to")}</legend>
            <Checkbox label=text("resellers.everyOffer") checked=Signal::derive(move || count.get() > 0 && count.get() == all.get())
                mixed=Signal::derive(move || count.get() > 0 && count.get() < all.get()) on_change=tick_all/>
            <ul class="apply__list">
                <For each=others key=|row| (row.offer.id.clone(), row.version) children=move |row| target(applying, row)/>
            </ul>
            <p class="muted" role="status">{said(move || tn("resellers.ticked", count.get()))}</p>
        </fieldset>
    }
    .into_any()
}

fn target(applying: Applying, row: OfferAudience) -> AnyView {
    let (id, name, draft) = (row.offer.id.clone(), row.offer.name, row.draft);
    let own = row.offer.id;
    let checked = Signal::derive(move || applying.to.with(|to| to.contains(&own)));
    let tick = Callback::new(move |on: bool| {
        applying.to.update(|to| {
            to.retain(|other| *other != id);
            if on {
                to.push(id.clone());
            }
        });
    });
    let after = view! { <span class="apply__now muted">{said(move || head_words(&draft))}</span> }.into_any();
    view! { <li><Checkbox label=Signal::stored(name) checked=checked look=CheckboxLook::Words after=after on_change=tick/></li> }
        .into_any()
}

/// The sentence about a whole call that failed.
fn failure(why: String) -> AnyView {
    view! { <Message tone=MessageTone::Error>{why}</Message> }.into_any()
}
