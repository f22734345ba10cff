//! "Begin your migration": three ways, nothing chosen at first, the one that we advise marked with its reason.

use contract::access::Role;
use contract::advice::{Advice, Situation, Unsure};
use contract::api::path;
use contract::api::solutions::SolutionDetail;
use contract::migration::{Action, MergeTarget, NextStep, Standing};
use contract::refusal::Refusal;
use contract::route::{OfferPage, Route};
use contract::solution::MigrationState;
use leptos::prelude::*;

use super::over::{Below, Known, Subject};
use crate::api;
use crate::i18n::{t, text, tf};
use crate::load::{Load, load_view};
use crate::parts::next_step::{next_route, next_step_key};
use crate::parts::offers::Best;
use crate::parts::state_badge::state_help_key;
use crate::route::use_go;
use crate::session::use_session;
use crate::ui::{Button, ButtonLink, Dialog, Icon, Message, MessageTone, Press, Size, Variant, live};

/// A way out of the legacy catalogue.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    Merge,
    Discard,
    Create,
}

impl Way {
    const ALL: [Way; 3] = [Way::Merge, Way::Discard, Way::Create];

    const fn keys(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Way::Merge => ("merge", "begin.merge", "begin.merge.help"),
            Way::Discard => ("discard", "begin.discard", "begin.discard.help"),
            Way::Create => ("create", "begin.create", "begin.create.help"),
        }
    }

    fn route(self, id: String) -> Route {
        match self {
            Way::Merge => Route::Merge(id),
            Way::Discard => Route::Discard(id),
            Way::Create => Route::NewOffer { from: Some(id) },
        }
    }

    /// Why this way is closed, if it is.
    fn refused(self, stands: Stands, role: Role) -> Option<Refusal> {
        let action = match self {
            Way::Merge => Action::RequestMerge(MergeTarget::Offer { live: true }),
            Way::Discard => Action::Discard,
            Way::Create => Action::CreateOffer,
        };
        Standing { state: stands.state, before: None, request_open: stands.request_open }.allows(action, role).err()
    }
}

/// What the rules need to know of the solution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Stands {
    state: MigrationState,
    request_open: bool,
}

impl Stands {
    /// Followed; whether a request is open is known with the detail.
    fn of(known: &Known, detail: Load<SolutionDetail>) -> Stands {
        let request_open = detail.ready().is_some_and(|detail| detail.request_open);
        Stands { state: known.state, request_open }
    }

    /// Whether one of the three ways is to be chosen.
    const fn is_open(self) -> bool {
        matches!(NextStep::of(self.state), NextStep::Begin | NextStep::Continue)
    }
}

/// Where to go on instead of choosing: to the request, the offer, or the way back.
fn instead(detail: Load<SolutionDetail>) -> Option<(&'static str, Route)> {
    let row = detail.ready()?.row;
    let to = next_route(row.state, &row.id, row.offer.as_deref(), row.request.as_deref());
    Some((next_step_key(NextStep::of(row.state)), to))
}

/// The dialog.
#[component]
pub fn BeginDialog(
    /// The solution's id.
    id: String,
    /// The list below.
    below: Below,
) -> impl IntoView {
    let (go, session) = (use_go(), use_session());
    let chosen = RwSignal::new(None::<Way>);
    let address = path::solution(&id);
    let detail = Load::new(move || {
        let address = address.clone();
        async move { api::get::<SolutionDetail>(&address).await }
    });
    let known = Known::of(&id, detail);
    let best = Best::of(&id, Signal::derive(move || detail.ready().map(|detail| detail.row)));
    let role = Signal::derive(move || session.get().map_or(Role::Viewer, |session| session.company.role));
    let refusal = Signal::derive(move || {
        let why = |why: Refusal| tf(&why.key(), &why.args());
        let Some(known) = known.get() else { return detail.missing() };
        match chosen.get() {
            Some(way) => way.refused(Stands::of(&known, detail), role.get()).map(why),
            None => Some(t("begin.chooseFirst")),
        }
    });
    let next = Callback::new(move |()| {
        if let Some(way) = chosen.get_untracked().filter(|_| refusal.get_untracked().is_none()) {
            go.to(&way.route(id.clone()));
        }
    });
    let open = Memo::new(move |_| known.get().is_none_or(|known| Stands::of(&known, detail).is_open()));
    let actions = view! {
        <Button label=text("confirm.cancel") on_press=below.close/>
        {live(move || match open.get() {
            true => view! {
                <Button label=text("begin.continue") variant=Variant::Primary kind=Press::Submit refusal=refusal/>
            }.into_any(),
            false => instead(detail).map(|(label, to)| view! {
                <ButtonLink label=text(label) variant=Variant::Primary href=to.href()/>
            }).into_any(),
        })}
    }
    .into_any();
    view! {
        <Dialog title=text("begin.title") close=text("dialog.close") on_close=below.close on_submit=next actions=actions
            loading=Signal::derive(move || known.with(Option::is_none))>
            {move || match known.get() {
                Some(known) if !open.get() => {
                    let help = state_help_key(known.state);
                    view! { <Subject known/><p>{text(help)}</p> }.into_any()
                }
                Some(known) => view! { <Ways known detail best chosen role/> }.into_any(),
                None => load_view(detail, |_| ().into_any()).into_any(),
            }}
        </Dialog>
    }
}

/// The solution and its three cards.
#[component]
fn Ways(
    known: Known,
    detail: Load<SolutionDetail>,
    best: Best,
    chosen: RwSignal<Option<Way>>,
    role: Signal<Role>,
) -> impl IntoView {
    let subject = known.clone();
    let stands = Memo::new(move |_| Stands::of(&known, detail));
    let advised = Memo::new(move |_| advised(detail, best));
    let card = move |way: Way| {
        let (word, title, help) = way.keys();
        let refused = Signal::derive(move || way.refused(stands.get(), role.get()));
        let id = move |part: &str| format!("begin-{word}-{part}");
        // What a role may not do is not recommended to it.
        let marked = move || {
            let fits = |advised: &Advised| advised.way == Some(way) && refused.with(Option::is_none);
            advised.get().filter(fits).map(|advised| advised.why)
        };
        view! {
            <label class="radio-card">
                <input class="checkbox__box" type="radio" name="begin" value=word
                    aria-labelledby=id("title") aria-describedby=format!("{} {}", id("help"), id("why"))
                    disabled=move || refused.with(Option::is_some)
                    prop:checked=move || chosen.get() == Some(way)
                    on:change=move |_| chosen.set(Some(way))/>
                <span class="radio-card__text">
                    <span class="radio-card__title" id=id("title")>{text(title)}</span>
                    <span class="radio-card__help" id=id("help")>{move || match refused.get() {
                        Some(why) => tf(&why.key(), &why.args()),
                        None => t(help),
                    }}</span>
                    <span id=id("why") class="begin__why">
                        {move || marked().map(|why| view! {
                            <Icon name="checkmark-circle"/><span>{why}</span>
                        })}
                    </span>
                </span>
            </label>
        }
    };
    // Where nothing is recommended, the reason stands above the cards, with the way to what it speaks of.
    let unsure = move || advised.get().filter(|advised| advised.way.is_none()).map(hint);
    view! {
        <Subject known=subject/>
        <fieldset class="begin">
            <legend>{text("begin.question")}</legend>
            {live(unsure)}
            <div class="radio-cards">{Way::ALL.map(card).collect_view()}</div>
        </fieldset>
    }
}

/// What we advise.
#[derive(Clone, Debug, PartialEq)]
struct Advised {
    /// The way, or none.
    way: Option<Way>,
    /// The reason in words.
    why: String,
    /// What the reason speaks of, by name.
    of: Option<(String, Route)>,
    /// Whether somebody waits for an answer.
    asked: bool,
}

/// Why nothing is recommended, and the way to the offer or request that it is about.
fn hint(advised: Advised) -> AnyView {
    let Advised { why, of, asked, .. } = advised;
    match of {
        Some((name, to)) if asked => {
            let actions = view! { <ButtonLink label=Signal::stored(name) size=Size::Small href=to.href()/> }.into_any();
            view! { <div class="begin__hint"><Message tone=MessageTone::Warning actions=actions>{why}</Message></div> }
                .into_any()
        }
        Some((name, to)) => {
            view! { <p class="begin__hint muted"><span>{why}</span>" "<a class="link" href=to.href()>{name}</a></p> }
                .into_any()
        }
        None => view! { <p class="begin__hint muted">{why}</p> }.into_any(),
    }
}

/// What we advise, once solution, facts and offers are here.
fn advised(detail: Load<SolutionDetail>, best: Best) -> Option<Advised> {
    let detail = detail.ready()?;
    let found = best.get()?;
    let found = found.first();
    let advice = Advice::of(&Situation {
        state: detail.row.state,
        request_open: detail.request_open,
        co_sell_status: detail.row.co_sell_status,
        carries_something: !detail.carries.is_empty(),
        best: found,
    });
    let way = match advice {
        Advice::Merge { .. } => Some(Way::Merge),
        Advice::CreateOffer { .. } => Some(Way::Create),
        Advice::Discard => Some(Way::Discard),
        Advice::None { .. } => None,
    };
    let named = |id: &str| (best.name_of(id), Route::Offer(id.to_owned(), OfferPage::Overview));
    let of = match &advice {
        Advice::None { because: Unsure::Question | Unsure::Refused } => {
            detail.row.request.map(|number| (t("action.viewRequest"), Route::Request(number)))
        }
        Advice::None { because: Unsure::DraftExists } => detail.row.offer.as_deref().map(named),
        Advice::None { because: Unsure::WeakMatch } => found.map(|found| named(&found.offer)),
        _ => None,
    };
    let mut args = advice.args();
    let offer = found.map(|found| best.name_of(&found.offer)).unwrap_or_default();
    args.push(("offer", offer.into()));
    let asked = advice == Advice::None { because: Unsure::Question };
    Some(Advised { way, why: tf(&advice.key(), &args), of, asked })
}
