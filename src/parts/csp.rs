//! The details of a request about an offer's audience, as people and the desk see them.

use contract::api::audience::{CspDetails, CspReseller};
use contract::audience::ChannelState;
use contract::route::{OfferPage, Route};
use contract::support::RequestKind;
use leptos::prelude::*;

use crate::i18n::{self, said, t, text, tf, tn};

/// The prefilled details (S), read only: what is asked for, of which offer, and about whom.
pub fn csp_facts(details: &CspDetails) -> AnyView {
    let deauthorizes = details.kind == RequestKind::CspDeauthorize;
    let title = if deauthorizes { "resell.request.deauthorize" } else { "resell.request.option" };
    let offer = format!("{} ({})", details.offer_name, details.external_id);
    let href = Route::Offer(details.offer.clone(), OfferPage::Resell).href();
    let (from, to, n) = (details.from, details.to, details.count);
    let change = said(move || {
        // catalogue: resell.option.*
        let option = |state: ChannelState| t(&format!("resell.option.{}", state.word()));
        if deauthorizes { tn("resell.request.remove", n) } else { format!("{} → {}", option(from), option(to)) }
    });
    let more = n.saturating_sub(details.resellers.len() as u64);
    let names = details.resellers.iter().map(reseller).collect::<Vec<_>>();
    let rest = (more > 0).then(|| view! { <li class="muted">{said(move || tn("resell.more", more))}</li> });
    let list = (!names.is_empty()).then(|| {
        view! {
            <div><dt>{text("resell.request.who")}</dt><dd><details class="resell__names"><summary>{said(move || tn("resell.resellers", n))}</summary><ul>{names}{rest}</ul></details></dd></div>
        }
    });
    let fact = |name: &'static str, value: AnyView| view! { <div><dt>{text(name)}</dt><dd>{value}</dd></div> };
    view! {
        {fact("resell.request.version", text("resell.request.version.value").into_any())}
        {fact("resell.request.category", view! { <a href=href>{offer}</a> }.into_any())}
        {fact("resell.request.problem", text("resell.request.problem.value").into_any())}
        {fact("resell.request.subject", text(title).into_any())}
        {fact("resell.request.change", change.into_any())}
        {list}
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
