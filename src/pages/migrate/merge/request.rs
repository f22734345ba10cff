//! Action 2: what moves, side by side, and the request to support.

use contract::api::offers::{OfferDetail, OfferRow};
use contract::api::path;
use contract::merge::{Choices, CoSell, defaults};
use contract::route::{MergeTarget, Route};
use contract::solution::OfferType;
use leptos::prelude::*;

use super::listing::stranger;
use super::side_by_side::SideBySide;
use super::wizard::Wizard;
use crate::api;
use crate::i18n::{said, t, text, tn};
use crate::load::{Load, load_view};
use crate::storefronts::storefronts;
use crate::ui::{
    Button, ButtonLink, Choice, Field, InputKind, Message, MessageTone, Press, Select, TextArea, TextInput, Variant,
};

/// The second step.
#[component]
pub fn Request(
    /// The wizard.
    wizard: Wizard,
) -> impl IntoView {
    move || match wizard.target.get() {
        Some(MergeTarget::Offer(id)) => {
            let offer = Load::new(move || {
                let address = path::offer(&id);
                async move { api::get::<OfferDetail>(&address).await }
            });
            load_view(offer, move |offer| view! { <Form wizard offer=Some(offer)/> }.into_any()).into_any()
        }
        Some(MergeTarget::Url(_)) => view! { <Form wizard offer=None/> }.into_any(),
        None => ().into_any(),
    }
}

#[component]
fn Form(wizard: Wizard, offer: Option<OfferDetail>) -> impl IntoView {
    wizard.arrive();
    let page = StoredValue::new(offer.as_ref().map(|offer| offer.co_sell.clone()).unwrap_or_default());
    let choices = Memo::new(move |_| choices(wizard, page));
    let others =
        offer.as_ref().map_or(0, |offer| offer.solutions.iter().filter(|one| one.id != wizard.id.get_value()).count());
    let name = offer.as_ref().map(|offer| offer.offer.name.clone());
    let url = offer.as_ref().and_then(|offer| offer.offer.listed_at(&storefronts()));
    let into = into(wizard, offer.as_ref().map(|offer| offer.offer.clone()));
    let send = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        wizard.send(choices.get_untracked());
    };
    let problem = wizard.act.problem();
    view! {
        <form class="merge merge--wide" novalidate on:submit=send>
            {into}
            <section class="card">
                <h2 class="merge__title" tabindex="-1">{text("merge.sideBySide")}</h2>
                <p class="muted">{text("merge.untilApproved")}</p>
                {(others > 0).then(|| view! {
                    <Message tone=MessageTone::Info>{move || tn("merge.alsoInto", others as u64)}</Message>
                })}
                <SideBySide wizard page choices offer=name/>
            </section>
            <section class="card merge__details" aria-labelledby="merge-details">
                <h2 class="card__title" id="merge-details">{text("merge.details")}</h2>
                <Details wizard url/>
            </section>
            {move || problem.get().map(|why| view! { <Message tone=MessageTone::Error>{why}</Message> })}
            <div class="merge__actions">
                <ButtonLink label=text("merge.back") href=Route::Merge(wizard.id.get_value()).href()/>
                <Button label=text("merge.send") variant=Variant::Primary kind=Press::Submit busy=wizard.act.busy/>
            </div>
        </form>
    }
}

/// What the solution is merged into: an offer by name, publisher and ID, or a listing by storefront and its whole address.
fn into(wizard: Wizard, offer: Option<OfferRow>) -> AnyView {
    let (name, about, address) = match offer {
        Some(offer) => {
            let about = format!("{} · {}.{}", offer.publisher_name, offer.publisher, offer.external_id);
            (Signal::stored(offer.name.clone()), about, offer.listed_at(&storefronts()))
        }
        None => (
            said(move || wizard.typed_url().understood()),
            String::new(),
            Some(wizard.url.get_untracked().trim().to_owned()),
        ),
    };
    let by_url = matches!(wizard.target.get_untracked(), Some(MergeTarget::Url(_)));
    view! {
        <section class="card merge__into" aria-labelledby="merge-into">
            <h2 class="card__title" id="merge-into">{text("merge.into")}</h2>
            <p><b>{name}</b></p>
            {(!about.is_empty()).then(|| view! { <p class="muted">{about}</p> })}
            {address.map(|address| view! { <p class="merge__address">{address}</p> })}
            {by_url.then(|| stranger(wizard))}
        </section>
    }
    .into_any()
}

/// What the person chose, else what keeps most.
fn choices(wizard: Wizard, page: StoredValue<CoSell>) -> Choices {
    let chosen = wizard.choices.get();
    chosen
        .or_else(|| {
            let detail = wizard.detail.ready()?;
            Some(page.with_value(|page| defaults(detail.row.co_sell_status, &detail.carries, page)))
        })
        .unwrap_or_else(|| {
            defaults(contract::solution::CoSellStatus::InMarket, &Default::default(), &CoSell::default())
        })
}

/// The prefilled details and a free text.
#[component]
fn Details(wizard: Wizard, url: Option<String>) -> impl IntoView {
    let kinds = Signal::derive(move || {
        let none = Choice::new("", text("merge.typeOpen"));
        // catalogue: offerType.*
        let kind = |kind: &OfferType| {
            let key = format!("offerType.{}", kind.word());
            Choice::new(kind.word(), Signal::derive(move || t(&key)))
        };
        std::iter::once(none).chain(OfferType::ALL.iter().map(kind)).collect::<Vec<_>>()
    });
    let solution_id = RwSignal::new(wizard.detail.ready().map(|detail| detail.row.solution_id).unwrap_or_default());
    let address = RwSignal::new(match wizard.target.get_untracked() {
        Some(MergeTarget::Url(url)) => url,
        _ => url.unwrap_or_default(),
    });
    view! {
        <div class="merge__fields">
            <Field label=text("column.offerType")>
                <Select value=wizard.offer_type on_choose=Callback::new(move |word| wizard.offer_type.set(word)) choices=kinds/>
            </Field>
            <Field label=text("merge.offerName")><TextInput value=wizard.name/></Field>
            <Field label=text("merge.ocpId")><TextInput value=solution_id kind=InputKind::Code read_only=true/></Field>
            <Field label=text("merge.url")><TextInput value=address kind=InputKind::Code read_only=true placeholder=Signal::derive(|| Some(t("grid.notSet")))/></Field>
        </div>
        <Field label=text("merge.text") note=text("merge.optional") help=text("merge.text.help")><TextArea value=wizard.text/></Field>
    }
}
