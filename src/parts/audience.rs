//! Offers with their audience, and the words for what an audience is, needs and would become.

use contract::api::audience::{AUDIENCE_PAGE_MAX, Applied, AudienceHead, AudienceReseller, NeedFigures, OfferAudience};
use contract::api::list::Page;
use contract::api::path;
use contract::audience::ChannelState;
use contract::audience::need::Verdict;
use contract::catalogue::Arg;
use contract::refusal::Refusal;
use leptos::prelude::*;

use crate::api::{self, ApiError};
use crate::i18n::{self, said, t, tf, tn};
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
    let first = format!("{}?limit={AUDIENCE_PAGE_MAX}", path::resell_resellers(&id));
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
    option_and_count(head.reseller_channel_state, head.resellers)
}

/// The same of an option and a number of resellers.
pub fn option_and_count(state: ChannelState, resellers: u64) -> String {
    let option = option_words(state);
    match state {
        ChannelState::Some => {
            tf("resellers.optionAndCount", &[("option", option.into()), ("partners", partners(resellers).into())])
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

/// What comes, or came, of one offer: the option that it leaves, "adds 3, removes 1, keeps 2 that have sold", what that needs,
/// and who gains and loses the offer then.
pub fn applied_words(applied: &Applied) -> String {
    if let Some(refusal) = &applied.refusal {
        return refusal_words(refusal);
    }
    let mut words = Vec::new();
    let options = applied.options.filter(|options| options.from != options.to);
    if let Some(options) = options {
        let args = [("from", option_words(options.from).into()), ("to", option_words(options.to).into())];
        words.push(tf("resellers.changesOption", &args));
    }
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
        // Partners that come and go one by one are said above; who is meant by an option is not.
        if options.is_some() || need.gains.is_none() || need.loses.is_none() {
            words.extend(reach_words(need));
        }
    }
    words.join(" · ")
}

/// Who gains and who loses the offer once it is in force, and who stays.
// catalogue: resell.gains.*, resell.loses.*
fn reach_words(need: &NeedFigures) -> Vec<String> {
    let side = |key: &str, n: Option<u64>| match (n, need.but) {
        (Some(0), _) => None,
        (Some(n), _) => Some(tn(key, n)),
        (None, 0) => Some(t(&format!("{key}.every"))),
        (None, but) => Some(tf(&format!("{key}.everyBut"), &[("n", Arg::Count(but))])),
    };
    let stays = (need.stays > 0).then(|| tn("resell.stays", need.stays));
    [side("resell.gains", need.gains), side("resell.loses", need.loses), stays].into_iter().flatten().collect()
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
                {said(move || state.get().map(|words| i18n::of(&words)).unwrap_or_default())}
                {said(move || applied_words(&applied))}
            </span>
        </span>
    }
    .into_any()
}
