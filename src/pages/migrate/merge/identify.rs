//! Action 1: which live offer it is, by suggestion, by search, or by the address of its listing.

use contract::route::Route;
use leptos::prelude::*;

use super::candidates::Candidates;
use super::listing::Listing;
use super::wizard::{Pick, Wizard};
use crate::i18n::{t, text, tf};
use crate::parts::carries::CarriesList;
use crate::route::use_go;
use crate::ui::{Button, ButtonLink, Card, Message, MessageTone, Press, Variant};

/// The first step.
#[component]
pub fn Identify(
    /// The wizard.
    wizard: Wizard,
) -> impl IntoView {
    let go = use_go();
    let next = move |event: web_sys::SubmitEvent| {
        event.prevent_default();
        match wizard.target.get_untracked() {
            Some(target) => go.to(&Route::MergeRequest(wizard.id.get_value(), target)),
            None => wizard.left.set(true),
        }
    };
    let chosen = Signal::derive(move || match wizard.pick.get() {
        Pick::Offer(id) => Some(id),
        _ => None,
    });
    // Whoever comes back finds the choice in sight, wherever in the list it stands.
    Effect::new(move |shown: Option<bool>| {
        let here = wizard.offers.here() && wizard.facts.with(Option::is_some) && wizard.kept.asked.get();
        if here && shown != Some(true) && wizard.pick.get_untracked() != Pick::Nothing {
            request_animation_frame(|| request_animation_frame(show_choice));
        }
        here
    });
    let row = Signal::derive(move || wizard.detail.ready().map(|detail| detail.row));
    let refused = move || {
        wizard.refused.get().map(|words| {
            let said =
                if words.is_empty() { t("merge.refusedPlain") } else { tf("merge.refused", &[("text", words.into())]) };
            view! { <Message tone=MessageTone::Warning>{said}</Message> }
        })
    };
    let gone = Memo::new(move |_| {
        matches!(wizard.pick.get(), Pick::Offer(_)) && wizard.offers.here() && wizard.target.with(Option::is_none)
    });
    let gone = move || {
        gone.get().then(|| view! { <Message tone=MessageTone::Warning>{text("merge.addressNotLive")}</Message> })
    };
    view! {
        <form class="merge" novalidate on:submit=next>
            <div class="merge__main">
                <h2 class="merge__title" tabindex="-1">{text("merge.which")}</h2>
                {refused}
                {gone}
                <Candidates row facts=wizard.facts offers=wizard.offers chosen
                    on_choose=Callback::new(move |id| wizard.pick.set(Pick::Offer(id)))
                    on_say=Callback::new(move |(id, is_match)| wizard.say(id, is_match))
                    beside=view! {
                        <Listing typed=wizard.typed_url() chosen=Signal::derive(move || wizard.pick.get() == Pick::Url)
                            on_choose=Callback::new(move |on| wizard.mean_url(on))/>
                    }.into_any()/>
                <div class="merge__actions">
                    <ButtonLink label=text("merge.otherWay") variant=Variant::Subtle href=Route::Begin(wizard.id.get_value()).href()/>
                    <Button label=text("begin.continue") variant=Variant::Primary kind=Press::Submit
                        refusal=Signal::derive(move || wizard.refusal())/>
                </div>
            </div>
            <Moves wizard/>
        </form>
    }
}

/// Scrolls to the chosen card.
fn show_choice() {
    let card = document().query_selector(".merge__main .radio-card:has(:checked)").ok().flatten();
    if let Some(card) = card {
        let options = web_sys::ScrollIntoViewOptions::new();
        options.set_block(web_sys::ScrollLogicalPosition::Nearest);
        card.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// What will move, at a glance.
#[component]
fn Moves(wizard: Wizard) -> impl IntoView {
    view! {
        <Card title=text("merge.moves") class="merge__aside">
            {move || wizard.detail.ready().map(|detail| {
                // catalogue: coSell.*
                let status = format!("coSell.{}", detail.row.co_sell_status.word());
                view! {
                    <dl class="definition">
                        <div><dt>{text("column.coSellStatus")}</dt><dd>{move || t(&status)}</dd></div>
                    </dl>
                    <CarriesList carries=detail.carries/>
                }
            })}
            <p class="muted merge__note">{text("merge.untilApproved")}</p>
        </Card>
    }
}
