//! The details of a request about an offer's audience, as people and the desk see them.

use contract::api::audience_request::{CspDetails, CspEffect, CspReach, CspReseller};
use contract::audience::ChannelState;
use contract::audience::asked::Drift;
use contract::catalogue::Arg;
use contract::route::{OfferPage, Route};
use contract::support::RequestKind;
use leptos::prelude::*;

use super::audience::{head_words, option_and_count, option_words};
use crate::i18n::{self, said, t, text, tf, tn};
use crate::ui::{Message, MessageTone};

/// How many names fit into the box of a list whatever their length.
const IN_SIGHT: usize = 5;

/// Whether a list of names is a stop of the keyboard: one that may be longer than its box has to be, to be scrolled.
pub const fn tab_stop(names: usize) -> &'static str {
    if names > IN_SIGHT { "0" } else { "-1" }
}

/// Who reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The company that asks.
    Partner,
    /// Support.
    Desk,
}

/// The prefilled details (S), read only: what is asked for, of which offer, and about whom. The offer is a link for those
/// who may read it.
pub fn csp_facts(details: &CspDetails, side: Side) -> AnyView {
    let deauthorizes = details.kind == RequestKind::CspDeauthorize;
    // The title serves every change of an audience (S); the words below it say which.
    let subtitle = if deauthorizes { "resell.request.removes" } else { "resell.request.option" };
    let offer = format!("{} ({})", details.offer_name, details.external_id);
    let offer = match side {
        Side::Partner => {
            let href = Route::Offer(details.offer.clone(), OfferPage::Resell).href();
            view! { <a href=href>{offer}</a> }.into_any()
        }
        Side::Desk => offer.into_any(),
    };
    let (from, to, n) = (details.from, details.to, details.count);
    let change = said(move || {
        if deauthorizes {
            return tn("resell.request.remove", n);
        }
        format!("{} → {}", option_words(from), option_and_count(to, n))
    });
    let list = (n > 0).then(|| {
        view! { <div><dt>{text("resell.request.who")}</dt><dd>{named(said(move || tn("resell.resellers", n)), n, &details.resellers)}</dd></div> }
    });
    let subject = view! { {text("resell.request.deauthorize")}<br/><span class="muted">{text(subtitle)}</span> };
    let fact = |name: &'static str, value: AnyView| view! { <div><dt>{text(name)}</dt><dd>{value}</dd></div> };
    view! {
        {fact("resell.request.version", text("resell.request.version.value").into_any())}
        {fact("resell.request.category", offer)}
        {fact("resell.request.problem", text("resell.request.problem.value").into_any())}
        {fact("resell.request.subject", subject.into_any())}
        {fact("resell.request.change", change.into_any())}
        {list}
    }
    .into_any()
}

/// What approving it would do now: in force before and afterwards, who gains, loses and stays, and whom that touches.
/// Nothing once it is decided.
pub fn csp_effect(details: &CspDetails, number: Option<&str>, side: Side) -> AnyView {
    let Some(effect) = details.effect.clone() else { return ().into_any() };
    let live = effect.live.clone();
    let now = said(move || tf("resell.effect.live", &[("audience", head_words(&live).into())]));
    let blocked = effect.after.is_none();
    let after = effect.after.clone();
    let then = said(move || match &after {
        Some(after) => tf("resell.effect.after", &[("audience", head_words(after).into())]),
        None => t("resell.effect.blocked"),
    });
    let tone = if blocked { MessageTone::Error } else { MessageTone::Info };
    let drift = effect.drift.clone().map(|drift| drifted(drift, number.unwrap_or_default(), side, &effect));
    view! {
        <Message tone=tone>
            <p>{now}</p>
            <p class="strong">{then}</p>
            <ul class="resell__reach">
                {reach("resell.gains", &effect.gains)}
                {reach("resell.loses", &effect.loses)}
                {reach("resell.stays", &effect.stays)}
                {customers(&effect)}
            </ul>
        </Message>
        {drift}
    }
    .into_any()
}

/// That the draft wants something else by now, and who was put back.
fn drifted(drift: Drift, number: &str, side: Side, effect: &CspEffect) -> AnyView {
    let number = number.to_owned();
    let back = effect.back.clone();
    let n = back.len() as u64;
    let words = said(move || match side {
        Side::Partner => drift_words(&number, &drift),
        Side::Desk => match drift.is_removal() {
            true => tf("resell.drift.deskRemoves", &[("n", Arg::Count(drift.now_count))]),
            false => tf("resell.drift.deskOption", &[("now", option_and_count(drift.now, drift.now_count).into())]),
        },
    });
    let back = (n > 0).then(|| named(said(move || tn("resell.drift.back", n)), n, &back));
    view! { <Message tone=MessageTone::Warning><p>{words}</p>{back}</Message> }.into_any()
}

/// "Request 10041 still asks to remove 2; your draft now removes 1."
pub fn drift_words(number: &str, drift: &Drift) -> String {
    let number = ("number", number.into());
    if drift.is_removal() {
        let (asked, n) = (drift.asked_count, drift.now_count);
        return tf("resell.drift.removes", &[number, ("asked", i18n::number(asked).into()), ("n", Arg::Count(n))]);
    }
    let words = |state: ChannelState, n| option_and_count(state, n).into();
    let asked = if drift.removal {
        tn("resell.request.remove", drift.asked_count).into()
    } else {
        words(drift.asked, drift.asked_count)
    };
    tf("resell.drift.option", &[number, ("asked", asked), ("now", words(drift.now, drift.now_count))])
}

fn reach(key: &'static str, reach: &CspReach) -> Option<AnyView> {
    let (every, n) = (reach.every, reach.count);
    if !every && n == 0 {
        return None;
    }
    // catalogue: resell.gains.*, resell.loses.*
    let words = said(move || match (every, n) {
        (false, n) => tn(key, n),
        (true, 0) => t(&format!("{key}.every")),
        (true, n) => tf(&format!("{key}.everyBut"), &[("n", Arg::Count(n))]),
    });
    let who = (!reach.resellers.is_empty()).then(|| named(text("resell.who"), n, &reach.resellers));
    Some(view! { <li>{words}{who}</li> }.into_any())
}

/// How many customers it would touch, and the first of them by name.
fn customers(effect: &CspEffect) -> Option<AnyView> {
    let n = effect.customers;
    let more = n.saturating_sub(effect.touched.len() as u64);
    let names = effect.touched.iter().map(|one| view! { <li>{one.customer.clone()}</li> }).collect::<Vec<_>>();
    let rest = (more > 0).then(|| view! { <li class="muted">{said(move || tn("resell.more", more))}</li> });
    (n > 0).then(|| {
        view! {
            <li>
                {said(move || tn("resell.customers", n))}
                <details class="resell__names">
                    <summary>{text("resell.who")}</summary>
                    <ul tabindex=tab_stop(effect.touched.len()) aria-label=text("resell.who")>{names}{rest}</ul>
                </details>
            </li>
        }
        .into_any()
    })
}

/// Names behind a figure, on demand.
fn named(label: Signal<String>, n: u64, resellers: &[CspReseller]) -> AnyView {
    let more = n.saturating_sub(resellers.len() as u64);
    let names = resellers.iter().map(reseller).collect::<Vec<_>>();
    let rest = (more > 0).then(|| view! { <li class="muted">{said(move || tn("resell.more", more))}</li> });
    view! {
        <details class="resell__names">
            <summary>{label}</summary><ul tabindex=tab_stop(resellers.len()) aria-label=label>{names}{rest}</ul>
        </details>
    }
    .into_any()
}

/// A name, with since when it has sold: then it cannot lose the offer.
fn reseller(one: &CspReseller) -> AnyView {
    let sold = one.sold_since.map(|since| {
        let words = said(move || tf("resell.request.sold", &[("date", i18n::date(since.date_naive()).into())]));
        view! { <b class="resell__sold">" "{words}</b> }
    });
    view! { <li>{one.name.clone()}{sold}</li> }.into_any()
}
