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
use crate::parts::offers::OfferList;
use crate::ui::{Badge, Button, SearchBox, Size, Tone, Variant, focus_id, new_id};

/// The most suggestions.
const SUGGESTED: usize = 5;
/// The most results of a search at once.
const FOUND: usize = 20;

/// One offer to choose.
#[derive(Clone, PartialEq)]
struct Candidate {
    offer: OfferRow,
    found: Option<Match>,
    /// Whether somebody said that it is no match.
    denied: bool,
}

/// What the list shows by itself.
#[derive(Clone, PartialEq, Default)]
struct Suggested {
    /// The likely ones, best first; those that somebody said are no match left out.
    likely: Vec<Match>,
    /// The order of the list, by ids: as if nobody had said anything, so that a card keeps its place when somebody does.
    order: Vec<String>,
    /// The ids of those that somebody said are no match.
    denied: Vec<String>,
    /// The same where that cannot be taken back: they are found by search alone.
    hidden: Vec<String>,
}

impl Suggested {
    fn of(row: &SolutionRow, mut facts: SolutionFacts, offers: OfferList) -> Suggested {
        let likely = offers.suggest(row, &facts, SUGGESTED);
        let denied = std::mem::take(&mut facts.not_matches);
        let order = if denied.is_empty() {
            likely.iter().map(|found| found.offer.clone()).collect()
        } else {
            let whole = offers.suggest(row, &facts, SUGGESTED + denied.len());
            whole.into_iter().map(|found| found.offer).collect()
        };
        Suggested { likely, order, denied, hidden: Vec::new() }
    }

    fn is_empty(&self) -> bool {
        self.likely.is_empty() && self.denied.is_empty()
    }
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
    /// Another way to name an offer, beside the search.
    #[prop(optional)]
    beside: Option<AnyView>,
) -> impl IntoView {
    let typed = RwSignal::new(String::new());
    let suggested = Memo::new(move |_| match (row.get(), facts.get()) {
        (Some(row), Some(facts)) => {
            let mut suggested = Suggested::of(&row, facts, offers);
            if !says {
                suggested.hidden = std::mem::take(&mut suggested.denied);
            }
            suggested
        }
        _ => Suggested::default(),
    });
    let shown = Memo::new(move |_| shown(&typed.get(), &suggested.get(), offers, chosen.get()));
    let count = Memo::new(move |_| offers.with(|rows| rows.iter().filter(|offer| offer.is_live()).count()));
    let group = new_id("offer");
    let of_group = group.clone();
    // The card is drawn anew with its mark, so the focus is put where the person goes on.
    let said_here = Callback::new(move |(id, is_match): (String, bool)| {
        let next = if is_match { id.clone() } else { after(&shown.get_untracked().0, &id) };
        on_say.run((id, is_match));
        let radio = format!("{of_group}-{next}-radio");
        request_animation_frame(move || focus_id(&radio));
    });
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
        } else if suggested.with(Suggested::is_empty) && facts.with(Option::is_some) {
            t("merge.noneLikely")
        } else if suggested.with(|suggested| suggested.likely.is_empty() && !suggested.denied.is_empty()) {
            t("merge.allDenied")
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
        {beside}
        <Show when=move || offers.here()><p class="muted" role="status">{said(note)}</p></Show>
        <div class="radio-cards" role="radiogroup" aria-label=text("merge.liveOffers")>
            <For each=move || shown.get().0 key=|one| (one.offer.id.clone(), one.denied, one.found.as_ref().map(|found| found.score)) children=move |one| {
                view! { <OneOffer one group=group.clone() chosen on_choose on_say=said_here says/> }
            }/>
        </div>
    }
}

/// The card that has the focus after one was said to be no match: the next that may be one, else the one before, else the
/// card itself, where the word can be taken back.
fn after(shown: &[Candidate], id: &str) -> String {
    let at = shown.iter().position(|one| one.offer.id == id).unwrap_or_default();
    let open = |one: &&Candidate| !one.denied && one.offer.id != id;
    let next = shown.iter().skip(at).find(open).or_else(|| shown.iter().take(at).rev().find(open));
    next.map_or(id, |one| one.offer.id.as_str()).to_owned()
}

/// What is shown for a search, and how many there are in all.
fn shown(typed: &str, suggested: &Suggested, offers: OfferList, chosen: Option<String>) -> (Vec<Candidate>, usize) {
    let query = Query::parse(typed);
    let Suggested { likely, order, denied, hidden } = suggested;
    offers.with(|rows| {
        let rank = |id: &str| order.iter().position(|found| found == id).unwrap_or(usize::MAX);
        let of = |id: &str| likely.iter().find(|found| found.offer == id);
        let denied = |id: &str| denied.iter().any(|other| other == id);
        // Without a suggestion and without a search all live offers stand there, by name.
        let all = query.is_empty() && suggested.is_empty();
        let wanted = |offer: &&OfferRow| {
            let id = offer.id.as_str();
            offer.is_live()
                && (all && !hidden.iter().any(|other| other == id)
                    || query.is_empty() && (of(id).is_some() || denied(id) || chosen.as_deref() == Some(id))
                    || !query.is_empty() && query.matches(&search_text(offer)))
        };
        let candidate = |offer: &OfferRow| Candidate {
            offer: offer.clone(),
            found: of(&offer.id).cloned(),
            denied: denied(&offer.id),
        };
        let mut found: Vec<Candidate> = rows.iter().filter(wanted).map(candidate).collect();
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
    let Candidate { offer, found, denied } = one;
    let (title, about) = (format!("{group}-{}", offer.id), format!("{group}-{}-about", offer.id));
    let id = StoredValue::new(offer.id.clone());
    let is_chosen = move || chosen.with(|chosen| id.with_value(|id| chosen.as_deref() == Some(id)));
    // catalogue: offerType.*
    let kind = format!("offerType.{}", offer.offer_type.word());
    let name = StoredValue::new(offer.name.clone());
    let (publisher, external) = (offer.publisher_name, offer.external_id);
    let score = found.as_ref().map(|found| found.score);
    let radio = format!("{title}-radio");
    let say = move |label: Signal<String>, is_match: bool| {
        view! { <Button label variant=Variant::Subtle size=Size::Small on_press=move || on_say.run((id.get_value(), is_match))/> }
    };
    let mark = match (says, denied, found.is_some()) {
        (true, true, _) => Some(say(said(move || tf("match.takeBack", &[("name", name.get_value().into())])), true)),
        (true, false, true) => Some(say(text("match.not"), false)),
        _ => None,
    };
    let badge = denied.then(|| view! { <Badge word=text("match.denied") tone=Tone::Grey icon="prohibited"/> });
    view! {
        <div class="radio-card match" data-denied=denied.then_some("true")>
            <label class="match__label">
                <input class="checkbox__box" type="radio" id=radio name=group aria-labelledby=title.clone() aria-describedby=format!("{about} {about}-score")
                    prop:checked=is_chosen on:change=move |_| on_choose.run(id.get_value())/>
                <span id=format!("{about}-score")>{score.map(|score| view! { <Score score/> })}</span>
                <span class="radio-card__text">
                    <span class="match__head">
                        <span class="radio-card__title" id=title>{name.get_value()}</span>
                        <Badge word=text("offerStatus.live") tone=Tone::Green icon="checkmark-circle"/>
                        {badge}
                    </span>
                    <span class="match__about" id=about>
                        <span class="radio-card__help">{said(move || format!("{publisher} · {} · {external}", t(&kind)))}</span>
                        {found.map(|found| view! { <Reasons reasons=found.reasons/> })}
                    </span>
                </span>
            </label>
            {mark}
        </div>
    }
}
