//! One offer in the overview: its audience in force and saved, who sold, what is pending, what is missing.

use contract::api::audience::OfferAudience;
use contract::audience::ChannelState;
use contract::audience::eligible::Eligibility;
use contract::audience::need::Verdict;
use contract::route::{OfferPage, Route};
use leptos::prelude::*;

use crate::i18n::{self, said, t, text, tf};
use crate::pages::offers::status_badge;
use crate::parts::audience::{short_words, verdict_words};
use crate::parts::request::due_words;
use crate::ui::Icon;

/// What makes a row another one: anything that it shows.
pub fn key(row: &OfferAudience) -> (String, u64, u64, u64, Option<String>) {
    let request = row.request.as_ref().map(|request| request.number.clone());
    (row.offer.id.clone(), row.offer.version, row.version, row.sold, request)
}

/// The row.
pub fn row(row: OfferAudience) -> AnyView {
    let href = Route::Offer(row.offer.id.clone(), OfferPage::Resell).href();
    let eligibility = row.eligibility;
    let cells = if eligibility.is_editable() { audience(row.clone()) } else { fixed(eligibility) };
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                <span class="resellers__offer"><a class="offers__cut" href=href data-tooltip-overflow="">{row.offer.name}</a>{status_badge(row.offer.status)}</span>
                <span class="offers__id offers__cut" data-tooltip-overflow="">{row.offer.publisher}"."{row.offer.external_id}</span>
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

/// Why the publisher does not set this audience.
fn fixed(eligibility: Eligibility) -> AnyView {
    // catalogue: resell.eligibility.*
    let words = said(move || t(&format!("resell.eligibility.{}", eligibility.word())));
    view! { <td role="cell" colspan="5" class="muted"><span class="offers__cut" data-tooltip-overflow="">{words}</span></td> }.into_any()
}

fn audience(row: OfferAudience) -> AnyView {
    let (draft, live, sold) = (row.draft.clone(), row.live.clone(), row.sold);
    let same = row.verdict == Verdict::Nothing;
    let in_force = said(move || live.as_ref().map_or_else(|| t("resellers.neverLive"), short_words));
    let saved = said(move || if same { t("resellers.same") } else { short_words(&draft) });
    view! {
        <td role="cell" data-label=said(|| i18n::of(&t("resellers.inForce")))>{in_force}</td>
        <td role="cell" data-label=said(|| i18n::of(&t("resellers.saved"))) class:muted=same>{saved}</td>
        <td role="cell" data-label=said(|| i18n::of(&t("resellers.sold")))>{said(move || i18n::number(sold))}</td>
        <td role="cell" data-label=said(|| i18n::of(&t("resellers.pending")))>{pending(&row)}</td>
        <td role="cell" data-label=said(|| i18n::of(&t("resellers.materials")))>{materials(&row)}</td>
    }
    .into_any()
}

/// What the saved audience waits for. Publishing brings nothing in force where nobody is to resell.
pub fn waits(row: &OfferAudience) -> Verdict {
    match row.verdict {
        Verdict::Publish if row.draft.reseller_channel_state == ChannelState::None => Verdict::Nothing,
        verdict => verdict,
    }
}

fn pending(row: &OfferAudience) -> AnyView {
    let verdict = waits(row);
    if let Some(request) = row.request.clone() {
        let href = Route::Request(request.number.clone()).href();
        let words = said(move || {
            let due = due_words(request.due, "due.by", "due.byEnd");
            tf("resellers.request", &[("number", request.number.as_str().into()), ("due", due.into())])
        });
        return view! { <span class="applied" data-tone="amber"><Icon name="clock"/><a href=href>{words}</a></span> }
            .into_any();
    }
    let (icon, tone) = match verdict {
        Verdict::Nothing => return view! { <span class="muted">{text("resellers.nothingPending")}</span> }.into_any(),
        Verdict::Publish | Verdict::Sync => ("sync", ""),
        Verdict::Request => ("warning", "amber"),
        Verdict::Impossible => ("prohibited", "red"),
    };
    view! {
        <span class="applied" data-tone=tone><Icon name=icon/><span>{said(move || verdict_words(verdict))}</span></span>
    }
    .into_any()
}

/// What resellers lack.
fn materials(row: &OfferAudience) -> AnyView {
    let missing = row.materials_missing.clone();
    if missing.is_empty() {
        return view! { <span class="muted">{text("resellers.nothingMissing")}</span> }.into_any();
    }
    // catalogue: resell.missing.*
    let words = said(move || {
        let names: Vec<String> = missing.iter().map(|field| t(&format!("resell.missing.{}", field.word()))).collect();
        names.join(" · ")
    });
    view! {
        <span class="applied" data-tone="amber"><Icon name="warning"/><span>{text("resellers.missing")}" "{words}</span></span>
    }
    .into_any()
}
