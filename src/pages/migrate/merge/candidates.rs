//! Live offers to choose from: the likely ones with their reasons first, the others by search.

use contract::api::merging::SolutionFacts;
use contract::api::offers::OfferRow;
use contract::api::solutions::SolutionRow;
use contract::fold::fold;
use contract::matching::Match;
use contract::search::Query;
use leptos::prelude::*;

use crate::i18n::{said, t, text, tf, tn};
use crate::load::{Failure, Loaded};
use crate::parts::match_view::{Reasons, Score};
use crate::parts::offers::{OfferList, is_live};
use crate::ui::{Badge, Button, SearchBox, Size, Tone, Variant, new_id};

/// The most suggestions.
const SUGGESTED: usize = 5;
/// The most results of a search at once.
const FOUND: usize = 20;

/// One offer to choose.
#[derive(Clone, PartialEq)]
struct Candidate {
    offer: OfferRow,
    found: Option<Match>,
}

/// A choice of one live offer.
#[component]
pub fn Candidates(
    /// The solution that is to be merged.
    row: Signal<Option<SolutionRow>>,
    /// What matching needs to know of it.
    facts: RwSignal<Option<SolutionFacts>>,
    /// The company's offers.
    offers: OfferList,
    /// The id of the chosen one.
    chosen: Signal<Option<String>>,
    /// Chooses one.
    on_choose: Callback<String>,
    /// Says of one whether it is a match.
    on_say: Callback<(String, bool)>,
    /// Whether matches can be denied here.
    #[prop(default = true)]
    says: bool,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let suggested = Memo::new(move |_| match (row.get(), facts.get()) {
        (Some(row), Some(facts)) => offers.suggest(&row, &facts, SUGGESTED),
        _ => Vec::new(),
    });
    let shown = Memo::new(move |_| shown(&typed.get(), &suggested.get(), facts, offers, chosen.get()));
    let count = Memo::new(move |_| offers.with(|rows| rows.iter().filter(|offer| is_live(offer)).count()));
    let group = new_id("offer");
    let note = move || {
        let (found, all) = shown.get();
        if count.get() == 0 {
            t("merge.noLive")
        } else if !typed.with(|typed| typed.trim().is_empty()) {
            if all > found.len() {
                tf("merge.foundMore", &[("n", found.len().into()), ("all", all.into())])
            } else {
                tn("merge.found", all as u64)
            }
        } else if suggested.with(Vec::is_empty) && facts.with(Option::is_some) {
            t("merge.noneLikely")
        } else {
            t("merge.likely")
        }
    };
    view! {
        {move || match offers.rows.get() {
            Loaded::Failed(error) => Some(view! { <Failure error retry=Callback::new(move |()| offers.again())/> }),
            _ => None,
        }}
        <Show when=move || { count.get() > 0 }>
            <SearchBox label=text("merge.search") clear=text("search.clear") value=typed/>
        </Show>
        <Show when=move || offers.here()><p class="muted" role="status">{said(note)}</p></Show>
        <div class="radio-cards" role="radiogroup" aria-label=text("merge.liveOffers")>
            <For each=move || shown.get().0 key=|one| (one.offer.id.clone(), one.found.as_ref().map(|found| found.score)) children=move |one| {
                view! { <OneOffer one group=group.clone() chosen on_choose on_say says/> }
            }/>
        </div>
        {says.then(|| view! { <Dismissed facts offers on_say/> })}
    }
}

/// What is shown for a search, and how many there are in all.
fn shown(
    typed: &str,
    suggested: &[Match],
    facts: RwSignal<Option<SolutionFacts>>,
    offers: OfferList,
    chosen: Option<String>,
) -> (Vec<Candidate>, usize) {
    let query = Query::parse(typed);
    let dismissed = facts.with(|facts| facts.as_ref().map(|facts| facts.not_matches.clone()).unwrap_or_default());
    offers.with(|rows| {
        let rank = |id: &str| suggested.iter().position(|found| found.offer == id).unwrap_or(usize::MAX);
        // Without a suggestion and without a search all live offers stand there, by name.
        let all = query.is_empty() && suggested.is_empty();
        let wanted = |offer: &&OfferRow| {
            let id = offer.id.as_str();
            is_live(offer)
                && (all && !dismissed.iter().any(|other| other == id)
                    || query.is_empty() && (rank(id) < usize::MAX || chosen.as_deref() == Some(id))
                    || !query.is_empty() && query.matches(&search_text(offer)))
        };
        let mut found: Vec<Candidate> = rows
            .iter()
            .filter(wanted)
            .map(|offer| Candidate {
                offer: offer.clone(),
                found: suggested.iter().find(|found| found.offer == offer.id).cloned(),
            })
            .collect();
        found.sort_by_cached_key(|one| (rank(&one.offer.id), fold(&one.offer.name)));
        let count = found.len();
        found.truncate(FOUND);
        (found, count)
    })
}

fn search_text(offer: &OfferRow) -> String {
    fold(&format!("{} {} {} {}", offer.name, offer.alias, offer.external_id, offer.publisher_name))
}

#[component]
fn OneOffer(
    one: Candidate,
    group: String,
    chosen: Signal<Option<String>>,
    on_choose: Callback<String>,
    on_say: Callback<(String, bool)>,
    says: bool,
) -> impl IntoView {
    let Candidate { offer, found } = one;
    let (title, about) = (format!("{group}-{}", offer.id), format!("{group}-{}-about", offer.id));
    let id = StoredValue::new(offer.id.clone());
    let is_chosen = move || chosen.with(|chosen| id.with_value(|id| chosen.as_deref() == Some(id)));
    // catalogue: offerType.*
    let kind = format!("offerType.{}", offer.offer_type.word());
    let name = StoredValue::new(offer.name.clone());
    let (publisher, external) = (offer.publisher_name, offer.external_id);
    let score = found.as_ref().map(|found| found.score);
    let dismiss = (says && found.is_some()).then(|| {
        view! {
            <Button label=text("match.not") variant=Variant::Subtle size=Size::Small
                on_press=move || on_say.run((id.get_value(), false))/>
        }
    });
    view! {
        <div class="radio-card match">
            <label class="match__label">
                <input class="checkbox__box" type="radio" name=group aria-labelledby=title.clone() aria-describedby=format!("{about} {about}-score")
                    prop:checked=is_chosen on:change=move |_| on_choose.run(id.get_value())/>
                <span id=format!("{about}-score")>{score.map(|score| view! { <Score score/> })}</span>
                <span class="radio-card__text">
                    <span class="match__head">
                        <span class="radio-card__title" id=title>{name.get_value()}</span>
                        <Badge word=text("offerStatus.live") tone=Tone::Green icon="checkmark-circle"/>
                    </span>
                    <span class="match__about" id=about>
                        <span class="radio-card__help">{said(move || format!("{publisher} · {} · {external}", t(&kind)))}</span>
                        {found.map(|found| view! { <Reasons reasons=found.reasons/> })}
                    </span>
                </span>
            </label>
            {dismiss}
        </div>
    }
}

/// Offers that somebody said are no match, each with the way to take that back.
#[component]
fn Dismissed(
    facts: RwSignal<Option<SolutionFacts>>,
    offers: OfferList,
    on_say: Callback<(String, bool)>,
) -> impl IntoView {
    let dismissed = Memo::new(move |_| {
        let ids = facts.with(|facts| facts.as_ref().map(|facts| facts.not_matches.clone()).unwrap_or_default());
        ids.into_iter().filter_map(|id| offers.get(&id).map(|offer| (id, offer.name))).collect::<Vec<_>>()
    });
    let item = move |(id, name): (String, String)| {
        let label = name.clone();
        view! {
            <li>
                <span>{name}</span>
                <Button label=said(move || tf("match.takeBack", &[("name", label.as_str().into())])) variant=Variant::Subtle
                    size=Size::Small on_press=move || on_say.run((id.clone(), true))/>
            </li>
        }
    };
    view! {
        <Show when=move || !dismissed.with(Vec::is_empty)>
            <details class="dismissed">
                <summary>{said(move || tn("match.dismissed", dismissed.with(Vec::len) as u64))}</summary>
                <ul>{move || dismissed.get().into_iter().map(item).collect_view()}</ul>
            </details>
        </Show>
    }
}
