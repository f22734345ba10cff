//! Offers with their audience, and the words for what an audience is, needs and would become.

use contract::api::audience::{Applied, AudienceHead, AudienceReseller, OfferAudience};
use contract::api::list::Page;
use contract::api::path;
use contract::audience::ChannelState;
use contract::audience::need::Verdict;
use contract::refusal::Refusal;
use leptos::prelude::*;

use crate::api::{self, ApiError};
use crate::i18n::{said, t, tf, tn};
use crate::ui::{Icon, MaybeText};

/// The company's offers with their audience, by name; with `eligible` only those whose audience is the publisher's to set.
///
/// # Errors
/// See `ApiError`.
pub async fn audiences(eligible: bool) -> Result<Vec<OfferAudience>, ApiError> {
    let first = format!("{}?limit=1000{}", path::RESELLER_OFFERS, if eligible { "&eligible=true" } else { "" });
    let (mut address, mut rows) = (first.clone(), Vec::new());
    loop {
        let page: Page<OfferAudience> = api::get(&address).await?;
        rows.extend(page.items);
        match page.next_cursor {
            Some(cursor) => address = format!("{first}&cursor={cursor}"),
            None => return Ok(rows),
        }
    }
}

/// The resellers of an offer's saved list, by name.
///
/// # Errors
/// See `ApiError`.
pub async fn saved_list(id: String) -> Result<Vec<AudienceReseller>, ApiError> {
    let first = format!("{}?limit=1000", path::resell_resellers(&id));
    let (mut address, mut rows) = (first.clone(), Vec::new());
    loop {
        let page: Page<AudienceReseller> = api::get(&address).await?;
        rows.extend(page.items.into_iter().filter(|row| row.in_draft));
        match page.next_cursor {
            Some(cursor) => address = format!("{first}&cursor={cursor}"),
            None => return Ok(rows),
        }
    }
}

/// The option as it is called everywhere.
// catalogue: resell.option.*
pub fn option_words(state: ChannelState) -> String {
    t(&format!("resell.option.{}", state.word()))
}

/// The option, and with specific partners how many.
pub fn head_words(head: &AudienceHead) -> String {
    let option = option_words(head.reseller_channel_state);
    match head.reseller_channel_state {
        ChannelState::Some => {
            tf("resellers.optionAndCount", &[("option", option.into()), ("partners", partners(head.resellers).into())])
        }
        _ => option,
    }
}

/// The option in a word or two, where the column says what it is about: "Specific partners (3)".
// catalogue: resellers.short.*
pub fn short_words(head: &AudienceHead) -> String {
    let state = head.reseller_channel_state;
    let short = format!("resellers.short.{}", state.word());
    if state == ChannelState::Some { tn(&short, head.resellers) } else { t(&short) }
}

/// "3 partners".
pub fn partners(n: u64) -> String {
    tn("resellers.partners", n)
}

/// What has to happen, as the audience page words it.
// catalogue: resell.verdict.*
pub fn verdict_words(verdict: Verdict) -> String {
    t(&format!("resell.verdict.{}", verdict.word()))
}

/// A rule's sentence.
pub fn refusal_words(refusal: &Refusal) -> String {
    tf(&refusal.key(), &refusal.args())
}

/// What comes, or came, of one offer: "Adds 3, removes 1, keeps 2 that have sold", and what that needs.
pub fn applied_words(applied: &Applied) -> String {
    if let Some(refusal) = &applied.refusal {
        return refusal_words(refusal);
    }
    let mut words = Vec::new();
    for (key, n) in
        [("resellers.adds", applied.added), ("resellers.removes", applied.removed), ("resellers.keeps", applied.kept)]
    {
        if n > 0 {
            words.push(tn(key, n));
        }
    }
    if words.is_empty() {
        words.push(t("resellers.sameList"));
    }
    if let Some(need) = &applied.need {
        words.push(verdict_words(need.verdict));
    }
    words.join(" · ")
}

/// The same with an icon: whether it works, or why not.
pub fn applied_view(applied: Applied, done: bool) -> AnyView {
    let (icon, tone) = match (applied.done, done) {
        (true, true) => ("checkmark-circle", "green"),
        (true, false) => ("info", ""),
        (false, _) => ("prohibited", "red"),
    };
    let state: MaybeText = Signal::derive(move || {
        (tone == "red")
            .then(|| t("resellers.notPossible"))
            .or_else(|| (done && tone == "green").then(|| t("resellers.applied")))
    });
    view! {
        <span class="applied" data-tone=tone>
            <Icon name=icon/>
            <span>
                {said(move || state.get().map(|words| format!("{words}: ")).unwrap_or_default())}
                {said(move || applied_words(&applied))}
            </span>
        </span>
    }
    .into_any()
}
