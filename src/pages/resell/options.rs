//! The three options, each with what choosing it would need.

use contract::audience::ChannelState;
use contract::audience::need::Verdict;
use contract::solution::OfferType;
use leptos::prelude::*;

use super::state::Audience;
use crate::i18n::{said, t, text};
use crate::ui::{Icon, Message, MessageTone, live};

/// The radio cards.
pub fn options(audience: Audience, refusal: Signal<Option<String>>) -> AnyView {
    let card = move |state: ChannelState| {
        // catalogue: resell.option.*
        let word = state.word();
        let (title, help) = (format!("resell.option.{word}"), format!("resell.option.{word}.help"));
        let id = move |part: &str| format!("resell-{word}-{part}");
        let in_force = Memo::new(move |_| {
            audience.base.with(|base| {
                base.as_ref()
                    .and_then(|base| base.head.live.as_ref())
                    .is_some_and(|live| live.reseller_channel_state == state)
            })
        });
        let verdict = Memo::new(move |_| audience.what_if(state).map(|need| need.verdict));
        let closed = Signal::derive(move || refusal.with(Option::is_some));
        view! {
            <label class="radio-card">
                <input class="checkbox__box" type="radio" name="resell" value=word disabled=closed
                    aria-labelledby=id("title") aria-describedby=format!("{} {}", id("help"), id("need"))
                    prop:checked=move || audience.wanted.get() == state
                    on:change=move |_| audience.wanted.set(state)/>
                <span class="radio-card__text">
                    <span class="radio-card__title" id=id("title")>{said(move || t(&title))}</span>
                    <span class="radio-card__help" id=id("help")>{said(move || t(&help))}</span>
                    <span class="resell__need" id=id("need")>{live(move || mark(in_force.get(), verdict.get()))}</span>
                </span>
            </label>
        }
        .into_any()
    };
    let is_machine = Memo::new(move |_| {
        audience
            .base
            .with(|base| base.as_ref().is_some_and(|base| base.head.offer.offer_type == OfferType::VirtualMachine))
    });
    view! {
        {live(move || is_machine.get().then(|| view! { <Message tone=MessageTone::Note>{text("resell.byol")}</Message> }))}
        <fieldset class="resell__options">
            <legend>{text("resell.question")}</legend>
            <div class="radio-cards radio-cards--row">{ChannelState::ALL.iter().map(|state| card(*state)).collect::<Vec<_>>()}</div>
        </fieldset>
    }
    .into_any()
}

/// What an option would need, as icon and words.
fn mark(in_force: bool, verdict: Option<Verdict>) -> AnyView {
    let Some(verdict) = verdict else { return ().into_any() };
    let icon = icon_of(verdict);
    // catalogue: resell.verdict.*
    let words =
        said(move || if in_force { t("resell.inForce") } else { t(&format!("resell.verdict.{}", verdict.word())) });
    view! { <Icon name=if in_force { "checkmark-circle" } else { icon }/><span>{words}</span> }.into_any()
}

/// The picture of a verdict.
pub const fn icon_of(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Nothing => "checkmark-circle",
        Verdict::Publish => "clock",
        Verdict::Sync => "sync",
        Verdict::Request => "mail",
        Verdict::Impossible => "prohibited",
    }
}
